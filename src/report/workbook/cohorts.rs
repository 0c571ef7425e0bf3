//! `Cohorten`: what comes for each cohort and what it costs, year by year, how
//! long gemeenten advance it, and the difference with the first scenario: what
//! is a dip in a budget year comes back here.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{
    CellKind, SheetCell, SheetColumn, TableLayout, sheet_column, table, wide_column,
};
use crate::compare::{CohortFlow, cohorts_together};
use crate::exact::money::Cents;
use crate::report::input::ReportInput;
use crate::report::words::letter::letter;
use crate::terms::Lang;
use crate::uitkering::TERMIJNEN;

/// Width of an amount of the country, to have all columns on a page.
const NARROW_WIDTH: f64 = 17.0;
/// The first columns of what comes, of what it costs and of the difference.
const ONTVANGEN: u16 = 2;
const KOSTEN: u16 = ONTVANGEN + TERMIJNEN as u16 + 1;
const SALDO: u16 = KOSTEN + TERMIJNEN as u16 + 1;

/// Writes the sheet; where no cohort has all its instalments in the projection
/// it says so.
pub(crate) fn cohorten(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let mut rijen = Vec::new();
    // Where the cohorts of the first scenario stand.
    let mut first: Vec<(CohortFlow, usize)> = Vec::new();
    for (number, (model, projection)) in invoer.paren().enumerate() {
        let shown = invoer.jaren();
        let mut streams = cohorts_together(model, projection, &invoer.summed());
        streams.retain(|one| shown.contains(&one.cohort));
        for stream in streams {
            let row = rijen.len() + 2;
            let mut rij = own(&model.scenario.naam, &stream, row);
            if number == 0 {
                rij.extend([const { SheetCell::Leeg }; TERMIJNEN + 1]);
                first.push((stream, row));
            } else {
                let base = first.iter().find(|(old, _)| old.cohort == stream.cohort);
                rij.extend(difference(base, &stream, row));
            }
            rijen.push(rij);
        }
    }
    if rijen.is_empty() {
        let text = taal.choose(
            "Geen cohort van deze jaren heeft drie termijnen van de SPUK binnen de projectie.",
            "No cohort of these years has three instalments of the SPUK within the projection.",
        );
        sheet.write_string(0, 0, text)?;
        return Ok(());
    }
    let opzet = TableLayout::new("Cohorten", 2, taal);
    table(sheet, &opzet, &columns(taal), &rijen)
}

fn columns(taal: Lang) -> Vec<SheetColumn> {
    let euro = |text: String| wide_column(text, CellKind::Euro, NARROW_WIDTH);
    let block = |nl: &str, en: &str| {
        let name = taal.choose(nl, en).to_owned();
        let years = taal.choose(
            [
                "in jaar t",
                "in jaar t+1",
                "in jaar t+2",
                "in drie jaar samen",
            ],
            [
                "in year t",
                "in year t+1",
                "in year t+2",
                "in three years together",
            ],
        );
        years.map(|year| euro(format!("{name} {year}")))
    };
    let mut kolommen = vec![
        wide_column("Scenario", CellKind::Tekst, 26.0),
        sheet_column("Cohort", CellKind::Jaar),
    ];
    kolommen.extend(block("Ontvangen", "Received"));
    kolommen.extend(block("Kosten", "Costs"));
    let after = taal.choose("Saldo na drie jaar", "Balance after three years");
    kolommen.push(euro(after.to_owned()));
    let months = taal.choose("Maanden voorschot", "Months of advance");
    kolommen.push(sheet_column(months, CellKind::Aantal));
    let lone = |text: &str| wide_column(text, CellKind::EuroLos, NARROW_WIDTH);
    kolommen.push(lone(taal.choose("Grootste voorschot", "Largest advance")));
    kolommen.push(lone(taal.choose("Grootste overschot", "Largest surplus")));
    kolommen.extend(block("Verschil ontvangen", "Difference received"));
    kolommen
}

/// The sum of the instalments that stand from a column on.
fn together(from: u16, row: usize, amounts: &[Cents]) -> SheetCell {
    let to = from + TERMIJNEN as u16 - 1;
    let text = format!("ROUND(SUM({}{row}:{}{row}),2)", letter(from), letter(to));
    SheetCell::Formule(text, amounts.iter().sum())
}

fn own(naam: &str, stream: &CohortFlow, row: usize) -> Vec<SheetCell> {
    let mut rij = vec![
        SheetCell::Tekst(naam.to_owned()),
        SheetCell::Getal(i64::from(stream.cohort.get())),
    ];
    for (from, amounts) in [(ONTVANGEN, &stream.ontvangen), (KOSTEN, &stream.kosten)] {
        let three = &amounts[..TERMIJNEN];
        rij.extend(three.iter().map(|&amount| SheetCell::Bedrag(amount)));
        rij.push(together(from, row, three));
    }
    let advance = stream.voorfinanciering();
    let text = format!(
        "ROUND({}{row}-{}{row},2)",
        letter(KOSTEN - 1),
        letter(SALDO - 1)
    );
    rij.push(SheetCell::Formule(text, advance.eindsaldo));
    rij.push(SheetCell::Getal(advance.maanden as i64));
    rij.push(SheetCell::Bedrag(advance.grootste_voorschot));
    rij.push(SheetCell::Bedrag(advance.grootste_overschot));
    rij
}

/// The difference with the same cohort of the first scenario, if that has it.
fn difference(
    base: Option<&(CohortFlow, usize)>,
    stream: &CohortFlow,
    row: usize,
) -> Vec<SheetCell> {
    let Some((old, base)) = base else {
        return vec![SheetCell::Leeg; TERMIJNEN + 1];
    };
    let sum = |amounts: &[Cents]| -> Cents { amounts[..TERMIJNEN].iter().sum() };
    let new = &stream.ontvangen;
    let years = (0..TERMIJNEN).map(|year| new[year] - old.ontvangen[year]);
    let results = years.chain([sum(new) - sum(&old.ontvangen)]);
    (ONTVANGEN..)
        .map(letter)
        .zip(results)
        .map(|(column, result)| {
            let text = format!("ROUND({column}{row}-{column}{base},2)");
            SheetCell::Formule(text, result)
        })
        .collect()
}
