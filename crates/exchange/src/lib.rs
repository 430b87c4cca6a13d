//! What comes from other programs and goes to them: tables of remarks, and texts for translators.
//!
//! A table is a form's answers or a spreadsheet → remarks for guides, and rejected rows. A file becomes a [`Table`] of plain texts, its headings say which column is which field, each row becomes a remark or
//! is rejected with all reasons. Nothing here writes a guide: the caller does, one file at a time.

pub mod catalog;
pub mod columns;
pub mod context;
mod damage;
mod dates;
mod headings;
mod hidden;
mod letters;
pub mod mapping;
mod mask;
mod months;
mod ods;
mod plain;
mod read;
pub mod rejected;
pub mod remarks;
mod row;
mod separated;
pub mod sheets;
pub mod table;
pub mod values;
pub mod word;
mod xlsx;

pub use columns::Columns;
pub use context::ImportContext;
pub use mapping::Mapping;
pub use read::read;
pub use remarks::{Import, import};
pub use row::Remark;
pub use table::Table;
