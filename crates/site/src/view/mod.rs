//! All that one output is allowed to know, as plain values.
//!
//! Views hold values, never handles, and nothing in them knows of feedback: what is not here cannot leak. Only [`report`]
//! and [`board`] do, which partners read and no site holds.
//! They are the contract with themes: a field that a template may read is a field here.

pub mod agreement;
pub mod board;
pub mod body;
pub mod calendar;
pub mod downloads;
pub mod form;
pub mod give;
pub mod give_view;
mod guide;
pub mod kept;
pub mod kept_view;
pub mod leaflet;
mod local;
mod local_facts;
pub mod page;
mod page_builder;
mod page_view;
mod paper;
mod paper_view;
pub mod phrases;
mod print_table;
mod print_table_view;
pub mod proposal;
mod question;
mod question_view;
pub mod recording;
mod recording_view;
pub mod report;
pub mod results;
pub mod search;
pub mod site_context;
pub mod site_files;
mod territory;
pub mod territory_view;
pub mod text;

pub use downloads::{Bundle, Downloads, Offer, PrintLanguage, PrintStage};
pub use guide::GuideView;
pub use local::Local;
pub use page_builder::PageBuilder;
pub use page_view::{Alternate, CodeView, Content, Crumb, LanguageLink, PageView, StageLink};
pub use paper_view::{PaperStanding, PaperView};
pub use print_table_view::{PrintCell, PrintRow, PrintTable, sheets, sides};
pub use question_view::{AnswerView, GoalKind, QuestionLink, QuestionView};
pub use recording_view::RecordingView;
pub use site_context::{Record, SiteContext, StageRecord};
pub use text::{
    ChangeView, ContactView, FactView, FalcView, Fallback, FigureView, GuideLink, Notice, NoticeKind,
    PartnerView, Phone, Picture, Reference, SeriesView, TermView, TextView, TocEntry, VersionView, falc,
    notice_kind, notice_of,
};
