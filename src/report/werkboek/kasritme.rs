//! `Kasritme`: what gemeenten receive month by month, all of them together.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::invoer::Invoer;
use super::super::letter::letter;
use super::super::taal::Taal;
use super::blad::{Kolom, Opzet, Soort, Vak, breed, kolom, tabel};

const MAANDEN: [(&str, &str); 12] = [
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
pub(super) fn kasritme(
    sheet: &mut Worksheet,
    invoer: &Invoer<'_>,
    taal: Taal,
) -> Result<(), XlsxError> {
    let mut kolommen: Vec<Kolom> = vec![
        breed("Scenario", Soort::Tekst, 26.0),
        kolom(taal.kies("Jaar", "Year"), Soort::Jaar),
    ];
    kolommen.extend(MAANDEN.map(|(nl, en)| breed(taal.kies(nl, en), Soort::Euro, 17.0)));
    kolommen.push(kolom(taal.kies("Heel jaar", "Whole year"), Soort::Euro));
    let mut rijen = Vec::new();
    for (model, projection) in invoer.paren() {
        for year in &projection.jaren {
            let months = projection.maanden_samen(year.jaar, 0..model.gemeenten.len());
            let mut rij = vec![
                Vak::Tekst(model.scenario.naam.clone()),
                Vak::Getal(i64::from(year.jaar.get())),
            ];
            rij.extend(months.map(Vak::Bedrag));
            let row = rijen.len() + 2;
            let text = format!(
                "ROUND(SUM({}{row}:{}{row}),2)",
                letter(2_usize),
                letter(13_usize)
            );
            rij.push(Vak::Formule(text, months.iter().sum()));
            rijen.push(rij);
        }
    }
    let opzet = Opzet::new("Kasritme", 2, taal);
    tabel(sheet, &opzet, &kolommen, &rijen)
}
