//! What real texts hold: cases as data, each with what readers must see and what the editor must be told.
//!
//! The parts of a case (`cases.rs` cuts them): `body LANG`, `title LANG`, `summary LANG`, `head LANG` (more lines of its head)
//! of the guide `essai`, any other file of `content/` or `themes/`, and what must come of it: `says` (all diagnostics about these
//! files, in order) and `page PATH` (below the output folder).

use std::{fmt::Write as _, fs};

use trousseau_core::source::Sources;

use crate::{
    cases::{Case, tried},
    cli::{Toolkit, run},
};

/// The toolkit over which the cases are laid.
const BASE: &str = include_str!("field/base.txt");

impl Case {
    /// The languages in which the case has a text, French first.
    fn languages(&self) -> Vec<&str> {
        let mut languages = vec!["fr"];
        for (header, _) in &self.parts {
            let Some((kind, language)) = header.split_once(' ') else { continue };
            if matches!(kind, "body" | "title" | "summary") && !languages.contains(&language) {
                languages.push(language);
            }
        }
        languages
    }

    /// The guide in one language, and on which line of the file its body begins.
    fn text(&self, language: &str) -> (String, usize) {
        let mut text = String::from("---\n");
        let title = self.part(&format!("title {language}")).unwrap_or("Essai").trim_end();
        let summary = self.part(&format!("summary {language}")).unwrap_or("Pour essayer.").trim_end();
        let _ = write!(text, "title: {title}\nsummary: {summary}\n");
        text.push_str(match language {
            "fr" => {
                "stage: demander\nstatus: pilot\nauthors: [association-exemple, bailleur-exemple]\nchecked: 2026-11-21\n\
                 versions:\n  - version: 1.0.0\n    date: 2026-11-21\n    summary: Première version.\n"
            }
            _ => "translates: 1.0.0\ntranslation: reviewed\n",
        });
        text.push_str(self.part(&format!("head {language}")).unwrap_or_default());
        text.push_str("---\n\n## Essai\n\nVoici l’essai.\n\n");
        let line = text.lines().count() + 1;
        text.push_str(self.part(&format!("body {language}")).unwrap_or("Voici un texte.\n"));
        (text, line)
    }

    /// The toolkit of the case, the files that are its own, and for each the line on which its body begins.
    pub fn laid(&self) -> (Toolkit, Vec<(String, usize)>) {
        let languages = self.languages();
        let base = BASE.replacen("languages: [fr]", &format!("languages: [{}]", languages.join(", ")), 1);
        let toolkit = Toolkit::of(&Sources::from_story(&base).value);
        let mut files = Vec::new();
        for language in languages {
            let (text, line) = self.text(language);
            let path = format!("content/guides/essai/{language}.md");
            toolkit.write(&path, text);
            files.push((path, line));
        }
        for (header, text) in self
            .parts
            .iter()
            .filter(|(header, _)| header.starts_with("content/") || header.starts_with("themes/"))
        {
            toolkit.write(header, text);
            files.push((header.clone(), 1));
        }
        (toolkit, files)
    }
}

/// What the program says of the files of a case, a line each: code and place.
fn said(toolkit: &Toolkit, files: &[(String, usize)]) -> Vec<String> {
    let done = run(toolkit, &["--format", "json", "check"]);
    let objects = done.text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    objects
        .filter_map(|object| {
            let (file, line) = (object["file"].as_str()?, object["line"].as_u64().unwrap_or(0) as usize);
            let (path, first) = files.iter().find(|(path, _)| path == file)?;
            let place = match path.starts_with("content/guides/essai/") && line >= *first && *first > 1 {
                true => format!("body:{}", line - first + 1),
                false => format!("{path}:{line}"),
            };
            Some(format!("{} {place}", object["code"].as_str()?))
        })
        .collect()
}

/// What a reader sees of a page: its words without tags, entities and isolates, each white space one space.
pub fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let mut tag = &rest[open..];
        // What is for the browser alone is no text.
        for (begin, end) in [("<style", "</style"), ("<script", "</script")] {
            if tag.starts_with(begin) {
                tag = &tag[tag.find(end).unwrap_or(0)..];
            }
        }
        let close = tag.find('>').map_or(tag.len(), |at| at + 1);
        let name = tag[1..close].trim_start_matches('/');
        let inline =
            ["a", "b", "bdi", "bdo", "code", "em", "i", "span", "strong", "sup", "abbr", "s", "wbr", "dfn"];
        let name = name.split([' ', '>', '/']).next().unwrap_or_default();
        if !inline.contains(&name) {
            out.push(' ');
        }
        rest = &tag[close..];
    }
    out.push_str(rest);
    let out = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let out = out.replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    let marks = ['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{200e}', '\u{200f}'];
    let out: String = out.chars().filter(|letter| !marks.contains(letter)).collect();
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a page shows otherwise than its expectations, a line each.
fn page_faults(toolkit: &Toolkit, page: &str, expected: &str) -> Vec<String> {
    let Ok(html) = fs::read_to_string(toolkit.path().join("output").join(page)) else {
        return vec![format!("{page} is not there")];
    };
    let text = visible(&html);
    let mut faults = Vec::new();
    for line in expected.lines().filter(|line| !line.is_empty()) {
        let (kind, words) = line.split_once(": ").unwrap_or((line, ""));
        let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let right = match kind {
            "text" => text.contains(&plain),
            "no text" => !text.contains(&plain),
            "html" => html.contains(words),
            "no html" => !html.contains(words),
            _ => false,
        };
        if !right {
            let main = text.split_once(&"Essai".to_owned()).map_or(text.as_str(), |(_, rest)| rest);
            faults.push(format!(
                "{page}: {line}\n      it shows: {}",
                main.chars().take(600).collect::<String>()
            ));
        }
    }
    faults
}

/// What comes of a case otherwise than its expectations.
fn faults(case: &Case) -> Vec<String> {
    let (toolkit, files) = case.laid();
    let mut faults = Vec::new();
    if let Some(expected) = case.part("says") {
        let expected: Vec<&str> = expected.lines().filter(|line| !line.is_empty()).collect();
        // What is said of the choice of words is for the cases that are about it: the others are about signs.
        let of_words = |line: &str| line.starts_with("reading/") || line.starts_with("facts/");
        let is_about_words = expected.iter().any(|line| of_words(line));
        let mut said = said(&toolkit, &files);
        said.retain(|line| is_about_words || !of_words(line));
        let same =
            |(said, expected): (&String, &&str)| said == expected || said.split(' ').next() == Some(expected);
        if said.len() != expected.len() || !said.iter().zip(&expected).all(same) {
            faults.push(format!("says {said:?}, not {expected:?}"));
        }
    }
    faults.extend(pages(case, &toolkit));
    faults
}

/// What the pages of a case show otherwise than its expectations.
pub fn pages(case: &Case, toolkit: &Toolkit) -> Vec<String> {
    let pages: Vec<_> =
        case.parts.iter().filter_map(|(header, text)| Some((header.strip_prefix("page ")?, text))).collect();
    if !pages.is_empty() {
        run(toolkit, &["build"]);
    }
    pages.into_iter().flat_map(|(page, expected)| page_faults(toolkit, page, expected)).collect()
}

#[test]
fn every_text_of_the_field_is_shown_as_meant_or_told() {
    tried("site", 3, |case| (1, faults(case)));
}
