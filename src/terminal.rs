//! Prints diagnostics for people, for programs and for GitHub, and counts them.

mod human;
mod progress;
mod report;
mod summary;
mod table;
mod told;
mod visible;

use std::{
    collections::BTreeSet,
    io::{self, IsTerminal, Write},
    path::Path,
    time::Duration,
};

use serde_json::json;

use self::{
    progress::Progress,
    report::Record,
    visible::{visible, word},
};
use trousseau_app::{Console, Project, build::Outcome};
use trousseau_core::{
    diagnostic::{
        Diagnostic, Rule, Severity, Span,
        excerpt::{Cursor, Position},
    },
    guide::{GuideFrontMatter, Text},
    messages::{self, Failure},
    source::Sources,
};
use trousseau_text::Language;

pub use table::{printed, table};

/// The formats of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Sentences with the words underlined.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow commands, which GitHub shows beside the changed lines.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// The report of code quality that GitLab reads.
    Gitlab,
    /// The XML of JUnit, for reports of tests.
    Junit,
}

/// The outcome of a command, which decides on the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is no error: exit code 0.
    Clean,
    /// There is an error: exit code 1.
    Problems,
}

/// The output of a command.
pub struct Terminal {
    /// The language of the messages: French or English.
    pub language: Language,
    /// The format of diagnostics.
    pub format: Format,
    /// Whether only diagnostics are printed.
    pub quiet: bool,
    /// Whether the human format uses colours.
    pub colour: bool,
    /// The path from the current folder to the toolkit: empty, or with a final `/`.
    pub prefix: String,
    out: Box<dyn Write + Send + Sync>,
    trouble: Option<io::Error>,
    progress: Progress,
    /// The keys of all diagnostics so far, so that each is printed once.
    told: BTreeSet<Key>,
    counts: [usize; 3],
    shown: usize,
    /// What goes into one document at the end, in formats that are no lines.
    records: Vec<Record>,
}

/// The sort key of a diagnostic: by file and place. Two with the same key are duplicates.
type Key =
    (trousseau_core::diagnostic::Place, Severity, Rule, std::collections::BTreeMap<&'static str, String>);

impl Terminal {
    /// The terminal of this process. Colours only on a screen, and as NO_COLOR and CLICOLOR_FORCE say.
    pub fn new(language: Language, format: Format) -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = !set("NO_COLOR") && (set("CLICOLOR_FORCE") || io::stdout().is_terminal() && !dumb);
        let progress = Progress::new(io::stderr().is_terminal() && !dumb && format == Format::Human);
        Self { colour, progress, ..Self::to(language, format, Box::new(io::stdout())) }
    }

    /// Output to any writer, without colours and progress, for tests and for buffers.
    pub fn to(language: Language, format: Format, out: Box<dyn Write + Send + Sync>) -> Self {
        Self {
            language,
            format,
            quiet: false,
            colour: false,
            prefix: String::new(),
            out,
            trouble: None,
            progress: Progress::new(false),
            told: BTreeSet::new(),
            counts: [0; 3],
            shown: 0,
            records: Vec::new(),
        }
    }

    /// Forgets what was printed, so that diagnostics that are still there are printed again.
    pub fn renew(&mut self) {
        self.told.clear();
        (self.counts, self.shown) = ([0; 3], 0);
        self.records.clear();
    }

    /// Prints one line, in the human format only.
    pub fn line(&mut self, text: &str) {
        if !self.quiet && matches!(self.format, Format::Human | Format::Github) {
            self.put(&format!("{text}\n"));
        }
    }

    /// Prints one message, in the human format only.
    pub fn say(&mut self, key: &str, args: &[(&str, &str)]) {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, word(value))).collect();
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, &**value)).collect();
        self.line(&messages::say(self.language, key, &args));
    }

    /// Prints the result of a command, such as a schema, in every format.
    pub fn put(&mut self, text: &str) {
        self.write(&visible(text));
    }

    /// The same for a document in which no sign is an order, and whose line ends count.
    pub fn put_as_it_is(&mut self, text: &str) {
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        if self.trouble.is_none() && !text.is_empty() {
            self.progress.clear();
            let written = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
            self.trouble = written.err();
        }
    }

    /// The guide of this name. One that is there and cannot be read is told with its diagnostics: another name would not help.
    pub fn guide<'a>(
        &mut self,
        project: &'a Project,
        name: &str,
    ) -> anyhow::Result<&'a Text<GuideFrontMatter>> {
        self.tell(&project.why_unreadable(name), &project.sources);
        project.guide(name)
    }

    /// The verdict of all diagnostics so far.
    pub fn verdict(&self) -> Verdict {
        if self.counts[Severity::Error as usize] == 0 { Verdict::Clean } else { Verdict::Problems }
    }

    /// Prints the diagnostics of a build, and how many files were made, kept and deleted in which time; then closes.
    pub fn built(&mut self, outcome: &Outcome, time: Duration) -> anyhow::Result<Verdict> {
        let Outcome { made, kept, dropped, sources, diagnostics } = outcome;
        self.tell(diagnostics, sources);
        let parts = [("build/made", *made), ("build/kept", *kept), ("build/dropped", *dropped)];
        let parts = parts.map(|(key, number)| messages::count(self.language, key, number));
        let decimal = messages::say(self.language, "number/decimal", &[]);
        let seconds = format!("{:.2}", time.as_secs_f64()).replace('.', &decimal);
        self.say("build/done", &[("parts", &parts.join(", ")), ("seconds", &seconds)]);
        self.close()
    }

    /// Prints how many diagnostics each guide has, the worst first, for people and where there are several guides.
    pub fn summary(&mut self) {
        if self.format == Format::Human {
            let keys = self.told.iter().map(|(place, severity, ..)| (&*place.path, *severity));
            let lines = summary::lines(keys, self.language);
            lines.iter().for_each(|line| self.line(line));
        }
    }

    /// Prints the number of diagnostics and returns the verdict. Fails as [`Terminal::written`] does.
    pub fn close(&mut self) -> anyhow::Result<Verdict> {
        self.progress.clear();
        let document = report::document(self.format, &self.records);
        self.put(&document);
        self.records.clear();
        let more = self.told.len() - self.shown;
        if self.format == Format::Human && more > 0 {
            let text = messages::count(self.language, "count/more", more);
            self.put(&format!("{text}\n"));
        }
        let kinds = ["count/errors", "count/warnings", "count/infos"];
        let counts = kinds.iter().zip(self.counts).filter(|(_, number)| *number > 0);
        let counts: Vec<String> =
            counts.map(|(key, number)| messages::count(self.language, key, number)).collect();
        if counts.is_empty() {
            self.say("count/none", &[]);
        } else {
            self.line(&counts.join(", "));
        }
        self.written()?;
        Ok(self.verdict())
    }

    /// Fails when output could not be written; a closed pipe, as with `| head`, is no failure.
    pub fn written(&mut self) -> anyhow::Result<()> {
        match self.trouble.take() {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(anyhow::Error::new(error).context(Failure::new("terminal/write")))
            }
            _ => Ok(()),
        }
    }

    /// Prints to standard error why a command could not run.
    pub fn fail(&mut self, error: &anyhow::Error) {
        self.progress.clear();
        let problem = match error.downcast_ref::<Failure>() {
            Some(failure) => {
                let args = failure.args.iter().map(|(name, value)| (*name, word(value).into_owned()));
                Failure { key: failure.key, args: args.collect() }.say(self.language)
            }
            None => error.to_string(),
        };
        let mut text = format!("{} {problem}", messages::say(self.language, "failure/title", &[]));
        if let Some(cause) = error.chain().skip(1).last() {
            let cause = messages::say(self.language, "failure/cause", &[("cause", &cause.to_string())]);
            text = format!("{text} {cause}");
        }
        // If standard error cannot be written either, there is nowhere to report it.
        let _ = writeln!(io::stderr().lock(), "{}", visible(&text));
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic, span: Option<Span>, cursor: &mut Cursor) -> String {
        let start = span.map(|span| cursor.to(span.start));
        let args = diagnostic.args.iter().map(|(name, value)| (*name, word(value).into_owned()));
        let shown = Diagnostic { args: args.collect(), ..diagnostic.clone() };
        match self.format {
            Format::Human => human::diagnostic(self, &shown, start.zip(span), cursor.bytes),
            Format::Json => {
                let end = span.map(|span| cursor.clone().to(span.end));
                visible(&self.json(diagnostic, start, end)).into_owned()
            }
            Format::Github => visible(&self.github(&shown, start)).into_owned(),
            Format::Sarif | Format::Gitlab | Format::Junit => {
                let end = span.map(|span| cursor.clone().to(span.end));
                let record = self.record(&shown, start.zip(end));
                self.records.push(record);
                String::new()
            }
        }
    }

    fn record(&self, diagnostic: &Diagnostic, place: Option<(Position, Position)>) -> Record {
        Record {
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            path: word(&self.path(diagnostic)).into_owned(),
            place,
            title: messages::title(self.language, diagnostic),
            hint: messages::hint(self.language, diagnostic),
            why: messages::explained(self.language, diagnostic.rule).why.clone(),
        }
    }

    fn json(&self, diagnostic: &Diagnostic, start: Option<Position>, end: Option<Position>) -> String {
        let object = json!({
            "code": diagnostic.rule,
            "severity": diagnostic.severity,
            "file": self.path(diagnostic),
            "line": start.map(|start| start.line),
            "column": start.map(|start| start.column),
            "end_line": end.map(|end| end.line),
            "end_column": end.map(|end| end.column),
            "title": messages::title(self.language, diagnostic),
            "hint": messages::hint(self.language, diagnostic),
            "args": diagnostic.args,
        });
        format!("{object}\n")
    }

    fn github(&self, diagnostic: &Diagnostic, start: Option<Position>) -> String {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let place =
            start.map(|start| format!(",line={},col={}", start.line, start.column)).unwrap_or_default();
        let hint =
            messages::hint(self.language, diagnostic).map(|hint| format!("\n{hint}")).unwrap_or_default();
        let message = escape(&format!("{}{hint}", messages::title(self.language, diagnostic)));
        let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
        let (file, code) = (property(&word(&self.path(diagnostic))), property(diagnostic.code()));
        format!("::{command} file={file}{place},title={code}::{message}\n")
    }

    /// The path of a diagnostic's file from the current folder.
    fn path(&self, diagnostic: &Diagnostic) -> String {
        let path = &*diagnostic.place.path;
        if Path::new(path).is_absolute() { path.to_owned() } else { format!("{}{path}", self.prefix) }
    }
}

/// The path from the current folder to the toolkit, which is put before the path of each diagnostic.
pub fn prefix(root: &Path) -> String {
    let text = root.display().to_string().replace('\\', "/");
    match text.trim_start_matches("./").trim_end_matches('/') {
        "" if text.starts_with('/') => text,
        "" | "." => String::new(),
        inner => format!("{inner}/"),
    }
}

/// A text escaped for a workflow command, which a line break would end.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

impl trousseau_app::Progress for Terminal {
    /// Shown on a screen and after half a second.
    fn show(&self, done: usize, all: usize) {
        self.progress.show(done, all);
    }

    fn end(&self) {
        self.progress.clear();
    }
}

impl Console for Terminal {
    fn language(&self) -> Language {
        self.language
    }

    fn tell(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        Self::tell(self, diagnostics, sources);
    }

    fn renew(&mut self) {
        Self::renew(self);
    }

    fn line(&mut self, text: &str) {
        Self::line(self, text);
    }
}

#[cfg(test)]
mod tests;
