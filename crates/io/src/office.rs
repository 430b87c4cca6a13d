//! Asks LibreOffice, where it is installed, to turn a document of another format into one that can be read.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::Context;

use crate::git::run::Scratch;
use trousseau_core::messages::Failure;

/// The names under which the program is installed.
const NAMES: [&str; 2] = ["soffice", "libreoffice"];

/// How long it may take.
const MOST: Duration = Duration::from_secs(90);

/// The bytes of a document as `.docx`. Fails where there is no LibreOffice, or where it makes nothing of the file.
pub fn to_docx(file: &Path) -> anyhow::Result<Vec<u8>> {
    let failure = |key| Failure::new(key).with("path", file.display());
    let folder = Scratch::new().with_context(|| failure("word/office"))?;
    let source = file.canonicalize().with_context(|| failure("output/read"))?;
    // A profile of its own: a LibreOffice that is open would take the order and end at once.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.0.display());
    for name in NAMES {
        let child = Command::new(name)
            .arg(&profile)
            .args(["--headless", "--convert-to", "docx", "--outdir"])
            .arg(&folder.0)
            .arg(&source)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = child else { continue };
        let begun = Instant::now();
        while child.try_wait().with_context(|| failure("word/office"))?.is_none() {
            if begun.elapsed() > MOST {
                let _ = child.kill();
                let _ = child.wait();
                return Err(failure("word/office").into());
            }
            thread::sleep(Duration::from_millis(50));
        }
        let stem = source.file_stem().unwrap_or_default();
        let made = folder.0.join(Path::new(stem).with_extension("docx"));
        return fs::read(made).map_err(|_| failure("word/office").into());
    }
    Err(failure("word/no-office").into())
}
