//! What is taken for the same, script by script; the pairs stand in a file that the test of the shipped script reads too.

use super::*;

const PAIRS: &str = include_str!("../../../../tests/search/folding.txt");

#[test]
fn every_pair_of_the_file_is_folded_as_it_says() {
    let lines = PAIRS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut many = 0;
    for line in lines {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [tag, text, words] = parts[..] else { panic!("three parts: {line}") };
        let language = Language::find(tag).expect("a language");
        assert_eq!(Folding::of(language).words(text).join(" "), words, "{line}");
        many += 1;
    }
    assert!(many >= 30, "{many}");
}

#[test]
fn what_is_folded_stays_as_it_is() {
    for tag in ["fr", "ar", "fa-AF", "ps", "uk", "ti", "tr", "zh-Hans"] {
        let folding = Folding::of(Language::find(tag).expect("a language"));
        for other in folding.letters.values() {
            assert_eq!(folding.fold(other), *other, "{tag}");
        }
    }
}

#[test]
fn the_table_holds_what_the_folding_does() {
    let folding = Folding::of(Language::find("ar").expect("a language"));
    let table = folding.table();
    assert!(table["ا"].contains('أ') && table["e"].contains('é') && table["0"].contains('٠'));
    assert!(table[""].contains('ء') && !table.contains_key("и"), "no letters of other scripts");
    let letters: usize = table.values().map(|letters| letters.chars().count()).sum();
    assert_eq!(letters, folding.letters.len());
}

#[test]
fn classes_are_regular_expressions() {
    assert!(Folding::separators().starts_with("\\u0000-\\u002f\\u003a-\\u0040"));
    assert_eq!(Folding::apart(), "\\u3040-\\u30ff\\u3400-\\u9fff");
}
