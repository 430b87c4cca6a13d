//! `trousseau feedback form`: the form to print, one for each language in which the theme speaks.

use std::path::Path;

use crate::{
    cli::{
        build,
        pilot::Desk,
        terminal::{Terminal, Verdict},
    },
    manifest::{Manifest, OutputPath},
    render, shell,
    shell::{Output, Written},
    text::Fingerprint,
    view,
    words::Failure,
};

/// Where partners find what is made for them.
const FOLDER: &str = "output/reports";

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
    let spoken =
        |language: &&crate::text::Language| theme.strings(**language).spoken.html() == language.html();
    let forms: Vec<_> = library
        .toolkit
        .languages
        .iter()
        .filter(spoken)
        .map(|language| {
            let path: OutputPath = format!("form-{language}.html").into();
            (path, render::form::form(&view::form::form(library, *language, one), theme))
        })
        .collect();
    let folder = root.join(FOLDER);
    let output = Output::open(root, &folder)?;
    let before = output.manifest()?;
    output.claim(&before, &forms.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>())?;
    let mut manifest = Manifest {
        program: crate::cli::PROGRAM.to_owned(),
        made: before.made.clone(),
        ..Manifest::default()
    };
    for (path, form) in forms {
        terminal.tell(&form.notes, &survey.sources);
        let Some(bytes) = form.value else { continue };
        match output.write(&path, &bytes)? {
            Written::Refused(note) => terminal.tell(&[note], &survey.sources),
            Written::Changed | Written::Same => {
                terminal.say("form/done", &[("path", &format!("{}{FOLDER}/{path}", terminal.prefix))]);
                manifest.made.insert(path, Some(Fingerprint::of(&bytes)));
            }
        }
    }
    output.finish(&manifest)?;
    terminal.written()?;
    Ok(terminal.verdict())
}
