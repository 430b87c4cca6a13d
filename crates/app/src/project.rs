//! A toolkit that is read and fitted together: what every use case begins with.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, nearest, rule},
    guide::{self, GuideFrontMatter, Text},
    library::{self, Causes, Library, Memory},
    messages::Failure,
    source::{Source, SourcePath, Sources},
    toolkit::Toolkit,
};
use trousseau_io::{
    clock,
    disk::{self, Content},
};
use trousseau_lint::{self as lint, Context, Pace, When};
use trousseau_text::Fingerprint;
use trousseau_theme::{self as theme, Theme};

/// A toolkit as it was at one moment.
#[derive(Clone)]
pub struct Project {
    /// The folder that holds `content`.
    pub root: PathBuf,
    /// The day.
    pub today: Date,
    /// The files of the toolkit and of its themes, as they were read.
    pub sources: Arc<Sources>,
    /// The guides and the theme; none when `toolkit.yaml` cannot be read, because nothing fits together without it.
    pub loaded: Option<Loaded>,
    /// What reading the files and fitting them together brought to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// What pages and leaflets are made of.
#[derive(Clone)]
pub struct Loaded {
    /// The guides and pages.
    pub library: Arc<Library>,
    /// The theme.
    pub theme: Arc<Theme>,
}

/// Loads a toolkit again and again: what has not changed is not read a second time.
#[derive(Default)]
pub struct Loader {
    texts: Memory,
    theme: Option<LoadedTheme>,
}

/// A theme, and the hash of all it was loaded from.
struct LoadedTheme {
    from: Fingerprint,
    theme: Arc<Theme>,
    diagnostics: Vec<Diagnostic>,
}

impl Loader {
    /// Fits the files of a toolkit together; `read` is what reading them from the disk brought to say.
    pub fn load(
        &mut self,
        root: &Path,
        sources: Arc<Sources>,
        read: Vec<Diagnostic>,
        today: Date,
    ) -> Project {
        let mut diagnostics = read;
        let library = library::assemble_again(&sources, &mut self.texts).collect_into(&mut diagnostics);
        let loaded = library.map(|library| {
            // Only the disk knows of files that are not here.
            Causes::of(&diagnostics, &library.toolkit).take_out(&mut diagnostics);
            let theme = self.load_theme(&sources, &library.toolkit, &mut diagnostics);
            Loaded { library, theme }
        });
        Project { root: root.to_owned(), today, sources, loaded, diagnostics }
    }

    /// From now on, the guide or page of this slug is shown to whoever writes it: as a draft, and in translations that are begun.
    pub fn preview(&mut self, slug: &str) {
        self.texts.preview(slug);
    }

    /// The theme; the one of before while nothing of it has changed.
    fn load_theme(
        &mut self,
        sources: &Sources,
        toolkit: &Toolkit,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Arc<Theme> {
        let (languages, official) = (&toolkit.languages, toolkit.official_language);
        let wanted = format!("{}|{languages:?}|{official}", toolkit.theme);
        let mut parts = vec![Fingerprint::of(wanted.as_bytes())];
        for source in sources.under("themes/") {
            parts.extend([Fingerprint::of(source.path.as_bytes()), source.fingerprint]);
        }
        let from = Fingerprint::join(&parts);
        let known = self.theme.take().filter(|loaded| loaded.from == from);
        let loaded = known.unwrap_or_else(|| {
            let WithDiagnostics { value, diagnostics } =
                theme::load(sources, &toolkit.theme, languages, official);
            LoadedTheme { from, theme: Arc::new(value), diagnostics }
        });
        diagnostics.extend_from_slice(&loaded.diagnostics);
        self.theme.insert(loaded).theme.clone()
    }
}

impl Project {
    /// Reads the toolkit in a folder, as it is now.
    pub fn open(root: &Path) -> anyhow::Result<Self> {
        let WithDiagnostics { value: sources, diagnostics } = disk::read(root)?;
        Ok(Loader::default().load(root, Arc::new(sources), diagnostics, clock::today()?))
    }

    /// The same, for use cases that make no sense without `toolkit.yaml`.
    pub fn open_whole(root: &Path) -> anyhow::Result<Self> {
        let project = Self::open(root)?;
        match project.loaded {
            Some(_) => Ok(project),
            None => Err(Failure::new("guide/no-toolkit").into()),
        }
    }

    /// The same for use cases that write: nobody else does, from before it is read until the value is dropped.
    pub fn open_to_write(root: &Path) -> anyhow::Result<(Content, Self)> {
        let content = Content::lock(root)?;
        Ok((content, Self::open_whole(root)?))
    }

    /// What the rules find that run then, persons apart: for them, see [`lint::privacy`].
    pub fn lint(&self, when: When) -> Vec<Diagnostic> {
        self.context().map(|context| lint::run(&context, when)).unwrap_or_default()
    }

    /// The same without what only leaflets need.
    pub fn lint_texts(&self, when: When) -> Vec<Diagnostic> {
        let context = self.context().map(|context| Context { paper: false, ..context });
        context.map(|context| lint::run(&context, when)).unwrap_or_default()
    }

    /// The same, for the rules that take so long.
    pub fn lint_at(&self, when: When, pace: Pace) -> Vec<Diagnostic> {
        self.context().map(|context| lint::run_at(&context, when, pace)).unwrap_or_default()
    }

    /// Gives diagnostics the severity that the toolkit asks for, and takes out what a text allows itself. `is_whole` says that
    /// every rule has run: then allowances that nothing needs are told.
    pub fn settle(&self, diagnostics: &mut Vec<Diagnostic>, is_whole: bool) {
        if let Some(Loaded { library, .. }) = &self.loaded {
            lint::settle(diagnostics, &self.sources, &library.toolkit, is_whole);
        }
    }

    /// Withholds what diagnostics quote of a line that says who somebody is. `is_searched` says that they hold what a search of
    /// all texts found.
    pub fn withhold(&self, diagnostics: &mut [Diagnostic], is_searched: bool) {
        let toolkit = self.loaded.as_ref().map(|loaded| &*loaded.library.toolkit);
        lint::privacy::withhold(diagnostics, &self.sources, toolkit, is_searched);
    }

    fn context(&self) -> Option<Context<'_>> {
        let Loaded { library, theme } = self.loaded.as_ref()?;
        let Self { sources, today, diagnostics: read, .. } = self;
        Some(Context { sources, library, theme: Some(theme), today: *today, paper: true, read })
    }

    /// What holds for every guide. A project that was [opened whole](Self::open_whole) has it.
    pub fn toolkit(&self) -> &Toolkit {
        &self.loaded.as_ref().expect("the project was opened whole").library.toolkit
    }

    /// All guides that can be read, as they were written, drafts and retired ones among them, in the order of their slugs.
    pub fn guides(&self) -> impl Iterator<Item = &Text<GuideFrontMatter>> + Clone {
        let library = self.loaded.as_ref().map(|loaded| &*loaded.library);
        let entries = library.map(Library::all_guides).unwrap_or_default();
        entries
            .into_iter()
            .map(move |guide| library.map_or(&*guide.source, |library| library.as_written(guide)))
    }

    /// The guide of this name, be it one that readers do not see.
    pub fn guide(&self, name: &str) -> anyhow::Result<&Text<GuideFrontMatter>> {
        let found = self.guides().find(|guide| guide.slug == name);
        found.ok_or_else(|| {
            if self.unreadable().contains(name) {
                return Failure::new("find/unreadable").with("name", name).into();
            }
            let near = nearest(name, self.guides().map(|guide| guide.slug.as_str()));
            let known = self.guides().map(|guide| guide.slug.as_str()).collect::<Vec<_>>().join(", ");
            let failure = match near {
                Some(near) => Failure::new("find/no-guide-near").with("near", near),
                None => Failure::new("find/no-guide").with("known", known),
            };
            failure.with("name", name).into()
        })
    }

    /// The names of guides that have a folder and cannot be read.
    pub fn unreadable(&self) -> BTreeSet<&str> {
        let readable: BTreeSet<&str> = self.guides().map(|guide| guide.slug.as_str()).collect();
        let paths = self.sources.under(guide::FOLDER).map(|source| &*source.path);
        let paths = paths.chain(self.diagnostics.iter().map(|diagnostic| &*diagnostic.place.path));
        let names = paths.filter_map(|path| path.strip_prefix(guide::FOLDER)?.split('/').next());
        names.filter(|name| !readable.contains(name)).collect()
    }

    /// Why a guide that has a folder cannot be read; nothing when it can.
    pub fn why_unreadable(&self, name: &str) -> Vec<Diagnostic> {
        let Some(loaded) = self.loaded.as_ref().filter(|_| self.unreadable().contains(name)) else {
            return Vec::new();
        };
        let language = loaded.library.toolkit.source_language();
        let folder = format!("{}{name}", guide::FOLDER);
        let path: SourcePath = format!("{folder}/{language}.md").into();
        let own = |diagnostic: &&Diagnostic| diagnostic.place.path == path;
        let inside = |diagnostic: &&Diagnostic| Path::new(&*diagnostic.place.path).starts_with(&folder);
        let mut diagnostics: Vec<_> = self.diagnostics.iter().filter(own).cloned().collect();
        if diagnostics.is_empty() {
            diagnostics.extend(self.diagnostics.iter().filter(inside).cloned());
        }
        if diagnostics.is_empty() && self.sources.get(&path).is_none() {
            let diagnostic = Diagnostic::new(rule::library::NO_SOURCE, Place::file(&path));
            diagnostics.push(diagnostic.with("slug", name).with("language", language));
        }
        diagnostics
    }

    /// The file of a guide.
    pub fn source(&self, guide: &Text<GuideFrontMatter>) -> &Source {
        self.sources.get(&guide.path).expect("the guide was read from it")
    }
}
