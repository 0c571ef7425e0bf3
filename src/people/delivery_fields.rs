//! The fields of a row of `aantallen.csv`.

use super::delivery::Kind;
use crate::gemeente::Gemeenten;
use crate::input::csv::{CsvInput, CsvRow};
use crate::input::diagnostic::{Code, Diagnostic, nearest};
use crate::terms::jaar::Jaar;

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
                Some(near) => format!("bedoelt u `{near}`?"),
                None => format!("verwacht: {}", known.join(", ")),
            };
            Diagnostic::new(Code::OnbekendeWaarde, format!("onbekende groep `{word}`"))
                .at(row.place(column))
                .label(label)
        })
}

pub(crate) fn year(row: &CsvRow<'_>, column: usize) -> Result<Jaar, Diagnostic> {
    let text = row.field(column);
    Jaar::written(text).ok_or_else(|| {
        Diagnostic::new(Code::BuitenBereik, format!("`{text}` is geen jaar"))
            .at(row.place(column))
            .label("verwacht: een jaar van 2000 tot en met 2200")
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
        let message = format!("het peiljaar {peiljaar} ligt voor het jaar {jaar} zelf");
        return Err(Diagnostic::new(Code::EersteVoorLaatsteJaar, message).at(row.place(column)));
    }
    Ok(Some(peiljaar))
}

pub(crate) fn unknown_code(row: &CsvRow<'_>, column: usize, gemeenten: &Gemeenten) -> Diagnostic {
    let code = row.field(column);
    let codes = gemeenten
        .list()
        .iter()
        .map(|gemeente| gemeente.code.as_str());
    let diagnostic = Diagnostic::new(
        Code::GemeenteOnbekend,
        format!("de gemeente `{code}` bestaat niet in dit scenario"),
    )
    .at(row.place(column));
    match nearest(code, codes) {
        Some(near) => diagnostic.label(format!("bedoelt u {near}?")),
        None => diagnostic.label("verwacht: een gm_code uit de lijst van gemeenten"),
    }
}
