//! Who was born: a person, or an office, a law, an idea, of which texts say the same.

use super::{Hit, names::is_organisation};

/// Whether a birth is that of a person.
pub(super) fn born(hit: &Hit) -> bool {
    !hit.before.ends_with(char::is_alphanumeric) && !generic(hit) && !of_thing(hit)
}

/// Things that are "born" in texts: an office, a law, an idea.
const THINGS: &[&str] = &[
    "office",
    "loi",
    "association",
    "asso",
    "service",
    "idee",
    "guide",
    "projet",
    "dispositif",
    "structure",
    "collectif",
    "groupe",
    "reseau",
    "site",
    "law",
    "charity",
    "idea",
    "project",
    "droit",
    "mot",
    "centre",
    "foyer",
    "fondation",
    "federation",
    "union",
    "syndicat",
    "entreprise",
    "societe",
    "bailleur",
    "metropole",
    "commune",
    "departement",
    "region",
    "caisse",
    "fonds",
    "plan",
    "programme",
    "texte",
    "version",
    "numero",
    "ligne",
    "mouvement",
    "comite",
    "atelier",
    "aide",
    "allocation",
    "caf",
    "siao",
    "hlm",
    "organisme",
    "agence",
    "maison",
    "residence",
    "quartier",
    "ville",
    "organisation",
    "council",
    "foundation",
    "network",
    "guides",
    "leaflet",
    "document",
    "page",
    "formulaire",
    "plateforme",
    "application",
    "appli",
    "reforme",
    "mesure",
    "cooperative",
    "fonction",
    "regle",
    "decret",
    "caution",
    "garantie",
    "expression",
    "tradition",
    "partenariat",
    "conseil",
    "club",
    "equipe",
    "trust",
    "scheme",
    "organization",
    "act",
    "right",
    "rule",
    "programme",
    "program",
    "service",
    "genossenschaft",
    "الجمعيه",
    "الجمعية",
    "القانون",
    "المؤسسة",
    "المنظمة",
    "المركز",
    "المشروع",
    "الخدمة",
    "асоціація",
    "організація",
    "служба",
    "закон",
    "фонд",
    "центр",
    "проєкт",
    "проект",
    "установа",
    "انجمن",
    "قانون",
    "سازمان",
    "موسسه",
];

/// Whether it is a thing that was born: "notre office est né le 22 février 2005", "l'association, née en 1993", "né en 1990, ce texte".
pub(super) fn of_thing(hit: &Hit) -> bool {
    let ends = ['\n', '.', ';', ':', '!', '?'];
    // Only the words nearby are read, or many births in a long line would take the square of its length.
    let near = &hit.before[hit.before.ceil_char_boundary(hit.before.len().saturating_sub(NEAR))..];
    let sentence = near.rsplit(ends).next().unwrap_or_default();
    let clauses: Vec<&str> = sentence.rsplit(',').collect();
    // "The association, born in 1993": only a comma stands between, so it is of what stands before the comma.
    let is_verb = |word: &str| VERBS.contains(&word.to_lowercase().as_str());
    let is_beside = clauses.first().is_some_and(|clause| clause.split_whitespace().all(is_verb));
    let clause = clauses.get(usize::from(is_beside)).copied().unwrap_or_default();
    is_headed_by_thing(clause) || sentence.trim().is_empty() && is_followed_by_thing(hit.after)
}

/// How many bytes before a birth say who was born.
const NEAR: usize = 200;

/// Whether the words nearest to the verb name a thing. In "la dame de l'association" the thing only says which lady.
fn is_headed_by_thing(clause: &str) -> bool {
    let words = clause.rsplit(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let near: Vec<&str> = words.take(9).collect();
    let small: Vec<String> = near.iter().map(|word| word.to_lowercase()).collect();
    let is = |list: &[&str], at: usize| small.get(at).is_some_and(|word| list.contains(&word.as_str()));
    let names = |at: &usize| {
        let is_named = is(ARTICLES, at + 1);
        let before = at + 1 + usize::from(is_named);
        // "A right" in English; in French "à la résidence".
        let is_complement = is(OF, before) && (is_named || !is(&["a"], before));
        let is_body = || is_named && (is_acronym(near[*at]) || is_organisation(&near[*at].to_uppercase()));
        !is_complement && (is(THINGS, *at) || is_body())
    };
    (0..near.len()).take_while(|at| !is(PEOPLE, *at)).any(|at| names(&at))
}

/// Whether a thing is named right behind: ", ce texte de loi …".
fn is_followed_by_thing(after: &str) -> bool {
    let Some(rest) = after.trim_start().strip_prefix(',') else { return false };
    let mut words = rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next().is_some_and(|word| ARTICLES.contains(&word))
        && words.next().is_some_and(|word| THINGS.contains(&word))
}

/// Whether a word is made of capitals, as the short names of bodies are.
fn is_acronym(word: &str) -> bool {
    (2..=8).contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Words of a birth that stand before its day.
const VERBS: &[&str] = &["born", "on", "in", "ne", "nee", "народжена", "народжений", "народжене"];

/// Words before the name of a thing.
const ARTICLES: &[&str] = &[
    "le", "la", "l", "les", "un", "une", "ce", "cet", "cette", "notre", "votre", "leur", "the", "an", "this",
    "our",
];

/// Words before what only says where somebody is or belongs.
const OF: &[&str] = &["de", "d", "du", "des", "a", "au", "aux", "chez", "dans", "of", "in", "at", "from"];

/// Who is born.
const PEOPLE: &[&str] = &[
    "dame",
    "monsieur",
    "madame",
    "mme",
    "elle",
    "il",
    "enfant",
    "fils",
    "fille",
    "mere",
    "pere",
    "bebe",
    "petite",
    "petit",
    "locataire",
    "personne",
    "menage",
    "homme",
    "femme",
    "garcon",
    "lecteur",
    "she",
    "he",
    "child",
    "son",
    "daughter",
    "lady",
    "usager",
    "usagere",
    "resident",
    "residente",
    "benevole",
    "voisin",
    "voisine",
    "mari",
    "epouse",
    "soeur",
    "frere",
    "tenant",
    "volunteer",
    "neighbour",
    "woman",
    "man",
    "mother",
    "father",
];

/// Whether a birth is anybody's, as rules say it: "un enfant né en 2020".
fn generic(hit: &Hit) -> bool {
    hit.follows(&["si vous etes ", "etre ", "toute personne ", "celui qui est ", "ceux qui sont "], 24)
}
