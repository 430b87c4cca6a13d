//! XLIFF 1.2: a `<file>` for each text, a `<trans-unit>` for each piece of it, marks as `<g>` and `<x/>`.

use quick_xml::{
    Reader, XmlVersion,
    escape::unescape,
    events::{BytesStart, Event},
};

use super::{
    Broken, Catalog, State, Unit, Why,
    xml::{escaped, with_tags},
};

/// What the first note of a file says.
const SEGMENTATION: &str = "segmentation: ";

/// The deepest nesting that is read. Marks are nested, and no text nests a dozen.
const DEEPEST: usize = 256;

/// The file of a catalog.
pub fn write(catalog: &Catalog) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\n",
    );
    for units in catalog.units.chunk_by(|one, next| one.file == next.file) {
        file(catalog, units.first().map_or("", |unit| &unit.file), units, &mut out);
    }
    if catalog.units.is_empty() {
        file(catalog, "none", &[], &mut out);
    }
    out + "</xliff>\n"
}

/// The units of one text.
fn file(catalog: &Catalog, name: &str, units: &[Unit], out: &mut String) {
    *out += &format!(
        "  <file original=\"{}\" datatype=\"x-markdown\" source-language=\"{}\" target-language=\"{}\">\n    \
         <header>\n      <note>{SEGMENTATION}{}</note>\n    </header>\n    <body>\n",
        escaped(name),
        escaped(&catalog.source),
        escaped(&catalog.target),
        catalog.segmentation
    );
    out.extend(units.iter().map(unit));
    out.push_str("    </body>\n  </file>\n");
}

fn unit(unit: &Unit) -> String {
    let (approved, state) = match unit.state {
        State::Missing => ("no", "needs-translation"),
        State::Fuzzy => ("no", "needs-review-translation"),
        State::Done => ("yes", "translated"),
    };
    let mut out = format!(
        "      <trans-unit id=\"{}\" resname=\"{}\" approved=\"{approved}\" xml:space=\"preserve\">\n        \
         <source>{}</source>\n        <target state=\"{state}\">{}</target>\n",
        escaped(&unit.id),
        escaped(&unit.context),
        marked(&unit.source),
        marked(&unit.target)
    );
    for note in &unit.notes {
        out += &format!("        <note>{}</note>\n", escaped(note));
    }
    if let Some(previous) = &unit.previous {
        out += &format!(
            "        <alt-trans alttranstype=\"previous-version\">\n          <source>{}</source>\n          \
             <target>{}</target>\n        </alt-trans>\n",
            marked(previous),
            marked(&unit.target)
        );
    }
    out + "      </trans-unit>\n"
}

fn marked(text: &str) -> String {
    with_tags(text, |letter, number, closes| match (letter, closes) {
        ('g', true) => "</g>".to_owned(),
        ('g', false) => format!("<g id=\"{number}\">"),
        _ => format!("<x id=\"{number}\"/>"),
    })
}

/// Reads a catalog.
pub fn read(text: &str) -> Result<Catalog, Broken> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut book = Book::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let line = lines.line(at);
        let broken = || Broken { line, why: Why::Form };
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(tag) => {
                // What stands before a tag on its line is white space, so the unit begins where the tag ends.
                let end = usize::try_from(reader.buffer_position()).unwrap_or(at);
                let line = lines.line(end.saturating_sub(tag.len() + 2));
                book.open(&tag, line).ok_or(Broken { line, why: Why::Form })?;
            }
            Event::End(tag) => book.close(tag.local_name().into_inner()),
            Event::Text(text) => book.words(&text.xml10_content()),
            Event::CData(text) => book.words(&text.xml10_content()),
            // Of entities only those that XML knows without a declaration.
            Event::GeneralRef(name) => {
                let letter = unescape(&format!("&{};", &*name)).map_err(|_| broken())?.into_owned();
                book.words(&letter);
            }
            Event::DocType(_) => return Err(broken()),
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof if book.open.is_empty() && !book.catalog.target.is_empty() => return Ok(book.catalog),
            Event::Eof if book.open.is_empty() => return Err(Broken { line: 1, why: Why::Foreign }),
            Event::Eof => return Err(broken()),
        }
    }
}

/// On which line a byte stands, asked in order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn line(&mut self, at: usize) -> usize {
        let between = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += between.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(at);
        self.line
    }
}

/// A file that is being read.
#[derive(Default)]
struct Book {
    catalog: Catalog,
    file: String,
    unit: Unit,
    /// The elements that are open, by their local names; a mark with its tag.
    open: Vec<(String, String)>,
    approved: Option<bool>,
    state: String,
    note: String,
}

impl Book {
    fn open(&mut self, tag: &BytesStart, line: usize) -> Option<()> {
        let name = tag.local_name().into_inner().to_owned();
        let get = |wanted: &str| -> Option<String> {
            let found = tag
                .attributes()
                .filter_map(Result::ok)
                .find(|one| one.key.local_name().into_inner() == wanted)?;
            Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
        };
        let mut end = String::new();
        match name.as_str() {
            "file" => {
                self.file = get("original").unwrap_or_default();
                self.catalog.source = get("source-language").unwrap_or_default();
                self.catalog.target = get("target-language").unwrap_or_default();
            }
            "trans-unit" => {
                let id = get("id").unwrap_or_default();
                let context = get("resname").unwrap_or_else(|| id.clone());
                self.unit = Unit { file: self.file.clone(), context, id, line, ..Unit::default() };
                self.approved = get("approved").map(|word| word == "yes");
                self.state.clear();
            }
            "target" if !self.is_in("alt-trans") => {
                self.state = get("state").unwrap_or_default();
            }
            "g" | "x" | "ph" | "it" | "bx" | "ex" | "bpt" | "ept" => {
                end = self.mark(&name, &get("id").unwrap_or_default());
            }
            "note" => self.note.clear(),
            _ => {}
        }
        self.open.push((name, end));
        (self.open.len() <= DEEPEST).then_some(())
    }

    /// The beginning of a mark, in a source or a translation; gives its end. What stands in a mark of another program is none of our
    /// words, so the unit says that it holds one.
    fn mark(&mut self, name: &str, id: &str) -> String {
        let is_ours = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        match (name, is_ours) {
            ("g", true) => {
                self.words(&format!("<g{id}>"));
                return format!("</g{id}>");
            }
            ("x", true) => self.words(&format!("<x{id}/>")),
            _ if self.is_in("target") && !self.is_in("alt-trans") => {
                self.unit.foreign.get_or_insert(format!("<{name} id=\"{id}\">"));
            }
            _ => {}
        }
        String::new()
    }

    fn is_in(&self, element: &str) -> bool {
        self.open.iter().any(|(name, _)| name == element)
    }

    fn words(&mut self, words: &str) {
        let unit = self.open.iter().rposition(|(name, _)| name == "trans-unit");
        let inside = self.open.iter().skip(unit.map_or(0, |at| at + 1)).map(|(name, _)| name.as_str());
        let inside: Vec<&str> = inside.filter(|name| !matches!(*name, "g" | "mrk")).collect();
        match (unit, &inside[..]) {
            (Some(_), ["source"]) => self.unit.source.push_str(words),
            (Some(_), ["target"]) => self.unit.target.push_str(words),
            (Some(_), ["alt-trans", "source"]) => self.unit.previous.get_or_insert_default().push_str(words),
            (_, [.., "note"]) => self.note.push_str(words),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((_, end)) = self.open.last().filter(|(_, end)| !end.is_empty()) {
            let end = end.clone();
            self.words(&end);
        }
        self.open.pop();
        let in_unit = self.is_in("trans-unit");
        match name {
            "note" if in_unit => self.unit.notes.push(self.note.clone()),
            "note" => {
                if let Some(number) = self.note.trim().strip_prefix(SEGMENTATION) {
                    self.catalog.segmentation = number.trim().parse().unwrap_or_default();
                }
            }
            "trans-unit" => {
                let mut unit = std::mem::take(&mut self.unit);
                let waits = self.state.starts_with("needs-") || self.state == "new";
                unit.state = match (unit.target.is_empty(), self.approved) {
                    (true, _) => State::Missing,
                    (false, Some(true)) => State::Done,
                    (false, Some(false)) => State::Fuzzy,
                    (false, None) if waits => State::Fuzzy,
                    (false, None) => State::Done,
                };
                self.catalog.units.push(unit);
            }
            _ => {}
        }
    }
}
