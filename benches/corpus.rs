//! A toolkit of any size, the same on every machine: guides × languages, with heads and bodies like the real ones.

use std::fmt::Write as _;

/// A file of the corpus.
pub type File = (String, String);

/// A small generator of numbers (splitmix64): same seed, same corpus.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }
}

const WORDS: [(&str, &[&str]); 3] = [
    (
        "fr",
        &[
            "vous", "demandez", "le", "logement", "social", "dans", "votre", "commune", "avec", "les",
            "papiers", "du", "ménage", "et", "une", "adresse", "pour", "recevoir", "la", "réponse", "de",
            "chaque", "bailleur", "chez", "vous", "gardez", "ce", "numéro", "il", "prouve", "la", "date",
        ],
    ),
    (
        "en",
        &[
            "you", "apply", "for", "a", "social", "home", "in", "your", "town", "with", "the", "papers",
            "of", "everyone", "and", "an", "address", "to", "get", "the", "answer", "from", "each",
            "landlord", "keep", "this", "number", "it", "proves", "the", "date",
        ],
    ),
    (
        "ar",
        &[
            "يمكنكم",
            "طلب",
            "السكن",
            "الاجتماعي",
            "في",
            "بلديتكم",
            "مع",
            "أوراق",
            "الأسرة",
            "وعنوان",
            "لتلقي",
            "الرد",
            "من",
            "كل",
            "مؤجر",
            "احتفظوا",
            "بهذا",
            "الرقم",
            "فهو",
            "يثبت",
            "التاريخ",
        ],
    ),
];

const STAGES: [&str; 6] = ["comprendre", "demander", "proposition", "emmenager", "habiter", "changer"];

/// `guides` guides in French, English and Arabic, and what they lean on.
pub fn corpus(guides: usize) -> Vec<File> {
    let mut files = shared();
    for number in 0..guides {
        for (place, (tag, words)) in WORDS.iter().enumerate() {
            let mut dice = Dice((number * 31 + place) as u64);
            let mut text = head(number, tag);
            body(&mut text, number, guides, words, &mut dice);
            files.push((format!("content/guides/guide-{number}/{tag}.md"), text));
        }
    }
    files
}

fn head(number: usize, tag: &str) -> String {
    if tag != "fr" {
        return format!(
            "---\ntitle: Guide {number} {tag}\nsummary: What guide {number} is for.\ntranslates: 1.1.0\ntranslation: machine\n---\n"
        );
    }
    format!(
        "---\ntitle: Guide {number}\nsummary: À quoi sert le guide {number}.\nstage: {}\nstatus: pilot\n\
         authors: [association-exemple, bailleur-exemple]\nterritory: hauts-de-france\nhelp: [siao, adil]\n\
         checked: 2026-11-21\nversions:\n  - version: 1.1.0\n    date: 2026-06-10\n    summary: Les papiers sont une liste à cocher.\n    \
         agreed: [{{partner: association-exemple}}, {{partner: bailleur-exemple}}]\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: Première version.\n---\n",
        STAGES[number % STAGES.len()]
    )
}

fn body(text: &mut String, number: usize, guides: usize, words: &[&str], dice: &mut Dice) {
    for section in 0..6 {
        let _ =
            write!(text, "\n## {} {section} {{#partie-{section} .documents}}\n\n", phrase(words, 3, dice));
        match section {
            0 => {
                for step in 1..=5 {
                    let _ = writeln!(text, "{step}. {}.", phrase(words, 9, dice));
                }
            }
            1 => {
                for _ in 0..6 {
                    let _ = writeln!(text, "- [ ] {}", phrase(words, 7, dice));
                }
            }
            2 => {
                let _ = write!(text, ": {}\n\n| A | B |\n| --- | --- |\n", phrase(words, 4, dice));
                for _ in 0..3 {
                    let _ = writeln!(text, "| {} | [23 403 €](fact:plus) |", phrase(words, 3, dice));
                }
            }
            3 => {
                let _ = write!(text, "> [!IMPORTANT]\n> {}.\n", phrase(words, 14, dice));
            }
            _ => {}
        }
        for _ in 0..3 {
            let _ = write!(
                text,
                "\n{}. **{}** [{}](guide:guide-{}#partie-1). {} [APL](term:apl) [115](tel:115).\n",
                phrase(words, 12, dice),
                phrase(words, 3, dice),
                phrase(words, 3, dice),
                (number + 1 + dice.roll(7)) % guides,
                phrase(words, 8, dice),
            );
        }
    }
}

fn phrase(words: &[&str], length: usize, dice: &mut Dice) -> String {
    let picked: Vec<&str> = (0..length).map(|_| words[dice.roll(words.len())]).collect();
    picked.join(" ")
}

fn shared() -> Vec<File> {
    let mut toolkit = String::from(
        "name: {fr: Trousseau, en: Trousseau, ar: Trousseau}\ntagline: {fr: Des guides, en: Guides, ar: أدلة}\n\
         languages: [fr, en, ar]\nbase_url: https://trousseau.example/\nterritories: {hauts-de-france: {fr: Hauts-de-France}}\n\
         territory: hauts-de-france\nhelp: [siao]\nleaflets: []\nstages:\n",
    );
    for stage in STAGES {
        let _ = writeln!(
            toolkit,
            "  - {{id: {stage}, name: {{fr: {stage}}}, summary: {{fr: Une étape.}}, pictogram: key}}"
        );
    }
    let partners = "- {id: association-exemple, name: {fr: Association}, college: association, role: {fr: Aide.}}\n\
                    - {id: bailleur-exemple, name: {fr: Bailleur}, college: landlord, role: {fr: Loue.}}\n";
    let contacts = "- {id: siao, name: {fr: SIAO}, role: {fr: Une place.}, phone: \"115\", cost: free, open: always, tonight: true}\n\
                    - {id: adil, name: {fr: ADIL}, role: {fr: Des conseils.}}\n";
    let facts = "- {id: plus, value: 23 403 €, label: {fr: Plafond}, source: Arrêté, checked: 2026-11-21}\n";
    let mut glossary =
        String::from("- {id: apl, abbr: APL, word: {fr: aide au logement}, definition: {fr: Une aide.}}\n");
    for number in 0..45 {
        let _ = writeln!(
            glossary,
            "- {{id: terme-{number}, abbr: ZT{number}, word: {{fr: terme {number}}}, definition: {{fr: Une phrase.}}}}"
        );
    }
    let file = |name: &str, text: &str| (format!("content/{name}.yaml"), text.to_owned());
    vec![
        file("toolkit", &toolkit),
        file("partners", partners),
        file("contacts", contacts),
        file("facts", facts),
        file("glossary", &glossary),
    ]
}
