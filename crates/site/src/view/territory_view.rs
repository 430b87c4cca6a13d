//! What the page of a territory may know: who helps there, what holds there, what lies in it.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    local::Local,
    site_context::Record,
    text::{ContactView, FactView},
};

/// A territory, with all that is known of it.
#[derive(Clone, Debug, Serialize)]
pub struct TerritoryView {
    /// The territories that lie directly in it, without those in them.
    pub parts: Vec<TerritoryLink>,
    /// The services, in the order of the toolkit.
    pub services: Vec<ServiceView>,
    /// The facts that hold here and not everywhere.
    pub facts: Vec<FactView>,
    /// The guides and pages that are for this territory.
    pub texts: Vec<Record>,
    /// The name of the territory.
    pub name: Local,
}

/// A link to the page of a territory, and to those of the territories that lie in it.
#[derive(Clone, Debug, Serialize)]
pub struct TerritoryLink {
    /// The address of its page.
    pub href: String,
    /// The name.
    pub name: Local,
    /// The territories that lie in it, in the list of all territories; empty in other links.
    pub parts: Vec<TerritoryLink>,
}

/// A service in a territory.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceView {
    /// The id in `toolkit.yaml`.
    pub id: String,
    /// The name for readers.
    pub name: Local,
    /// The contacts in this territory, else in the next larger one that has some, else those for everybody.
    pub contacts: Vec<ServiceContact>,
    /// The larger territory whose contacts these are; none for those of the territory itself.
    pub of: Option<Local>,
    /// Whether the contacts are those for everybody.
    pub everywhere: bool,
}

/// A contact of a service, and what is known of it.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceContact {
    /// The contact.
    #[serde(flatten)]
    pub contact: ContactView,
    /// The day somebody checked it.
    pub checked: Option<Date>,
    /// Whether nobody knows yet how to reach it: there is no number, address or website.
    pub unreachable: bool,
}
