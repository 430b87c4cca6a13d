//! Content security policies: what a page may load and run.

use base64::Engine;
use sha2::{Digest, Sha256};

/// The content security policy of pages with these style sheets: those, pictures, fonts and nothing else.
pub fn policy<'c>(sheets: impl IntoIterator<Item = &'c str>) -> String {
    let hashes: Vec<String> = sheets.into_iter().map(hash).collect();
    policy_of(&hashes.join(" "))
}

/// The policy of pages whose style sheets come from these sources.
pub(crate) fn policy_of(styles: &str) -> String {
    format!(
        "default-src 'none'; style-src {styles}; img-src 'self' data:; font-src 'self'; manifest-src 'self'; \
         connect-src 'self'; \
         base-uri 'none'; form-action 'none'"
    )
}

/// The policy of the small pages behind the codes of leaflets, whose style sheet is a file. It is as short as it can be, since such a page
/// is read over a bad line.
pub(crate) const POLICY_OF_PAPER: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

/// The policy of pages with these scripts in them. Linked data is none that browsers run; checkers of markup want it named all the same.
/// What reads aloud and what looks words up are files of the site: a short script in the page loads them when somebody wants them.
pub(crate) fn with_scripts<const N: usize>(policy: &str, data: &str, loaders: [&str; N]) -> String {
    let inline = [data].into_iter().chain(loaders).filter(|script| !script.is_empty());
    let mut sources: Vec<String> = inline.map(hash).collect();
    if loaders.iter().any(|script| !script.is_empty()) {
        sources.push("'self'".to_owned());
    }
    if sources.is_empty() { policy.to_owned() } else { format!("{policy}; script-src {}", sources.join(" ")) }
}

/// The policy of pages that may start the worker of their language.
pub(crate) fn with_worker(policy: &str) -> String {
    format!("{policy}; worker-src 'self'")
}

/// The policy of pages with recordings of the site.
pub(crate) fn with_sound(policy: &str) -> String {
    format!("{policy}; media-src 'self'")
}

/// The source expression of an inline text for a content security policy: `'sha256-…'`.
pub fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The policy of a file that is kept alone: its own style sheet and its own script, and nothing from anywhere.
pub(crate) fn policy_of_kept(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}
