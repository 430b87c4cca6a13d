//! The model of a toolkit: what its files say, as values and diagnostics. No disk, no clock, no network.

pub mod agreement;
pub mod diagnostic;
pub mod document;
pub mod guide;
pub mod letters;
pub mod library;
pub mod manifest;
pub mod manuscript;
pub mod messages;
pub mod overlay;
pub mod picture;
pub mod proposal;
pub mod publication;
pub mod relink;
pub mod rule_card;
pub mod sound;
pub mod source;
pub mod toolkit;
pub mod translation;
pub mod yaml;
