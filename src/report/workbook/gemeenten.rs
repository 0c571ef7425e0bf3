//! `Per gemeente`: one row per scenario, gemeente and year, every column of a run.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::names::{gemeente_code_label, provincie, readable_name};
use super::sheet::{CellKind, SheetCell, SheetColumn, TableLayout, kolom, tabel, wide_column};
use crate::compare::MoneyColumn;
use crate::projection::{COLUMNS, Measure};
use crate::report::input::ReportInput;
use crate::terms::Lang;

/// Name of the Excel table, for formulas and pivot tables.
pub(crate) const TABLE_NAME: &str = "PerGemeente";

/// Writes the sheet.
pub(crate) fn per_gemeente(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let mut kolommen: Vec<SheetColumn> = vec![
        wide_column("Scenario", CellKind::Tekst, 26.0),
        wide_column(gemeente_code_label(taal), CellKind::Tekst, 9.0),
        kolom("Gemeente", CellKind::Tekst),
        wide_column(provincie(taal), CellKind::Tekst, 14.0),
        kolom(taal.choose("Jaar", "Year"), CellKind::Jaar),
        kolom(taal.choose("Inwoners", "Inhabitants"), CellKind::Aantal),
    ];
    let is_stand = |naam| MoneyColumn::named(naam).is_some_and(|veld| veld.is_stand());
    kolommen.extend(COLUMNS.iter().map(|one| {
        let soort = match one.meting {
            Measure::Personen(_) => CellKind::Aantal,
            // What is carried on is in the next year again.
            Measure::Bedrag(_) if is_stand(one.naam) => CellKind::EuroLos,
            Measure::Bedrag(_) => CellKind::Euro,
        };
        kolom(readable_name(one.naam, taal), soort)
    }));
    let mut rijen = Vec::new();
    for (model, projection) in invoer.paren() {
        for (index, gemeente) in model.gemeenten.list().iter().enumerate() {
            for year in &projection.jaren {
                let inwoners = model.gemeenten.inwoners(year.jaar)[index];
                let mut rij = vec![
                    SheetCell::Tekst(model.scenario.naam.clone()),
                    SheetCell::Tekst(gemeente.code.clone()),
                    SheetCell::Tekst(gemeente.naam.clone()),
                    SheetCell::Tekst(gemeente.provincie.clone()),
                    SheetCell::Getal(i64::from(year.jaar.get())),
                    SheetCell::Getal(inwoners),
                ];
                rij.extend(COLUMNS.iter().map(|kolom| match kolom.meting {
                    Measure::Personen(of) => SheetCell::Getal(of(year, index)),
                    Measure::Bedrag(of) => SheetCell::Bedrag(of(year, index)),
                }));
                rijen.push(rij);
            }
        }
    }
    let opzet = TableLayout::new(TABLE_NAME, 5, taal);
    tabel(sheet, &opzet, &kolommen, &rijen)
}
