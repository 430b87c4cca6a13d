//! Turns cells into values: people's words for roles, themes and languages.

use std::{collections::HashMap, sync::LazyLock};

use super::plain;
use trousseau_core::{guide::remark::fields::TABLE, messages};
use trousseau_text::{Language, slug::slug};

/// Articles before a word, as slugs.
const ARTICLES: [&str; 10] = ["un", "une", "le", "la", "l", "les", "des", "a", "an", "the"];

/// Synonyms for the values, as slugs.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("household", &["famille", "habitant", "locataire", "personne-accompagnee", "family", "tenant", "أسرة"]),
    (
        "social_worker",
        &["travailleuse-sociale", "assistante-sociale", "travailleur-ou-travailleuse-social", "عامل-اجتماعي"],
    ),
    ("landlord_staff", &["bailleur", "agent-du-bailleur", "landlord", "موظف-لدى-المؤجر"]),
    (
        "association_staff",
        &["association", "benevole", "salarie-d-une-association", "volunteer", "عضو-في-جمعية"],
    ),
    ("interpreter", &["traducteur", "مترجم-شفوي"]),
    (
        "peer",
        &["pair", "peer-support", "pair-aidant", "pair-quelqu-un-qui-est-passe-par-la", "شخص-مر-بالتجربة"],
    ),
    ("meeting", &["rencontre", "atelier", "workshop", "اجتماع"]),
    ("paper_form", &["papier", "formulaire", "paper", "form", "استمارة-ورقية"]),
    ("interview", &["rendez-vous", "مقابلة"]),
    ("phone", &["au-telephone", "هاتف"]),
    ("unclear_word", &["mot-difficile", "mot-incompris", "unclear-words", "كلمة-غير-واضحة"]),
    ("too_long", &["longueur", "طويل-جدا"]),
    ("missing_step", &["etape-manquante", "خطوة-ناقصة"]),
    ("wrong_fact", &["erreur", "information-fausse", "mistake", "معلومة-خاطئة"]),
    ("picture", &["pictogramme", "dessin", "pictogram", "صورة"]),
    ("translation", &["ترجمة"]),
    ("print", &["papier", "paper", "الطباعة"]),
    ("other", &["autre-chose", "something-else", "شيء-آخر"]),
    ("1", &["detail", "a-detail", "mineur", "تفصيل"]),
    ("2", &["gene", "genant", "hinders", "يعيق"]),
    ("3", &["trompe", "trompeur", "misleads", "grave", "يضلل"]),
];

/// The words of closed lists by what people call them: by the field, and by the name without its article.
static WORDS: LazyLock<HashMap<(&str, String), &str>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for spec in &TABLE {
        let field = spec.field.name();
        for word in spec.kind.names() {
            let told = messages::languages().map(|language| messages::value(language, field, word));
            let more =
                SYNONYMS.iter().filter(|(known, _)| known == word).flat_map(|(_, more)| more.iter().copied());
            for name in [*word].into_iter().chain(told).chain(more) {
                words.entry((field, bare(&plain::name(name)).to_owned())).or_insert(*word);
            }
        }
    }
    words
});

/// The word of a closed list that a cell names; `field` is the list's name in the program's words.
pub fn choose(field: &'static str, cell: &str) -> Option<&'static str> {
    WORDS.get(&(field, bare(&plain::name(cell)).to_owned())).copied()
}

/// The step of a scale that a cell names: its number, alone or before its words, or its words. Two steps are none: nobody
/// knows which was meant.
pub fn level(scale: &[&'static str], field: &'static str, cell: &str) -> Option<&'static str> {
    let step = |number: &str| scale.iter().copied().find(|level| *level == number);
    if let Some(number) = plain::whole(cell) {
        return step(&number.to_string());
    }
    let digits = plain::digits(cell);
    let runs = |text: &str| {
        text.split(|letter: char| !letter.is_ascii_digit())
            .filter(|run| !run.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    // "2/3" and "2 sur 3" say a step of three.
    let numbers = match &runs(&digits)[..] {
        [first, last]
            if scale.last() == Some(&last.as_str()) && OUT_OF.iter().any(|word| digits.contains(word)) =>
        {
            vec![first.clone()]
        }
        numbers => numbers.to_vec(),
    };
    match &numbers[..] {
        [] => choose(field, cell),
        [number] if plain::name(&digits).starts_with(number) => step(number),
        _ => None,
    }
}

/// The number of people in a cell, alone or with a word for people behind it.
pub fn people(cell: &str) -> Option<u32> {
    const PEOPLE: [&str; 9] =
        ["personne", "personnes", "pers", "people", "persons", "person", "شخص", "اشخاص", "осіб"];
    let alone = || {
        let (number, word) = cell.trim().split_once(char::is_whitespace)?;
        plain::whole(number).filter(|_| PEOPLE.contains(&plain::name(word).as_str()))
    };
    plain::whole(cell).or_else(alone)
}

/// Between a step and the number of steps.
const OUT_OF: [&str; 5] = ["/", "sur", "out of", "of", "من"];

/// A slug without its article: « un ménage », “the picture”.
fn bare(slug: &str) -> &str {
    let article = slug.split_once('-').filter(|(first, _)| ARTICLES.contains(first));
    article.map_or(slug, |(_, rest)| rest)
}

/// The language of a tag or a name: `ar`, العربية, "arabe", "Arabic". `listed` may name languages that nobody else knows.
pub fn language(cell: &str, listed: &[Language]) -> Option<Language> {
    const NAMES: &[(&str, &str)] = &[
        ("francais", "fr"),
        ("french", "fr"),
        ("easy-french", "fr-simple"),
        ("francais-facile", "fr-simple"),
        ("facile-a-lire", "fr-simple"),
        ("falc", "fr-simple"),
        ("anglais", "en"),
        ("english", "en"),
        ("arabe", "ar"),
        ("arabic", "ar"),
        ("pachto", "ps"),
        ("pashto", "ps"),
        ("dari", "fa-AF"),
        ("persan", "fa"),
        ("ukrainien", "uk"),
        ("ukrainian", "uk"),
        ("tigrigna", "ti"),
        ("tigrinya", "ti"),
        ("amharique", "am"),
        ("espagnol", "es"),
        ("portugais", "pt"),
        ("russe", "ru"),
        ("turc", "tr"),
        ("bengali", "bn"),
        ("albanais", "sq"),
        ("georgien", "ka"),
        ("armenien", "hy"),
        ("roumain", "ro"),
        ("somali", "so"),
    ];
    // "français (France)", as Microsoft's forms say it; `fr-FR` is a tag.
    let wanted = slug(cell.split_once(" (").map_or(cell, |(name, _)| name));
    let own = |language: &Language| slug(language.tag()) == wanted || slug(language.name()) == wanted;
    let tag = NAMES.iter().find(|(name, _)| *name == wanted).map(|(_, tag)| *tag);
    listed.iter().copied().chain(Language::all()).find(own).or_else(|| Language::find(tag?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_core::guide::remark::Field;

    fn known(field: Field, cell: &str) -> Option<&'static str> {
        choose(field.name(), cell)
    }

    #[test]
    fn words_are_known_in_the_languages_of_the_form() {
        for (cell, value) in [
            ("unclear_word", Some("unclear_word")),
            ("Mot pas clair", Some("unclear_word")),
            ("ÉTAPE OUBLIÉE", Some("missing_step")),
            ("too long", Some("too_long")),
            ("ترجمة", Some("translation")),
            ("flou", None),
            ("", None),
        ] {
            assert_eq!(known(Field::Theme, cell), value, "{cell}");
        }
        assert_eq!(known(Field::Source, "Travailleuse sociale"), Some("social_worker"));
        assert_eq!(known(Field::Channel, "entretien"), Some("interview"));
    }

    #[test]
    fn a_level_is_a_number_or_its_words() {
        for (cell, wanted) in [
            ("2", Some("2")),
            ("2 – cela gêne", Some("2")),
            ("Cela trompe", Some("3")),
            ("2.0", Some("2")),
            ("٢", Some("2")),
            ("2/3", Some("2")),
            ("2 sur 3", Some("2")),
            ("3 – cela trompe", Some("3")),
            ("4", None),
            ("2.5", None),
            ("1 ou 2", None),
            ("2-3 jours", None),
            ("23", None),
            ("", None),
        ] {
            assert_eq!(level(&["1", "2", "3"], "severity", cell), wanted, "{cell}");
        }
    }

    #[test]
    fn languages_have_several_names() {
        for (cell, tag) in [
            ("ar", "ar"),
            ("العربية", "ar"),
            ("Arabe", "ar"),
            ("français facile", "fr-simple"),
            ("FR", "fr"),
            ("français (France)", "fr"),
        ] {
            assert_eq!(language(cell, &[]).map(Language::tag), Some(tag), "{cell}");
        }
        assert!(language("Baoulé", &[]).is_none());
        let baoule = Language::find("bci").expect("a tag").named("Baoulé");
        assert_eq!(["baoule", "BCI"].map(|cell| language(cell, &[baoule])), [Some(baoule); 2]);
    }
}
