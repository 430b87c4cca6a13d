//! How far a publication is: a line that changes on a terminal, now and then a calm line elsewhere.

use std::{
    cell::Cell,
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

use crate::terminal::{Format, Terminal};
use trousseau_app::publish::{Progress, Watch};
use trousseau_core::messages;
use trousseau_text::Language;

/// The time between two updates on a terminal.
const PAUSE: Duration = Duration::from_millis(200);

/// The same between two lines of a log.
const CALM: Duration = Duration::from_secs(15);

/// Before this, nobody knows how long it takes.
const SOON: Duration = Duration::from_secs(3);

/// Shows how far a publication is.
pub struct Meter {
    language: Language,
    is_shown: bool,
    is_screen: bool,
    start: Instant,
    last: Cell<Instant>,
    width: Cell<usize>,
}

impl Meter {
    /// For a terminal, which says the language and whether anything is to be shown.
    pub fn new(terminal: &Terminal) -> Self {
        let is_shown = !terminal.quiet && terminal.format == Format::Human;
        let is_screen =
            io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let now = Instant::now();
        let language = terminal.language;
        Self { language, is_shown, is_screen, start: now, last: Cell::new(now), width: Cell::new(0) }
    }

    /// Takes the line away.
    pub fn end(&self) {
        let width = self.width.replace(0);
        if width > 0 {
            let _ = write!(io::stderr().lock(), "\r{:width$}\r", "");
        }
    }
}

impl Watch for Meter {
    fn sent(&self, progress: Progress) {
        let pause = if self.is_screen { PAUSE } else { CALM };
        if !self.is_shown || self.last.get().elapsed() < pause {
            return;
        }
        self.last.set(Instant::now());
        let line = line(self.language, progress, self.start.elapsed());
        let width = line.chars().count();
        // If standard error cannot be written, there is nowhere to say so.
        let _ = if self.is_screen {
            let width = self.width.replace(width).max(width);
            write!(io::stderr().lock(), "\r{line:width$}")
        } else {
            writeln!(io::stderr().lock(), "{line}")
        };
    }
}

/// So many files and bytes of so many, and how long the rest takes if it goes on like this.
fn line(language: Language, progress: Progress, elapsed: Duration) -> String {
    let [files, all] = progress.files.map(|number| number.to_string());
    let [bytes, whole] = progress.bytes.map(|number| amount(language, number));
    let args = [("files", &*files), ("all", &*all), ("bytes", &*bytes), ("whole", &*whole)];
    let line = messages::say(language, "publish/progress", &args);
    // A small file costs as much as many bytes: what is done is counted in both.
    let weight = |at: usize| progress.bytes[at] as f64 + progress.files[at] as f64 * 20_000.0;
    let [done, all] = [weight(0), weight(1)];
    if elapsed < SOON || done <= 0.0 {
        return line;
    }
    let left = Duration::try_from_secs_f64(elapsed.as_secs_f64() * (all - done).max(0.0) / done);
    let left = left.unwrap_or_default().as_secs();
    let left = match left {
        0..90 => {
            messages::count(language, "publish/seconds-left", left.div_ceil(5).saturating_mul(5) as usize)
        }
        _ => messages::count(language, "publish/minutes-left", left.div_ceil(60) as usize),
    };
    format!("{line}, {left}")
}

/// An amount of bytes, as people say it.
pub fn amount(language: Language, bytes: u64) -> String {
    let (key, number) = match bytes {
        0..1_000_000 => ("publish/kilobytes", bytes.div_ceil(1000).to_string()),
        _ => ("publish/megabytes", format!("{:.1}", bytes as f64 / 1e6)),
    };
    let number = number.replace('.', &messages::say(language, "number/decimal", &[]));
    messages::say(language, key, &[("number", &number)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_it_is_and_how_long_it_takes() {
        let progress = Progress { files: [25, 100], bytes: [500_000, 2_000_000] };
        let english = messages::spoken("en");
        let said = |seconds| line(english, progress, Duration::from_secs(seconds)).replace('\u{a0}', " ");
        assert_eq!(said(1), "25 of 100 files, 500 kB of 2.0 MB");
        assert_eq!(said(10), "25 of 100 files, 500 kB of 2.0 MB, 30 seconds left");
        assert_eq!(said(100), "25 of 100 files, 500 kB of 2.0 MB, 5 minutes left");
        let french = line(messages::spoken("fr"), progress, Duration::from_secs(1))
            .replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(french, "25 fichiers sur 100, 500 ko sur 2,0 Mo");
    }
}
