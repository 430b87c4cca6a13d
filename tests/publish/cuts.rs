//! A publication that is cut after any operation: the site is whole, the next run goes on, and it can be taken back.

use std::{cell::RefCell, rc::Rc};

use trousseau_app::publish::{Options, Owner};
use trousseau_io::target::{Sizes, Target};

use super::{
    Site, Tree, assert_whole, first, owner, second,
    servers::{self, World},
    undo, undo_by,
};

/// A line that is cut at one operation. What was asked then is done all the same, or is not.
struct Cut {
    inner: Box<dyn Target>,
    left: usize,
    is_done: bool,
    sent: Rc<RefCell<Vec<String>>>,
}

impl Cut {
    fn go<T>(&mut self, go: impl FnOnce(&mut dyn Target) -> anyhow::Result<T>) -> anyhow::Result<T> {
        match self.left {
            0 => Err(anyhow::anyhow!("no line")),
            1 => {
                self.left = 0;
                if self.is_done {
                    go(&mut *self.inner)?;
                }
                Err(anyhow::anyhow!("the line was cut"))
            }
            _ => {
                self.left -= 1;
                go(&mut *self.inner)
            }
        }
    }
}

impl Target for Cut {
    fn list(&mut self, folder: &str) -> anyhow::Result<Sizes> {
        self.go(|inner| inner.list(folder))
    }
    fn size(&mut self, path: &str) -> anyhow::Result<Option<u64>> {
        self.go(|inner| inner.size(path))
    }
    fn read(&mut self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        self.go(|inner| inner.read(path))
    }
    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.go(|inner| inner.put(path, bytes))?;
        if !path.starts_with(".trousseau/") {
            self.sent.borrow_mut().push(path.to_owned());
        }
        Ok(())
    }
    fn remove(&mut self, path: &str) -> anyhow::Result<()> {
        self.go(|inner| inner.remove(path))
    }
    fn claim(&mut self, folder: &str) -> anyhow::Result<bool> {
        self.go(|inner| inner.claim(folder))
    }
    fn release(&mut self, folder: &str, file: &str) -> anyhow::Result<()> {
        self.go(|inner| inner.release(folder, file))
    }
    fn flush(&mut self) -> anyhow::Result<bool> {
        self.go(|inner| inner.flush())
    }
}

#[test]
fn a_folder_survives_every_cut() {
    every_cut(&|| Box::new(servers::folder()), 1);
}

#[test]
fn sftp_survives_cuts() {
    every_cut(&|| Box::new(servers::sftp()), 3);
}

#[test]
fn a_branch_survives_cuts() {
    every_cut(&|| Box::new(servers::repository(true)), 29);
}

#[test]
fn ftps_survives_cuts() {
    let world = servers::ftps();
    let (one, two) = (Site::of(&first()), Site::of(&second()));
    for at in (5..).step_by(13) {
        publish(&world, &one);
        if !cut_at(&world, &two, at, true) {
            return;
        }
        publish(&world, &two);
        assert_eq!(world.files(), second(), "cut at {at}");
    }
}

fn publish(world: &dyn World, site: &Site) -> Vec<String> {
    let outcome = site.to(&mut *world.open(), &Options::default()).expect("it goes on");
    assert_eq!(outcome.kept, [], "nobody changed anything");
    outcome.sent
}

/// Publishes over a line that is cut at an operation; whether it was.
fn cut_at(world: &dyn World, site: &Site, at: usize, is_done: bool) -> bool {
    over(world, at, is_done, |target| site.to(target, &Options::default()).map(|_| ())).0
}

fn over(
    world: &dyn World,
    at: usize,
    is_done: bool,
    go: impl FnOnce(&mut dyn Target) -> anyhow::Result<()>,
) -> (bool, Vec<String>) {
    let sent = Rc::new(RefCell::new(Vec::new()));
    let mut cut = Cut { inner: world.open(), left: at, is_done, sent: sent.clone() };
    let result = go(&mut cut);
    drop(cut);
    (result.is_err(), sent.take())
}

/// Cuts at every operation in turn: a first publication, a second one, and taking it back.
fn every_cut(new: &dyn Fn() -> Box<dyn World>, step: usize) {
    let (one, two) = (Site::of(&first()), Site::of(&second()));
    let mut count = 0;
    for is_done in [true, false] {
        for at in (1..).step_by(step) {
            let world = new();
            let (is_cut, sent) =
                over(&*world, at, is_done, |target| one.to(target, &Options::default()).map(|_| ()));
            assert_whole(&world.files(), &format!("first publication, cut at {at}"));
            let again = publish(&*world, &one);
            assert_eq!(world.files(), first());
            // A branch is pushed whole or not at all.
            let most = first().len() + if world.has_lock() { 1 } else { sent.len() };
            assert!(sent.len() + again.len() <= most, "cut at {at}: {sent:?}, then {again:?}");
            let (is_later_cut, _) =
                over(&*world, at, is_done, |target| two.to(target, &Options::default()).map(|_| ()));
            let after = world.files();
            assert_whole(&after, &format!("second publication, cut at {at}"));
            back_or_on(&*world, &two, &after, at);
            let (is_undo_cut, _) = over(&*world, at, is_done, |target| undo(target).map(|_| ()));
            assert_whole(&world.files(), &format!("taking back, cut at {at}"));
            taken_back(&*world);
            count += 1;
            if !is_cut && !is_later_cut && !is_undo_cut {
                break;
            }
        }
    }
    assert!(count * step > 60, "only {count} cuts");
}

/// After a cut, every other time: takes it back and publishes again, or goes on. Ends with the second site.
fn back_or_on(world: &dyn World, two: &Site, after: &Tree, at: usize) {
    if at.is_multiple_of(2) {
        undo_after_cut(world);
        let files = world.files();
        // Of one that was complete, the list of what was under way may be gone already.
        assert!(
            files == first() || files == second() && *after == second(),
            "taken back after a cut at {at}"
        );
    }
    publish(world, two);
    assert_eq!(world.files(), second(), "went on after a cut at {at}");
}

fn undo_after_cut(world: &dyn World) {
    let owner = Owner { was_cut: true, ..owner("one") };
    undo_by(&mut *world.open(), &owner).expect("taken back");
}

/// Ends a taking back that was cut.
fn taken_back(world: &dyn World) {
    undo_after_cut(world);
    // It was cut before it changed anything.
    if world.files() == second() {
        undo(&mut *world.open()).expect("taken back");
    }
    assert_eq!(world.files(), first(), "taken back");
}
