//! Answers of the web that are kept for some days, in the folder where programs of this user keep what can be asked again.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::PathBuf,
};

use jiff::{Zoned, civil::Date};
use serde::{Deserialize, Serialize};

use trousseau_io::net::Answer;

use super::Answers;

/// For how many days an answer holds: what was well stays so for a week, what refuses programs will do so tomorrow, and
/// anything else may be mended at any hour.
fn days(answer: &Answer) -> i32 {
    match answer {
        Answer::Fine => 7,
        Answer::Moved { .. } | Answer::Refused { .. } | Answer::Login => 1,
        _ => 0,
    }
}

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    day: Date,
    #[serde(flatten)]
    answer: Answer,
}

/// The answers of before.
pub(super) struct Memory {
    file: Option<PathBuf>,
    answers: BTreeMap<String, Kept>,
}

impl Memory {
    /// What is kept; nothing where there is no such folder or its file cannot be read.
    pub fn open() -> Self {
        let file = folder().map(|folder| folder.join("online.json"));
        let text = file.as_ref().and_then(|file| fs::read_to_string(file).ok());
        let answers = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Self { file, answers }
    }

    /// Today where the user is: how old an answer is has nothing to do with the day for which a site is built.
    pub fn today() -> Date {
        Zoned::now().date()
    }

    /// The answers of these addresses that still hold.
    pub fn known(&self, wanted: &BTreeSet<&str>) -> Answers {
        let today = Self::today();
        let age = |day: Date| today.since(day).map_or(i32::MAX, |span| span.get_days());
        let held = self.answers.iter().filter(|(address, kept)| {
            wanted.contains(address.as_str()) && kept.day <= today && age(kept.day) < days(&kept.answer)
        });
        held.map(|(address, kept)| (address.clone(), (kept.answer.clone(), kept.day))).collect()
    }

    /// Keeps answers. What cannot be written is asked again next time.
    pub fn keep(&mut self, fresh: &Answers) {
        for (address, (answer, day)) in fresh {
            self.answers.insert(address.clone(), Kept { day: *day, answer: answer.clone() });
        }
        let (Some(file), Ok(text)) = (&self.file, serde_json::to_string_pretty(&self.answers)) else {
            return;
        };
        let Some(folder) = file.parent() else { return };
        // Whole or not at all: another check may read it at this moment.
        let beside = file.with_extension(format!("{}.partial", std::process::id()));
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&beside, text));
        if written.and_then(|()| fs::rename(&beside, file)).is_err() {
            let _ = fs::remove_file(&beside);
        }
    }
}

/// The folder of this user for what can be made again (XDG, Windows).
fn folder() -> Option<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || Some(set("HOME")?.join(".cache"));
    let base = set("XDG_CACHE_HOME").or_else(|| set("LOCALAPPDATA")).or_else(home)?;
    Some(base.join("trousseau"))
}
