//! Where output may go, and the folder that is made for it.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use trousseau_core::messages::Failure;

/// Folders of a toolkit in which people write: no output goes there.
const SOURCES: [&str; 2] = ["content", "themes"];

/// The folder of a toolkit for all output, which may be a link to another disk.
const OUTPUT: &str = "output";

/// Creates a folder, with a `.gitignore` if it is new: reports hold remarks, and everything here can be made again.
pub fn make(folder: &Path) -> io::Result<()> {
    let Some(new) = folder.ancestors().take_while(|above| !above.exists()).last() else { return Ok(()) };
    fs::create_dir_all(folder)?;
    match OpenOptions::new().write(true).create_new(true).open(new.join(".gitignore")) {
        Ok(mut file) => file.write_all(b"*\n"),
        // Another command has created the same folder in the meantime.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// The real path of a folder that need not exist yet.
pub fn resolve(folder: &Path) -> io::Result<PathBuf> {
    let folder = std::path::absolute(folder)?;
    let known = folder.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    Ok(match known {
        Some((above, real)) => real.join(folder.strip_prefix(above).unwrap_or(Path::new(""))),
        None => folder,
    })
}

/// Refuses an output folder in which a build could be taken for content, or content for output.
pub fn guard(root: &Path, folder: &Path) -> anyhow::Result<()> {
    // `a/../content` cannot be resolved while `a` does not exist, so `..` is refused there.
    let odd = folder.components().any(|part| part == std::path::Component::ParentDir);
    if odd || root.starts_with(folder) {
        return Err(Failure::new("output/is-root").with("path", folder.display()).into());
    }
    guard_sources(root, folder)
}

/// Refuses a folder whose place, or that of a folder above it, is taken by a file.
pub fn guard_files(folder: &Path) -> anyhow::Result<()> {
    // A final `/` would make a file look missing, so it is dropped.
    let folder: PathBuf = folder.components().collect();
    match folder.ancestors().find(|above| above.is_file()) {
        Some(file) => Err(Failure::new("output/no-folder").with("path", file.display()).into()),
        None => Ok(()),
    }
}

/// Refuses a folder in which output could be taken for content.
pub fn guard_sources(root: &Path, folder: &Path) -> anyhow::Result<()> {
    for name in SOURCES {
        let sources = root.join(name);
        if folder.starts_with(sources.canonicalize().unwrap_or(sources)) {
            return Err(Failure::new("output/in-sources")
                .with("path", folder.display())
                .with("folder", name)
                .into());
        }
    }
    Ok(())
}

/// Refuses a folder below `output` that a link leads out of it: nobody who asks for leaflets means to write elsewhere.
pub fn guard_links(root: &Path, folder: &Path, real: &Path) -> anyhow::Result<()> {
    let (Ok(output), Ok(asked)) = (root.join(OUTPUT).canonicalize(), std::path::absolute(folder)) else {
        return Ok(());
    };
    let is_below = asked.ancestors().any(|above| above.canonicalize().is_ok_and(|above| above == output));
    if is_below && !real.starts_with(&output) {
        return Err(Failure::new("output/link").with("path", folder.display()).into());
    }
    Ok(())
}
