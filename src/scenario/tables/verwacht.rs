//! The table of assertions: figures that a scenario has to give.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::scenario::values::{AgreedFigure, Euro};
use crate::terms::jaar::Jaar;

/// `[[verwacht]]`: a figure that was agreed, for `spuk check`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct VerwachtTable {
    /// The year that the figure is about.
    pub jaar: Jaar,
    /// The column of `spuk run --format csv` that it stands in.
    pub veld: VerwachtColumn,
    /// Code or name of the gemeente; default: the whole country.
    pub gemeente: Option<String>,
    /// The figure: euros, or people for a column of people.
    pub bedrag: AgreedFigure,
    /// How far the figure may be off, to either side; default 0.
    pub tolerantie: Option<Euro>,
}

/// Declares the columns once, so that none can be left out of [`VerwachtColumn::ALL`].
macro_rules! velden {
    ($($variant:ident $name:literal,)*) => {
        /// A column of a run.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)]
        pub enum VerwachtColumn {
            $($variant,)*
        }

        impl VerwachtColumn {
            /// Every column, in the order of the CSV.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in CSV and JSON.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

velden! {
    Asielstatushouders "asielstatushouders",
    GezinsOverig "gezins_overig",
    Onderwijsroute "onderwijsroute",
    Afgerond "afgerond",
    BgoVoorlopig "bgo_voorlopig",
    BaVoorlopig "ba_voorlopig",
    AboVoorlopig "abo_voorlopig",
    UitkeringVoorlopig "uitkering_voorlopig",
    BgoDefinitief "bgo_definitief",
    BaDefinitief "ba_definitief",
    AboDefinitief "abo_definitief",
    UitkeringDefinitief "uitkering_definitief",
    Verrekening "verrekening",
    Incidenteel "incidenteel",
    Kosten "kosten",
    Reserve "reserve",
    Terugvordering "terugvordering",
    Tekort "tekort",
    Kas "kas",
    Saldo "saldo",
    AfgerondMeetellend "afgerond_meetellend",
}
