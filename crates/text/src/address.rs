//! Addresses of the web in a text: where they end and the sentence goes on.

/// The most bytes of an address.
const LONGEST: usize = 2000;

/// How many bytes of an address there are: up to a space, a quote or a bracket, without the punctuation of the sentence.
pub fn length(text: &str) -> usize {
    let stops = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || "<>«»“”„\"‘’`|،؛؟۔؞。、，；：！？（）｜・⟩".contains(letter)
            || !letter.is_alphanumeric() && !letter.is_ascii()
    };
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut address = within_brackets(&text[..text.find(stops).unwrap_or(text.len())]);
    loop {
        let bare = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~', '\'']);
        let open = |sign| bare.matches(sign).count();
        let closing =
            bare.ends_with(')') && open('(') < open(')') || bare.ends_with(']') && open('[') < open(']');
        let next = if closing { &bare[..bare.len() - 1] } else { bare };
        if next.len() == address.len() {
            return address.len();
        }
        address = next;
    }
}

/// An address up to a bracket whose other half is not in it: `[url=address]words`, `address[words of a link]`,
/// `(address)[words of a link]`; and without the ending of a word behind its host: `exemple.org's`.
fn within_brackets(address: &str) -> &str {
    let host = address.find('/').unwrap_or(address.len());
    let address = &address[..address[..host].find('\'').unwrap_or(address.len())];
    let (mut open, mut round) = (None, 0);
    for (at, sign) in address.bytes().enumerate() {
        match (sign, open) {
            (b'[', None) => open = Some(at),
            (b']', Some(_)) => open = None,
            (b'(', _) => round += 1,
            (b')', _) if round > 0 => round -= 1,
            (b']', None) | (b')', _) => return &address[..at.min(open.unwrap_or(at))],
            _ => {}
        }
    }
    &address[..open.unwrap_or(address.len())]
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn an_address_ends_before_a_half_that_is_not_its_own() {
        for text in ["x.fr/a)[le bail]", "x.fr/a)b", "x.fr/a].", "x.fr/a[le bail]"] {
            assert_eq!(length(text), "x.fr/a".len(), "{text}");
        }
        assert_eq!(length("x.fr/a_(b)_c puis"), "x.fr/a_(b)_c".len());
        assert_eq!((length("x.fr's page"), length("x.fr/l'aide")), ("x.fr".len(), "x.fr/l'aide".len()));
    }

    #[test]
    fn the_stop_of_a_sentence_is_none_of_its_address() {
        let address = "x.fr/a_(b)?q=é";
        for stop in [
            ".",
            "۔",
            "،",
            "؟",
            "。",
            "、",
            "！",
            "．",
            "।",
            "።",
            "፡",
            "։",
            "…",
            ").",
            "’",
            "」",
            "\u{200f}.",
        ] {
            for text in [format!("{address}{stop}"), format!("{address}{stop} puis")] {
                assert_eq!(length(&text), address.len(), "{text}");
            }
        }
    }
}
