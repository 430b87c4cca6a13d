//! What is wrong with a field of a remark, and the diagnostics that say so.

use super::{about::About, fields::Field};
use crate::{
    diagnostic::{Diagnostic, Place, Rule, Span, rule},
    document::anchors::anchors,
    toolkit,
    yaml::Placed,
};

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is none, and there must be one.
    Missing,
    /// It is not of the form that the field has, or not in its closed list.
    Unknown,
    /// The guide has no such version.
    Version,
    /// It is a language, and none of the toolkit's.
    Language,
    /// The toolkit has no such round.
    Round,
    /// It is not a month.
    Month,
    /// The month has not come yet.
    Future,
    /// The month is not within the round of this id.
    OutsideRound(String),
    /// It is not a number of people.
    Number,
    /// It is zero people, and a remark comes from one at least.
    Nobody,
    /// It is not on the scale.
    Level,
    /// The guide has no such section. The section may be gone since: that is worth a warning, and refuses nothing.
    Section,
    /// The text has more letters than it may have.
    Long {
        /// How many it has.
        letters: usize,
        /// How many it may have.
        most: usize,
    },
    /// The text holds signs that nobody sees.
    Signs,
    /// The text says who somebody is: in what way, as the rules of `privacy`, in the order of the text.
    Personal(Vec<Rule>),
    /// The text may say who somebody is, and only whoever wrote it knows: in what way, in the order of the text. It is taken
    /// once they say that no person is meant.
    Doubtful(Vec<Rule>),
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field.
    pub field: Field,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

impl Fault {
    /// Whether it goes once somebody says that no person is meant.
    pub fn is_doubtful(&self) -> bool {
        matches!(self.wrong, Wrong::Doubtful(_))
    }

    /// The diagnostics about it, for the remark with the number `id`.
    pub fn diagnostics(&self, id: &str, place: &Place, about: &About) -> Vec<Diagnostic> {
        let (value, name) = (self.value.as_str(), self.field.name());
        let error = |rule| Diagnostic::new(rule, place.clone()).with("id", id);
        let bare = |rule| Diagnostic::new(rule, place.clone());
        vec![match &self.wrong {
            Wrong::Missing => bare(rule::yaml::MISSING).with("key", name),
            Wrong::Unknown | Wrong::Number => {
                let known = self.field.spec().kind.names();
                let diagnostic =
                    bare(rule::yaml::UNKNOWN_VALUE).with("value", value).with("known", known.join(", "));
                diagnostic.with_near(value, known.iter().copied())
            }
            Wrong::Version => match about.versions().first() {
                Some(newest) => error(rule::feedback::VERSION).with("near", newest.version.value),
                None => error(rule::feedback::VERSION),
            }
            .with("version", value),
            Wrong::Language => {
                let tags: Vec<&str> = about.toolkit.languages.iter().map(|language| language.tag()).collect();
                error(rule::feedback::LANGUAGE).with("tag", value).with("known", tags.join(", "))
            }
            Wrong::Round => return unknown_round(value, place, about),
            Wrong::Month => error(rule::feedback::PERIOD).with("period", value),
            Wrong::Future => error(rule::feedback::FUTURE).with("period", value),
            Wrong::OutsideRound(round) => {
                error(rule::feedback::PERIOD_ROUND).with("period", value).with("round", round)
            }
            Wrong::Nobody => error(rule::feedback::COUNT),
            Wrong::Level => error(rule::feedback::SEVERITY).with("value", value),
            Wrong::Section => {
                let diagnostic =
                    Diagnostic::new(rule::feedback::SECTION, place.clone()).with("section", value);
                diagnostic.with_near(value, about.guide.iter().flat_map(|guide| anchors(guide.body)))
            }
            Wrong::Long { letters, most } => {
                error(rule::feedback::LONG).with("letters", letters).with("most", most)
            }
            Wrong::Signs => Diagnostic::new(rule::feedback::SIGNS, place.clone()).with("id", id),
            Wrong::Personal(rules) | Wrong::Doubtful(rules) => {
                return rules.iter().map(|rule| bare(*rule)).collect();
            }
        }]
    }

    /// What to say at a question to whoever has just answered it, as a key of the program's words; none when the
    /// diagnostics say it better.
    pub fn answer(&self) -> Option<&'static str> {
        match self.wrong {
            Wrong::Month | Wrong::Future => Some("ask/month"),
            Wrong::OutsideRound(_) => Some("ask/period-round"),
            Wrong::Number | Wrong::Nobody => Some("ask/count-number"),
            Wrong::Long { .. } => Some("ask/proposal-long"),
            _ => None,
        }
    }
}

/// The diagnostic about a round that is not there; it is the one that versions get, too.
fn unknown_round(id: &str, place: &Place, about: &About) -> Vec<Diagnostic> {
    let ids = about.toolkit.rounds.iter().map(|round| round.id.as_str());
    let round = Placed { value: id.to_owned(), span: Span::default() };
    let diagnostics = toolkit::known(&[round], ids, "round", &place.path, 0).diagnostics;
    diagnostics.into_iter().map(|diagnostic| Diagnostic { place: place.clone(), ..diagnostic }).collect()
}
