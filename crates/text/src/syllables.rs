//! How many syllables a French word has when it is said, by the letters it is written with.
//!
//! Kandel and Moles count syllables as they are spoken. Dictionaries of hyphens know where a line may break, which is less: they leave
//! “école” whole. Here each group of vowels is a syllable, groups are cut where two vowels are said apart, and a final “e” is silent.

/// Endings in “-ent” that are said; any other is the silent end of a verb.
const SAID: &[&str] = &[
    "ment", "cent", "dent", "vent", "gent", "lent", "rent", "tent", "sent", "ient", "quent", "fent", "ument",
];

/// Verbs whose silent end is written like one that is said.
const SILENT: &[&str] = &[
    "demandent",
    "attendent",
    "rendent",
    "vendent",
    "perdent",
    "répondent",
    "dépendent",
    "entendent",
    "aident",
    "décident",
    "gardent",
    "doivent",
    "reçoivent",
    "peuvent",
    "trouvent",
    "arrivent",
    "vivent",
    "suivent",
    "servent",
    "écrivent",
    "logent",
    "changent",
    "obligent",
    "exigent",
    "veulent",
    "parlent",
    "appellent",
    "travaillent",
    "montrent",
    "entrent",
    "ouvrent",
    "livrent",
    "rentrent",
    "préparent",
    "assurent",
    "durent",
    "disparaissent",
    "portent",
    "restent",
    "mettent",
    "sortent",
    "partent",
    "permettent",
    "acceptent",
    "habitent",
    "comptent",
    "existent",
    "consultent",
    "visitent",
    "disent",
    "lisent",
    "laissent",
    "passent",
    "pensent",
    "choisissent",
    "finissent",
    "proposent",
    "refusent",
    "utilisent",
    "connaissent",
    "remplissent",
    "conduisent",
    "donnent",
    "expliquent",
    "indiquent",
    "manquent",
    "forment",
    "ferment",
    "aiment",
    "confirment",
    "dorment",
    "estiment",
    "signent",
    "viennent",
    "tiennent",
    "prennent",
    "deviennent",
    "obtiennent",
    "commencent",
    "avancent",
    "étudient",
    "vérifient",
    "bénéficient",
    "oublient",
    "paient",
    "envoient",
    "soient",
    "voient",
    "aient",
];

/// The syllables of a word; at least one.
pub fn french(word: &str) -> usize {
    let lower = word.to_lowercase();
    let letters: Vec<char> = said(&lower).chars().collect();
    let mut count = 0;
    let mut before: Option<char> = None;
    for (at, &letter) in letters.iter().enumerate() {
        if is_vowel(&letters, at) {
            let begins = before.is_none_or(|before| are_apart(before, letter, letters.get(..at)));
            count += usize::from(begins);
            before = Some(letter);
        } else {
            before = None;
        }
    }
    count.max(1)
}

/// A word without the end that is written and not said.
fn said(word: &str) -> &str {
    let is_silent = SILENT.contains(&word) || !SAID.iter().any(|end| word.ends_with(end));
    if let Some(stem) = word.strip_suffix("ent").filter(|stem| is_silent && stem.chars().count() > 1) {
        return stem;
    }
    let stem = word.strip_suffix("es").or_else(|| word.strip_suffix('e'));
    // Short words such as “les” have no other vowel, and “gue” and “que” are said with the letter before.
    stem.filter(|stem| stem.chars().any(|letter| VOWELS.contains(letter))).unwrap_or(word)
}

const VOWELS: &str = "aeiouyàâäéèêëîïôöùûüœæ";

fn is_vowel(letters: &[char], at: usize) -> bool {
    let near = |step: isize| at.checked_add_signed(step).and_then(|at| letters.get(at)).copied();
    let vowel = |letter: Option<char>| letter.is_some_and(|letter| VOWELS.contains(letter));
    match letters.get(at) {
        // Between two vowels it is a consonant, as in “payer”.
        Some('y') => !(vowel(near(-1)) && vowel(near(1))),
        // In “qui” and “guide” it only keeps the letter before it hard.
        Some('u') if near(-1) == Some('q') => false,
        Some('u') if near(-1) == Some('g') => !matches!(near(1), None | Some('e' | 'i' | 'é' | 'è' | 'ê')),
        Some(letter) => VOWELS.contains(*letter),
        None => false,
    }
}

/// Whether a vowel after another one begins a syllable of its own.
fn are_apart(before: char, letter: char, letters: Option<&[char]>) -> bool {
    match (before, letter) {
        (_, 'ë' | 'ï' | 'ü') => true,
        ('é' | 'è' | 'ê', _) | ('a' | 'o' | 'e', 'é' | 'è') | ('o', 'a' | 'o') => true,
        // “client”, “ouvrier”: after two consonants a semivowel cannot be said.
        ('i' | 'u', _) if letters.is_some_and(is_cluster) => true,
        _ => false,
    }
}

/// Whether letters end with a consonant, an “l” or “r”, and one vowel.
fn is_cluster(letters: &[char]) -> bool {
    let [.., first, second, vowel] = letters else { return false };
    matches!(second, 'l' | 'r') && matches!(vowel, 'i' | 'u') && "bcdfgptv".contains(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counted by saying them.
    const WORDS: &[(usize, &str)] = &[
        (1, "le les de que qui vous carte aide soir lui pièce frais 115 chèque guide droits août est place"),
        (1, "reste huit ville feuille paient soient bien langue"),
        (
            2,
            "école loyer payer demande appel maison mairie dossier client créer trouver voyez famille travail",
        ),
        (2, "accueil papier action souvent étage moyen année noël proposent attendent devraient réponse"),
        (3, "ouvrier février étudier demander commission habiter demandeur préfecture travailleur"),
        (3, "oublier poésie création logement document assurance numéros"),
        (4, "information appartement coopérer allocataire attestation association européen"),
        (5, "immédiatement"),
    ];

    #[test]
    fn syllables_are_counted_as_they_are_said() {
        let wrong: Vec<_> = WORDS
            .iter()
            .flat_map(|(count, words)| words.split(' ').map(|word| (*count, word, french(word))))
            .filter(|(count, _, found)| count != found)
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
