//! What the page from which guides are handed on gets.

use serde::Serialize;

use super::local::Local;

/// A guide that one hands on.
#[derive(Clone, Debug, Serialize)]
pub struct GiveView {
    /// The name of the guide, and the anchor of its part of the page.
    pub slug: String,
    /// The title, in the page's language where there is one.
    pub title: Local,
    /// The page of the guide.
    pub href: String,
    /// The public address to hand on: the short one where there is one.
    pub address: String,
    /// The picture of its code.
    pub code: String,
    /// Its card as a picture, to send.
    pub picture: Option<CardPicture>,
}

/// The card of a guide as a picture.
#[derive(Clone, Debug, Serialize)]
pub struct CardPicture {
    /// The address, relative to the language's folder.
    pub href: String,
    /// The size in bytes; `None` before the file exists.
    pub bytes: Option<u64>,
}
