//! `Aannames en bronnen`, `Verschillen` and `Ontvangstbewijs`: every figure with
//! its source, what differs between the scenarios, what it was made with.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::super::engels::bron;
use super::super::invoer::Invoer;
use super::super::receipt::Receipt;
use super::super::taal::{Taal, status};
use super::blad::{Opzet, Soort, Vak, afdruk, breed, kolom, passend, tabel};
use super::namen::onderdeel;
use crate::compare::Gegeven;
use crate::money::Cents;
use crate::scenario::Status;

fn text(text: impl Into<String>) -> Vak {
    Vak::Tekst(text.into())
}

/// Writes every figure and choice of every scenario.
pub(super) fn bronnen(
    sheet: &mut Worksheet,
    invoer: &Invoer<'_>,
    taal: Taal,
) -> Result<(), XlsxError> {
    let kolommen = [
        breed("Scenario", Soort::Tekst, 26.0),
        breed(taal.kies("Sleutel", "Key"), Soort::Tekst, 44.0),
        breed(taal.kies("Waarde", "Value"), Soort::Tekst, 16.0),
        breed("Status", Soort::Tekst, 14.0),
        breed(taal.kies("Bron", "Source"), Soort::Alinea, 84.0),
        breed(taal.kies("Gefit op", "Fitted to"), Soort::Alinea, 36.0),
        kolom(taal.kies("Bestand", "File"), Soort::Tekst),
        kolom(taal.kies("Regel", "Line"), Soort::Jaar),
    ];
    let mut rijen = Vec::new();
    for model in invoer.modellen {
        for cijfer in model.gegevens() {
            let place = cijfer.plaats.as_ref();
            let fitted = cijfer.herkomst.gefit.as_deref();
            rijen.push(vec![
                text(model.scenario.naam.as_str()),
                text(cijfer.pad),
                Vak::Cijfer(cijfer.waarde.into_owned()),
                text(status(cijfer.herkomst.status, taal)),
                text(bron(&cijfer.herkomst.bron, taal)),
                fitted.map_or(Vak::Leeg, text),
                place.map_or(Vak::Leeg, |place| text(place.source.name.as_str())),
                place.map_or(Vak::Leeg, |place| Vak::Getal(place.line() as i64)),
            ]);
        }
    }
    let opzet = Opzet::new("Cijfers", 2, taal);
    tabel(sheet, &opzet, &kolommen, &rijen)
}

/// Writes every key that differs.
pub(super) fn verschillen(
    sheet: &mut Worksheet,
    invoer: &Invoer<'_>,
    taal: Taal,
) -> Result<(), XlsxError> {
    let kolommen = [
        breed("Scenario A", Soort::Tekst, 26.0),
        breed("Scenario B", Soort::Tekst, 26.0),
        breed(taal.kies("Sleutel", "Key"), Soort::Tekst, 40.0),
        breed(taal.kies("Onderdeel", "Part"), Soort::Tekst, 16.0),
        breed(taal.kies("Waarde in A", "Value in A"), Soort::Alinea, 30.0),
        breed("Status in A", Soort::Tekst, 14.0),
        breed(taal.kies("Bron van A", "Source of A"), Soort::Alinea, 50.0),
        breed(taal.kies("Waarde in B", "Value in B"), Soort::Alinea, 30.0),
        breed("Status in B", Soort::Tekst, 14.0),
        breed(taal.kies("Bron van B", "Source of B"), Soort::Alinea, 50.0),
    ];
    let side = |(one, derived): (Option<&Gegeven>, Option<Cents>), has_source: bool| match (
        one, derived,
    ) {
        (Some(one), _) if has_source => [
            Vak::Cijfer(one.waarde.clone()),
            text(status(one.herkomst.status, taal)),
            text(bron(&one.herkomst.bron, taal)),
        ],
        (Some(one), _) => [text(one.waarde.as_str()), Vak::Leeg, Vak::Leeg],
        (None, Some(amount)) => [
            Vak::Cijfer(amount.plain()),
            text(status(Status::Afgeleid, taal)),
            Vak::Leeg,
        ],
        (None, None) => [Vak::Leeg, Vak::Leeg, Vak::Leeg],
    };
    let mut rijen = Vec::new();
    for one in invoer.vergelijkingen {
        for key in &one.sleutels {
            let mut rij = vec![
                text(one.a.scenario.naam.as_str()),
                text(one.b.scenario.naam.as_str()),
                text(key.pad.as_str()),
                text(key.onderdeel.map_or("", |part| onderdeel(part, taal))),
            ];
            let sides = key.sides().map(|one| side(one, key.has_source()));
            rij.extend(sides.into_iter().flatten());
            rijen.push(rij);
        }
    }
    let opzet = Opzet::new("Verschillen", 3, taal).groep(1);
    tabel(sheet, &opzet, &kolommen, &rijen)
}

/// Writes what the workbook was made with.
pub(super) fn ontvangstbewijs(
    sheet: &mut Worksheet,
    invoer: &Invoer<'_>,
    taal: Taal,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_column_width(0, 26)?;
    sheet.set_column_width(1, 72)?;
    let mut row = 0;
    let mut line = |name: &str, value: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, passend(name), &bold)?;
        sheet.write_string(row, 1, passend(value))?;
        row += 1;
        Ok(())
    };
    for model in invoer.modellen {
        let receipt = Receipt::of(model);
        line("Scenario", &receipt.scenario)?;
        line(
            taal.kies("Programma", "Program"),
            &format!("{} {}", receipt.programma, receipt.versie),
        )?;
        line("Commit", receipt.commit)?;
        line(taal.kies("Datum", "Date"), &receipt.datum)?;
        line("SHA-256 scenario", &receipt.scenario_sha256)?;
        line(
            taal.kies("SHA-256 invoer", "SHA-256 input"),
            &receipt.invoer_sha256,
        )?;
        for file in &receipt.bestanden {
            line(&format!("SHA-256 {}", file.naam), &file.sha256)?;
        }
        if let Some(part) = invoer.trekkingen {
            line(taal.kies("Zaad", "Seed"), &part.header.seed.to_string())?;
            line(
                taal.kies("Trekkingen", "Draws"),
                &part.header.draws.to_string(),
            )?;
        }
        line("", "")?;
    }
    afdruk(sheet, (1, 0));
    Ok(())
}
