//! Commands that change a guide: killed in the middle, repeated, overturned, over a history of git and over a head that is broken.

use std::{fs, process::Stdio};

use jiff::civil::date;

use super::{FIRST, command, on, toolkit};

#[test]
fn a_command_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let toolkit = toolkit();
    toolkit.edit(
        "content/guides/suivre/fr.md",
        "Gardez votre numéro.",
        &"Gardez votre numéro.\n\n".repeat(2_000),
    );
    let path = toolkit.path().join("content/guides/suivre/fr.md");
    let mut before = fs::read_to_string(&path).expect("a guide");
    let day = date(2026, 6, 1);
    // How long the command takes here says when it writes.
    let start = std::time::Instant::now();
    assert_eq!(on(day, toolkit.path(), &["history", "suivre"]).code, 0);
    let unit = start.elapsed() / 4;
    let (mut old, mut new) = (0, 0);
    for pause in 0..24 {
        let summary = format!("Essai {pause}.");
        let release = ["release", "suivre", "--patch", "--summary", &summary];
        let mut child =
            command(day, toolkit.path(), &release).stdout(Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(unit * pause);
        child.kill().expect("killed");
        child.wait().expect("gone");
        let after = fs::read_to_string(&path).expect("a guide");
        if after == before {
            old += 1;
        } else {
            let start = after.find("  - version:").expect("a version");
            let entry = format!("date: 2026-06-01\n    summary: {summary}\n");
            let end = after.find(&entry).expect("the new version") + entry.len();
            assert_eq!(format!("{}{}", &after[..start], &after[end..]), before, "the rest is whole");
            new += 1;
            before = after;
        }
    }
    assert!(old > 0 && old + new == 24, "the first was killed before it began");
    // What a killed command left behind is no content and in nobody's way.
    let done = on(day, toolkit.path(), &["check"]);
    assert!(!done.text.contains("partial"), "{}", done.text);
    assert_eq!(on(day, toolkit.path(), &["release", "suivre", "--patch", "--summary", "Fin."]).code, 0);
}

#[test]
fn a_decision_is_changed_aloud_and_an_answer_stays() {
    let toolkit = toolkit();
    let day = date(2026, 6, 30);
    let guide = "content/guides/suivre/fr.md";
    let remark = FIRST.replace("0.2.0", "1.0.0").replace("    section: les-papiers\n", "");
    toolkit.edit(guide, "\n---\n", &format!("\n{remark}---\n"));
    let settle =
        |more: &[&str]| on(day, toolkit.path(), &[&["feedback", "settle", "F-2026-001"], more].concat());
    let says = |more: &[&str], words: &str| {
        let done = settle(more);
        assert_eq!(done.code, 0, "{}", done.errors);
        assert_eq!(done.text.lines().next(), Some(words));
    };
    says(&["--reject"], "Remark F-2026-001 of the guide “suivre”: rejected.");
    says(&["--later"], "Remark F-2026-001 of the guide “suivre”: later. It was: rejected.");
    says(&["--later"], "Remark F-2026-001 of the guide “suivre”: later.");
    says(&["--accept"], "Remark F-2026-001 of the guide “suivre”: accepted. It was: later.");
    says(&["--reject"], "Remark F-2026-001 of the guide “suivre”: rejected. It was: accepted.");
    says(&["--accept"], "Remark F-2026-001 of the guide “suivre”: accepted. It was: rejected.");
    assert_eq!(on(day, toolkit.path(), &["release", "suivre", "--minor", "--summary", "S"]).code, 0);
    let text = || fs::read_to_string(toolkit.path().join(guide)).expect("a guide");
    let answered = text();
    assert!(answered.contains("resolved_in: 1.1.0"), "{answered}");
    // Whatever is decided now: readers have that version.
    for more in [&["--reject"][..], &["--later"], &["--accept"], &["--accept", "--in", "1.1.0"]] {
        let done = settle(more);
        assert_eq!(done.code, 2, "{more:?}: {}", done.text);
        assert!(
            done.errors.contains("version 1.1.0") && done.errors.contains("a new remark"),
            "{}",
            done.errors
        );
        assert_eq!(text(), answered, "{more:?}");
    }
    // A version that is not there has answered nothing: that slip can be mended.
    toolkit.edit(guide, "resolved_in: 1.1.0", "resolved_in: 1.2.0");
    says(&["--accept", "--in", "1.1.0"], "Remark F-2026-001 of the guide “suivre”: accepted.");
    assert_eq!(text(), answered);
}

#[test]
fn git_knows_what_two_versions_said() {
    let toolkit = toolkit();
    let day = date(2026, 6, 1);
    let guide = "content/guides/suivre/fr.md";
    let none = on(day, toolkit.path(), &["diff", "suivre", "1.0.0", "1.0.1"]);
    assert!(none.code == 2 && none.errors.contains("git"), "{}", none.errors);
    let git = |arguments: &[&str]| toolkit.git(arguments);
    let commit = || {
        git(&["add", "-A"]);
        git(&["commit", "-qm", "x"]);
    };
    git(&["init", "-q"]);
    commit();
    toolkit.edit(guide, "Gardez votre numéro.", "Gardez bien votre numéro.\n\nAppelez.");
    commit();
    assert_eq!(on(day, toolkit.path(), &["release", "suivre", "--minor", "--summary", "S"]).code, 0);
    // A version that is written and not yet committed is known, too.
    let shown = "  ## Les délais\n~ Gardez {+bien +}votre numéro.\n+ Appelez.\n";
    let done = on(day, toolkit.path(), &["diff", "suivre", "1.0.0", "1.1.0"]);
    assert_eq!((done.code, done.text.as_str()), (0, shown), "{}", done.errors);
    commit();
    toolkit.edit(guide, "Appelez.", "N’appelez pas.");
    // A version is what it was when it appeared, not what was written later.
    assert_eq!(on(day, toolkit.path(), &["diff", "suivre", "1.0.0", "1.1.0"]).text, shown);
    let unknown = on(day, toolkit.path(), &["diff", "suivre", "1.0.0", "9.0.0"]);
    assert!(unknown.code == 2 && unknown.errors.contains("9.0.0"), "{}", unknown.errors);
    assert_eq!(
        on(day, toolkit.path(), &["diff", "suivre", "1.1.0", "1.1.0"]).text,
        "Both versions say the same.\n"
    );
}

#[test]
fn a_version_that_answers_with_the_same_words_is_told() {
    let toolkit = toolkit();
    let day = date(2026, 6, 30);
    let guide = "content/guides/suivre/fr.md";
    let remark = FIRST.replace("0.2.0", "1.0.0").replace("    section: les-papiers\n", "");
    let remark = remark.replace("decision: open", "decision: accepted");
    toolkit.edit(guide, "\n---\n", &format!("\n{remark}---\n"));
    let release = || on(day, toolkit.path(), &["release", "suivre", "--minor", "--summary", "S"]).text;
    let reopen = |from: &str| toolkit.edit(guide, &format!("    resolved_in: {from}\n"), "");
    // Without a history nobody knows: it is asked.
    let unknown = release();
    assert!(unknown.contains("It answers: F-2026-001.\nIs the text changed?"), "{unknown}");
    reopen("1.1.0");
    toolkit.git(&["init", "-q"]);
    toolkit.git(&["add", "-A"]);
    toolkit.git(&["commit", "-qm", "x"]);
    let same = release();
    assert!(same.contains("It answers: F-2026-001.\nBeware: the text has not changed"), "{same}");
    reopen("1.2.0");
    toolkit.git(&["commit", "-qam", "x"]);
    toolkit.edit(guide, "Gardez votre numéro.", "Gardez bien votre numéro.");
    let other = release();
    assert!(other.contains("It answers: F-2026-001.\n") && !other.contains("text"), "{other}");
}

#[test]
fn a_guide_whose_head_is_broken_is_there() {
    let toolkit = toolkit();
    toolkit.edit("content/guides/suivre/fr.md", "title:", "title: [\ntitle:");
    let done = on(date(2026, 6, 1), toolkit.path(), &["history", "suivre"]);
    assert_eq!(done.code, 2, "{}{}", done.text, done.errors);
    assert!(
        done.text.contains("content/guides/suivre/fr.md:") && done.text.contains("yaml/"),
        "{}",
        done.text
    );
    assert!(
        done.errors.contains("cannot be read") && !done.errors.contains("Did you mean"),
        "{}",
        done.errors
    );

    toolkit.write(
        "r.csv",
        "Guide;Month;Source;Channel;Theme;Severity\nsuivre;2026-05;household;phone;print;1\n",
    );
    let done = on(date(2026, 6, 1), toolkit.path(), &["feedback", "import", "r.csv"]);
    assert_eq!(done.code, 1, "{}{}", done.text, done.errors);
    assert!(
        done.text.contains("its head cannot be read") && !done.text.contains("Did you mean"),
        "{}",
        done.text
    );
}

#[cfg(unix)]
#[test]
fn a_guide_behind_a_link_that_leads_out_is_there() {
    let toolkit = toolkit();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let path = toolkit.path().join("content/guides/suivre");
    fs::rename(&path, elsewhere.path().join("suivre")).expect("moved");
    std::os::unix::fs::symlink(elsewhere.path().join("suivre"), &path).expect("a link");
    let done = on(date(2026, 6, 1), toolkit.path(), &["history", "suivre"]);
    assert_eq!(done.code, 2, "{}{}", done.text, done.errors);
    assert!(done.text.contains("source/symlink-outside"), "{}", done.text);
    assert!(done.errors.contains("cannot be read"), "{}", done.errors);
}
