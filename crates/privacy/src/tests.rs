//! The detectors on two lists of remarks, one to be caught and one to pass. Half of each list was never used to write the
//! detectors.

use proptest::prelude::*;

use super::*;

const CAUGHT: &str = include_str!("../../../tests/privacy/caught.txt");
const CLEAN: &str = include_str!("../../../tests/privacy/clean.txt");

/// After this line come the remarks that were written after the detectors, and never used to improve them.
const AFTER: &str = "# Written after the rules, and never used to fit them.";

/// The least share of remarks that must be judged rightly, in each list.
const LEAST: f64 = 0.98;

fn named(kind: Kind) -> &'static str {
    kind.name()
}

/// Judges a list, half by half, prints its rates, and gives the share of all that is right.
fn rate(name: &str, list: &str, right: impl Fn(&str) -> Result<(), String>) -> f64 {
    let (mut all, mut good) = (0, 0);
    for (half, text) in ["before", "after"].iter().zip(list.split(AFTER)) {
        let lines: Vec<&str> =
            text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let wrong: Vec<String> =
            lines.iter().filter_map(|line| Some(format!("  {line}\n    {}", right(line).err()?))).collect();
        let count = lines.len() - wrong.len();
        println!("{name}, written {half} the rules: {count} of {}\n{}", lines.len(), wrong.join("\n"));
        (all, good) = (all + lines.len(), good + count);
    }
    assert!(all >= 220, "{name} has only {all} remarks");
    good as f64 / all as f64
}

fn said(text: &str, found: &[Finding]) -> String {
    found
        .iter()
        .map(|one| format!("{}: {:?}", named(one.kind), &text[one.span.clone()]))
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn what_says_who_somebody_is_is_caught() {
    let rate = rate("caught", CAUGHT, |line| {
        let (kind, text) = line.split_once(": ").expect("a kind and a remark");
        let found = find(text, &Public::default());
        // A name that no list knows is asked about.
        let is = |one: &Finding| named(one.kind) == kind || kind == "name" && one.kind == Kind::Person;
        if found.iter().any(is) { Ok(()) } else { Err(said(text, &found)) }
    });
    assert!(rate >= LEAST, "{rate}");
}

#[test]
fn what_says_nothing_of_anybody_is_left_alone() {
    let rate = rate("clean", CLEAN, |text| {
        let found = find(text, &Public::default());
        if found.is_empty() { Ok(()) } else { Err(said(text, &found)) }
    });
    assert!(rate >= LEAST, "{rate}");
}

/// The remarks of the field, as `tests/field/privacy/` has them: a remark a line, and `#` before what is none.
fn field(kind: &str) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/field/privacy");
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let of_kind = |path: &std::path::PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(kind))
    };
    let texts = files.filter(of_kind).map(|path| std::fs::read_to_string(path).expect("a text"));
    let lines = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

#[test]
fn remarks_of_the_field_are_refused_asked_about_or_taken() {
    let of = |kind: &str, right: fn(&[Finding]) -> bool| {
        let lines = field(kind);
        assert!(lines.len() > 200, "{kind}: {}", lines.len());
        let wrong = lines.iter().filter_map(|line| {
            let found = find(line, &Public::default());
            (!right(&found)).then(|| format!("  {line}\n    {}\n", said(line, &found)))
        });
        let wrong: String = wrong.collect();
        assert!(wrong.is_empty(), "{kind}:\n{wrong}");
    };
    of("refused", |found| found.iter().any(|one| !one.kind.is_doubtful()));
    of("asked", |found| !found.is_empty());
    of("clean", <[Finding]>::is_empty);
}

#[test]
fn spans_end_between_letters() {
    let public = Public::default();
    let check = |text: &str| {
        for found in find(text, &public) {
            assert!(
                found.span.start < found.span.end && text.get(found.span.clone()).is_some(),
                "{text:?}: {found:?}"
            );
        }
    };
    let piece = prop_oneof![
        Just("M. ".to_owned()),
        Just("né le ".to_owned()),
        Just("٠٦".to_owned()),
        Just("+33".to_owned()),
        Just("\u{200f}".to_owned()),
        Just("Élodie ".to_owned()),
        Just("FR76".to_owned()),
        Just("@".to_owned()),
        Just("rue ".to_owned()),
        Just("elle est enceinte ".to_owned()),
        Just("ne comprend pas ".to_owned()),
        Just("أم ".to_owned()),
        Just("Олена ".to_owned()),
        Just("CAF ".to_owned()),
        "[0-9 .-]{1,8}",
        "\\PC{0,4}",
        any::<char>().prop_map(String::from),
    ];
    proptest!(ProptestConfig::with_cases(400), |(text in proptest::collection::vec(piece, 0..24))| check(&text.concat()));
    proptest!(ProptestConfig::with_cases(200), |(text in any::<String>())| check(&text));
}

#[test]
fn words_are_underlined_as_they_were_written() {
    let check = |text: &str, kind: Kind, words: &str| {
        let found = find(text, &Public::default());
        let seen: Vec<_> = found.iter().map(|one| (one.kind, &text[one.span.clone()])).collect();
        assert_eq!(seen, [(kind, words)], "{text}");
    };
    check("Rappeler Mme Lévêque, svp.", Kind::Name, "Mme Lévêque");
    check("رقمي ٠٦٣٩٩٨٠٠٢٦ فقط", Kind::Phone, "٠٦٣٩٩٨٠٠٢٦");
    check(
        "Au 06\u{202f}39\u{202f}98\u{202f}00\u{202f}01 !",
        Kind::Phone,
        "06\u{202f}39\u{202f}98\u{202f}00\u{202f}01",
    );
    check("Compte FR14 2004 1010 0505 0001 3M02 606.", Kind::Bank, "FR14 2004 1010 0505 0001 3M02 606");
    check("On écrit au 12 rue des Lilas, merci.", Kind::Address, "12 rue des Lilas");
}

#[test]
fn a_number_without_end_is_read_once() {
    // From each digit anew, a text of this length would never come to its end.
    let digits = "1".repeat(1_000_000);
    for text in [format!("a{digits}"), format!("réf_{digits}"), format!("+{digits}"), format!("é{digits}b")]
    {
        find(&text, &Public::default());
    }
    let found = find(&format!("a{} 06 39 98 00 26", &digits[..50]), &Public::default());
    assert!(found.iter().any(|one| one.kind == Kind::Phone), "{found:?}");
}
