//! Makes a name in Rust of each rule in `rules/<area>/<name>.yaml`, so that a rule that does not exist cannot be named.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

fn main() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo says it")).join("rules");
    println!("cargo:rerun-if-changed={}", folder.display());
    // In the order of their codes, by which they are found.
    let mut rules: BTreeMap<String, PathBuf> = BTreeMap::new();
    for area in entries(&folder).into_iter().filter(|path| path.is_dir()) {
        println!("cargo:rerun-if-changed={}", area.display());
        rules.extend(
            entries(&area).into_iter().map(|path| (format!("{}/{}", stem(&area), stem(&path)), path)),
        );
    }
    let out = Path::new(&env::var("OUT_DIR").expect("cargo says it")).join("rules.rs");
    fs::write(out, code(&rules)).expect("the folder of a build can be written");
}

/// The table of all rules, in the order of their codes, and a constant for each in the module of its area.
fn code(rules: &BTreeMap<String, PathBuf>) -> String {
    let mut table = String::from("static TABLE: &[Entry] = &[\n");
    let mut areas: BTreeMap<&str, String> = BTreeMap::new();
    for (number, (code, path)) in rules.iter().enumerate() {
        let text = fs::read_to_string(path).expect("a rule is a text");
        let (severity, because) = (severity(&text, path), value(&text, "because"));
        let path = path.display().to_string();
        table += &format!(
            "    Entry {{ code: {code:?}, severity: Severity::{severity}, because: {because:?}, text: include_str!({path:?}) }},\n"
        );
        let (area, name) = code.split_once('/').expect("an area and a name");
        let constant = name.replace('-', "_").to_uppercase();
        *areas.entry(area).or_default() +=
            &format!("    /// `{code}`\n    pub const {constant}: Rule = Rule({number});\n");
    }
    let modules = areas.iter().map(|(area, constants)| {
        let module = area.replace('-', "_");
        format!("/// The rules of `{area}`.\npub mod {module} {{\n    use super::Rule;\n{constants}}}\n")
    });
    table + "];\n\n" + &modules.collect::<String>()
}

/// The severity of a rule: the first one, where it depends on the place.
fn severity(text: &str, path: &Path) -> &'static str {
    let word = value(text, "severity").unwrap_or_default();
    match word.trim_start_matches('[').split([',', ']']).next() {
        Some("error") => "Error",
        Some("warning") => "Warning",
        Some("info") => "Info",
        _ => panic!("{}: `severity:` is error, warning or info", path.display()),
    }
}

/// The value of a key at the start of a line, without its comment.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
    Some(line.split(" #").next().unwrap_or_default().trim())
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of the rules");
    entries.flatten().map(|entry| entry.path()).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
