//! What stands at a target, compared with what is to stand there.

use std::collections::{BTreeMap, BTreeSet};

use super::records::{BLOBS, Records, blob};
use trousseau_core::publication::{Content, Files, in_order};
use trousseau_io::target::{Sizes, Target};

/// A file that stays as somebody else made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its path below the site.
    pub path: String,
    /// Why it stays.
    pub why: Why,
}

/// Why a file stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was there before us.
    Foreign,
    /// It was ours, and somebody changed it.
    Changed,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Absent,
    Ours(Content),
    Other(Why),
}

/// What is to be done.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What will stand there: the goal without what is kept.
    pub goal: Files,
    /// The files to send, in order.
    pub send: Vec<String>,
    /// The files to take away.
    pub drop: Vec<String>,
    /// What stood there before, as far as it can be restored.
    pub before: Files,
    /// Files that stay as somebody else made them.
    pub kept: Vec<Kept>,
    /// How many files are right as they are.
    pub same: usize,
    /// How many of these were sent by a publication that was cut.
    pub resumed: usize,
}

/// How a comparison goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Whether files of others are replaced, too.
    pub overwrite: bool,
    /// Whether what will be replaced is put aside; if not, nothing is written at all.
    pub puts_aside: bool,
}

impl Plan {
    /// Compares, and puts aside what will be replaced. Each file that will be replaced is read, so that no change of somebody else
    /// is lost; of the others the size is looked at.
    pub fn new(
        target: &mut dyn Target,
        records: &Records,
        goal: &Files,
        manner: Manner,
    ) -> anyhow::Result<Self> {
        let states = states(target, records, goal)?;
        let blobs = target.list(BLOBS)?;
        let mut plan = Self { goal: goal.clone(), before: records.former().clone(), ..Self::default() };
        let sent: BTreeSet<&String> = records.pending.iter().flat_map(|pending| &pending.send).collect();
        for (path, state) in &states {
            let wanted = goal.get(path);
            match state {
                State::Ours(content) if wanted == Some(content) => {
                    plan.same += 1;
                    plan.resumed += usize::from(sent.contains(path));
                    // It stood there before anything was published: to take this back leaves it.
                    if records.candidates(path).is_empty() {
                        plan.before.insert(path.clone(), *content);
                    }
                    continue;
                }
                State::Absent => plan.absent(&blobs, path),
                State::Ours(_) | State::Other(_) => {
                    let aside = Aside { records, blobs: &blobs, manner };
                    if let Some(why) = aside.take(target, path, *state, &mut plan.before)? {
                        plan.keep(records, path, why);
                        continue;
                    }
                }
            }
            let list = if wanted.is_some() { &mut plan.send } else { &mut plan.drop };
            if wanted.is_some() || *state != State::Absent {
                list.push(path.clone());
            }
        }
        in_order(&mut plan.send, &|path| states.get(path).is_none_or(|state| *state == State::Absent));
        Ok(plan)
    }

    /// A file that is missing can be restored if its bytes were put aside before the cut.
    fn absent(&mut self, blobs: &Sizes, path: &str) {
        let is_aside = self.before.get(path).is_some_and(|content| blobs.contains_key(&blob(*content)));
        if !is_aside {
            self.before.remove(path);
        }
    }

    /// A file stays as somebody else made it: it is not part of what we publish, or stays what we once published.
    fn keep(&mut self, records: &Records, path: &str, why: Why) {
        match records.published.get(path) {
            Some(content) => self.goal.insert(path.to_owned(), *content),
            None => self.goal.remove(path),
        };
        self.kept.push(Kept { path: path.to_owned(), why });
    }
}

/// Puts aside what will be replaced.
struct Aside<'a> {
    records: &'a Records,
    blobs: &'a Sizes,
    manner: Manner,
}

impl Aside<'_> {
    /// Looks at the bytes of a file, and puts them aside; says why it must stay instead.
    fn take(
        &self,
        target: &mut dyn Target,
        path: &str,
        state: State,
        before: &mut Files,
    ) -> anyhow::Result<Option<Why>> {
        let (known, mut why) = match state {
            State::Ours(content) => (Some(content), None),
            State::Other(why) => (None, Some(why)),
            State::Absent => (None, None),
        };
        if why.is_some() && !self.manner.overwrite {
            return Ok(why);
        }
        // A publication that was cut has looked at it already.
        let is_aside = known.is_some_and(|content| self.blobs.get(&blob(content)) == Some(&content.bytes));
        if is_aside && self.records.pending.is_some() {
            return Ok(None);
        }
        let Some(bytes) = target.read(path)? else { return Ok(None) };
        let content = Content::of(&bytes);
        if known.is_some_and(|known| known != content) {
            why = Some(Why::Changed);
        }
        if why.is_some() && !self.manner.overwrite {
            return Ok(why);
        }
        // What a cut publication put there is not what stood there before.
        let is_former = why.is_some() || self.records.published.get(path) == Some(&content);
        if is_former {
            before.insert(path.to_owned(), content);
            if self.manner.puts_aside && self.blobs.get(&blob(content)) != Some(&content.bytes) {
                target.put(&blob(content), &bytes)?;
            }
        }
        Ok(None)
    }
}

/// What stands at each path that is ours or is to be.
fn states(
    target: &mut dyn Target,
    records: &Records,
    goal: &Files,
) -> anyhow::Result<BTreeMap<String, State>> {
    let sizes = target.list("")?;
    let sent = records.pending.iter().flat_map(|pending| pending.send.iter().take(records.done));
    let sent: BTreeSet<&String> = sent.collect();
    let paths: BTreeSet<&String> = goal.keys().chain(records.paths()).collect();
    let mut states = BTreeMap::new();
    for path in paths {
        // Lists leave files out: hidden ones, those behind a link, lines that nobody understands.
        let size = match sizes.get(path) {
            Some(size) => Some(*size),
            None => target.size(path)?,
        };
        let candidates = records.candidates(path);
        let is_sent = sent.contains(path);
        let state = match size {
            None => State::Absent,
            Some(size) => state(target, path, size, &candidates, is_sent, goal.get(path))?,
        };
        states.insert(path.clone(), state);
    }
    Ok(states)
}

/// What a file of this size is. It is read only where its size does not tell.
fn state(
    target: &mut dyn Target,
    path: &str,
    size: u64,
    candidates: &[Content],
    is_sent: bool,
    wanted: Option<&Content>,
) -> anyhow::Result<State> {
    let fits = |content: &&Content| content.bytes == size;
    let why = if candidates.is_empty() { Why::Foreign } else { Why::Changed };
    // The last candidate is the one of the publication that was cut.
    if let Some(last) = candidates.last().filter(fits)
        && (candidates.len() == 1 || is_sent)
    {
        return Ok(State::Ours(*last));
    }
    let mut fitting = candidates.iter().chain(wanted).filter(fits);
    if fitting.clone().next().is_none() {
        return Ok(State::Other(why));
    }
    let Some(bytes) = target.read(path)? else { return Ok(State::Absent) };
    let content = Content::of(&bytes);
    Ok(if fitting.any(|known| *known == content) { State::Ours(content) } else { State::Other(why) })
}
