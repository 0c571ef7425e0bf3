//! The rows of `aantallen.csv`: their fields, and each with its line for whoever has
//! to point at it.

use std::sync::Arc;

use super::kind::Kind;
use crate::gemeente::{code_field, name_of};
use crate::input::csv::{CsvInput, CsvRow};
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean, expected};
use crate::input::nearest::nearest;
use crate::input::source::Source;
use crate::terms::Text;
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
pub fn rows(source: &Arc<Source>) -> Result<Vec<DeliveryRow>, Diagnostic> {
    let input = CsvInput::open(source)?;
    let columns = columns(&input)?;
    let mut rows = Vec::new();
    input.for_each(|row| {
        rows.push(DeliveryRow {
            gm_code: code_field(row, columns.code)?,
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

/// Where the fields of a delivery stand.
pub(crate) struct DeliveryColumns {
    pub code: usize,
    pub groep: usize,
    pub jaar: usize,
    pub aantal: usize,
    pub peiljaar: Option<usize>,
}

pub(crate) fn columns(input: &CsvInput) -> Result<DeliveryColumns, Diagnostic> {
    input.only(&["gm_code", "groep", "jaar", "aantal", "peiljaar"])?;
    Ok(DeliveryColumns {
        code: input.required("gm_code")?,
        groep: input.required("groep")?,
        jaar: input.required("jaar")?,
        aantal: input.required("aantal")?,
        peiljaar: input.optional("peiljaar"),
    })
}

pub(crate) fn kind(row: &CsvRow<'_>, column: usize) -> Result<Kind, Diagnostic> {
    let word = row.field(column);
    let known = Kind::ALL.map(Kind::key);
    Kind::ALL
        .into_iter()
        .find(|kind| kind.key() == word)
        .ok_or_else(|| {
            let label = match nearest(word, known) {
                Some(near) => did_you_mean(format_args!("`{near}`")),
                None => expected(known.join(", ")),
            };
            let message = Text::new(
                format!("onbekende groep `{word}`"),
                format!("unknown group `{word}`"),
            );
            Diagnostic::new(Code::OnbekendeWaarde, message)
                .at(row.place(column))
                .label(label)
        })
}

pub(crate) fn year(row: &CsvRow<'_>, column: usize) -> Result<Jaar, Diagnostic> {
    let text = row.field(column);
    Jaar::written(text).ok_or_else(|| {
        let message = Text::new(
            format!("`{text}` is geen jaar"),
            format!("`{text}` is not a year"),
        );
        Diagnostic::new(Code::BuitenBereik, message)
            .at(row.place(column))
            .label(expected(Text::fixed(
                "een jaar van 2000 tot en met 2200",
                "a year from 2000 to 2200",
            )))
    })
}

/// The peiljaar of a row, if it has one; nobody is counted before they came.
pub(crate) fn peiljaar(
    row: &CsvRow<'_>,
    columns: &DeliveryColumns,
) -> Result<Option<Jaar>, Diagnostic> {
    let Some(column) = columns.peiljaar.filter(|&c| !row.field(c).is_empty()) else {
        return Ok(None);
    };
    let (jaar, peiljaar) = (year(row, columns.jaar)?, year(row, column)?);
    if peiljaar < jaar {
        return Err(before_its_year(jaar, peiljaar).at(row.place(column)));
    }
    Ok(Some(peiljaar))
}

/// The message for people who were counted before they came.
pub(crate) fn before_its_year(jaar: Jaar, peiljaar: Jaar) -> Diagnostic {
    let message = Text::new(
        format!("het peiljaar {peiljaar} ligt voor het jaar {jaar} zelf"),
        format!("the peiljaar {peiljaar} is before the year {jaar} itself"),
    );
    Diagnostic::new(Code::EersteVoorLaatsteJaar, message)
}

/// The message for a code that no gemeente of the scenario has. What is like it in its
/// digits is another gemeente, so that none is proposed.
pub(crate) fn unknown_code(row: &CsvRow<'_>, column: usize, code: &str) -> Diagnostic {
    let message = Text::new(
        format!("de gemeente `{code}` bestaat niet in dit scenario"),
        format!("the gemeente `{code}` does not exist in this scenario"),
    );
    let unknown = Diagnostic::new(Code::GemeenteOnbekend, message)
        .at(row.place(column))
        .label(expected(Text::fixed(
            "een gm_code uit de lijst van gemeenten",
            "a gm_code from the list of gemeenten",
        )));
    match name_of(code) {
        Some(naam) => unknown.help(Text::new(
            format!("{code} is {naam}, en staat niet in de gemeenten van dit scenario"),
            format!("{code} is {naam}, which is not among the gemeenten of this scenario"),
        )),
        None => unknown,
    }
}
