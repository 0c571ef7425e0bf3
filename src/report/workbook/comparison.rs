//! `Vergelijking`: one row per comparison, gemeente and year; the differences
//! are formulas, and what is behind them stands beside. A is the first scenario,
//! B the one held against it; both names stand on every row.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{
    CellKind, SheetCell, SheetColumn, TableLayout, print_totals, sheet_column, table, wide_column,
};
use crate::columns::{Column, HEADLINES, KeyColumn};
use crate::compare::{MoneyColumn, RuleParts};
use crate::report::input::ReportInput;
use crate::report::words::letter::letter;
use crate::report::words::names::part_name;
use crate::terms::Lang;

/// The column that is divided over the parts of the rules.
const ATTRIBUTED: Column = Column::UitkeringDefinitief;
/// Width of the amounts, to have them on one sheet of paper.
const NARROW_WIDTH: f64 = 17.0;
/// Columns before the amounts.
const LABELS: u16 = 7;

/// Writes the sheet; without a comparison it says so.
pub(crate) fn comparison(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    if invoer.vergelijkingen.is_empty() {
        let text = taal.choose(
            "Er is een scenario: geef er meer om te vergelijken.",
            "There is one scenario: give more to compare.",
        );
        sheet.write_string(0, 0, text)?;
        return Ok(());
    }
    let velden = HEADLINES.map(|column| MoneyColumn::of(column).expect("a column of money"));
    let named = |parts: &RuleParts| -> String {
        let words: Vec<_> = parts.iter().map(|part| part_name(part, taal)).collect();
        words.join(" + ")
    };
    let parts: BTreeSet<String> = invoer
        .vergelijkingen
        .iter()
        .flat_map(|one| one.onderdelen().iter().map(named))
        .collect();
    let mut kolommen: Vec<SheetColumn> = vec![
        wide_column("Scenario A", CellKind::Tekst, 26.0),
        wide_column("Scenario B", CellKind::Tekst, 26.0),
        wide_column(KeyColumn::GmCode.heading(taal), CellKind::Tekst, 9.0),
        sheet_column(KeyColumn::Gemeente.heading(taal), CellKind::Tekst),
        wide_column(KeyColumn::Provincie.heading(taal), CellKind::Tekst, 14.0),
        sheet_column(KeyColumn::Jaar.heading(taal), CellKind::Jaar),
        sheet_column(taal.choose("Inwoners", "Inhabitants"), CellKind::Aantal),
    ];
    for veld in &velden {
        let name = veld.column.heading(taal);
        let difference = taal.choose("verschil (B min A)", "difference (B minus A)");
        kolommen.push(wide_column(
            format!("{name} A"),
            CellKind::Euro,
            NARROW_WIDTH,
        ));
        kolommen.push(wide_column(
            format!("{name} B"),
            CellKind::Euro,
            NARROW_WIDTH,
        ));
        kolommen.push(wide_column(
            format!("{name} {difference}"),
            CellKind::Euro,
            NARROW_WIDTH,
        ));
    }
    let because = taal.choose("Definitief door", "Final (definitief) because of");
    kolommen.extend(
        parts
            .iter()
            .map(|part| wide_column(format!("{because} {part}"), CellKind::Euro, NARROW_WIDTH)),
    );
    let divided = MoneyColumn::of(ATTRIBUTED).expect("a column of money");
    let mut rijen = Vec::new();
    for one in invoer.vergelijkingen {
        let jaren = one.jaren();
        let list = one.a.gemeenten.list();
        for index in invoer.summed() {
            let gemeente = &list[index];
            for plaats in invoer.places() {
                let jaar = &jaren[plaats];
                let mut rij = vec![
                    SheetCell::Tekst(one.a.scenario.naam.clone()),
                    SheetCell::Tekst(one.b.scenario.naam.clone()),
                    SheetCell::Tekst(gemeente.code.clone()),
                    SheetCell::Tekst(gemeente.naam.clone()),
                    SheetCell::Tekst(gemeente.provincie.clone()),
                    SheetCell::Getal(i64::from(jaar.get())),
                    SheetCell::Getal(one.a.gemeenten.inwoners(*jaar)[index]),
                ];
                let row = rijen.len() + 2;
                for (number, veld) in (0..).zip(&velden) {
                    let place = LABELS + 3 * number;
                    let text = format!(
                        "ROUND({1}{row}-{0}{row},2)",
                        letter(place),
                        letter(place + 1)
                    );
                    rij.push(SheetCell::Bedrag(one.van(veld, plaats, index)));
                    rij.push(SheetCell::Bedrag(one.naar(veld, plaats, index)));
                    rij.push(SheetCell::Formule(
                        text,
                        one.difference(veld, plaats, index),
                    ));
                }
                for part in &parts {
                    let own = one
                        .onderdelen()
                        .iter()
                        .position(|known| named(known) == *part);
                    rij.push(own.map_or(SheetCell::Leeg, |own| {
                        SheetCell::Bedrag(one.bijdrage(own, &divided, plaats, index))
                    }));
                }
                rijen.push(rij);
            }
        }
    }
    // A is the same in every comparison.
    let opzet = TableLayout::new("Vergelijking", 6, taal).groep(1);
    table(sheet, &opzet, &kolommen, &rijen)?;
    let printed = (rijen.len(), invoer.vergelijkingen.len());
    print_totals(sheet, kolommen.len(), printed, taal)
}
