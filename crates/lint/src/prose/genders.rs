//! Names of persons in the masculine alone, for toolkits that name women and men.

use std::ops::Range;

/// The masculine and the feminine of who does something, in the singular. What is the same for both, such as "locataire", is not here.
const PAIRS: &[(&str, &str)] = &[
    ("demandeur", "demandeuse"),
    ("travailleur", "travailleuse"),
    ("conseiller", "conseillère"),
    ("assistant", "assistante"),
    ("habitant", "habitante"),
    ("salarié", "salariée"),
    ("étudiant", "étudiante"),
    ("retraité", "retraitée"),
    ("voisin", "voisine"),
    ("gardien", "gardienne"),
    ("réfugié", "réfugiée"),
    ("usager", "usagère"),
    ("avocat", "avocate"),
    ("employeur", "employeuse"),
    ("médiateur", "médiatrice"),
    ("directeur", "directrice"),
    ("accompagnant", "accompagnante"),
    ("éducateur", "éducatrice"),
    ("traducteur", "traductrice"),
    ("infirmier", "infirmière"),
    ("formateur", "formatrice"),
    ("animateur", "animatrice"),
    ("adhérent", "adhérente"),
    ("citoyen", "citoyenne"),
    ("étranger", "étrangère"),
    ("apprenti", "apprentie"),
    ("employé", "employée"),
    ("résident", "résidente"),
    ("candidat", "candidate"),
    ("occupant", "occupante"),
    ("client", "cliente"),
    ("intervenant", "intervenante"),
    ("écrivain", "écrivaine"),
    ("chargé", "chargée"),
    ("administré", "administrée"),
    ("assuré", "assurée"),
];

/// Participles that say what happens to the reader: "vous êtes inscrit" leaves out a woman who reads.
const READERS: &[(&str, &str)] = &[
    ("inscrit", "inscrite"),
    ("hébergé", "hébergée"),
    ("marié", "mariée"),
    ("divorcé", "divorcée"),
    ("séparé", "séparée"),
    ("convoqué", "convoquée"),
    ("contacté", "contactée"),
    ("invité", "invitée"),
    ("obligé", "obligée"),
    ("accompagné", "accompagnée"),
    ("logé", "logée"),
    ("informé", "informée"),
    ("averti", "avertie"),
    ("reçu", "reçue"),
    ("reconnu", "reconnue"),
    ("exclu", "exclue"),
    ("absent", "absente"),
    ("seul", "seule"),
    ("étudiant", "étudiante"),
    ("salarié", "salariée"),
    ("retraité", "retraitée"),
    ("handicapé", "handicapée"),
    ("prêt", "prête"),
    ("satisfait", "satisfaite"),
    ("surpris", "surprise"),
];

/// Forms of "être" behind "vous".
const YOU_ARE: &[&str] = &["êtes", "serez", "étiez", "soyez", "seriez"];

/// What stands before a person: without it, the same word may describe something ("un emploi salarié").
const BEFORE: &[&str] = &[
    "le",
    "la",
    "les",
    "un",
    "des",
    "du",
    "de",
    "d",
    "l",
    "au",
    "aux",
    "ce",
    "cet",
    "ces",
    "son",
    "ses",
    "votre",
    "vos",
    "leur",
    "leurs",
    "notre",
    "nos",
    "chaque",
    "tout",
    "tous",
    "plusieurs",
    "quelques",
    "autre",
    "autres",
];

/// The masculine words of a line beside which the feminine does not stand, in any form.
pub(super) fn alone(text: &str, found: &[Range<usize>], lower: &[String]) -> Vec<Range<usize>> {
    let is = |word: &str, name: &str| word == name || word.strip_suffix('s') == Some(name);
    let mut alone = Vec::new();
    for (at, (range, word)) in found.iter().zip(lower).enumerate() {
        let before = at.checked_sub(1).and_then(|at| lower.get(at)).map(String::as_str);
        let pairs = if is_of_reader(lower, at) {
            READERS
        } else if before.is_none_or(|before| BEFORE.contains(&before)) {
            PAIRS
        } else {
            continue;
        };
        let Some((_, feminine)) = pairs.iter().find(|(masculine, _)| is(word, masculine)) else { continue };
        // "Une ou un conseiller" names both before the word.
        let near = lower.get(at.saturating_sub(3)..at).unwrap_or_default();
        let has = |one: &str| near.iter().any(|word| word == one);
        let is_both = (has("ou") || has("et"))
            && (has("une") && has("un") || has("la") && has("le") || has("toutes") && has("tous"));
        let is_named = is_both || lower.iter().any(|other| is(other, feminine));
        // "demandeur·se", "demandeur(se)", "demandeur/euse": the end of the feminine stands beside it.
        let after = text.get(range.end..).unwrap_or_default();
        let mut signs = after.chars();
        let is_joined = signs.next().is_some_and(|sign| "·•.(-/‧".contains(sign))
            && signs.next().is_some_and(char::is_lowercase);
        if !is_named && !is_joined {
            alone.push(range.clone());
        }
    }
    alone
}

/// Whether a word says of the reader what they are: "vous êtes inscrit", "vous n'êtes pas marié".
fn is_of_reader(lower: &[String], at: usize) -> bool {
    let mut before =
        lower.get(at.saturating_sub(8)..at).unwrap_or_default().iter().rev().map(String::as_str).skip_while(
            |word| matches!(*word, "pas" | "déjà" | "bien" | "toujours" | "encore" | "plus" | "aussi"),
        );
    before.next().is_some_and(|verb| YOU_ARE.contains(&verb))
        && before.find(|word| *word != "n" && *word != "ne").is_some_and(|subject| subject == "vous")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::line::words;

    #[test]
    fn the_feminine_stands_beside_the_masculine() {
        let check = |text: &str, expected: &[&str]| {
            let found = words(text);
            let lower: Vec<String> = found.iter().map(|range| text[range.clone()].to_lowercase()).collect();
            let alone: Vec<&str> =
                alone(text, &found, &lower).into_iter().map(|range| &text[range]).collect();
            assert_eq!(alone, expected, "{text}");
        };
        check("Le conseiller aide le demandeur.", &["conseiller", "demandeur"]);
        check("Les Étudiants paient moins.", &["Étudiants"]);
        check("La conseillère ou le conseiller aide.", &[]);
        check("Le·la conseiller·ère aide les demandeur(se)s.", &[]);
        check("Les droits voisins et le langage employé.", &[]);
        check("Vous êtes inscrit. Si vous n’êtes pas marié, venez.", &["inscrit", "marié"]);
        check("Vous serez convoqué(e). Vous êtes hébergé·e.", &[]);
        check(
            "Vous êtes seule ou seul. Vous êtes locataire. Il est inscrit. Vous avez reçu une lettre.",
            &[],
        );
        check("Une ou un conseiller vous reçoit.", &[]);
        check("Le candidat et l’occupant signent.", &["candidat", "occupant"]);
        check("Le locataire et le propriétaire signent. L’agence conseille.", &[]);
    }
}
