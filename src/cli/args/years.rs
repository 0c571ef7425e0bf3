//! Years on the command line.

use std::collections::BTreeSet;

use clap::Args;

use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::study::{years_among, years_of};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// Which years to show.
#[derive(Debug, Clone, Default, Args)]
pub struct YearOptions {
    /// Alleen deze jaren, zoals 2026, 2026,2028 of 2026-2028
    /// EN: Only these years, such as 2026, 2026,2028 or 2026-2028
    #[arg(long, value_name = "JAAR", value_delimiter = ',')]
    jaar: Vec<String>,
}

impl YearOptions {
    /// Whether some years were asked for.
    pub fn are_asked(&self) -> bool {
        !self.jaar.is_empty()
    }

    /// The years that were asked for, as they were typed.
    pub fn typed(&self) -> &[String] {
        &self.jaar
    }

    /// The years that were asked for, all within the projection; `None` for all.
    ///
    /// # Errors
    /// A text that is no year of the scenario.
    pub fn of_scenario(&self, model: &Model) -> Result<Option<Vec<Jaar>>, Diagnostic> {
        years_of(model, &self.jaar)
    }

    /// The years that were asked for, out of `known`; `None` for all.
    ///
    /// # Errors
    /// A text that is no known year, with the first and last of them behind `what`.
    pub fn among(
        &self,
        known: &BTreeSet<Jaar>,
        what: &Text,
    ) -> Result<Option<Vec<Jaar>>, Diagnostic> {
        years_among(&self.jaar, known, what)
    }
}
