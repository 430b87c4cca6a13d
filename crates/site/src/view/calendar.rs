//! What the calendar file of a fact may know: its day, in words of the reader's language, and where the guide is.

use jiff::civil::Date;
use serde::Serialize;

use super::{local::Local, page_builder::PageBuilder, site_context};
use trousseau_core::{
    library::uses,
    toolkit::fact::{Certainty, Fact},
};

/// A fixed day, for the calendar of a reader.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarView {
    /// The tag of the language from whose page it comes.
    pub tag: &'static str,
    /// The name of the event, by which a calendar knows it again, in any language.
    pub uid: String,
    /// The day.
    pub day: Date,
    /// The day of its check: nothing else says when it was written down.
    pub checked: Date,
    /// What it is.
    pub label: Local,
    /// The guide that says more, if readers see it.
    pub guide: Option<Local>,
    /// The address of that guide, or of the site.
    pub address: Option<String>,
    /// Whether somebody must still check it.
    pub to_check: bool,
}

impl PageBuilder<'_> {
    /// The calendar of a fact; none for one that is no fixed day.
    pub fn calendar(&self, fact: &Fact) -> Option<CalendarView> {
        let day = fact.date?;
        let texts = uses::facts(self.library).remove(fact.id.as_str()).unwrap_or_default();
        let guide = self.library.guides.iter().find(|guide| texts.contains(guide.slug.as_str()));
        let source = self.library.toolkit.source_language();
        let host = self.base_url.and_then(|base| base.split('/').nth(2)).unwrap_or("trousseau.invalid");
        Some(CalendarView {
            tag: self.context.tag,
            uid: format!("{}@{host}", fact.id.value),
            day,
            checked: fact.checked,
            label: site_context::local(&fact.label, self.language, source),
            guide: guide.map(|guide| site_context::record(guide, self.language).title),
            address: guide.and_then(|guide| self.public(guide)).or_else(|| self.public_home()),
            to_check: fact.status == Certainty::ToCheck,
        })
    }
}
