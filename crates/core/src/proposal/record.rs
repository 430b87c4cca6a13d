//! What somebody did to a proposal, as the words of a commit: a sentence, then lines of `Name: value`.

use crate::guide::remark::clean;
use trousseau_text::slug;

/// What a commit is of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Step {
    /// The texts as they were when somebody proposed or decided.
    Before,
    /// The texts as they are proposed.
    Proposal,
    /// Blocks were accepted or refused, or answered by a remark.
    Decision,
    /// Two lines of decisions, made at two places, are one again.
    Join,
    /// Whoever proposed it takes it back.
    Withdrawal,
}

/// What somebody did to a proposal. Who it was is an organisation and a function, never a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Of which proposal.
    pub id: String,
    /// What it is.
    pub step: Step,
    /// Why, in one sentence.
    pub reason: String,
    /// The id of the organisation.
    pub partner: String,
    /// Its function; empty when none is named.
    pub function: String,
    /// The paths of the texts that are proposed.
    pub texts: Vec<String>,
    /// The blocks that were accepted.
    pub accepted: Vec<String>,
    /// The blocks that were refused.
    pub refused: Vec<String>,
    /// The blocks that were answered by a remark, with its number.
    pub answered: Vec<(String, String)>,
}

impl Record {
    /// A record in which nothing was decided.
    pub fn new(id: &str, step: Step, reason: &str, partner: &str, function: &str) -> Self {
        Self {
            id: id.to_owned(),
            step,
            reason: clean(reason),
            partner: partner.to_owned(),
            function: clean(function),
            texts: Vec::new(),
            accepted: Vec::new(),
            refused: Vec::new(),
            answered: Vec::new(),
        }
    }

    /// The words of the commit.
    pub fn written(&self) -> String {
        let step: &str = self.step.into();
        let mut lines = vec![("Proposal", self.id.clone()), ("Step", step.to_owned())];
        lines.push(("Partner", self.partner.clone()));
        lines.extend(Some(("Function", self.function.clone())).filter(|line| !line.1.is_empty()));
        lines.extend(self.texts.iter().map(|path| ("Text", path.clone())));
        lines.extend(self.accepted.iter().map(|block| ("Accepted", block.clone())));
        lines.extend(self.refused.iter().map(|block| ("Refused", block.clone())));
        lines.extend(self.answered.iter().map(|(block, id)| ("Answered", format!("{block} {id}"))));
        let lines: String = lines.into_iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        format!("{}\n\n{lines}", self.reason)
    }

    /// Reads the words of a commit; none when it is of no proposal.
    pub fn read(message: &str) -> Option<Self> {
        let (reason, lines) = message.trim_end().rsplit_once("\n\n")?;
        let pairs: Vec<(&str, &str)> = lines.lines().filter_map(|line| line.split_once(": ")).collect();
        let all = |name: &str| {
            let own = pairs.iter().filter(|pair| pair.0 == name);
            own.map(|pair| clean(pair.1)).collect::<Vec<_>>()
        };
        let one = |name: &str| all(name).into_iter().next();
        let step = one("Step")?.parse().ok()?;
        let record = Self::new(
            &one("Proposal").filter(|id| is_id(id))?,
            step,
            reason,
            &one("Partner").unwrap_or_default(),
            &one("Function").unwrap_or_default(),
        );
        // What others recorded is shown, so nothing but the number of a remark is taken.
        let is_number =
            |id: &str| id.len() <= 24 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let answered = all("Answered");
        let answered = answered.iter().filter_map(|line| line.split_once(' '));
        let answered = answered.filter(|(_, id)| is_number(id)).map(both).collect();
        Some(Self {
            texts: all("Text"),
            accepted: all("Accepted"),
            refused: all("Refused"),
            answered,
            ..record
        })
    }
}

fn both((one, other): (&str, &str)) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

/// Whether this can be the name of a proposal: it becomes part of the name of a branch, and of an address.
pub fn is_id(name: &str) -> bool {
    name.len() <= 120 && slug::is_slug(name)
}
