//! Abbreviations that nothing explains.

use std::collections::BTreeSet;

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    toolkit::Toolkit,
};

use super::{Prose, line::words};

/// Abbreviations that stand in for the word itself in everyday life, and units.
const EVERYDAY: &[&str] = &[
    "PDF", "SMS", "TV", "OK", "CV", "ID", "QR", "USB", "GPS", "UE", "EU", "UK", "ONU", "SOS", "DVD", "CD",
    "PC", "TTC", "HT", "BP", "CS", "CEDEX", "FR", "AM", "PM", "FAQ", "SNCF", "ONG", "NGO", "AR", "DOM",
    "IBAN", "RIB", "PIN", "WC", "WIFI", "URL", "IP", "СМС", "ПДФ", "ТВ", "ЕС", "ЄС", "США", "ООН", "СССР",
];

/// Short words that somebody writes in capitals to stress them: « la carte ET le passeport ».
const STRESSED: &[&str] = &[
    "ET",
    "OU",
    "LE",
    "LA",
    "LES",
    "DE",
    "DES",
    "DU",
    "UN",
    "UNE",
    "EN",
    "AU",
    "AUX",
    "NE",
    "PAS",
    "SI",
    "NON",
    "OUI",
    "SANS",
    "PLUS",
    "TOUT",
    "TOUS",
    "AND",
    "OR",
    "IF",
    "IS",
    "ON",
    "AT",
    "TO",
    "OF",
    "NO",
    "NOT",
    "BE",
    "BY",
    "AN",
    "AS",
    "THE",
    "ALL",
    "YES",
    "TODO",
    "README",
    "НЕ",
    "ИЛИ",
    "ВСЕ",
    "АБО",
    "ТА",
    "ДА",
    "НЕТ",
    "ТАК",
    "НІ",
    "ONLY",
    "MUST",
    "NEVER",
    "ALWAYS",
    "ANNEX",
    "ANNEXE",
    "WILL",
    "CAN",
    "MAY",
    "ANY",
    "BUT",
    "BOTH",
    "EACH",
    "EVERY",
    "FREE",
    "NOW",
    "DO",
    "DONT",
    "WITH",
    "JAMAIS",
    "SEUL",
    "ICI",
    "AVANT",
    "APRES",
    "MAIS",
    "TRES",
    "BIEN",
    "NOTA",
    "ЗДЕСЬ",
    "ТОЛЬКО",
    "ВСЕГДА",
    "ТІЛЬКИ",
    "ЗАВЖДИ",
    "ТУТ",
    "ВАЖНО",
    "МОЖНА",
    "МОЖНО",
];

/// Languages whose words in capitals this list of stressed words knows; elsewhere most of them are stressed.
const ABBREVIATING: &[&str] = &["fr", "en", "de", "es", "it", "pt", "nl", "uk", "ru"];

/// The longest word that is taken for an abbreviation.
const LONGEST: usize = 6;

/// The abbreviations that a toolkit explains or names.
pub(super) struct Known(BTreeSet<String>);

impl Known {
    /// Those of its glossary, contacts, partners, places and stages.
    pub fn of(toolkit: &Toolkit) -> Self {
        let terms = toolkit.glossary.iter().flat_map(|term| {
            let forms = term.forms.values().flatten();
            term.abbr.iter().chain(term.word.values()).chain(forms).chain(term.definition.values())
        });
        let contacts =
            toolkit.contacts.iter().flat_map(|contact| contact.name.values().chain(contact.role.values()));
        let partners = toolkit.partners.iter().flat_map(|partner| partner.name.values());
        let places = toolkit.territories.values().flat_map(|place| place.name.values());
        let services = toolkit.services.iter().flat_map(|service| service.name.values());
        let all =
            terms.chain(contacts).chain(partners).chain(places).chain(services).chain(toolkit.name.values());
        let short = all.flat_map(|text| words(text).into_iter().filter_map(|range| text.get(range)));
        Self(short.filter(|word| is_short(word)).chain(EVERYDAY.iter().copied()).map(str::to_owned).collect())
    }

    /// A diagnostic at the first use of each abbreviation that neither the toolkit nor the text explains.
    pub fn check(&self, prose: &Prose, diagnostics: &mut Vec<Diagnostic>) {
        if !ABBREVIATING.contains(&prose.language.primary()) {
            return;
        }
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let (explained, plain) = (explained(prose), in_small_letters(prose));
        for line in prose.sentences() {
            let found = line.words();
            let capitals =
                |range: &std::ops::Range<usize>| line.text.get(range.clone()).is_some_and(is_capitals);
            for (at, range) in found.iter().enumerate() {
                let Some(word) = line.text.get(range.clone()).filter(|word| is_short(word)) else { continue };
                // Words in capitals one after the other are a heading, a name or a shout.
                let beside = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
                let is_shout = beside.filter_map(|at| found.get(at)).any(capitals);
                // A link to a source or a mark of another language names it already.
                let is_stressed = STRESSED.contains(&word) || plain.contains(&word.to_lowercase());
                let is_town = at
                    .checked_sub(1)
                    .and_then(|at| found.get(at))
                    .is_some_and(|before| line.text.get(before.clone()).is_some_and(is_postal_code));
                let is_known = self.0.contains(word) || explained.contains(word);
                if is_shout || is_stressed || is_town || is_known || line.is_linked(range) {
                    continue;
                }
                if seen.insert(word) {
                    let diagnostic = prose.says(rule::reading::ABBREVIATION, line, range.clone());
                    diagnostics.push(diagnostic.with("word", word));
                }
            }
        }
    }
}

/// The abbreviations that a text explains itself: "le SIAO (service intégré…)", "service intégré (SIAO)".
fn explained<'a>(prose: &'a Prose) -> BTreeSet<&'a str> {
    let mut explained = BTreeSet::new();
    for line in prose.sentences() {
        for range in line.words() {
            let Some(word) = line.text.get(range.clone()).filter(|word| is_short(word)) else { continue };
            let before = line.text.get(..range.start).unwrap_or_default();
            let after = line.text.get(range.end..).unwrap_or_default();
            // A name with a number, such as a standard or a form, is looked up as such.
            let is_numbered = after.trim_start().starts_with(|sign: char| sign.is_ascii_digit());
            let is_beside = is_numbered
                || before.ends_with(['(', '«', '“'])
                || after.trim_start().starts_with(['(', ':', '=', '—', '–'])
                || after.starts_with(" - ");
            if is_beside {
                explained.insert(word);
            }
        }
    }
    explained
}

/// The words of three letters and more that a text has in small letters, too: "NOT" is no abbreviation beside "not".
fn in_small_letters(prose: &Prose) -> BTreeSet<String> {
    let mut plain = BTreeSet::new();
    for line in prose.sentences() {
        let found = line.words().iter().filter_map(|range| line.text.get(range.clone()));
        let small = |word: &&str| word.len() > 2 && word.chars().all(|sign| sign.is_ascii_lowercase());
        plain.extend(found.filter(small).map(str::to_owned));
    }
    plain
}

/// Whether a word is the number before the name of a town.
fn is_postal_code(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|sign| sign.is_ascii_digit())
}

/// Whether a word looks like an abbreviation: two to six capitals, perhaps with a number or a small letter behind them, no Roman numeral.
fn is_short(word: &str) -> bool {
    let bare = word.trim_end_matches(|sign: char| sign.is_ascii_digit());
    // "PLAi" and "APL2" are abbreviations, "T2" and "Le" are none; a plural such as "HLMs" has its small letter.
    let capitals = bare.strip_suffix(|sign: char| sign.is_ascii_lowercase()).filter(|rest| rest.len() > 2);
    let capitals = capitals.unwrap_or(bare);
    is_capitals(capitals)
        && capitals.chars().count() <= LONGEST
        && !capitals.chars().all(|sign| matches!(sign, 'I' | 'V' | 'X' | 'L' | 'C' | 'M'))
}

/// Whether a word has capitals alone, of Latin or Cyrillic letters.
fn is_capitals(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && word
            .chars()
            .all(|sign| sign.is_ascii_uppercase() || matches!(sign, 'А'..='Я' | 'І' | 'Ї' | 'Є' | 'Ґ'))
}
