//! Entries of the files that hold data, and heads of texts, as forms: what is asked, what was answered, and the change of the file.

mod answers;
mod edits;
mod known;
pub mod shape;

pub use answers::{Answers, Fault, Wrong, clean, faults, shown};
pub use edits::{edits, new_entry};
pub use known::{field_at, known};

use schemars::{Schema, schema_for};
use shape::{Field, Kind, Shape};
use trousseau_core::{
    diagnostic::Diagnostic,
    guide::{
        Feedback, GuideFrontMatter, PageFrontMatter, TranslationFrontMatter,
        edit::entries::{Edit, Node, Step, in_file, in_front_matter},
    },
    source::SourcePath,
    toolkit::{
        self, Contact, Fact, Partner, Phrase, Question, Round, Series, Stage, Term, ToolkitFile,
        territory::Service,
    },
    yaml::{Branch, Tree},
};
use trousseau_text::Language;

use crate::{
    Project,
    edit::{Change, Refusal},
    translation::sealed,
};

/// The lists of a toolkit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum List {
    /// Services that help.
    Contacts,
    /// Figures, delays and rights.
    Facts,
    /// Words that are explained.
    Glossary,
    /// Organisations.
    Partners,
    /// Steps on the way.
    Stages,
    /// What readers look for near them.
    Services,
    /// Sentences to point at.
    Phrases,
    /// Questions that lead to a text.
    Questions,
    /// Rounds of the pilot phase.
    Rounds,
    /// Public figures.
    Results,
}

impl List {
    /// The name in addresses.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The file in which the list stands.
    pub fn path(self) -> SourcePath {
        match self {
            Self::Contacts => "content/contacts.yaml",
            Self::Facts => "content/facts.yaml",
            Self::Glossary => "content/glossary.yaml",
            Self::Partners => "content/partners.yaml",
            Self::Stages | Self::Services => toolkit::PATH,
            Self::Phrases => toolkit::phrase::FILE,
            Self::Questions => toolkit::question::FILE,
            Self::Rounds => "content/rounds.yaml",
            Self::Results => toolkit::results::PATH,
        }
        .into()
    }

    /// The way to the list in its file.
    pub fn way(self) -> Vec<Step> {
        match self {
            Self::Stages | Self::Services => vec![Step::Key(self.name().to_owned())],
            _ => Vec::new(),
        }
    }

    /// What an entry holds.
    pub fn fields(self) -> Vec<Field> {
        shape::fields(&self.schema())
    }

    fn schema(self) -> Schema {
        match self {
            Self::Contacts => schema_for!(Vec<Contact>),
            Self::Facts => schema_for!(Vec<Fact>),
            Self::Glossary => schema_for!(Vec<Term>),
            Self::Partners => schema_for!(Vec<Partner>),
            Self::Stages => schema_for!(Vec<Stage>),
            Self::Services => schema_for!(Vec<Service>),
            Self::Phrases => schema_for!(Vec<Phrase>),
            Self::Questions => schema_for!(Vec<Question>),
            Self::Rounds => schema_for!(Vec<Round>),
            Self::Results => schema_for!(Vec<Series>),
        }
    }
}

/// The heads of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Head {
    /// A guide, a sheet or a letter, in the source language.
    Guide,
    /// A page in the source language.
    Page,
    /// A translation of either.
    Translation,
}

impl Head {
    /// The head of the text at a path; none when no text is there.
    pub fn of(path: &str, source: Language) -> Option<Self> {
        let (folder, name) = path.strip_prefix("content/")?.rsplit_once('/')?;
        let language = Language::find(name.strip_suffix(".md")?)?;
        match folder.split_once('/')?.0 {
            "guides" | "pages" if language != source => Some(Self::Translation),
            "guides" => Some(Self::Guide),
            "pages" => Some(Self::Page),
            _ => None,
        }
    }

    /// What it holds.
    pub fn fields(self) -> Vec<Field> {
        shape::fields(&match self {
            Self::Guide => schema_for!(GuideFrontMatter),
            Self::Page => schema_for!(PageFrontMatter),
            Self::Translation => schema_for!(TranslationFrontMatter),
        })
    }
}

/// Where a form writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// In a list of this file; the value is the number of the entry, from 0, or none for a new one.
    Entry(List, Option<usize>),
    /// In the head of the text at this path.
    Head(Head, SourcePath),
    /// In the remark of this number, from 0, in the head of a guide at this path.
    Remark(SourcePath, usize),
    /// In `toolkit.yaml`; the values are the names of the places where the site is published.
    Toolkit(Vec<String>),
}

impl Target {
    /// The file.
    pub fn path(&self) -> SourcePath {
        match self {
            Self::Entry(list, _) => list.path(),
            Self::Head(_, path) | Self::Remark(path, _) => path.clone(),
            Self::Toolkit(_) => toolkit::PATH.into(),
        }
    }

    /// What it holds.
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Self::Entry(list, _) => list.fields(),
            Self::Head(head, _) => head.fields(),
            Self::Remark(..) => shape::fields(&schema_for!(Feedback)),
            Self::Toolkit(places) => toolkit_fields(places),
        }
    }

    /// The way to it in its file; for a new entry that to its list.
    pub fn way(&self) -> Vec<Step> {
        match self {
            Self::Entry(list, at) => {
                let mut way = list.way();
                way.extend(at.map(Step::At));
                way
            }
            Self::Head(..) | Self::Toolkit(_) => Vec::new(),
            Self::Remark(_, at) => vec![Step::Key("feedback".to_owned()), Step::At(*at)],
        }
    }

    /// Whether it is a remark.
    pub fn is_remark(&self) -> bool {
        matches!(self, Self::Remark(..))
    }

    /// The file after some changes.
    pub fn edited(&self, text: &str, edits: &[Edit]) -> Result<String, Diagnostic> {
        match self {
            Self::Entry(..) | Self::Toolkit(_) => in_file(text, edits),
            Self::Head(Head::Translation, _) => sealed(text, in_front_matter(text, edits)?),
            Self::Head(..) | Self::Remark(..) => in_front_matter(text, edits),
        }
    }
}

/// What holds for the whole toolkit. Stages and services are lists of their own; territories and checks stay in the file.
fn toolkit_fields(places: &[String]) -> Vec<Field> {
    let asked = [
        "name",
        "tagline",
        "languages",
        "official_language",
        "messages",
        "base_url",
        "territory",
        "demo",
        "theme",
        "help",
        "pages",
        "leaflets",
        "offline",
    ];
    let mut all = shape::fields(&schema_for!(ToolkitFile));
    all.retain(|field| asked.contains(&field.name.as_str()));
    all.sort_by_key(|field| asked.iter().position(|name| *name == field.name));
    for field in &mut all {
        match field.name.as_str() {
            // Their order counts, and one may be new: they are typed, one a line.
            "languages" => field.shape = Shape::Many(Kind::Line),
            "official_language" => field.shape = Shape::One(Kind::Line),
            "territory" => field.shape = Shape::One(Kind::Name("territory".to_owned())),
            "help" => field.shape = Shape::Many(Kind::Name("contact".to_owned())),
            "tagline" => field.shape = Shape::Words { long: true },
            _ => {}
        }
    }
    let place = |name: &String| Field {
        of: "Targets".to_owned(),
        name: name.clone(),
        shape: Shape::Group(shape::fields(&schema_for!(toolkit::Target))),
        required: false,
        default: String::new(),
    };
    all.push(Field {
        of: "ToolkitFile".to_owned(),
        name: "publish".to_owned(),
        shape: Shape::Group(places.iter().map(place).collect()),
        required: false,
        default: String::new(),
    });
    all
}

/// The names of the places where a toolkit is published, by its file, and one more that is free.
pub fn places(tree: &Tree) -> Vec<String> {
    let known = tree.get("publish").map(|(_, places)| &places.branch);
    let mut names: Vec<String> = match known {
        Some(Branch::Map(entries)) => entries.iter().map(|(key, _)| key.name.clone()).collect(),
        _ => Vec::new(),
    };
    let free =
        (1..).map(|number: usize| if number == 1 { "site".to_owned() } else { format!("site-{number}") });
    names.extend(free.into_iter().find(|name| !names.contains(name)));
    names
}

/// The change of a file that some edits make, before it is written.
pub fn prove(project: &Project, target: &Target, edits: &[Edit]) -> Result<Change<()>, Refusal> {
    project.prove_file(&target.path(), |text| Ok((target.edited(text, edits)?, ())))
}

/// The changes that add an entry to a list; `there` says whether the list has one already.
pub fn added(way: &[Step], value: Node, there: bool) -> Vec<Edit> {
    match way {
        // A key with nothing behind it, or no key at all, gets a list.
        [home @ .., Step::Key(key)] if !there => {
            let value = Node::List(vec![value]);
            vec![Edit::Set { home: home.to_vec(), key: key.clone(), value, before: Vec::new() }]
        }
        _ => vec![Edit::Add { list: way.to_vec(), value }],
    }
}

/// The id of an entry; none when it has none.
pub fn id(entry: &Tree) -> Option<&str> {
    text(entry, "id")
}

/// The title of a text, from its head.
pub fn title(head: &Tree) -> String {
    text(head, "title").unwrap_or_default().to_owned()
}

fn text<'a>(tree: &'a Tree, key: &str) -> Option<&'a str> {
    if let Branch::Text(text) = &tree.get(key)?.1.branch { Some(text) } else { None }
}

#[cfg(test)]
mod tests;
