//! The answers that the site and the editor share: a page, a file, a leaflet that cannot be made.

use serde::Serialize;

use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, live},
    overlay::{self, Served},
    preview::Preview,
    state::{Output, Snapshot},
};
use trousseau_core::{diagnostic::Diagnostic, messages};

/// The address of the page that shows a PDF of the site or of the desk.
pub fn viewer(file: &str) -> String {
    format!("/{OWN}/leaflet?file={}", address::encode(file))
}

/// A response with a file. A browser that has these bytes already gets "not modified".
pub fn file(path: &str, status: u16, output: &Output, bytes: &[u8], asked: &Asked) -> Reply {
    let etag = Some(format!("\"{}\"", output.etag));
    if asked.known == etag {
        return Reply { status: 304, etag, ..Reply::default() };
    }
    // The browser's PDF viewer needs its own styles; any other file that is opened directly gets the strictest policy.
    let policy = if path.ends_with(".pdf") {
        "frame-ancestors 'self'"
    } else {
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    Reply {
        status,
        kind: kind(path),
        body: bytes.to_vec(),
        policy: policy.to_owned(),
        etag,
        keep: keeps(asked).then(|| name.to_owned()),
        ..Reply::default()
    }
}

/// Whether a file is to be downloaded and not shown: the address has `?download`.
pub fn keeps(asked: &Asked) -> bool {
    asked.query("download").is_some()
}

/// The page in place of a leaflet that cannot be made, with its diagnostics.
pub fn unprinted(preview: &Preview, snapshot: &Snapshot, diagnostics: &[Diagnostic]) -> Reply {
    let live = live(preview, snapshot, &Shown { diagnostics, ..Shown::default() });
    let say = |key| messages::say(preview.language, key, &[]);
    reply(422, overlay::alone(&live, &say("overlay/leaflet"), &say("overlay/mend"), None))
}

/// A page as an answer.
pub fn reply(status: u16, served: Served) -> Reply {
    Reply {
        status,
        kind: "text/html; charset=utf-8",
        body: served.html.into_bytes(),
        policy: served.policy,
        ..Reply::default()
    }
}

/// What a script asked for.
pub fn json(status: u16, value: &impl Serialize) -> Reply {
    let body = serde_json::to_vec(value).unwrap_or_default();
    Reply { status, kind: "application/json", body, ..Reply::default() }
}

/// The media type of a file, by the end of its name.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "ogg" | "opus" => "audio/ogg",
        "zip" => "application/zip",
        "epub" => "application/epub+zip",
        _ => "application/octet-stream",
    }
}
