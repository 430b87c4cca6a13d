//! Lists of words: first names that many people bear, and capitals that are nobody's name.
//!
//! All are normalized, as [`super::normalized::Plain`] does it. The first names are the common ones of France and of
//! the countries from which many households come; they name nobody in particular.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// How sure it is that a word is a first name when it is alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// It is nothing but a first name.
    Sure,
    /// It is also a word, a saint or a place.
    Maybe,
}

static FIRST: LazyLock<HashMap<String, Sort>> = LazyLock::new(|| {
    let list =
        |names: &'static str, sort| names.split_whitespace().map(move |name| (name.to_lowercase(), sort));
    list(MAYBE, Sort::Maybe).chain(list(SURE, Sort::Sure)).collect()
});

/// What sort of first name a capitalised word is, if it is one. `KARIM` is one too; of `Anne-Laure` each part.
pub(super) fn sort(word: &str) -> Option<Sort> {
    let known = |part: &str| FIRST.get(&part.to_lowercase()).copied();
    let parts = || word.split('-').map(known);
    let composed = word.contains('-') && parts().all(|part| part.is_some());
    if composed { Some(Sort::Sure) } else { known(word) }
}

/// Whether a word in lower case is the kind of a place or a work that bears somebody's name.
pub(super) fn is_place(word: &str) -> bool {
    static SET: Words = LazyLock::new(|| set(PLACES));
    SET.contains(word) || word.strip_suffix('s').is_some_and(|one| SET.contains(one))
}

/// Whether a capitalised word names an organisation or a public thing.
pub(super) fn is_organisation(word: &str) -> bool {
    static SET: Words = LazyLock::new(|| set(ORGANISATIONS));
    SET.contains(word.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

/// Whether a capitalised word is a common first word of sentences, such as "Le" or "Pour".
pub(super) fn begins_sentence(word: &str) -> bool {
    static SET: Words = LazyLock::new(|| set(OPENERS));
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    SET.contains(word.as_str()) || word.split_once('\'').is_some_and(|(bare, _)| SET.contains(bare))
}

/// Whether a word in lower case may follow a title or a label without being a name.
pub(super) fn is_word_after_title(word: &str) -> bool {
    static SET: Words = LazyLock::new(|| set(AFTER_TITLE));
    begins_sentence(word) || SET.contains(word)
}

/// Whether a capitalised word says where people come from.
pub(super) fn is_nationality(word: &str) -> bool {
    let word = word.to_lowercase();
    NATIONALITIES.split_whitespace().any(|stem| word.starts_with(stem))
}

type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Names that stand for nobody.
pub(super) const STANDS_FOR_NOBODY: &[&str] =
    &["x", "xx", "xxx", "y", "z", "n", "untel", "unetelle", "tout", "nom", "prenom", "machin", "chose"];

/// Persons of public life after whom things are called.
pub(super) const FIGURES: &[&str] = &[
    "Abbe Pierre",
    "Simone Veil",
    "Rosa Parks",
    "Victor Hugo",
    "Jean Jaures",
    "Jules Ferry",
    "Marie Curie",
    "Pierre Mauroy",
    "Charles de Gaulle",
    "Jean Moulin",
    "Nelson Mandela",
    "Martin Luther King",
    "Louise Michel",
    "Louis Pasteur",
    "Jean Zay",
    "Robert Schuman",
    "Jean Monnet",
    "Emile Zola",
    "Marie Madeleine",
    "Joseph Wresinski",
    "Claude Erignac",
    "Lucie Aubrac",
];

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
    street road school hospital avenue house accueil pole village hameau clos entreprise logiciel police theoreme residence";

const ORGANISATIONS: &str = "France Action Logement CAF CADA CHRS HUDA DALO DAHO SIAO RSA APL ALS ALF ASE PMI MDS UTPAS CCAS CIAS ADIL MSA \
    FSL CALEOL OFII OFPRA CPH FJT CROUS QPV DDETS DREETS EPCI SRU HLM PLUS PLAI PLS AAH CMU CSS CPAM ARS URSSAF URH FAS ANAH ANIL \
    Emmaus Secours Croix Restos Armee Habitat Maisons Maison Mission Pole Banque Defenseur Visale Loca-Pass Mobili-Pass FALC PDF \
    Accueil Education Etat Assurance Maladie Travail Services Service Social Sociale Conseil Departement Departemental Departementale Regional Regionale \
    Region Metropole Communaute Commune National Nationale Francais Francaise Union Bureau Agence Caisse Office Internet Word Excel";

const NATIONALITIES: &str = "afghan ukrain syrien erythr soudan congol guine malien turc turq tunis alger maroc franc camerou ivoir \
    senegal roumain rom bulgar alban georgi armen russ tchetch irak iran somal ethiop nigeri bangla pakist sri tamoul chin viet \
    europe etrang refug africa afriq angol haiti comor kosov serb bosni polon portug espagn ital";

const MAYBE: &str = "Marie Pierre Jean Paul Claire Rose Martin Victor Jacques Michel Simone Louis Louise Jeanne Andre Laurent Vincent \
    Denis Germain Roch Maurice Georges Hilaire Omer Quentin Amand Leger Florence Constance Prudence Aurore Marine Pascal Noel \
    Victoire Solange Marianne Charles Albert Leon Jules Rene Roger Robert Barbe Benoit Aime Desire Clement Clemence Juste Ange \
    Olive Iris Violette Marguerite Perle Ambre Aube Esperance Amour Grace Hope Faith Joy Blessing Precious Prince Will Mark Bill \
    Rosa Luna Paris Sofia Vienne Florian Lorraine Bernard Anne Helene Catherine Madeleine Antoine Francois Dominique Camille Joseph \
    Thomas Luc Marc Mathieu Matthieu Jude Lazare Gilles Honore Bruno Salut Selam Nour Iman Islam Coran Salam Bachir Gul Khan";

const SURE: &str = "Aaron Abdallah Abdel Abdelkader Abdou Abdoul Abdoulaye Abdul Abdullah Aboubacar Abraham Achraf Adam Adama Adele \
    Adrien Adriana Agathe Agnes Ahmad Ahmed Aicha Aida Aissata Aissatou Alain Alassane Alexandra Alexandre Alexei Alexis Ali Alia Alice \
    Alina Aline Alioune Alpha Amadou Amal Amandine Amara Amelie Amina Aminata Amine Amir Amira Anais Anastasia Andrea Andrei Andrii \
    Angelique Anissa Anna Annabelle Annick Annie Anthony Antonio Antonella Arthur Asma Assia Astou Audrey Aurelie Aurelien Awa Aya Ayoub \
    Aziz Aziza Bakary Baptiste Barbara Basile Bastien Beatrice Benjamin Bernadette Bertrand Bilal Bintou Binta Boris Boubacar Brahim \
    Brigitte Carine Carla Carlos Carole Caroline Cecile Cedric Celine Chantal Charlotte Cheikh Chloe Christelle Christian \
    Christiane Christine Christophe Claude Claudine Coralie Corinne Cyril Cyrille Damien Daniel Daniela Danielle Daouda David Delphine Denise \
    Diana Didier Djamila Djeneba Djibril Dmitri Dmytro Dorothee Edith Edouard Elena Eliane Elias Elisa Elisabeth Elise Elizabeth Elodie \
    Emilie Emma Emmanuel Emmanuelle Enzo Eric Erika Ester Estelle Etienne Eva Evelyne Fabien Fabienne Fabrice Fadila Fahima Faisal Fanny \
    Fanta Farah Farid Farida Fateh Fatiha Fatima Fatma Fatou Fatoumata Fatimata Felix Ferdinand Fereshteh Filmon Fiona Franck Francine \
    Francoise Frederic Frederique Freweini Gabriel Gabriela Gabrielle Gaelle Genevieve Gerard Ghislaine Gilbert Gregory Guillaume \
    Gwenaelle Habib Habiba Hadja Hafida Hakim Halima Hamed Hamid Hamida Hamza Hanane Hassan Hassane Hawa Hedi Henri Henriette Herve Hicham \
    Hind Houda Hugo Hussein Ibrahim Ibrahima Idrissa Ilham Ilyas Imane Ines Inna Ioana Iryna Irina Isabelle Isaac Ismael Ismail Issa Ivan \
    Jacqueline Jalal Jamal Jamila Jawad Jean-Claude Jennifer Jeremy Jerome Jessica Joanna Joao Joelle Johanna John Jonathan Jordan Jose \
    Josephine Josette Josiane Julia Julie Julien Juliette Justine Kader Kadiatou Kadija Kahina Kamal Karen Karim Karima Karine Katia Kateryna \
    Kelly Kenza Kevin Khadija Khadidja Khaled Khalid Khalil Laetitia Laila Lamia Lamine Latifa Laura Laure Laurence Lea Leila Leon-Paul \
    Liliane Lilian Linda Lisa Loic Lola Lorenzo Luca Lucas Lucie Lucien Ludivine Ludovic Lydia Lydie Lyudmyla Madina Mael Magali Mahamadou \
    Mahdi Mahmoud Malika Malik Mamadou Manon Manuel Manuela Marc-Antoine Marcel Marcelle Margaux Maria Mariam Mariama Mariana Marina Marta Mirela Mario Marion \
    Marius Martine Maryam Maryse Marzia Massoud Mathilde Maud Maxime Mehdi Mehret Melanie Melissa Meriem Michele Micheline Mihai \
    Mikael Milena Mireille Mohamed Mohammad Mohammed Monique Mouna Mounir Mourad Moussa Moustapha Muhammad Murielle Mustafa Mustapha Mykola \
    Myriam Nabil Nadege Nadia Nadine Nadir Naima Najat Najib Narges Nassim Natacha Natalia Nataliya Nathalie Nawel Nicolas Nicole Nina \
    Noemie Nora Noura Nourredine Noureddine Odette Odile Oksana Oleg Oleksandr Oleksandra Olena Olga Olivia Olivier Omar Ophelie Oscar Oumar \
    Oumou Ousmane Pascale Patricia Patrice Patrick Paula Pauline Pedro Philippe Rabia Rachel Rachid Rachida Rafael Rahel Rahim \
    Rahmatullah Rania Raphael Raymond Rebecca Regine Remi Remy Reza Richard Rita Robel Rodrigue Rokia Romain Roza Ruth Ryan Saad Sabah Sabine \
    Sabrina Sadio Safia Said Saida Sajjad Salah Salif Salim Salima Salimata Salma Salome Samba Sami Samia Samir Samira Samuel Sana Sandra \
    Sandrine Sara Sarah Sebastien Sekou Selma Serge Sergii Sergey Severine Shabnam Shahida Shirin Shukria Sidonie Silvia Simon Siham Slimane \
    Sofiane Sonia Sophie Soraya Souad Soufiane Souleymane Stanislas Stephane Stephanie Sylvain Sylvie Tania Tarek Tariq Tatiana Tesfay Tesfaye \
    Tetiana Thierry Thibault Tiffany Tigist Timothee Valentin Valentine Valerie Vanessa Vera Veronique Viktor Viktoria Virginie Viviane \
    Volodymyr Walid Wassim Wilfried William Xavier Yacine Yael Yahya Yana Yann Yannick Yasmina Yasmine Yassin Yassine Yohan Yolande Yonas \
    Youcef Youssef Youssouf Yuliia Yulia Yusuf Yves Yvette Yvonne Zahra Zainab Zakaria Zara Zeinab Zineb Zoe Zohra Zoubida";
