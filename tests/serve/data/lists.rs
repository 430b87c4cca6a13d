//! Each list with a new entry, what its file gets of it, and a change of it.

use super::CONTACTS;

const PARTNER: &[(&str, &str)] = &[
    ("id", "mairie"),
    ("name.fr", "Mairie : « Nord »"),
    ("name.ar", "البلدية"),
    ("name.ti", "x"),
    ("role.fr", "Aide."),
    ("role.ar", "تساعد"),
    ("role.ti", "x"),
    ("college", "public"),
    ("functions.0.name.fr", "Accueil"),
    ("functions.0.name.ar", "استقبال"),
    ("functions.0.name.ti", "x"),
    ("functions.0.phone", "03 20 00 00 00"),
];
const SERIES: &[(&str, &str)] = &[
    ("id", "part"),
    ("title.fr", "Part"),
    ("scope.fr", "Tout"),
    ("unit", "percent"),
    ("figures.0.year", "2024"),
    ("figures.0.value", "4,2"),
    ("figures.0.source", "URH: a, b #1"),
];

/// A name of a form, and what is typed.
type Pair = (&'static str, &'static str);

/// A list, its file, the form of a new entry, what the file gets of it, a change, and what the file gets of that.
type Trial = (&'static str, &'static str, &'static [Pair], &'static str, Pair, &'static str);

/// Each list with a new entry, what the file gets of it, and a change of it.
pub const LISTS: &[Trial] = &[
    (
        "contacts",
        CONTACTS,
        &[
            ("name.fr", "Accueil de jour"),
            ("name.ar", "استقبال"),
            ("name.ti", "x"),
            ("role.fr", "Un café."),
            ("role.ar", "قهوة"),
            ("role.ti", "x"),
            ("phone", "03 20 12 34 56"),
            ("cost", "free"),
        ],
        "- {id: accueil-de-jour, name: {fr: Accueil de jour, ar: استقبال, ti: x}, role: {fr: Un café., ar: قهوة, ti: x}, phone: 03 20 12 34 56, cost: free}",
        ("phone", "03 20 65 43 21"),
        "phone: 03 20 65 43 21",
    ),
    (
        "facts",
        "content/facts.yaml",
        &[
            ("value", "2 mois"),
            ("label.fr", "Délai"),
            ("label.ar", "مهلة"),
            ("label.ti", "x"),
            ("source", "Article L441: 2"),
            ("checked", "2026-11-20"),
        ],
        "- id: delai\n  value: 2 mois\n  label: {fr: Délai, ar: مهلة, ti: x}\n  source: \"Article L441: 2\"\n  checked: 2026-11-20\n",
        ("expires", "2027-12-31"),
        "  checked: 2026-11-20\n  expires: 2027-12-31\n",
    ),
    (
        "glossary",
        "content/glossary.yaml",
        &[
            ("word.fr", "préavis"),
            ("word.ar", "إشعار"),
            ("word.ti", "x"),
            ("forms.fr", "préavis de départ\r\npréavis donné"),
            ("definition.fr", "Un délai."),
            ("definition.ar", "مهلة"),
            ("definition.ti", "x"),
        ],
        "- {id: preavis, word: {fr: préavis, ar: إشعار, ti: x}, forms: {fr: [préavis de départ, préavis donné]}, definition: {fr: Un délai., ar: مهلة, ti: x}}",
        ("forms.fr", "préavis donné"),
        "forms: {fr: [préavis donné]}",
    ),
    (
        "partners",
        "content/partners.yaml",
        PARTNER,
        "functions: [{name: {fr: Accueil, ar: استقبال, ti: x}, phone: 03 20 00 00 00}]",
        ("college", "landlord"),
        "college: landlord",
    ),
    (
        "stages",
        "content/toolkit.yaml",
        &[
            ("name.fr", "Partir"),
            ("name.ar", "المغادرة"),
            ("name.ti", "x"),
            ("summary.fr", "On part."),
            ("summary.ar", "نغادر"),
            ("summary.ti", "x"),
            ("pictogram", "door"),
        ],
        "  - id: partir\n    name: {fr: Partir, ar: المغادرة, ti: x}\n    summary: {fr: On part., ar: نغادر, ti: x}\n    pictogram: door\npages: [a-propos]",
        ("anytime", "true"),
        "    anytime: true\n",
    ),
    (
        "services",
        "content/toolkit.yaml",
        &[("name.fr", "Vos droits"), ("name.ar", "حقوقكم"), ("name.ti", "x")],
        "services:\n  - id: vos-droits\n    name: {fr: Vos droits, ar: حقوقكم, ti: x}\n",
        ("name.ti", "z"),
        "ti: z}",
    ),
    (
        "phrases",
        "content/phrases.yaml",
        &[("text.fr", "Où est le guichet ?"), ("text.ar", "أين")],
        "- id: ou-est-le-guichet\n  text: {fr: Où est le guichet ?, ar: أين}\n",
        ("reviewed", "ar"),
        "  reviewed: [ar]\n",
    ),
    (
        "questions",
        "content/paths.yaml",
        &[
            ("id", "debut"),
            ("question.fr", "Où en êtes-vous ?"),
            ("answers.0.text.fr", "Je demande"),
            ("answers.0.to", "demander"),
        ],
        "  answers:\n    - text: {fr: Je demande}\n      to: demander\n",
        ("answers.0.to", "suivre"),
        "      to: suivre\n",
    ),
    (
        "rounds",
        "content/rounds.yaml",
        &[("name.fr", "Essai"), ("from", "2026-10-01"), ("to", "2026-11-30"), ("testers.household", "12")],
        "# Les tours\n- id: essai\n  name: {fr: Essai}\n  from: 2026-10-01\n  to: 2026-11-30\n  testers: {household: 12}\n",
        ("meeting", "2026-12-05"),
        "  meeting: 2026-12-05\n",
    ),
    (
        "results",
        "content/results.yaml",
        SERIES,
        "  figures:\n    - year: 2024\n      value: 4.2\n      source: \"URH: a, b #1\"\n",
        ("figures.0.value", "5"),
        "      value: 5\n",
    ),
];
