//! What a build costs: whole builds of a corpus through the program itself, and each phase inside one process.
//!
//! `cargo bench` prints CPU time, wall time and the largest memory. Trust ratios between runs on one machine.
//! `cargo bench -- 334` chooses the number of guides (each in three languages).

mod corpus;
mod edit;

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use trousseau_core::manifest;
use trousseau_html::generate;
use trousseau_io::disk;
use trousseau_site::plan;
use trousseau_theme as theme;

/// The same as the program's.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [mode, folder] = arguments.as_slice()
        && mode == "--write"
    {
        write(Path::new(folder), 334);
        return;
    }
    let guides = arguments.first().and_then(|number| number.parse().ok()).unwrap_or(334);
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), guides);
    println!("{guides} guides × 3 languages = {} texts", guides * 3);
    whole(folder.path());
    phases(folder.path());
    edit::rounds(guides);
    edit::rounds(guides * 10);
}

fn write(folder: &Path, guides: usize) {
    for (path, text) in corpus::corpus(guides) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, text).expect("a file is written");
    }
}

/// The program itself: a first build, a second one without a change, one after one edit.
fn whole(folder: &Path) {
    row("first build", folder);
    row("nothing changed", folder);
    let edited = folder.join("content/guides/guide-7/fr.md");
    let text = fs::read_to_string(&edited).expect("a text");
    fs::write(&edited, text + "\nUne phrase de plus.\n").expect("an edit");
    row("one text edited", folder);
}

/// CPU is that of the child alone, in clock ticks of 10 ms; memory is its largest resident size.
fn row(name: &str, folder: &Path) {
    let start = Instant::now();
    let before = children();
    let status = Command::new(env!("CARGO_BIN_EXE_trousseau"))
        .args(["--root", &folder.to_string_lossy(), "--quiet", "build"])
        .env("SOURCE_DATE_EPOCH", "1795305600")
        .status()
        .expect("the program runs");
    let wall = start.elapsed();
    let cpu = children().saturating_sub(before);
    println!(
        "{name:<18} {:>6.0} ms wall  {:>6.0} ms CPU  (exit {})",
        millis(wall),
        millis(cpu),
        status.code().unwrap_or(-1)
    );
}

/// The CPU time of all children that have ended, from the kernel's own books; zero where there are none to read.
fn children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<u64> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .map(|field| field.parse().unwrap_or(0))
        .collect();
    let ticks = fields.get(13).copied().unwrap_or(0) + fields.get(14).copied().unwrap_or(0);
    Duration::from_millis(ticks * 10)
}

/// Each phase once more, inside this process.
fn phases(folder: &Path) {
    let (read, sources) = timed(|| disk::read(folder).expect("a toolkit").value);
    let today = jiff::civil::date(2026, 11, 22);
    let (assemble, noted) = timed(|| trousseau_lint::texts(&sources, today));
    for diagnostic in &noted.diagnostics {
        println!("note {} {:?}", diagnostic.code(), diagnostic.args);
    }
    let library = noted.value.expect("a library");
    let toolkit = &library.toolkit;
    let (load, theme) =
        timed(|| theme::load(&sources, "default", &toolkit.languages, toolkit.official_language).value);
    let (planning, plan) = timed(|| plan::plan(&library, &theme, &sources, &plan::BuildOptions::default()));
    let make: Vec<manifest::OutputPath> = plan.tasks.keys().cloned().collect();
    let bytes = std::sync::atomic::AtomicUsize::new(0);
    let (generating, ()) = timed(|| {
        generate::all(&plan, &make, &theme, &|_, generated| {
            let length = generated.value.map_or(0, |page| page.len());
            bytes.fetch_add(length, std::sync::atomic::Ordering::Relaxed);
        });
    });
    println!(
        "phases: read {:.0}, assemble {:.0}, theme {:.0}, plan {:.0}, press {:.0} ms; {} outputs, {} kB; peak {} MB",
        millis(read),
        millis(assemble),
        millis(load),
        millis(planning),
        millis(generating),
        make.len(),
        bytes.into_inner() >> 10,
        peak() >> 10
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = work();
    (start.elapsed(), value)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The largest resident size of this process so far, in kB; zero where the kernel does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or(0)
}
