//! Each rule's file is whole: words in both languages with the same blanks, a reason, and examples or a word why there are none.

use std::collections::BTreeSet;

use super::*;
use crate::diagnostic::rule::{links, versions};

/// The `{names}` of a text that stand for values: what is in backquotes is to be copied.
fn blanks(text: &str) -> BTreeSet<&str> {
    let told = text.split('`').step_by(2);
    let parts = told.flat_map(|part| part.split('{').skip(1)).filter_map(|rest| rest.split_once('}'));
    let names = parts.map(|(name, _)| name);
    names.filter(|name| name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')).collect()
}

#[test]
fn a_rule_is_found_by_its_code() {
    let all: Vec<Rule> = Rule::all().collect();
    assert!(all.len() > 200 && all.is_sorted_by(|a, b| a.code() < b.code()));
    assert!(all.iter().all(|rule| Rule::find(rule.code()) == Some(*rule)));
    assert_eq!(Rule::find("links/dead"), Some(links::DEAD));
    assert_eq!(Rule::find("links/none"), None);
    assert_eq!(versions::NONE.because(), Some("versions"));
}

#[test]
fn every_file_can_be_read_and_says_what_the_table_says() {
    for rule in Rule::all() {
        let card = rule.card();
        assert!(!card.fr.title.is_empty(), "{rule} cannot be read");
        let first = match &card.severity {
            OneOrMore::One(one) => *one,
            OneOrMore::More(more) => more[0],
        };
        assert_eq!((first, card.because.as_deref()), (rule.severity(), rule.because()), "{rule}");
    }
}

#[test]
fn every_rule_says_the_same_in_both_languages_and_why() {
    for rule in Rule::all() {
        let Card { fr, en, args, .. } = rule.card();
        let args: BTreeSet<&str> = args.iter().map(String::as_str).collect();
        let pairs = [
            (Some(&fr.title), Some(&en.title)),
            (fr.hint.as_ref(), en.hint.as_ref()),
            (fr.hint_near.as_ref(), en.hint_near.as_ref()),
            (fr.hint_translator.as_ref(), en.hint_translator.as_ref()),
        ];
        for (fr, en) in pairs {
            assert_eq!(fr.is_some(), en.is_some(), "{rule}");
            let (fr, en) = (fr.map_or("", |text| text), en.map_or("", |text| text));
            assert_eq!(blanks(fr), blanks(en), "{rule}");
        }
        let named: BTreeSet<&str> =
            [&fr.title].into_iter().chain(&fr.hint).flat_map(|text| blanks(text)).collect();
        let known = |name: &&str| args.contains(name) || *name == "number";
        assert!(named.iter().all(known), "{rule} names {named:?} and gets {args:?}");
        assert!(fr.why.len() > 20 && en.why.len() > 20, "{rule} does not say why it exists");
    }
}

#[test]
fn every_rule_shows_itself_or_says_that_it_cannot() {
    for rule in Rule::all() {
        let card = rule.card();
        let shows = card.bad.is_some() && card.good.is_some();
        assert_eq!(shows, card.shown != Some(false), "{rule}");
        assert!(card.bad.is_none() || card.bad != card.good, "{rule}");
    }
}
