//! Proposals on their way to others, and back.

use std::path::PathBuf;

use trousseau_core::{
    messages::Failure,
    proposal::{Record, Step, is_id},
};
use trousseau_io::disk::Content;
use trousseau_io::git::{Address, Forge, Sent, Store};

use super::{
    Author, note,
    read::{proposal, read, reading},
    signed, store,
};
use crate::Project;

/// Where a proposal is sent, or comes from.
#[derive(Clone, Debug)]
pub enum Given {
    /// A file, as it came by mail.
    File(PathBuf),
    /// The address of a repository, the name of a remote, or a shared folder, and its kind where that is said.
    Place(String, Option<Forge>),
}

/// What came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The proposals that are new here.
    pub new: Vec<String>,
    /// Those of which there is news.
    pub changed: Vec<String>,
    /// How many were there already as they are.
    pub same: usize,
    /// How many branches hold no proposal that can be read.
    pub left: usize,
}

/// The place that this copy was made of, or that was used last.
pub fn origin(project: &Project) -> Option<(String, Option<Forge>)> {
    let store = store(project).ok()?;
    let forge = store.setting("forge").and_then(|name| name.parse().ok());
    let place = store
        .setting("place")
        .or_else(|| Address::read(&store, "origin", None).ok().map(|_| "origin".to_owned()));
    Some((place?, forge))
}

/// Sends a proposal to a place, which is remembered in this copy.
pub fn send(project: &Project, id: &str, place: &str, forge: Option<Forge>) -> anyhow::Result<Sent> {
    let store = store(project)?;
    let reading = read(project, id)?;
    let address = Address::read(&store, place, forge)?;
    let title = reading.proposal.reason.clone().unwrap_or_else(|| id.to_owned());
    let sent = store.send(id, &title, &address)?;
    let name: &str = address.forge.into();
    store.remember("place", place)?;
    store.remember("forge", name)?;
    Ok(sent)
}

/// A proposal as a file, with all that it stands on.
pub fn file(project: &Project, id: &str) -> anyhow::Result<Vec<u8>> {
    read(project, id)?;
    store(project)?.bundle(id)
}

/// What that file is called.
pub fn file_name(id: &str) -> String {
    format!("{id}.proposition")
}

/// Takes in what others propose and decided. `author` signs where two lines of decisions become one.
pub fn fetch(project: &Project, from: &Given, author: Option<&Author>) -> anyhow::Result<Fetched> {
    let store = store(project)?;
    match from {
        Given::File(path) => store.open_file(path)?,
        Given::Place(place, forge) => {
            let address = Address::read(&store, place, *forge)?;
            store.fetch(&address)?;
        }
    }
    sorted(project, &store, author)
}

/// The same from the bytes of a file.
pub fn fetch_bytes(project: &Project, bytes: &[u8], author: Option<&Author>) -> anyhow::Result<Fetched> {
    let store = store(project)?;
    store.open_file(&store.lay_down(bytes)?)?;
    sorted(project, &store, author)
}

/// Looks at what was fetched, and makes proposals of it.
fn sorted(project: &Project, store: &Store, author: Option<&Author>) -> anyhow::Result<Fetched> {
    // A branch that moves while somebody decides would cut the decision in two.
    let _content = Content::lock(&project.root)?;
    let mut fetched = Fetched::default();
    for (name, commit) in store.incoming()? {
        let taken = take(project, store, &name, &commit, author, &mut fetched);
        store.drop_incoming(&name)?;
        taken?;
    }
    Ok(fetched)
}

fn take(
    project: &Project,
    store: &Store,
    name: &str,
    commit: &str,
    author: Option<&Author>,
    fetched: &mut Fetched,
) -> anyhow::Result<()> {
    let told = store.told(commit)?;
    let first = told.iter().find_map(|told| Record::read(&told.message));
    // What another program recorded on top of a proposal is no step of it, so the id stands in the newest one that is.
    let Some(id) = first.map(|record| record.id).filter(|id| is_id(id)) else {
        fetched.left += usize::from(name.starts_with("branch/"));
        return Ok(());
    };
    let sound =
        proposal(project, store, &id, commit)?.is_some_and(|one| reading(project, store, one).is_ok());
    if !sound {
        fetched.left += 1;
        return Ok(());
    }
    let Some(own) = store.branches()?.remove(&id) else {
        store.set(&id, commit, None)?;
        fetched.new.push(id);
        return Ok(());
    };
    if store.leads_to(commit, &own)? {
        fetched.same += 1;
        return Ok(());
    }
    let next = if store.leads_to(&own, commit)? {
        commit.to_owned()
    } else {
        joined(project, store, &id, [&own, commit], author)?
    };
    store.set(&id, &next, Some(&own))?;
    fetched.changed.push(id);
    Ok(())
}

/// Two lines of decisions as one: both stay in the history, and both count.
fn joined(
    project: &Project,
    store: &Store,
    id: &str,
    tips: [&str; 2],
    author: Option<&Author>,
) -> anyhow::Result<String> {
    let author = author.ok_or_else(|| Failure::new("proposal/who"))?;
    let partner = signed(project, author)?;
    let function = author.function.as_deref().unwrap_or_default();
    let record = Record::new(id, Step::Join, "Deux décisions réunies", &partner.id, function);
    store.commit(&tips, &[].into(), &note(project, &record))
}
