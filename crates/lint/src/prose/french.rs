//! What makes French hard to follow: who acts comes last, an action hides in a noun, an item begins with a word for something else,
//! and a reader who is a woman is not meant.
//!
//! Each looks for few forms that are sure: a false alarm costs more trust than a fault that is not found.

mod lists;

use std::ops::Range;

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    document::markdown::raw::Role,
    toolkit::Toolkit,
};

use super::{Prose, genders::alone, line::Line, reading::phrases};

use lists::{
    ACTIONS, ADVERBS, AGENTS, DETERMINERS, DOING, EMPTY, IMPERSONAL, MEANS, OF_MOTION, OWED, PARTICIPLES,
    POINTERS, THINGS, TO_BE,
};

pub(super) fn check(prose: &Prose, toolkit: &Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    if prose.language.primary() != "fr" {
        return;
    }
    for line in prose.sentences() {
        let (found, lower) = (line.words(), line.lower());
        let mut say = |rule, range: Range<usize>| {
            let words = line.text.get(range.clone()).unwrap_or_default().to_owned();
            diagnostics.push(prose.says(rule, line, range).with("words", words));
        };
        for at in 0..lower.len() {
            if let Some(end) = passive(line, found, lower, at) {
                say(rule::reading::PASSIVE, end);
            }
            if let Some(range) = noun(found, lower, at) {
                say(rule::reading::NOUN, range);
            }
        }
        phrases(line, EMPTY).for_each(|(range, _)| say(rule::reading::NOUN, range));
        if let Some(range) = done_by_itself(&line.text, found, lower) {
            say(rule::reading::NOUN, range);
        }
        if let Some(range) = pointer(line, found, lower) {
            say(rule::reading::POINTER, range);
        }
        if toolkit.checks.both_genders {
            alone(&line.text, found, lower)
                .into_iter()
                .for_each(|range| say(rule::reading::MASCULINE, range));
        }
    }
}

/// The words of a passive with its agent that begins at a word: "est signé par le bailleur".
fn passive(line: &Line, found: &[Range<usize>], lower: &[String], at: usize) -> Option<Range<usize>> {
    let word = |at: usize| lower.get(at).map(String::as_str);
    let is_reflexive = at > 0 && word(at - 1).is_some_and(|before| matches!(before, "s" | "se"));
    if is_reflexive || !TO_BE.contains(&word(at)?) {
        return None;
    }
    let is_adverb = |word: &str| word.ends_with("ment") || ADVERBS.contains(&word);
    let mut participle = at + 1;
    while participle < at + 3 && is_adverb(word(participle)?) {
        participle += 1;
    }
    if !is_participle(word(participle)?) {
        return None;
    }
    // "Est versée directement par", "est tenue à jour par".
    let after = participle + 1;
    let is_kept = word(after)? == "à" && word(after + 1) == Some("jour");
    let skipped = if is_kept { 2 } else { usize::from(is_adverb(word(after)?)) };
    let by = after + skipped;
    if word(by)? != "par" {
        return None;
    }
    let (first, second) = (word(by + 1)?, word(by + 2).unwrap_or_default());
    let range = found.get(at)?.start..found.get(by + 1)?.end;
    let initial = line.text.get(found.get(by + 1)?.clone())?.chars().next()?;
    let is_agent = AGENTS.contains(&first)
        || DETERMINERS.contains(&first) && !MEANS.contains(&second)
        || initial.is_uppercase();
    // A comma or a point between the words begins something else.
    let is_whole = !line.text.get(range.clone())?.contains([',', '.', ';', ':', '(']);
    (is_agent && is_whole).then_some(range)
}

/// Whether a word is a participle that makes a passive, in any of its four forms.
fn is_participle(word: &str) -> bool {
    let plain = word.trim_end_matches('s');
    let bare = ["é", "i", "u", "t", "s"].iter().find_map(|end| {
        let stem = plain.strip_suffix('e')?;
        stem.ends_with(end).then_some(stem)
    });
    let bare = bare.unwrap_or(plain);
    let is_listed = [word, plain, bare].iter().any(|form| PARTICIPLES.contains(form));
    (bare.ends_with('é') && bare.chars().count() > 3 || is_listed) && !OF_MOTION.contains(&bare)
}

/// An empty verb and the noun of its action: "effectuer le paiement".
fn noun(found: &[Range<usize>], lower: &[String], at: usize) -> Option<Range<usize>> {
    let word = |at: usize| lower.get(at).map(String::as_str);
    if !DOING.contains(&word(at)?) {
        return None;
    }
    if !DETERMINERS.contains(&word(at + 1)?) {
        return None;
    }
    let noun = at + 2;
    let name = word(noun)?;
    let singular = name.trim_end_matches('s');
    let is_action = ["tion", "sion", "ement"].iter().any(|end| singular.ends_with(end));
    let is_thing = THINGS.contains(&singular);
    (is_action && !is_thing || ACTIONS.contains(&singular)).then(|| found[at].start..found[noun].end)
}

/// An action that nobody does: "le dépôt de la demande s'effectue en ligne".
fn done_by_itself(text: &str, found: &[Range<usize>], lower: &[String]) -> Option<Range<usize>> {
    let verb = lower.windows(2).position(|pair| {
        pair[0] == "s" && matches!(pair[1].as_str(), "effectue" | "effectuent")
            || pair[0] == "se" && matches!(pair[1].as_str(), "fait" | "font" | "déroule" | "déroulent")
    })?;
    let is_action = |word: &String| {
        let singular = word.trim_end_matches('s');
        ["tion", "sion", "ement"].iter().any(|end| singular.ends_with(end)) && !THINGS.contains(&singular)
            || ACTIONS.contains(&singular)
    };
    let noun = lower.iter().take(verb).position(is_action)?;
    let range = found[noun].start..found[verb + 1].end;
    let is_whole =
        text.get(range.clone()).is_some_and(|part| !part.contains(['.', '?', '!', ';', ':', ',', '\n']));
    (verb - noun <= 5 && is_whole).then_some(range)
}

/// The word at the beginning of an item that stands for something the item does not name.
fn pointer(line: &Line, found: &[Range<usize>], lower: &[String]) -> Option<Range<usize>> {
    // In small letters it goes on with the sentence before the list; after a quotation mark somebody speaks.
    if line.role != Role::Item || !line.begins_item || !line.text.starts_with(char::is_uppercase) {
        return None;
    }
    let first = lower.first()?;
    let second = lower.get(1).map_or("", String::as_str);
    let is_pointer = match first.as_str() {
        "il" if second == "vous" => !lower.get(2).is_some_and(|verb| OWED.contains(&verb.as_str())),
        "il" => !IMPERSONAL.contains(&second),
        // "Celui qui", "ceux de" say at once who is meant; "ça va" is a greeting.
        "celui" | "celle" | "ceux" | "celles" => matches!(second, "ci" | "là"),
        "ce" | "cette" | "ces" => matches!(second, "dernier" | "dernière" | "derniers" | "dernières"),
        "tout" => matches!(second, "cela" | "ça" | "ceci"),
        "le" | "la" | "les" => matches!(second, "vôtre" | "sien" | "sienne" | "vôtres" | "siens"),
        first => POINTERS.contains(&first),
    };
    is_pointer.then(|| found.first().cloned()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower(text: &str) -> (Vec<Range<usize>>, Vec<String>) {
        let line = Line::of_head(text);
        (line.words().to_vec(), line.lower().to_vec())
    }

    #[test]
    fn a_passive_has_its_agent() {
        let has = |text: &str| {
            let (found, lower) = lower(text);
            (0..lower.len()).any(|at| passive(&Line::of_head(text), &found, &lower, at).is_some())
        };
        for text in [
            "Le bail est signé par le bailleur.",
            "Votre demande a été refusée par la commission.",
            "Les plafonds sont fixés par l’État.",
            "L’aide n’est pas toujours versée par la CAF. Elle est versée par la CAF.",
            "Le logement sera remis par votre gardien.",
            "Les charges sont prises en compte. Elles sont prises par le FSL.",
            "L’aide est versée directement par la CAF.",
            "La liste est tenue à jour par la mairie.",
            "Le courrier a bien été reçu par nos services.",
            "Les décisions sont prises par elle.",
            "Vous serez contacté par un travailleur social.",
            "Les charges ne sont jamais remboursées par celui-ci.",
            "Le dossier est étudié par trois personnes.",
        ] {
            assert!(has(text), "{text}");
        }
        for text in [
            "Le loyer est payé par mois.",
            "La lettre est envoyée par la poste.",
            "Il est passé par la mairie.",
            "Le bureau est ouvert par défaut.",
            "L’accueil est fermé. Par la suite, appelez.",
            "Il s’est fait aider par la mairie.",
            "La réponse est envoyée par courrier.",
            "C’est important par temps froid.",
            "Le loyer est payé chaque mois par chèque.",
            "L’aide est versée par deux fois.",
        ] {
            assert!(!has(text), "{text}");
        }
    }

    #[test]
    fn an_empty_verb_has_its_noun() {
        let has = |text: &str| {
            let (found, lower) = lower(text);
            (0..lower.len()).any(|at| noun(&found, &lower, at).is_some())
                || phrases(&Line::of_head(text), EMPTY).next().is_some()
                || done_by_itself(text, &found, &lower).is_some()
        };
        for text in [
            "Vous devez effectuer une demande.",
            "Effectuez le paiement.",
            "Procédez au règlement.",
            "Le logement fait l’objet d’une visite.",
            "Le bailleur réalise une vérification.",
            "Le dépôt de la demande s’effectue en ligne.",
            "La transmission du dossier se fait par la poste.",
            "Faites la demande d’un rendez-vous.",
            "Pour l’obtention du logement, venez.",
            "Apportez une modification à votre demande.",
        ] {
            assert!(has(text), "{text}");
        }
        for text in [
            "Le bailleur réalise des travaux.",
            "Il effectue ses règlements.",
            "Vous payez.",
            "En vue.",
            "Ils réalisent l’action.",
            "Réaliser volontairement un plan.",
            "Le logement se fait rare.",
            "La visite vous plaît ? Cela se fait vite.",
            "Apportez une copie de votre demande.",
        ] {
            assert!(!has(text), "{text}");
        }
    }

    #[test]
    fn an_item_says_what_it_is_about() {
        let has = |text: &str| {
            let (found, lower) = lower(text);
            let mut line = Line::of_head(text);
            (line.role, line.begins_item) = (Role::Item, true);
            pointer(&line, &found, &lower).is_some()
        };
        assert!(
            [
                "Cela prend du temps.",
                "Elle répond.",
                "Il appelle.",
                "Celui-ci paie.",
                "Ce dernier signe.",
                "Tout cela est gratuit.",
                "Il vous écrit.",
                "Le vôtre est gratuit."
            ]
            .into_iter()
            .all(has)
        );
        assert!(
            ![
                "Il faut un papier.",
                "Il vous faut un papier.",
                "Tout le monde paie.",
                "Ce document est gratuit.",
                "Il y a un délai.",
                "Ceux qui paient.",
                "Le bailleur répond.",
                "elle répond ;",
                "« Elles crient. »"
            ]
            .into_iter()
            .any(has)
        );
    }
}
