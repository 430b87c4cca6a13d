//! Numbers that belong to one person: telephones, social security, housing, benefits, papers, banks, files.
//!
//! Sources of the shapes: Insee (NIR), arrêté on the "numéro unique d'enregistrement" (département, month and year,
//! order, desk), ISO 13616 (IBAN), Arcep (telephones).

use super::{
    Detector, Hit, Kind,
    validators::{self, alone},
};

/// Numbers of at least six digits: of banks, applications, social security and papers.
pub(super) const LONG: &[Detector] = &[
    Detector {
        kind: Kind::Bank,
        pattern: r"(?i)[a-z]{2}[0-9]{2}(?: ?[0-9a-z]{4}){2,7}(?: ?[0-9a-z]{1,3})?",
        validate: |hit| hit.stands_alone() && validators::iban(hit.found),
    },
    Detector {
        kind: Kind::Bank,
        pattern: r"FR ?[0-9]{2}(?:[ -]?[0-9A-Z]{4}){5}[ -]?[0-9A-Z]{3}",
        validate: alone,
    },
    Detector {
        kind: Kind::Bank,
        pattern: r"(?i)(?:iban|rib|compte)[^0-9\n]{0,20}(?P<x>[a-z]{2}[0-9]{2}[0-9a-z ]{9,34}[0-9a-z]|[0-9]{5} ?[0-9]{5} ?[0-9a-z]{11} ?[0-9]{2})",
        validate: alone,
    },
    Detector {
        kind: Kind::Bank,
        pattern: r"[3-6][0-9]{3}(?:[ -]?[0-9]{4}){3}",
        validate: |hit| hit.stands_alone() && validators::card(&hit.digits()),
    },
    Detector {
        kind: Kind::Application,
        pattern: r"(?i)(?:[0-9] ?){13}-?(?:gdpub|[a-z]{5})",
        validate: |hit| {
            hit.stands_alone()
                && hit
                    .found
                    .chars()
                    .rev()
                    .take(5)
                    .all(|letter| letter.is_ascii_uppercase() || hit.found.ends_with("gdpub"))
        },
    },
    Detector {
        kind: Kind::Application,
        pattern: r"(?:0[0-9]{2}|9[78][0-9])(?:[ -]?[0-9]){15}",
        validate: alone,
    },
    Detector {
        kind: Kind::Application,
        pattern: r"(?i)(?:(?:n[o°.]|num[.a-z]*) ?(?:unique|de (?:la |ma |sa |votre )?demande)|(?-u:\b)nur(?-u:\b)|nud(?-u:\b)|application number|الرقم الوحيد)[^0-9\n]{0,16}(?P<x>[0-9](?:[ -]?[0-9a-z]){5,17})",
        validate: |hit| hit.stands_alone() && hit.digits().len() >= 6 && !hit.is_amount(),
    },
    Detector {
        kind: Kind::Nir,
        pattern: r"(?i)[1-478][ .-]?[0-9]{2}[ .-]?[0-9]{2}[ .-]?(?:[0-9]{2}|2[ab])[ .-]?[0-9]{3}[ .-]?[0-9]{3}[ .-]{0,3}(?:cle ?:? ?)?[0-9]{2}",
        validate: |hit| {
            hit.stands_alone() && (validators::nir(hit.found) || grouped(hit) || hit.follows(SECURITY, 45))
        },
    },
    Detector {
        kind: Kind::Nir,
        pattern: r"(?i)[1-478][ .-]?[0-9]{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9][0-9])[ .-]?(?:[0-9]{2}|2[ab])[ .-]?[0-9]{3}[ .-]?[0-9]{3}",
        validate: |hit| hit.stands_alone() && (grouped(hit) || hit.follows(SECURITY, 45)),
    },
    Detector {
        kind: Kind::Nir,
        pattern: r"(?i)(?:n[o°] (?:de )?(?:ss|secu)|numero de secu[a-z]*|social security number)[^0-9\n]{0,16}(?P<x>[0-9](?:[ .-]?[0-9]){9,14})",
        validate: alone,
    },
    Detector { kind: Kind::Identity, pattern: r"(?:7[567]|99)[0-9]{8}", validate: alone },
    Detector {
        kind: Kind::Identity,
        pattern: r"(?i)(?:agdref|n[o°]\.? ?(?:d')?(?:etranger|anef)|numeros? (?:d')?etrangers?|titres? de sejour|cartes? de sejour|recepisse|residence permit|foreigner'?s? number|anef|رقم الإقامة|بطاقة الإقامة)[^0-9\n]{0,24}(?P<x>[0-9](?:[ .]?[0-9]){8,11})",
        validate: |hit| hit.stands_alone() && !hit.is_amount() && !validators::is_date(hit.found),
    },
];

/// Numbers of papers, which may have more letters than digits.
pub(super) const PAPERS: &[Detector] = &[Detector {
    kind: Kind::Identity,
    pattern: r"(?i)(?:passe?port|cartes? (?:nationale )?d'identite|identity card|cni|permis de conduire|titres? de sejour|جواز(?: السفر)?|паспорт)(?: (?:francais|etranger|afghan|ukrainien|syrien))?(?: ?(?:n[o°.]|numero|number|رقم|№))? ?:? ?(?P<x>[0-9A-Za-z]{8,14})",
    validate: |hit| {
        hit.stands_alone()
            && hit.digits().len() >= 2
            && !hit.found.contains(|letter: char| letter.is_lowercase())
    },
}];

/// Numbers of benefits and telephones: at least six digits, too.
pub(super) const PHONES: &[Detector] = &[
    Detector {
        kind: Kind::Benefit,
        pattern: r"[0-9]{7} ?[A-Z]",
        validate: |hit| hit.stands_alone() && !hit.is_amount() && !hit.in_path(),
    },
    Detector {
        kind: Kind::Benefit,
        pattern: r"(?i)(?:(?-u:\b)caf(?-u:\b)|allocataires?|(?-u:\b)msa(?-u:\b)|matricule|benefit number|صندوق caf)[^0-9\n]{0,18}(?P<x>[0-9](?: ?[0-9]){5,7}(?: ?[a-z](?-u:\b))?)",
        validate: |hit| {
            hit.stands_alone() && !hit.is_amount() && !hit.found.starts_with("0 8") && hit.digits().len() <= 8
        },
    },
    Detector {
        kind: Kind::Phone,
        pattern: r"(?:\(?(?:\+|00)[ .]?33\)?[ .-]{0,2}(?:\(0\)|0)?[ .-]{0,2}|\(?0\)?[ .-]?)[1-9](?:(?:[ .\-/_]{0,3}|[,*|])[0-9]){8}",
        validate: |hit| {
            let head = hit.before.chars().next_back().is_some_and(|letter| letter == '+');
            let listed = hit.found.contains(',') && ascending(hit.found);
            !head
                && !listed
                && hit.stands_alone()
                && !validators::is_date(hit.found)
                && !hit.public.has_number(hit.found)
        },
    },
    Detector {
        kind: Kind::Phone,
        pattern: r"0[1-9](?: ?[,;] ?[0-9]{2}){4}",
        validate: |hit| hit.stands_alone() && !ascending(hit.found),
    },
    Detector {
        kind: Kind::Phone,
        pattern: r"(?:\+ ?|(?-u:\b)00)[1-9][0-9]{0,2}(?:[ .()-]{0,2}[0-9]){7,13}",
        validate: |hit| {
            // A sum with a plus before it is in groups of three, the last of them empty.
            let sum = thousands(hit.found.trim_start_matches(['+', ' '])) && hit.found.ends_with("000");
            hit.stands_alone()
                && !sum
                && !hit.is_amount()
                && hit.digits().len() > 8
                && !hit.public.has_number(hit.found)
        },
    },
    Detector {
        kind: Kind::Phone,
        pattern: r"(?i)(?:tel(?-u:\b)\.?|telephone|phone|portable|mobile|whatsapp|viber|signal|fax|appeler|appelez|rappeler|joindre|call|ring|reach|هاتف|جوال|واتساب|الرقم|رقمي|تلفن|تماس|شماره|телефон|номер)[^0-9\n+]{0,24}(?P<x>[0-9(](?:(?:[ .()-]{0,2}|[,*|/_])[0-9]){6,12})",
        validate: |hit| {
            hit.stands_alone()
                && !validators::is_date(hit.found)
                && !hit.is_amount()
                && !thousands(hit.found)
                && !hit.public.has_number(hit.found)
        },
    },
];

/// Numbers of files, devices and cars, which may be short.
pub(super) const SHORT: &[Detector] = &[
    Detector {
        kind: Kind::File,
        pattern: r"(?i)(?-u:\b)(?:dossier|bail|contrat|demande|quittance|ref(?:erence)?s?|client|locataire|affaire|recours|requete|procedure|rg|compte|adherent|usager|file|case|reference|application|tenancy|lease|account|الملف|ملف|справа)(?-u:\b)?(?: (?:[a-z]{2,12}|DALO|DAHO))?(?: ?(?:n[o°]\.?|no\.?|numeros?|number|#|رقم|№)| ?:|\.) ?:? ?(?P<x>[0-9a-z][0-9a-z/._-]{2,24}[0-9a-z])",
        validate: |hit| {
            hit.digits().len() >= 4
                && hit.stands_alone()
                && !is_year(hit)
                && !validators::is_date(hit.found)
                && !hit.is_amount()
        },
    },
    Detector {
        kind: Kind::File,
        pattern: r"(?i)(?-u:\b)ref\.? (?:client|locataire|dossier|contrat|bail)e? ?:? ?(?P<x>[0-9a-z/-]*[0-9][0-9a-z/-]{3,20})",
        validate: |hit| hit.digits().len() >= 4 && hit.stands_alone() && !is_year(hit),
    },
    Detector {
        kind: Kind::File,
        pattern: r"[0-9]{11,}",
        validate: |hit| {
            hit.stands_alone()
                && !hit.before.ends_with('+')
                && !hit.public.has_number(hit.found)
                && !hit.names_file()
                && !hit.follows(&["siret", "siren", "isbn", "issn", "ean", "finess", "rna"], 40)
                && !hit.is_amount()
        },
    },
    Detector {
        kind: Kind::Device,
        pattern: r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}",
        validate: |hit| {
            // With a zero before it, a group is one of a telephone.
            let is_part =
                |part: &str| part.parse::<u8>().is_ok() && (part.len() == 1 || !part.starts_with('0'));
            hit.stands_alone()
                && hit.found.split('.').all(is_part)
                && !["version", "rgaa", "wcag", "v", "версія", "الإصدار", "إصدار", "نسخه"]
                    .contains(&hit.word_before().as_str())
        },
    },
    Detector {
        kind: Kind::Plate,
        pattern: r"[A-HJ-NP-TV-Z]{2}[ -]?[0-9]{3}[ -]?[A-HJ-NP-TV-Z]{2}|[a-hj-np-tv-z]{2}-[0-9]{3}-[a-hj-np-tv-z]{2}",
        validate: |hit| {
            hit.stands_alone() && !["NF", "EN", "FR"].iter().any(|norm| hit.found.starts_with(norm))
        },
    },
    Detector {
        kind: Kind::Plate,
        pattern: r"[0-9]{1,4}[ -]?[A-Z]{2,3}[ -]?(?:[0-9]{2}|2[AB]|97[1-6])",
        validate: |hit| {
            hit.stands_alone()
                && hit.follows(
                    &[
                        "immatricul",
                        "plaque",
                        "voiture",
                        "vehicule",
                        "auto",
                        "scooter",
                        "moto",
                        "camion",
                        "car ",
                        "garee",
                    ],
                    40,
                )
        },
    },
    Detector {
        kind: Kind::Plate,
        pattern: r"[0-9]{3,4}-[A-HJ-NP-TV-Z]{2,3}-(?:0[1-9]|[1-8][0-9]|9[0-5])",
        validate: alone,
    },
];

/// Words before a number that make it a social security number.
const SECURITY: &[&str] = &["secu", "nir", "vitale", "insee", "immatricul", "assure", "الضمان"];

/// Whether a number is written in the groups of a social security number: `1 85 12 …`.
fn grouped(hit: &Hit) -> bool {
    let groups: Vec<usize> =
        hit.found.split([' ', '.', '-']).filter(|part| !part.is_empty()).map(str::len).collect();
    groups.starts_with(&[1, 2, 2, 2, 3, 3])
}

/// Whether the groups of a number only grow: then it is a list, such as that of départements "02, 59, 60, 62, 80".
fn ascending(found: &str) -> bool {
    let groups = found.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty());
    groups.map(|group| group.parse::<u32>().unwrap_or_default()).is_sorted()
}

/// Whether a number is written in groups of three, as amounts are.
fn thousands(found: &str) -> bool {
    let mut groups = found.split([' ', '.']);
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && !group.starts_with('0'));
    let mut rest = groups.peekable();
    first && rest.peek().is_some() && rest.all(|group| group.len() == 3)
}

fn is_year(hit: &Hit) -> bool {
    hit.found.len() == 4 && (hit.found.starts_with("19") || hit.found.starts_with("20"))
}
