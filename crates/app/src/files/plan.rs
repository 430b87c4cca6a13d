//! All files of a toolkit as they would be after a guide was renamed, retired or deleted.

use std::collections::BTreeSet;

use trousseau_core::{
    diagnostic::Diagnostic,
    document::anchors,
    guide::{
        self, Status,
        edit::entries::{Edit, Node, Step, in_front_matter},
    },
    library::{SourceFrontMatter, address},
    messages::Failure,
    relink::{self, Exchange, PAGES},
    source::{Source, SourcePath, Sources},
    toolkit,
};
use trousseau_text::slug;

use crate::Project;

/// The files, and the folders of a text that moves.
pub struct Draft {
    pub after: Sources,
    pub moved: Option<(String, String)>,
}

/// A draft, or why a head cannot be changed, with its file.
type Drafted = Result<Draft, Box<(SourcePath, Diagnostic)>>;

/// A guide or page, as far as its files are meant.
struct Subject {
    slug: String,
    path: SourcePath,
    /// Where a guide is in its life; none for a page.
    status: Option<Status>,
    aliases: Vec<String>,
    sections: BTreeSet<String>,
}

impl Subject {
    fn find(project: &Project, name: &str) -> anyhow::Result<Self> {
        let aliases =
            |head: &dyn SourceFrontMatter| head.aliases().iter().map(|alias| alias.value.clone()).collect();
        let sections = |body| anchors::anchors(body).into_iter().map(str::to_owned).collect();
        let library = project.loaded.as_ref().map(|loaded| &loaded.library);
        if let Some(page) = library.and_then(|library| library.pages.iter().find(|page| page.slug == name)) {
            let text = &page.source;
            return Ok(Self {
                slug: name.to_owned(),
                path: text.path.clone(),
                status: None,
                aliases: aliases(&text.front_matter),
                sections: sections(&text.body),
            });
        }
        let text = project.guide(name)?;
        Ok(Self {
            slug: name.to_owned(),
            path: text.path.clone(),
            status: Some(text.front_matter.status),
            aliases: aliases(&text.front_matter),
            sections: sections(&text.body),
        })
    }

    fn is_page(&self) -> bool {
        self.status.is_none()
    }

    fn folder(&self) -> String {
        format!("{}{}/", if self.is_page() { PAGES } else { guide::FOLDER }, self.slug)
    }
}

/// A guide or page under another name.
pub fn rename(project: &Project, name: &str, to: &str) -> anyhow::Result<Drafted> {
    let own = Subject::find(project, name)?;
    is_free(project, to)?;
    is_read(project, &own)?;
    let exchange = Exchange { from: name.to_owned(), to: to.to_owned(), page: own.is_page(), sections: None };
    let changed = relink::exchanged(&project.sources, &exchange, true);
    let mut after = relinked(project, changed);
    // The old name is that of addresses and of codes on paper; a name that comes back is none any more.
    let mut aliases: Vec<String> = own.aliases.iter().filter(|alias| *alias != to).cloned().collect();
    let numbered = project.toolkit().number(name).is_some();
    if own.status != Some(Status::Draft) || numbered {
        aliases.push(name.to_owned());
    }
    if let Err(refusal) = head(&mut after, &own.path, aliases_edit(&own.aliases, &aliases)) {
        return Ok(Err(refusal));
    }
    // What was retired has its address at what replaced it.
    for replaced in moved_to(project, name) {
        let other = Subject::find(project, &replaced)?;
        let aliases: Vec<String> = other.aliases.iter().cloned().chain([to.to_owned()]).collect();
        if let Err(refusal) = head(&mut after, &other.path, aliases_edit(&other.aliases, &aliases)) {
            return Ok(Err(refusal));
        }
    }
    let (from, new) = (own.folder(), own.folder().replace(&format!("/{name}/"), &format!("/{to}/")));
    let inside: Vec<Source> = after.under(&from).cloned().collect();
    for source in inside {
        after.files.remove(&source.path);
        let path = format!("{new}{}", source.path.strip_prefix(&from).unwrap_or_default());
        after.put(source.at(path));
    }
    Ok(Ok(Draft { after, moved: Some((from, new)) }))
}

/// Whether a name can be given to a text: it is one, and nobody has it.
fn is_free(project: &Project, to: &str) -> anyhow::Result<()> {
    if !slug::is_slug(to) {
        let near = Some(slug::slug(to)).filter(|near| slug::is_slug(near));
        let key = if near.is_some() { "files/name-near" } else { "guide/name" };
        return Err(Failure::new(key).with("name", to).with("near", near.unwrap_or_default()).into());
    }
    if address::is_reserved(to) {
        return Err(Failure::new("guide/reserved").with("name", to).into());
    }
    for folder in [guide::FOLDER, PAGES] {
        if let Some(taken) = project.sources.under(&format!("{folder}{to}/")).next() {
            return Err(Failure::new("guide/exists").with("path", &taken.path).into());
        }
    }
    Ok(())
}

/// A guide that readers see no more, and what replaces it.
pub fn retire(project: &Project, name: &str, by: Option<&str>) -> anyhow::Result<Drafted> {
    let own = Subject::find(project, name)?;
    let failure = |key| Failure::new(key).with("name", name);
    match own.status {
        None => return Err(failure("files/page").into()),
        Some(Status::Draft) => return Err(failure("files/draft").into()),
        Some(_) => {}
    }
    let mut after = match by {
        Some(by) => match replaced(project, &own, &replacement(project, name, by)?) {
            Ok(after) => after,
            Err(refusal) => return Ok(Err(refusal)),
        },
        None => (*project.sources).clone(),
    };
    let status = Edit::Set {
        home: Vec::new(),
        key: "status".to_owned(),
        value: Node::Plain(Status::Retired.name().to_owned()),
        before: Vec::new(),
    };
    if let Err(refusal) = head(&mut after, &own.path, vec![status]) {
        return Ok(Err(refusal));
    }
    if let Some(toolkit) = relink::unlisted(&after, name) {
        after.put(toolkit);
    }
    Ok(Ok(Draft { after, moved: None }))
}

/// All files where another text has taken the place of a guide: its links, and its names.
fn replaced(
    project: &Project,
    own: &Subject,
    other: &Subject,
) -> Result<Sources, Box<(SourcePath, Diagnostic)>> {
    let mut after = (*project.sources).clone();
    if !other.is_page() {
        let exchange = Exchange {
            from: own.slug.clone(),
            to: other.slug.clone(),
            page: false,
            sections: Some(other.sections.clone()),
        };
        let mut changed = relink::exchanged(&project.sources, &exchange, false);
        // A number that is printed stays that of the guide on the paper, and the place of a guide in a list is its own.
        changed.retain(|file| ![toolkit::PATH, toolkit::number::FILE].contains(&&*file.path));
        after = relinked(project, changed);
    }
    let mut aliases = other.aliases.clone();
    let names = std::iter::once(&own.slug).chain(&own.aliases).filter(|alias| **alias != other.slug);
    for alias in names {
        if !aliases.contains(alias) {
            aliases.push(alias.clone());
        }
    }
    head(&mut after, &other.path, aliases_edit(&other.aliases, &aliases))?;
    Ok(after)
}

/// The text that replaces a guide; one that readers see.
fn replacement(project: &Project, name: &str, by: &str) -> anyhow::Result<Subject> {
    let other = Subject::find(project, by)?;
    if by == name || other.status.is_some_and(|status| !status.is_public()) {
        return Err(Failure::new("files/replacement").with("name", by).into());
    }
    Ok(other)
}

/// A toolkit without the files of a draft.
pub fn delete(project: &Project, name: &str) -> anyhow::Result<Drafted> {
    let own = Subject::find(project, name)?;
    let failure = |key| Failure::new(key).with("name", name);
    match own.status {
        None => return Err(failure("files/page").into()),
        // Who has its address or a leaflet of it must get an answer.
        Some(status) if status != Status::Draft => return Err(failure("files/known").into()),
        Some(_) => {}
    }
    is_read(project, &own)?;
    let mut after = (*project.sources).clone();
    let folder = own.folder();
    after.files.retain(|path, _| !path.starts_with(&folder));
    for file in [relink::unlisted(&after, name), relink::unnumbered(&after, name)].into_iter().flatten() {
        after.put(file);
    }
    Ok(Ok(Draft { after, moved: None }))
}

/// A file that could not be read would stay behind when its folder goes.
fn is_read(project: &Project, own: &Subject) -> anyhow::Result<()> {
    let folder = own.folder();
    let is_unread = |one: &&Diagnostic| one.rule.area() == "source" && one.place.path.starts_with(&folder);
    match project
        .diagnostics
        .iter()
        .find(|one| is_unread(one) && project.sources.get(&one.place.path).is_none())
    {
        Some(one) => Err(Failure::new("files/unread").with("path", &one.place.path).into()),
        None => Ok(()),
    }
}

/// The texts to which a former name leads.
fn moved_to(project: &Project, name: &str) -> Vec<String> {
    let moved = project.loaded.iter().flat_map(|loaded| &loaded.library.moved);
    moved.filter(|moved| moved.alias == name).map(|moved| moved.slug.clone()).collect()
}

/// All files, with links led elsewhere and locks that know it.
fn relinked(project: &Project, changed: Vec<Source>) -> Sources {
    let home = project.toolkit().source_language();
    let locks = relink::locks(&project.sources, &changed, home);
    let mut after = (*project.sources).clone();
    changed.into_iter().chain(locks).for_each(|source| after.put(source));
    after
}

/// Changes the head of a text.
fn head(
    after: &mut Sources,
    path: &SourcePath,
    edits: Vec<Edit>,
) -> Result<(), Box<(SourcePath, Diagnostic)>> {
    let Some(source) = after.get(path).filter(|_| !edits.is_empty()) else { return Ok(()) };
    let text = source.text().and_then(|text| in_front_matter(text, &edits));
    let text = text.map_err(|why| Box::new((path.clone(), why)))?;
    after.put(Source::new(path.clone(), text.into_bytes()));
    Ok(())
}

/// The changes of `aliases:` from these names to those.
fn aliases_edit(old: &[String], new: &[String]) -> Vec<Edit> {
    let key = || "aliases".to_owned();
    let way = || vec![Step::Key(key())];
    let node = |name: &String| Node::Words(name.clone());
    let after_status = ["title", "summary", "kind", "stage", "status"].map(str::to_owned).to_vec();
    if old.is_empty() && !new.is_empty() {
        let value = Node::List(new.iter().map(node).collect());
        return vec![Edit::Set { home: Vec::new(), key: key(), value, before: after_status }];
    }
    let gone = old.iter().enumerate().rev().filter(|(_, name)| !new.contains(name));
    let gone: Vec<Edit> = gone.map(|(at, _)| Edit::Remove { list: way(), at, note: String::new() }).collect();
    let added = new.iter().filter(|name| !old.contains(name));
    // Added first: a list that loses its last name first could no longer be added to.
    added.map(|name| Edit::Add { list: way(), value: node(name) }).chain(gone).collect()
}
