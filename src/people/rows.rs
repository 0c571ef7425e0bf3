//! The rows of a delivery with their lines, for whoever has to point at them.

use std::sync::Arc;

use super::delivery::Kind;
use super::delivery_fields::{columns, kind, peiljaar, year};
use crate::input::csv::CsvInput;
use crate::input::diagnostic::Diagnostic;
use crate::input::source::Source;
use crate::terms::jaar::Jaar;

/// One row of `aantallen.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Code of the gemeente, perhaps one that has merged since.
    pub gm_code: String,
    /// What is counted.
    pub kind: Kind,
    /// The cohort, or the year of completion.
    pub jaar: Jaar,
    /// When it was counted, if the row says so.
    pub peiljaar: Option<Jaar>,
    /// People.
    pub aantal: i64,
    /// The line in the file, from 1.
    pub regel: usize,
}

/// Reads the rows of a delivery.
///
/// # Errors
/// What [`super::delivery::Delivery::read`] refuses in a row.
pub fn rijen(source: &Arc<Source>) -> Result<Vec<DeliveryRow>, Diagnostic> {
    let input = CsvInput::open(source)?;
    let columns = columns(&input)?;
    let mut rows = Vec::new();
    input.for_each(|row| {
        rows.push(DeliveryRow {
            gm_code: row.field(columns.code).to_owned(),
            kind: kind(row, columns.groep)?,
            jaar: year(row, columns.jaar)?,
            peiljaar: peiljaar(row, &columns)?,
            aantal: row.people(columns.aantal)?,
            regel: row.line(),
        });
        Ok(())
    })?;
    Ok(rows)
}
