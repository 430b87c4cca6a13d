//! Trousseau turns a folder of Markdown guides into a multilingual, accessible website.
//!
//! The way of a guide, each step a module: [`source`] (the files at one instant) → [`toolkit`] (what holds for every
//! guide) → [`guide`] (one file: front matter and [`document`]) → [`library`] (all guides, one shelf per language) →
//! [`view`] (what each output may know) → [`plan`] (output path → task with a key) → [`render`] and [`press`] (a task →
//! bytes) → [`manifest`] (what was made). Only [`shell`] and [`cli`] touch the world.

pub mod diagnostic;
pub mod document;
pub mod source;
pub mod text;
pub mod yaml;
pub mod toolkit;
pub mod guide;
pub mod view;
pub mod library;
pub mod picture;
