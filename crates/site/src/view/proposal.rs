//! What the board and the report may know of proposals: which organisation proposes what, since when, and who is waited for.

use jiff::civil::Date;
use serde::Serialize;

/// A proposal for the agenda of the next meeting. All words are in the source language; none names a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalDue {
    /// The titles of its texts.
    pub titles: Vec<String>,
    /// Why it is made; none where the reason is withheld.
    pub reason: Option<String>,
    /// The organisation that proposes, with its function.
    pub from: String,
    /// The day on which it was made.
    pub made: Date,
    /// The organisations that are waited for.
    pub names: Vec<String>,
    /// Since when.
    pub since: Date,
}
