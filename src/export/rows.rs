//! The rows of a run: one per gemeente, provincie or country, and year.

use crate::columns::{Column, Unit};
use crate::exact::money::Cents;
use crate::gemeente::{Gemeenten, provincie_code};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::{Measure, Projection, YearProjection};
use crate::simulate;
use crate::study::{find_all, years_of};
use crate::terms::jaar::Jaar;

/// What one row of a report stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Level {
    /// The whole country.
    Landelijk,
    /// A row per provincie.
    Provincie,
    /// A row per gemeente.
    Gemeente,
}

impl Level {
    /// All of them, the whole country first.
    pub const ALL: [Self; 3] = [Self::Landelijk, Self::Provincie, Self::Gemeente];

    /// The level of a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// The word on the command line and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Landelijk => "landelijk",
            Self::Provincie => "provincie",
            Self::Gemeente => "gemeente",
        }
    }
}

/// Which rows a report shows.
#[derive(Debug, Clone)]
pub struct Selection {
    /// What a row stands for.
    pub niveau: Level,
    /// Indices of the gemeenten that count; `None` for all.
    pub gemeenten: Option<Vec<usize>>,
    /// The years; `None` for all.
    pub jaren: Option<Vec<Jaar>>,
}

impl Selection {
    /// What is asked of a scenario: rows of a level, else of the whole country or of
    /// every gemeente that is named; some gemeenten by code or name, else all; some years
    /// as they are typed, else all.
    ///
    /// # Errors
    /// A gemeente or a year that the scenario does not have.
    pub fn asked(
        model: &Model,
        niveau: Option<Level>,
        gemeenten: &[String],
        jaren: &[String],
    ) -> Result<Self, Diagnostic> {
        let some = !gemeenten.is_empty();
        let usual = if some {
            Level::Gemeente
        } else {
            Level::Landelijk
        };
        Ok(Self {
            niveau: niveau.unwrap_or(usual),
            gemeenten: some.then(|| find_all(model, gemeenten)).transpose()?,
            jaren: years_of(model, jaren)?,
        })
    }

    /// Whether a year is shown.
    pub fn shows(&self, jaar: Jaar) -> bool {
        let jaren = self.jaren.as_ref();
        jaren.is_none_or(|jaren| jaren.contains(&jaar))
    }

    /// The gemeenten that count.
    pub fn members(&self, gemeenten: &Gemeenten) -> Vec<usize> {
        match &self.gemeenten {
            Some(chosen) => chosen.clone(),
            None => (0..gemeenten.len()).collect(),
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// Code of the gemeente or of the provincie, `NL` for the country, empty for the
    /// sum of some gemeenten.
    pub gm_code: String,
    /// Name of the gemeente, `Nederland` for the country, empty for a
    /// provincie, `selectie` for the sum of some gemeenten.
    pub gemeente: String,
    /// Name of the provincie; empty for the country.
    pub provincie: String,
    /// The year.
    pub jaar: Jaar,
    /// The values, in the order of [`Column::ALL`].
    pub waarden: Vec<RowValue>,
}

/// The value in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowValue {
    /// People.
    Personen(i64),
    /// Money.
    Bedrag(Cents),
}

impl RunRow {
    /// The value in a column.
    pub fn value(&self, column: Column) -> RowValue {
        self.waarden[column as usize]
    }
}

/// A row's label and the gemeenten that it adds up.
pub(crate) struct RowUnit {
    pub gm_code: String,
    pub gemeente: String,
    pub provincie: String,
    pub leden: Vec<usize>,
    /// Where a simulation keeps its draws; `None` for a sum that it does not keep.
    pub cel: Option<simulate::Area>,
}

/// What a sum over some of the gemeenten is called.
const SELECTION_NAME: &str = "selectie";

/// The rows of a run, sorted by gm_code or provincie, then by year.
pub fn run_rows(projection: &Projection, gemeenten: &Gemeenten, keuze: &Selection) -> Vec<RunRow> {
    let mut rows = Vec::new();
    for eenheid in units(gemeenten, keuze) {
        let years = projection.jaren.iter();
        for result in years.filter(|result| keuze.shows(result.jaar)) {
            rows.push(RunRow {
                gm_code: eenheid.gm_code.clone(),
                gemeente: eenheid.gemeente.clone(),
                provincie: eenheid.provincie.clone(),
                jaar: result.jaar,
                waarden: values(result, &eenheid.leden),
            });
        }
    }
    rows
}

fn values(result: &YearProjection, leden: &[usize]) -> Vec<RowValue> {
    let leden = leden.iter().copied();
    let value = |&column: &Column| {
        let measure = Measure::of(column);
        let figures = leden.clone().map(|g| measure.figure(result, g));
        match column.definition().unit {
            Unit::People => RowValue::Personen(figures.sum()),
            Unit::Cents => RowValue::Bedrag(figures.map(Cents::new).sum()),
        }
    };
    Column::ALL.iter().map(value).collect()
}

pub(crate) fn units(gemeenten: &Gemeenten, keuze: &Selection) -> Vec<RowUnit> {
    let all = keuze.members(gemeenten);
    let selection = keuze.gemeenten.is_some();
    let kept = |leden: &[usize], whole| match leden {
        _ if !selection => Some(whole),
        // A sum of one gemeente is that gemeente.
        &[only] => Some(simulate::Area::Gemeente(only)),
        _ => None,
    };
    match keuze.niveau {
        Level::Landelijk => vec![RowUnit {
            gm_code: if selection { "" } else { "NL" }.to_owned(),
            gemeente: if selection {
                SELECTION_NAME
            } else {
                "Nederland"
            }
            .to_owned(),
            provincie: String::new(),
            cel: kept(&all, simulate::Area::Landelijk),
            leden: all,
        }],
        Level::Provincie => gemeenten
            .provincies()
            .into_iter()
            .enumerate()
            .map(|(index, provincie)| {
                let members = all.iter().copied();
                let leden: Vec<usize> = members
                    .filter(|&g| gemeenten.list()[g].provincie == provincie)
                    .collect();
                let code = if selection {
                    ""
                } else {
                    provincie_code(provincie)
                };
                RowUnit {
                    gm_code: code.to_owned(),
                    gemeente: if selection { SELECTION_NAME } else { "" }.to_owned(),
                    provincie: provincie.to_owned(),
                    cel: kept(&leden, simulate::Area::Provincie(index)),
                    leden,
                }
            })
            .filter(|eenheid| !eenheid.leden.is_empty())
            .collect(),
        Level::Gemeente => all
            .into_iter()
            .map(|g| {
                let gemeente = &gemeenten.list()[g];
                RowUnit {
                    gm_code: gemeente.code.clone(),
                    gemeente: gemeente.naam.clone(),
                    provincie: gemeente.provincie.clone(),
                    leden: vec![g],
                    cel: Some(simulate::Area::Gemeente(g)),
                }
            })
            .collect(),
    }
}
