//! `Per gemeente`: one row per scenario, gemeente and year, every column of a run.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::invoer::Invoer;
use super::super::taal::Taal;
use super::blad::{Kolom, Opzet, Soort, Vak, breed, kolom, tabel};
use super::namen::{gemeentecode, leesbaar, provincie};
use crate::compare::Veld;
use crate::projection::{KOLOMMEN, Meting};

/// Name of the Excel table, for formulas and pivot tables.
pub(super) const TABEL: &str = "PerGemeente";

/// Writes the sheet.
pub(super) fn per_gemeente(
    sheet: &mut Worksheet,
    invoer: &Invoer<'_>,
    taal: Taal,
) -> Result<(), XlsxError> {
    let mut kolommen: Vec<Kolom> = vec![
        breed("Scenario", Soort::Tekst, 26.0),
        breed(gemeentecode(taal), Soort::Tekst, 9.0),
        kolom("Gemeente", Soort::Tekst),
        breed(provincie(taal), Soort::Tekst, 14.0),
        kolom(taal.kies("Jaar", "Year"), Soort::Jaar),
        kolom(taal.kies("Inwoners", "Inhabitants"), Soort::Aantal),
    ];
    let is_stand = |naam| Veld::named(naam).is_some_and(|veld| veld.is_stand());
    kolommen.extend(KOLOMMEN.iter().map(|one| {
        let soort = match one.meting {
            Meting::Personen(_) => Soort::Aantal,
            // What is carried on is in the next year again.
            Meting::Bedrag(_) if is_stand(one.naam) => Soort::EuroLos,
            Meting::Bedrag(_) => Soort::Euro,
        };
        kolom(leesbaar(one.naam, taal), soort)
    }));
    let mut rijen = Vec::new();
    for (model, projection) in invoer.paren() {
        for (index, gemeente) in model.gemeenten.list().iter().enumerate() {
            for year in &projection.jaren {
                let inwoners = model.gemeenten.inwoners(year.jaar)[index];
                let mut rij = vec![
                    Vak::Tekst(model.scenario.naam.clone()),
                    Vak::Tekst(gemeente.code.clone()),
                    Vak::Tekst(gemeente.naam.clone()),
                    Vak::Tekst(gemeente.provincie.clone()),
                    Vak::Getal(i64::from(year.jaar.get())),
                    Vak::Getal(inwoners),
                ];
                rij.extend(KOLOMMEN.iter().map(|kolom| match kolom.meting {
                    Meting::Personen(of) => Vak::Getal(of(year, index)),
                    Meting::Bedrag(of) => Vak::Bedrag(of(year, index)),
                }));
                rijen.push(rij);
            }
        }
    }
    let opzet = Opzet::new(TABEL, 5, taal);
    tabel(sheet, &opzet, &kolommen, &rijen)
}
