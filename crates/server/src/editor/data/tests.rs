//! The words of the forms: each question and each choice has its own, in each language of the program.

use strum::IntoEnumIterator;

use super::pieces::{choice, label};
use crate::pages::word;
use trousseau_app::entries::{
    Head, List, Target,
    shape::{Field, Shape},
};
use trousseau_core::messages;

#[test]
fn each_question_has_its_words() {
    let lists = List::iter().map(|list| (list.name(), list.fields()));
    let heads = [Head::Guide, Head::Page, Head::Translation].map(|head| (<&str>::from(head), head.fields()));
    let remark = ("remark", Target::Remark("".into(), 0).fields());
    let toolkit = ("toolkit", Target::Toolkit(vec!["site".to_owned()]).fields());
    for (name, fields) in lists.chain(heads).chain([remark, toolkit]) {
        for language in messages::languages() {
            assert!(!word(language, &format!("lists.{name}"), "one").is_empty(), "{name}");
            look(language, &fields);
        }
    }
}

fn look(language: trousseau_text::Language, fields: &[Field]) {
    for field in fields {
        assert!(!label(language, field).is_empty(), "{language}: {}.{}", field.of, field.name);
        match &field.shape {
            Shape::Group(inner) | Shape::Rows(inner) => look(language, inner),
            Shape::Choice(of, values) | Shape::Choices(of, values) => {
                for value in values {
                    let words = choice(language, of, value);
                    // Two words are the same in English and in files.
                    let own = ["association", "free", "paid", "git"].contains(&value.as_str());
                    assert!(own || words != *value || language.primary() == "en", "{language}: {of}.{value}");
                }
            }
            _ => {}
        }
    }
}
