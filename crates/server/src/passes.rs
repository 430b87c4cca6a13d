//! Tokens with which a partner's workers print, or come to the desk, from their own computers: each is shown once and kept as a hash.

use std::{fs, path::Path};

use anyhow::Context;

use crate::http::{Guest, Guests, secret};
use trousseau_app::Content;
use trousseau_core::messages::Failure;
use trousseau_io::{clock, disk};
use trousseau_text::Fingerprint;

/// The folder of the list, beside `content`: nothing reads it but the server.
const FOLDER: &str = ".trousseau-access";

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// One page, and the leaflets of a partner.
    Printing,
    /// The desk, as far as `toolkit.yaml` gives its partner rights there.
    Desk,
}

impl Opens {
    /// The list of such tokens. They lie apart, so that no older program takes the one for the other.
    fn file(self) -> &'static str {
        match self {
            Self::Printing => "printing.txt",
            Self::Desk => "desk.txt",
        }
    }
}

/// The most letters of a name.
const MOST_LETTERS: usize = 60;

/// The longest text that is looked up.
const MOST_TOKEN: usize = 200;

/// A token, as far as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    hash: String,
    /// What it opens.
    pub opens: Opens,
    /// The day on which it was made.
    pub day: String,
    /// The partner whose edition it prints, or for which it comes to the desk; "" for the leaflets of the site.
    pub partner: String,
    /// What it is called, such as the name of an office.
    pub name: String,
}

/// All tokens: those for printing, then those for the desk, in the order in which they were made.
pub fn list(root: &Path) -> Vec<Pass> {
    let of = |opens: Opens| {
        let text = fs::read_to_string(root.join(FOLDER).join(opens.file())).unwrap_or_default();
        let one = |line: &str| {
            let mut parts = line.splitn(4, '\t').map(str::to_owned);
            let (hash, day, partner, name) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
            Some(Pass { hash, opens, day, partner, name })
        };
        text.lines().filter_map(one).collect::<Vec<_>>()
    };
    [Opens::Printing, Opens::Desk].into_iter().flat_map(of).collect()
}

/// Makes a token, and gives it: this once. Fails when there is one of this name.
pub fn add(root: &Path, name: &str, partner: &str, opens: Opens) -> anyhow::Result<String> {
    let name = clean(name);
    if name.is_empty() {
        return Err(Failure::new("token/name").into());
    }
    let _content = Content::lock(root)?;
    let mut all = list(root);
    if all.iter().any(|pass| pass.name == name) {
        return Err(Failure::new("token/exists").with("name", name).into());
    }
    let token = secret().with_context(|| Failure::new("serve/start"))?;
    let day = clock::today()?.to_string();
    all.push(Pass { hash: hash(&token), opens, day, partner: partner.to_owned(), name });
    write(root, &all, opens)?;
    Ok(token)
}

/// Withdraws a token: from now on it opens nothing.
pub fn remove(root: &Path, name: &str) -> anyhow::Result<()> {
    let _content = Content::lock(root)?;
    let (name, mut all) = (clean(name), list(root));
    let Some(opens) = all.iter().find(|pass| pass.name == name).map(|pass| pass.opens) else {
        let known: Vec<&str> = all.iter().map(|pass| pass.name.as_str()).collect();
        return Err(Failure::new("token/none").with("name", name).with("known", known.join(", ")).into());
    };
    all.retain(|pass| pass.name != name);
    write(root, &all, opens)
}

/// Says whose tokens are those of a toolkit.
pub(crate) fn guests(root: &Path) -> Guests {
    let root = root.to_owned();
    Box::new(move |token: &str| guest(&root, token))
}

/// Whose token this is. It is looked up anew each time, so that one that was withdrawn opens nothing more. Hashes are compared, so
/// that the time tells nothing about how much of it is right.
fn guest(root: &Path, token: &str) -> Option<Guest> {
    if token.is_empty() || token.len() > MOST_TOKEN {
        return None;
    }
    let hash = hash(token);
    let pass = list(root).into_iter().find(|pass| pass.hash == hash)?;
    let partner = Some(pass.partner).filter(|partner| !partner.is_empty());
    Some(Guest { partner, at_desk: pass.opens == Opens::Desk })
}

fn hash(token: &str) -> String {
    Fingerprint::of(token.as_bytes()).to_string()
}

/// A name on one line.
fn clean(name: &str) -> String {
    let name: String = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MOST_LETTERS).collect()
}

/// Writes the list of the tokens that open this.
fn write(root: &Path, all: &[Pass], opens: Opens) -> anyhow::Result<()> {
    let folder = root.join(FOLDER);
    let line = |pass: &Pass| format!("{}\t{}\t{}\t{}\n", pass.hash, pass.day, pass.partner, pass.name);
    let text: String = all.iter().filter(|pass| pass.opens == opens).map(line).collect();
    let written = || {
        fs::create_dir_all(&folder)?;
        // It says who may come here, which is nobody else's business.
        disk::keep_out(&folder)?;
        disk::write_over(&folder.join(opens.file()), text.as_bytes())
    };
    written().with_context(|| Failure::new("edit/write").with("path", format!("{FOLDER}/{}", opens.file())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_kept_as_a_hash_and_withdrawn() {
        let home = tempfile::tempdir().expect("a folder");
        let token = add(home.path(), " Mairie\tde  Lille\n", "mairie", Opens::Printing).expect("made");
        let mairie = |at_desk| Some(Guest { partner: Some("mairie".to_owned()), at_desk });
        assert_eq!(guest(home.path(), &token), mairie(false));
        let kept = fs::read_to_string(home.path().join(FOLDER).join("printing.txt")).expect("there");
        assert!(!kept.contains(&token) && kept.contains("Mairie de Lille"), "{kept}");
        assert_eq!(fs::read_to_string(home.path().join(FOLDER).join(".gitignore")).expect("there"), "*\n");
        assert!(add(home.path(), "Mairie de Lille", "mairie", Opens::Desk).is_err(), "a name is one token");
        assert!(add(home.path(), " \n", "", Opens::Printing).is_err());
        let desk = add(home.path(), "Mairie, bureau", "mairie", Opens::Desk).expect("made");
        assert_eq!(guest(home.path(), &desk), mairie(true));
        let hash = list(home.path())[0].hash.clone();
        for wrong in ["", &hash, &token[1..], &format!("{token} "), &"x".repeat(1000)] {
            assert_eq!(guest(home.path(), wrong), None, "{wrong}");
        }
        assert!(remove(home.path(), "Mairie").is_err());
        remove(home.path(), "Mairie de Lille").expect("withdrawn");
        assert_eq!((guest(home.path(), &token), list(home.path()).len()), (None, 1));
        assert_eq!(guest(home.path(), &desk), mairie(true), "the other one stays");
        remove(home.path(), "Mairie, bureau").expect("withdrawn");
        assert_eq!((guest(home.path(), &desk), list(home.path()).len()), (None, 0));
    }
}
