//! `Rekenschap`: the model beside what was published, each row in its own unit.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{CellKind, SheetCell, TableLayout, sheet_column, table, wide_column};
use crate::account::{Account, AccountUnit};
use crate::people::backtest;
use crate::report::input::ReportInput;
use crate::report::words::account::{fitted, subject};
use crate::report::words::names::{groep, tally};
use crate::report::words::status::{status, status_of};
use crate::terms::Lang;

/// Writes the sheet.
pub(crate) fn rekenschap(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let kolommen = [
        wide_column("Scenario", CellKind::Tekst, 26.0),
        wide_column(taal.choose("Onderwerp", "Subject"), CellKind::Alinea, 52.0),
        wide_column(taal.choose("Eenheid", "Unit"), CellKind::Tekst, 12.0),
        wide_column("Model", CellKind::Alinea, 19.0),
        wide_column(
            taal.choose("Gepubliceerd", "Published"),
            CellKind::Alinea,
            19.0,
        ),
        wide_column(
            taal.choose("Verschil", "Difference"),
            CellKind::Alinea,
            19.0,
        ),
        sheet_column("%", CellKind::Percentage),
        wide_column(taal.choose("Grens", "Bound"), CellKind::Tekst, 8.0),
        wide_column(taal.choose("Afgestemd", "Matched"), CellKind::Tekst, 12.0),
        wide_column("Status", CellKind::Tekst, 14.0),
        wide_column(taal.choose("Bron", "Source"), CellKind::Alinea, 84.0),
    ];
    let text = |text: &str| SheetCell::Tekst(text.to_owned());
    let unit = |unit: AccountUnit| match unit {
        AccountUnit::Personen => taal.choose("personen", "people"),
        AccountUnit::Cents => taal.choose("euro", "euros"),
        AccountUnit::Promille | AccountUnit::Procent => taal.choose("procent", "per cent"),
    };
    let mut rijen = Vec::new();
    for (model, projection) in invoer.paren() {
        let scenario = &model.scenario.naam;
        let counts = backtest(&model.scenario).map_or_else(|_| Vec::new(), |it| it.rows);
        rijen.extend(counts.into_iter().map(|row| {
            let what = tally(&row.maat, &row.onderdeel, taal);
            vec![
                text(scenario),
                SheetCell::Tekst(format!("{}: {what}", groep(&row.groep, taal))),
                text(unit(AccountUnit::Personen)),
                SheetCell::Cijfer(row.model.to_string()),
                SheetCell::Cijfer(row.gepubliceerd.to_string()),
                SheetCell::Cijfer(row.difference().to_string()),
                SheetCell::Deel(row.promille() * 10),
                SheetCell::Leeg,
                text(fitted(row.gefit, taal)),
                text(status_of(&row.status, taal)),
                text(&row.bron),
            ]
        }));
        let account = Account::of(model, projection).map_or_else(|_| Vec::new(), |it| it.rows);
        rijen.extend(account.into_iter().map(|row| {
            let written = |figure: Option<i64>| {
                figure.map_or(SheetCell::Leeg, |figure| {
                    SheetCell::Cijfer(row.eenheid.written(figure))
                })
            };
            vec![
                text(scenario),
                SheetCell::Tekst(subject(&row, taal)),
                text(unit(row.eenheid)),
                written(row.model),
                written(Some(row.gepubliceerd)),
                written(row.difference()),
                row.promille()
                    .map_or(SheetCell::Leeg, |it| SheetCell::Deel(it * 10)),
                row.begrenzing
                    .map_or(SheetCell::Leeg, |bound| text(bound.sign())),
                text(fitted(row.gefit, taal)),
                text(status(row.status, taal)),
                text(&row.bron),
            ]
        }));
    }
    let opzet = TableLayout::new("Rekenschap", 2, taal);
    table(sheet, &opzet, &kolommen, &rijen)
}
