//! Facts of one person's life, and doors: health, prison, violence, belief, debts, appointments, floors.
//!
//! A guide speaks of all that, too. So a fact alone is nothing: one person must be meant in the same sentence, and the
//! sentence must not begin as a wish for the guide does ("expliquer …", "si …"). All that is found here is doubtful.

use std::ops::Range;

mod lists;
mod relatives;

pub(super) use lists::YEARS;
use lists::{
    ALONE, APPOINTMENTS, BECAUSE, CREDITORS, DOORS, FLOORS, HOUSES, LIFTS, LIMITS, MONEY, OF, OFFICES, ONLY,
    ORDINALS, OWES, PICTURES, READS, WEEKDAYS, WHERE,
};

use super::{
    Detector, Hit, Kind,
    calendar::DAYS,
    key::{List, is_cased},
    phrases::Says,
    validators::alone,
    words::{Sentence, Shape, Words},
};

/// Detectors for lines with a digit: a household's or file's number.
pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        kind: Kind::Life,
        pattern: r"(?i)(?:(?-u:\b)(?:menage|foyer|famille|household|family|familles|dossier|cas|case|file)|сім'я|родина|عائلة|أسرة|خانواده|ملف|справ[аи]|پرونده|دوسیه|دوسيه|ፋይል|መዝገብ)\.? ?(?:(?:[a-z]{2,10} )?(?:n[o°]\.?|no\.?|nr\.?|numero|number|رقم|شماره|شمېره|№|#|ቁጽሪ|ቁጥር)|fsl|dalo|apl)? ?(?P<x>[0-9]{2,6}(?:[/-][0-9]{2,6})*)(?-u:\b)",
        validate: numbered,
    },
    Detector {
        kind: Kind::Life,
        pattern: r"(?i)(?-u:\b)(?:n[o°]|numero|number)\.? (?:de |du |of )?(?:menage|foyer|famille|household|family)(?: est| is)? ?:? ?(?P<x>[0-9]{2,6})(?-u:\b)",
        validate: numbered,
    },
    Detector {
        kind: Kind::Life,
        pattern: r"(?i)(?:(?-u:\b)(?:dossier|affaire|demande|recours|case|file)|ملف|справа|پرونده)[^\n0-9.;:?!]{0,24}(?P<x>[0-9]{2,4}(?:[/-][0-9]{2,6})+)",
        validate: |hit| alone(hit) && !super::validators::is_date(hit.found),
    },
    Detector {
        kind: Kind::Life,
        pattern: r"(?i)(?-u:\b)(?:ref|reference|code|identifiant|id)\.? ?(?:du |de la |de |of )?(?:menage|famille|foyer|household|family)(?: est| is)? ?:? ?(?P<x>[a-z]{1,4}-?[0-9]{3,})",
        validate: alone,
    },
];

/// Whether a number is a household's, and not how many people, pieces or euros there are.
fn numbered(hit: &Hit) -> bool {
    const UNITS: [&str; 14] = [
        "personne", "person", "people", "enfant", "child", "ans", "piece", "page", "mois", "jour", "membre",
        "euro", "eur", "menage",
    ];
    let next = hit.after.trim_start().chars().take(12).collect::<String>().to_lowercase();
    let year = hit.found.len() == 4 && ["19", "20"].iter().any(|century| hit.found.starts_with(century));
    hit.stands_alone() && !hit.is_amount() && !year && !UNITS.iter().any(|unit| next.starts_with(unit))
}

/// The sentences that tell something of one person's life: of which kind, and which bytes.
pub(super) fn find<'a>(text: &'a str, words: &'a Words) -> impl Iterator<Item = (Kind, Range<usize>)> + 'a {
    let mut guided = false;
    words.sentences().filter_map(move |sentence| {
        // "La phrase « il est expulsé » fait peur": words that somebody wants changed.
        let cited = guided && sentence.signs.quoted || sentence.signs.cited;
        guided = sentence.has(Says::Guide);
        if cited {
            return None;
        }
        let meant = Meant::of(&sentence);
        let life = fact(&meant).or_else(|| debt(text, &meant)).or_else(|| appointment(&meant));
        let life = life.or_else(|| only(&meant)).or_else(|| family(&meant));
        let life = life.or_else(|| relatives::subject(&sentence)).filter(|_| !is_pictured(&sentence));
        let found =
            life.map(|words| (Kind::Life, words)).or_else(|| Some((Kind::Home, door_or_town(&meant)?)));
        found.map(|(kind, words)| (kind, sentence.span(words)))
    })
}

/// A sentence, with the persons in it.
struct Meant<'a> {
    sentence: Sentence<'a>,
    /// The words that mean one person: where they begin and end.
    who: Vec<Range<usize>>,
    /// The first word of a wish for the guide, a rule or a question.
    general: usize,
}

impl<'a> Meant<'a> {
    fn of(sentence: &Sentence<'a>) -> Self {
        let at = |says| move |at: usize| Some(at..sentence.phrase(says, at)?);
        // In Persian او is "she" or "he"; in Arabic the same letters are "or", which begins no sentence.
        let is_or = |who: &Range<usize>| {
            // In Pashto دي is "he", and "is" at the end.
            who.start > 0 && matches!(sentence.key(who.start), "او" | "دي") && who.len() == 1
        };
        // "Il faut", "il y a": nobody is meant.
        let is_nobody = |who: &Range<usize>| {
            let verb = sentence.key(who.end);
            sentence.key(who.start) == "il"
                && matches!(verb, "faut" | "y" | "manque" | "suffit" | "vaut" | "faudrait")
        };
        let who = (0..sentence.len())
            .filter_map(at(Says::Who))
            .filter(|who| !is_or(who) && !is_nobody(who))
            .collect();
        let general = sentence.first(Says::General).unwrap_or(usize::MAX);
        Self { sentence: *sentence, who, general }
    }

    fn positions(&self, says: Says) -> impl Iterator<Item = usize> {
        let words = if self.sentence.has(says) { self.sentence.len() } else { 0 };
        (0..words).filter(move |at| self.sentence.says(says, *at))
    }

    fn has(&self, words: &List) -> bool {
        (0..self.sentence.len()).any(|at| words.contains(self.sentence.key(at)))
    }

    /// The first of these words.
    fn first(&self, words: &List) -> Option<usize> {
        (0..self.sentence.len()).find(|at| words.contains(self.sentence.key(*at)))
    }

    /// Whether a person is named before the general words.
    fn somebody(&self) -> bool {
        self.who.iter().any(|who| who.start < self.general)
    }
}

/// A fact of somebody's life, with who is meant near it.
fn fact(meant: &Meant) -> Option<Range<usize>> {
    let sentence = &meant.sentence;
    // "Une dame enceinte peut-elle …?" asks for a rule.
    if sentence.signs.asks && sentence.has(Says::Rule) {
        return None;
    }
    meant.positions(Says::Fact).find_map(|at| {
        let end = sentence.phrase(Says::Fact, at)?;
        let far = |who: &Range<usize>| {
            let pronoun = who.len() == 1 && sentence.key(who.start).chars().count() < 5;
            if pronoun { 6 } else { 9 }
        };
        let near = |who: &&Range<usize>| {
            let distance = if who.start < at { (at + 1).saturating_sub(who.end) } else { who.start - at };
            distance <= far(who)
                && who.start.max(at) < meant.general
                && (who.start < at || at == 0 || is_verb_last(sentence, at))
                && !is_sought(sentence, who.end, at)
                && !is_of_thing(sentence, who, end)
        };
        let Some(who) = meant.who.iter().find(near) else {
            return noted(sentence, at, end).then_some(at..end);
        };
        Some(who.start.min(at)..end.max(who.end))
    })
}

/// Whether a note begins with a fact and has no subject: "placé en CRA depuis lundi", "battue par son mari".
fn noted(sentence: &Sentence, at: usize, end: usize) -> bool {
    let since = |at: usize| {
        let key = sentence.key(at);
        let by = matches!(key, "par" | "by")
            && matches!(sentence.key(at + 1), "son" | "sa" | "mon" | "ma" | "her" | "his");
        by || matches!(key, "depuis" | "since" | "відтоді" | "منذ") || WEEKDAYS.contains(key)
    };
    at == 0 && (end..end + 3).any(since)
}

/// Whether "il" or "elle" is a thing named after a comma: "elle est morte, cette adresse".
fn is_of_thing(sentence: &Sentence, who: &Range<usize>, end: usize) -> bool {
    let pronoun = matches!(sentence.key(who.start), "il" | "elle");
    let named = matches!(sentence.key(end), "le" | "la" | "l'" | "ce" | "cet" | "cette");
    let apart = sentence.words.get(end).is_some_and(|word| !word.joined);
    let person = [Says::Home, Says::Kin].iter().any(|says| sentence.says(*says, end + 1));
    let verb =
        || (end + 1..sentence.len()).any(|at| matches!(sentence.key(at), "est" | "a" | "ne" | "n'" | "lui"));
    pronoun && apart && named && !person && sentence.len() < end + 7 && !verb()
}

/// Whether somebody reads of a fact, looks for it or does not understand it: "je cherche la page sur la prison".
fn is_sought(sentence: &Sentence, from: usize, fact: usize) -> bool {
    let read = (from..fact).rev().find(|at| READS.contains(sentence.key(*at)));
    // "Elle ne lit pas, aveugle", "car malade": then it is theirs.
    read.is_some_and(|read| {
        let mut between = read + 1..=fact;
        !between.any(|at| !sentence.words[at].joined || BECAUSE.contains(sentence.key(at)))
    })
}

/// Whether a word is in a script whose languages may put the fact before the person.
fn is_verb_last(sentence: &Sentence, at: usize) -> bool {
    !is_cased(sentence.key(at))
}

/// A debt of so much, of somebody or to somebody who is named.
fn debt(text: &str, meant: &Meant) -> Option<Range<usize>> {
    let sentence = &meant.sentence;
    let at = meant.first(&OWES)?;
    let amount = (0..sentence.len()).find(|at| {
        let span = &sentence.words[*at].span;
        let sign = text[span.end..].trim_start().starts_with(['€', '£', '$'])
            || text[..span.start].ends_with(['€', '£', '$']);
        sentence.words[*at].shape == Shape::Digits && (sign || MONEY.contains(sentence.key(at + 1)))
    })?;
    let to = ["chez", "a", "au", "aupres", "to", "from", "with", "envers"];
    let creditor = (1..sentence.len()).any(|at| {
        let named = matches!(sentence.words[at].shape, Shape::Title | Shape::Capitals);
        let before = |back: usize| at.checked_sub(back).map_or("", |at| sentence.key(at));
        named && (to.contains(&before(1)) || before(1) == "de" && before(2) == "aupres")
    });
    let before = |at: usize| at < meant.general;
    let creditor = creditor || meant.has(&CREDITORS);
    (meant.somebody() || creditor && before(at)).then(|| at.min(amount)..at.max(amount) + 1)
}

/// An appointment with its day and its place.
fn appointment(meant: &Meant) -> Option<Range<usize>> {
    let sentence = &meant.sentence;
    // "Elle passe à la CNDA le 3 juin" is an appointment without the word.
    let office = || meant.first(&OFFICES).filter(|_| meant.somebody() && is_dated(sentence));
    // "Passe devant le juge le 3 juin": notes leave out who.
    let noted = || {
        matches!(sentence.key(0), "passe" | "recu" | "recue" | "attendu" | "attendue" | "суд").then_some(0)
    };
    let at = meant.first(&APPOINTMENTS).or_else(office).or_else(noted).filter(|at| *at < meant.general)?;
    let dated = |at: &usize| {
        sentence.words[*at].shape == Shape::Digits && sentence.key(*at).contains(char::is_numeric)
    };
    let day = meant.first(&DAYS).or_else(|| (0..sentence.len()).find(dated))?;
    let in_town = |at: usize| {
        let to = ["a", "in", "at", "في", "в", "у", "در", "de"];
        sentence.words[at].shape == Shape::Title && to.contains(&sentence.key(at - 1))
    };
    let in_script = |at: usize| {
        ["في", "در"].contains(&sentence.key(at - 1)) && !sentence.key(at).starts_with(char::is_numeric)
    };
    let place = meant.has(&OFFICES) || (at + 1..sentence.len()).any(|at| in_town(at) || in_script(at));
    let single = day > at + 8;
    (place && !single).then(|| at.min(day)..at.max(day) + 1)
}

/// Whether a sentence names a weekday, or a day with its month.
fn is_dated(sentence: &Sentence) -> bool {
    let is_month = |at: usize| DAYS.contains(sentence.key(at));
    let day = |at: usize| {
        let number = sentence.words[at].shape == Shape::Digits && sentence.key(at).len() < 5;
        number && (is_month(at + 1) || at > 0 && is_month(at - 1))
    };
    (0..sentence.len()).any(|at| day(at) || WEEKDAYS.contains(sentence.key(at)))
}

/// The only one of a kind in a house or a place: everybody there knows who it is.
fn only(meant: &Meant) -> Option<Range<usize>> {
    let sentence = &meant.sentence;
    let at = meant.first(&ONLY).filter(|at| *at <= meant.general.saturating_add(1))?;
    let near = at.saturating_sub(3)..(at + 4).min(sentence.len());
    let person = near.clone().any(|at| {
        let key = sentence.key(at);
        let human =
            [Says::Home, Says::Kin, Says::Who, Says::Fact].iter().any(|says| sentence.says(*says, at));
        let nationality = super::names::is_nationality(key) && sentence.words[at].shape != Shape::Digits;
        human
            || nationality
            || sentence.says(Says::People, at)
            || is_people(key) && !sentence.says(Says::Nobody, at)
    });
    let place = meant.first(&WHERE)?;
    (person && place != at).then(|| at.min(place)..at.max(place) + 1)
}

/// Whether a word is made as words for people from somewhere are, in Arabic and Ukrainian.
fn is_people(key: &str) -> bool {
    let long = key.chars().count() > 4;
    let arabic = key.starts_with("ال") && (key.ends_with("يه") || key.ends_with('ي'));
    long && (arabic
        || ["янка", "ець", "янин", "янець", "йка", "нка", "омка", "инка"]
            .iter()
            .any(|end| key.ends_with(end)))
}

/// An age, with relatives in the same sentence.
fn family(meant: &Meant) -> Option<Range<usize>> {
    let sentence = &meant.sentence;
    let aged = (0..sentence.len()).find(|at| {
        let age = sentence.key(*at).parse().is_ok_and(|age: u32| (15..100).contains(&age));
        let limit = (at.saturating_sub(2)..*at).any(|near| LIMITS.contains(sentence.key(near)));
        let unit = YEARS.contains(sentence.key(at + 1))
            || at.checked_sub(1).is_some_and(|near| matches!(sentence.key(near), "of" | "aged"));
        let list = (at + 1..at + 4).any(|near| YEARS.contains(sentence.key(near)));
        age && !limit && (unit || list)
    })?;
    // A sentence that begins with an age is about one person.
    if aged < 2 && sentence.len() > aged + 2 {
        let told = meant.positions(Says::Kin).chain(meant.positions(Says::Fact));
        let told = told.chain((0..sentence.len()).filter(|at| ALONE.contains(sentence.key(*at))));
        if let Some(told) = told.filter(|at| *at > aged && *at < meant.general).min() {
            return Some(aged..told + 1);
        }
    }
    let adult = meant
        .positions(Says::Home)
        .chain(meant.positions(Says::Kin))
        .next()
        .filter(|at| *at < meant.general)?;
    let kin = meant.positions(Says::Kin).find(|at| *at != adult)?;
    let all = [aged, adult, kin];
    Some(all.into_iter().min()?..all.into_iter().max()? + 1)
}

/// A home that can be found by its door, or by the place where it stands.
fn door_or_town(meant: &Meant) -> Option<Range<usize>> {
    home(meant).or_else(|| relatives::town(&meant.sentence, meant.general))
}

/// Whether a sentence speaks of somebody in a picture: "le monsieur du dessin".
pub(super) fn is_pictured(sentence: &Sentence) -> bool {
    (2..sentence.len()).any(|at| {
        let of = at - 1 - usize::from(matches!(sentence.key(at - 1), "l'" | "la" | "le" | "the"));
        let person = of.checked_sub(1).is_some_and(|at| sentence.says(Says::Home, at));
        PICTURES.contains(sentence.key(at)) && OF.contains(sentence.key(of)) && person
    })
}

/// A resident with a door, floor or house that can be found: "la dame du 3e étage, bâtiment C".
fn home(meant: &Meant) -> Option<Range<usize>> {
    let sentence = &meant.sentence;
    let lives = meant.positions(Says::Home).next().filter(|at| *at < meant.general)?;
    if meant.has(&LIFTS) && !meant.somebody() {
        return None;
    }
    let door = (lives + 1..sentence.len()).find(|at| door(sentence, *at))?;
    Some(lives..(door + 2).min(sentence.len()))
}

/// Whether a word says a door, a floor or a house, with its number or name.
fn door(sentence: &Sentence, at: usize) -> bool {
    let (key, next) = (sentence.key(at), sentence.words.get(at + 1));
    let numbered = |word: usize| {
        let key = sentence.key(word);
        let ordinal = key.starts_with(|letter: char| letter.is_ascii_digit()) && key.len() < 6;
        ordinal || ORDINALS.contains(key)
    };
    let floor = FLOORS.contains(key) && (at > 0 && numbered(at - 1) || numbered(at + 1));
    let door = DOORS.contains(key)
        && next.is_some_and(|next| {
            matches!(next.shape, Shape::Digits | Shape::Initial)
                || at + 2 == sentence.len() && sentence.key(at + 1).chars().count() == 1
        });
    let named = (at + 1..(at + 4).min(sentence.len()))
        .find(|at| !matches!(sentence.key(*at), "le" | "la" | "les" | "l'" | "du" | "de" | "des"));
    let house = HOUSES.contains(key) && named.is_some_and(|at| sentence.words[at].shape == Shape::Title);
    let above = matches!(
        key,
        "peniche"
            | "caravane"
            | "cabane"
            | "tente"
            | "squat"
            | "camping"
            | "mobil-home"
            | "campement"
            | "au-dessus"
            | "derriere"
            | "above"
            | "behind"
            | "rez-de-chaussee"
            | "opposite"
            | "en-dessous"
    );
    floor || door || house || above
}
