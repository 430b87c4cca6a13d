//! Markdown → document: the one door of the parser.
