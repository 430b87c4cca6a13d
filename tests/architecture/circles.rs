//! Within a crate, modules beside each other import in one direction only.
//!
//! A module and what lies below it count as one. What a child takes from its parent, or a parent from its child, is no circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    code,
    source::{self, File},
};

/// Circles that are still there: the module above (a crate, when it is the top), then those that import each other.
const KNOWN: &[&str] = &[];

#[test]
fn modules_import_in_one_direction() {
    let files = source::files();
    let mut circles = Vec::new();
    for (krate, _) in source::crates() {
        let own: Vec<_> = files.iter().filter(|file| file.krate == krate && !file.is_test).collect();
        circles.extend(Modules::new(&own).circles().into_iter().map(|circle| format!("{krate}{circle}")));
    }
    source::only_known(&circles, KNOWN);
}

type Path = Vec<String>;

/// The modules of one crate: each with the names that it can see, and what each of those stands for.
struct Modules {
    names: BTreeMap<Path, BTreeMap<String, Path>>,
    imports: Vec<(Path, Path)>,
}

impl Modules {
    fn new(files: &[&File]) -> Self {
        let mut names: BTreeMap<Path, BTreeMap<String, Path>> = BTreeMap::new();
        let mut imports = Vec::new();
        for file in files {
            let module = module(&file.inner);
            for used in used(&file.bare) {
                let path = absolute(&module, &used.path);
                let seen = names.entry(module.clone()).or_default();
                seen.insert(used.name, path.clone());
                imports.push((module.clone(), path));
            }
            for path in named(&file.bare) {
                imports.push((module.clone(), absolute(&module, &path)));
            }
            names.entry(module).or_default();
        }
        Self { names, imports }
    }

    /// The module in which a path ends. What a module has from elsewhere is followed to there.
    fn home(&self, path: &[String], steps: usize) -> Path {
        let mut at = Path::new();
        for name in path {
            at.push(name.clone());
            if self.names.contains_key(&at) {
                continue;
            }
            at.pop();
            let elsewhere =
                self.names.get(&at).and_then(|seen| seen.get(name)).filter(|other| *other != path);
            return match elsewhere {
                Some(other) if steps > 0 => self.home(other, steps - 1),
                _ => at,
            };
        }
        at
    }

    /// For each module, which of its children import which others.
    fn edges(&self) -> BTreeMap<Path, BTreeSet<(String, String)>> {
        let mut edges: BTreeMap<Path, BTreeSet<(String, String)>> = BTreeMap::new();
        for (from, path) in &self.imports {
            let to = self.home(path, 8);
            let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
            if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
                edges.entry(from[..shared].to_vec()).or_default().insert((one.clone(), other.clone()));
            }
        }
        edges
    }

    fn circles(&self) -> Vec<String> {
        let mut circles = BTreeSet::new();
        for (parent, edges) in self.edges() {
            let reached = reached(&edges);
            let modules: BTreeSet<_> = edges.iter().map(|(from, _)| from).collect();
            for module in modules {
                let back = |other: &&String| reached.contains(&((*other).clone(), module.clone()));
                let circle: BTreeSet<_> = reached
                    .iter()
                    .filter(|(from, _)| from == module)
                    .map(|(_, to)| to)
                    .filter(back)
                    .collect();
                if circle.len() > 1 {
                    let above: String = parent.iter().map(|name| format!("::{name}")).collect();
                    let circle: Vec<_> = circle.into_iter().map(String::as_str).collect();
                    circles.insert(format!("{above}: {}", circle.join(" ")));
                }
            }
        }
        circles.into_iter().collect()
    }
}

/// All pairs that are linked, directly or over others.
fn reached(edges: &BTreeSet<(String, String)>) -> BTreeSet<(String, String)> {
    let mut all = edges.clone();
    loop {
        let further = |(from, by): &(String, String)| {
            let next = edges.iter().filter(move |(start, _)| start == by);
            next.map(|(_, to)| (from.clone(), to.clone())).collect::<Vec<_>>()
        };
        let more: Vec<_> = all.iter().flat_map(further).filter(|pair| !all.contains(pair)).collect();
        if more.is_empty() {
            return all;
        }
        all.extend(more);
    }
}

/// The module that a file is.
fn module(inner: &str) -> Path {
    let path = inner.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if matches!(path, "lib" | "main" | "mod") {
        return Path::new();
    }
    path.split('/').map(str::to_owned).collect()
}

/// A path from the top of the crate. One that begins with a name begins in the module itself.
fn absolute(module: &[String], path: &[String]) -> Path {
    let mut absolute = module.to_vec();
    for name in path {
        match name.as_str() {
            "crate" => absolute.clear(),
            "super" => drop(absolute.pop()),
            "self" => {}
            name => absolute.push(name.to_owned()),
        }
    }
    absolute
}

/// One name that a `use` brings, and its path.
struct Used {
    name: String,
    path: Path,
}

fn used(bare: &str) -> Vec<Used> {
    let mut all = Vec::new();
    for (at, _) in bare.match_indices("use ") {
        let before = bare[..at].trim_end_matches(' ').chars().next_back();
        if before.is_some_and(|letter| !matches!(letter, '\n' | ')' | 'b' | '{' | ';' | '}')) {
            continue;
        }
        let tree = &bare[at + 4..];
        let tree = &tree[..tree.find(';').unwrap_or(tree.len())];
        expand(&Path::new(), tree, &mut all);
    }
    all
}

/// `a::{b, c::d as e}` as its single paths.
fn expand(start: &[String], tree: &str, all: &mut Vec<Used>) {
    let mut path = start.to_vec();
    let mut rest = tree.trim();
    while let Some((name, further)) = rest.split_once("::").filter(|(name, _)| !name.contains(['{', ','])) {
        path.push(name.trim().to_owned());
        rest = further.trim();
    }
    if let Some(list) = rest.strip_prefix('{') {
        for part in parts(list.trim_end_matches('}')) {
            expand(&path, part, all);
        }
        return;
    }
    let (name, alias) = rest.split_once(" as ").unwrap_or((rest, rest));
    if matches!(name.trim(), "" | "*") {
        return;
    }
    if name.trim() != "self" {
        path.push(name.trim().to_owned());
    }
    let alias = if alias.trim() == "self" {
        path.last().cloned().unwrap_or_default()
    } else {
        alias.trim().to_owned()
    };
    all.push(Used { name: alias, path });
}

/// The parts of `a, b::{c, d}` between commas that stand in no braces.
fn parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}

/// Paths that stand in the code itself: `crate::a::b(…)`.
fn named(bare: &str) -> Vec<Path> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let starts = bare.match_indices("crate::").chain(bare.match_indices("super::"));
    starts
        .filter(|(at, _)| !bare[..*at].ends_with(is_name))
        .map(|(at, _)| &bare[at..])
        .map(|rest| &rest[..rest.find(|letter| !is_name(letter)).unwrap_or(rest.len())])
        .map(|path| path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect())
        .collect()
}

#[test]
fn a_circle_is_found_through_names_that_were_passed_on() {
    let file = |inner: &str, text: &str| File {
        krate: "x".into(),
        path: inner.into(),
        inner: inner.into(),
        text: text.into(),
        code: text.into(),
        bare: code::bare(text),
        is_test: false,
    };
    let top = file("lib.rs", "pub use a::{self, b::{Thing as Other}};");
    let (one, two) = (file("a/mod.rs", "mod b;\nuse crate::c::C;"), file("a/b.rs", "use super::C;"));
    let three = file("c.rs", "fn f() { crate::Other::new() }");
    assert_eq!(Modules::new(&[&top, &one, &two, &three]).circles(), [": a c"]);
    let plain = file("c.rs", "use std::fs;");
    assert!(Modules::new(&[&top, &one, &two, &plain]).circles().is_empty());
}
