//! What is counted of people: four kinds, each with a word of its own.

use crate::scenario::tables::Tables;
use crate::scenario::values::{PerJaar, Personen};
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;

/// What is counted; the words of the column `groep`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// AA: housed asielstatushouders, by cohort.
    Asielstatushouder,
    /// AGO: gezins- en overige migranten, by cohort.
    GezinsOverig,
    /// AAO: asielstatushouders on the onderwijsroute, by cohort.
    Onderwijsroute,
    /// AIA: asielstatushouders with a diploma or certificate, by year of completion.
    Afgerond,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Asielstatushouder,
        Self::GezinsOverig,
        Self::Onderwijsroute,
        Self::Afgerond,
    ];

    /// The word in the column `groep`, and the key in `[aantallen.landelijk]`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Asielstatushouder => "asielstatushouder",
            Self::GezinsOverig => "gezins_overig",
            Self::Onderwijsroute => "onderwijsroute",
            Self::Afgerond => "afgerond",
        }
    }

    /// A count of the scenario for the whole country.
    pub fn national(self, tables: &Tables, jaar: Jaar) -> Option<i64> {
        let people = self.national_counts(tables).get(jaar)?;
        Some(people.get())
    }

    /// All counts of the scenario for the whole country.
    pub fn national_counts(self, tables: &Tables) -> &PerJaar<Personen> {
        let table = &tables.aantallen.landelijk;
        match self {
            Self::Asielstatushouder => &table.asielstatushouder,
            Self::GezinsOverig => &table.gezins_overig,
            Self::Onderwijsroute => &table.onderwijsroute,
            Self::Afgerond => &table.afgerond,
        }
    }

    /// The groups whose instroom is counted under this kind.
    pub const fn groepen(self) -> &'static [Groep] {
        match self {
            Self::Asielstatushouder => &[Groep::Asielstatushouder],
            Self::GezinsOverig => &[Groep::Gezinsmigrant, Groep::OverigeMigrant],
            Self::Onderwijsroute | Self::Afgerond => &[],
        }
    }
}
