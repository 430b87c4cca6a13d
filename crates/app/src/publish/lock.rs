//! One publication at a time: a lock at the target that says whose it is, never who a person is.

use std::{
    env,
    fs::{self, File, OpenOptions, TryLockError},
    hash::{BuildHasher, RandomState},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

use anyhow::Context;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use trousseau_core::messages::Failure;
use trousseau_io::target::Target;

/// The folder that only one can make.
const LOCK: &str = ".trousseau/lock";

/// The file in it that says whose it is.
const OWNER: &str = "owner.json";

/// How long a token is, in bytes.
const TOKEN: u64 = 32;

/// What automata call themselves in their environment, and their names.
const AUTOMATA: [(&str, &str); 4] = [
    ("GITLAB_CI", "GitLab CI"),
    ("FORGEJO_ACTIONS", "Forgejo Actions"),
    ("GITHUB_ACTIONS", "GitHub Actions"),
    ("CI", "CI"),
];

/// Whoever publishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// A name that is no person's: `TROUSSEAU_PUBLISHER`, that of an automaton, or a number.
    pub by: String,
    /// What tells this folder from all others, so that a cut publication finds its own lock again.
    pub token: String,
    /// Since when, in seconds since 1970.
    pub since: i64,
    /// Whether the last publication from this folder did not come to its end.
    #[serde(skip)]
    pub was_cut: bool,
}

/// Holds an output folder for one publication at a time.
#[derive(Debug)]
pub struct Held(File);

impl Held {
    /// Writes down that a publication begins: if it is cut, that stays.
    pub fn begin(&mut self) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(TOKEN))?;
        self.0.write_all(b"+")
    }

    /// Writes down that it came to its end.
    pub fn end(self) -> io::Result<()> {
        self.0.set_len(TOKEN)
    }
}

impl Owner {
    /// The owner for an output folder, which is held for this process.
    pub fn of(out: &Path, target: &str) -> anyhow::Result<(Self, Held)> {
        let path = out.join(format!(".publish-{target}.lock"));
        let trouble = || Failure::new("output/write").with("path", path.display());
        // Whoever takes a publication back may never have built here.
        fs::create_dir_all(out).with_context(trouble)?;
        // A link that somebody put there would lead to another file.
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Err(Failure::new("output/no-file").with("path", path.display()).into());
        }
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = file.with_context(trouble)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::new("publish/locked-here").with("target", target).into());
            }
            // Some network disks have no locks; the lock at the target is still there.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let mut token = String::new();
        file.read_to_string(&mut token).with_context(trouble)?;
        let was_cut = token.len() as u64 > TOKEN;
        token.truncate(TOKEN as usize);
        if (token.len() as u64) < TOKEN {
            let random = || RandomState::new().hash_one(std::process::id());
            token = format!("{:016x}{:016x}", random(), random());
            file.set_len(0).and_then(|()| file.rewind()).with_context(trouble)?;
            file.write_all(token.as_bytes()).with_context(trouble)?;
        }
        let set = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
        let automaton = || AUTOMATA.iter().find(|(name, _)| set(name).is_some());
        let by = set("TROUSSEAU_PUBLISHER").or_else(|| Some(automaton()?.1.to_owned()));
        let by = by.unwrap_or_else(|| format!("trousseau-{}", token.chars().take(4).collect::<String>()));
        Ok((Self { by, token, since: Timestamp::now().as_second(), was_cut }, Held(file)))
    }
}

/// Takes the lock, or says who has it and since when.
pub(super) fn take(target: &mut dyn Target, owner: &Owner, breaks: bool) -> anyhow::Result<()> {
    let file = format!("{LOCK}/{OWNER}");
    if !target.claim(LOCK)? {
        let held = target.read(&file)?.and_then(|bytes| serde_json::from_slice::<Owner>(&bytes).ok());
        // One without a name was cut between two steps.
        let is_own = held.as_ref().map_or(owner.was_cut, |held| held.token == owner.token);
        if !is_own && !breaks {
            return Err(taken(held.as_ref(), owner.since).into());
        }
    }
    let bytes = serde_json::to_vec(owner).context(Failure::new("publish/write").with("path", LOCK))?;
    target.put(&file, &bytes)
}

fn taken(held: Option<&Owner>, now: i64) -> Failure {
    let Some(held) = held else { return Failure::new("publish/locked-unknown") };
    let since =
        Timestamp::from_second(held.since).unwrap_or_default().strftime("%Y-%m-%d %H:%M UTC").to_string();
    let minutes = (now - held.since).max(0) / 60;
    Failure::new("publish/locked").with("by", &held.by).with("since", since).with("minutes", minutes)
}

/// Gives the lock back.
pub(super) fn release(target: &mut dyn Target) -> anyhow::Result<()> {
    target.release(LOCK, OWNER)
}
