//! The house keeps its own plan: floors, doors, sizes, captions.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms from the ground up. A room imports only rooms named before it.
const FLOORS: &[&str] = &[
    "text",
    "source",
    "diagnostic",
    "yaml",
    "words",
    "picture",
    "manifest",
    "privacy",
    "document",
    "toolkit",
    "theme",
    "guide",
    "library",
    "exchange",
    "view",
    "plan",
    "render",
    "press",
    "shell",
    "cli",
    "main",
];

/// Rooms that know each other although one stands above: a note names a source, a source gives notes.
const NEIGHBOURS: &[(&str, &str)] = &[("source", "diagnostic")];

/// Rooms that must never meet, whatever their floors.
const STRANGERS: &[(&str, &[&str])] = &[
    ("render", &["library"]),
    ("view", &["exchange"]),
    ("exchange", &["theme"]),
    ("shell", &["guide", "library", "view", "toolkit", "document", "plan", "render", "press", "theme"]),
    ("theme", &["document", "toolkit"]),
];

/// The rooms that may touch the world outside.
const SHELL: &[&str] = &["shell", "cli", "main"];

/// What only the shell may name.
const WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::io::stdout",
    "::now()",
    "println!",
    "eprintln!",
    "dbg!",
];

/// Each large dependency enters by one door.
const DOORS: &[(&str, &[&str])] = &[
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("annotate_snippets", &["cli/"]),
    ("anyhow", &["shell/", "cli/", "main.rs"]),
    ("tera", &["theme/", "render/desk.rs", "render/page.rs", "render/renderer.rs"]),
    ("pulldown_cmark", &["document/"]),
    // The data of the languages are the program's own: nobody must be told where they are wrong.
    ("serde_yaml", &["yaml/", "text/language/"]),
    ("walkdir", &["shell/"]),
    ("tempfile", &["shell/"]),
    ("image", &["picture/"]),
    ("fast_image_resize", &["picture/"]),
    ("svg_hush", &["picture/"]),
    ("quick_xml", &["picture/", "exchange/"]),
    ("aho_corasick", &["document/"]),
    ("icu_collator", &["text/"]),
    ("similar", &["text/"]),
    ("percent_encoding", &["text/"]),
    ("unicode_normalization", &["text/"]),
    ("blake3", &["text/"]),
    ("brotli", &["render/"]),
    ("flate2", &["render/"]),
    ("zip", &["render/", "exchange/"]),
    ("typst", &["render/leaflet/"]),
    ("typst_layout", &["render/leaflet/"]),
    ("typst_pdf", &["render/leaflet/"]),
    ("typst_render", &["render/leaflet/"]),
    ("fast_qr", &["render/leaflet/"]),
    ("wuff", &["render/leaflet/"]),
    ("regex", &["privacy/"]),
    ("csv", &["exchange/"]),
    ("encoding_rs", &["exchange/"]),
    ("calamine", &["exchange/"]),
    ("getrandom", &["shell/"]),
    ("notify", &["shell/"]),
    ("axum", &["shell/"]),
    ("tokio", &["shell/"]),
];

const MOST_LINES: usize = 400;

#[test]
fn imports_point_down() {
    check(|room| {
        let own = FLOORS.iter().position(|name| *name == room.name);
        let Some(own) = own else {
            return (room.name != "lib").then(|| "stands on no floor".to_owned());
        };
        let above = FLOORS[own + 1..]
            .iter()
            .find(|name| room.imports(name) && !NEIGHBOURS.contains(&(room.name.as_str(), name)))?;
        Some(format!("imports `{above}`, which stands above it"))
    });
}

#[test]
fn strangers_do_not_meet() {
    check(|room| {
        let (_, strangers) = STRANGERS.iter().find(|(name, _)| *name == room.name)?;
        let met = strangers.iter().find(|name| room.imports(name))?;
        Some(format!("must not know `{met}`"))
    });
}

#[test]
fn the_core_touches_nothing() {
    check(|room| {
        let word = WORLD.iter().find(|word| room.code.contains(*word))?;
        (!SHELL.contains(&&*room.name)).then(|| format!("names `{word}`"))
    });
}

#[test]
fn dependencies_enter_by_their_door() {
    check(|room| {
        let opened = |(krate, doors): &&(&str, &[&str])| {
            let named = room.code.match_indices(&format!("{krate}::")).any(|(at, _)| {
                let before = room.code[..at].chars().next_back();
                !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
            });
            named && !doors.iter().any(|door| room.inner.starts_with(door))
        };
        DOORS.iter().find(opened).map(|(krate, _)| format!("opens a second door for `{krate}`"))
    });
}

#[test]
fn every_file_is_small_and_says_what_it_is() {
    check(|room| match room.text.lines().count() {
        lines if lines > MOST_LINES => Some(format!("has {lines} lines")),
        _ if !room.text.starts_with("//! ") => Some("has no caption".into()),
        _ => None,
    });
}

/// The files that may know of feedback on its way to the partners.
const FOR_PARTNERS: &[&str] = &["view/report", "view/board.rs", "render/report.rs", "render/chart.rs"];

#[test]
fn no_view_of_the_site_knows_of_feedback() {
    check(|room| {
        let public = matches!(room.name.as_str(), "view" | "render" | "theme" | "plan" | "press");
        let partners = FOR_PARTNERS.iter().any(|start| room.inner.starts_with(start));
        (public && !partners && room.code.to_lowercase().contains("feedback"))
            .then(|| "knows of feedback".to_owned())
    });
}

#[test]
fn reports_are_never_planned_for_the_site() {
    check(|room| {
        let site = matches!(room.name.as_str(), "plan" | "press")
            || room.name == "view" && !FOR_PARTNERS.iter().any(|start| room.inner.starts_with(start));
        let word = ["ReportView", "BoardView", "report::", "board::"]
            .iter()
            .find(|word| room.code.contains(*word))?;
        site.then(|| format!("names `{word}`"))
    });
}

/// One file of the source: its text, and its code without comments and tests.
struct Room {
    inner: String,
    name: String,
    text: String,
    code: String,
}

impl Room {
    fn imports(&self, room: &str) -> bool {
        self.code.split("crate::").skip(1).any(|rest| {
            let uses = rest.split(';').next().unwrap_or_default();
            match uses.strip_prefix('{') {
                Some(list) => top_level(list).any(|part| first(part) == room),
                None => first(uses) == room,
            }
        })
    }
}

/// The parts of `a::{b, c}, d}` that stand on its first level.
fn top_level(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let mut done = false;
    list.split(move |letter| {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => done = true,
            '}' => depth -= 1,
            _ => {}
        }
        done || (letter == ',' && depth == 0)
    })
}

fn first(path: &str) -> &str {
    let path = path.trim_start();
    &path[..path.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(path.len())]
}

#[track_caller]
fn check(fault: impl Fn(&Room) -> Option<String>) {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let mut rooms = Vec::new();
    walk(root, root, &mut rooms);
    assert!(rooms.len() > 20, "the source was not found");
    let faults: Vec<_> =
        rooms.iter().filter_map(|room| Some(format!("{}: {}", room.inner, fault(room)?))).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn walk(root: &Path, folder: &Path, rooms: &mut Vec<Room>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let file: PathBuf = entry.expect("an entry").path();
        if file.is_dir() {
            if !file.ends_with("tests") {
                walk(root, &file, rooms);
            }
            continue;
        }
        let tests = file.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"));
        if tests || file.extension().is_none_or(|end| end != "rs") {
            continue;
        }
        let inner = file.strip_prefix(root).expect("below src").to_string_lossy().replace('\\', "/");
        let name = inner.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&file).expect("text");
        let code: String = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        rooms.push(Room { inner, name, text, code });
    }
}
