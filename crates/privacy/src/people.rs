//! Names of persons: after a title, after words that announce a name, and first names that many people bear.

use super::{
    Detector, Hit, Kind,
    names::{self, Sort},
    validators::always,
};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        kind: Kind::Name,
        pattern: r"(?:MM?\.|M|Mrs?\.?|Ms\.?|Miss|Mister|Mmes?\.?|Mlles?\.?|MME|MLLE|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Mm]esdames|[Mm]essieurs|MADAME|MONSIEUR|[Dd]r\.?|[Dd]octeur|[Pp]rofesseur|Me|[Mm]a[i]tre) +(?:(?:de|du|des|van|von|der|ben|bin|el|al|da|dos|di) |de la |d'|el-|al-)*[A-Z][A-Za-z'-]*\.?(?: +(?:[A-Z][A-Za-z'-]+|et [A-Z][A-Za-z'-]+))*",
        validate: titled,
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:mme|mlle|Mme|Mlle|mr|mrs)\.? +[a-z][a-z'-]{2,}",
        validate: |hit| titled(hit) && !names::is_word_after_title(last(hit.found)),
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:[Ff]amille|[Ff]amily|[Mm]enage|[Ee]poux|[Cc]ouple) [A-Z][A-Za-z'-]{2,}(?: [A-Z][A-Za-z'-]+)?",
        validate: |hit| {
            let name = first_after_space(hit.found);
            starts_word(hit)
                && !organisation(hit)
                && !names::is_nationality(name)
                && (!hit.found.starts_with("Family ") || is_listed(name))
        },
    },
    Detector {
        kind: Kind::Name,
        pattern: r"[Tt]he (?P<x>[A-Z][A-Za-z'-]{2,}) (?:family|household|couple|children|sisters|brothers)",
        validate: |hit| {
            !names::is_organisation(hit.found) && !is_people(hit.found) && !is_capitals(hit.found)
        },
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:السيدة?|مدام|مسيو|الآنسة|الدكتورة?|الأستاذة?|الحاجة?|سيد|آقای|خانم|ښاغلی|ښاغلي|مېرمن|میرمن|اغلې|اغلی) (?P<x>[\p{Arabic}]{2,}(?: (?:بن|بنت|ال)? ?[\p{Arabic}]{3,})?)",
        validate: |hit| {
            let first = hit.found.split(' ').next().unwrap_or_default();
            // "A lady", "every lady": no title.
            let before = hit.before.split_whitespace().nth_back(1).unwrap_or_default();
            let anybody = ["یک", "يك", "یوه", "يوه", "هر", "هیچ", "هيچ"].contains(&before);
            starts_word(hit) && !anybody && !NO_ARABIC_NAMES.contains(&first)
        },
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:ኣቶ|አቶ|ወይዘሮ|ወይዘሪት|ወ/ሮ|ዶክተር|ቀሺ) (?P<x>[\p{Ethiopic}]{2,}(?: [\p{Ethiopic}]{2,})?)",
        validate: starts_word,
    },
    // "My mother", "my father", as old people are called: a name only if the lists know it.
    Detector {
        kind: Kind::Name,
        pattern: r"(?:ኣደይ|ኣቦይ) (?P<x>[\p{Ethiopic}]{2,})",
        validate: |hit| starts_word(hit) && names::sort(hit.found).is_some(),
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:ስመይ|ስሜ|ስማ|ስሙ) (?P<x>[\p{Ethiopic}]{2,})",
        validate: starts_word,
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:[Пп]ан(?:е|і|у|а|ом|ові|ею)?|[Гг]-на?|[Гг]-ж[аи]|[Гг]осподину?а?|[Гг]оспож[аеиу]) [А-ЯІЇЄҐ][а-яіїєґ'-]+(?: [А-ЯІЇЄҐ][а-яіїєґ'-]+)?",
        validate: starts_word,
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:اسمي|إسمي|نامم|نام من|زما نوم) (?P<x>[\p{Arabic}]{2,})",
        validate: always,
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:m'appelle|me nomme|mon nom est|mon prenom est|[Mm]y name is|I am called|[Мм]ене звати|[Мм]еня зовут) (?P<x>[\p{Lu}][\p{L}'-]+(?: [\p{Lu}][\p{L}'-]+)?)",
        validate: always,
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:(?i:nom|prenom|nom de famille|name|surname|first name|signe|signature|testeur|testeuse|tester|الاسم|اسم) ?: ?|(?i:signe|prenomme|nomme|prenommee|nommee)(?:\(e\))? )(?P<x>[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+)?)",
        validate: |hit| {
            !organisation(hit)
                && !names::is_word_after_title(&hit.found.to_lowercase())
                && !hit.found.contains("Nom")
                && hit.found.len() > 2
        },
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:par|avec|selon|de|chez|pour|contacter|appeler|voir|dixit|by|with) (?P<x>[A-Z]\. ?[A-Z][a-z]{2,})",
        validate: |hit| {
            !names::is_word_after_title(&last(hit.found).to_lowercase())
                && !hit.found.starts_with(['L', 'R', 'D'])
        },
    },
    Detector {
        kind: Kind::Name,
        pattern: r"[A-Z][A-Za-z'-]*(?: (?:(?:de|du|ben|bin|el|al|da|van|von) )?[A-Z][A-Za-z'-]*\.?){0,2}",
        validate: borne,
    },
    Detector {
        kind: Kind::Name,
        pattern: r"(?:Олександр|Олена|Наталія|Ірина|Оксана|Тетяна|Юлія|Андрій|Сергій|Володимир|Дмитро|Микола|Михайло|Ольга|Людмила|Галина|Марія|Катерина|Анна|Іван|Петро)[а-яіїєґ]{0,3}(?: [А-ЯІЇЄҐ][а-яіїєґ'-]+)?",
        validate: starts_word,
    },
];

/// What may follow a title in Arabic, Persian and Pashto: another title, a function, a small word.
const NO_ARABIC_NAMES: &[&str] = &[
    "مدير",
    "رئيس",
    "وزير",
    "عمدة",
    "محافظ",
    "أو",
    "او",
    "و",
    "یا",
    "يا",
    "في",
    "من",
    "المدير",
    "المديرة",
    "الرئيس",
    "الرئيسة",
    "الوزير",
    "الوزيرة",
    "العمدة",
    "القاضي",
    "القاضية",
    "المحافظ",
    "الموظف",
    "الموظفة",
    "المستشار",
    "المستشارة",
    "المحترم",
    "المحترمة",
    "الفاضل",
    "الفاضلة",
    "التي",
    "الذي",
    "لا",
    "لم",
    "تريد",
    "يريد",
    "تطلب",
    "يطلب",
    "قالت",
    "قال",
    "هي",
    "هو",
    "والسيد",
    "والسيدة",
    "والسادة",
    "أم",
    "مدیر",
    "رئیس",
    "شهردار",
    "قاضی",
    "محترم",
    "عزیز",
    "که",
    "را",
    "از",
    "به",
    "در",
    "هم",
    "گفت",
    "گفتند",
    "مددکار",
    "مترجم",
    "همسایه",
    "کارمند",
    "وکیل",
    "معلم",
    "نه",
    "ته",
    "له",
    "چې",
    "رئيسة",
    "صاحب",
    "صاحبة",
    "المعلم",
    "المعلمة",
    "الطبيب",
    "الطبيبة",
    "المترجم",
    "المترجمة",
    "الجار",
    "الجارة",
    "الأولى",
    "الأول",
    "الكبيرة",
    "الكبير",
];

/// Whether a title is followed by a person's name: not by a function, another title or a name that stands for nobody.
fn titled(hit: &Hit) -> bool {
    let found = hit.found;
    let (title, name) = found.split_once(' ').unwrap_or((found, ""));
    let name = name.trim_start();
    let first = name.split([' ', '.']).next().unwrap_or_default();
    let alone = !name.contains(' ');
    // In "12 M. Le loyer", `M.` is a unit: a number comes before, or a new sentence after.
    let unit = title.starts_with('M')
        && title.len() <= 2
        && hit.before.trim_end().ends_with(|letter: char| letter.is_ascii_digit());
    let sentence = alone && names::begins_sentence(first) && !name.ends_with('.');
    let placeholder = names::STANDS_FOR_NOBODY.contains(&first.to_lowercase().as_str());
    // An initial of one letter is a person's, except those that stand for nobody.
    let bare = title == "M" && (first.len() < 2 || first.chars().all(|letter| letter.is_ascii_uppercase()));
    let english_me = title == "Me" && names::begins_sentence(first);
    starts_word(hit)
        && !unit
        && !sentence
        && !placeholder
        && !bare
        && !english_me
        && !names::is_organisation(first)
}

/// Whether capitalised words are a person's name, and not that of a street, a school or a foundation.
fn borne(hit: &Hit) -> bool {
    let words = || hit.found.split(' ').map(|word| word.trim_end_matches('.'));
    let is = |sort| words().any(|word| names::sort(&word.to_lowercase()) == Some(sort));
    let said = hit.after.trim_start();
    let acts = || ACTS.iter().any(|act| said.starts_with(act));
    let believed = is(Sort::Sure) || is(Sort::Maybe) && (acts() || hit.follows(ROLES, 12));
    believed
        && starts_word(hit)
        && !after_place(hit)
        && !words().any(|word| is_place(word) || names::is_organisation(word))
        && !before_place(hit)
        && !names::is_figure(hit.found)
        && (acts() || !beside_figure(hit))
}

/// Whether somebody of public life is called by the last name, beside another: "Hugo et Zola".
fn beside_figure(hit: &Hit) -> bool {
    let after = hit.after.strip_prefix(" et ").or_else(|| hit.after.strip_prefix(", "));
    let before = hit.before.strip_suffix(" et ").or_else(|| hit.before.strip_suffix(", "));
    let is = |word: Option<&str>| word.is_some_and(names::is_figures_surname);
    let not_letter = |letter: char| !letter.is_alphabetic();
    let next = after.and_then(|after| after.split(not_letter).next());
    let last = before.and_then(|before| before.rsplit(not_letter).next());
    is(Some(hit.found)) && (is(next) || is(last))
}

/// Whether one of the two words before, but for small ones, is the kind of a place: "rue de la …", "école …".
fn after_place(hit: &Hit) -> bool {
    let words = hit.before.rsplit([' ', '\n', '\'', '(', '"']);
    let mut before = words.filter(|word| !word.is_empty()).take(2);
    before.next().is_some_and(|near| is_place(near) || near.len() < 4 && before.next().is_some_and(is_place))
}

/// Whether the kind of a place follows with its capital: "John Moores University".
fn before_place(hit: &Hit) -> bool {
    let next = hit
        .after
        .strip_prefix(' ')
        .and_then(|after| after.split(|letter: char| !letter.is_alphabetic()).next());
    next.is_some_and(|word| word.starts_with(char::is_uppercase) && is_place(word))
}

fn is_place(word: &str) -> bool {
    names::is_place(&word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase())
}

/// Verbs for what one person does in a test.
const ACTS: &[&str] = &[
    "a teste",
    "a dit",
    "a lu",
    "a relu",
    "a vu",
    "a trouve",
    "a compris",
    "a essaye",
    "a oublie",
    "a traduit",
    "a imprime",
    "n'a pas",
    "ne comprend",
    "ne sait",
    "ne lit",
    "ne voit",
    "pense",
    "lit ",
    "habite",
    "vit ",
    "trouve",
    "prefere",
    "voudrait",
    "veut",
    "said",
    "says",
    "thinks",
    "asked",
    "could not",
    "lives",
    "tested",
];

/// Words that announce a person's name.
const ROLES: &[&str] = &[
    "sociale ",
    "voisin ",
    "voisine ",
    "fils ",
    "fille ",
    "mari ",
    "femme ",
    "selon ",
    "avec ",
    "s'appelle ",
    "collegue ",
    "prenom ",
];

/// Whether a capitalised English word says where people come from, or what they believe.
fn is_people(word: &str) -> bool {
    let ends = ["ish", "ese", "ian", "ean", "can", "ch", "qi", "ni", "li", "lim", "an"];
    names::is_nationality(word) || ends.iter().any(|end| word.ends_with(end))
}

fn organisation(hit: &Hit) -> bool {
    first_after_space(hit.found).split(' ').any(names::is_organisation) || names::is_organisation(hit.found)
}

/// Whether the first of some words is a first name: with two capitals, "Family Court" is a heading or a court.
fn is_listed(words: &str) -> bool {
    words.split(' ').next().is_some_and(|first| names::sort(&first.to_lowercase()).is_some())
}

/// Whether a word is an abbreviation: "the MSE family".
fn is_capitals(word: &str) -> bool {
    word.chars().all(|letter| letter.is_uppercase())
}

fn starts_word(hit: &Hit) -> bool {
    !hit.before.ends_with(|letter: char| {
        letter.is_alphanumeric() || matches!(letter, '-' | '_' | '@' | '/' | '.' | '#' | ':')
    })
}

fn last(words: &str) -> &str {
    words.rsplit([' ', '.']).next().unwrap_or_default()
}

fn first_after_space(words: &str) -> &str {
    words.split_once(' ').map_or("", |(_, rest)| rest)
}
