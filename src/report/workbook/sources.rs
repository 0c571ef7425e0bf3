//! `Aannames en bronnen`, `Verschillen` and `Ontvangstbewijs`: every figure with
//! its source, what differs between the scenarios, what it was made with.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::sheet::{
    CellKind, SheetCell, TableLayout, fitting_text, print_setup, sheet_column, table, wide_column,
};
use crate::compare::StatedValue;
use crate::exact::money::Cents;
use crate::report::input::ReportInput;
use crate::report::words::names::part_name;
use crate::report::words::status::status;
use crate::scenario::Status;
use crate::terms::Lang;

fn text(text: impl Into<String>) -> SheetCell {
    SheetCell::Tekst(text.into())
}

/// Writes every figure and choice of every scenario.
pub(crate) fn sources(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let kolommen = [
        wide_column("Scenario", CellKind::Tekst, 26.0),
        wide_column(taal.choose("Sleutel", "Key"), CellKind::Tekst, 44.0),
        wide_column(taal.choose("Waarde", "Value"), CellKind::Tekst, 16.0),
        wide_column(
            taal.choose("Bereik (P5..P95)", "Range (P5..P95)"),
            CellKind::Tekst,
            18.0,
        ),
        wide_column("Status", CellKind::Tekst, 14.0),
        wide_column(taal.choose("Bron", "Source"), CellKind::Alinea, 84.0),
        wide_column(taal.choose("Gefit op", "Fitted to"), CellKind::Alinea, 36.0),
        sheet_column(taal.choose("Bestand", "File"), CellKind::Tekst),
        sheet_column(taal.choose("Regel", "Line"), CellKind::Jaar),
    ];
    let mut rijen = Vec::new();
    for model in invoer.modellen {
        for cijfer in model.figures() {
            let place = cijfer.plaats.as_ref();
            let fitted = cijfer.herkomst.gefit.as_deref();
            let range = cijfer.herkomst.tussen.clone();
            rijen.push(vec![
                text(model.scenario.naam.as_str()),
                text(cijfer.pad),
                SheetCell::Cijfer(cijfer.waarde.into_owned()),
                range.map_or(SheetCell::Leeg, |range| text(range.text())),
                text(status(cijfer.herkomst.status, taal)),
                text(cijfer.herkomst.bron.of(taal)),
                fitted.map_or(SheetCell::Leeg, text),
                place.map_or(SheetCell::Leeg, |place| text(place.source.name.as_str())),
                place.map_or(SheetCell::Leeg, |place| {
                    SheetCell::Getal(place.line() as i64)
                }),
            ]);
        }
    }
    let opzet = TableLayout::new("Cijfers", 2, taal);
    table(sheet, &opzet, &kolommen, &rijen)
}

/// Writes every key that differs.
pub(crate) fn differences(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let kolommen = [
        wide_column("Scenario A", CellKind::Tekst, 26.0),
        wide_column("Scenario B", CellKind::Tekst, 26.0),
        wide_column(taal.choose("Sleutel", "Key"), CellKind::Tekst, 40.0),
        wide_column(taal.choose("Onderdeel", "Part"), CellKind::Tekst, 16.0),
        wide_column(
            taal.choose("Waarde in A", "Value in A"),
            CellKind::Alinea,
            30.0,
        ),
        wide_column("Status in A", CellKind::Tekst, 14.0),
        wide_column(
            taal.choose("Bron van A", "Source of A"),
            CellKind::Alinea,
            50.0,
        ),
        wide_column(
            taal.choose("Waarde in B", "Value in B"),
            CellKind::Alinea,
            30.0,
        ),
        wide_column("Status in B", CellKind::Tekst, 14.0),
        wide_column(
            taal.choose("Bron van B", "Source of B"),
            CellKind::Alinea,
            50.0,
        ),
    ];
    let side = |(one, derived): (Option<&StatedValue>, Option<Cents>), has_source: bool| match (
        one, derived,
    ) {
        (Some(one), _) if has_source => [
            SheetCell::Cijfer(one.waarde.clone()),
            text(status(one.herkomst.status, taal)),
            text(one.herkomst.bron.of(taal)),
        ],
        (Some(one), _) => [text(one.waarde.as_str()), SheetCell::Leeg, SheetCell::Leeg],
        (None, Some(amount)) => [
            SheetCell::Cijfer(amount.plain()),
            text(status(Status::Afgeleid, taal)),
            SheetCell::Leeg,
        ],
        (None, None) => [SheetCell::Leeg, SheetCell::Leeg, SheetCell::Leeg],
    };
    let mut rijen = Vec::new();
    for one in invoer.vergelijkingen {
        for key in &one.sleutels {
            let mut rij = vec![
                text(one.a.scenario.naam.as_str()),
                text(one.b.scenario.naam.as_str()),
                text(key.pad.as_str()),
                text(key.onderdeel.map_or("", |part| part_name(part, taal))),
            ];
            let sides = key.sides().map(|one| side(one, key.has_source()));
            rij.extend(sides.into_iter().flatten());
            rijen.push(rij);
        }
    }
    let opzet = TableLayout::new("Verschillen", 3, taal).groep(1);
    table(sheet, &opzet, &kolommen, &rijen)
}

/// Writes what the workbook was made with.
pub(crate) fn receipt(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_column_width(0, 26)?;
    sheet.set_column_width(1, 72)?;
    let mut row = 0;
    let mut line = |name: &str, value: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, fitting_text(name), &bold)?;
        sheet.write_string(row, 1, fitting_text(value))?;
        row += 1;
        Ok(())
    };
    if let Some(adres) = invoer.adres {
        let renewed = match adres.needs_token {
            false => taal.choose(
                "Opnieuw te maken vanaf dit adres, zolang `spuk serve` loopt",
                "Made anew from this address, while `spuk serve` runs",
            ),
            true => taal.choose(
                "Opnieuw te maken vanaf dit adres, zolang `spuk serve` loopt, met het token waarmee dat is gestart",
                "Made anew from this address, while `spuk serve` runs, with the token that it was started with",
            ),
        };
        line(taal.choose("Adres", "Address"), &adres.url)?;
        line("", renewed)?;
        line("", "")?;
    }
    for receipt in invoer.receipts() {
        line("Scenario", &receipt.scenario)?;
        line(
            taal.choose("Programma", "Program"),
            &format!("{} {}", receipt.programma, receipt.versie),
        )?;
        line("Commit", receipt.commit)?;
        line(taal.choose("Datum", "Date"), &receipt.datum)?;
        line("SHA-256 scenario", &receipt.scenario_sha256)?;
        line(
            taal.choose("SHA-256 invoer", "SHA-256 input"),
            &receipt.invoer_sha256,
        )?;
        for file in &receipt.bestanden {
            line(&format!("SHA-256 {}", file.naam), &file.sha256)?;
        }
        if let (Some(seed), Some(draws)) = (receipt.zaad, receipt.trekkingen) {
            line(taal.choose("Zaad", "Seed"), &seed.to_string())?;
            line(taal.choose("Trekkingen", "Draws"), &draws.to_string())?;
        }
        line("", "")?;
    }
    print_setup(sheet, (1, 0));
    Ok(())
}
