//! Sentences that stay in the words of the source among those of a translation: what a program leaves that cuts paragraphs by sentences.

use super::check::without_tags;
use trousseau_text::sentence;

/// The fewest words of a sentence: fewer may be a name or a term.
const FEWEST: usize = 4;

/// Signs between which a text quotes: what stands there may well be in the language of a paper.
const QUOTES: [(char, char); 4] = [('«', '»'), ('“', '”'), ('„', '“'), ('"', '"')];

/// The first whole sentence of the source that stands word for word among other words of a translation; `old` is the translation of
/// before, which somebody may have meant so. A block of one sentence has none: its words may be a name beside what explains it.
pub fn left(source: &str, translation: &str, old: Option<&str>) -> Option<String> {
    let source = without_tags(source);
    let all = sentence::sentences(&source);
    if all.len() < 2 {
        return None;
    }
    let own = unmarked(&without_tags(translation));
    let had = old.map(|old| unmarked(&without_tags(old))).unwrap_or_default();
    // The words with and without what is quoted, once for all sentences.
    let [own, had] = [own, had].map(|text| (words(&text), words(&unquoted(&text))));
    // Where no other word stands beside them, all of it is a copy, and told as that.
    if words(&source).ends_with(&own.0) {
        return None;
    }
    let sentence = all.into_iter().filter_map(|one| source.get(one.range)).find(|sentence| {
        // What a translation quotes stays so on purpose, unless it has the words that lead to it, too.
        let leads =
            sentence.find(|sign| QUOTES.iter().any(|(open, _)| *open == sign)).is_some_and(|at| at > 0);
        let sought = words(sentence);
        let is_in =
            |(all, bare): &(Vec<String>, Vec<String>)| is_within(&sought, if leads { all } else { bare });
        is_sentence(sentence) && is_in(&own) && !is_in(&had)
    })?;
    Some(sentence.trim().to_owned())
}

/// Whether these are words that say something: an address of a house has a number, and the words of a name are mostly capitals.
fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).collect();
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let begins_with_number = text.trim_start().starts_with(|sign: char| sign.is_ascii_digit());
    let has_case = text.chars().any(|sign| sign.is_lowercase() || sign.is_uppercase());
    !begins_with_number && (!has_case || small * 2 >= words.len()) && words.len() >= FEWEST
}

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let all = text.split(|sign: char| !sign.is_alphanumeric());
    all.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn is_within(words: &[String], all: &[String]) -> bool {
    !words.is_empty() && all.windows(words.len()).any(|some| some == words)
}

/// A translation without what it marks as of another language.
fn unmarked(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("](lang:") {
        let open = rest.get(..at).and_then(|before| before.rfind('[')).unwrap_or(at);
        out.push_str(rest.get(..open).unwrap_or_default());
        out.push('\n');
        let after = rest.get(at..).unwrap_or_default();
        rest = after.find(')').and_then(|end| after.get(end + 1..)).unwrap_or_default();
    }
    out + rest
}

/// A text without what it quotes.
fn unquoted(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((at, open)) =
        rest.char_indices().find(|(_, sign)| QUOTES.iter().any(|(open, _)| open == sign))
    {
        let (before, quoted) = rest.split_at(at);
        let inner = quoted.get(open.len_utf8()..).unwrap_or_default();
        let closes = |sign: char| QUOTES.contains(&(open, sign));
        let Some((end, close)) = inner.char_indices().find(|(_, sign)| closes(*sign)) else { break };
        out.push_str(before);
        out.push('\n');
        rest = inner.get(end + close.len_utf8()..).unwrap_or_default();
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::left;

    const SOURCE: &str = "Pendant ce temps, l’<g1>APL</g1> est possible. Le bail ne passe pas à votre nom ? Demandez-en la raison par écrit.";

    #[track_caller]
    fn check(source: &str, translation: &str, expected: Option<&str>) {
        assert_eq!(left(source, translation, None).as_deref(), expected, "{translation}");
    }

    #[test]
    fn a_sentence_of_the_source_among_others_is_found() {
        let first = "Pendant ce temps, l’APL est possible.";
        check(SOURCE, "Pendant ce temps, l’<g1>APL</g1> est possible. اطلبوا السبب كتابةً.", Some(first));
        check(
            SOURCE,
            "While you wait. Demandez-en la raison par écrit.",
            Some("Demandez-en la raison par écrit."),
        );
        check(
            SOURCE,
            "Pendant ce  temps l'<g1>APL</g1> est possible\u{a0}! The rest is English.",
            Some(first),
        );
        let says = "Parlez. À la fin, demandez : « Que dois-je faire ? Avant quelle date ? »";
        let half = "À la fin, demandez : « Que dois-je faire ? قبل أي تاريخ؟ »";
        check(says, half, Some("À la fin, demandez : « Que dois-je faire ?"));
        let contact = "La commission étudie les recours. Demandez son adresse à la préfecture";
        check(
            contact,
            "تدرس الطعون. Demandez son adresse à la préfecture",
            Some("Demandez son adresse à la préfecture"),
        );
    }

    #[test]
    fn what_stays_so_on_purpose_is_none() {
        for (source, translation) in [
            (SOURCE, "In the meantime, <g1>APL</g1> is possible. Ask for the reason in writing."),
            (SOURCE, SOURCE),
            (SOURCE, "Ask. The sheet says « Pendant ce temps, l’APL est possible. »"),
            (SOURCE, "Ask. [Pendant ce temps, l’APL est possible.](lang:fr)"),
            (
                "Une attestation d’enregistrement de la demande",
                "a certificate (attestation d’enregistrement de la demande)",
            ),
            ("Appelez. Maison de la Métropole, Lille.", "Call. Maison de la Métropole, Lille."),
            (
                "Écrivez. 2 boulevard des Cités unies, à Lille.",
                "Write. 2 boulevard des Cités unies, à Lille.",
            ),
            ("Voici. Merci à tous. Voilà.", "Here. Merci à tous. There."),
        ] {
            check(source, translation, None);
        }
        let had = "Wait. Demandez-en la raison par écrit.";
        assert_eq!(left(SOURCE, "Wait now. Demandez-en la raison par écrit.", Some(had)), None);
    }
}
