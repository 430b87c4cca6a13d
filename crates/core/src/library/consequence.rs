//! What only follows from another fault, and is not said beside it.

use crate::{
    diagnostic::{Diagnostic, Place, Span, rule},
    source::SourcePath,
    toolkit::Toolkit,
};

/// Faults from which others follow.
pub struct Causes {
    /// The kinds of id whose file could not be read in all its parts.
    doubtful: Vec<&'static str>,
    /// The fields of front matters that could not be read: the file, and the field.
    unread: Vec<(SourcePath, String)>,
    /// Files whose bytes git keeps elsewhere and has not fetched.
    absent: Vec<SourcePath>,
    /// Pictures that are there and cannot be shown, as has been said: links to them are not dead.
    unusable: Vec<SourcePath>,
    /// Passages of which git left two versions.
    torn: Vec<Place>,
}

impl Causes {
    /// Those among the diagnostics of reading a toolkit.
    pub fn of(read: &[Diagnostic], toolkit: &Toolkit) -> Self {
        let unread = read
            .iter()
            .filter_map(|diagnostic| {
                Some((diagnostic.place.path.clone(), diagnostic.args.get("within")?.clone()))
            })
            .collect();
        let absent = read.iter().filter(|diagnostic| diagnostic.rule == rule::source::LARGE_MISSING);
        let absent = absent.map(|diagnostic| diagnostic.place.path.clone()).collect();
        let is_unusable =
            |diagnostic: &&Diagnostic| diagnostic.rule.area() == "images" && diagnostic.place.span.is_none();
        let unusable =
            read.iter().filter(is_unusable).map(|diagnostic| diagnostic.place.path.clone()).collect();
        let torn = read.iter().filter(|diagnostic| diagnostic.rule == rule::source::CONFLICT);
        let torn = torn.map(|diagnostic| diagnostic.place.clone()).collect();
        Self { doubtful: toolkit.doubtful.clone(), unread, absent, unusable, torn }
    }

    /// Takes out what may be no mistake: an id that nobody knows, while the file of its kind could not be read as a whole, and
    /// what only follows from a field that could not be read or from a file that is not here.
    pub fn take_out(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain(|diagnostic| {
            let follows =
                self.follows(diagnostic) || self.leads_to_unusable(diagnostic) || self.is_torn(diagnostic);
            !self.is_doubtful(diagnostic) && !follows && !self.is_absent(diagnostic)
        });
    }

    fn is_doubtful(&self, diagnostic: &Diagnostic) -> bool {
        let kind = diagnostic.args.get("kind").map(String::as_str);
        matches!(diagnostic.rule, rule::links::DEAD | rule::paths::UNKNOWN | rule::toolkit::UNKNOWN_ID)
            && self.doubtful.iter().any(|doubtful| Some(*doubtful) == kind)
    }

    /// Whether it is about a picture whose bytes are not here, or about a link to such a file.
    fn is_absent(&self, diagnostic: &Diagnostic) -> bool {
        let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let leads = |to: &String| self.absent.iter().any(|path| name(path) == name(to));
        let is_link = matches!(diagnostic.rule, rule::links::DEAD | rule::links::NO_FILE);
        diagnostic.rule.area() == "images" && self.absent.contains(&diagnostic.place.path)
            || is_link && diagnostic.args.get("to").is_some_and(leads)
    }

    /// Whether it is about a link to a picture that is there and cannot be shown.
    fn leads_to_unusable(&self, diagnostic: &Diagnostic) -> bool {
        let (Some(to), Some(folder)) = (diagnostic.args.get("to"), diagnostic.args.get("folder")) else {
            return false;
        };
        let path = format!("{folder}/{}", to.trim_start_matches("./"));
        diagnostic.rule == rule::links::NO_FILE && self.unusable.iter().any(|unusable| **unusable == *path)
    }

    /// Whether it is about words of a passage of which git left two versions, or about its signs.
    fn is_torn(&self, diagnostic: &Diagnostic) -> bool {
        let is_own = diagnostic.rule == rule::source::CONFLICT || diagnostic.rule.area() == "privacy";
        let Some(span) = diagnostic.place.span.filter(|_| !is_own) else {
            return false;
        };
        let holds = |torn: &Span| torn.start <= span.start && span.start <= torn.end;
        self.torn
            .iter()
            .any(|place| place.path == diagnostic.place.path && place.span.as_ref().is_some_and(holds))
    }

    fn follows(&self, diagnostic: &Diagnostic) -> bool {
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let Some(field) = diagnostic.rule.because() else { return false };
        self.unread.iter().any(|(path, within)| {
            // The versions that a translation names are in another text of its folder.
            let near = diagnostic.rule == rule::translation::UNKNOWN_VERSION
                && folder(path) == folder(&diagnostic.place.path);
            within == field && (near || *path == diagnostic.place.path)
        })
    }
}
