//! The French words that the rules of easy reading look for, in small letters.

/// Forms of "être" that carry a passive.
pub(super) const TO_BE: &[&str] = &[
    "est", "sont", "êtes", "serez", "était", "étaient", "sera", "seront", "serait", "seraient", "soit",
    "soient", "été", "être",
];

/// Participles with other ends than "-é".
pub(super) const PARTICIPLES: &[&str] = &[
    "fait",
    "pris",
    "mis",
    "remis",
    "transmis",
    "permis",
    "admis",
    "soumis",
    "reçu",
    "vu",
    "lu",
    "rendu",
    "perdu",
    "entendu",
    "retenu",
    "tenu",
    "obtenu",
    "soutenu",
    "prévu",
    "connu",
    "défini",
    "choisi",
    "rempli",
    "fourni",
    "établi",
    "réuni",
    "averti",
    "saisi",
    "suivi",
    "écrit",
    "inscrit",
    "décrit",
    "interdit",
    "conduit",
    "produit",
    "construit",
    "traduit",
    "réduit",
    "ouvert",
    "couvert",
    "offert",
    "attendu",
    "défendu",
    "accueilli",
    "élu",
    "puni",
];

/// Participles whose "être" makes no passive: "il est passé par la mairie".
pub(super) const OF_MOTION: &[&str] = &[
    "passé",
    "allé",
    "arrivé",
    "entré",
    "rentré",
    "monté",
    "tombé",
    "resté",
    "retourné",
    "né",
    "âgé",
    "situé",
    "concerné",
];

/// What an agent begins with.
pub(super) const DETERMINERS: &[&str] = &[
    "le",
    "la",
    "l",
    "les",
    "un",
    "une",
    "des",
    "votre",
    "vos",
    "son",
    "sa",
    "leur",
    "notre",
    "ce",
    "cette",
    "ces",
    "chaque",
    "plusieurs",
];

/// Words that may stand beside the participle.
pub(super) const ADVERBS: &[&str] =
    &["pas", "aussi", "toujours", "souvent", "déjà", "bien", "jamais", "encore", "ensuite", "alors"];

/// Agents without a determiner.
pub(super) const AGENTS: &[&str] = &[
    "elle", "elles", "eux", "lui", "nos", "nous", "vous", "celui", "celle", "ceux", "quelqu", "trois",
    "quatre", "tous",
];

/// What follows "il vous" where "il" stands for nothing.
pub(super) const OWED: &[&str] = &[
    "faut",
    "faudra",
    "est",
    "sera",
    "reste",
    "suffit",
    "manque",
    "arrive",
    "appartient",
    "revient",
    "incombe",
];

/// What is no agent after its determiner: "par la poste".
pub(super) const MEANS: &[&str] = &[
    "suite",
    "poste",
    "biais",
    "intermédiaire",
    "lettre",
    "courrier",
    "message",
    "chèque",
    "passé",
    "train",
    "porte",
    "fenêtre",
    "force",
    "téléphone",
    "mail",
    "internet",
    "moyen",
    "fait",
    "voie",
    "couleur",
    "point",
    "points",
    "tiret",
    "tirets",
    "virgule",
    "virgules",
    "espace",
    "espaces",
    "trait",
];

/// Verbs that leave the action to a noun.
pub(super) const EMPTY: &[&str] = &[
    "procéder à",
    "procéder au",
    "procéder aux",
    "procédez à",
    "procédez au",
    "procédez aux",
    "procède à",
    "procède au",
    "procède aux",
    "procèdent à",
    "procèdent au",
    "procèdent aux",
    "fait l objet",
    "font l objet",
    "faire l objet",
    "fera l objet",
    "feront l objet",
    "faisant l objet",
    "en vue de l",
    "en vue de la",
    "en vue du",
    "en vue d une",
    "en vue d un",
    "pour l obtention",
    "en vue de l obtention",
    "faites la demande d",
    "faites la demande de",
    "faire la demande d",
    "faire la demande de",
    "faites une demande de",
    "apportez une modification",
    "apporter une modification",
    "apporter une réponse",
    "apportez une réponse",
    "prendre une décision concernant",
    "en cas de non paiement",
    "en cas de non respect",
];

/// Verbs that may leave it to a noun, and to which nouns.
pub(super) const DOING: &[&str] = &[
    "effectuer",
    "effectuez",
    "effectue",
    "effectuent",
    "effectuera",
    "réaliser",
    "réalisez",
    "réalise",
    "réalisent",
];

/// Nouns of an action that have a verb, beside those in "-tion" and "-ment".
pub(super) const ACTIONS: &[&str] =
    &["demande", "démarche", "visite", "achat", "envoi", "dépôt", "recherche", "retrait", "choix"];

/// Nouns with such an end that are no action of anybody, or have no verb of their own.
pub(super) const THINGS: &[&str] = &[
    "logement",
    "appartement",
    "condition",
    "règlement",
    "prestation",
    "action",
    "opération",
    "mission",
    "fonction",
    "question",
    "solution",
    "application",
    "version",
    "situation",
    "association",
    "organisation",
    "élément",
    "équipement",
    "établissement",
    "événement",
    "évènement",
    "traitement",
    "étape",
];

/// Words that stand for something that an item does not name.
pub(super) const POINTERS: &[&str] =
    &["cela", "ceci", "ça", "celui", "celle", "ceux", "celles", "ils", "elles", "elle", "il"];

/// What follows an "il" that stands for nothing.
pub(super) const IMPERSONAL: &[&str] = &[
    "faut", "faudra", "y", "est", "suffit", "reste", "existe", "arrive", "peut", "manque", "s", "n", "ne",
    "fait", "vaut", "se", "me", "sera", "était", "pleut", "semble", "convient", "importe",
];
