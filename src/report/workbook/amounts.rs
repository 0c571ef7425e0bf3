//! `Bedragen`: the amounts and weights per budget year with their sources.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{CellKind, SheetCell, TableLayout, sheet_column, table, wide_column};
use crate::export::amount_rows::rows;
use crate::report::input::ReportInput;
use crate::report::words::names::{bedrag, unit_name};
use crate::report::words::status::status_of;
use crate::terms::Lang;

/// Writes the sheet.
pub(crate) fn bedragen(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let kolommen = [
        wide_column("Scenario", CellKind::Tekst, 26.0),
        sheet_column(taal.choose("Jaar", "Year"), CellKind::Jaar),
        wide_column(taal.choose("Bedrag", "Amount"), CellKind::Alinea, 44.0),
        wide_column(taal.choose("Eenheid", "Unit"), CellKind::Tekst, 16.0),
        sheet_column(taal.choose("Afgeleid", "Derived"), CellKind::EuroLos),
        sheet_column(taal.choose("Gepubliceerd", "Published"), CellKind::EuroLos),
        sheet_column(taal.choose("Geldend", "In force"), CellKind::EuroLos),
        sheet_column(
            taal.choose("Na korting", "After the cut"),
            CellKind::EuroLos,
        ),
        wide_column("Status", CellKind::Tekst, 14.0),
        wide_column(taal.choose("Bron", "Source"), CellKind::Alinea, 84.0),
    ];
    let amount = |one: Option<_>| one.map_or(SheetCell::Leeg, SheetCell::Bedrag);
    let mut rijen = Vec::new();
    for model in invoer.modellen {
        for row in rows(model, invoer.keuze.jaren.as_deref()) {
            rijen.push(vec![
                SheetCell::Tekst(model.scenario.naam.clone()),
                SheetCell::Getal(i64::from(row.jaar.get())),
                SheetCell::Tekst(bedrag(&row.bedrag, taal)),
                SheetCell::Tekst(unit_name(row.eenheid, taal).to_owned()),
                amount(row.afgeleid),
                amount(row.gepubliceerd),
                amount(row.geldend),
                amount(row.na_korting),
                SheetCell::Tekst(status_of(row.status(), taal).to_owned()),
                SheetCell::Tekst(row.bron(taal).to_owned()),
            ]);
        }
    }
    let opzet = TableLayout::new("Bedragen", 3, taal);
    table(sheet, &opzet, &kolommen, &rijen)
}
