//! Whether the addresses of the web in a toolkit still answer. Only `trousseau check --online` asks the network.

mod memory;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};

use jiff::civil::Date;

use trousseau_core::diagnostic::{Diagnostic, rule};
use trousseau_io::net::{Answer, Client, Patience};
use trousseau_lint::outside::{self, Outside};

use crate::{Progress, Project, check::Found};
use memory::Memory;

/// How many hosts are asked at once.
const AT_ONCE: usize = 8;

/// The pause between two questions to one host.
const PAUSE: Duration = Duration::from_millis(500);

/// What asking brought.
pub struct Asked {
    /// What must be said.
    pub found: Found,
    /// How many addresses there are.
    pub addresses: usize,
    /// How many of them were asked now; the answers of the others were known.
    pub now: usize,
}

/// What an address answered, and the day.
type Answers = BTreeMap<String, (Answer, Date)>;

/// Asks every address of a toolkit that nobody asked lately; all of them when `again`.
pub fn run(root: &Path, again: bool, progress: &dyn Progress) -> anyhow::Result<Asked> {
    let project = Project::open_whole(root)?;
    let library = project.loaded.as_ref().map(|loaded| loaded.library.clone());
    let all = library.map(|library| outside::addresses(&library)).unwrap_or_default();
    let wanted: BTreeSet<&str> = all.iter().map(|one| one.address.as_str()).collect();
    let mut memory = Memory::open();
    let mut answers: Answers = if again { Answers::new() } else { memory.known(&wanted) };
    let open: Vec<&str> = wanted.iter().copied().filter(|address| !answers.contains_key(*address)).collect();
    let fresh = ask(&open, progress);
    memory.keep(&fresh);
    answers.extend(fresh);
    let mut diagnostics: Vec<Diagnostic> =
        all.iter().filter_map(|one| told(one, answers.get(&one.address)?)).collect();
    project.settle(&mut diagnostics, false);
    let found = Found { sources: (*project.sources).clone(), diagnostics };
    Ok(Asked { found, addresses: wanted.len(), now: open.len() })
}

/// The answers of these addresses: several hosts at once, and each host one question at a time.
fn ask(addresses: &[&str], progress: &dyn Progress) -> Answers {
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    addresses.iter().for_each(|address| hosts.entry(host(address)).or_default().push(address));
    let mut queue: Vec<Vec<&str>> = hosts.into_values().collect();
    // The host with the most addresses takes the longest: it begins first.
    queue.sort_by_key(Vec::len);
    let (queue, answers) = (Mutex::new(queue), Mutex::new(Answers::new()));
    let all = addresses.len();
    let (client, today) = (Client::new(Patience::default()), Memory::today());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(addresses) = next() {
                    for (at, address) in addresses.into_iter().enumerate() {
                        thread::sleep(if at == 0 { Duration::ZERO } else { PAUSE });
                        let answer = client.ask(address);
                        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
                        answers.insert(address.to_owned(), (answer, today));
                        progress.show(answers.len(), all);
                    }
                }
            });
        }
    });
    progress.end();
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The host and port of an address.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or(rest)
}

/// What there is to say of an answer; nothing when all is well.
fn told(outside: &Outside, (answer, day): &(Answer, Date)) -> Option<Diagnostic> {
    let rule = match answer {
        Answer::Fine => return None,
        Answer::Moved { .. } => rule::online::MOVED,
        Answer::Dead { .. } => rule::online::DEAD,
        Answer::NoHost => rule::online::HOST,
        Answer::Certificate { .. } => rule::online::CERTIFICATE,
        Answer::Login => rule::online::LOGIN,
        Answer::Refused { .. } => rule::online::REFUSED,
        Answer::Failing { .. } => rule::online::FAILING,
        Answer::Late => rule::online::LATE,
        Answer::Silent => rule::online::SILENT,
        Answer::Circle => rule::online::CIRCLE,
    };
    let diagnostic =
        Diagnostic::new(rule, outside.place.clone()).with("address", &outside.address).with("day", day);
    Some(match answer {
        Answer::Moved { to } => diagnostic.with("to", to),
        Answer::Dead { status } | Answer::Refused { status } | Answer::Failing { status } => {
            diagnostic.with("status", status)
        }
        Answer::Certificate { problem } => diagnostic.with("problem", problem),
        _ => diagnostic,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_its_port() {
        assert_eq!(host("https://a.example:8080/b?c"), "a.example:8080");
        assert_eq!(host("http://a.example?c"), "a.example");
    }
}
