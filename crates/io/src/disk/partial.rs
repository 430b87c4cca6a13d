//! Writes a file under a hidden name beside its place, and takes away what a killed write left there.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

/// The end of the hidden names.
const END: &str = ".partial";

/// How many letters of a name the hidden name repeats: with all, a long name could become too long for the disk.
const MOST_LETTERS: usize = 40;

/// How many names are tried.
const MOST_TRIES: usize = 1_000;

/// No write of this process takes this long: an older file under its number is one of a process that had the number before.
const SHORT: Duration = Duration::from_secs(60);

/// No write takes this long: where the system does not tell which processes live, an older file is a leftover.
const LONG: Duration = Duration::from_secs(3600);

/// A file that is being written; it is removed again unless it comes to its place.
///
/// It is always a new one (`O_EXCL`), so no link that somebody put there is followed. It is locked while it is written, so that
/// nobody takes it for a leftover.
pub struct Partial {
    path: PathBuf,
    file: File,
    placed: bool,
}

impl Partial {
    /// Begins a file in the folder of the target: renaming works on one disk only.
    pub fn beside(target: &Path) -> io::Result<Self> {
        let new = |path: &Path| OpenOptions::new().write(true).create_new(true).open(path);
        let mut path = hidden(target);
        let mut file = new(&path);
        // A process of the same number may have been killed here before: in a container, every program can be number 1.
        for _ in 0..MOST_TRIES {
            if !matches!(&file, Err(error) if error.kind() == io::ErrorKind::AlreadyExists) {
                break;
            }
            path = hidden(target);
            file = new(&path);
        }
        let file = file?;
        // Some network disks have no locks.
        let _ = file.try_lock();
        Ok(Self { path, file, placed: false })
    }

    /// The file, to be written to.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Forces the bytes to the disk: after a power cut, the name leads to all of them.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    /// Puts the file in the place of the target. A link there is replaced, and what it leads to stays.
    pub fn replace(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.placed = true;
        Ok(())
    }

    /// Puts the file where nothing is; fails with `AlreadyExists` when something is there.
    pub fn place(mut self, target: &Path) -> io::Result<()> {
        match fs::hard_link(&self.path, target) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            // Some disks, such as sticks, have no second names for a file.
            Err(_) if fs::symlink_metadata(target).is_ok() => return Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(&self.path, target)?,
        }
        self.placed = true;
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Writes a new file, whole or not at all; fails with `AlreadyExists` when something has its name.
pub fn write_new(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut partial = Partial::beside(target)?;
    partial.file().write_all(bytes)?;
    partial.sync()?;
    partial.place(target)?;
    sync_folder_of(target);
    Ok(())
}

/// Writes a file over whatever has its name, whole or not at all, and for good: it outlives a power cut.
pub fn write_over(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut partial = Partial::beside(target)?;
    partial.file().write_all(bytes)?;
    partial.sync()?;
    partial.replace(target)?;
    sync_folder_of(target);
    Ok(())
}

/// Forces the new name of a file to the disk, where the system can do that for a folder.
pub fn sync_folder_of(target: &Path) {
    if cfg!(unix)
        && let Some(Ok(folder)) = target.parent().map(File::open)
    {
        let _ = folder.sync_all();
    }
}

/// Removes what killed writes left in a folder, and in no folder below it.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if writer(&entry.file_name().to_string_lossy()).is_some() {
            remove_left(&entry.path());
        }
    }
}

/// Removes a file if it is what a killed write left: it has such a name, and nobody writes to it any more.
pub fn remove_left(path: &Path) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(process) = writer(&name) else { return };
    let Ok(found) = fs::symlink_metadata(path) else { return };
    let age = found.modified().ok().and_then(|time| time.elapsed().ok()).unwrap_or_default();
    let is_old = age > if process == std::process::id() { SHORT } else { LONG };
    if found.is_file() && (is_dead(process) || is_old) && !is_locked(path) {
        let _ = fs::remove_file(path);
    }
}

/// Whether a process has ended, as far as the system tells.
pub fn is_dead(process: u32) -> bool {
    let processes = Path::new("/proc");
    processes.join("self").exists() && !processes.join(process.to_string()).exists()
}

/// Whether a process holds the file, be it one of another container, whose number is not known here.
fn is_locked(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

/// A hidden name beside a target, of this process alone: `.fr.md.4711-0.partial`. Reading a toolkit passes over such names.
pub fn hidden(target: &Path) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().take(MOST_LETTERS).collect();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    target.with_file_name(format!(".{name}.{}-{count}{END}", std::process::id()))
}

/// The process that gave a file this hidden name; none when the name is not one of ours.
pub fn writer(name: &str) -> Option<u32> {
    let (_, numbers) = name.strip_prefix('.')?.strip_suffix(END)?.rsplit_once('.')?;
    let (process, count) = numbers.split_once('-')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(count) { process.parse().ok().filter(|_| is_number(process)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number that no process has: Linux gives out at most 2²².
    const NOBODY: &str = "4194999";

    #[test]
    fn only_our_names_are_known() {
        let name = |path: PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
        assert_eq!(writer(&name(hidden(Path::new("a/fr.md")))), Some(std::process::id()));
        assert!(name(hidden(Path::new(&"é".repeat(120)))).len() < 120, "no name becomes too long");
        for strange in [
            "fr.md.12-0.partial",
            ".fr.md.partial",
            ".fr.md.12.partial",
            ".fr.md.12-x.partial",
            ".fr.md.-1-0.partial",
            ".fr.md.+1-0.partial",
            ".fr.md.12-0.partial.md",
            ".partial",
            "",
        ] {
            assert_eq!(writer(strange), None, "{strange}");
        }
    }

    #[test]
    fn what_a_killed_write_left_is_swept_and_nothing_else() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        let left = format!(".fr.md.{NOBODY}-3.partial");
        let mut own = Partial::beside(&at("fr.md")).expect("begun");
        own.file().write_all(b"new").expect("written");
        let others = [".notes.partial", "fr.md", ".fr.md.swp"];
        for name in others.iter().copied().chain([left.as_str()]) {
            fs::write(at(name), "x").expect("written");
        }
        fs::create_dir(at(&format!(".folder.{NOBODY}-0.partial"))).expect("made");
        sweep(home.path());
        assert_eq!(at(&left).exists(), !Path::new("/proc/self").exists());
        assert!(others.iter().all(|name| at(name).exists()), "files of others stay");
        own.replace(&at("fr.md")).expect("what is being written is no leftover");
        assert_eq!(fs::read(at("fr.md")).expect("there"), b"new");
    }

    #[test]
    fn what_another_process_of_the_same_number_left_is_in_nobodys_way() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("a.md");
        let next = hidden(&path);
        let name = next.file_name().expect("a name").to_string_lossy().into_owned();
        let count: usize =
            name.rsplit_once('-').and_then(|(_, end)| end.split('.').next()?.parse().ok()).expect("a count");
        for more in 1..40 {
            fs::write(
                home.path().join(name.replace(&format!("-{count}."), &format!("-{}.", count + more))),
                "x",
            )
            .expect("written");
        }
        write_over(&path, b"new").expect("under the next free name");
        assert_eq!(fs::read(&path).expect("there"), b"new");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_somebody_holds_is_no_leftover() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join(format!(".fr.md.{NOBODY}-0.partial"));
        let held = File::create(&path).expect("made");
        held.try_lock().expect("locked");
        remove_left(&path);
        assert!(path.exists(), "its process may live in another container");
        drop(held);
        remove_left(&path);
        assert_eq!(path.exists(), !Path::new("/proc/self").exists());
    }

    #[test]
    fn a_new_file_is_whole_and_takes_nobodys_place() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("a.md");
        write_new(&path, b"one").expect("written");
        assert_eq!(write_new(&path, b"two").expect_err("taken").kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("there"), b"one");
        write_over(&path, b"three").expect("written");
        assert_eq!(fs::read(&path).expect("there"), b"three");
        assert_eq!(fs::read_dir(home.path()).expect("listed").count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let home = tempfile::tempdir().expect("a folder");
        let (path, victim) = (home.path().join("a.md"), home.path().join("victim"));
        fs::write(&victim, "theirs").expect("written");
        std::os::unix::fs::symlink(&victim, &path).expect("a link");
        assert!(write_new(&path, b"x").is_err());
        write_over(&path, b"x").expect("written");
        assert!(!path.is_symlink());
        assert_eq!(fs::read(&victim).expect("there"), b"theirs");
        std::os::unix::fs::symlink(home.path().join("nowhere"), home.path().join("b.md")).expect("a link");
        assert!(write_new(&home.path().join("b.md"), b"x").is_err(), "a dead link takes the place too");
        assert!(!home.path().join("nowhere").exists());
    }
}
