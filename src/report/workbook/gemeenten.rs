//! `Per gemeente`: one row per scenario, gemeente and year, every column of a run.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{
    CellKind, SheetCell, SheetColumn, TableLayout, print_totals, sheet_column, table, wide_column,
};
use crate::columns::{Column, KeyColumn, Span, Unit};
use crate::exact::money::Cents;
use crate::projection::Measure;
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
        wide_column(KeyColumn::GmCode.heading(taal), CellKind::Tekst, 9.0),
        sheet_column(KeyColumn::Gemeente.heading(taal), CellKind::Tekst),
        wide_column(KeyColumn::Provincie.heading(taal), CellKind::Tekst, 14.0),
        sheet_column(KeyColumn::Jaar.heading(taal), CellKind::Jaar),
        sheet_column(taal.choose("Inwoners", "Inhabitants"), CellKind::Aantal),
    ];
    kolommen.extend(Column::ALL.iter().map(|column| {
        let definition = column.definition();
        let soort = match (definition.unit, definition.span) {
            (Unit::People, _) => CellKind::Aantal,
            (Unit::Cents, Span::Flow) => CellKind::Euro,
            // What is carried on is in the next year again.
            (Unit::Cents, Span::Stock) => CellKind::EuroLos,
        };
        sheet_column(column.heading(taal), soort)
    }));
    let mut rijen = Vec::new();
    for (model, projection) in invoer.paren() {
        let list = model.gemeenten.list();
        for index in invoer.summed() {
            let gemeente = &list[index];
            for year in invoer.shown(projection) {
                let inwoners = model.gemeenten.inwoners(year.jaar)[index];
                let mut rij = vec![
                    SheetCell::Tekst(model.scenario.naam.clone()),
                    SheetCell::Tekst(gemeente.code.clone()),
                    SheetCell::Tekst(gemeente.naam.clone()),
                    SheetCell::Tekst(gemeente.provincie.clone()),
                    SheetCell::Getal(i64::from(year.jaar.get())),
                    SheetCell::Getal(inwoners),
                ];
                rij.extend(Column::ALL.iter().map(|&column| {
                    let figure = Measure::of(column).figure(year, index);
                    match column.definition().unit {
                        Unit::People => SheetCell::Getal(figure),
                        Unit::Cents => SheetCell::Bedrag(Cents::new(figure)),
                    }
                }));
                rijen.push(rij);
            }
        }
    }
    let opzet = TableLayout::new(TABLE_NAME, 5, taal);
    table(sheet, &opzet, &kolommen, &rijen)?;
    let printed = (rijen.len(), invoer.modellen.len());
    print_totals(sheet, kolommen.len(), printed, taal)
}
