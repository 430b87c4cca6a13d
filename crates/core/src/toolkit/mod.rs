//! What holds for every guide: languages, stages, territories, partners, contacts, facts, glossary, phrases, questions, results, rounds.

pub mod checks;
pub mod contact;
pub mod delay;
pub mod desk;
mod extends;
pub mod fact;
pub mod format;
pub mod glossary;
mod ids;
mod languages;
mod list;
pub mod number;
pub mod partner;
pub mod phrase;
pub mod question;
mod reach;
pub mod results;
pub mod round;
mod spoken;
pub mod stage;
pub mod target;
pub mod territory;
mod words;

use schemars::JsonSchema;
use serde::Deserialize;

pub use checks::Checks;
pub use contact::Contact;
pub use desk::{Desk, Right};
pub use extends::{Extends, Repository};
pub use fact::Fact;
pub use format::Format;
pub use glossary::Term;
pub use ids::{PATH, home, known};
pub use languages::unnamed;
pub use number::Number;
pub use partner::Partner;
pub use phrase::Phrase;
pub use question::{Answer, Question, Way};
pub use reach::{clean_base_url, is_web};
pub use results::Series;
pub use round::Round;
pub use spoken::{Spoken, messages_of};
pub use stage::Stage;
pub use target::{Target, TargetKind, Targets};
pub use territory::{Service, Territories, Territory};

use self::{
    ids::doubtful,
    list::{distinct, list},
    reach::{base_url, reachable},
};
use crate::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    source::{SourcePath, Sources},
    yaml::{self, Placed, Words},
};
use trousseau_text::Language;

/// `content/toolkit.yaml` as written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ToolkitFile {
    /// The name of the site, in each language.
    pub name: Words,
    /// What the site is for, in one sentence, in each language.
    #[serde(default)]
    pub tagline: Words,
    /// The languages of the site. The first is the one in which the partners write.
    pub languages: Vec<Placed<Language>>,
    /// The names of languages that the program cannot name, each in the language itself: `{bci: Baoulé}`.
    #[serde(default)]
    pub language_names: Words,
    /// The language of the authorities and their papers, in which abbreviations, addresses and sources are. French when it is missing.
    pub official_language: Option<Language>,
    /// The language in which the program and its desk speak to whoever works on the toolkit. That of the computer when it is missing.
    pub messages: Option<Spoken>,
    /// The public address of the site, with its final `/`.
    pub base_url: Option<Placed<String>>,
    /// The territories that guides, contacts and facts may name. One may lie in another: `lille: {in: nord, fr: Lille}`.
    #[serde(default)]
    pub territories: Territories,
    /// The services that the page of each territory lists, in this order; contacts name them with `service:`.
    #[serde(default)]
    pub services: Vec<Service>,
    /// The territory of the whole toolkit.
    pub territory: Option<Placed<String>>,
    /// Whether this is a demonstration: every page then says so.
    #[serde(default)]
    pub demo: bool,
    /// The name of the theme: a folder in `themes`, or `default`.
    pub theme: Option<Placed<String>>,
    /// The contacts that every page shows.
    #[serde(default)]
    pub help: Vec<Placed<String>>,
    /// The steps on the way to a home, in order.
    pub stages: Vec<Stage>,
    /// The pages, in the order in which the foot of each page lists them.
    #[serde(default)]
    pub pages: Vec<Placed<String>>,
    /// The formats in which guides are printed; when it is missing, all.
    pub leaflets: Option<Vec<Placed<Format>>>,
    /// Whether readers may keep the site: one file of each language for a phone, and a zip of all for a computer. `false` makes neither.
    #[serde(default = "yes")]
    pub offline: bool,
    /// What `trousseau check` says here, and how loud.
    #[serde(default)]
    pub checks: Checks,
    /// Where `trousseau publish` carries the site, each place with a name: `{site: {kind: ftps, address: ftp.exemple.org, user: exemple, path: www}}`.
    #[serde(default)]
    pub publish: Targets,
    /// What each partner may do at the desk of `trousseau serve --host` with a token of its own: `{bailleur-exemple: [propose, agree]}`.
    #[serde(default)]
    pub desk: Desk,
    /// The toolkit whose guides and lists this one takes over and changes: a folder, `../national`, or a revision of a repository,
    /// `{git: https://exemple.org/national.git, revision: v2}`.
    pub extends: Option<Extends>,
    /// The guides and pages of that toolkit that are not wanted here.
    #[serde(default)]
    pub hide: Vec<Placed<String>>,
}

/// What holds unless a file says otherwise.
fn yes() -> bool {
    true
}

/// Everything that holds for every guide.
#[derive(Clone, Debug)]
pub struct Toolkit {
    /// The name of the site, in each language, typeset.
    pub name: Words,
    /// What the site is for, in one sentence.
    pub tagline: Words,
    /// The languages, the source language first. Never empty.
    pub languages: Vec<Language>,
    /// The names that the toolkit gives to languages.
    pub language_names: Words,
    /// The language of the authorities and their papers.
    pub official_language: Language,
    /// The language in which the program speaks; that of the computer when nobody has set it.
    pub messages: Option<Language>,
    /// The public address, with its final `/`; none when nobody knows it yet.
    pub base_url: Option<String>,
    /// The territories, by id; each lies in one that is known, and none in itself.
    pub territories: Territories,
    /// The services that the page of a territory lists, each id once.
    pub services: Vec<Service>,
    /// The territory of the whole toolkit.
    pub territory: Option<String>,
    /// Whether every page says that it is a demonstration.
    pub demo: bool,
    /// The name of the theme, `default` unless the file says another.
    pub theme: String,
    /// The ids of the contacts that every page shows; all of them are known.
    pub help: Vec<String>,
    /// The stages, in the order of the way, with their numbers.
    pub stages: Vec<Stage>,
    /// The slugs of the pages that the foot of each page lists.
    pub pages: Vec<Placed<String>>,
    /// The entries of `partners.yaml`, each id once.
    pub partners: Vec<Partner>,
    /// The entries of `contacts.yaml`, each id once.
    pub contacts: Vec<Contact>,
    /// The entries of `facts.yaml`, each id once.
    pub facts: Vec<Fact>,
    /// The entries of `glossary.yaml`, each id once.
    pub glossary: Vec<Term>,
    /// The entries of `phrases.yaml`, each id once.
    pub phrases: Vec<Phrase>,
    /// The entries of `paths.yaml`, each id once; the first one is the beginning.
    pub questions: Vec<Question>,
    /// Which answers lead from question to question.
    pub way: Way,
    /// The series of `results.yaml`, checked.
    pub results: Vec<Series>,
    /// The entries of `numbers.yaml`, each guide and each number once.
    pub numbers: Vec<Number>,
    /// The entries of `rounds.yaml`, each id once.
    pub rounds: Vec<Round>,
    /// The formats in which guides are printed, unless a guide says otherwise.
    pub leaflets: Vec<Format>,
    /// Whether readers may keep the site: a file of each language, and a zip of all.
    pub offline: bool,
    /// How much each rule matters here, and the limits of easy reading.
    pub checks: Checks,
    /// Where the site is published, by name; each can be sent to.
    pub publish: Targets,
    /// What each partner may do at a shared desk; all of them are known.
    pub desk: Desk,
    /// The kinds of id, such as `contact`, whose file has an entry that could not be read. An unknown id of such a kind is not
    /// reported, since it may be the one of that entry.
    pub doubtful: Vec<&'static str>,
}

impl Toolkit {
    /// The language in which the partners write.
    pub fn source_language(&self) -> Language {
        self.languages[0]
    }

    /// The question with this id, and its index.
    pub fn question(&self, id: &str) -> Option<(usize, &Question)> {
        self.questions.iter().enumerate().find(|(_, question)| *question.id == id)
    }

    /// The stage with this id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| *stage.id == id)
    }

    /// The number of a guide's short address.
    pub fn number(&self, slug: &str) -> Option<u16> {
        self.numbers.iter().find(|one| *one.guide == slug).map(|one| one.number.value)
    }

    /// The contact with this id.
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| *contact.id == id)
    }

    /// The contact for whoever has no roof tonight: one that every page shows before any other.
    pub fn tonight(&self) -> Option<&Contact> {
        let shown = self.help.iter().filter_map(|id| self.contact(id));
        let fit =
            |contact: &&Contact| contact.tonight == Some(true) && contact.lacks_for_tonight().is_empty();
        shown.chain(&self.contacts).find(fit)
    }

    /// Whether each territory has a page: there are services to list on it.
    pub fn has_territory_pages(&self) -> bool {
        !self.services.is_empty() && !self.territories.is_empty()
    }

    /// The name of a territory.
    pub fn territory_name(&self, id: &str) -> Option<&Words> {
        self.territories.get(id).map(|territory| &territory.name)
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| *fact.id == id)
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.glossary.iter().find(|term| *term.id == id)
    }

    /// What a partner may do at a shared desk: nothing unless the file says so.
    pub fn rights(&self, partner: &str) -> &[Right] {
        self.desk.get(partner).map_or(&[], |rights| &rights.value)
    }

    /// The partner with this id.
    pub fn partner(&self, id: &str) -> Option<&Partner> {
        self.partners.iter().find(|partner| *partner.id == id)
    }
}

/// Reads the YAML files of the toolkit. There is none when `toolkit.yaml` itself cannot be read.
pub fn read(sources: &Sources) -> WithDiagnostics<Option<Toolkit>> {
    let mut diagnostics = Vec::new();
    let path: SourcePath = PATH.into();
    let Some(file) = read_file(sources, &path).collect_into(&mut diagnostics) else {
        return WithDiagnostics { value: None, diagnostics };
    };
    let Some(languages) = languages::languages(&file, &path).collect_into(&mut diagnostics) else {
        return WithDiagnostics { value: None, diagnostics };
    };
    let mut toolkit = Toolkit {
        name: file.name,
        tagline: file.tagline,
        languages,
        language_names: file.language_names,
        official_language: file.official_language.unwrap_or_default(),
        messages: file.messages.map(Spoken::language),
        base_url: file.base_url.and_then(|url| base_url(&url, &path).collect_into(&mut diagnostics)),
        territories: file.territories,
        services: distinct(file.services, &path, |service| &service.id, &mut diagnostics),
        territory: None,
        demo: file.demo,
        theme: file.theme.map_or_else(|| "default".to_owned(), |theme| theme.value),
        help: Vec::new(),
        stages: distinct(file.stages, &path, |stage| &stage.id, &mut diagnostics),
        pages: file.pages,
        partners: list(sources, "content/partners.yaml", |partner: &Partner| &partner.id, &mut diagnostics),
        contacts: list(sources, "content/contacts.yaml", |contact: &Contact| &contact.id, &mut diagnostics),
        facts: list(sources, "content/facts.yaml", |fact: &Fact| &fact.id, &mut diagnostics),
        glossary: list(sources, "content/glossary.yaml", |term: &Term| &term.id, &mut diagnostics),
        phrases: list(sources, phrase::FILE, |phrase: &Phrase| &phrase.id, &mut diagnostics),
        questions: list(sources, question::FILE, |question: &Question| &question.id, &mut diagnostics),
        way: Way::default(),
        results: list(sources, "content/results.yaml", |series: &Series| &series.id, &mut diagnostics),
        numbers: list(sources, number::FILE, |number: &Number| &number.guide, &mut diagnostics),
        rounds: list(sources, "content/rounds.yaml", |round: &Round| &round.id, &mut diagnostics),
        leaflets: format::listed(file.leaflets, &path, &mut diagnostics),
        offline: file.offline,
        checks: file.checks,
        publish: target::good(file.publish, &mut diagnostics),
        desk: file.desk,
        doubtful: Vec::new(),
    };
    settings(&mut toolkit, &mut diagnostics);
    reachable(&mut toolkit.contacts, &mut toolkit.facts, &mut toolkit.partners, &mut diagnostics);
    territory::check(&mut toolkit.territories, &mut diagnostics);
    locate(&mut toolkit, &mut diagnostics);
    lists(&mut toolkit, &mut diagnostics);
    name(&mut toolkit, &file.help, file.territory, &mut diagnostics);
    stages(&mut toolkit.stages, &path, &mut diagnostics);
    words::print(&mut toolkit, &mut diagnostics);
    WithDiagnostics { value: Some(toolkit), diagnostics }
}

/// Looks at what is set for the rules and for who works at the desk, and notes which names are in doubt.
fn settings(toolkit: &mut Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    checks::check(&mut toolkit.checks, diagnostics);
    toolkit.doubtful = doubtful(diagnostics);
    let is_doubtful = toolkit.doubtful.contains(&"partner");
    desk::check(&mut toolkit.desk, &toolkit.partners, is_doubtful, diagnostics);
}

/// Looks at the lists that nothing else depends on, and takes out what cannot stand.
fn lists(toolkit: &mut Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    number::check(&mut toolkit.numbers, diagnostics);
    phrase::check(&mut toolkit.phrases, diagnostics);
    question::check(&mut toolkit.questions, diagnostics);
    toolkit.way = Way::of(&toolkit.questions);
    results::check(&mut toolkit.results, &toolkit.territories, diagnostics);
}

/// Takes the contacts that every page shows and the territory of the whole toolkit, as far as they are known.
fn name(
    toolkit: &mut Toolkit,
    help: &[Placed<String>],
    territory: Option<Placed<String>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let path = PATH.into();
    let contacts = toolkit.contacts.iter().map(|contact| contact.id.as_str());
    toolkit.help = known(help, contacts, "contact", &path, 0).collect_into(diagnostics);
    if let Some(id) = territory {
        let ids = toolkit.territories.keys().map(String::as_str);
        toolkit.territory = known(&[id], ids, "territory", &path, 0).collect_into(diagnostics).pop();
    }
}

/// Numbers the stages; a diagnostic where there are none or too many.
fn stages(stages: &mut Vec<Stage>, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    if stages.is_empty() {
        diagnostics.push(Diagnostic::new(rule::toolkit::NO_STAGES, Place::file(path)));
    }
    stage::limit(stages, path, diagnostics);
    stage::number(stages);
}

/// Takes out territories and services of contacts and facts that nobody knows, with a diagnostic for each.
fn locate(toolkit: &mut Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    let mut keep = |id: &mut Option<Placed<String>>, known: &[&str], kind, file: &str| {
        let named: Vec<_> = id.take().into_iter().collect();
        let known =
            ids::known(&named, known.iter().copied(), kind, &file.into(), 0).collect_into(diagnostics);
        *id = named.into_iter().next().filter(|_| !known.is_empty());
    };
    let territories: Vec<&str> = toolkit.territories.keys().map(String::as_str).collect();
    let services: Vec<&str> = toolkit.services.iter().map(|service| service.id.as_str()).collect();
    for contact in &mut toolkit.contacts {
        keep(&mut contact.territory, &territories, "territory", "content/contacts.yaml");
        keep(&mut contact.service, &services, "service", "content/contacts.yaml");
    }
    for fact in &mut toolkit.facts {
        keep(&mut fact.territory, &territories, "territory", "content/facts.yaml");
    }
}

fn read_file(sources: &Sources, path: &SourcePath) -> WithDiagnostics<Option<ToolkitFile>> {
    let text = match sources.get(path) {
        Some(source) => source.text(),
        None => Err(Diagnostic::new(rule::toolkit::MISSING, Place::file(path))),
    };
    match text {
        Ok(text) => yaml::read(text, path, 0),
        Err(diagnostic) => WithDiagnostics { value: None, diagnostics: vec![diagnostic] },
    }
}

#[cfg(test)]
mod tests;
