//! The hash of a text: the words that readers get, its blocks and what of its head is shown.

use crate::{
    guide::{GuideFrontMatter, TextHash, TranslationFrontMatter, TranslationState, edit::word, split},
    source::SourcePath,
    translation::{Segment, segments},
    yaml,
};
use trousseau_text::{Fingerprint, Language};

/// The first line of what is hashed. With other rules the number goes up, and all agreements would be to other words: the rules of
/// before must then stay beside the new ones.
const RULES: &str = "agreement 1";

/// The same for the words of a translation that was read again.
const REVIEW_RULES: &str = "review 1";

/// The hash of a guide's source text, by the text of its file. `None` when its head cannot be read.
///
/// It is of the title, the summary and all blocks with what they are and where their links lead; and of what the page shows of the
/// head: what the text is for, its stage, its territory, its authors, who helps, and the way out of the page. A
/// figure or a contact counts by its name: its value has a source and a day of its own. How lines are broken, marks are written and
/// spaces and apostrophes are typed does not count, nor do status, versions, remarks and days.
pub fn hash(text: &str) -> Option<TextHash> {
    let head = head(text)?;
    let mut all = vec![RULES.to_owned()];
    all.extend(segments_of(text)?.iter().map(segment));
    all.extend(shown(&head).into_iter().map(|(name, value)| line(name, &value)));
    Some(TextHash::new(Fingerprint::of(all.join("\n").as_bytes())))
}

/// The hash of a translation's words, by the text of its file: of the title, the summary and all blocks. `None` when it cannot be read.
pub fn translated(text: &str) -> Option<TextHash> {
    let mut all = vec![REVIEW_RULES.to_owned()];
    all.extend(segments_of(text)?.iter().map(segment));
    Some(TextHash::new(Fingerprint::of(all.join("\n").as_bytes())))
}

/// Whether a translation says that it was read again, and its words are others since.
pub fn is_review_void(head: &TranslationFrontMatter, text: &str) -> bool {
    let read = head.reviewed_text.as_ref().filter(|_| head.translation == TranslationState::Reviewed);
    read.is_some_and(|read| translated(text).as_ref() != Some(&read.value))
}

/// A block as it is hashed.
fn segment(segment: &Segment) -> String {
    let keys = segment.marks.iter().map(|mark| mark.key.as_str()).collect::<Vec<_>>().join(" ");
    line(&segment.kind.to_string(), &format!("{}|{keys}", segment.text()))
}

/// What a page shows of the head, beside the title and the summary.
fn shown(head: &GuideFrontMatter) -> [(&'static str, String); 6] {
    let list = |ids: &[yaml::Placed<String>]| ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" ");
    let one = |id: &Option<yaml::Placed<String>>| id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
    [
        ("kind", word(head.kind)),
        ("stage", head.stage.value.clone()),
        ("territory", one(&head.territory)),
        ("authors", list(&head.authors)),
        ("help", list(&head.help)),
        ("quick_exit", one(&head.quick_exit)),
    ]
}

/// A text as partners read it to agree: a line for each block and for what the page shows of the head, without Markdown. Two texts are
/// compared by them.
pub fn lines(text: &str) -> Option<String> {
    let head = head(text)?;
    let blocks = segments_of(text)?.into_iter().map(|segment| segment.plain());
    let shown = shown(&head).into_iter().filter(|(_, value)| !value.is_empty());
    let all: Vec<String> = blocks.chain(shown.map(|(name, value)| format!("{name}: {value}"))).collect();
    let one_line = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(all.iter().map(one_line).collect::<Vec<_>>().join("\n"))
}

fn head(text: &str) -> Option<GuideFrontMatter> {
    let path: SourcePath = "".into();
    let parts = split::split(text, &path).ok()?;
    yaml::read::<GuideFrontMatter>(parts.front_matter, &path, parts.front_matter_offset).value
}

/// The title, the summary and the blocks of a text.
fn segments_of(text: &str) -> Option<Vec<Segment>> {
    // Where a segment stands depends on the language, by the anchors of headings; what it says does not.
    segments(text, &"".into(), Language::default())
}

/// A line of what is hashed, with spaces and apostrophes as readers see them however they were typed.
fn line(name: &str, words: &str) -> String {
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    format!("{name}|{plain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: Suivre\nsummary: Comment suivre.\nstage: demander\nstatus: pilot\nhelp: [adil]\n---\n\n\
        ## Les papiers\n\nGardez l'avis **ici** : [appelez](tel:115).\n\n- un\n- deux\n";

    #[test]
    fn one_other_word_is_another_hash() {
        let first = hash(TEXT).expect("it can be read");
        for (old, new) in [
            ("title: Suivre\n", "title: Suivi\n"),
            ("Comment suivre.", "Comment faire."),
            ("Gardez", "Rangez"),
            ("tel:115", "tel:119"),
            ("- un\n- deux", "- deux\n- un"),
            ("- un\n", "- un\n- trois\n"),
            ("Gardez l", "> Gardez l"),
            ("[adil]", "[]"),
            ("stage: demander", "stage: vivre"),
            ("**ici**", "ici"),
        ] {
            assert!(TEXT.contains(old), "{old}");
            assert_ne!(hash(&TEXT.replace(old, new)), Some(first.clone()), "{old} → {new}");
        }
    }

    #[test]
    fn a_translation_was_read_again_as_long_as_its_words_are_those() {
        let text = "---\ntitle: متابعة\nsummary: كيف.\ntranslation: reviewed\n---\n\n## الأوراق\n\nاحتفظوا **هنا**.\n";
        let now = translated(text).expect("it can be read");
        let head = |translation, reviewed_text| TranslationFrontMatter {
            title: String::new(),
            summary: String::new(),
            translates: None,
            translation,
            reviewed_by: None,
            reviewed_text,
            search: Vec::new(),
            falc: None,
            audio: Vec::new(),
        };
        let sealed = head(TranslationState::Reviewed, Some(yaml::Placed::nowhere(now.clone())));
        assert!(!is_review_void(&sealed, text));
        assert!(!is_review_void(
            &sealed,
            &text.replace("translation: reviewed", "translation: reviewed\nreviewed_by: X")
        ));
        for (old, new) in
            [("متابعة", "متابعه"), ("كيف.", "كيف؟"), ("**هنا**", "هنا"), ("## الأوراق", "الأوراق")]
        {
            assert!(text.contains(old), "{old}");
            assert!(is_review_void(&sealed, &text.replace(old, new)), "{old} → {new}");
        }
        // Before the program kept the words, nobody knows which ones were read; and a draft was not read at all.
        assert!(!is_review_void(&head(TranslationState::Reviewed, None), text));
        assert!(!is_review_void(&head(TranslationState::Draft, Some(yaml::Placed::nowhere(now))), "other"));
    }

    #[test]
    fn what_readers_do_not_see_does_not_count() {
        let first = hash(TEXT);
        assert!(first.is_some());
        for (old, new) in [
            ("status: pilot", "status: published"),
            ("stage:", "search: [numéro]\nstage:"),
            ("\n---\n\n", "\nversions:\n  - {version: 1.0.0, date: 2026-01-01, summary: x}\n---\n\n"),
            ("Gardez l'avis", "Gardez\nl’avis"),
            ("ici** :", "ici**\u{a0}:"),
            ("- un\n- deux", "* un\n* deux"),
            ("papiers\n", "papiers {#papiers}\n"),
        ] {
            assert!(TEXT.contains(old), "{old}");
            assert_eq!(hash(&TEXT.replace(old, new)), first, "{old} → {new}");
        }
        assert_eq!(hash("no head"), None);
        // What is kept in files must not change with the program: written down when the rules were made.
        assert_eq!(first.as_ref().map(TextHash::as_str), Some("gdkbeoalnlagbamg"));
    }
}
