//! What is read of a folder, and what is said of the rest.

use tempfile::TempDir;

use super::*;

fn toolkit(files: &[&str]) -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    for path in files {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, "x").expect("written");
    }
    home
}

/// The paths that were read, and the diagnostics as "path code".
fn seen(root: &Path) -> (Vec<String>, Vec<String>) {
    let noted = read(root).expect("a folder");
    let paths = noted.value.files.keys().map(ToString::to_string).collect();
    (
        paths,
        noted
            .diagnostics
            .iter()
            .map(|diagnostic| format!("{} {}", diagnostic.place.path, diagnostic.code()))
            .collect(),
    )
}

#[test]
fn content_and_themes_are_read_and_leftovers_are_not() {
    let home = toolkit(&[
        "content/toolkit.yaml",
        "content/guides/a/fr.md",
        "content/guides/a/plan.svg",
        "themes/x/theme.yaml",
        "README.md",
        "output/site/index.html",
        "content/.git/config",
        "content/guides/a/.fr.md.swp",
        "content/guides/a/fr.md~",
        "content/guides/a/#fr.md#",
        "content/guides/a/fr.swp",
        "content/.DS_Store",
        "content/Thumbs.db",
    ]);
    let (paths, diagnostics) = seen(home.path());
    let expected = [
        "content/guides/a/fr.md",
        "content/guides/a/plan.svg",
        "content/toolkit.yaml",
        "themes/x/theme.yaml",
    ];
    assert_eq!((paths, diagnostics), (expected.map(str::to_owned).to_vec(), Vec::new()));
}

#[test]
fn a_folder_without_content_is_empty_and_no_folder_is_a_failure() {
    let home = toolkit(&["file"]);
    assert_eq!(seen(home.path()), (Vec::new(), Vec::new()));
    assert!(read(&home.path().join("none")).is_err());
    assert!(read(&home.path().join("file")).is_err());
}

#[test]
fn a_folder_with_the_name_of_a_text_is_said() {
    let home = toolkit(&["content/guides/a/fr.md/x"]);
    assert_eq!(seen(home.path()), (Vec::new(), vec!["content/guides/a/fr.md source/is-folder".into()]));
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let home = toolkit(&["content/big"]);
    let file = File::options().write(true).open(home.path().join("content/big")).expect("open");
    file.set_len(MOST_BYTES + 1).expect("a hole");
    assert_eq!(seen(home.path()), (Vec::new(), vec!["content/big source/too-large".into()]));
}

#[test]
fn many_files_are_read_in_order() {
    let files: Vec<String> = (0..500).map(|number| format!("content/guides/{number:03}/fr.md")).collect();
    let home = toolkit(&files.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(seen(home.path()), (files, Vec::new()));
}

#[cfg(unix)]
mod unix {
    use std::{
        ffi::OsStr,
        os::unix::{ffi::OsStrExt, fs::PermissionsExt, fs::symlink, net::UnixListener},
    };

    use super::*;

    #[test]
    fn folders_that_link_to_each_other_do_not_multiply() {
        let home = toolkit(&["content/toolkit.yaml"]);
        // Each folder shows the next one ten times: a million ways to the last.
        for number in 0..7 {
            let folder = home.path().join(format!("content/level-{number}"));
            fs::create_dir(&folder).expect("made");
            fs::write(folder.join("a.md"), "x").expect("written");
            for link in 0..10 {
                let to = format!("../level-{}", number + 1);
                symlink(to, folder.join(format!("link-{link}"))).expect("a link");
            }
        }
        fs::create_dir(home.path().join("content/level-7")).expect("made");
        let (paths, said) = seen(home.path());
        assert!(paths.len() <= MOST_LINKED + 8, "{}", paths.len());
        assert_eq!(said, ["content source/too-many"]);
        for own in ["content/toolkit.yaml", "content/level-6/a.md"] {
            assert!(paths.iter().any(|path| path == own), "{own}");
        }
    }

    #[test]
    fn links_are_followed_inside_the_toolkit_only() {
        let home = toolkit(&["content/guides/a/fr.md", "content/shared/b.md", ".env"]);
        let outside = toolkit(&["secret"]);
        let content = home.path().join("content");
        symlink(home.path().join("content/shared/b.md"), content.join("b.md")).expect("a link");
        symlink(home.path().join(".env"), content.join("env.txt")).expect("a link");
        symlink(outside.path().join("secret"), content.join("secret.md")).expect("a link");
        symlink(outside.path(), content.join("outside")).expect("a link");
        symlink(&content, content.join("guides/loop")).expect("a link");
        symlink("nowhere", content.join("nothing.md")).expect("a link");
        symlink("itself", content.join("itself")).expect("a link");
        let (paths, mut diagnostics) = seen(home.path());
        diagnostics.sort();
        assert_eq!(paths, ["content/b.md", "content/guides/a/fr.md", "content/shared/b.md"]);
        assert_eq!(
            diagnostics,
            [
                "content/env.txt source/symlink-outside",
                "content/guides/loop source/loop",
                "content/itself source/symlink-outside",
                "content/nothing.md source/symlink-outside",
                "content/outside source/symlink-outside",
                "content/secret.md source/symlink-outside",
            ]
        );
    }

    #[test]
    fn a_socket_is_not_opened_and_an_odd_name_is_said() {
        let home = toolkit(&["content/a\nb.md", "content/a.md"]);
        let content = home.path().join("content");
        let _socket = UnixListener::bind(content.join("socket")).expect("a socket");
        fs::write(content.join(OsStr::from_bytes(b"\xff.md")), "x").expect("written");
        let (paths, mut diagnostics) = seen(home.path());
        diagnostics.sort();
        assert_eq!(paths, ["content/a.md"]);
        let expected = [
            "content/a\nb.md source/name",
            "content/socket source/special",
            "content/\u{fffd}.md source/name",
        ];
        assert_eq!(diagnostics, expected);
    }

    #[test]
    fn what_may_not_be_read_is_said() {
        let home = toolkit(&["content/a.md", "content/closed/b.md"]);
        let close = |path: &str, mode| {
            let path = home.path().join(path);
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("closed");
        };
        close("content/a.md", 0);
        close("content/closed", 0);
        let (paths, diagnostics) = seen(home.path());
        close("content/closed", 0o700);
        // The superuser may read everything.
        if paths.is_empty() {
            assert_eq!(diagnostics, ["content/closed source/unreadable", "content/a.md source/unreadable"]);
        }
    }
}
