//! Templates: Tera, with every mistake in a theme as a diagnostic at its place.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;
use tera::{Context, ErrorKind, ReportError, Tera};

use super::{
    assets::Assets,
    files::{Files, below},
    functions::{self, Setting},
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, WithDiagnostics, rule},
    source::Source,
};

/// The compiled templates of a theme.
pub struct Templates {
    /// The templates that could be compiled.
    pub tera: Tera,
    /// The diagnostics of those that could not.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, by the names under which Tera has them.
    sources: BTreeMap<String, Source>,
}

/// Compiles the templates. A user's `guide.html` may extend `@default/base.html`, or be found by `base.html`.
pub fn compile(files: &Files, assets: &Arc<Assets>) -> Templates {
    let mut tera = Tera::new();
    functions::register(&mut tera, assets);
    // The format of a page is HTML, whatever the name of a template.
    tera.autoescape_on([""]);
    tera.set_fallback_prefixes(["@theme/", "@default/"]).expect("there is no template yet");
    let mut sources = BTreeMap::new();
    for (prefix, layer) in [("@default/", &files.default), ("@theme/", &files.own)] {
        for (name, source) in below(layer, "templates/") {
            sources.insert(format!("{prefix}{name}"), source.clone());
        }
    }
    let mut templates = Templates { tera, diagnostics: Vec::new(), sources };
    templates.add();
    templates
}

impl Templates {
    /// Renders the template `name` with these values and, as `t`, the strings of the page's language. `None`, with
    /// diagnostics, when the theme has a mistake.
    pub fn render(
        &self,
        name: &str,
        values: &impl Serialize,
        setting: Setting,
    ) -> WithDiagnostics<Option<String>> {
        // A page made with some of the templates would look finished although it is not, so none is made.
        if !self.diagnostics.is_empty() {
            return WithDiagnostics { value: None, diagnostics: self.diagnostics.clone() };
        }
        let words = setting.strings.value.clone();
        let rendered = Context::from_serialize(values).and_then(|mut context| {
            context.insert_value("t", words);
            functions::within(setting, || self.tera.render(name, &context))
        });
        match rendered {
            Ok(page) => WithDiagnostics::silent(Some(page)),
            Err(error) => {
                let diagnostics = self.explain(rule::theme::RENDER, &error, &format!("@default/{name}"));
                WithDiagnostics {
                    value: None,
                    diagnostics: diagnostics
                        .into_iter()
                        .map(|diagnostic| diagnostic.with("page", name))
                        .collect(),
                }
            }
        }
    }

    /// Adds all templates at once; when that fails, one by one, so that each mistake is found.
    fn add(&mut self) {
        let mut waiting: BTreeMap<String, String> = BTreeMap::new();
        for (name, source) in &self.sources {
            match source.text() {
                Ok(text) => {
                    waiting.insert(name.clone(), text.trim_start_matches('\u{feff}').to_owned());
                }
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
        if self.tera.add_raw_templates(&waiting).is_ok() {
            return;
        }
        // A template needs its parent and its components first, so try again as long as one more could be added.
        loop {
            let before = waiting.len();
            waiting.retain(|name, text| self.tera.add_raw_template(name, text).is_err());
            if waiting.len() == before || waiting.is_empty() {
                break;
            }
        }
        let mut diagnostics = Vec::new();
        for (name, text) in &waiting {
            if let Err(error) = self.tera.add_raw_template(name, text) {
                diagnostics.push((name, self.explain(rule::theme::TEMPLATE, &error, name)));
            }
        }
        // A template that only lacks a broken one has no fault of its own, so it is not reported.
        let alone = |diagnostic: &Diagnostic| {
            let message = &diagnostic.args["message"];
            !waiting.keys().any(|name| {
                let bare = name.split_once('/').map_or(name.as_str(), |(_, bare)| bare);
                message.contains(&format!("'{name}'"))
                    || message.contains(&format!("'{bare}'"))
                    || message.contains(&format!("`{bare}`"))
            }) && !waiting.values().any(|text| defines(text, message))
        };
        let all: Vec<Diagnostic> = diagnostics.into_iter().flat_map(|(_, diagnostics)| diagnostics).collect();
        let mut roots: Vec<Diagnostic> = all.iter().filter(|diagnostic| alone(diagnostic)).cloned().collect();
        if roots.is_empty() {
            roots = all;
        }
        self.diagnostics.extend(roots);
        self.diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
        self.diagnostics.dedup();
    }

    /// The diagnostics for an error of Tera in the template `name`.
    pub fn explain(&self, rule: Rule, error: &tera::Error, name: &str) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                vec![self.reported(rule, report, name)]
            }
            ErrorKind::MissingParent { current, parent } => {
                let span = self.sources.get(current).and_then(|source| find(source, parent));
                vec![self.diagnostic(rule, current, span, &format!("Unknown template '{parent}'"))]
            }
            // Tera gives several mistakes of one template as one text, each with its own report.
            ErrorKind::Msg(text) if text.starts_with("error: ") => {
                text.split("\n\nerror: ").map(|report| self.parsed(rule, report, name)).collect()
            }
            other => vec![self.diagnostic(rule, name, None, &other.to_string())],
        }
    }

    fn reported(&self, rule: Rule, report: &ReportError, name: &str) -> Diagnostic {
        let file = Some(report.filename()).filter(|file| self.sources.contains_key(*file)).unwrap_or(name);
        self.diagnostic(rule, file, Some(report.span().range.clone()), report.message())
    }

    /// Reads "message\n --> file:line:column\n…": Tera gives several mistakes as text only.
    fn parsed(&self, rule: Rule, report: &str, name: &str) -> Diagnostic {
        let report = report.strip_prefix("error: ").unwrap_or(report);
        let mut lines = report.lines();
        let message = lines.next().unwrap_or_default();
        let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> "));
        let mut parts = place.unwrap_or_default().rsplitn(3, ':');
        let column = parts.next().and_then(|text| text.parse().ok());
        let line = parts.next().and_then(|text| text.parse().ok());
        let file = parts.next().filter(|file| self.sources.contains_key(*file)).unwrap_or(name);
        let start = || {
            let text = self.sources.get(file)?.text().ok()?;
            offset(text, line?, column?)
        };
        let length = report.lines().last().map_or(0, |line| line.matches('^').count());
        let span = start().map(|start| start..start + length);
        self.diagnostic(rule, file, span, message)
    }

    fn diagnostic(
        &self,
        rule: Rule,
        name: &str,
        span: Option<std::ops::Range<usize>>,
        message: &str,
    ) -> Diagnostic {
        let bare = name.split_once('/').map_or(name, |(_, bare)| bare);
        let Some(source) = self.sources.get(name) else {
            let path = format!("themes/default/templates/{bare}").into();
            return Diagnostic::new(rule, Place::file(&path))
                .with("template", bare)
                .with("message", message)
                .with("line", 1);
        };
        let text = source.text().unwrap_or_default();
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let span = span.map(|span| (span.start + mark).min(text.len())..(span.end + mark).min(text.len()));
        let line = 1 + span
            .as_ref()
            .map_or(0, |span| text.bytes().take(span.start).filter(|byte| *byte == b'\n').count());
        let place = match span {
            Some(span) => Place::span(&source.path, span),
            None => Place::file(&source.path),
        };
        Diagnostic::new(rule, place).with("template", bare).with("message", message).with("line", line)
    }
}

/// Whether a template defines the component that a message misses.
fn defines(text: &str, message: &str) -> bool {
    let missing = message.strip_prefix("Unknown component `").and_then(|rest| rest.strip_suffix('`'));
    missing.is_some_and(|missing| {
        text.match_indices("component ")
            .any(|(at, word)| text[at + word.len()..].trim_start().starts_with(missing))
    })
}

fn find(source: &Source, words: &str) -> Option<std::ops::Range<usize>> {
    let text = source.text().ok()?.trim_start_matches('\u{feff}');
    let start = text.find(words)?;
    Some(start..start + words.len())
}

/// The byte of a line and a column, both from 1, counted in characters.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text.get(start..)?;
    let inside = rest.char_indices().nth(column.checked_sub(1)?).map_or(rest.len(), |(at, _)| at);
    Some(start + inside)
}

#[cfg(test)]
mod tests;
