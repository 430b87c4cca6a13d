//! `cargo xtask dist`: what one downloads, in `target/dist`: an archive, a Debian package, and their sums.

mod deb;
mod tar;

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use self::tar::{Packed, tar};
use crate::{Outcome, chores, release};

/// What goes into archives.
pub struct Made {
    /// The version of the program.
    pub version: String,
    /// For which machines it is.
    pub target: String,
    /// The time of all files: that of the commit.
    pub time: u64,
    /// The program.
    pub program: Vec<u8>,
    /// All other files, by their paths in the archive.
    pub texts: Vec<(String, Vec<u8>)>,
}

/// The files of the repository that go along, and their paths in the archive.
const ALONG: [(&str, &str); 8] = [
    ("README.md", "README.md"),
    ("LICENSE", "LICENSE"),
    ("CHANGELOG.md", "CHANGELOG.md"),
    ("docs/editing.md", "docs/editing.md"),
    ("docs/rediger.md", "docs/rediger.md"),
    ("docs/publier.md", "docs/publier.md"),
    ("packaging/trousseau.desktop", "trousseau.desktop"),
    ("themes/default/assets/icon.svg", "trousseau.svg"),
];

/// Each shell, and the name of its file.
const SHELLS: [(&str, &str); 4] = [
    ("bash", "trousseau.bash"),
    ("zsh", "_trousseau"),
    ("fish", "trousseau.fish"),
    ("powershell", "_trousseau.ps1"),
];

/// Compiles the program and packs it; for a static Linux program where the toolchain has one.
pub fn make(root: &Path, wanted: Option<&str>) -> Outcome {
    let host = host(root)?;
    let target = wanted.map_or_else(|| usual(root, &host), str::to_owned);
    let program = compile(root, &host, &target)?;
    // The texts are made by the program, so one that runs here is needed.
    let speaker = if runs_here(&host, &target) { program.clone() } else { compile(root, &host, &host)? };
    let made = Made {
        version: release::version(root)?,
        time: time(root)?,
        program: fs::read(&program).map_err(|cause| format!("{}: {cause}", program.display()))?,
        texts: texts(root, &speaker, &target)?,
        target,
    };
    let out = folder(root).join("dist");
    fs::create_dir_all(&out).map_err(|cause| format!("{}: {cause}", out.display()))?;
    let mut names = vec![format!("trousseau-{}-{}.tar.gz", made.version, made.target)];
    write(&out.join(&names[0]), &archive(&made)?)?;
    if let Some(architecture) = deb::architecture(&made.target) {
        names.push(format!("trousseau_{}_{architecture}.deb", made.version));
        write(&out.join(&names[1]), &deb::package(&made, architecture)?)?;
    }
    sums(&out, &names)?;
    if let Some([major, minor]) = deb::glibc(&made.program) {
        println!("This program is not static: it needs glibc {major}.{minor} or newer.");
    }
    names.iter().for_each(|name| println!("{}", out.join(name).display()));
    Ok(())
}

/// The archive: one folder with the program and all that goes along.
fn archive(made: &Made) -> Result<Vec<u8>, String> {
    let top = format!("trousseau-{}-{}", made.version, made.target);
    let name = if made.target.contains("windows") { "trousseau.exe" } else { "trousseau" };
    let file = |path: &str, runs, bytes: &[u8]| Packed {
        path: format!("{top}/{path}"),
        runs,
        bytes: bytes.to_vec(),
    };
    let mut files = vec![file(name, true, &made.program)];
    files.extend(made.texts.iter().map(|(path, bytes)| file(path, path.ends_with(".command"), bytes)));
    gzip(&tar(&files, made.time)?)
}

/// The machine for which the compiler makes programs unless told otherwise.
fn host(root: &Path) -> Result<String, String> {
    let said = chores::output(root, "rustc", &["-vV"])?;
    let line = said.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).ok_or_else(|| "rustc names no host".into())
}

/// The static target of this machine where it is installed, else the machine's own.
fn usual(root: &Path, host: &str) -> String {
    let Some(machine) = host.strip_suffix("-linux-gnu") else { return host.to_owned() };
    let target = format!("{machine}-linux-musl");
    // Without rustup there is the machine's own alone.
    let installed = chores::output(root, "rustup", &["target", "list", "--installed"]).unwrap_or_default();
    if installed.lines().any(|line| line == target) {
        return target;
    }
    println!(
        "No static program: the toolchain has no {target} (rustup target add {target}, and musl-tools of Debian)."
    );
    host.to_owned()
}

fn runs_here(host: &str, target: &str) -> bool {
    let machine = |triple: &str| triple.rsplit_once('-').map(|(machine, _)| machine.to_owned());
    machine(host) == machine(target)
}

/// Compiles the program, and gives its path.
fn compile(root: &Path, host: &str, target: &str) -> Result<PathBuf, String> {
    let mut arguments = vec!["build", "--release", "--locked"];
    let mut folder = folder(root);
    // Without the option, what was compiled already is taken.
    if target != host {
        arguments.extend(["--target", target]);
        folder.push(target);
    }
    chores::run(root, "cargo", &arguments)?;
    let end = if target.contains("windows") { "trousseau.exe" } else { "trousseau" };
    Ok(folder.join("release").join(end))
}

fn folder(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// The time of the commit, so that the same commit gives the same bytes.
fn time(root: &Path) -> Result<u64, String> {
    let said = match env::var("SOURCE_DATE_EPOCH") {
        Ok(said) => said,
        Err(_) => chores::output(root, "git", &["log", "-1", "--format=%ct"])?,
    };
    said.trim().parse().map_err(|cause| format!("{said}: {cause}"))
}

/// All files but the program: those of the repository, licences of the fonts, completions and manual pages.
fn texts(root: &Path, program: &Path, target: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
    let read = |path: &Path| fs::read(path).map_err(|cause| format!("{}: {cause}", path.display()));
    let mut texts = Vec::new();
    let starts: &[(&str, &str)] = match target {
        target if target.contains("windows") => &[("packaging/Trousseau.cmd", "Trousseau.cmd")],
        target if target.contains("apple") => &[("packaging/Trousseau.command", "Trousseau.command")],
        _ => &[],
    };
    for (path, name) in ALONG.iter().chain(starts) {
        texts.push(((*name).to_owned(), read(&root.join(path))?));
    }
    for path in files(&root.join("themes/default/fonts"))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".OFL.txt") {
            texts.push((format!("licences/{name}"), read(&path)?));
        }
    }
    let said = |arguments: &[&str]| chores::output(root, &program.display().to_string(), arguments);
    for (shell, name) in SHELLS {
        let script = said(&["completions", shell, "--lang", "en"])?;
        texts.push((format!("completions/{name}"), script.into_bytes()));
    }
    let pages = folder(root).join("dist/man");
    for (language, place) in [("en", "man/man1"), ("fr", "man/fr/man1")] {
        let dir = pages.join(language);
        // Pages of commands that are gone must not stay.
        let _ = fs::remove_dir_all(&dir);
        said(&["man", &dir.display().to_string(), "--lang", language])?;
        for path in files(&dir)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            texts.push((format!("{place}/{name}"), read(&path)?));
        }
    }
    let _ = fs::remove_dir_all(&pages);
    Ok(texts)
}

/// The files of a folder, in their order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let trouble = |cause| format!("{}: {cause}", folder.display());
    let entries = fs::read_dir(folder).map_err(trouble)?;
    let mut files = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(trouble)?;
    files.sort();
    Ok(files)
}

/// Compressed, without a name and a time.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let trouble = |cause: std::io::Error| format!("gzip: {cause}");
    let child =
        Command::new("gzip").args(["-9", "-n", "-c"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.map_err(trouble)?;
    let mut input = child.stdin.take().ok_or("gzip: no input")?;
    // Written beside reading: the pipe would be full before all is written.
    let output = thread::scope(|scope| {
        scope.spawn(move || input.write_all(bytes));
        child.wait_with_output()
    });
    let output = output.map_err(trouble)?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("gzip: {}", output.status)) }
}

/// The sums of the files, as `sha256sum -c` reads them.
fn sums(out: &Path, names: &[String]) -> Outcome {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let sums = chores::output(out, "sha256sum", &names)
        .or_else(|_| chores::output(out, "shasum", &[&["-a", "256"][..], &names].concat()))?;
    write(&out.join("SHA256SUMS"), sums.as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|cause| format!("{}: {cause}", path.display()))
}
