//! A bar that shows how far a long command is, and leaves no trace.

use std::{
    io::Write,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long a command runs before the bar is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// The time between two updates of the bar.
const PAUSE: Duration = Duration::from_millis(100);

const WIDTH: usize = 30;

/// The bar on the standard error.
#[derive(Debug)]
pub struct Progress {
    on: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    began: Option<Instant>,
    /// When the bar was last drawn, and how many columns it took.
    drawn: Option<(Instant, usize)>,
}

impl Progress {
    /// A bar; shown only if `on`, that is on a terminal.
    pub fn new(on: bool) -> Self {
        Self { on, state: Mutex::default() }
    }

    /// Draws the bar if it is time to; clears it at the end.
    pub fn show(&self, done: usize, total: usize) {
        if !self.on {
            return;
        }
        if done >= total {
            return self.clear();
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let began = *state.began.get_or_insert_with(Instant::now);
        if began.elapsed() < PATIENCE || state.drawn.is_some_and(|(last, _)| last.elapsed() < PAUSE) {
            return;
        }
        let bar = bar(done, total);
        let _ = write!(std::io::stderr().lock(), "\r{bar}");
        state.drawn = Some((Instant::now(), bar.len()));
    }

    /// Clears the bar.
    pub fn clear(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, width)) = state.drawn {
            let _ = write!(std::io::stderr().lock(), "\r{:width$}\r", "");
        }
        *state = State::default();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn bar(done: usize, total: usize) -> String {
    let full = (WIDTH * done).checked_div(total).unwrap_or(WIDTH).min(WIDTH);
    let digits = total.to_string().len();
    format!("[{}{}] {done:digits$}/{total}", "#".repeat(full), ".".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_keeps_its_width() {
        assert_eq!(bar(0, 100), format!("[{}]   0/100", ".".repeat(30)));
        assert_eq!(bar(50, 100), format!("[{}{}]  50/100", "#".repeat(15), ".".repeat(15)));
        assert_eq!(bar(0, 100).len(), bar(100, 100).len());
    }
}
