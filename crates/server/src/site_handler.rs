//! Serves the site: each output is generated when it is asked for, and pages get the overlay.

use std::sync::Arc;

use crate::{
    editor::{Editor, guest, member, print},
    http::{Answer, Asked, OWN, Reply, address},
    notes::{Shown, live},
    overlay,
    preview::Preview,
    replies::{file, keeps, reply, unprinted, viewer},
    state::{Output, Snapshot},
};
use trousseau_core::messages;
use trousseau_site::{
    plan::{OutputKind, PageId},
    view::page::base_path,
};
use trousseau_text::Language;

/// Answers requests for the site.
pub struct SiteHandler {
    preview: Arc<Preview>,
    editor: Editor,
}

/// What a path of the site was resolved to.
enum Found {
    /// The path of an output.
    Output(String),
    /// A redirect to this path, such as one with the missing final `/`.
    Elsewhere(String),
    Nothing,
}

impl SiteHandler {
    /// The site of a preview.
    pub fn new(preview: Arc<Preview>) -> Self {
        Self { editor: Editor::new(preview.clone()), preview }
    }

    /// The same for another preview; what can be undone at the desk still can.
    pub fn again(&self, preview: Arc<Preview>) -> Self {
        Self { editor: self.editor.again(preview.clone()), preview }
    }

    /// What it shows.
    pub fn preview(&self) -> &Arc<Preview> {
        &self.preview
    }

    fn site(&self, asked: &Asked) -> Reply {
        let snapshot = self.preview.snapshot();
        match find(&snapshot, &asked.path) {
            Found::Output(path) => self.send(&snapshot, &path, 200, asked),
            Found::Elsewhere(path) => Reply { status: 302, to: Some(path), ..Reply::default() },
            Found::Nothing => {
                let reply = self.last(&snapshot, &asked.path).or_else(|| self.draft(&snapshot, asked));
                reply.unwrap_or_else(|| self.send(&snapshot, "site/404.html", 404, asked))
            }
        }
    }

    /// The last good page of a text that cannot be parsed now.
    fn last(&self, snapshot: &Snapshot, path: &str) -> Option<Reply> {
        let slug = path.rsplit('/').next()?.trim_end_matches(".html");
        let broken = &snapshot.made.as_ref()?.library.broken;
        broken.iter().find(|broken| *broken == slug)?;
        let output = self.preview.last(&format!("site/{}.html", path.trim_end_matches(".html")))?;
        let folders = ["guides", "pages"].map(|kind| format!("content/{kind}/{slug}/"));
        let folder = folders.into_iter().find(|folder| snapshot.sources.under(folder).next().is_some())?;
        let language = path.split('/').next().and_then(Language::find)?;
        let home = snapshot.made.as_ref()?.library.toolkit.source_language();
        let shown =
            Shown { text: Some((folder, [language, home])), diagnostics: &output.diagnostics, old: true };
        let live = live(&self.preview, snapshot, &shown);
        Some(reply(200, overlay::page(&String::from_utf8_lossy(&output.bytes?), &live)))
    }

    /// The page of a draft or retired guide, for whoever writes it: from its form, from a link, or by its address.
    fn draft(&self, snapshot: &Snapshot, asked: &Asked) -> Option<Reply> {
        let slug = asked.path.rsplit('/').next()?.trim_end_matches(".html");
        let hidden = &snapshot.made.as_ref()?.library.hidden;
        if asked.query("draft").is_none() && !hidden.iter().any(|guide| guide.slug == slug) {
            return None;
        }
        let output = self.preview.draft(snapshot, &format!("site/{}", asked.path))?;
        let live =
            live(&self.preview, snapshot, &Shown { diagnostics: &output.diagnostics, ..Shown::default() });
        Some(reply(200, overlay::page(&String::from_utf8_lossy(&output.bytes?), &live)))
    }

    fn send(&self, snapshot: &Snapshot, path: &str, status: u16, asked: &Asked) -> Reply {
        if path.ends_with(".pdf") && asked.purpose == "document" && !keeps(asked) {
            let to = Some(viewer(path.trim_start_matches("site/")));
            return Reply { status: 302, to, ..Reply::default() };
        }
        let is_page = path.ends_with(".html");
        let draft = (is_page && asked.query("draft").is_some()).then(|| self.preview.draft(snapshot, path));
        let output = draft.flatten().or_else(|| self.preview.output(snapshot, path));
        let Some((output, bytes)) = output.and_then(|output| Some((output.clone(), output.bytes?))) else {
            return self.nothing(snapshot, path);
        };
        if is_page {
            let shown =
                Shown { text: text(snapshot, path), diagnostics: &output.diagnostics, old: output.old };
            let live = live(&self.preview, snapshot, &shown);
            return reply(status, overlay::page(&String::from_utf8_lossy(&bytes), &live));
        }
        file(path, status, &output, &bytes, asked)
    }

    /// A page that says why there is no page.
    fn nothing(&self, snapshot: &Snapshot, path: &str) -> Reply {
        let output = self.preview.output(snapshot, path);
        let diagnostics = output.map(|output| output.diagnostics).unwrap_or_default();
        let kind = snapshot.made.as_ref().and_then(|made| Some(&made.plan.tasks.get(path)?.kind));
        if let Some(OutputKind::Leaflet(_) | OutputKind::Bundle(_)) = kind {
            return unprinted(&self.preview, snapshot, &diagnostics);
        }
        let live = live(&self.preview, snapshot, &Shown { diagnostics: &diagnostics, ..Shown::default() });
        let say = |key| messages::say(self.preview.language, key, &[]);
        let (title, text) = if snapshot.made.is_some() {
            ("overlay/none", "overlay/mend")
        } else {
            ("overlay/empty", "overlay/mend")
        };
        reply(
            if snapshot.made.is_some() { 500 } else { 503 },
            overlay::alone(&live, &say(title), &say(text), None),
        )
    }

    /// The page that shows a leaflet and loads it again when it changes.
    fn leaflet(&self, asked: &Asked) -> Reply {
        let snapshot = self.preview.snapshot();
        let file = asked.query("file").and_then(|file| address::path(&format!("/{}", address::encode(file))));
        let file = file.filter(|file| file.ends_with(".pdf"));
        let output = file.as_ref().and_then(|file| {
            let output = match print::inner(file) {
                Some(inner) => self.preview.leaflet(&snapshot, &print::find(&snapshot, inner)?),
                None => self.preview.output(&snapshot, &format!("site/{file}")),
            };
            Some((file, output?))
        });
        let Some((file, Output { etag, diagnostics, old, .. })) = output else {
            return self.send(&snapshot, "site/404.html", 404, asked);
        };
        let shown = Shown { text: text(&snapshot, &format!("site/{file}")), diagnostics: &diagnostics, old };
        let live = live(&self.preview, &snapshot, &shown);
        let title = file.rsplit('/').next().unwrap_or(file);
        let say = |key| messages::say(self.preview.language, key, &[]);
        let around = overlay::Around {
            title,
            address: &format!("/{}", address::encode(file)),
            etag: &etag.to_string(),
            keep: &say("overlay/keep"),
            back: (&format!("/{OWN}/print"), &say("overlay/print")),
        };
        reply(200, overlay::around(&live, &around))
    }
}

impl Answer for SiteHandler {
    fn returned(&self, asked: &Asked, status: u16) -> Option<Reply> {
        self.editor.returned(asked, status)
    }

    fn answer(&self, asked: &Asked) -> Reply {
        match &asked.guest {
            None => self.whole(asked),
            Some(guest) => match guest.member() {
                // Whoever may only print gets nothing else.
                None => guest::answer(&self.preview, asked, guest),
                Some(partner) => member::answer(&self.preview, asked, guest, partner, || self.whole(asked)),
            },
        }
    }
}

impl SiteHandler {
    /// The answer to somebody who may ask for this.
    fn whole(&self, asked: &Asked) -> Reply {
        match asked.path.strip_prefix(OWN).and_then(|rest| rest.strip_prefix('/')) {
            Some("leaflet") if asked.form.is_none() => self.leaflet(asked),
            Some(path) => self.editor.answer(path, asked),
            None if asked.form.is_some() => Reply { status: 405, ..Reply::default() },
            None if asked.path == OWN => {
                Reply { status: 302, to: Some(format!("/{OWN}/")), ..Reply::default() }
            }
            None => self.site(asked),
        }
    }
}

/// Resolves a path. Everything is looked up in the plan, so no path leads to a file of the disk.
fn find(snapshot: &Snapshot, path: &str) -> Found {
    let Some(made) = &snapshot.made else { return Found::Output("site/index.html".to_owned()) };
    // Only the 404 page has absolute links, which begin with the path of the public address.
    let base = made.library.toolkit.base_url.as_deref().map_or_else(|| "/".to_owned(), base_path);
    let inner = format!("/{path}");
    let path = inner.strip_prefix(&*base).unwrap_or(path);
    let has = |path: &str| made.plan.tasks.contains_key(path);
    let plain = format!("site/{path}");
    if path.is_empty() || path.ends_with('/') {
        let index = format!("{plain}index.html");
        return if has(&index) { Found::Output(index) } else { Found::Nothing };
    }
    // `_headers` and `.htaccess` are for web servers and not to be read by browsers.
    if has(&plain) && !path.starts_with(['_', '.']) {
        return Found::Output(plain);
    }
    if has(&format!("{plain}.html")) {
        return Found::Output(format!("{plain}.html"));
    }
    if has(&format!("{plain}/index.html")) {
        return Found::Elsewhere(format!("/{}/", address::encode(path)));
    }
    Found::Nothing
}

/// The folder of the text that an output shows, with its language and the source language; `None` for lists and other files.
fn text(snapshot: &Snapshot, path: &str) -> Option<(String, [Language; 2])> {
    let made = snapshot.made.as_ref()?;
    let library = &made.library;
    let (kind, slug, language) = match &made.plan.tasks.get(path)?.kind {
        OutputKind::Page(PageId::Guide(language, at)) => {
            ("guides", &library.guides.get(*at)?.slug, *language)
        }
        OutputKind::Page(PageId::Page(language, at)) => ("pages", &library.pages.get(*at)?.slug, *language),
        OutputKind::Leaflet(leaflet) => ("guides", leaflet.guide.as_ref()?, leaflet.language),
        _ => return None,
    };
    Some((format!("content/{kind}/{slug}/"), [language, library.toolkit.source_language()]))
}
