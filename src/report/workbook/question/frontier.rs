//! `Wat elke stap oplevert`: what every step of a figure or a rhythm buys against what it
//! costs.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::compare::Voorfinanciering;
use crate::exact::money::Cents;
use crate::question::TargetKind;
use crate::question::solve::Mark;
use crate::report::input::ReportInput;
use crate::report::workbook::sheet::{
    CellKind, SheetCell, SheetColumn, TableLayout, sheet_column, table, wide_column,
};
use crate::terms::Lang;

/// Writes the sheet; a step that the scenario cannot take has no figures.
pub(crate) fn afweging(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let Some((request, frontier)) = invoer.afweging else {
        return Ok(());
    };
    let kind = |which: usize| match request.targets[which].kind() {
        TargetKind::Cents => CellKind::EuroLos,
        TargetKind::People | TargetKind::Millionths => CellKind::Aantal,
    };
    let column = |which: usize| {
        let name = request.targets[which].column.heading(taal);
        sheet_column(name, kind(which))
    };
    let kolommen: Vec<SheetColumn> = vec![
        wide_column(&frontier.variable.key, CellKind::Tekst, 30.0),
        wide_column(taal.choose("Bekend als", "Known as"), CellKind::Tekst, 18.0),
        column(0),
        column(1),
        sheet_column(
            taal.choose("Maanden voorschot (van 36)", "Months of advance (of 36)"),
            CellKind::Aantal,
        ),
        sheet_column(
            taal.choose("Grootste voorschot", "Largest advance"),
            CellKind::EuroLos,
        ),
        sheet_column(
            taal.choose("Grootste overschot", "Most that lies idle"),
            CellKind::EuroLos,
        ),
    ];
    let rows = frontier.rows.iter().map(|row| {
        let figure = |which: usize| match (row.figures, kind(which)) {
            (None, _) => SheetCell::Leeg,
            (Some(figures), CellKind::EuroLos) => SheetCell::Bedrag(Cents::new(figures[which])),
            (Some(figures), _) => SheetCell::Getal(figures[which]),
        };
        let cohorts = |of: fn(&Voorfinanciering) -> SheetCell| {
            row.cohorts.as_ref().map_or(SheetCell::Leeg, of)
        };
        vec![
            SheetCell::Cijfer(row.shown.clone()),
            SheetCell::Tekst(row.mark.map_or("", |mark| known_as(mark, taal)).to_owned()),
            figure(0),
            figure(1),
            cohorts(|it| SheetCell::Getal(it.maanden as i64)),
            cohorts(|it| SheetCell::Bedrag(it.grootste_voorschot)),
            cohorts(|it| SheetCell::Bedrag(it.grootste_overschot)),
        ]
    });
    let opzet = TableLayout::new("Afweging", 1, taal);
    table(sheet, &opzet, &kolommen, &rows.collect::<Vec<_>>())
}

fn known_as(mark: Mark, taal: Lang) -> &'static str {
    match mark {
        Mark::Stands => taal.choose("zoals het is", "as it stands"),
        Mark::Old => "61/31/8",
        Mark::New => "40/30/30",
    }
}
