//! What a partner gets at the desk of somebody else: what `toolkit.yaml` lets it do, in its own name, and nothing more.
//!
//! Each request is looked at here before anything answers it, by its address and by what its form says. Pages leave out what cannot
//! be done, but nothing rests on that.

use super::{find, guest, proposals::who, returned, text};
use crate::{
    http::{Asked, Guest, OWN, Reply, address},
    may::{May, asked_by},
    overlay,
    pages::word,
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{Project, agreement, entries::List, proposal};
use trousseau_core::{messages, toolkit};
use trousseau_io::disk;

/// The lists in which it stands who is a partner and what each may do: only an editor writes them.
const OWNED: [&str; 2] = [toolkit::PATH, "content/partners.yaml"];

/// The answer to a request of a partner; `inside` gives that of an editor.
pub fn answer(
    preview: &Preview,
    asked: &Asked,
    guest: &Guest,
    partner: &str,
    inside: impl FnOnce() -> Reply,
) -> Reply {
    let snapshot = preview.snapshot();
    let toolkit = snapshot.made.as_ref().map(|made| &made.library.toolkit);
    let may = May::of(toolkit.map_or(&[], |toolkit| toolkit.rights(partner)));
    let own = asked.path.strip_prefix(OWN).map(|rest| rest.strip_prefix('/').unwrap_or(rest));
    let is_print = own.is_some_and(|path| path == "print" || path.starts_with("print/"));
    if may.print && (is_print || !may.is_at_work()) {
        return guest::answer(preview, asked, guest);
    }
    let is_open = own.map_or(may.is_at_work() && asked.form.is_none(), |path| is_open(path, asked, may));
    let name = toolkit.and_then(|toolkit| {
        toolkit.partner(partner)?.name.get(&toolkit.source_language()).map(|name| name.to_string())
    });
    let name = name.unwrap_or_else(|| partner.to_owned());
    let refused = |why: &str| asked_by(may, &name, || refused(preview, &snapshot, asked, may, why));
    if !is_open || !own.is_none_or(|path| is_own(preview, &snapshot, path, asked, partner, may)) {
        return refused(word(preview.language, "member", "refused"));
    }
    if own == Some("edit")
        && let Some(why) = too_soon(preview, &snapshot, asked)
    {
        return refused(&why);
    }
    asked_by(may, &name, inside)
}

/// Why a text that was typed is not published by it: what is missing to the agreement of both sides. None where it may be saved.
fn too_soon(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Option<String> {
    let (source, typed) = find(snapshot, asked.field("file")).zip(asked.field("text"))?;
    let now = disk::again(&preview.root, source).ok()?;
    let words = String::from_utf8(text::written(&now, typed)).ok()?;
    let toolkit = &snapshot.made.as_ref()?.library.toolkit;
    let missing = agreement::missing_to_publish(&now.path, now.text().unwrap_or_default(), &words, toolkit)?;
    let language = preview.language;
    let sides = missing.iter().map(|college| messages::value(language, "college", college.name()));
    let sides = sides.collect::<Vec<_>>().join(", ");
    Some(messages::say(language, "agreement/too-soon", &[("colleges", &sides)]))
}

/// Whether an address is one that somebody with these rights needs.
fn is_open(path: &str, asked: &Asked, may: May) -> bool {
    let writes = asked.form.is_some();
    let reads = may.propose || may.edit;
    if asked.query("file").is_some_and(|file| OWNED.contains(&file)) {
        return false;
    }
    match path {
        "" => !writes && may.is_at_work(),
        "waiting" => !writes && (may.edit || asked.query("round").is_none()),
        // A file that comes back may write into lists that are the editor's.
        "history" | "proposals" | "proposals/file" | "word/file" | "translations" | "translations/file" => {
            !writes && reads
        }
        "proposal" | "propose" | "typed" | "complete" | "fix" | "blocks" | "draft" | "check" => reads,
        "edit" => {
            if writes {
                may.edit
            } else {
                reads
            }
        }
        "word" => {
            if asked.field("write").is_some() {
                may.edit
            } else {
                reads
            }
        }
        "data/agreement" => may.agree,
        "data/agreement/sheet" => !writes && may.agree,
        "notes" | "leaflet" | "events" => !writes && may.is_at_work(),
        "block" | "remarks" | "feedback" | "settle" | "decide" | "meeting" | "release" | "new"
        | "word/new" => may.edit,
        // The bin holds more than pictures.
        "files/undo" => false,
        path if address::is_below(path, "files") => may.edit,
        path => may.edit && is_list(path),
    }
}

/// Whether it is the address of a list that a partner with the right to edit may change.
fn is_list(path: &str) -> bool {
    let name = path.strip_prefix("data/").map(|rest| rest.split('/').next().unwrap_or_default());
    let list = name.and_then(|name| name.parse::<List>().ok());
    path == "data" || list.is_some_and(|list| !OWNED.contains(&&*list.path()))
}

/// Whether what a form says is said in the partner's own name, and leaves alone what only others may say or write.
fn is_own(
    preview: &Preview,
    snapshot: &Snapshot,
    path: &str,
    asked: &Asked,
    partner: &str,
    may: May,
) -> bool {
    let Some(form) = &asked.form else { return true };
    let signs = who::author(asked).is_none_or(|author| author.partner == partner);
    if asked.field("file").is_some_and(|file| OWNED.contains(&file)) {
        return false;
    }
    let agrees = form.iter().filter(|(name, value)| name == "partner" && !value.is_empty());
    let agrees = agrees.chain(form.iter().filter(|(name, _)| name == "validated_by"));
    let mut agreements = agrees.map(|(_, value)| value);
    if !signs || !agreements.all(|name| may.agree && name == partner) {
        return false;
    }
    match path {
        "edit" | "propose" => keeps_agreements(preview, snapshot, asked),
        "proposal" => may_decide(preview, asked),
        _ => true,
    }
}

/// Whether a text that was typed leaves each agreement as it is: these are noted by whoever agrees.
fn keeps_agreements(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> bool {
    let Some((source, typed)) = find(snapshot, asked.field("file")).zip(asked.field("text")) else {
        return true;
    };
    let Ok(now) = disk::again(&preview.root, source) else { return true };
    let words = String::from_utf8(text::written(&now, typed)).unwrap_or_default();
    !OWNED.contains(&&*now.path) && agreement::are_same(&now.path, now.text().unwrap_or_default(), &words)
}

/// Whether a partner may decide what a form says about a proposal: who may do what, and who agreed, is no matter of one.
fn may_decide(preview: &Preview, asked: &Asked) -> bool {
    let accepts =
        asked.form.iter().flatten().any(|(name, value)| name.starts_with("b-") && value.trim() == "accept");
    if !accepts {
        return true;
    }
    let Ok(project) = Project::open_whole(&preview.root) else { return false };
    let Ok(reading) = proposal::read(&project, asked.field("id").unwrap_or_default()) else { return false };
    let is_kept = |one: &proposal::Texts| {
        let now = project.sources.own(&one.path).and_then(|source| source.text().ok()).unwrap_or_default();
        !OWNED.contains(&&*one.path) && agreement::are_same(&one.path, now, &one.merge.text(|_| true))
    };
    reading.texts.iter().all(is_kept)
}

/// The answer to what a partner may not do; what was typed is given back.
fn refused(preview: &Preview, snapshot: &Snapshot, asked: &Asked, may: May, why: &str) -> Reply {
    let returned = returned::page_of(preview, snapshot, asked, 405, why);
    let page = returned.unwrap_or_else(|| {
        let title = word(preview.language, "member", "title");
        let back = may.is_at_work().then(|| (format!("/{OWN}/"), word(preview.language, "edit", "back")));
        let back = back.as_ref().map(|(to, words)| (to.as_str(), *words));
        reply(403, overlay::alone(&returned::live_of_nobody(preview), title, why, back))
    });
    Reply { status: 403, ..page }
}
