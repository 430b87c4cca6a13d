//! One click that mends what `check --fix` mends: the words are shown first, and written when they are still the same.

use serde::Serialize;

use crate::{
    http::{Asked, Reply},
    notes::{Shown, live},
    pages::{EditorPage, page},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::check::mend::{self, Mended, Mending};
use trousseau_core::messages;
use trousseau_text::{Fingerprint, diff};

/// The view of the page that shows what would be written.
#[derive(Default, Serialize)]
struct Mend {
    token: String,
    /// The hash of what is shown: only that is written.
    hash: String,
    files: Vec<File>,
    /// The outcome, as the name of a message.
    message: &'static str,
    /// Where the files are kept as they were, or why nothing was written.
    why: String,
}

/// A file, and the words that change in it.
#[derive(Serialize)]
struct File {
    path: String,
    rules: String,
    lines: Vec<String>,
}

/// Shows what can be put right; writes it when a form asks for exactly that.
pub fn answer(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let show = |status, view: Mend| {
        let view = Mend { token: preview.token.clone(), ..view };
        reply(status, page(EditorPage::Mend, &view, &live(preview, snapshot, &Shown::default())))
    };
    let failed = |error: anyhow::Error| Mend { message: "failed", why: error.to_string(), ..Mend::default() };
    let mending = match mend::plan(&preview.root) {
        Ok(mending) => mending,
        Err(error) => return show(500, failed(error)),
    };
    let hash = fingerprint(&mending);
    let files = mending.files.iter().map(|one| shown(preview, &mending, one)).collect();
    let view = Mend { hash, files, ..Mend::default() };
    if asked.form.is_none() {
        return show(200, view);
    }
    if asked.field("hash") != Some(&*view.hash) {
        return show(409, Mend { message: "changed", ..view });
    }
    match mending.write() {
        Ok(why) => {
            for one in &mending.files {
                preview.drop_draft(&one.file.path);
                preview.wait_for(&one.file.path, &one.file.bytes);
            }
            show(200, Mend { message: "written", why, ..Mend::default() })
        }
        Err(error) => show(409, Mend { files: view.files, hash: view.hash, ..failed(error) }),
    }
}

/// One hash for what is there and what would be.
fn fingerprint(mending: &Mending) -> String {
    let sources = &mending.project.sources;
    let parts = mending.files.iter().flat_map(|one| {
        let old = sources.own(&one.file.path).map(|file| file.fingerprint);
        [Some(Fingerprint::of(one.file.path.as_bytes())), old, Some(one.file.fingerprint)]
    });
    Fingerprint::join(&parts.flatten().collect::<Vec<_>>()).to_string()
}

fn shown(preview: &Preview, mending: &Mending, one: &Mended) -> File {
    let old = mending.project.sources.own(&one.file.path).and_then(|file| file.text().ok());
    let lines = diff::lines(old.unwrap_or_default(), one.file.text().unwrap_or_default());
    let skipped = messages::say(preview.language, "diff/skipped", &[]);
    let mut lines: Vec<String> = lines.iter().map(|line| line.written(&skipped)).collect();
    if lines.is_empty() {
        lines.push(messages::say(preview.language, "fix/unseen", &[]).trim().to_owned());
    }
    let rules: Vec<&str> = one.rules.iter().map(|rule| rule.code()).collect();
    File { path: one.file.path.to_string(), rules: rules.join(", "), lines }
}
