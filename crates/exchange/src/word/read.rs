//! A document → its paragraphs with their letters, changes and comments.

use std::collections::BTreeMap;

use super::{
    Broken, Cell, Document, Dropped, Number, PROPERTY, Paragraph, Seen,
    element::{Element, parse, words},
    inline::{Change, Inline, is_placeholder},
    package::Package,
    reader::{Reader, has_fill},
    styles::Styles,
};

/// The most paragraphs that are read.
const MOST_PARAGRAPHS: usize = 20_000;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, Broken> {
    let mut package = Package::open(bytes)?;
    let names = package.names();
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let mut part = |name: &str| -> Result<Option<Element>, Broken> {
        package.part(name)?.map(|text| parse(&text)).transpose()
    };
    let document = part(&main)?.ok_or(Broken::Form)?;
    let file = main.rsplit('/').next().unwrap_or_default();
    let relations = part(&beside(&format!("_rels/{file}.rels")))?;
    let styles =
        Styles::read(part(&beside("styles.xml"))?.as_ref(), part(&beside("numbering.xml"))?.as_ref());
    let comments = part(&beside("comments.xml"))?.map(|root| comments(&root)).unwrap_or_default();
    let made_of = part("docProps/custom.xml")?.and_then(|root| property(&root));
    let mut reader = Reader {
        styles,
        targets: targets(relations.as_ref()),
        document: Document { made_of, comments, ..Document::default() },
        waiting: Vec::new(),
        tables: 0,
        frames: (0, None),
        at: 0,
        stops: (Vec::new(), 0),
        notes: BTreeMap::new(),
        fields: Vec::new(),
    };
    for (is_end, name) in [(false, "footnotes.xml"), (true, "endnotes.xml")] {
        let root = part(&beside(name))?;
        let all = root.iter().flat_map(Element::children);
        let told = all.filter_map(|note| Some(((is_end, note.get("w:id")?.to_owned()), words(note))));
        reader.notes.extend(told.filter(|(_, words)| !words.trim().is_empty()));
    }
    let body = document.child("w:body").ok_or(Broken::Form)?;
    reader.blocks(body, None)?;
    // Headers and footers without words are in every document.
    for (begin, what) in [("header", Dropped::Headers), ("footer", Dropped::Footers)] {
        for name in names.iter().filter(|name| name.starts_with(&beside(begin)) && name.ends_with(".xml")) {
            let own = part(name)?.map(|root| words(&root)).unwrap_or_default();
            if !own.trim().is_empty() {
                reader.drop_words(what, &own);
            }
        }
    }
    Ok(reader.document)
}

/// The name of the part that the document begins with.
fn main_part(package: &mut Package) -> Result<String, Broken> {
    let root = package.part("_rels/.rels")?.ok_or(Broken::Form)?;
    let root = parse(&root)?;
    let main =
        root.children().find(|one| one.get("Type").is_some_and(|kind| kind.ends_with("/officeDocument")));
    let target = main.and_then(|one| one.get("Target")).ok_or(Broken::Form)?;
    Ok(target.trim_start_matches('/').to_owned())
}

/// Where links lead, by their names.
fn targets(root: Option<&Element>) -> BTreeMap<String, String> {
    let links = root.into_iter().flat_map(Element::children);
    let links = links.filter(|one| one.get("Type").is_some_and(|kind| kind.ends_with("/hyperlink")));
    links.filter_map(|one| Some((one.get("Id")?.to_owned(), one.get("Target")?.to_owned()))).collect()
}

/// What a document says of where it comes from.
fn property(root: &Element) -> Option<String> {
    let own = root.children().find(|one| one.get("name") == Some(PROPERTY))?;
    Some(own.text()).filter(|text| !text.trim().is_empty())
}

/// The words of comments, by their numbers. Names, initials and days are not read.
fn comments(root: &Element) -> BTreeMap<String, String> {
    let all = root.children().filter(|one| one.name == "w:comment");
    all.filter_map(|one| Some((one.get("w:id")?.to_owned(), words(one)))).collect()
}

impl Reader {
    fn blocks(&mut self, around: &Element, cell: Option<Cell>) -> Result<(), Broken> {
        for child in around.children() {
            match child.name.as_str() {
                "w:p" => self.paragraph(child, cell)?,
                "w:tbl" => self.table(child, cell)?,
                "w:sdt" if is_placeholder(child) => self.placeholder(child),
                "w:sdt" => {
                    if let Some(inner) = child.child("w:sdtContent") {
                        self.blocks(inner, cell)?;
                    }
                }
                "w:customXml" | "w:smartTag" | "w:ins" | "w:moveTo" => self.blocks(child, cell)?,
                "mc:AlternateContent" => {
                    if let Some(inner) = child.child("mc:Choice") {
                        self.blocks(inner, cell)?;
                    }
                }
                "w:bookmarkStart" => self.waiting.extend(child.get("w:name").map(str::to_owned)),
                "w:altChunk" => self.drop(Dropped::Objects, 1),
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Element, around: Option<Cell>) -> Result<(), Broken> {
        // A table in a cell is read as further paragraphs of that cell.
        let rows = flat(table, "w:tr");
        if let ([(row, _)], None) = (rows.as_slice(), around)
            && let [(cell, false)] = flat(row, "w:tc").as_slice()
        {
            return self.framed(cell);
        }
        let number = self.tables;
        self.tables += usize::from(around.is_none());
        for (row, (cells, _)) in rows.iter().enumerate() {
            let mut column = 0;
            for (cell, asks) in flat(cells, "w:tc") {
                let properties = cell.child("w:tcPr");
                let span =
                    properties.and_then(|one| one.value("w:gridSpan")?.parse::<usize>().ok()).unwrap_or(1);
                let goes_on = properties.and_then(|one| one.child("w:vMerge"));
                self.drop(Dropped::MergedCells, usize::from(span > 1 || goes_on.is_some()));
                let place = around.unwrap_or(Cell { table: number, row, column });
                if asks {
                    self.placeholder(cell);
                } else {
                    self.blocks(cell, Some(place))?;
                }
                column += span.clamp(1, 64);
            }
        }
        Ok(())
    }

    /// A table of one cell is a frame around paragraphs.
    fn framed(&mut self, cell: &Element) -> Result<(), Broken> {
        let (count, around) = self.frames;
        self.frames = if around.is_none() { (count + 1, Some(count)) } else { self.frames };
        let done = self.blocks(cell, None);
        self.frames.1 = around;
        done
    }

    /// What a control shows as long as nothing was typed into it.
    fn placeholder(&mut self, control: &Element) {
        self.at = 0;
        let shown = words(control);
        self.drop_words(Dropped::Placeholders, &shown);
    }

    fn paragraph(&mut self, element: &Element, cell: Option<Cell>) -> Result<(), Broken> {
        if self.document.paragraphs.len() >= MOST_PARAGRAPHS {
            return Err(Broken::Large);
        }
        let properties = element.child("w:pPr");
        let mark = properties.and_then(|one| one.child("w:rPr"));
        let has = |name: &str| mark.and_then(|mark| mark.child(name));
        let mut change = Change::default();
        for (new, old) in [("w:ins", "w:del"), ("w:moveTo", "w:moveFrom")] {
            change = has(new).map_or(change, |one| change.put(one, true));
            change = has(old).map_or(change, |one| change.put(one, false));
        }
        let names = std::mem::take(&mut self.waiting);
        let (seen, number) = self.seen(properties);
        let (ends, frame) = ((change.now, change.before), self.frames.1);
        let mut paragraph = Paragraph { names, seen, number, cell, frame, ends, ..Paragraph::default() };
        self.at = 0;
        self.stops = (self.styles.stops(properties), 0);
        let coloured = properties.is_some_and(|one| one.child("w:shd").is_some_and(has_fill));
        self.drop(Dropped::Colours, usize::from(coloured));
        self.inline(element, &mut paragraph, &Inline::default());
        if change.now != change.before {
            self.drop(Dropped::Changes, 1);
        }
        self.keep(paragraph);
        Ok(())
    }

    /// What a paragraph looks like, and the number before it.
    fn seen(&mut self, properties: Option<&Element>) -> (Seen, Option<Number>) {
        let listed = self.styles.listed(properties);
        let number = listed.and_then(|(list, level)| self.styles.lists.count(&list, level));
        match self.styles.seen(properties) {
            Seen::Item { level, ordered } => {
                self.drop(Dropped::Letters, usize::from(number.as_ref().is_some_and(|one| !one.is_plain())));
                (Seen::Item { level, ordered }, number)
            }
            Seen::Heading(level) => (Seen::Heading(level), number),
            // Whatever stands in a frame is framed.
            Seen::Text if self.frames.1.is_some() => (Seen::Box, None),
            other => (other, None),
        }
    }
}

/// The rows of a table, or the cells of a row, be they in a control or not; and whether that control still asks to be filled.
fn flat<'a>(around: &'a Element, wanted: &str) -> Vec<(&'a Element, bool)> {
    let mut all = Vec::new();
    for child in around.children() {
        match child.name.as_str() {
            name if name == wanted => all.push((child, false)),
            "w:sdt" => {
                let asks = is_placeholder(child);
                let inner = child.child("w:sdtContent").map(|inner| flat(inner, wanted));
                all.extend(inner.unwrap_or_default().into_iter().map(|(one, own)| (one, own || asks)));
            }
            "w:customXml" | "w:ins" | "w:del" => all.extend(flat(child, wanted)),
            _ => {}
        }
    }
    all
}
