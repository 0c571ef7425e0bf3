//! `Wat telt het zwaarst`: every figure from low to high, one at a time, and what that does
//! to the definitieve uitkering.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::exact::money::Cents;
use crate::question::Standing;
use crate::report::input::ReportInput;
use crate::report::words::factor::{figures, key};
use crate::report::words::status::status;
use crate::report::workbook::sheet::{
    CellKind, SheetCell, SheetColumn, TableLayout, sheet_column, table, wide_column,
};
use crate::study::Weights;
use crate::terms::Lang;

/// Writes the sheet: the figures that can turn out otherwise and move a result, those that
/// move it most first.
pub(crate) fn gewichten(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let text = |nl: &'static str, en: &'static str| taal.choose(nl, en);
    let kolommen: Vec<SheetColumn> = vec![
        wide_column(
            text("Scenario of verschil", "Scenario or difference"),
            CellKind::Tekst,
            30.0,
        ),
        wide_column(text("Sleutel", "Key"), CellKind::Tekst, 30.0),
        wide_column(text("Van", "From"), CellKind::Tekst, 12.0),
        wide_column("Is", CellKind::Tekst, 12.0),
        wide_column(text("Tot", "To"), CellKind::Tekst, 12.0),
        sheet_column(text("Uitkomst laag", "Result low"), CellKind::EuroLos),
        sheet_column(text("Zoals het is", "As it stands"), CellKind::EuroLos),
        sheet_column(text("Uitkomst hoog", "Result high"), CellKind::EuroLos),
        sheet_column(text("Zwaai", "Swing"), CellKind::EuroLos),
        sheet_column(
            text("Deel van de spreiding", "Part of the spread"),
            CellKind::Percentage,
        ),
        wide_column("Status", CellKind::Tekst, 14.0),
        wide_column(text("Bron", "Source"), CellKind::Alinea, 84.0),
    ];
    let rijen: Vec<Vec<SheetCell>> = invoer
        .gewichten
        .iter()
        .flat_map(|one| rows(one, invoer, taal))
        .collect();
    let opzet = TableLayout::new("Gewichten", 2, taal);
    table(sheet, &opzet, &kolommen, &rijen)
}

fn rows(weights: &Weights, invoer: &ReportInput<'_>, taal: Lang) -> Vec<Vec<SheetCell>> {
    let answer = &weights.answer;
    let name = |place: usize| invoer.modellen[place].scenario.naam.as_str();
    let about = match weights.other {
        Some(other) => taal.choose(
            format!("{} min {}", name(other), name(0)),
            format!("{} minus {}", name(other), name(0)),
        ),
        None => name(0).to_owned(),
    };
    let money = |cents: i64| SheetCell::Bedrag(Cents::new(cents));
    let shares = answer.shares(0).into_iter();
    let moving = shares.filter(|(effect, _)| {
        effect.factor.standing() == Standing::Open && effect.swing(&answer.base, 0) > 0
    });
    let row = |(effect, share): (&crate::question::FactorEffect, i64)| {
        let factor = &effect.factor;
        let herkomst = factor.herkomst();
        let result = |end: usize| match &effect.ends[end] {
            Ok(values) => money(values[0]),
            Err(_) => SheetCell::Leeg,
        };
        let [from, is, to] = figures(factor, weights.request.reach, taal);
        vec![
            SheetCell::Tekst(about.clone()),
            SheetCell::Tekst(key(factor, taal)),
            SheetCell::Cijfer(from),
            SheetCell::Cijfer(is),
            SheetCell::Cijfer(to),
            result(0),
            money(answer.base[0]),
            result(1),
            money(effect.swing(&answer.base, 0)),
            SheetCell::Deel(share),
            SheetCell::Tekst(herkomst.map_or("", |it| status(it.status, taal)).to_owned()),
            SheetCell::Tekst(
                factor.source(answer.telling(factor, &weights.request.target, 0), taal),
            ),
        ]
    };
    moving.map(row).collect()
}
