//! The table of assertions: figures that a scenario has to give.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::columns::Column;
use crate::scenario::values::{AgreedFigure, Euro};
use crate::terms::jaar::Jaar;

/// `[[verwacht]]`: a figure that was agreed, for `spuk check`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct VerwachtTable {
    /// The year that the figure is about.
    pub jaar: Jaar,
    /// The column of `spuk run --format csv` that it stands in.
    pub veld: Column,
    /// Code or name of the gemeente; default: the whole country.
    pub gemeente: Option<String>,
    /// The figure: euros, or people for a column of people.
    pub bedrag: AgreedFigure,
    /// How far the figure may be off, to either side; default 0.
    pub tolerantie: Option<Euro>,
    /// How the figure is held; default: it is what was agreed.
    #[serde(default)]
    pub relatie: Relatie,
}

impl Relatie {
    /// The word in a scenario.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gelijk => "gelijk",
            Self::Hoogstens => "hoogstens",
            Self::Minstens => "minstens",
        }
    }
}

/// How a figure is held to what was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Relatie {
    /// It is what was agreed.
    #[default]
    Gelijk,
    /// It is no more.
    Hoogstens,
    /// It is no less.
    Minstens,
}
