//! The one door through which files outside a toolkit are read: the toolkit that its `extends:` names.

use std::{
    fs,
    path::{Path, PathBuf},
};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    overlay::{self, notes::Notes},
    source::{Source, Sources, layers::Base},
    toolkit::{self, Extends},
};

use super::read_own;

/// The most toolkits that rest on each other: nation, region, department and some more.
const MOST_LEVELS: usize = 8;

/// Where the base of a toolkit lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its folder, from that of the toolkit; as `extends:` names it.
    pub at: String,
    /// Its real folder.
    pub root: PathBuf,
}

/// The toolkits from the one that is read down to the one whose base is looked for.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// The real folders, that of the toolkit itself first.
    roots: Vec<PathBuf>,
}

impl Chain {
    pub fn new(root: &Path) -> Self {
        Self { roots: vec![root.to_owned()] }
    }

    /// The folder of the toolkit whose base is looked for.
    fn last(&self) -> &Path {
        self.roots.last().map_or(Path::new(""), PathBuf::as_path)
    }

    pub fn with(&self, root: &Path) -> Self {
        let mut roots = self.roots.clone();
        roots.push(root.to_owned());
        Self { roots }
    }

    /// Finds the base of a toolkit; none when it names none, a diagnostic when it is not there.
    pub fn find(&self, own: &Sources) -> Option<Result<Found, Diagnostic>> {
        let (extends, place) = Extends::of(own)?;
        let told = |rule| Diagnostic::new(rule, place.clone()).with("base", &extends);
        let at = match &extends {
            Extends::Folder(folder) => folder.clone(),
            Extends::Git(repository) => {
                let pin = Notes::of(own).ok().and_then(|notes| notes.pin);
                let Some(pin) =
                    pin.filter(|pin| pin.git == repository.git && pin.revision == repository.revision)
                else {
                    return Some(Err(told(rule::overlay::NOT_FETCHED)));
                };
                overlay::cache(&pin.commit)
            }
        };
        // What git fetched lies in the toolkit that is read, whichever of the chain names it: nothing is written into a base.
        let home = match extends {
            Extends::Folder(_) => self.last(),
            Extends::Git(_) => self.roots.first().map_or(self.last(), PathBuf::as_path),
        };
        let root = home.join(&at).canonicalize().ok().filter(|root| root.join(toolkit::PATH).is_file());
        Some(match root {
            None => Err(told(match extends {
                Extends::Folder(_) => rule::overlay::MISSING,
                Extends::Git(_) => rule::overlay::NOT_FETCHED,
            })),
            Some(root) if self.roots.contains(&root) || self.roots.len() >= MOST_LEVELS => {
                Err(told(rule::overlay::LOOP))
            }
            Some(root) => Ok(Found { at, root }),
        })
    }
}

/// Lays a toolkit that was read over the one it rests on, which is read here; as it is when it rests on none.
pub fn lay(root: &Path, own: WithDiagnostics<Sources>) -> WithDiagnostics<Sources> {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    lay_on(&Chain::new(&root), own)
}

fn lay_on(chain: &Chain, own: WithDiagnostics<Sources>) -> WithDiagnostics<Sources> {
    let WithDiagnostics { value: own, mut diagnostics } = own;
    let Some(found) = chain.find(&own) else { return WithDiagnostics { value: own, diagnostics } };
    let base = match found {
        Ok(found) => {
            let below = lay_on(&chain.with(&found.root), read_own(&found.root));
            diagnostics
                .extend(below.diagnostics.iter().map(|one| seen_from_above(one, &below.value, &found.at)));
            Base { sources: below.value, at: found.at, is_there: true }
        }
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            Base::default()
        }
    };
    let merged = overlay::merge(own, base).collect_into(&mut diagnostics);
    WithDiagnostics { value: merged, diagnostics }
}

/// What reading a base brought to say, with its place as the toolkit above sees it. Of files that could be read, that is done when
/// it is shown.
pub(super) fn seen_from_above(diagnostic: &Diagnostic, base: &Sources, at: &str) -> Diagnostic {
    let real = base.real(&diagnostic.place);
    let path = format!("{}/{}", at.trim_end_matches('/'), real.place.path);
    let place = Place { path: path.into(), span: real.place.span };
    Diagnostic { place, ..diagnostic.clone() }
}

/// Whether a file is not the toolkit's own, but one of those on which it rests: nothing is written there.
pub(super) fn is_of_base(root: &Path, path: &str) -> bool {
    let Ok(mut root) = root.canonicalize() else { return false };
    if root.join(path).exists() {
        return false;
    }
    let mut chain = Chain::new(&root);
    loop {
        let mut own = Sources::default();
        for name in [toolkit::PATH, overlay::NOTES] {
            if let Ok(bytes) = fs::read(root.join(name)) {
                own.put(Source::new(name, bytes));
            }
        }
        let Some(Ok(found)) = chain.find(&own) else { return false };
        if found.root.join(path).is_file() {
            return true;
        }
        chain = chain.with(&found.root);
        root = found.root;
    }
}
