//! `Onzekerheid`: what the draws say, of the country and the provincies in
//! every field, of gemeenten in the definitieve uitkering; of one gemeente alone in
//! every field.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::sheet::{
    CellKind, EURO_FORMAT, SheetCell, TableLayout, fitting_text, number, sheet_column, table,
    wide_column,
};
use crate::columns::{Column, KeyColumn};
use crate::exact::money::{Cents, round_half_up};
use crate::export::simulation::rows::{AreaChoice, SimulationContent, SimulationRow, for_each};
use crate::report::input::ReportInput;
use crate::report::words::names::{field, level_name};
use crate::simulate::Draws;
use crate::simulate::statistics::Summary;
use crate::terms::Lang;

/// The field that gemeenten are shown in.
const SHOWN_FIELD: Column = Column::UitkeringDefinitief;

/// Writes the sheet; without draws it says so.
pub(crate) fn uncertainty(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let Some(part) = invoer.trekkingen else {
        let text = taal.choose(
            "Dit werkboek is zonder trekkingen gemaakt: het zegt niets over onzekerheid.",
            "This workbook was made without draws: it says nothing about uncertainty.",
        );
        sheet.write_string(0, 0, text)?;
        return Ok(());
    };
    let mut kolommen = vec![
        wide_column(
            taal.choose("Scenario of verschil", "Scenario or difference"),
            CellKind::Tekst,
            44.0,
        ),
        wide_column(taal.choose("Niveau", "Level"), CellKind::Tekst, 11.0),
        wide_column(KeyColumn::GmCode.heading(taal), CellKind::Tekst, 9.0),
        sheet_column(taal.choose("Naam", "Name"), CellKind::Tekst),
        sheet_column(KeyColumn::Jaar.heading(taal), CellKind::Jaar),
        wide_column(taal.choose("Veld", "Field"), CellKind::Tekst, 24.0),
    ];
    let figures = [
        taal.choose("Gemiddelde", "Mean"),
        taal.choose("Standaardafwijking", "Standard deviation"),
        "P5",
        "P25",
        "P50",
        "P75",
        "P95",
        "Minimum",
        "Maximum",
        taal.choose("Fout van P50", "Error of P50"),
        // Draws of many are counted in classes: a quantile is the middle of one.
        taal.choose("P5–P95 ten hoogste ernaast", "P5–P95 off by at most"),
    ];
    kolommen.extend(figures.map(|name| wide_column(name, CellKind::EuroLos, 17.0)));
    kolommen.push(sheet_column(
        taal.choose("Kans", "Probability"),
        CellKind::Percentage,
    ));
    let own = invoer.keuze.gemeente;
    let own = own.map(|own| invoer.modellen[0].gemeenten.list()[own].code.as_str());
    let rij = |row: SimulationRow<'_>| {
        let is_shown = match own {
            Some(own) => row.level == "gemeente" && row.code == own,
            None => row.level != "gemeente" || row.veld == SHOWN_FIELD.name(),
        };
        if !is_shown {
            return None;
        }
        let mut rij = vec![
            SheetCell::Tekst(row.scenario.to_owned()),
            SheetCell::Tekst(level_name(row.level, taal).to_owned()),
            SheetCell::Tekst(row.code.to_owned()),
            SheetCell::Tekst(match row.level {
                "landelijk" => taal.choose("Nederland", "The Netherlands").to_owned(),
                _ => row.naam.to_owned(),
            }),
            SheetCell::Getal(i64::from(row.jaar)),
            SheetCell::Tekst(field(row.veld, taal).to_owned()),
        ];
        match row.inhoud {
            SimulationContent::Verdeling(it) => {
                let money = |cents: i64| SheetCell::Bedrag(Cents::new(cents));
                let optional = |cents: Option<i64>| cents.map_or(SheetCell::Leeg, money);
                let quantiles = [it.p5, it.p25, it.p50, it.p75, it.p95];
                rij.extend([money(it.mean), optional(it.sd)]);
                rij.extend(quantiles.map(|one| money(one.value)));
                let off = quantiles.map(|one| one.resolution).into_iter().max();
                rij.extend([
                    money(it.min),
                    money(it.max),
                    optional(it.p50.error),
                    off.map_or(SheetCell::Leeg, money),
                    SheetCell::Leeg,
                ]);
            }
            SimulationContent::Kans(millionths) => {
                rij.extend(figures.map(|_| SheetCell::Leeg));
                let parts = round_half_up(i128::from(millionths), 100) as i64;
                rij.push(SheetCell::Deel(parts));
            }
        }
        Some((row.level, rij))
    };
    let mut rijen = Vec::new();
    for_each((part, &AreaChoice::default()), rij, |rij| rijen.push(rij));
    // The country of every scenario first, then provincies, then gemeenten.
    let order = ["landelijk", "provincie"];
    rijen.sort_by_key(|(level, _)| order.iter().position(|one| one == level).unwrap_or(2));
    let country = rijen.iter().filter(|(level, _)| *level == order[0]).count();
    let rijen: Vec<_> = rijen.into_iter().map(|(_, rij)| rij).collect();
    let opzet = TableLayout::new("Onzekerheid", 6, taal);
    table(sheet, &opzet, &kolommen, &rijen)?;
    if own.is_some() {
        return Ok(());
    }
    // A hundred sheets of gemeenten are nobody's wish; whoever wants them reads how.
    sheet.set_print_area(0, 0, country as u32, kolommen.len() as u16 - 1)?;
    sheet.set_footer(taal.choose(
        "&L&A, Nederland; wis het afdrukbereik voor provincies en gemeenten&R&P / &N",
        "&L&A, the country; clear the print area for provincies and gemeenten&R&P / &N",
    ));
    Ok(())
}

/// What the summary shows of the draws, highest first, as lines lie in a chart.
pub(crate) const QUANTILES: [&str; 5] = ["P95", "P75", "P50", "P25", "P5"];

/// How a quantile is called in the summary.
pub(crate) fn quantile_name(quantile: &str, taal: Lang) -> String {
    format!("{}, {quantile}", SHOWN_FIELD.heading(taal))
}

/// Writes the quantiles of the country below the figures of the summary, from a row on,
/// and gives the row below them; nothing without draws.
pub(crate) fn quantile_rows(
    sheet: &mut Worksheet,
    from: u32,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<u32, XlsxError> {
    let Some(part) = invoer.trekkingen else {
        return Ok(from);
    };
    let euro = Format::new().set_num_format(EURO_FORMAT);
    let mut row = from;
    for (reeks, model) in invoer.modellen.iter().enumerate() {
        let years = 0..part.header.labels.jaren.len();
        let cells =
            years.filter_map(|year| Draws(part).cel(reeks, invoer.area(), year, SHOWN_FIELD));
        let known: Vec<Summary> = cells.filter_map(Summary::of).collect();
        for quantile in QUANTILES {
            sheet.write_string(row, 0, fitting_text(&model.scenario.naam))?;
            sheet.write_string(row, 1, quantile_name(quantile, taal))?;
            for (place, it) in (2..).zip(&known) {
                let one = match quantile {
                    "P95" => &it.p95,
                    "P75" => &it.p75,
                    "P50" => &it.p50,
                    "P25" => &it.p25,
                    _ => &it.p5,
                };
                sheet.write_number_with_format(row, place, number(Cents::new(one.value)), &euro)?;
            }
            row += 1;
        }
    }
    Ok(row)
}
