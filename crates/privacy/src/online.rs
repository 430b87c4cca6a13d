//! Detectors for online and other identifiers: mailboxes, accounts, links with a number in them, number plates, devices.

use std::{collections::HashSet, sync::LazyLock};

use super::{Detector, Kind, first_names, validators::always};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        kind: Kind::Link,
        pattern: r"(?i)https?://[^\s<>)]*[?&](?:id|uid|user|usager|token|jeton|key|e?mail|nom|prenom|name|tel|phone|session|sid|dossier|demande|nir|ref|utm_[a-z]+|fbclid|gclid)=[^\s<>)]+",
        validate: |hit| carries(hit.found),
    },
    Detector {
        kind: Kind::Link,
        pattern: r"(?i)https?://[^\s<>)]*/(?:dossiers?|demandes?|comptes?|users?|usagers?|profil|profile|locataires?|clients?|menages?)/[^\s<>)/]*[0-9]{4,}[^\s<>)]*",
        validate: always,
    },
    Detector {
        kind: Kind::Account,
        pattern: r"(?i)(?:https?://)?(?:[a-z]{1,3}\.)?(?:facebook|instagram|tiktok|twitter|snapchat|threads)\.com/(?:add/)?@?[a-z0-9._-]{3,}|(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/in/[^\s<>)]+|(?-u:\b)(?:wa\.me|t\.me|m\.me)/[a-z0-9_+.-]{3,}|https?://x\.com/[a-z0-9_]{3,}",
        validate: |hit| !hit.before.ends_with(char::is_alphanumeric) && !is_page(hit.found),
    },
    Detector {
        kind: Kind::Email,
        pattern: r"(?i)[a-z0-9._%+'-]*[a-z0-9_%+]@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}",
        validate: |hit| !is_function(hit.found) && !hit.before.ends_with('/'),
    },
    Detector {
        kind: Kind::Email,
        pattern: r"(?i)[a-z0-9._-]{2,} ?[(\[{] ?(?:at|arobase|arrobase|a|@) ?[)\]}] ?[a-z0-9-]+ ?(?:\.|[(\[{] ?(?:point|dot|\.) ?[)\]}]| (?:point|dot) ) ?[a-z]{2,}|[a-z0-9._-]{2,} ?\(chez\) ?[a-z0-9-]+\.[a-z]{2,}|[a-z0-9._-]{2,} ?@ ?[a-z0-9-]+ ?\. ?(?:com|org|net|fr|example|eu|info|be|ua|uk|de)(?-u:\b)|[a-z0-9._-]{2,}(?: (?:dot|point) [a-z0-9-]+)? (?:at|arobase|arrobase) [a-z0-9-]+ (?:dot|point) [a-z]{2,}|[a-z0-9._-]{2,} (?:point|dot) [a-z0-9_-]+ (?:chez|at|arobase|arrobase) [a-z0-9-]+ (?:point|dot) [a-z]{2,}|[a-z0-9._-]{2,} (?:arobase|arrobase) [a-z0-9-]+ ?(?:\.| point | dot )[a-z]{2,}",
        validate: |hit| {
            let is_written = !hit.found.contains('@') || !is_function(&hit.found.replace(' ', ""));
            is_written && !is_phrase(hit.found)
        },
    },
    Detector {
        kind: Kind::Account,
        pattern: r"(?i)(?:^|[\s(:,;])(?P<x>@[a-z_][a-z0-9_.]{2,}[a-z0-9_])",
        // `@media print {` is a rule of a style sheet.
        validate: |hit| {
            let line = hit.after.split('\n').next().unwrap_or_default();
            !hit.after.starts_with(['@', '(', '/']) && !line.contains('{')
        },
    },
    Detector {
        kind: Kind::Account,
        pattern: r"(?i)(?-u:\b)(?:facebook|insta|instagram|snap|snapchat|tiktok|telegram|skype|messenger|discord|pseudo|viber|فيسبوك|انستغرام)(?: de [a-z]+)? ?: ?(?P<x>@?[a-z0-9_][a-z0-9_.-]{3,})",
        validate: |hit| {
            hit.found.contains(['_', '.', '@']) || hit.found.contains(|letter: char| letter.is_ascii_digit())
        },
    },
    Detector {
        kind: Kind::Phone,
        pattern: r"(?i)(?-u:\b)z[e]ro[ ,-]+(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)(?:[ ,-]+(?:et[ -])?(?:zero|une?|deux|trois|quatre|vingts?|trente|quarante|cinquante|soixante|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|cent|[0-9]{2})){4,}",
        validate: always,
    },
    Detector {
        kind: Kind::Phone,
        pattern: r"(?i)(?-u:\b)(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|hundred|صفر|واحد|اثنان|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة)[ ,-]+){7,}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|صفر|واحد|اثنان|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة)",
        validate: always,
    },
];

/// Whether a query carries what belongs to one person, or a trace of one: a name, a number of four digits and more, a tracker. An app in a
/// shop and a page of a list have an `id`, too.
fn carries(address: &str) -> bool {
    let query = address.split_once('?').map_or("", |(_, query)| query).to_lowercase();
    query.split('&').filter_map(|field| field.split_once('=')).any(|(name, value)| {
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        match name {
            _ if name.starts_with("utm_") => true,
            "fbclid" | "gclid" | "token" | "jeton" | "key" | "session" | "sid" => !value.is_empty(),
            "email" | "mail" | "nom" | "prenom" | "name" | "user" | "usager" => !value.is_empty(),
            "id" | "uid" | "tel" | "phone" | "dossier" | "demande" | "nir" | "ref" => {
                digits >= LEAST_DIGITS || value.contains('@') || value.contains("%40")
            }
            _ => false,
        }
    })
}

/// The fewest digits of the number of a file or an account.
const LEAST_DIGITS: usize = 4;

/// What stands in the place of an account in addresses of pages that belong to nobody.
const PAGES: &[&str] = &[
    "about",
    "business",
    "directory",
    "ads",
    "events",
    "explore",
    "gaming",
    "groups",
    "hashtag",
    "help",
    "i",
    "intent",
    "legal",
    "login",
    "marketplace",
    "pages",
    "policies",
    "policy",
    "photo",
    "photos",
    "posts",
    "privacy",
    "reel",
    "reels",
    "search",
    "settings",
    "share",
    "sharer",
    "signup",
    "stories",
    "terms",
    "tv",
    "video",
    "videos",
    "watch",
];

/// Whether an address of a social network leads to a page of the network itself, an event, a group or a post.
fn is_page(address: &str) -> bool {
    let rest = address.split_once(".com/").map_or("", |(_, rest)| rest).to_lowercase();
    let name = rest.split(['/', '?', '#', '.']).next().unwrap_or_default();
    PAGES.contains(&name)
}

/// Whether words are English about a place or a time, not a spelled address: "public at some point in".
fn is_phrase(found: &str) -> bool {
    let lower = found.to_lowercase();
    let Some((_, rest)) = lower.split_once(" at ") else { return false };
    let Some((_, end)) = rest.split_once(" point ") else { return false };
    matches!(
        end,
        "in" | "it"
            | "is"
            | "of"
            | "at"
            | "to"
            | "on"
            | "as"
            | "we"
            | "you"
            | "the"
            | "that"
            | "where"
            | "when"
            | "during"
            | "before"
            | "after"
            | "and"
    )
}

/// Whether the name of a mailbox has the first name of a person in it.
pub(super) fn is_named(mailbox: &str) -> bool {
    let name = mailbox.split('@').next().unwrap_or_default().to_lowercase();
    let mut parts = name.split(|letter: char| !letter.is_alphabetic()).filter(|part| part.len() > 2);
    parts.any(|part| first_names::sort(part).is_some())
}

/// Whether a mailbox belongs to a function: its name says so, and its host is not one for private persons.
fn is_function(mailbox: &str) -> bool {
    let mailbox = mailbox.to_lowercase();
    let (name, host) = mailbox.split_once('@').unwrap_or((&mailbox, ""));
    let words = || name.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    !is_private(&mailbox)
        && (words().any(is_word_of_function)
            || words().all(is_town)
            || is_named_as_host(&name.replace(['.', '-', '_'], ""), host))
}

/// The fewest letters of a function whose name goes on without a sign: "accueillille", "servicelogement".
const JOINED: usize = 7;

fn is_word_of_function(word: &str) -> bool {
    let is = |word: &str| {
        FUNCTIONS.contains(word) || word.strip_suffix('s').is_some_and(|one| FUNCTIONS.contains(one))
    };
    let begins = |end: usize| word.get(..end).is_some_and(|first| FUNCTIONS.contains(first));
    is(word) || (JOINED..word.len()).any(begins)
}

/// Whether a mailbox bears the name of its host and no person's, as that of a whole service does: "cmao@cmao.fr", "adil59@adil.org".
fn is_named_as_host(name: &str, host: &str) -> bool {
    let name = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_label = host.split('.').rev().skip(1).any(|label| label.replace('-', "") == name);
    is_label && first_names::sort(name).is_none()
}

/// Whether a word of a mailbox is a town or a department, in which a service has a branch.
fn is_town(word: &str) -> bool {
    static TOWNS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| words_of(include_str!("../data/mailboxes-towns.txt")).collect());
    TOWNS.contains(word)
}

/// The words of a list of data.
fn words_of(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// Whether the host of a mailbox is one for private persons.
pub(super) fn is_private(mailbox: &str) -> bool {
    let lower = mailbox.to_lowercase();
    let host = lower.split_once('@').map_or("", |(_, host)| host);
    // The name that somebody has bought: "pm" of "pm.me", and not of "pm.gouv.fr", which is an office of the state.
    let mut parts = host.rsplit('.').skip(1).skip_while(|part| matches!(*part, "co" | "com"));
    parts.next().is_some_and(|part| PERSONAL.contains(&part))
}

/// Words in the names of mailboxes that belong to a function, such as "contact" or "accueil".
static FUNCTIONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words_of(include_str!("../data/mailboxes.txt")).collect());

/// Mail hosts for private persons.
const PERSONAL: &[&str] = &[
    "gmail",
    "googlemail",
    "yahoo",
    "hotmail",
    "outlook",
    "live",
    "msn",
    "icloud",
    "me",
    "orange",
    "wanadoo",
    "free",
    "sfr",
    "neuf",
    "laposte",
    "bbox",
    "numericable",
    "aol",
    "gmx",
    "proton",
    "protonmail",
    "pm",
    "tutanota",
    "mail",
    "ukr",
    "yandex",
    "zoho",
    "hey",
    "riseup",
    "mailo",
];
