//! Who is told what is written into a toolkit: the desk keeps it in a history, before anybody else may write.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

/// What is told: the paths of the files that somebody wrote, moved or took away.
type Told = Rc<dyn Fn(&BTreeSet<String>)>;

thread_local! {
    /// One thread makes the whole answer to a request, so whoever writes finds here whom to tell, without each function handing it on.
    static TOLD: RefCell<Option<Told>> = const { RefCell::new(None) };
}

/// Gives back what was before, also when the work panics: the thread does other work after it.
struct Before(Option<Told>);

impl Drop for Before {
    fn drop(&mut self) {
        TOLD.set(self.0.take());
    }
}

/// Does something; `told` learns which files it wrote, each time before the right to write is given back.
pub fn witnessed<T>(told: impl Fn(&BTreeSet<String>) + 'static, work: impl FnOnce() -> T) -> T {
    let _before = Before(TOLD.replace(Some(Rc::new(told))));
    work()
}

/// Tells what was written; nothing when nobody asked, or nothing was.
pub(super) fn tell(files: &BTreeSet<String>) {
    let told = TOLD.with_borrow(Clone::clone);
    if let Some(told) = told.filter(|_| !files.is_empty()) {
        told(files);
    }
}
