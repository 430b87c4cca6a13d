//! Links whose words name another number or address than the one to which they lead.

use trousseau_text::{digits, mail, phone};

use super::{super::addresses::TOPS, Target};

/// Whether the words of a link name a number, a mailbox or a site, and its address another one.
pub(in crate::document) fn differs(words: &str, to: &Target) -> bool {
    match to {
        Target::Phone(number) => names_another(words, number),
        Target::Mail(readers) => {
            let word = words.trim();
            mail::is_address(word) && !mail::readers(readers).to_lowercase().contains(&word.to_lowercase())
        }
        Target::Web(web) => {
            let (Some(said), Some(own)) = (host(words.trim()), host(web)) else { return false };
            // A part of a site may stand for the whole, `caf.fr` for `connect.caf.fr`.
            !own.ends_with(&said) && !said.ends_with(&own)
        }
        _ => false,
    }
}

/// Whether the words of a link name another number than the one that it calls, and not that one, too.
pub fn names_another(words: &str, number: &str) -> bool {
    let said = numbers(words);
    !said.is_empty() && said.iter().all(|one| national(one) != national(number))
}

/// The telephone numbers that words name: those that one dials, and no hours, years or numbers of houses.
fn numbers(words: &str) -> Vec<String> {
    let is_part = |letter: char| digits::ascii(letter).is_some() || " .-()/+\u{a0}\u{202f}".contains(letter);
    let parts: Vec<&str> = words.split(|letter: char| !is_part(letter)).collect();
    // `17` is an hour within a sentence, and the police at its end.
    let last = parts.len() - 1;
    let number = |(at, part): (usize, &&str)| phone::dialled(part).filter(|one| is_dialled(one, at == last));
    parts.iter().enumerate().filter_map(number).collect()
}

/// Whether digits are surely a telephone number: one of two digits at the end, of three from 1 on, of four from 3 on, or a whole one.
fn is_dialled(number: &str, is_last: bool) -> bool {
    match number.len() {
        2 => is_last && matches!(number, "15" | "17" | "18"),
        3 => number.starts_with('1'),
        4 => number.starts_with('3'),
        length => length > 8,
    }
}

/// A number as it is dialled in the country.
fn national(number: &str) -> String {
    number.strip_prefix("+33").map_or_else(|| number.to_owned(), |rest| format!("0{rest}"))
}

/// The host of a text that is an address of the web and nothing else, without `www.`.
fn host(text: &str) -> Option<String> {
    let has_scheme = text.starts_with("https://") || text.starts_with("http://");
    let rest = text.trim_start_matches("https://").trim_start_matches("http://");
    let host = rest.split(['/', '?', '#']).next()?.to_lowercase();
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    let is_host = bare.contains('.')
        && !text.contains(char::is_whitespace)
        && !text.contains('@')
        && bare
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(|one| one.is_alphanumeric() || one == '-'))
        && bare.rsplit('.').next().is_some_and(|top| top.len() > 1 && top.chars().all(char::is_alphabetic));
    (is_host && (has_scheme || host.starts_with("www.") || TOPS.iter().any(|top| bare.ends_with(top))))
        .then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_addresses_that_name_two_things_are_found() {
        let phone = |number: &str| Target::Phone(number.to_owned());
        let web = |address: &str| Target::Web(address.to_owned());
        let mail = |address: &str| Target::Mail(address.to_owned());
        for (words, to) in [
            ("Appelez le 115", phone("15")),
            ("Appelez le 115", phone("119")),
            ("la police, le 17", phone("18")),
            ("0 800 00 00 01", phone("0800000000")),
            ("اتصلوا بـ ١١٥", phone("119")),
            ("www.caf.fr", web("https://www.exemple.org/")),
            ("contact@exemple.org", mail("accueil@exemple.org")),
        ] {
            assert!(differs(words, &to), "{words} {to:?}");
        }
        for (words, to) in [
            ("le 115, 24 h sur 24", phone("115")),
            ("+33 3 20 00 00 00", phone("0320000000")),
            ("3919", phone("3919")),
            ("le service, ouvert de 9 h à 17 h", phone("0320000000")),
            ("caf.fr", web("https://connect.caf.fr/aide")),
            ("https://www.caf.fr/allocataires", web("https://caf.fr/allocataires/x")),
            ("la page de la CAF", web("https://exemple.org")),
            ("Accueil@exemple.org", mail("accueil@exemple.org?subject=x")),
        ] {
            assert!(!differs(words, &to), "{words} {to:?}");
        }
    }
}
