//! What `--format` takes: how problems are written, and the formats that only `trousseau translation` writes.

use clap::{ValueEnum, builder::Resettable};

use crate::terminal::Format;
use trousseau_app::translation::Format as Catalog;
use trousseau_core::messages::Failure;

/// The formats of problems, and those of what only `trousseau translation` writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Written {
    /// Sentences with the words underlined
    #[default]
    #[value(help = Resettable::Reset)]
    Human,
    /// One JSON object a line
    #[value(help = Resettable::Reset)]
    Json,
    /// Workflow commands, which GitHub shows beside the changed lines
    #[value(help = Resettable::Reset)]
    Github,
    /// SARIF 2.1.0, for code scanning
    #[value(help = Resettable::Reset)]
    Sarif,
    /// The report of code quality of GitLab
    #[value(help = Resettable::Reset)]
    Gitlab,
    /// JUnit, for reports of tests
    #[value(help = Resettable::Reset)]
    Junit,
    /// A table for people
    #[value(hide = true)]
    Table,
    /// A table for spreadsheets
    #[value(hide = true)]
    Csv,
    /// PO of gettext
    #[value(hide = true)]
    Po,
    /// XLIFF 1.2
    #[value(hide = true)]
    Xliff,
    /// The glossary as TBX
    #[value(hide = true)]
    Tbx,
    /// Finished translations as TMX
    #[value(hide = true)]
    Tmx,
}

impl Written {
    /// Whether every command knows it.
    pub fn is_of_problems(self) -> bool {
        matches!(self, Self::Human | Self::Json | Self::Github | Self::Sarif | Self::Gitlab | Self::Junit)
    }

    /// How problems are written.
    pub fn of_problems(self) -> Format {
        match self {
            Self::Json => Format::Json,
            Self::Github => Format::Github,
            Self::Sarif => Format::Sarif,
            Self::Gitlab => Format::Gitlab,
            Self::Junit => Format::Junit,
            _ => Format::Human,
        }
    }

    /// The format of a file for translators.
    pub fn of_catalog(self) -> anyhow::Result<Catalog> {
        match self {
            Self::Human | Self::Po => Ok(Catalog::Po),
            Self::Xliff => Ok(Catalog::Xliff),
            Self::Tbx => Ok(Catalog::Tbx),
            Self::Tmx => Ok(Catalog::Tmx),
            _ => Err(self.unknown()),
        }
    }

    /// What is said where a command does not know a format.
    pub fn unknown(self) -> anyhow::Error {
        let name = self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        Failure::new("translation/format").with("format", name).into()
    }
}
