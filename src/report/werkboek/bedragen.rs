//! `Bedragen`: the amounts and weights per budget year with their sources.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::bedragen::rows;
use super::super::engels::bron;
use super::super::invoer::Invoer;
use super::super::taal::{Taal, status_of};
use super::blad::{Opzet, Soort, Vak, breed, kolom, tabel};
use super::namen::{bedrag, eenheid};

/// Writes the sheet.
pub(super) fn bedragen(
    sheet: &mut Worksheet,
    invoer: &Invoer<'_>,
    taal: Taal,
) -> Result<(), XlsxError> {
    let kolommen = [
        breed("Scenario", Soort::Tekst, 26.0),
        kolom(taal.kies("Jaar", "Year"), Soort::Jaar),
        breed(taal.kies("Bedrag", "Amount"), Soort::Alinea, 44.0),
        breed(taal.kies("Eenheid", "Unit"), Soort::Tekst, 16.0),
        kolom(taal.kies("Afgeleid", "Derived"), Soort::EuroLos),
        kolom(taal.kies("Gepubliceerd", "Published"), Soort::EuroLos),
        kolom(taal.kies("Geldend", "In force"), Soort::EuroLos),
        kolom(taal.kies("Na korting", "After the cut"), Soort::EuroLos),
        breed("Status", Soort::Tekst, 14.0),
        breed(taal.kies("Bron", "Source"), Soort::Alinea, 84.0),
    ];
    let amount = |one: Option<_>| one.map_or(Vak::Leeg, Vak::Bedrag);
    let mut rijen = Vec::new();
    for model in invoer.modellen {
        for row in rows(model, None) {
            rijen.push(vec![
                Vak::Tekst(model.scenario.naam.clone()),
                Vak::Getal(i64::from(row.jaar.get())),
                Vak::Tekst(bedrag(&row.bedrag, taal)),
                Vak::Tekst(eenheid(row.eenheid, taal).to_owned()),
                amount(row.afgeleid),
                amount(row.gepubliceerd),
                amount(row.geldend),
                amount(row.na_korting),
                Vak::Tekst(status_of(row.status(), taal).to_owned()),
                Vak::Tekst(bron(row.bron(), taal).into_owned()),
            ]);
        }
    }
    let opzet = Opzet::new("Bedragen", 3, taal);
    tabel(sheet, &opzet, &kolommen, &rijen)
}
