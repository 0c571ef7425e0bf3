//! The table of assertions: figures that a scenario has to give.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::columns::Column;
use crate::scenario::values::{Aandeel, AgreedFigure, DrawCount, Euro, Seed};
use crate::terms::jaar::Jaar;

/// `[[verwacht]]`: a figure that was agreed, for `spuk check`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct VerwachtTable {
    /// The year that the figure is about.
    pub jaar: Jaar,
    /// The last year, where the figure is of several together: a flow added up, and of what
    /// stands at the end of a year that of the last; default: `jaar` alone.
    pub tot: Option<Jaar>,
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
    /// In what share of the draws it holds at the least; default: in the projection.
    pub kans: Option<Aandeel>,
    /// How many draws; default: as the scenario says.
    pub trekkingen: Option<DrawCount>,
    /// Their seed; default: as the scenario says.
    pub zaad: Option<Seed>,
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
