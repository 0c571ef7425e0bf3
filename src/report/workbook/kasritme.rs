//! `Kasritme`: what gemeenten receive month by month, all of them together.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{
    CellKind, SheetCell, SheetColumn, TableLayout, sheet_column, table, wide_column,
};
use crate::report::input::ReportInput;
use crate::report::words::letter::letter;
use crate::terms::Lang;

const MONTH_NAMES: [(&str, &str); 12] = [
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maart", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Augustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("December", "December"),
];

/// Writes the sheet; the year is the sum of its months, by a formula.
pub(crate) fn kasritme(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let mut kolommen: Vec<SheetColumn> = vec![
        wide_column("Scenario", CellKind::Tekst, 26.0),
        sheet_column(taal.choose("Jaar", "Year"), CellKind::Jaar),
    ];
    kolommen
        .extend(MONTH_NAMES.map(|(nl, en)| wide_column(taal.choose(nl, en), CellKind::Euro, 17.0)));
    kolommen.push(sheet_column(
        taal.choose("Heel jaar", "Whole year"),
        CellKind::Euro,
    ));
    let mut rijen = Vec::new();
    for (model, projection) in invoer.paren() {
        for year in invoer.shown(projection) {
            let months = projection.maanden_samen(year.jaar, invoer.summed());
            let mut rij = vec![
                SheetCell::Tekst(model.scenario.naam.clone()),
                SheetCell::Getal(i64::from(year.jaar.get())),
            ];
            rij.extend(months.map(SheetCell::Bedrag));
            let row = rijen.len() + 2;
            let text = format!(
                "ROUND(SUM({}{row}:{}{row}),2)",
                letter(2_usize),
                letter(13_usize)
            );
            rij.push(SheetCell::Formule(text, months.iter().sum()));
            rijen.push(rij);
        }
    }
    let opzet = TableLayout::new("Kasritme", 2, taal);
    table(sheet, &opzet, &kolommen, &rijen)
}
