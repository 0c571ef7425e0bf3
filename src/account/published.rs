//! The published figures that the model is held to, as `fixtures/rekenschap.csv` has them.

use crate::exact::money::Cents;
use crate::input::csv::{CsvInput, CsvRow};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::scenario::{REKENSCHAP, Status};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// What is held against the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum AccountMeasure {
    /// Vergunninghouders housed in a year.
    Gehuisvest,
    /// Vergunninghouders who wait in reception.
    Wachtend,
    /// What came less what was forecast, over what was forecast.
    Raming,
    /// The mean of those.
    Vertekening,
    /// Their spread around it.
    Prognosefout,
    /// The budget line of the state.
    Begroting,
    /// The most that a later budget leaves.
    Grens,
}

impl AccountMeasure {
    /// Every measure, in the order of the account.
    pub const ALL: [Self; 7] = [
        Self::Gehuisvest,
        Self::Wachtend,
        Self::Raming,
        Self::Vertekening,
        Self::Prognosefout,
        Self::Begroting,
        Self::Grens,
    ];

    /// The word in the fixture, CSV and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gehuisvest => "gehuisvest",
            Self::Wachtend => "wachtend",
            Self::Raming => "raming",
            Self::Vertekening => "vertekening",
            Self::Prognosefout => "prognosefout",
            Self::Begroting => "begroting",
            Self::Grens => "grens",
        }
    }
}

/// What a published figure says where it is no equal: more or less there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountBound {
    /// The model should not be above it.
    Hoogstens,
    /// The model should not be below it.
    Minstens,
}

impl AccountBound {
    /// The word in the fixture and in CSV.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hoogstens => "hoogstens",
            Self::Minstens => "minstens",
        }
    }

    /// The sign that people read before the figure.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Hoogstens => "≤",
            Self::Minstens => "≥",
        }
    }
}

/// In what a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountUnit {
    /// People.
    Personen,
    /// Whole cents.
    Cents,
    /// Tenths of a per cent.
    Promille,
    /// Tenths of a per cent, published in whole per cents.
    Procent,
}

impl AccountUnit {
    /// Whether figures are a share of something: how far off one is, is itself a share.
    pub const fn is_share(self) -> bool {
        matches!(self, Self::Promille | Self::Procent)
    }

    /// A figure as programs read it: people, euros with cents, a per cent with tenths; one
    /// that was published in whole per cents without, unless the model has them.
    pub fn written(self, figure: i64) -> String {
        match self {
            Self::Personen => figure.to_string(),
            Self::Cents => Cents::new(figure).to_string(),
            Self::Procent if figure % 10 == 0 => (figure / 10).to_string(),
            Self::Promille | Self::Procent => {
                let sign = if figure < 0 { "-" } else { "" };
                format!("{sign}{}.{}", figure.abs() / 10, figure.abs() % 10)
            }
        }
    }

    /// The word in CSV and JSON, where cents are written as euros and tenths of a per
    /// cent as per cent.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Personen => "personen",
            Self::Cents => "euro",
            Self::Promille | Self::Procent => "procent",
        }
    }
}

/// A row of the fixture.
#[derive(Debug)]
pub(super) struct Published {
    pub measure: AccountMeasure,
    pub onderdeel: String,
    pub jaar: Jaar,
    /// Months of the year that had passed.
    pub months: i64,
    /// In people, cents or tenths of a per cent.
    pub figure: i64,
    pub eenheid: AccountUnit,
    /// Whether it is a bound.
    pub bound: Option<AccountBound>,
    pub status: Status,
    /// The key of the scenario that was fitted to it, where it is.
    pub key: Option<String>,
    pub bron: String,
}

/// Reads the fixture.
///
/// # Errors
/// None with the one that comes along: a test reads it.
pub(super) fn published() -> Result<Vec<Published>, Diagnostic> {
    let source = Source::embedded("rekenschap.csv", REKENSCHAP);
    let input = CsvInput::open(&source)?;
    let [measure, onderdeel, jaar, months] =
        ["maat", "onderdeel", "jaar", "maanden"].map(|name| input.required(name));
    let (measure, onderdeel, jaar, months) = (measure?, onderdeel?, jaar?, months?);
    let [figure, eenheid, bound] =
        ["gepubliceerd", "eenheid", "begrenzing"].map(|name| input.required(name));
    let bound = bound?;
    let [status, key, bron] = ["status", "sleutel", "bron"].map(|name| input.required(name));
    let (figure, eenheid, status, key, bron) = (figure?, eenheid?, status?, key?, bron?);
    let mut rows = Vec::new();
    input.for_each(|row| {
        let whole = |column: usize| number(row, column);
        let word = row.field(measure);
        let known = AccountMeasure::ALL.into_iter();
        let found = known.into_iter().find(|known| known.word() == word);
        let (eenheid, scale) = match row.field(eenheid) {
            "euro" => (AccountUnit::Cents, 100),
            "promille" => (AccountUnit::Promille, 1),
            "procent" => (AccountUnit::Procent, 10),
            _ => (AccountUnit::Personen, 1),
        };
        rows.push(Published {
            measure: found.ok_or_else(|| unknown(row, measure))?,
            onderdeel: row.field(onderdeel).to_owned(),
            jaar: Jaar::written(row.field(jaar)).ok_or_else(|| unknown(row, jaar))?,
            months: whole(months)?,
            figure: whole(figure)? * scale,
            eenheid,
            bound: match row.field(bound) {
                "" => None,
                "hoogstens" => Some(AccountBound::Hoogstens),
                "minstens" => Some(AccountBound::Minstens),
                _ => return Err(unknown(row, bound)),
            },
            status: Status::from_word(row.field(status)).ok_or_else(|| unknown(row, status))?,
            key: Some(row.field(key).to_owned()).filter(|key| !key.is_empty()),
            bron: row.field(bron).to_owned(),
        });
        Ok(())
    })?;
    Ok(rows)
}

/// A whole number, which may be negative.
fn number(row: &CsvRow<'_>, column: usize) -> Result<i64, Diagnostic> {
    row.field(column).parse().map_err(|_| unknown(row, column))
}

fn unknown(row: &CsvRow<'_>, column: usize) -> Diagnostic {
    let word = row.field(column);
    let message = Text::new(format!("onbekend: `{word}`"), format!("unknown: `{word}`"));
    Diagnostic::new(Code::OnbekendeWaarde, message).at(row.place(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_spread_are_those_of_the_six_forecasts() {
        let rows = published().unwrap();
        let of = |measure| {
            let rows = rows.iter().filter(move |row| row.measure == measure);
            rows.map(|row| row.figure).collect::<Vec<i64>>()
        };
        let errors = of(AccountMeasure::Raming);
        assert_eq!(errors.len(), 6);
        let mean = errors.iter().sum::<i64>() / 6;
        assert_eq!(of(AccountMeasure::Vertekening), [mean]);
        let squares: i64 = errors.iter().map(|error| (error - mean).pow(2)).sum();
        let spread = of(AccountMeasure::Prognosefout)[0];
        // To the nearest per cent.
        assert!((spread - 5).pow(2) * 6 < squares && squares < (spread + 5).pow(2) * 6);
        assert!(
            errors.iter().all(|&error| error < 0),
            "all of them too high"
        );
    }

    #[test]
    fn every_figure_says_where_it_was_published() {
        for row in published().unwrap() {
            assert!(!row.bron.is_empty() && (1..=12).contains(&row.months));
            assert!(Jaar::START_WI2021 <= row.jaar);
        }
    }
}
