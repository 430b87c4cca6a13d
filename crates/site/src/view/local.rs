//! Words on a page, with their language where it is another one.

use serde::Serialize;

/// Words, and their language where it is not the page's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Local {
    /// The words.
    pub text: String,
    /// Their language, when it differs from the page's.
    pub lang: Option<&'static str>,
    /// Their direction, when their language differs.
    pub dir: Option<&'static str>,
}
