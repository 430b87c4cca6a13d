//! The commands, as somebody types them; and what people do to folders.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use trousseau_core::source::Sources;

/// A toolkit in a folder of its own, gone after the test.
pub struct Toolkit(tempfile::TempDir);

impl Toolkit {
    /// The small toolkit of the tests.
    pub fn new() -> Self {
        Self::of(&Sources::from_story(crate::way::STORY).value)
    }

    /// These files in a folder.
    pub fn of(sources: &Sources) -> Self {
        let toolkit = Self(tempfile::tempdir().expect("a folder"));
        for (path, source) in &sources.files {
            toolkit.write(path, &source.bytes);
        }
        toolkit
    }

    /// The folder, in which commands run.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, text).expect("a file is written");
    }

    /// Runs git in its folder, which must agree.
    #[track_caller]
    pub fn git(&self, arguments: &[&str]) {
        assert!(git(self.path(), arguments), "git {arguments:?}");
    }

    /// Replaces words that are there.
    #[track_caller]
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path().join(path)).expect("a file");
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, text.replacen(from, to, 1));
    }
}

/// What a command did.
pub struct Done {
    pub code: i32,
    pub text: String,
    pub errors: String,
}

/// Runs a command in the folder of a toolkit.
pub fn run(toolkit: &Toolkit, arguments: &[&str]) -> Done {
    run_in(toolkit.path(), arguments)
}

/// A command, ready to run in a folder.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trousseau"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.env_remove("CLICOLOR_FORCE").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.env("LANG", "C.UTF-8").env("SOURCE_DATE_EPOCH", "1795305600");
    command
}

/// Runs a command in any folder.
pub fn run_in(folder: &Path, arguments: &[&str]) -> Done {
    let output = command(folder, arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Done { code: output.status.code().unwrap_or(-1), text: text(output.stdout), errors: text(output.stderr) }
}

/// Runs git in a folder, without the settings of this machine; whether it agreed.
pub fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut git = Command::new("git");
    let settings = ["user.name=Test", "user.email=test@exemple.example", "commit.gpgsign=false"];
    git.args(settings.iter().flat_map(|setting| ["-c", setting])).args(arguments).current_dir(folder);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.env("LANG", "C.UTF-8").env("SOURCE_DATE_EPOCH", "1795305600");
    git.output().expect("git runs").status.success()
}

#[test]
fn a_clean_toolkit_gives_zero_and_one_line() {
    let toolkit = Toolkit::new();
    let done = run(&toolkit, &["build"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
    assert!(done.text.contains("files made") && done.text.contains(" s."), "{}", done.text);
    assert!(!done.text.contains('\u{1b}'), "no colours where nobody sees them");
    assert_eq!(run(&toolkit, &["check"]).code, 0);
}

#[test]
fn a_mistake_is_shown_with_its_line_in_both_languages_and_for_machines() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/guides/demander/fr.md", "summary:", "sumary:");
    let english = run(&toolkit, &["check"]);
    assert_eq!(english.code, 1);
    for part in ["yaml/unknown-key", "content/guides/demander/fr.md:3:1", "sumary", "summary", "^^^^^^"] {
        assert!(english.text.contains(part), "{part}: {}", english.text);
    }
    let french = run(&toolkit, &["check", "--lang", "fr"]);
    assert!(french.text.contains("yaml/unknown-key") && french.text != english.text);
    let json = run(&toolkit, &["check", "--format", "json"]);
    let diagnostics: Vec<serde_json::Value> =
        json.text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let diagnostic =
        diagnostics.iter().find(|diagnostic| diagnostic["code"] == "yaml/unknown-key").expect("the note");
    assert_eq!((diagnostic["line"].as_u64(), diagnostic["column"].as_u64()), (Some(3), Some(1)));
    let github = run(&toolkit, &["check", "--format", "github"]);
    assert!(github.text.contains("::error file=content/guides/demander/fr.md,line=3"), "{}", github.text);
}

#[test]
fn check_writes_nothing() {
    let toolkit = Toolkit::new();
    run(&toolkit, &["check"]);
    assert!(!toolkit.path().join("output").exists());
}

#[test]
fn what_cannot_run_gives_two() {
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(run_in(empty.path(), &["build", "--root", "nowhere"]).code, 2);
    assert_eq!(run_in(empty.path(), &["biuld"]).code, 2);
    assert_eq!(run_in(empty.path(), &["check"]).code, 1, "a folder without a toolkit is a problem to mend");
    let toolkit = Toolkit::new();
    assert_eq!(run(&toolkit, &["build", "--base-url", "nope"]).code, 2);
    assert_eq!(run(&toolkit, &["build", "--out", "content"]).code, 2);
    assert_eq!(run(&toolkit, &["build", "--out", "."]).code, 2);
}

#[test]
fn a_new_toolkit_builds_without_a_note_and_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run_in(folder.path(), &["new", "mine"]).code, 0);
    let mine = folder.path().join("mine");
    let built = run_in(&mine, &["build"]);
    assert_eq!(built.code, 0, "{}", built.text);
    assert!(!built.text.contains("warning"), "{}", built.text);
    assert!(mine.join("output/site/fr/index.html").is_file());
    assert_eq!(run_in(folder.path(), &["new", "mine"]).code, 2);
    assert_eq!(run_in(&mine, &["guide", "mon-guide"]).code, 0);
    assert_eq!(run_in(&mine, &["guide", "mon-guide"]).code, 2, "a guide is never written over");
    assert_eq!(run_in(&mine, &["guide", "Mon Guide"]).code, 2);
    assert_eq!(run_in(&mine, &["guide", "index"]).code, 2);
    for kind in ["sheet", "letter"] {
        assert_eq!(run_in(&mine, &["guide", &format!("ma-{kind}"), "--kind", kind]).code, 0);
    }
    assert_eq!(run_in(&mine, &["guide", "ma-fiche", "--kind", "fiche"]).code, 2);
    let again = run_in(&mine, &["check"]);
    assert_eq!(again.code, 0, "{}", again.text);
    assert_eq!(run_in(&mine, &["guide", "ma-page", "--kind", "page"]).code, 0);
    assert_eq!(
        run_in(&mine, &["guide", "ma-page"]).code,
        2,
        "a guide and a page of one name have one address"
    );
    let unwritten = run_in(&mine, &["--format", "json", "check"]);
    assert!(unwritten.text.contains("front-matter/unwritten"), "a page is never a draft: {}", unwritten.text);
}

#[test]
fn schemas_and_completions_are_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let schema = run_in(folder.path(), &["schema"]);
    assert!(schema.text.contains("\"stage\"") && schema.text.contains("\"languages\""));
    assert!(run_in(folder.path(), &["completions", "bash"]).text.contains("trousseau"));
}

#[test]
fn the_schemas_beside_this_repositorys_content_are_those_of_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run_in(folder.path(), &["schema", "--write"]).code, 0);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let names = |folder: &Path| -> BTreeSet<_> {
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").file_name()).collect()
    };
    let made = folder.path().join("schemas");
    assert_eq!(names(&own), names(&made));
    for name in names(&own) {
        let text = |folder: &Path| fs::read_to_string(folder.join(&name)).expect("a schema");
        assert!(text(&own) == text(&made), "{name:?}: run `trousseau schema --write`");
    }
}

#[test]
fn the_command_line_speaks_french() {
    let folder = tempfile::tempdir().expect("a folder");
    let help = run_in(folder.path(), &["build", "--help", "--lang", "fr"]);
    assert_eq!(help.code, 0);
    assert!(help.text.contains("Utilisation") && !help.text.contains("Usage"), "{}", help.text);
    let wrong = run_in(folder.path(), &["--lang=fr", "build", "--frech"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.errors.contains("--fresh") && wrong.errors.starts_with("erreur"), "{}", wrong.errors);
    assert!(run_in(folder.path(), &["build", "--frech"]).errors.starts_with("error"));
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let toolkit = Toolkit::new();
    run(&toolkit, &["build"]);
    let lock = fs::File::open(toolkit.path().join("output/.lock")).expect("a lock");
    lock.try_lock().expect("nobody builds");
    let second = run(&toolkit, &["build", "--fresh"]);
    assert_eq!(second.code, 2);
    assert!(second.errors.contains("output"), "{}", second.errors);
    drop(lock);
    assert_eq!(run(&toolkit, &["build"]).code, 0);
}

#[test]
fn a_build_that_is_killed_leaves_whole_files_and_the_next_one_mends_it() {
    let toolkit = Toolkit::new();
    let mut child =
        command(toolkit.path(), &["build"]).stdout(Stdio::null()).spawn().expect("the program runs");
    std::thread::sleep(std::time::Duration::from_millis(15));
    child.kill().expect("killed");
    child.wait().expect("gone");
    let done = run(&toolkit, &["build"]);
    assert_eq!(done.code, 0, "{}", done.text);
    let page = fs::read_to_string(toolkit.path().join("output/site/fr/demander.html")).expect("a page");
    assert!(page.trim_end().ends_with("</html>"));
}

/// Each of these is a diagnostic, never a crash, never a hang; and the rest is built.
#[test]
fn strange_files_are_notes() {
    let toolkit = Toolkit::new();
    let folder = toolkit.path().join("content/guides");
    toolkit.write("content/guides/suivre/ar.md", [0xff, 0xfe, 0x00]);
    fs::create_dir_all(folder.join("demander/uk.md")).expect("a folder in a file's place");
    fs::create_dir_all(toolkit.path().join("themes/default/templates/stage.html"))
        .expect("and in a template's");
    toolkit.write("content/guides/vide/fr.md", "");
    toolkit.write(
        "content/guides/grand/fr.md",
        format!(
            "---\ntitle: x\nsummary: y\nstage: demander\nstatus: pilot\n---\n{}",
            "mot ".repeat(13_000_000)
        ),
    );
    toolkit.write(
        "content/guides/profond/fr.md",
        format!("---\ntitle: x\nsummary: y\nstage: demander\nstatus: pilot\n---\n{}", "> - ".repeat(100_000)),
    );
    let bomb: String = (0..12)
        .map(|level| format!("k{level}: &a{level} [{}]\n", format!("*a{}, ", level - 1).repeat(9)))
        .collect();
    toolkit.write("content/guides/bombe/fr.md", format!("---\n{}---\n", bomb.replace("*a-1, ", "x, ")));
    toolkit.write("content/guides/demander/photo.png", "not a picture");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", folder.join("demander/ti-link.txt")).expect("a link");
        std::os::unix::fs::symlink("..", folder.join("boucle")).expect("a loop");
    }
    let start = std::time::Instant::now();
    let done = run(&toolkit, &["build"]);
    assert_eq!(done.code, 1, "{}", done.errors);
    for code in [
        "source/not-utf8",
        "front-matter/missing",
        "markdown/too-large",
        "markdown/deep",
        "images/kind",
        "yaml/limit",
    ] {
        assert!(done.text.contains(code), "{code}: {}", done.text);
    }
    assert_eq!(done.text.matches("[source/is-folder]").count(), 2, "{}", done.text);
    assert!(done.text.contains("symlink") || cfg!(not(unix)), "{}", done.text);
    assert!(toolkit.path().join("output/site/fr/demander.html").is_file());
    assert!(start.elapsed().as_secs() < 120, "it does not hang");
}

#[test]
fn a_template_with_a_mistake_is_a_note_with_its_line_and_its_page() {
    let toolkit = Toolkit::new();
    toolkit.write(
        "themes/default/templates/page.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ page.nothing.at.all }}{% endblock %}\n",
    );
    let done = run(&toolkit, &["build"]);
    assert_eq!(done.code, 1, "{}", done.text);
    assert!(done.text.contains("themes/default/templates/page.html:2"), "{}", done.text);
    assert!(done.text.contains("a-propos"), "{}", done.text);
    assert!(toolkit.path().join("output/site/fr/demander.html").is_file(), "other pages are made");
    toolkit.write("themes/default/templates/page.html", "{% block main %}{{ oops ");
    let broken = run(&toolkit, &["build"]);
    assert!(broken.text.contains("theme/template"), "{}", broken.text);
}

#[test]
fn a_theme_changes_file_by_file() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "demo: true", "demo: true\ntheme: nous");
    toolkit.write("themes/nous/strings/fr.yaml", "skip: Sauter au texte\n");
    let done = run(&toolkit, &["build"]);
    assert_eq!(done.code, 0, "{}", done.text);
    let page = fs::read_to_string(toolkit.path().join("output/site/fr/demander.html")).expect("a page");
    assert!(page.contains("Sauter au texte") && page.contains("<nav"), "the rest is the default theme's");
}
