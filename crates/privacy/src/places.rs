//! Homes and births: postal addresses, doors and floors, points on the map, days and places of birth.

use super::{
    Detector, Hit, Kind,
    born::{born, of_thing},
    validators::{self, alone, always},
};

/// Detectors for lines with a digit.
pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        kind: Kind::Coordinates,
        pattern: r"-?[0-9]{1,2}\.[0-9]{4,} ?[,; /] ?-?[0-9]{1,3}\.[0-9]{4,}",
        validate: alone,
    },
    Detector {
        kind: Kind::Coordinates,
        pattern: r"-?[0-9]{1,2},[0-9]{4,} ?[;/ ] ?-?[0-9]{1,3},[0-9]{4,}",
        validate: alone,
    },
    Detector {
        kind: Kind::Coordinates,
        pattern: r#"(?i)[0-9]{1,3} ?°(?: ?[0-9]{1,2} ?')(?: ?[0-9]{1,2}(?:[.,][0-9]+)? ?(?:"|''))? ?[nsewo](?-u:\b)"#,
        validate: always,
    },
    // A number, a word that always means a street, a name.
    Detector {
        kind: Kind::Address,
        pattern: r"(?i)(?-u:\b)(?:[0-9]{1,4}(?: ?(?:bis|ter|quater|[a-d]))?,? (?:rue|avenue|av|boulevard|bd|bvd|bld|boul|impasse|allee|chemin|route|rte|quai|square|ruelle|sentier|faubourg|fbg|esplanade|hameau|lotissement|chaussee|venelle|rond-point)\.? |[0-9]{1,3}(?: ?(?:bis|ter|quater|[a-d]))?,? (?:r|ch|imp)\. ?)[a-z][^\n,.;:()!?|]{2,40}",
        validate: |hit| !hit.before.ends_with(['.', ',', '-', '/', '*']),
    },
    // A word for a street that is also an ordinary word, so its name must have a capital.
    Detector {
        kind: Kind::Address,
        pattern: r"(?-u:\b)[0-9]{1,4}(?: ?(?:bis|ter|quater|[a-dA-D]))?,? (?i:place|pl\.|cours|passage|residence|cite|villa|voie|clos|mail|parvis|promenade|domaine|rue|avenue|tour) (?:(?:de|du|des|la|le|les) |de la |d'|l'|de l')*[A-Z][A-Za-z'-]{2,}",
        validate: |hit| !hit.before.ends_with(['.', ',', '-', '/', '*']),
    },
    Detector {
        kind: Kind::Address,
        pattern: r"(?i:(?:n[o°]|numero)) ?[0-9]{1,4}(?: ?(?:bis|ter))?,? (?:de la |du |de l'|des? )?(?i:rue|avenue|boulevard|allee|impasse|chemin|place|route) [^\n,.;:()!?|]{2,40}",
        validate: always,
    },
    Detector {
        kind: Kind::Address,
        pattern: r"(?i:au|numero|le) [0-9]{1,4}(?: ?(?:bis|ter))? (?:de la|de l'|du|des?) ?(?i:rue|avenue|boulevard|allee|impasse|chemin|place|route|quai) (?:(?:de|du|des|la|le|les) |d'|l')*[A-Z][A-Za-z'-]{2,}",
        validate: always,
    },
    Detector {
        kind: Kind::Address,
        pattern: r"(?i:rue|avenue|boulevard|allee|impasse|chemin|place|route|quai) (?:(?:de|du|des|la|le|les) |d'|l')*[A-Z][A-Za-z' -]{2,30},? ?(?:n[o°]|numero|au) ?[0-9]{1,4}",
        validate: always,
    },
    Detector {
        kind: Kind::Address,
        pattern: r"(?i)(?-u:\b)(?:appartement|appart|appt|apt|apt|logt)\.? ?(?:n[o°]\.? ?)?(?:[a-eg-s]?[0-9]{1,4}[a-d]?|[a-d][0-9]{0,3})(?-u:\b)",
        validate: |hit| !hit.digits().is_empty() && part_of_address(hit),
    },
    Detector {
        kind: Kind::Address,
        pattern: r"(?-u:\b)[0-9]{1,4}[A-Za-z]?,? (?:[A-Z][A-Za-z'-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Court|Way|Square|Terrace|Gardens|Strasse|Straße)(?-u:\b)",
        validate: alone,
    },
    Detector {
        kind: Kind::Address,
        pattern: r"(?:شارع|نهج|زنقة|خیابان|کوچه|سړک) [^\n0-9.،؟|()\[\]]{2,30}[ ،,]*(?:رقم|پلاک)? ?[0-9]{1,4}|[0-9]{1,4} ?[،,]? ?(?:شارع|نهج|زنقة) [^\n.،]{2,25}",
        validate: always,
    },
    Detector {
        kind: Kind::Address,
        pattern: r"(?i)(?:вул\.?|вулиця|вулиці|вулицею|просп\.?|проспект|пров\.|провулок|ул\.|улица) ?(?-i:[А-ЯІЇЄҐ])[^\n0-9,]{2,25},? ?(?:буд\.?|д\.?|№)? ?[0-9]{1,4}|(?:квартира|квартирі|квартиру|кв\.) ?№? ?[0-9]{1,4}",
        validate: |hit| !hit.before.ends_with(char::is_alphanumeric),
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?i)(?-u:\b)ne(?:e|\(e\)|[.-]e|/e)? (?:(?:le|un|vers|en|au mois de|avant|apres) )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?:le )?(?:[0-9]{1,2}(?:er)?[ ./-]{1,2}(?:[0-9]{1,2}|[a-z]{3,9}\.?)(?:[ ./-]{1,2}(?:19|20)?[0-9]{2})?|(?:[a-z]{3,9} )?(?:19|20)[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?-u:\b)",
        validate: |hit| !hit.before.ends_with("'") && born(hit),
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?i)(?-u:\b)ne(?:e|\(e\)|[.-]e)? (?:le )?[0-9]{6,8}(?-u:\b)",
        validate: born,
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?i)(?-u:\b)ne(?:e|\(e\))? le [0-9]{1,2} du [0-9]{1,2}(?: [0-9]{2,4})?|(?:нар|род)\.? ?[0-9]{1,2}[./ -][0-9]{1,2}[./ -][0-9]{2,4}|(?:19|20)[0-9]{2} ?(?:року народження|р\. ?н\.|года рождения|г\. ?р\.)|(?-u:\b)(?:(?:a eu|a fete|aura|fetera) (?:ses )?[0-9]{1,2} ans|turned [0-9]{1,2}) (?:le|on) (?:the )?[0-9]{1,2}|(?-u:\b)[0-9]{2} ans depuis (?:le|ce) [0-9]{1,2}|(?-u:\b)le [0-9]{1,2} [a-z]{3,9},? (?:elle|il) (?:aura|fete|fetera) (?:ses )?[0-9]{1,2} ans|(?-u:\b)nee? (?:au|en|a la|debut|fin) ?(?:debut|fin|printemps|ete|automne|hiver)?(?: de)? (?:19|20)[0-9]{2}|(?-u:\b)(?:elle|il) est (?:du|de) [0-9]{1,2}[/. -][0-9]{1,2}[/. -](?:19|20)[0-9]{2}",
        validate: born,
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?i)(?-u:\b)(?:born|birthday|birth date|dob)(?: is| on| in|:)?(?: the)? (?P<x>(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? [0-9]{1,2}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{2}|[0-9]{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,?(?: (?:19|20)[0-9]{2})?))|(?-u:\b)born in [A-Z][a-z]+ in (?:19|20)[0-9]{2}",
        validate: born,
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?i)(?:(?:date|jour|annee) (?:et lieu )?de (?:sa |la |ma )?naissance|(?-u:\b)ddn|naissance le|naissance ?:|anniversaire|(?-u:\b)born(?: on)?(?: in)?|date of birth|birthday|birth date|(?-u:\b)dob(?-u:\b)|تاريخ (?:الميلاد|الولادة|ميلاد[يه]?)|مواليد|مولود[ة]?|ولدت|ولد|متولد|تاریخ تولد|дата народження|народ(?:ився|илася|илась|жен(?:а|ий))|род(?:ился|илась))[^0-9\n.]{0,14}(?P<x>[0-9]{1,4}(?:er|th|st|nd|rd)?[ ./-]{1,2}(?:[0-9]{1,2}|\p{L}{3,9}\.?)[ ./-]{1,2}[0-9]{2,4}|(?:19|20|13)[0-9]{2}|[0-9]{1,2} [0-9]{1,2} (?:19|20)[0-9]{2})",
        validate: |hit| !hit.after.starts_with(|letter: char| letter.is_ascii_digit()) && !of_thing(hit),
    },
];

/// Detectors for all lines.
pub(super) const WITHOUT_DIGIT: &[Detector] = &[
    Detector { kind: Kind::Coordinates, pattern: r"///[a-z]+\.[a-z]+\.[a-z]+", validate: always },
    Detector {
        kind: Kind::Address,
        pattern: r"(?i:habit(?:e|ent|ait|ant)|vi(?:t|vent|vait)|log(?:e|ent|ee?s?)|heberge(?:e?s?)|domicili(?:ee?s?)|demeur(?:e|ent|ant)|reside|adresse ?:?|lives? (?:in|at)),? (?:a la |au |a |dans la |dans l'|chez [a-z]+ )?(?P<x>(?i:rue|avenue|boulevard|bd|allee|impasse|chemin|place|quai|residence|cite|square) (?:(?:de|du|des|la|le|les) |d'|l')*[A-Z][A-Za-z'-]{2,}(?: [A-Z][A-Za-z'-]+)*)",
        validate: always,
    },
    Detector {
        kind: Kind::Address,
        pattern: r"(?:[Bb]at(?:iment)?\.?|[Ee]sc(?:alier)?\.?|[Hh]all|[Ii]mmeuble|[Bb]loc|[Pp]orte|[Ee]tage|BAT|Flat|Apartment|شقة|عمارة|кв\.) ?(?:n[o°]\.? ?)?(?:[0-9]{1,4}[A-D]?|[A-Z][0-9]{0,3})(?-u:\b)",
        validate: |hit| !hit.before.ends_with(char::is_alphanumeric) && part_of_address(hit),
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?-u:\b)(?i:ne)(?:e|\(e\)|[.-]e|/e)? (?:a|au) (?:(?:El|La|Le|Les) )?[A-Z][A-Za-z-]{2,}",
        validate: born,
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?i)(?-u:\b)ne(?:e|\(e\))? (?:le|un) (?:premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-[a-z]+|vingt[a-z -]{0,10}|trente(?: et un)?) (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: (?:mille|deux mille)[a-z -]{0,40})?",
        validate: born,
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?i)(?-u:\b)ne(?:e|\(e\))? en (?:(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) )?(?:mille |dix-neuf cent |deux mille )?(?:neuf cent )?(?:trente|quarante|cinquante|soixante|quatre-vingt)[a-z -]{0,20}|naissance ?:? ?(?:le )?(?:premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-[a-z]+|vingt[a-z -]{0,10}|trente) (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)",
        validate: born,
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?i)(?-u:\b)born (?:on|in) (?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|twenty-[a-z]+|twentieth|thirtieth|thirty-first) (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)",
        validate: born,
    },
    Detector {
        kind: Kind::Birth,
        pattern: r"(?i)(?:ولدت?|مولوده?|مولودة) (?:في )?(?:سنة|سنه|عام|يوم|شهر) (?:ال|ألف|الف|تسع|الفين|ألفين)|متولد (?:سال )?(?:هزار|دو هزار|فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند)|народи(?:вся|лася|лась|лись)[^\n.]{0,30}(?:тисяч|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|січні|лютому|березні|квітні|травні|червні|липні|серпні|вересні|жовтні|листопаді|грудні)|(?-u:\b)born (?:on|in) (?:the )?[a-z -]{0,24}(?:nineteen|two thousand|twenty[ -]oh)|ተወሊ[ዱደዳ][^\n.]{0,20}ዓመት",
        validate: born,
    },
];

/// Whether a door, floor or building is part of an address, and not a count or a word of the guide.
fn part_of_address(hit: &Hit) -> bool {
    let after = hit.after.trim_start();
    let next: String = after.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    let touches =
        !hit.after.starts_with(|letter: char| letter.is_whitespace() || ",.;:)!?/\"-|".contains(letter));
    let counts = next.len() > 3
        && next.starts_with(char::is_lowercase)
        && !matches!(next.as_str(), "dans" | "chez" | "avec");
    let measures = matches!(next.as_str(), "m" | "m2" | "ans" | "eme" | "e" | "er" | "et" | "ou")
        && after.len() > 1
        || after.starts_with(['€', '%', '°', '²']);
    // "Le bâtiment C n'est pas sur le plan", "Bâtiment B du centre social": a building alone leads to no door.
    let parts = ["porte", "appart", "appt", "etage", "escalier", "esc.", "hall", "rez-de", "flat"];
    // Only the sentences around are read, or many buildings in a long text would take the square of its length.
    let single = hit.digits().is_empty() && {
        let near = around(hit).to_lowercase();
        !near.contains(|letter: char| letter.is_ascii_digit())
            && !parts.iter().any(|part| near.contains(part))
    };
    (after.is_empty() || !touches) && !single && !counts && !measures && !validators::is_date(hit.found)
}

/// Up to 200 letters before a match, and as many after it.
fn around(hit: &Hit) -> String {
    let before: Vec<char> = hit.before.chars().rev().take(200).collect();
    before.into_iter().rev().chain([' ']).chain(hit.after.chars().take(200)).collect()
}
