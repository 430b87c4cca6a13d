//! What whoever asks may do, for the pages that are made for one request: an editor everything, a partner what `toolkit.yaml` says.

use std::cell::{Cell, RefCell};

use serde::Serialize;

use trousseau_core::toolkit::Right;

/// What somebody may do at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct May {
    /// Everything, as the editor on whose computer the program runs.
    pub all: bool,
    /// Prints the leaflets of the own organisation.
    pub print: bool,
    /// Proposes, and decides on what others propose.
    pub propose: bool,
    /// Agrees.
    pub agree: bool,
    /// Changes texts, lists, pictures and remarks.
    pub edit: bool,
}

impl May {
    /// What an editor may do.
    pub const ALL: Self = Self { all: true, print: true, propose: true, agree: true, edit: true };

    /// What these rights let somebody do.
    pub fn of(rights: &[Right]) -> Self {
        let has = |right| rights.contains(&right);
        let [print, propose, agree, edit] =
            [Right::Print, Right::Propose, Right::Agree, Right::Edit].map(has);
        Self { all: false, print, propose, agree, edit }
    }

    /// Whether it is more than printing.
    pub fn is_at_work(self) -> bool {
        self.propose || self.agree || self.edit
    }
}

thread_local! {
    /// One thread makes the whole answer to a request, so a page finds here for whom it is, without each function handing it on.
    static ASKING: Cell<May> = const { Cell::new(May::ALL) };
    /// The name of the organisation for which it is; "" for an editor.
    static NAME: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Gives back what was before, also when the answer panics: the thread makes others after it.
struct Before(May, String);

impl Drop for Before {
    fn drop(&mut self) {
        ASKING.set(self.0);
        NAME.set(std::mem::take(&mut self.1));
    }
}

/// Makes an answer for an organisation of this name, which may do this.
pub fn asked_by<T>(may: May, name: &str, answer: impl FnOnce() -> T) -> T {
    let _before = Before(ASKING.replace(may), NAME.replace(name.to_owned()));
    answer()
}

/// What whoever asks may do.
pub fn may() -> May {
    ASKING.get()
}

/// The name of the organisation that asks; "" for an editor.
pub fn asks() -> String {
    NAME.with_borrow(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_request_is_not_that_of_the_last_one() {
        let member = May::of(&[Right::Propose]);
        assert!(member.is_at_work() && !member.all && !member.edit && !member.agree && !member.print);
        assert_eq!(asked_by(member, "Bailleur", || (may(), asks())), (member, "Bailleur".to_owned()));
        assert_eq!(asks(), "");
        assert_eq!(may(), May::ALL);
        let panicked = std::panic::catch_unwind(|| asked_by(member, "", || panic!("ours")));
        assert!(panicked.is_err() && may() == May::ALL);
        assert!(!May::of(&[Right::Print]).is_at_work() && !May::of(&[]).print);
    }
}
