//! `trousseau man`: a manual page for each command.

use std::{fs, path::Path};

use anyhow::Context;
use clap::Command;
use clap_mangen::Man;

use super::terminal::{Terminal, Verdict};
use trousseau_core::messages::Failure;

/// The headings of a manual page that are not the same in French; that of the commands is told by the command line itself.
const HEADINGS: [(&str, &str); 1] = [("NAME", "NOM")];

/// Writes the pages of a command line, whose help they show, into a folder.
pub fn run(dir: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let trouble = || Failure::new("new/write").with("path", dir.display());
    fs::create_dir_all(dir).with_context(trouble)?;
    for (name, text) in all(command, terminal.language.tag() == "fr")? {
        fs::write(dir.join(name), text).with_context(trouble)?;
    }
    Ok(Verdict::Clean)
}

/// The pages of a command line, by the names of their files. What all commands understand is told in each.
fn all(mut command: Command, is_french: bool) -> anyhow::Result<Vec<(String, String)>> {
    command.build();
    pages(command, is_french)
}

/// The pages of a command and of all below it, by the names of their files.
fn pages(command: Command, is_french: bool) -> anyhow::Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        all.extend(pages(below.clone(), is_french)?);
    }
    let page = Man::new(command);
    let mut text = Vec::new();
    page.render(&mut text)?;
    let mut text = String::from_utf8_lossy(&text).into_owned();
    for (english, french) in HEADINGS.iter().filter(|_| is_french) {
        text = text.replace(&format!("\n.SH {english}\n"), &format!("\n.SH {french}\n"));
    }
    all.push((page.get_filename(), text));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_text::Language;

    #[test]
    fn each_command_has_a_page_in_the_language_asked_for() {
        let made = |tag: &str| {
            let command = crate::arguments::described(Language::find(tag).expect("known"));
            all(command, tag == "fr").expect("made")
        };
        let english = made("en");
        let names: Vec<&str> = english.iter().map(|(name, _)| name.as_str()).collect();
        for name in ["trousseau.1", "trousseau-open.1", "trousseau-feedback-add.1"] {
            assert!(names.contains(&name), "{name}: {names:?}");
        }
        let page = |all: &[(String, String)], name: &str| {
            all.iter().find(|(own, _)| own == name).map(|(_, text)| text.clone()).expect("a page")
        };
        let text = page(&english, "trousseau-open.1");
        assert!(text.contains(".SH NAME") && text.contains("Open the desk in the browser"), "{text}");
        let text = page(&made("fr"), "trousseau-open.1");
        assert!(text.contains(".SH NOM") && text.contains("Ouvre le bureau"), "{text}");
    }
}
