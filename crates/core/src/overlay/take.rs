//! Copies a text of the base, a section of one or an entry of a list into the toolkit, where it can be changed.

use super::{
    is_list, is_text,
    pieces::Pieces,
    sections::{self, Cut},
    texts::{below, source_language},
    tree::{Node, id},
    write::{Both, Yaml},
};
use crate::{
    source::{Source, SourcePath, Sources, layers::Layer},
    toolkit, yaml,
};

/// Why nothing can be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The base has no such file.
    NoFile,
    /// The file of the base has no such section or entry; these are the ones that it has.
    NoPart(Vec<String>),
    /// The toolkit has its own words there already.
    Taken,
    /// One of both files cannot be read.
    Unreadable,
}

/// The toolkit's own file with what it takes over: the whole file, one section by its anchor, or one entry by its id.
pub fn take(sources: &Sources, path: &SourcePath, part: Option<&str>) -> Result<Source, Refused> {
    let layers = sources.layers.as_deref().ok_or(Refused::NoFile)?;
    let base = layers.base.sources.get(path).ok_or(Refused::NoFile)?;
    let own = layers.own.get(path);
    let text = match part {
        None if own.is_some() || &**path == toolkit::PATH => return Err(Refused::Taken),
        None => return Ok(Source::new(path.clone(), base.bytes.clone())),
        Some(part) if is_text(path) => section(sources, base, own, part)?,
        Some(part) if is_list(path) && &**path != toolkit::PATH => entry(base, own, part)?,
        Some(_) => return Err(Refused::NoPart(Vec::new())),
    };
    Ok(Source::new(path.clone(), text.into_bytes()))
}

fn section(sources: &Sources, base: &Source, own: Option<&Source>, anchor: &str) -> Result<String, Refused> {
    let layers = sources.layers.as_deref().ok_or(Refused::NoFile)?;
    let cut = below(layers, &base.path, source_language(&sources.files)).ok_or(Refused::Unreadable)?;
    let known = || cut.passages.iter().map(|passage| passage.anchor.clone()).collect();
    let words = sections::named_section(&cut, anchor).ok_or_else(|| Refused::NoPart(known()))?;
    let Some(own) = own else {
        return Ok(format!("---\noverrides: sections\n---\n\n{}\n", words.trim_end()));
    };
    let above = Cut::of(own, Layer::Own).ok_or(Refused::Unreadable)?;
    if !above.is_overlay() || above.section(anchor).is_some() {
        return Err(Refused::Taken);
    }
    Ok(format!("{}\n\n{}\n", above.text.trim_end(), words.trim_end()))
}

fn entry(base: &Source, own: Option<&Source>, name: &str) -> Result<String, Refused> {
    let text = base.text().map_err(|_| Refused::Unreadable)?;
    let tree = yaml::parse(text).map_err(|_| Refused::Unreadable)?;
    let known = || tree.items().iter().filter_map(id).map(str::to_owned).collect();
    let item =
        tree.items().iter().find(|item| id(item) == Some(name)).ok_or_else(|| Refused::NoPart(known()))?;
    let above = own.map_or(Ok(""), |own| own.text()).map_err(|_| Refused::Unreadable)?;
    let own = yaml::parse(above).map_err(|_| Refused::Unreadable)?;
    if own.items().iter().any(|item| id(item) == Some(name)) {
        return Err(Refused::Taken);
    }
    let mut into = Pieces::default();
    let yaml = Yaml { text, offset: 0 };
    let both = Both { base: yaml, own: yaml };
    both.write(&Node::List(vec![Node::Whole(Layer::Base, item)]), [&tree, &tree], &mut into);
    let before = if above.is_empty() { String::new() } else { format!("{}\n", above.trim_end()) };
    Ok(format!("{before}{}\n", into.text.trim_end()))
}
