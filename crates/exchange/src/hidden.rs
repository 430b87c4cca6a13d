//! Which rows of an Excel workbook are hidden, by hand or by a filter: the library that reads the cells does not say it.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::table::{MOST_SHEETS, MOST_UNPACKED};

/// The numbers of the hidden rows of each sheet, by its name. A part that cannot be read hides nothing.
pub(super) fn rows(bytes: &[u8]) -> BTreeMap<String, BTreeSet<usize>> {
    let parts = (part(bytes, "xl/workbook.xml"), part(bytes, "xl/_rels/workbook.xml.rels"));
    let (Some(book), Some(links)) = parts else { return BTreeMap::new() };
    let mut targets = BTreeMap::new();
    each(&links, &mut |tag| {
        targets.extend(get(tag, "Id").zip(get(tag, "Target")));
    });
    let mut sheets = BTreeMap::new();
    each(&book, &mut |tag| {
        let target = get(tag, "id").and_then(|id| targets.get(&id));
        if let (Some(name), Some(target)) = (get(tag, "name"), target) {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            sheets.insert(name, path);
        }
    });
    // Many names may lead to one part, which is read once.
    let mut read = BTreeMap::<String, BTreeSet<usize>>::new();
    let mut of = |path: String| {
        let hidden = || part(bytes, &path).map(|sheet| hidden(&sheet)).unwrap_or_default();
        if !read.contains_key(&path) {
            let hidden = hidden();
            read.insert(path.clone(), hidden);
        }
        read.get(&path).cloned().unwrap_or_default()
    };
    sheets.into_iter().take(MOST_SHEETS).map(|(name, path)| (name, of(path))).collect()
}

/// The numbers of the hidden rows of a sheet.
fn hidden(sheet: &str) -> BTreeSet<usize> {
    let (mut found, mut last) = (BTreeSet::new(), 0);
    each(sheet, &mut |tag| {
        if tag.local_name().into_inner() == "row" {
            last = get(tag, "r").and_then(|number| number.parse().ok()).unwrap_or(last + 1);
            if get(tag, "hidden").is_some_and(|value| matches!(value.as_str(), "1" | "true")) {
                found.insert(last);
            }
        }
    });
    found
}

/// Calls a function for each element, as far as the text can be read.
fn each(xml: &str, with: &mut dyn FnMut(&BytesStart)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => with(&tag),
            Event::Eof => return,
            _ => {}
        }
    }
}

/// An attribute by its name without a prefix.
fn get(tag: &BytesStart, wanted: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|one| one.key.local_name().into_inner() == wanted)?;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// A part of the packed file as text.
fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.take(MOST_UNPACKED).read_to_string(&mut text).ok()?;
    Some(text)
}
