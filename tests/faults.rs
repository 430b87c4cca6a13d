//! Faults of the machine and planted files: nothing is lost, nothing damaged passes for good, nothing is written elsewhere.

use std::{
    fs,
    path::Path,
    process::{Child, Stdio},
    thread,
    time::Duration,
};

use crate::cli::{Toolkit, command, run, run_in};

const GUIDE: &str = "content/guides/demander/fr.md";

#[test]
fn a_damaged_output_is_made_again() {
    let toolkit = Toolkit::new();
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let files = ["site/fr/demander.html", "site/index.html", "site/fr/feed.xml"];
    let leaflets = fs::read_dir(toolkit.path().join("output/site/fr/print")).into_iter().flatten().flatten();
    let leaflet =
        leaflets.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|end| end == "pdf"));
    let paths = files.map(|path| toolkit.path().join("output").join(path)).into_iter().chain(leaflet);
    for path in paths.filter(|path| path.is_file()) {
        let whole = fs::read(&path).expect("made");
        for damage in [&whole[..whole.len() / 2], &[], &[&whole[..], b"x"].concat()] {
            fs::write(&path, damage).expect("damaged");
            let done = run(&toolkit, &["build"]);
            assert_eq!(done.code, 0, "{}", done.text);
            assert!(fs::read(&path).expect("made") == whole, "{} {}", path.display(), damage.len());
        }
    }
}

#[test]
fn a_cut_manifest_is_said_and_all_is_made_again() {
    let toolkit = Toolkit::new();
    run(&toolkit, &["build"]);
    let [manifest, page] =
        ["manifest.json", "site/fr/demander.html"].map(|path| toolkit.path().join("output").join(path));
    let whole = [&manifest, &page].map(|path| fs::read(path).expect("made"));
    for left in [0, 20, whole[0].len() / 2, whole[0].len() - 3] {
        fs::write(&manifest, &whole[0][..left]).expect("cut");
        fs::write(&page, "half").expect("damaged");
        let done = run(&toolkit, &["build"]);
        assert!(
            done.code == 0 && done.text.contains("output/manifest"),
            "{left}: {} {}",
            done.text,
            done.errors
        );
        assert!(fs::read(&page).expect("made") == whole[1], "{left}");
        let again = run(&toolkit, &["build"]);
        assert!(again.code == 0 && !again.text.contains("output/manifest"), "{}", again.text);
    }
    // The folder of somebody else stays as it is.
    fs::write(&manifest, "{\"name\": \"app\"}").expect("theirs");
    assert_eq!(run(&toolkit, &["build"]).code, 2);
}

#[cfg(target_os = "linux")]
#[test]
fn what_killed_saves_left_goes_with_the_next_command() {
    let toolkit = Toolkit::new();
    let left =
        ["content/guides/demander/.fr.md.4194999-0.partial", "content/.contacts.yaml.4194998-12.partial"];
    let others = ["content/.notes.partial", "content/guides/demander/.fr.md.swp"];
    for arguments in [&["check"][..], &["build"], &["feedback", "list"]] {
        if !Path::new("/proc/self").exists() {
            return; // Nobody tells which processes live.
        }
        for name in left.iter().chain(&others) {
            toolkit.write(name, "Mme Inventée");
        }
        let done = run(&toolkit, arguments);
        assert_eq!(done.code, 0, "{arguments:?}: {}", done.text);
        for name in left {
            assert!(!toolkit.path().join(name).exists(), "{arguments:?}: {name}");
        }
        assert!(others.iter().all(|name| toolkit.path().join(name).exists()), "files of others stay");
    }
}

#[cfg(unix)]
#[test]
fn no_command_writes_through_a_planted_link() {
    use std::os::unix::fs::symlink;
    let toolkit = Toolkit::new();
    let home = tempfile::tempdir().expect("a folder");
    let victim = home.path().join("victim");
    fs::write(&victim, "theirs").expect("written");
    run(&toolkit, &["build"]);
    let links = [
        "output/leaflets/.demander-a4-fr.pdf.partial",
        "output/leaflets/demander-a4-fr.pdf",
        "output/reports/form-fr.pdf",
        "output/reports/.form-fr.pdf.partial",
        "output/site/.robots.txt.partial",
        "output/.manifest.json.partial",
        "schemas/guide.json",
        "schemas/.guide.json.partial",
    ];
    for link in links {
        let path = toolkit.path().join(link);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let _ = fs::remove_file(&path);
        symlink(&victim, path).expect("a link");
    }
    toolkit.edit(GUIDE, "Demandez.", "Demandez vite.");
    for arguments in [&["leaflet", "demander"][..], &["feedback", "form"], &["build"], &["schema", "--write"]]
    {
        run(&toolkit, arguments);
    }
    assert_eq!(fs::read_to_string(&victim).expect("still there"), "theirs");
    // A folder that leads away gets nothing either.
    let away = home.path().join("away");
    fs::create_dir(&away).expect("made");
    for name in ["output/leaflets", "output/reports", "schemas"] {
        fs::remove_dir_all(toolkit.path().join(name)).expect("removed");
        symlink(&away, toolkit.path().join(name)).expect("a link");
    }
    for arguments in
        [&["leaflet", "demander"][..], &["feedback", "form"], &["report"], &["schema", "--write"]]
    {
        assert_eq!(run(&toolkit, arguments).code, 2, "{arguments:?}");
    }
    assert_eq!(fs::read_dir(&away).expect("listed").count(), 0);
}

/// The numbers of the remarks about a guide.
fn numbers(toolkit: &Toolkit, name: &str) -> Vec<String> {
    let path = toolkit.path().join(format!("content/guides/{name}/fr.md"));
    let text = fs::read_to_string(path).expect("a guide");
    let ids = text.lines().filter_map(|line| line.split_once("id: F-"));
    ids.map(|(_, id)| id.to_owned()).collect()
}

#[test]
fn remarks_that_come_at_once_get_numbers_of_their_own() {
    let toolkit = Toolkit::new();
    toolkit.write(
        "content/rounds.yaml",
        "- {id: essai, name: {fr: Essai, ar: Essai, ti: Essai}, from: 2026-05-04, to: 2026-12-12}\n",
    );
    let original = fs::read_to_string(toolkit.path().join(GUIDE)).expect("a guide");
    let names: Vec<String> = (0..8).map(|number| format!("copie-{number}")).collect();
    for name in &names {
        toolkit.write(&format!("content/guides/{name}/fr.md"), &original);
    }
    let start = |name: &String| -> Child {
        let arguments = [
            "feedback",
            "add",
            name,
            "--theme",
            "print",
            "--severity",
            "2",
            "--source",
            "household",
            "--channel",
            "meeting",
            "--count",
            "2",
            "--proposal",
            "Plus gros.",
            "--lang",
            "fr",
            "--period",
            "2026-11",
            "--round",
            "essai",
        ];
        let mut command = command(toolkit.path(), &arguments);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs")
    };
    for child in names.iter().map(start).collect::<Vec<_>>() {
        let done = child.wait_with_output().expect("it ends");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let mut numbers: Vec<String> = names.iter().flat_map(|name| numbers(&toolkit, name)).collect();
    let all = numbers.len();
    numbers.sort();
    numbers.dedup();
    assert!(numbers.len() == all && all >= 8, "{all} {numbers:?}");
}

#[test]
fn a_start_that_is_killed_is_whole_or_can_be_made_again() {
    for number in 0..12 {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir(home.path().join("vide")).expect("made");
        for dir in ["neuf", "vide"] {
            let mut child =
                command(home.path(), &["new", dir]).stdout(Stdio::null()).spawn().expect("it runs");
            thread::sleep(Duration::from_micros(900 * number));
            child.kill().expect("killed");
            child.wait().expect("ended");
            let whole = home.path().join(dir).join("schemas/translation.json").exists();
            let done = run_in(home.path(), &["new", dir]);
            assert!(done.code == if whole { 2 } else { 0 } || dir == "vide", "{dir}: {}", done.errors);
            assert!(run_in(&home.path().join(dir), &["check"]).code == 0);
        }
        if Path::new("/proc/self").exists() {
            let left = fs::read_dir(home.path()).expect("listed").count();
            assert_eq!(left, 2, "what a killed start left is gone");
        }
    }
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_orders_the_terminal() {
    let toolkit = Toolkit::new();
    let signs =
        ['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{200f}', '\u{2028}', '\u{7f}', '\r', '\n'];
    for (number, sign) in signs.iter().enumerate() {
        toolkit.write(&format!("content/guides/demander/a{number}{sign}[31m::error::x.md"), "x");
        toolkit.write(&format!("content/guides/b{number}{sign}c/fr.md"), "---\nstage: nowhere\n---\n");
        toolkit
            .write(&format!("content/guides/demander/d{number}{sign}.svg"), "<svg xmlns='x'><script/></svg>");
        toolkit.edit(GUIDE, "Demandez.", &format!("Demandez. [x](e{number}{sign}.pdf)"));
    }
    for format in ["human", "github", "json"] {
        let done = run(&toolkit, &["check", "--format", format]);
        assert_eq!(done.code, 1, "{format}");
        for sign in signs.iter().filter(|sign| **sign != '\n') {
            assert!(!done.text.contains(*sign), "{format} {sign:?}: {:?}", done.text);
        }
        assert!(!done.text.lines().any(|line| line.starts_with("[31m")), "{format}: {}", done.text);
        assert!(done.text.contains("\\u202e"), "{format}");
        if format == "json" {
            let names: Vec<serde_json::Value> =
                done.text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
            assert!(
                names.iter().any(|one| one["file"].as_str().is_some_and(|file| file.contains('\u{202e}')))
            );
        }
    }
    let done = run(&toolkit, &["build", "--out", "content/\u{1b}[31m\u{202e}"]);
    assert!(done.code == 2 && !done.errors.contains(['\u{1b}', '\u{202e}']), "{:?}", done.errors);
}

#[test]
fn a_picture_that_cannot_be_shown_is_said_once() {
    let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
    let script = drawing.replace("<path", "<script>x</script><path");
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(4, 4).write_to(&mut png, image::ImageFormat::Png).expect("a picture");
    let png = png.into_inner();
    for (name, bytes, code, words) in [
        ("plan.jpg", &png[..], "images/name", "a PNG picture"),
        ("plan.png", drawing.as_bytes(), "images/name", "“plan.svg”"),
        ("plan.svg", &png, "images/name", "“plan.png”"),
        ("plan.svg", script.as_bytes(), "images/unsafe", "(script)"),
        ("plan.gif", b"GIF89a", "images/kind", "PNG, JPEG"),
        ("plan.png", &png[..20], "images/broken", "damaged"),
    ] {
        let toolkit = Toolkit::new();
        toolkit.write(&format!("content/guides/demander/{name}"), bytes);
        toolkit.edit(GUIDE, "Demandez.", &format!("Demandez.\n\n![Un plan]({name})"));
        let done = run(&toolkit, &["check", "--format", "json"]);
        let codes: Vec<serde_json::Value> =
            done.text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let codes = codes.iter().filter_map(|one| one["code"].as_str());
        let codes: Vec<&str> = codes.filter(|code| !code.starts_with("theme/")).collect();
        assert_eq!(codes, [code], "{name}: {}", done.text);
        assert!(done.text.contains(words), "{name}: {}", done.text);
    }
}
