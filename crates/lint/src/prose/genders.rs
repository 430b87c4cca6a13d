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
];

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
        let before = at.checked_sub(1).and_then(|at| lower.get(at));
        if before.is_some_and(|before| !BEFORE.contains(&before.as_str())) {
            continue;
        }
        let Some((_, feminine)) = PAIRS.iter().find(|(masculine, _)| is(word, masculine)) else { continue };
        let is_named = lower.iter().any(|other| is(other, feminine));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reading::words;

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
        check("Le locataire et le propriétaire signent. L’agence conseille.", &[]);
    }
}
