//! What somebody reads aloud who records a guide: its text as it is to be spoken.

use trousseau_core::{
    document::{Alert, Block, Inline, walk},
    library::Localized,
    messages::Failure,
};
use trousseau_site::view::{
    Reference,
    body::{BodyView, body},
    recording,
};
use trousseau_text::{Language, calls, digits};
use trousseau_theme::strings::Strings;

use crate::Project;

/// The text of a guide or a page in a language. Each section begins with its anchor in brackets, by which a recording of it is named.
pub fn script(project: &Project, name: &str, tag: &str) -> anyhow::Result<String> {
    let Some(loaded) = &project.loaded else { return Ok(String::new()) };
    let library = &*loaded.library;
    let toolkit = project.toolkit();
    let known = || toolkit.languages.iter().map(|one| one.tag()).collect::<Vec<_>>().join(", ");
    let language = toolkit.languages.iter().find(|one| one.tag().eq_ignore_ascii_case(tag.trim()));
    let Some(language) = language.copied() else {
        return Err(Failure::new("audio/language").with("tag", tag).with("known", known()).into());
    };
    let edition = match library.pages.iter().find(|page| page.slug == name) {
        Some(page) => page.localized(language),
        None => {
            let guide = &project.guide(name)?.slug;
            let found = library.all_guides().into_iter().find(|one| one.slug == *guide);
            found
                .map(|guide| guide.localized(language))
                .ok_or_else(|| Failure::new("find/unreadable").with("name", name))?
        }
    };
    if edition.language != language {
        let path = edition.path.replace(&format!("/{}.md", edition.language), &format!("/{language}.md"));
        return Err(Failure::new("translation/none").with("path", path).into());
    }
    let text = body(library, &edition, language);
    Ok(written(&edition, &text, loaded.theme.strings(language)))
}

fn written<'a>(edition: &'a Localized<'a>, text: &BodyView, strings: &'a Strings) -> String {
    let calls = linked(text);
    let mut script = Script { edition, language: edition.language, strings, calls, out: String::new() };
    script.code(recording::code(edition, None));
    script.line(edition.title);
    script.line(edition.summary);
    script.blocks(&text.body.blocks);
    text.body.footnotes.iter().for_each(|note| script.blocks(note));
    script.out
}

struct Script<'a> {
    edition: &'a Localized<'a>,
    language: Language,
    strings: &'a Strings,
    /// The numbers that the text links: where they stand without a link, they are said as numbers to call, too.
    calls: Vec<String>,
    out: String,
}

impl Script<'_> {
    fn line(&mut self, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.out += &calls::said(&words, &self.calls);
            self.out.push('\n');
        }
    }

    /// The code of what follows, by which a recording of it is known to be out of date. Nobody reads it aloud.
    fn code(&mut self, code: Option<String>) {
        self.out += &code.map(|code| format!("(text: {code})")).unwrap_or_default();
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block<Reference>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<Reference>) {
        match block {
            Block::Heading(heading) => {
                self.out += &format!("\n[{}] ", heading.id);
                self.code(recording::code(self.edition, Some(&heading.id)));
                self.line(&spoken(&heading.text));
            }
            Block::Paragraph(words) => self.line(&spoken(words)),
            Block::List { start, items } => {
                for (place, item) in items.iter().enumerate() {
                    let from = self.out.len();
                    self.blocks(&item.blocks);
                    if let (Some(start), true) = (start, self.out.len() > from) {
                        self.out.insert_str(from, &format!("{}. ", start + place as u64));
                    }
                }
            }
            Block::Alert(kind, blocks) => {
                self.line(self.strings.get(alert(*kind)));
                self.blocks(blocks);
            }
            Block::Quote(blocks) => self.blocks(blocks),
            Block::Letter(letter) if letter.language == self.language => self.blocks(&letter.blocks),
            Block::Table(table) => {
                self.line(&spoken(&table.caption));
                table.rows.iter().for_each(|row| self.row(&table.head, row));
            }
            Block::Figure(image) => {
                self.line(&image.alt);
                self.line(image.caption.as_deref().unwrap_or_default());
            }
            Block::Verbatim(text) => text.lines().for_each(|line| self.line(line)),
            Block::Changed => self.line(self.strings.get("notice.changed")),
            // A letter in another language is for whoever gets it.
            Block::Letter(_) | Block::Lines(_) | Block::Rule => {}
        }
    }

    /// A row as a listener follows it: its name, then each cell behind the name of its column.
    fn row(&mut self, head: &[Vec<Inline<Reference>>], row: &[Vec<Inline<Reference>>]) {
        let cells = row.iter().enumerate().filter_map(|(place, cell)| {
            let (words, column) =
                (spoken(cell), head.get(place).map(|cell| spoken(cell)).unwrap_or_default());
            let named = place > 0 && !column.trim().is_empty();
            (!words.trim().is_empty()).then(|| match named {
                true => format!("{column}{} {words}", self.strings.get("colon")),
                false => words,
            })
        });
        let cells = cells.collect::<Vec<_>>().join(". ");
        self.line(&cells);
    }
}

fn alert(kind: Alert) -> &'static str {
    match kind {
        Alert::Note => "alert.note",
        Alert::Tip => "alert.tip",
        Alert::Important => "alert.important",
        Alert::Warning => "alert.warning",
        Alert::Caution => "alert.caution",
    }
}

/// The numbers to call that a text links, as they are shown.
fn linked(text: &BodyView) -> Vec<String> {
    let mut all = Vec::new();
    text.body.each(&mut |seen| match seen.to {
        Reference::Phone(phone) => all.push(phone.text.clone()),
        Reference::Contact(contact) => all.extend(contact.phone.iter().map(|phone| phone.text.clone())),
        _ => {}
    });
    all
}

/// The words of a line. A number that is linked is said digit by digit, whatever it looks like.
fn spoken(inlines: &[Inline<Reference>]) -> String {
    inlines.iter().map(piece).collect()
}

fn piece(inline: &Inline<Reference>) -> String {
    match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => spoken(inner),
        Inline::Link(link) => match &link.to {
            Reference::Phone(_) => calls::apart(&spoken(&link.text)),
            Reference::Contact(contact) => {
                let words = walk::plain(&link.text);
                match contact.phone.as_ref().map(|phone| &phone.text) {
                    Some(number) if digits::of(number) == digits::of(&words) => calls::apart(&words),
                    Some(number) => format!("{words} ({})", calls::apart(number)),
                    None => words,
                }
            }
            _ => spoken(&link.text),
        },
        Inline::Image(image) => image.alt.clone(),
        Inline::Break => " ".to_owned(),
        Inline::Blank(_) | Inline::Footnote(_) => String::new(),
    }
}
