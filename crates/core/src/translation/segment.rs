//! A text cut into segments: what a translator translates at a time.

use std::{collections::HashMap, fmt, ops::Range};

use strum::{EnumString, IntoStaticStr};

use super::tagged::{Marks, Token, shown, tokens};
use crate::{
    document::markdown::{
        self,
        raw::{self, Role},
    },
    document::spoken::letters,
    guide::split,
    source::SourcePath,
    yaml::{self, Branch},
};
use trousseau_text::{Fingerprint, Language};

/// What a segment is in its text; the name stands in files for translators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum Kind {
    /// The title, of the front matter.
    Title,
    /// The summary, of the front matter.
    Summary,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph of an item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// The name of a table, or the words below a picture.
    Caption,
    /// The alternative text of a picture.
    Alt,
    /// A paragraph of a framed box or a quotation.
    Box,
    /// A paragraph of a footnote.
    Note,
    /// Text that keeps its lines.
    Verbatim,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.into())
    }
}

impl From<Role> for Kind {
    fn from(role: Role) -> Self {
        match role {
            Role::Heading => Self::Heading,
            Role::Paragraph => Self::Paragraph,
            Role::Item => Self::Item,
            Role::Cell => Self::Cell,
            Role::Caption | Role::Legend => Self::Caption,
            Role::Alternative => Self::Alt,
            Role::Box => Self::Box,
            Role::Note => Self::Note,
            Role::Verbatim => Self::Verbatim,
        }
    }
}

/// One piece of a text.
#[derive(Clone, Debug)]
pub struct Segment {
    /// What it is.
    pub kind: Kind,
    /// The anchor of the heading above it; empty before the first one. A heading is in its own section.
    pub section: String,
    /// The bytes of the file that hold it.
    pub span: Range<usize>,
    /// These bytes; of the front matter, the value that they mean.
    pub raw: String,
    /// Its words and marks.
    pub(super) tokens: Vec<Token>,
    /// What its marks are, in the order in which they begin.
    pub marks: Marks,
    /// Its place among segments of the same section and kind that say the same, from 1.
    pub ordinal: usize,
}

impl Segment {
    /// The words as translators get them: each mark as a tag with its number, from 1.
    pub fn text(&self) -> String {
        shown(&self.tokens, &self.marks, &|mark| Some(mark + 1))
    }

    /// What readers meet of it: its words without the marks; of a mark without words, what it stands for.
    pub fn words(&self) -> String {
        let sign = |place: usize| {
            let mark = self.marks.get(place).filter(|mark| mark.close.is_none())?;
            Some(match mark.key.split_once(':') {
                None => " ",
                Some(("code" | "auto" | "link", rest)) => rest,
                Some(_) => &mark.open,
            })
        };
        let words = self.tokens.iter().filter_map(|token| match token {
            Token::Words(words) => Some(words.as_str()),
            Token::Open(place) => sign(*place),
            Token::Close(_) => None,
        });
        words.collect()
    }

    /// The words as readers get them, and behind them the numbers and addresses to which its links lead, in brackets.
    pub fn plain(&self) -> String {
        let links = self.marks.iter().filter_map(|mark| mark.key.strip_prefix("link:"));
        let outside = ["tel:", "sms:", "mailto:", "http:", "https:"];
        let links = links.filter(|address| outside.iter().any(|start| address.starts_with(start)));
        self.words() + &links.map(|address| format!(" ({address})")).collect::<String>()
    }

    /// What it says, in ten letters from `a` to `p` (40 bits): its words, its marks and where its links lead. Neither its place nor its
    /// kind counts.
    pub fn hash(&self) -> String {
        let keys: Vec<&str> = self.marks.iter().map(|mark| mark.key.as_str()).collect();
        letters(Fingerprint::of(format!("{}\n{}", self.text(), keys.join("\n")).as_bytes()))
    }

    /// The name under which translators meet it: `guide|section|kind`, and a number only where one cannot be told from another.
    pub fn context(&self, guide: &str) -> String {
        let number = if self.ordinal > 1 { format!("|{}", self.ordinal) } else { String::new() };
        format!("{guide}|{}|{}{number}", self.section, self.kind)
    }
}

/// The segments of a file, the title and the summary first. `None` when it has no front matter that can be read.
pub fn segments(text: &str, path: &SourcePath, language: Language) -> Option<Vec<Segment>> {
    let parts = split::split(text, path).ok()?;
    let mut all = front_matter(parts.front_matter, parts.front_matter_offset)?;
    let document = markdown::read(parts.body, parts.body_offset, path, language).value;
    let anchors: HashMap<usize, &str> =
        document.headings().into_iter().map(|heading| (heading.span.start, heading.id.as_str())).collect();
    let mut places: Vec<(usize, &str)> = anchors.into_iter().collect();
    places.sort_unstable();
    let section = |at: usize| {
        let above = places.partition_point(|(start, _)| *start <= at);
        above.checked_sub(1).and_then(|place| places.get(place)).map_or("", |(_, id)| id).to_owned()
    };
    for line in raw::lines(parts.body, parts.body_offset) {
        let Some(raw) = text.get(line.range.clone()) else { continue };
        let (tokens, marks) = tokens(text, &line);
        all.push(Segment {
            kind: line.role.into(),
            section: section(line.range.start),
            raw: raw.to_owned(),
            span: line.range,
            tokens,
            marks,
            ordinal: 1,
        });
    }
    // A footnote is written anywhere and read at the end; segments are in the order of the file.
    count(&mut all);
    Some(all)
}

/// The title and the summary.
fn front_matter(yaml: &str, offset: usize) -> Option<Vec<Segment>> {
    let tree = yaml::parse(yaml).ok()?;
    let field = |name, kind| {
        let (_, value) = tree.get(name)?;
        let Branch::Text(words) = &value.branch else { return None };
        Some(Segment {
            kind,
            section: String::new(),
            span: offset + value.span.start..offset + value.span.end,
            raw: words.trim().to_owned(),
            tokens: vec![Token::Words(words.split_whitespace().collect::<Vec<_>>().join(" "))],
            marks: Vec::new(),
            ordinal: 1,
        })
    };
    Some(vec![field("title", Kind::Title)?, field("summary", Kind::Summary)?])
}

fn count(segments: &mut [Segment]) {
    let mut seen: HashMap<(String, Kind, String), usize> = HashMap::new();
    for segment in segments {
        let number = seen.entry((segment.section.clone(), segment.kind, segment.text())).or_default();
        *number += 1;
        segment.ordinal = *number;
    }
}
