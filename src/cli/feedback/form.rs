//! `trousseau feedback form`: the form to print, one for each language in which the theme speaks, and a table to copy it into.

use std::path::Path;

use crate::{
    cli::{
        build,
        pilot::Desk,
        terminal::{Terminal, Verdict},
    },
    diagnostic::Noted,
    manifest::{Manifest, OutputPath},
    render::{self, leaflet::Leaflets},
    shell::{self, Output, Written},
    text::{Fingerprint, Language},
    view,
    words::Failure,
};

/// Where partners find what is made for them.
const FOLDER: &str = "output/reports";

/// The table into which filled forms are copied.
const TABLE: &str = "form.csv";

/// Writes the forms. Files there that others made are left alone, and reports stay.
pub fn run(root: &Path, guide: Option<&str>, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    if let Some(name) = guide {
        // A name that nobody knows is said with the nearest one.
        Desk::open(root)?.guide(name, terminal)?;
    }
    let read = shell::disk::read(root)?;
    let survey = build::survey(read.value, read.notes, crate::cli::today()?);
    let Some((library, theme)) = &survey.made else {
        terminal.tell(&survey.notes, &survey.sources);
        return terminal.close();
    };
    let one = guide.and_then(|name| library.guide(name));
    if let Some(name) = guide.filter(|_| one.is_none()) {
        return Err(Failure::new("form/hidden").with("guide", name).into());
    }
    let spoken = |language: &&Language| theme.strings(**language).spoken.html() == language.html();
    let leaflets = Leaflets::new(theme);
    let press = |language: &Language| {
        let form = render::form::form(&view::form::form(library, *language, one), &leaflets, theme);
        (format!("form-{language}.pdf").into(), form.map(|print| print.map(|print| print.bytes)))
    };
    let mut made: Vec<(OutputPath, Noted<Option<Vec<u8>>>)> =
        library.toolkit.languages.iter().filter(spoken).map(press).collect();
    let folder = root.join(FOLDER);
    let output = Output::open(root, &folder)?;
    let table = render::form::table(library.toolkit.source_language(), theme);
    // Somebody may have filled it where it lay.
    let filled = output.exists(TABLE) && output.read(TABLE).as_ref() != Some(&table);
    if !filled {
        made.push((TABLE.into(), Noted::silent(Some(table))));
    }
    let before = output.manifest()?;
    output.claim(&before, &made.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>())?;
    let mut manifest = Manifest {
        program: crate::cli::PROGRAM.to_owned(),
        made: before.made.clone(),
        ..Manifest::default()
    };
    for (path, form) in made {
        terminal.tell(&form.notes, &survey.sources);
        let Some(bytes) = form.value else { continue };
        match output.write(&path, &bytes)? {
            Written::Refused(note) => terminal.tell(&[note], &survey.sources),
            Written::Changed | Written::Same => {
                let key = if &*path == TABLE { "form/table" } else { "form/done" };
                terminal.say(key, &[("path", &format!("{}{FOLDER}/{path}", terminal.prefix))]);
                manifest.made.insert(path, Some(Fingerprint::of(&bytes)));
            }
        }
    }
    output.finish(&manifest)?;
    if filled {
        terminal.say("form/filled", &[("path", &format!("{}{FOLDER}/{TABLE}", terminal.prefix))]);
    }
    terminal.written()?;
    Ok(terminal.verdict())
}
