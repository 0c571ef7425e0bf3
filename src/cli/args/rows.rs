//! Which rows to show: of what, of whom, of which years.

use clap::Args;

use super::years::YearOptions;
use crate::export::{AreaChoice, Level, Selection};
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

/// Which areas of a simulation to show.
#[derive(Debug, Clone, Default, Args)]
pub struct AreaOptions {
    /// Alleen regels van dit niveau [standaard: alle, in een tabel landelijk]
    /// EN: Only rows of this level [default: all, in a table landelijk]
    #[arg(long, value_name = "NIVEAU")]
    level: Option<Level>,

    /// Alleen deze gemeente, bij code of naam; mag vaker, of meer met een komma
    /// EN: Only this gemeente, by code or name; may be repeated, or several with a comma
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: Vec<String>,
}

impl AreaOptions {
    /// The option that was given, if one was.
    pub fn asked(&self) -> Option<&'static str> {
        let level = self.level.map(|_| "--level");
        level.or((!self.gemeente.is_empty()).then_some("--gemeente"))
    }

    /// The rows of a run that these areas are, of these years.
    ///
    /// # Errors
    /// As [`RowOptions::keuze`].
    pub fn keuze(&self, model: &Model, jaren: &YearOptions) -> Result<Selection, Diagnostic> {
        Selection::asked(model, self.level, &self.gemeente, jaren.typed())
    }

    /// The areas that were asked for, with gemeenten looked up by `find`.
    ///
    /// # Errors
    /// What `find` says; a sum of gemeenten, of which no draws are kept.
    pub fn chosen(
        &self,
        find: impl FnOnce(&[String]) -> Result<Vec<usize>, Diagnostic>,
    ) -> Result<AreaChoice, Diagnostic> {
        AreaChoice::asked(self.level, &self.gemeente, find)
    }
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

    /// The gemeenten that were asked for, as they were typed.
    pub fn gemeente(&self) -> &[String] {
        &self.gemeente
    }

    /// The years that were asked for, as they were typed.
    pub fn jaren(&self) -> &[String] {
        self.jaren.typed()
    }

    /// The choice, held against a scenario.
    ///
    /// # Errors
    /// A gemeente or a year that the scenario does not have.
    pub fn keuze(&self, model: &Model) -> Result<Selection, Diagnostic> {
        Selection::asked(model, self.level, &self.gemeente, self.jaren.typed())
    }
}
