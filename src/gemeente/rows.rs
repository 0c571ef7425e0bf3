//! The rows of `gemeenten.csv` with their lines, for whoever has to point at them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::read::year_columns;
use crate::input::csv::CsvInput;
use crate::input::diagnostic::Diagnostic;
use crate::input::source::Source;
use crate::terms::jaar::Jaar;

/// One row of `gemeenten.csv`, before any herindeling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GemeenteRow {
    /// Code of the gemeente.
    pub gm_code: String,
    /// Inhabitants on 1 January of each year.
    pub inwoners: BTreeMap<Jaar, i64>,
    /// The line in the file, from 1.
    pub regel: usize,
}

/// Reads the rows of a list of gemeenten.
///
/// # Errors
/// What [`super::read::read_gemeenten`] refuses in a row.
pub fn rijen(source: &Arc<Source>) -> Result<Vec<GemeenteRow>, Diagnostic> {
    let input = CsvInput::open(source)?;
    let code = input.required("gm_code")?;
    let years = year_columns(&input)?;
    let mut rows = Vec::new();
    input.for_each(|row| {
        let inwoners = years
            .iter()
            .map(|&(jaar, column)| Ok((jaar, row.people(column)?)));
        rows.push(GemeenteRow {
            gm_code: row.field(code).to_owned(),
            inwoners: inwoners.collect::<Result<_, Diagnostic>>()?,
            regel: row.line(),
        });
        Ok(())
    })?;
    Ok(rows)
}
