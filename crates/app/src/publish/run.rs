//! The steps of a publication, of taking one back, and of forgetting what was before.

use std::path::Path;

use super::{
    Options, Outcome, Owner, Watch,
    compare::{Manner, Plan},
    lock,
    records::{self, Records},
    send::{self, Source},
};
use trousseau_core::{
    messages::Failure,
    publication::{Files, Pending},
};
use trousseau_io::target::Target;

/// One publication: where, by whom, and how.
pub struct Job<'a> {
    /// Where it goes.
    pub target: &'a mut dyn Target,
    /// Who publishes.
    pub owner: &'a Owner,
    /// What was asked.
    pub options: &'a Options,
    /// Where it tells how far it is.
    pub watch: &'a dyn Watch,
}

/// Publishes the files of a folder.
pub fn publish(job: &mut Job, folder: &Path, goal: &Files) -> anyhow::Result<Outcome> {
    let go = |job: &mut Job| {
        let records = Records::read(job.target)?;
        if job.options.dry_run {
            listed(job, &records, goal)
        } else {
            steps(job, &records, goal, Source::Site(folder))
        }
    };
    if job.options.dry_run { go(job) } else { locked(job, go) }
}

/// Takes the last publication back; one that was cut, as far as it came. If it was cut before it changed anything or after its end,
/// nothing is done: what stood there before is not what somebody wants back then.
pub fn undo(job: &mut Job) -> anyhow::Result<Outcome> {
    let go = |job: &mut Job| {
        let records = Records::read(job.target)?;
        let goal = match &records.pending {
            Some(pending) if pending.undo => Some(&pending.goal),
            // Only what is not needed any more was still to be taken away.
            Some(pending) if pending.goal == records.published => records.before.as_ref(),
            Some(pending) => Some(&pending.before),
            None if job.owner.was_cut => return Ok(Outcome { was_idle: true, ..Outcome::default() }),
            None => records.before.as_ref(),
        };
        let goal = goal.ok_or_else(|| Failure::new("publish/nothing-before"))?.clone();
        if job.options.dry_run {
            listed(job, &records, &goal)
        } else {
            steps(job, &records, &goal, Source::Before)
        }
    };
    if job.options.dry_run { go(job) } else { locked(job, go) }
}

/// Takes away what a publication replaced, so that nobody can find it there any more; how many files that were.
pub fn forget(job: &mut Job) -> anyhow::Result<usize> {
    let mut count = 0;
    locked(job, |job| {
        if Records::read(job.target)?.pending.is_some() {
            return Err(Failure::new("publish/cut-before").into());
        }
        count = records::forget(job.target)?;
        Ok(Outcome::default())
    })?;
    Ok(count)
}

/// Does something while nobody else does.
fn locked(job: &mut Job, go: impl FnOnce(&mut Job) -> anyhow::Result<Outcome>) -> anyhow::Result<Outcome> {
    lock::take(job.target, job.owner, job.options.break_lock)?;
    let outcome = go(job);
    let released = lock::release(job.target);
    let outcome = outcome?;
    released?;
    job.target.flush()?;
    Ok(outcome)
}

/// What would be done.
fn listed(job: &mut Job, records: &Records, goal: &Files) -> anyhow::Result<Outcome> {
    let manner = Manner { overwrite: job.options.overwrite, puts_aside: false };
    let plan = Plan::new(job.target, records, goal, manner)?;
    let bytes = plan.send.iter().filter_map(|path| plan.goal.get(path)).map(|content| content.bytes).sum();
    Ok(outcome(plan, records, bytes))
}

/// From what stands there to the goal. Each step can be the last one of a run: the next begins where it ended.
fn steps(job: &mut Job, records: &Records, goal: &Files, source: Source) -> anyhow::Result<Outcome> {
    let target = &mut *job.target;
    records::close(target)?;
    let manner = Manner { overwrite: job.options.overwrite, puts_aside: true };
    let plan = Plan::new(target, records, goal, manner)?;
    source.check(target, &plan.goal, &plan.send)?;
    // What somebody else put there and what we write over can be restored, too.
    let is_other = plan.before.iter().any(|(path, content)| records.former().get(path) != Some(content));
    let is_new = plan.goal != records.published || is_other;
    let is_idle = plan.send.is_empty() && plan.drop.is_empty() && !is_new;
    if is_idle && records.pending.is_none() {
        return Ok(outcome(plan, records, 0));
    }
    let undo = matches!(source, Source::Before);
    let (send, drop, before) = (plan.send.clone(), plan.drop.clone(), plan.before.clone());
    records::begin(target, &Pending { goal: plan.goal.clone(), send, drop, before, undo })?;
    let bytes = send::send(target, source, &plan.goal, &plan.send, job.watch)?;
    send::sample(target, &plan.goal, &plan.send)?;
    let before = is_new.then_some(&plan.before);
    if is_new && !records::stand(target, &plan.goal, before)? {
        return Err(Failure::new("publish/damaged-manifest").into());
    }
    for path in &plan.drop {
        target.remove(path)?;
    }
    records::clean(target, &plan.goal, before.or(records.before.as_ref()))?;
    Ok(outcome(plan, records, bytes))
}

fn outcome(plan: Plan, records: &Records, bytes: u64) -> Outcome {
    Outcome {
        sent: plan.send,
        removed: plan.drop,
        same: plan.same,
        bytes,
        kept: plan.kept,
        resumed: plan.resumed,
        was_lost: records.was_lost,
        was_idle: false,
    }
}
