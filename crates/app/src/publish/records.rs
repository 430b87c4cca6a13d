//! What is kept at a target, in a folder of our own: what stands there, what is under way, and what stood there before.

use trousseau_core::publication::{Content, Files, Pending, Publication};
use trousseau_io::target::Target;

/// What stands there: the manifest, written when all files are in place.
const PUBLISHED: &str = ".trousseau/published.json";

/// What is under way or was cut.
const PENDING: &str = ".trousseau/pending.json";

/// How many files of it were sent, in its order.
const DONE: &str = ".trousseau/done";

/// What stood there before, to which `--undo` leads.
const BEFORE: &str = ".trousseau/before.json";

/// The bytes of what stood there before, each file under its hash.
pub(super) const BLOBS: &str = ".trousseau/before";

/// Servers that read such files show nobody what lies in the folder.
const CLOSED: &str = ".trousseau/.htaccess";

/// For Apache 2.4, and for what is older.
const NOBODY: &[u8] = b"<IfModule mod_authz_core.c>\n  Require all denied\n</IfModule>\n<IfModule !mod_authz_core.c>\n  Deny from all\n</IfModule>\n";

/// What is known of a target.
#[derive(Clone, Debug, Default)]
pub(super) struct Records {
    /// What stands there.
    pub published: Files,
    /// What is under way or was cut.
    pub pending: Option<Pending>,
    /// How many of its files were sent for sure.
    pub done: usize,
    /// What stood there before.
    pub before: Option<Files>,
    /// Whether something is written there that cannot be read.
    pub was_lost: bool,
}

impl Records {
    /// Reads them.
    pub fn read(target: &mut dyn Target) -> anyhow::Result<Self> {
        let published = target.read(PUBLISHED)?;
        let parsed = published.as_deref().and_then(Publication::read);
        let was_lost = published.is_some() && parsed.is_none();
        let pending = target.read(PENDING)?.as_deref().and_then(Pending::read);
        let done = if pending.is_some() { target.read(DONE)? } else { None };
        let done = done.and_then(|bytes| String::from_utf8(bytes).ok()?.trim().parse().ok()).unwrap_or(0);
        let before = target.read(BEFORE)?.as_deref().and_then(Publication::read);
        Ok(Self {
            published: parsed.unwrap_or_default().files,
            pending,
            done,
            before: before.map(|before| before.files),
            was_lost,
        })
    }

    /// All that a file of ours may be: what was published, and what a cut publication may have put or left.
    pub fn candidates(&self, path: &str) -> Vec<Content> {
        let mut all: Vec<Content> = self.published.get(path).copied().into_iter().collect();
        if let Some(pending) = &self.pending {
            let gone = pending.before.get(path).filter(|_| all.is_empty());
            all.extend(pending.goal.get(path).or(gone));
            all.dedup();
        }
        all
    }

    /// What stood there before whatever is under way began.
    pub fn former(&self) -> &Files {
        match &self.pending {
            Some(pending) if pending.goal != self.published => &pending.before,
            _ => &self.published,
        }
    }

    /// The paths of all files that are ours.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        let cut = self.pending.iter().flat_map(|pending| pending.goal.keys().chain(&pending.drop));
        self.published.keys().chain(cut)
    }
}

/// The name under which bytes are kept.
pub(super) fn blob(content: Content) -> String {
    format!("{BLOBS}/{}", content.hash)
}

/// Writes down what will be done, before anything is.
pub(super) fn begin(target: &mut dyn Target, pending: &Pending) -> anyhow::Result<()> {
    target.remove(DONE)?;
    target.put(PENDING, &pending.bytes())
}

/// Closes our folder to readers where the server understands that.
pub(super) fn close(target: &mut dyn Target) -> anyhow::Result<()> {
    if target.size(CLOSED)? != Some(NOBODY.len() as u64) {
        target.put(CLOSED, NOBODY)?;
    }
    Ok(())
}

/// Writes down how many files were sent.
pub(super) fn note(target: &mut dyn Target, done: usize) -> anyhow::Result<()> {
    target.put(DONE, done.to_string().as_bytes())
}

/// Forgets how many were sent, so that each is looked at.
pub(super) fn doubt(target: &mut dyn Target) -> anyhow::Result<()> {
    target.remove(DONE)
}

/// Writes down what stands there now, and what did before; true when the first can be read back.
pub(super) fn stand(target: &mut dyn Target, now: &Files, before: Option<&Files>) -> anyhow::Result<bool> {
    let bytes = |files: &Files| Publication { files: files.clone() }.bytes();
    if let Some(before) = before {
        target.put(BEFORE, &bytes(before))?;
    }
    let now = bytes(now);
    target.put(PUBLISHED, &now)?;
    Ok(target.read(PUBLISHED)?.as_deref() == Some(&now))
}

/// Takes away what nothing needs any more: the list of what was under way last of all.
pub(super) fn clean(target: &mut dyn Target, now: &Files, before: Option<&Files>) -> anyhow::Result<()> {
    let differs = |(path, content): &(&String, &Content)| now.get(*path) != Some(*content);
    let needed: Vec<String> =
        before.into_iter().flatten().filter(differs).map(|(_, content)| blob(*content)).collect();
    for path in blobs(target)?.into_iter().filter(|path| !needed.contains(path)) {
        target.remove(&path)?;
    }
    target.remove(DONE)?;
    target.remove(PENDING)
}

/// Takes away what stood there before; how many files that were.
pub(super) fn forget(target: &mut dyn Target) -> anyhow::Result<usize> {
    target.remove(BEFORE)?;
    let blobs = blobs(target)?;
    for path in &blobs {
        target.remove(path)?;
    }
    Ok(blobs.len())
}

/// The files in which bytes are kept. Whatever else lies there, or behind a link there, is not ours.
fn blobs(target: &mut dyn Target) -> anyhow::Result<Vec<String>> {
    let is_blob = |path: &String| {
        let name = path.strip_prefix(BLOBS).and_then(|rest| rest.strip_prefix('/'));
        name.is_some_and(|name| name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    Ok(target.list(BLOBS)?.into_keys().filter(is_blob).collect())
}
