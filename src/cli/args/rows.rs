//! Which rows to show: of what, of whom, of which years.

use clap::Args;

use super::gemeenten::find_all;
use super::years::YearOptions;
use crate::export::{Level, Selection};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;

/// Which rows to show.
#[derive(Debug, Clone, Default, Args)]
pub struct RowOptions {
    /// Wat een regel voorstelt [standaard: landelijk, of gemeente met --gemeente]
    /// EN: What a row stands for [default: landelijk, or gemeente with --gemeente]
    #[arg(long, value_name = "NIVEAU")]
    pub level: Option<Level>,

    /// Alleen deze gemeente, bij code of naam; mag vaker, of meer met een komma
    /// EN: Only this gemeente, by code or name; may be repeated, or several with a comma
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: Vec<String>,

    /// Of which years.
    #[command(flatten)]
    jaren: YearOptions,
}

impl RowOptions {
    /// Whether it was asked of what, of whom and of which years.
    pub fn asked(&self) -> [(&'static str, bool); 3] {
        [
            ("--level", self.level.is_some()),
            ("--gemeente", !self.gemeente.is_empty()),
            ("--jaar", self.jaren.are_asked()),
        ]
    }

    /// The choice, held against a scenario.
    ///
    /// # Errors
    /// A gemeente or a year that the scenario does not have.
    pub fn keuze(&self, model: &Model) -> Result<Selection, Diagnostic> {
        let one = !self.gemeente.is_empty();
        let usual = if one {
            Level::Gemeente
        } else {
            Level::Landelijk
        };
        Ok(Selection {
            niveau: self.level.unwrap_or(usual),
            gemeenten: one.then(|| find_all(model, &self.gemeente)).transpose()?,
            jaren: self.jaren.of_scenario(model)?,
        })
    }
}
