//! The theme: templates, words of the interface, style sheet, pictograms and fonts.
//!
//! The default theme is inside the binary; `themes/<name>/` of the toolkit changes it file by file. Loading a theme
//! compiles no template: that is done for the first page, so that a build with nothing to do stays fast.

pub mod assets;
pub mod color;
pub mod contrast;
pub mod css;
pub mod dates;
pub mod files;
pub mod fonts;
pub mod functions;
pub mod sheet;
pub mod strings;
pub mod styles;
pub mod templates;

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use schemars::JsonSchema;
use serde::Deserialize;

use assets::{Asset, Assets};
use files::Files;
use fonts::{Font, PrintFont};
use strings::Strings;
use styles::Styles;
use templates::Templates;
use trousseau_core::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    messages::tree::Tree,
    source::{Source, SourcePath, Sources},
    yaml,
};
use trousseau_text::{Fingerprint, Language, Script, letters::Letters, runs::Voices};

/// A loaded theme.
pub struct Theme {
    /// The name: a folder below `themes/`, or `default`.
    pub name: String,
    /// The hash of all its files from which a page may take something, and of the program's version.
    pub fingerprint: Fingerprint,
    /// The hash of the files from which leaflets may take something: a changed template or style sheet of pages is not among
    /// them.
    pub paper: Fingerprint,
    /// What `theme.yaml` says.
    pub card: Card,
    /// The languages of the toolkit, the source language first.
    pub languages: Vec<Language>,
    /// The language of the authorities and their papers: of web addresses and abbreviations.
    pub official: Language,
    /// The language of words in Latin letters amid other letters, when nobody says another: that in which the partners
    /// write; that of the papers where they write in other letters.
    pub latin: Language,
    /// The published files and the pictograms.
    pub assets: Arc<Assets>,
    files: Files,
    words: OnceLock<Words>,
    templates: OnceLock<Templates>,
    sheets: [[OnceLock<String>; Styles::EACH.len()]; 2],
    script: OnceLock<String>,
    find: OnceLock<String>,
    share: OnceLock<String>,
    phone: OnceLock<String>,
    kept: OnceLock<String>,
    /// The letters that pages take from the theme, for each of the languages; there is one at least.
    letters: Vec<OnceLock<Letters>>,
}

struct Words {
    strings: BTreeMap<Language, Arc<Strings>>,
    diagnostics: Vec<Diagnostic>,
}

/// `theme.yaml` as written.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Card {
    /// The name of the theme.
    pub name: String,
    /// The version of the theme; for people only.
    pub version: String,
    /// The licence of the theme, as an SPDX identifier.
    pub license: String,
    /// The background colours, for the bars of a phone's browser.
    pub color: Colors,
    /// The fonts of pages.
    pub fonts: Vec<Font>,
    /// The fonts of leaflets, in the order in which they are tried.
    pub print: Vec<PrintFont>,
}

/// The background colour in the light and the dark scheme, as CSS writes it.
#[derive(Clone, Debug, Default, Deserialize, serde::Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Colors {
    pub light: String,
    pub dark: String,
}

/// Reads the theme with this name for these languages, the source language first, and for that of the papers.
///
/// There always is a theme: when the toolkit has none of this name, the default theme is used, with a diagnostic.
pub fn load(
    sources: &Sources,
    name: &str,
    languages: &[Language],
    official: Language,
) -> WithDiagnostics<Theme> {
    let mut diagnostics = Vec::new();
    let mut name = name;
    if name != "default" && sources.under(&format!("themes/{name}/")).next().is_none() {
        diagnostics.push(unknown(sources, name));
        name = "default";
    }
    let theme =
        Theme::new(Files::read(sources, name), name, languages, official).collect_into(&mut diagnostics);
    WithDiagnostics { value: theme, diagnostics }
}

fn latin(languages: &[Language], official: Language) -> Language {
    let source = languages.first().filter(|source| source.script() == Script::LATIN);
    source.copied().unwrap_or(official)
}

fn unknown(sources: &Sources, name: &str) -> Diagnostic {
    let mut known: Vec<&str> = sources
        .under("themes/")
        .filter_map(|source| source.path["themes/".len()..].split_once('/'))
        .map(|(name, _)| name)
        .chain(["default"])
        .collect();
    known.sort_unstable();
    known.dedup();
    Diagnostic::new(rule::theme::UNKNOWN, Place::file(&SourcePath::from("content/toolkit.yaml")))
        .with("name", name)
        .with("known", known.join(", "))
        .with_near(name, known)
}

impl Theme {
    /// A theme of these files and nothing else.
    pub fn new(
        files: Files,
        name: &str,
        languages: &[Language],
        official: Language,
    ) -> WithDiagnostics<Self> {
        let mut diagnostics = Vec::new();
        let mut card = card(&files, &mut diagnostics);
        // A font that serves none of the toolkit's languages is not published.
        card.fonts.retain(|font| languages.iter().any(|language| font.serves(*language)));
        let assets = Arc::new(Assets::read(&files));
        let latin = latin(languages, official);
        let version = Fingerprint::of(env!("CARGO_PKG_VERSION").as_bytes());
        let voices = Voices { latin, languages };
        let voiced: Vec<_> = languages.iter().map(|own| voices.of(own.script())).collect();
        let spoken = Fingerprint::of(format!("{latin} {official} {voiced:?}").as_bytes());
        let theme = Self {
            name: name.to_owned(),
            fingerprint: Fingerprint::join([&files.fingerprint(|_| true), &version, &spoken]),
            paper: Fingerprint::join([
                &files.fingerprint(|path| {
                    !path.starts_with("templates/") && ![".css", ".js"].iter().any(|end| path.ends_with(end))
                }),
                &spoken,
            ]),
            card,
            languages: languages.to_vec(),
            official,
            latin,
            assets,
            files,
            words: OnceLock::new(),
            templates: OnceLock::new(),
            sheets: Default::default(),
            script: OnceLock::new(),
            find: OnceLock::new(),
            share: OnceLock::new(),
            phone: OnceLock::new(),
            kept: OnceLock::new(),
            letters: vec![OnceLock::new(); languages.len().max(1)],
        };
        WithDiagnostics { value: theme, diagnostics }
    }

    /// Who speaks in which letters.
    pub fn voices(&self) -> Voices<'_> {
        Voices { latin: self.latin, languages: &self.languages }
    }

    /// The words of the interface in a language; those of the source language when it is none of the toolkit's.
    pub fn strings(&self, language: Language) -> &Arc<Strings> {
        let all = &self.words().strings;
        let own = all.get(&language).or_else(|| all.get(self.languages.first()?));
        own.unwrap_or_else(|| all.get(&strings::base()).expect("the base words are always read"))
    }

    /// The diagnostics about strings: languages without any, and keys that are missing.
    pub fn strings_notes(&self) -> &[Diagnostic] {
        &self.words().diagnostics
    }

    /// The file of the words of a language, for somebody to translate.
    pub fn words_to_translate(&self, language: Language) -> String {
        let source = self.languages.first().copied().unwrap_or(strings::base());
        strings::to_translate(&self.files, language, source)
    }

    /// The words of the source language and of another one as their files hold them, for translators.
    pub fn words_as_written(&self, language: Language) -> [Tree; 2] {
        let source = self.languages.first().copied().unwrap_or(strings::base());
        let own = strings::own_words(&self.files, language);
        [strings::source_words(&self.files, source, &own), own]
    }

    /// The templates; compiled at the first call.
    pub fn templates(&self) -> &Templates {
        self.templates.get_or_init(|| templates::compile(&self.files, &self.assets))
    }

    /// All diagnostics about strings and templates; compiles the templates.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        [self.strings_notes(), &self.templates().diagnostics].concat()
    }

    /// The fonts of pages, each with its file.
    pub fn fonts(&self) -> impl Iterator<Item = (&Font, &Source)> {
        self.card.fonts.iter().filter_map(|font| Some((font, self.files.get(&font.file)?)))
    }

    /// The letters that pages in a language take from the theme: of the words of the interface and of what templates and style sheets
    /// say themselves; those of the source language when it is none of the toolkit's.
    pub fn letters(&self, language: Language) -> &Letters {
        let at = self.languages.iter().position(|own| *own == language).unwrap_or_default();
        self.letters[at].get_or_init(|| self.count_letters(language))
    }

    fn count_letters(&self, language: Language) -> Letters {
        let spoken = [Some(self.strings(language).spoken), self.languages.first().copied()];
        let words = spoken.map(|spoken| spoken.map(|spoken| format!("strings/{spoken}.yaml")));
        let says = |path: &str| {
            [".html", ".css"].iter().any(|end| path.ends_with(end))
                || words.iter().flatten().any(|words| words == path)
        };
        let mut letters = Letters::default();
        for (_, source) in self.files.default.iter().chain(&self.files.own).filter(|(path, _)| says(path)) {
            letters.join(&source.text().map(Letters::of).unwrap_or_default());
        }
        letters
    }

    /// The style sheet of pages in a language that lie `root` below the top of the site, where its fonts have these addresses.
    pub fn css(&self, language: Language, root: &str, styles: Styles, fonts: &[String]) -> String {
        let direction = language.direction();
        let sheet = self.sheets[direction as usize][styles as usize].get_or_init(|| {
            let parts = styles.files_for(direction).filter_map(|path| self.files.get(path)?.text().ok());
            css::minify(&parts.collect::<Vec<_>>().join("\n"))
        });
        // Beside a file that somebody keeps there is no font.
        match styles {
            Styles::Kept => sheet.clone(),
            _ => {
                let own = self.fonts().map(|(font, _)| font).filter(|font| font.serves(language));
                fonts::faces(own.zip(fonts), root) + sheet
            }
        }
    }

    /// The script that shows the button to listen, without its comments; empty when the theme has none.
    pub fn script(&self) -> &str {
        self.script.get_or_init(|| self.without_comments(assets::SCRIPT))
    }

    /// The script that shows the search, without its comments; empty when the theme has none, or nothing to look words up with.
    pub fn find_script(&self) -> &str {
        self.find.get_or_init(|| match self.assets.address(&format!("assets/{}", assets::SEARCH)) {
            Some(_) => self.without_comments(assets::FIND),
            None => String::new(),
        })
    }

    /// The script that shows the buttons to share, without its comments; empty when the theme has none.
    pub fn share_script(&self) -> &str {
        self.share.get_or_init(|| self.without_comments(assets::SHARE))
    }

    /// The script that keeps the file of the readers in the browser, without its comments; empty when the theme has none, or no
    /// worker to do it.
    pub fn phone_script(&self) -> &str {
        self.phone.get_or_init(|| match self.worker_script().is_empty() {
            true => String::new(),
            false => self.without_comments(assets::PHONE),
        })
    }

    /// What a worker does, without comments; empty when the theme has none.
    pub fn worker_script(&self) -> String {
        self.without_comments(assets::WORKER)
    }

    /// The script of the file that readers keep: what looks words up, and what hands it the lists of the file itself. Empty when the
    /// theme lacks one of both.
    pub fn kept_script(&self) -> &str {
        self.kept.get_or_init(|| {
            let [search, own] = [assets::SEARCH, assets::KEPT].map(|name| self.without_comments(name));
            if search.is_empty() || own.is_empty() { String::new() } else { format!("{search}\n{own}") }
        })
    }

    fn without_comments(&self, name: &str) -> String {
        let source = self.files.get(&format!("assets/{name}"));
        let text = source.and_then(|source| source.text().ok()).unwrap_or_default();
        let mut is_comment = false;
        let is_code = |line: &&str| {
            let began = std::mem::take(&mut is_comment) || line.starts_with("/*");
            is_comment = began && !line.ends_with("*/");
            !began && !line.is_empty() && !line.starts_with("//")
        };
        text.lines().map(str::trim).filter(is_code).collect::<Vec<_>>().join("\n")
    }

    /// The file at this path below the theme's folder, such as `assets/pictograms/pen.svg`.
    pub fn file(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// The templates of the leaflets, by their names below `leaflet/`.
    pub fn leaflet_templates(&self) -> BTreeMap<&str, &Source> {
        self.files.under("leaflet/")
    }

    /// The files that the site publishes beside its pages.
    pub fn published(&self) -> impl Iterator<Item = &Asset> {
        self.assets.published()
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| {
            let mut diagnostics = Vec::new();
            let strings = strings::read(&self.files, &self.name, &self.languages, &mut diagnostics);
            let strings = strings.into_iter().map(|(language, words)| (language, Arc::new(words))).collect();
            Words { strings, diagnostics }
        })
    }
}

fn card(files: &Files, diagnostics: &mut Vec<Diagnostic>) -> Card {
    let Some(source) = files.get("theme.yaml") else { return Card::default() };
    let card: Card = match source.text() {
        Ok(text) => yaml::read(text, &source.path, 0).collect_into(diagnostics).unwrap_or_default(),
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            Card::default()
        }
    };
    let web = card.fonts.iter().map(|font| (font.family.as_str(), &font.file));
    let print = card.print.iter().map(|font| ("leaflet", &font.file));
    for (name, file) in web.chain(print).filter(|(_, file)| files.get(file).is_none()) {
        let diagnostic = Diagnostic::new(rule::theme::ASSET, Place::file(&source.path))
            .with("name", name)
            .with("file", file);
        diagnostics.push(diagnostic);
    }
    card
}

#[cfg(test)]
mod tests;
