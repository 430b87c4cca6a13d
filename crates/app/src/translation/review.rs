//! Who read a translation again, and which words: with one other word nobody has.

use trousseau_core::{
    agreement,
    diagnostic::Diagnostic,
    guide::{self, TranslationFrontMatter, TranslationState, edit, remark::clean},
    messages::Failure,
    source::Source,
};
use trousseau_text::Language;

use super::pair::pairs;
use crate::{Content, Project, edit::Refusal};

/// Notes that a function or an organisation has read the words of now again. Gives the path of the file; a refusal when the line
/// would bring an error, such as the name of a person.
pub fn review(
    (content, project): (&Content, &Project),
    guide: &str,
    language: Language,
    by: &str,
) -> anyhow::Result<Result<String, Refusal>> {
    let by = clean(by);
    if by.is_empty() {
        return Err(Failure::new("translation/by").into());
    }
    let pairs = pairs(project, language);
    let Some(pair) = pairs.iter().find(|pair| pair.slug == guide) else {
        project.guide(guide)?;
        return Err(Failure::new("find/no-guide").with("name", guide).with("known", "").into());
    };
    let none = || Failure::new("translation/none").with("path", &pair.path);
    let own = pair.own.as_ref().ok_or_else(none)?;
    // What still has the words of the source was read by nobody in its language.
    if own.head.translation == TranslationState::Begun {
        return Err(none().into());
    }
    let words = own.file.text().ok().and_then(agreement::translated).ok_or_else(none)?;
    let change = project.prove_file(&pair.path, |text| Ok((edit::reviewed(text, Some(&by), &words)?, ())));
    let change = match change {
        Ok(change) => change,
        Err(refusal) => return Ok(Err(refusal)),
    };
    project.write(&change, content)?;
    Ok(Ok(pair.path.to_string()))
}

/// A changed head with the words of now, when it says that the text was read again and did not say so before, or not by the same.
pub fn sealed(old: &str, new: String) -> Result<String, Diagnostic> {
    let head = |text: &str| {
        let source = Source::new("", text.as_bytes().to_vec());
        guide::read::<TranslationFrontMatter>(&source, "", Language::default())
            .value
            .map(|text| text.front_matter)
    };
    let said = |text: &str| {
        let head = head(text).filter(|head| head.translation == TranslationState::Reviewed)?;
        Some(head.reviewed_by)
    };
    match (said(&new), agreement::translated(&new)) {
        (Some(by), Some(words)) if said(old) != Some(by.clone()) => edit::reviewed(&new, None, &words),
        _ => Ok(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_at_the_desk_that_a_text_was_read_again_says_so_of_its_words() {
        let head = |state: &str| {
            format!(
                "---\ntitle: متابعة\nsummary: كيف.\ntranslates: 1.0.0\ntranslation: {state}\n---\n\nاحتفظوا.\n"
            )
        };
        let seal = |old: &str, new: &str| sealed(old, new.to_owned()).expect("a head");
        let (draft, read) = (head("draft"), head("reviewed"));
        let done = seal(&draft, &read);
        let words = agreement::translated(&read).expect("it can be read");
        assert!(
            done.contains(&format!("translation: reviewed\nreviewed_text: {}\n", words.as_str())),
            "{done}"
        );
        assert_eq!(seal(&done, &done), done, "nobody said it anew");
        // Another field of the head was changed: what was read is what was read then.
        let later = done.replace("translates: 1.0.0", "translates: 1.1.0").replace("كيف.", "كيف؟");
        assert_eq!(seal(&done, &later), later);
        let by = later.replace("reviewed_text", "reviewed_by: ADIL\nreviewed_text");
        assert!(!seal(&later, &by).contains(words.as_str()), "somebody else read the words of now");
        assert_eq!(seal(&done, &draft), draft);
    }
}
