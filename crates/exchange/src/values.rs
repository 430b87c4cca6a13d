//! Turns cells into values: people's words for roles, themes, languages and months.

use trousseau_core::messages;
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

/// The word of a closed list that a cell names; `field` is the list's name in the program's words.
pub fn choose(list: &[&'static str], field: &str, cell: &str) -> Option<&'static str> {
    list.iter().copied().find(|word| names(word, field, cell))
}

/// The step of a scale that a cell names: its number, alone or before its words, or its words.
pub fn level(scale: &[&'static str], field: &str, cell: &str) -> Option<&'static str> {
    let first = slug(cell);
    let first = first.split('-').next().unwrap_or_default();
    scale.iter().copied().find(|level| *level == first).or_else(|| choose(scale, field, cell))
}

fn names(value: &str, field: &str, cell: &str) -> bool {
    let wanted = slug(cell);
    let wanted = bare(&wanted);
    let own = |name: &str| bare(&slug(name)) == wanted;
    own(value)
        || messages::languages().any(|language| own(messages::value(language, field, value)))
        || SYNONYMS
            .iter()
            .any(|(known, more)| *known == value && more.iter().any(|name| bare(name) == wanted))
}

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
    let wanted = slug(cell);
    let own = |language: &Language| slug(language.tag()) == wanted || slug(language.name()) == wanted;
    let tag = NAMES.iter().find(|(name, _)| *name == wanted).map(|(_, tag)| *tag);
    listed.iter().copied().chain(Language::all()).find(own).or_else(|| Language::find(tag?))
}

/// The month of a day or a month, written as people and programs do: `2026-05-12`, `12/05/2026 14:30`, `mai 2026`,
/// and 46154, which is the twelfth of May 2026 in days since the end of 1899 where a spreadsheet forgot that it is a day.
pub fn month(cell: &str) -> Option<String> {
    const MONTHS: [[&str; 3]; 12] = [
        ["janvier", "january", "jan"],
        ["fevrier", "february", "feb"],
        ["mars", "march", "mar"],
        ["avril", "april", "apr"],
        ["mai", "may", "may"],
        ["juin", "june", "jun"],
        ["juillet", "july", "jul"],
        ["aout", "august", "aug"],
        ["septembre", "september", "sep"],
        ["octobre", "october", "oct"],
        ["novembre", "november", "nov"],
        ["decembre", "december", "dec"],
    ];
    let plain = slug(cell);
    let parts: Vec<&str> = plain.split('-').take_while(|part| !part.ends_with('h')).collect();
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.len() <= 4);
    let named =
        |part: &str| MONTHS.iter().position(|names| names.contains(&part)).map(|place| place as u16 + 1);
    let year =
        |part: &str| number(part).filter(|_| part.len() == 4).filter(|year| (2000..2100).contains(year));
    let named_at = parts.iter().position(|part| named(part).is_some());
    let (year, month) = match (named_at, parts.as_slice()) {
        (Some(at), _) => (parts[at..].iter().find_map(|part| year(part))?, named(parts[at])?),
        (None, [serial]) if serial.len() == 5 => return day_number(serial.parse().ok()?),
        // A program that writes the day with its time: `2026-05-12t14`.
        (None, [first, month, ..]) if year(first).is_some() => (year(first)?, number(month)?),
        (None, [month, last]) if year(last).is_some() => (year(last)?, number(month)?),
        // As in France: the day comes first.
        (None, [_, month, last, ..]) if year(last).is_some() => (year(last)?, number(month)?),
        _ => return None,
    };
    (1..=12).contains(&month).then(|| format!("{year:04}-{month:02}"))
}

fn day_number(days: i64) -> Option<String> {
    let day = jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    (2000..2100).contains(&day.year()).then(|| format!("{:04}-{:02}", day.year(), day.month()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_core::guide::remark::Field;

    fn known(field: Field, cell: &str) -> Option<&'static str> {
        choose(field.spec().kind.names(), field.name(), cell)
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
            ("4", None),
            ("", None),
        ] {
            assert_eq!(level(&["1", "2", "3"], "severity", cell), wanted, "{cell}");
        }
    }

    #[test]
    fn months_are_read_as_people_write_them() {
        for cell in [
            "2026-05",
            "2026-05-12",
            "2026-05-12T14:30:00",
            "12/05/2026",
            "12/05/2026 14:30",
            "05/2026",
            "5.2026",
            "mai 2026",
            "12 mai 2026",
            "May 12, 2026",
            "46154",
            "2026/05",
        ] {
            assert_eq!(month(cell).as_deref(), Some("2026-05"), "{cell}");
        }
        for cell in ["", "mai", "2026", "13/2026", "2026-00", "hier", "99999", "12", "0115"] {
            assert_eq!(month(cell), None, "{cell}");
        }
    }

    #[test]
    fn languages_have_several_names() {
        for (cell, tag) in
            [("ar", "ar"), ("العربية", "ar"), ("Arabe", "ar"), ("français facile", "fr-simple"), ("FR", "fr")]
        {
            assert_eq!(language(cell, &[]).map(Language::tag), Some(tag), "{cell}");
        }
        assert!(language("Baoulé", &[]).is_none());
        let baoule = Language::find("bci").expect("a tag").named("Baoulé");
        assert_eq!(["baoule", "BCI"].map(|cell| language(cell, &[baoule])), [Some(baoule); 2]);
    }
}
