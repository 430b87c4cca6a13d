//! The form of a remark to print, one for each language in which the theme speaks, and a table to copy it into.

use trousseau_core::{
    diagnostic::{Diagnostic, WithDiagnostics},
    manifest::OutputPath,
    messages::Failure,
};
use trousseau_io::Output;
use trousseau_pdf::{form, leaflet::Leaflets};
use trousseau_site::view;
use trousseau_text::Language;

use crate::{Loaded, Project, report};

/// The folder for partners, beside the reports.
pub const FOLDER: &str = "output/reports";

/// The name of the empty table.
pub const TABLE: &str = "form.csv";

/// What became of the forms.
pub struct Outcome {
    /// The toolkit that they were made of.
    pub project: Project,
    /// All that must be said.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were written, by their name.
    pub written: Vec<String>,
    /// Whether somebody has filled the table where it lay: it is left alone.
    pub is_filled: bool,
    /// The tags of the languages of the toolkit that get no form, since the theme has no words for it in them.
    pub without: Vec<&'static str>,
}

/// Writes the forms, about one guide or to be ticked. Files there that others made are left alone, and reports stay.
pub fn run(project: Project, guide: Option<&str>) -> anyhow::Result<Outcome> {
    let mut diagnostics = Vec::new();
    let Some(Loaded { library, theme }) = project.loaded.clone() else {
        let diagnostics = project.diagnostics.clone();
        return Ok(Outcome {
            project,
            diagnostics,
            written: Vec::new(),
            is_filled: false,
            without: Vec::new(),
        });
    };
    let one = guide.and_then(|name| library.guide(name));
    if let Some(name) = guide.filter(|_| one.is_none()) {
        return Err(Failure::new("form/hidden").with("guide", name).into());
    }
    let spoken =
        |language: &&Language| theme.strings(**language).spoken_at("form.title").html() == language.html();
    let leaflets = Leaflets::new(&theme);
    let made = |language: &Language| {
        let form = form::form(&view::form::form(&library, *language, one), &leaflets, &theme);
        (OutputPath::from(format!("form-{language}.pdf")), form.map(|print| print.map(|print| print.bytes)))
    };
    let mut files: Vec<_> = library.toolkit.languages.iter().filter(spoken).map(made).collect();
    let folder = project.root.join(FOLDER);
    let output = Output::open(&project.root, &folder)?;
    let table = form::table(library.toolkit.source_language(), &theme);
    let is_filled = output.exists(TABLE) && output.read(TABLE).as_ref() != Some(&table);
    if !is_filled {
        files.push((OutputPath::from(TABLE), WithDiagnostics::silent(Some(table))));
    }
    drop(output);
    let written = report::write(&project.root, &folder, files, &mut diagnostics)?;
    let written = written.iter().map(|path| (**path).to_owned()).collect();
    let without = library.toolkit.languages.iter().filter(|language| !spoken(language));
    let without = without.map(|language| language.tag()).collect();
    Ok(Outcome { project, diagnostics, written, is_filled, without })
}
