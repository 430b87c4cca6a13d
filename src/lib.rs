//! Trousseau turns a folder of Markdown guides into a multilingual, accessible website.
//!
//! The way of a guide, each step a module: [`source`] (the files at one instant) → [`toolkit`] (what holds for every
//! guide) → [`guide`] (one file: front matter and [`document`]) → [`library`] (all guides and pages) →
//! [`view`] (what each output may know) → [`plan`] (output path → task with a key) → [`render`] and [`press`] (a task →
//! bytes) → [`manifest`] (what was made). Only [`shell`] and [`cli`] touch the world.

pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod exchange;
pub mod guide;
pub mod library;
pub mod manifest;
pub mod picture;
pub mod plan;
pub mod press;
pub mod privacy;
pub mod render;
pub mod shell;
pub mod source;
pub mod text;
pub mod theme;
pub mod toolkit;
pub mod view;
pub mod words;
pub mod yaml;
