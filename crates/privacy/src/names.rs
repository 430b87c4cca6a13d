//! Lists of words: capitals that are nobody's name, and kinds of places that bear somebody's.
//!
//! All are normalized, as [`super::normalized::Plain`] does it.

use std::sync::LazyLock;

use super::key::{List, list};

pub(super) use super::first_names::{Sort, is_figure, is_figures_surname, sort};

/// Whether a word in lower case is the kind of a place or a work that bears somebody's name.
pub(super) fn is_place(word: &str) -> bool {
    static SET: List = LazyLock::new(|| list(PLACES));
    SET.contains(word) || word.strip_suffix('s').is_some_and(|one| SET.contains(one))
}

/// Whether a capitalised word names an organisation or a public thing.
pub(super) fn is_organisation(word: &str) -> bool {
    static SET: List = LazyLock::new(|| list(ORGANISATIONS));
    SET.contains(word.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

/// Whether a capitalised word is a common first word of sentences, such as "Le" or "Pour".
pub(super) fn begins_sentence(word: &str) -> bool {
    static SET: List = LazyLock::new(|| list(OPENERS));
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    SET.contains(word.as_str()) || word.split_once('\'').is_some_and(|(bare, _)| SET.contains(bare))
}

/// Whether a word in lower case may follow a title or a label without being a name.
pub(super) fn is_word_after_title(word: &str) -> bool {
    static SET: List = LazyLock::new(|| list(AFTER_TITLE));
    begins_sentence(word) || SET.contains(word)
}

/// Whether a capitalised word says where people come from.
pub(super) fn is_nationality(word: &str) -> bool {
    let word = word.to_lowercase();
    let ends = |rest: &str| {
        let rest = rest.trim_end_matches('s');
        matches!(rest, "" | "e" | "er" | "ere")
            || NATIONALITY_ENDS.split_whitespace().any(|end| rest.ends_with(end))
    };
    NATIONALITIES.split_whitespace().any(|stem| word.strip_prefix(stem).is_some_and(ends))
}

/// Names that stand for nobody.
pub(super) const STANDS_FOR_NOBODY: &[&str] =
    &["x", "xx", "xxx", "y", "z", "n", "untel", "unetelle", "tout", "nom", "prenom", "machin", "chose"];

const OPENERS: &str = "le la les l un une des du de d ce cet cette ces il elle ils elles on nous vous je tu qui que quoi dont ou \
    et mais donc or ni car si se sa son ses mon ma mes ton ta tes notre nos votre vos leur leurs au aux a en dans par pour sur sous \
    avec sans selon apres avant chez entre vers quand comme comment combien pourquoi quel quelle quels quelles tout tous toute \
    toutes rien aucun aucune chaque pas ne n y j c s m t qu est sont ont bonjour merci oui non attention voir dire ecrire mettre \
    ajouter expliquer remplacer supprimer changer corriger traduire appelez appeler demandez demander contactez contacter dites \
    ecrivez ajoutez mettez lisez voici voila the a an this that it he she they we you i in on at for with by from and or not please \
    ask call write add d'apres monsieur madame mademoiselle mme mlle m mr bien cher chere tel telle proposition remarque idee avis \
    titre page etape question reponse note exemple dixit vu";

const AFTER_TITLE: &str = "maire prefet prefete directeur directrice president presidente ministre juge conseiller conseillere \
    depute deputee agent mme monsieur madame mlle untel unetelle dit disait demande pense trouve vient peut doit veut lit fait \
    doivent peuvent dans avant complet complete obligatoire facultatif usage naissance famille jeune fille epouse prenom nom date \
    adresse ici manque majuscules capitales lettres lisible illisible vide mal trop tres plus moins aussi elle-meme lui-meme chez \
    pour bailleur locataire signature partenaire association commune ville organisme service version texte guide";

const PLACES: &str = "rue avenue boulevard bd place placette allee impasse chemin route quai square cours passage pont esplanade \
    mail ecole college lycee universite creche residence centre foyer fondation hopital clinique stade salle espace maison gare \
    station association loi quartier cite tour batiment parc prix mediatheque bibliotheque theatre cinema metro saint sainte st ste \
    institut gymnase piscine musee halte relais villa chrs cada huda cph fjt groupe amendement rapport methode plan decret ordonnance \
    abbe notre-dame chateau fort port cap ile mont val san santa eglise mosquee temple cathedrale cimetiere pension resto restos \
    street road school hospital avenue house university foundation museum library institute clinic barrage charity scheme center \
    accueil pole village hameau clos entreprise logiciel police theoreme residence";

const ORGANISATIONS: &str = "France Action Logement CAF CADA CHRS HUDA DALO DAHO SIAO RSA APL ALS ALF ASE PMI MDS UTPAS CCAS CIAS ADIL MSA \
    FSL CALEOL OFII OFPRA CPH FJT CROUS QPV DDETS DREETS EPCI SRU HLM PLUS PLAI PLS AAH CMU CSS CPAM ARS URSSAF URH FAS ANAH ANIL \
    Emmaus Secours Croix Restos Armee Habitat Maisons Maison Mission Pole Banque Defenseur Visale Loca-Pass Mobili-Pass FALC PDF \
    Accueil Education Etat Assurance Maladie Travail Services Service Social Sociale Conseil Departement Departemental Departementale Regional Regionale \
    Region Metropole Communaute Commune National Nationale Francais Francaise Union Bureau Agence Caisse Office Internet Word Excel";

const NATIONALITY_ENDS: &str =
    "ai aise ien ienne een eenne ain aine oi oise an ane ian ol ole in ine en enne ese ish ard i ie ene que";

const NATIONALITIES: &str = "afghan ukrain syrien erythr soudan congol guine malien turc turq tunis alger maroc franc camerou ivoir \
    senegal roumain rom bulgar alban georgi armen russ tchetch irak iran somal ethiop nigeri bangla pakist sri tamoul chin viet \
    europe etrang refug africa afriq angol haiti comor kosov serb bosni polon portug espagn ital";
