//! What real texts hold, on paper: each leaflet of a case is made and read back as a screen reader does.
//!
//! The cases are those of `field.rs`, with parts `print FORMAT LANG`, or `print FORMAT LANG PARTNER`, of the guide `essai`, and `print all LANG` of all
//! guides as one. Their lines:
//! `text: …` (its words in the order of the structure hold these), `no text: …`, `link: …` (a link says exactly this), `no link: …`
//! (no link holds it), `pages: …` (how many there are), `bytes: …` (the file holds them), `says: CODE` (what the editor is told; nothing
//! else may be), `names: WORDS` (a value of what the editor is told). Parts `page PATH` say what the screen shows of the same text.

use trousseau_core::{diagnostic::Diagnostic, toolkit::format::Format};
use trousseau_pdf::leaflet::{Leaflets, Print};
use trousseau_site::plan::{BuildOptions, Leaflet, leaflets::RenderInput};
use trousseau_text::Language;

use crate::{
    cases::{Case, tried},
    field::pages,
    report::reader,
    way::{TODAY, survey},
};

/// Makes a leaflet of a case: format, or `all` for all guides, language, and the partner who hands it out.
fn make(case: &Case, of: &str) -> Result<(Option<Print>, Vec<Diagnostic>), String> {
    let mut words = of.split(' ');
    let name = words.next().unwrap_or_default();
    let guide = (name != "all").then(|| "essai".to_owned());
    let format: Format =
        if guide.is_none() { "a4" } else { name }.parse().map_err(|_| format!("{of}: no such format"))?;
    let tag = words.next().unwrap_or_default();
    let language = Language::find(tag).ok_or_else(|| format!("{of}: no such language"))?;
    let (toolkit, _) = case.laid();
    let sources = trousseau_io::disk::read(toolkit.path()).map_err(|error| error.to_string())?.value;
    let survey = survey(sources.clone(), TODAY);
    let (library, theme) = survey.made.ok_or_else(|| format!("{:?}", survey.diagnostics))?;
    let options = BuildOptions::default();
    let input = RenderInput::new(&library, &theme, &sources, &options);
    let partner = words.next().map(str::to_owned);
    let leaflet = Leaflet { guide, partner, ..Leaflet::new("essai", language, format) };
    let made = trousseau_pdf::generate::one(&leaflet, &input, &Leaflets::new(&theme));
    Ok((made.value, made.diagnostics))
}

/// Words as they are compared: each white space one space, and no marks that only steer.
fn plain(text: &str) -> String {
    let marks = [
        '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}',
        '\u{202c}',
    ];
    let text: String = text.chars().filter(|letter| !marks.contains(letter)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a leaflet shows otherwise than its expectations, a line each.
fn faults(case: &Case, of: &str, expected: &str) -> Vec<String> {
    let (print, diagnostics) = match make(case, of) {
        Ok(made) => made,
        Err(fault) => return vec![fault],
    };
    let pages = print.as_ref().map(|print| print.pages.to_string());
    let bytes = print.map(|print| print.bytes);
    let heard = bytes.as_deref().map(reader::heard).map(|text| plain(&text)).unwrap_or_default();
    let links = bytes.as_deref().map(reader::links).unwrap_or_default();
    let mut said: Vec<&str> = diagnostics.iter().map(Diagnostic::code).collect();
    let mut faults = Vec::new();
    for line in expected.lines().filter(|line| !line.is_empty()) {
        let (kind, words) = line.split_once(": ").unwrap_or((line, ""));
        let words = plain(words);
        let right = match kind {
            "text" => heard.contains(&words),
            "no text" => bytes.is_some() && !heard.contains(&words),
            "link" => links.iter().any(|link| plain(link) == words),
            "pages" => pages.as_ref() == Some(&words),
            "no link" => !links.iter().any(|link| plain(link).contains(&words)),
            "bytes" => {
                let bytes = bytes.as_deref().unwrap_or_default();
                bytes.windows(words.len()).any(|part| part == words.as_bytes())
            }
            "names" => diagnostics.iter().any(|one| one.args.iter().any(|(_, value)| plain(value) == words)),
            "says" => said.iter().position(|code| *code == words).map(|at| said.remove(at)).is_some(),
            _ => false,
        };
        if !right {
            faults.push(format!("{of}: {line}\n      it says: {heard}\n      links: {links:?}"));
        }
    }
    if !said.is_empty() {
        faults.push(format!("{of}: the editor is told {said:?}"));
    }
    faults
}

#[test]
fn every_text_of_the_field_is_printed_as_meant_or_told() {
    tried("paper", 3, |case| {
        let prints =
            case.parts.iter().filter_map(|(header, text)| Some((header.strip_prefix("print ")?, text)));
        let has_page = case.parts.iter().any(|(header, _)| header.starts_with("page "));
        let mut found = if has_page { pages(case, &case.laid().0) } else { Vec::new() };
        found.extend(prints.clone().flat_map(|(of, expected)| faults(case, of, expected)));
        (prints.count(), found)
    });
}
