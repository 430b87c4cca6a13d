//! Paper says what the screen says, word by word, for every guide of this repository.

use std::{collections::BTreeMap, fs, path::Path, sync::Mutex};

use trousseau_core::{
    document::{Block, Document, Inline},
    source::{Source, Sources},
    toolkit::format::{Format, Layout},
};
use trousseau_html::generate;
use trousseau_site::{
    plan,
    view::{PageBuilder, Reference},
};
use trousseau_theme::{dates::dates, strings::Strings};

use crate::way::{TODAY, survey};

/// The toolkit of this repository.
pub fn content() -> Sources {
    fn walk(root: &Path, folder: &Path, sources: &mut Sources) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, sources);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                sources.put(Source::new(name, fs::read(&path).expect("bytes")));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Sources::default();
    walk(root, &root.join("content"), &mut sources);
    sources
}

#[test]
fn paper_has_the_words_of_the_page_for_every_guide_and_language() {
    let sources = content();
    let survey = survey(sources.clone(), TODAY);
    let (library, theme) = survey.made.expect("a toolkit");
    let options = plan::BuildOptions::default();
    let input = plan::leaflets::RenderInput::new(&library, &theme, &sources, &options);
    let plan = plan::plan(&library, &theme, &sources, &options);
    let make: Vec<_> = plan.tasks.keys().filter(|path| path.ends_with(".html")).cloned().collect();
    let pages = Mutex::new(BTreeMap::new());
    generate::all(&plan, &make, &theme, &|path, generated| {
        pages.lock().expect("no panic").insert(path.to_string(), generated.value.expect("a page"));
    });
    let pages = pages.into_inner().expect("no panic");
    let mut compared = 0;
    for language in &library.toolkit.languages {
        let builder: PageBuilder = input.page_builder(*language);
        let strings = theme.strings(*language);
        for guide in library.guides.iter().filter(|guide| guide.is_in(*language)) {
            let html = &pages[&format!("site/{language}/{}.html", guide.slug)];
            let html = std::str::from_utf8(html).expect("text");
            let layouts: &[&Layout] = match *language == library.toolkit.source_language() {
                true => &[Format::A4.spec().layout],
                false => &[Format::A4.spec().layout, Format::Bilingual.spec().layout],
            };
            for layout in layouts {
                let view = builder.leaflet(guide, layout, None).expect("translated");
                let part = &view.parts[0];
                let place = format!("{language}/{} {layout:?}", guide.slug);
                let mut paper = words(&part.title.text);
                paper.extend(words(&part.summary.text));
                match &part.beside {
                    None => paper.extend(document(&part.body, strings)),
                    Some(beside) => {
                        let rows = beside.rows.iter().map(|row| blocks(&row.translation, strings));
                        let diagnostics =
                            part.body.footnotes.iter().map(|diagnostic| blocks(diagnostic, strings));
                        paper.extend(rows.chain(diagnostics).flat_map(|text| words(&text)));
                    }
                }
                let screen = screen(html);
                let at = paper.iter().zip(&screen).position(|(left, right)| left != right);
                let around =
                    at.map(|at| (&paper[at..paper.len().min(at + 5)], &screen[at..screen.len().min(at + 5)]));
                assert_eq!(around, None, "{place}");
                assert_eq!(paper.len(), screen.len(), "{place}");
                compared += paper.len();
            }
        }
    }
    assert!(compared > 30_000, "{compared}");
}

/// Words as they are compared: whatever marks isolate or keep them together.
fn words(text: &str) -> Vec<String> {
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let text: String = text.chars().map(plain).collect();
    text.split_whitespace().map(str::to_owned).collect()
}

fn document(body: &Document<Reference>, strings: &Strings) -> Vec<String> {
    let diagnostics = body.footnotes.iter().map(|diagnostic| blocks(diagnostic, strings));
    [blocks(&body.blocks, strings)].into_iter().chain(diagnostics).flat_map(|text| words(&text)).collect()
}

fn blocks(list: &[Block<Reference>], strings: &Strings) -> String {
    let one = |block: &Block<Reference>| match block {
        Block::Heading(heading) => line(&heading.text),
        Block::Paragraph(text) => line(text),
        Block::List { items, .. } => {
            items.iter().map(|item| blocks(&item.blocks, strings)).collect::<Vec<_>>().join(" ")
        }
        Block::Alert(_, inner) | Block::Quote(inner) => blocks(inner, strings),
        Block::Letter(letter) => blocks(&letter.blocks, strings),
        // Both fill it with the dates of the delay, each in as many columns as it has room for.
        Block::Table(table) if table.asks_for_dates() => {
            let dates = dates(Reference::delay(&table.caption).expect("a delay"), strings);
            let cells = [dates.note].into_iter().chain(dates.head).chain(dates.rows.into_iter().flatten());
            line(&table.caption) + " " + &cells.collect::<Vec<_>>().join(" ")
        }
        Block::Table(table) => {
            let cells = table.head.iter().chain(table.rows.iter().flatten()).map(|cell| line(cell));
            line(&table.caption) + " " + &cells.collect::<Vec<_>>().join(" ")
        }
        Block::Figure(image) => image.caption.clone().unwrap_or_default(),
        Block::Verbatim(text) => text.clone(),
        Block::Rule | Block::Lines(_) | Block::Changed => String::new(),
    };
    list.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn line(text: &[Inline<Reference>]) -> String {
    let one = |inline: &Inline<Reference>| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => line(inner),
        Inline::Link(link) => format!("{}{}", line(&link.text), reached(&link.to, &line(&link.text))),
        Inline::Break => " ".to_owned(),
        Inline::Image(_) | Inline::Footnote(_) | Inline::Blank(_) => String::new(),
    };
    text.iter().map(one).collect()
}

/// What both print after the words of a contact: its number, else its website.
fn reached(to: &Reference, words: &str) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let after = match to {
        Reference::Contact(contact) => match (&contact.phone, &contact.url) {
            (Some(phone), _) if !digits(words).contains(&digits(&phone.text)) => phone.text.clone(),
            (None, Some(url)) => url.split("://").nth(1).unwrap_or(url).trim_start_matches("www.").to_owned(),
            _ => return String::new(),
        },
        _ => return String::new(),
    };
    format!(" {after} ")
}

/// The words of the article on a page: its title, its summary and its body, without what the theme adds.
fn screen(html: &str) -> Vec<String> {
    let between = |start: &str, end: &str| {
        let rest = html.split(start).nth(1).unwrap_or_else(|| panic!("no {start}"));
        rest[rest.find('>').expect("a tag") + 1..].split(end).next().expect("its end").to_owned()
    };
    let body = between("<div class=\"body\"", "<div class=\"after\">");
    [between("<h1", "</h1>"), between("<p class=\"lead\"", "</p>"), body]
        .iter()
        .flat_map(|part| visible(part))
        .collect()
}

/// The words of some markup without those of the theme: titles of alerts, marks, numbers of contacts, names of languages.
fn visible(html: &str) -> Vec<String> {
    let (mut text, mut rest, mut skip) = (String::new(), html, None::<(String, usize)>);
    while let Some((before, after)) = rest.split_once('<') {
        if skip.is_none() {
            text.push_str(before);
        }
        let (tag, after) = after.split_once('>').expect("a tag");
        rest = after;
        let name = tag.trim_start_matches('/').split([' ', '>']).next().expect("a name").to_owned();
        let block =
            ["p", "li", "td", "th", "h2", "h3", "caption", "div", "ul", "ol", "br"].contains(&name.as_str());
        if block && skip.is_none() {
            text.push(' ');
        }
        skip = match skip {
            Some((waits, depth)) if waits == name => {
                let depth = if tag.starts_with('/') { depth - 1 } else { depth + 1 };
                (depth > 0).then_some((waits, depth))
            }
            None if ADDED.iter().any(|mark| tag.contains(mark)) => Some((name, 1)),
            other => other,
        };
    }
    text.push_str(rest);
    words(&text.replace("&amp;", "&").replace("&#39;", "'"))
}

/// What tells elements that the theme adds to a text.
const ADDED: [&str; 6] = [
    "alert-title",
    "note-mark",
    "span class=\"to-check",
    "class=\"soft\"",
    "class=\"elsewhere\"",
    "aria-hidden",
];

#[test]
fn formats_of_this_repository_are_known_to_its_guides() {
    let sources = content();
    let survey = survey(sources, TODAY);
    let (library, _) = survey.made.expect("a toolkit");
    for guide in &library.guides {
        let format = if guide.source.front_matter.kind.is_form() { Format::Sheet } else { Format::A4 };
        assert!(plan::leaflets::formats(&library, guide).contains(&format), "{}", guide.slug);
    }
}
