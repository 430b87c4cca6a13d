//! Typst's `World`: what a template may read. The theme's templates, JSON, pictures and fonts; no disk, no network, no clock.

use std::{collections::HashMap, sync::Arc};

use typst::{
    Library, LibraryExt, World, WorldExt,
    diag::{FileError, FileResult, SourceDiagnostic},
    ecow::EcoVec,
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::{aim::formats, fonts::Fonts};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
    toolkit::format::Layout,
};
use trousseau_theme::Theme;

/// What Typst complains of.
pub type Errors = EcoVec<SourceDiagnostic>;

/// The part that all leaflets of a build share.
pub struct House {
    /// The fonts.
    pub fonts: Fonts,
    /// The diagnostics of templates that are not UTF-8.
    pub diagnostics: Vec<Diagnostic>,
    library: LazyHash<Library>,
    templates: HashMap<FileId, (Source, SourcePath)>,
}

/// The world of one leaflet.
pub struct TypstWorld<'a> {
    /// The shared part.
    pub house: &'a House,
    /// The file of the template that is compiled.
    pub main: FileId,
    /// The layout, as JSON, for `/layout.json`.
    pub layout: Bytes,
    /// The content, as JSON, for `/data.json`.
    pub data: Bytes,
    /// The pictures `/image-0`, `/image-1`…
    pub pictures: Arc<Vec<Bytes>>,
}

impl House {
    /// Reads the templates and fonts of a theme.
    pub fn open(theme: &Theme) -> Self {
        let mut templates = HashMap::new();
        let mut diagnostics = Vec::new();
        for (name, source) in theme.leaflet_templates() {
            match (source.text(), file_id(name)) {
                (Ok(text), Some(id)) => {
                    let text = text.trim_start_matches('\u{feff}').to_owned();
                    templates.insert(id, (Source::new(id, text), source.path.clone()));
                }
                (Err(diagnostic), _) => diagnostics.push(diagnostic),
                (Ok(_), None) => {}
            }
        }
        Self {
            fonts: Fonts::decode(theme),
            diagnostics,
            library: LazyHash::new(Library::default()),
            templates,
        }
    }

    /// The diagnostic for an error of Typst: at the template's file and line if it has one, else at the file that was
    /// printed, with the formats that look so. A broken template gives the same diagnostic for every leaflet, so it is reported
    /// once.
    pub fn explain(&self, error: &SourceDiagnostic, printed: &SourcePath, layout: &Layout) -> Diagnostic {
        let hints = error.hints.iter().map(|hint| format!(" ({})", hint.v));
        // An internal error names a file of the machine on which the program was compiled.
        let message = error.message.split(" (occurred at ").next().unwrap_or_default().to_owned();
        let problem = std::iter::once(message).chain(hints).collect::<String>();
        let Some((source, path)) = error.span.id().and_then(|id| self.templates.get(&id)) else {
            return Diagnostic::new(rule::leaflet::PDF, Place::file(printed))
                .with("format", formats(layout))
                .with("problem", problem);
        };
        let range = self.world(source.id()).range(error.span);
        let line = range.as_ref().and_then(|range| source.lines().byte_to_line(range.start)).unwrap_or(0) + 1;
        let place = range.map_or_else(|| Place::file(path), |range| Place::span(path, range));
        Diagnostic::new(rule::leaflet::TEMPLATE, place).with("line", line).with("problem", problem)
    }

    fn world(&self, main: FileId) -> TypstWorld<'_> {
        TypstWorld {
            house: self,
            main,
            layout: Bytes::new([]),
            data: Bytes::new([]),
            pictures: Arc::default(),
        }
    }
}

/// The id of a virtual path. Typst never frees ids, so only a limited set of paths is used: the templates, the
/// layout, the data and the pictures by their number.
pub fn file_id(path: &str) -> Option<FileId> {
    VirtualPath::new(path).ok().map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for TypstWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.house.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.house.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.house.templates.get(&id).map(|(source, _)| source.clone()).ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.get().vpath().get_without_slash();
        let picture = || self.pictures.get(name.strip_prefix("image-")?.parse::<usize>().ok()?);
        let file = match name {
            "layout.json" => Some(&self.layout),
            "data.json" => Some(&self.data),
            _ => picture(),
        };
        file.cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.house.fonts.get(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
