//! `Bedragen`: the amounts and weights per budget year with their sources.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::names::{bedrag, eenheid};
use super::sheet::{CellKind, SheetCell, TableLayout, breed, kolom, tabel};
use crate::export::amount_rows::rows;
use crate::report::input::ReportInput;
use crate::report::words::english::bron;
use crate::terms::Lang;
use crate::terms::lang::status_of;

/// Writes the sheet.
pub(crate) fn bedragen(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let kolommen = [
        breed("Scenario", CellKind::Tekst, 26.0),
        kolom(taal.kies("Jaar", "Year"), CellKind::Jaar),
        breed(taal.kies("Bedrag", "Amount"), CellKind::Alinea, 44.0),
        breed(taal.kies("Eenheid", "Unit"), CellKind::Tekst, 16.0),
        kolom(taal.kies("Afgeleid", "Derived"), CellKind::EuroLos),
        kolom(taal.kies("Gepubliceerd", "Published"), CellKind::EuroLos),
        kolom(taal.kies("Geldend", "In force"), CellKind::EuroLos),
        kolom(taal.kies("Na korting", "After the cut"), CellKind::EuroLos),
        breed("Status", CellKind::Tekst, 14.0),
        breed(taal.kies("Bron", "Source"), CellKind::Alinea, 84.0),
    ];
    let amount = |one: Option<_>| one.map_or(SheetCell::Leeg, SheetCell::Bedrag);
    let mut rijen = Vec::new();
    for model in invoer.modellen {
        for row in rows(model, None) {
            rijen.push(vec![
                SheetCell::Tekst(model.scenario.naam.clone()),
                SheetCell::Getal(i64::from(row.jaar.get())),
                SheetCell::Tekst(bedrag(&row.bedrag, taal)),
                SheetCell::Tekst(eenheid(row.eenheid, taal).to_owned()),
                amount(row.afgeleid),
                amount(row.gepubliceerd),
                amount(row.geldend),
                amount(row.na_korting),
                SheetCell::Tekst(status_of(row.status(), taal).to_owned()),
                SheetCell::Tekst(bron(row.bron(), taal).into_owned()),
            ]);
        }
    }
    let opzet = TableLayout::new("Bedragen", 3, taal);
    tabel(sheet, &opzet, &kolommen, &rijen)
}
