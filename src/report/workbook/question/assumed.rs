//! `Mensen en aannames`: the bands over people alone beside those with assumptions drawn
//! too, and what share of the width each kind has.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::columns::KeyColumn;
use crate::exact::money::Cents;
use crate::export::simulation::rows::series;
use crate::report::input::ReportInput;
use crate::report::words::band::{of_width, what_varies};
use crate::report::workbook::sheet::{
    CellKind, SheetCell, SheetColumn, TableLayout, sheet_column, table, wide_column,
};
use crate::simulate::KEPT_FIELDS;
use crate::study::BothBands;
use crate::terms::Lang;

/// Writes the sheet: a row for every scenario or difference, year and field.
pub(crate) fn aannames(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let (Some(people), Some(assumed)) = (invoer.trekkingen, invoer.aannames) else {
        return Ok(());
    };
    let ends = [
        taal.choose("P5 alleen mensen", "P5 people alone"),
        taal.choose("P95 alleen mensen", "P95 people alone"),
        taal.choose("P5 met aannames", "P5 with assumptions"),
        taal.choose("P95 met aannames", "P95 with assumptions"),
    ];
    let shares = [
        taal.choose("Deel van mensen", "Share of people"),
        taal.choose("Deel van aannames", "Share of assumptions"),
    ];
    let mut kolommen: Vec<SheetColumn> = vec![
        wide_column(
            taal.choose("Scenario of verschil", "Scenario or difference"),
            CellKind::Tekst,
            40.0,
        ),
        sheet_column(KeyColumn::Jaar.heading(taal), CellKind::Jaar),
        wide_column(taal.choose("Veld", "Field"), CellKind::Tekst, 24.0),
    ];
    kolommen.extend(ends.map(|name| sheet_column(name, CellKind::EuroLos)));
    kolommen.extend(shares.map(|name| sheet_column(name, CellKind::Percentage)));
    let mut rijen = Vec::new();
    for (index, name) in series(people).iter().enumerate() {
        for veld in KEPT_FIELDS {
            for (place, &jaar) in people.header.labels.jaren.iter().enumerate() {
                let at = (index, invoer.area(), place, veld);
                let Some(bands) = BothBands::of(people, assumed, at) else {
                    continue;
                };
                let money = |cents: i64| SheetCell::Bedrag(Cents::new(cents));
                let share = bands.share_of_people();
                let part = |share: Option<i64>| {
                    share.map_or(SheetCell::Leeg, |share| SheetCell::Deel(share * 10))
                };
                let mut rij = vec![
                    SheetCell::Tekst(name.clone()),
                    SheetCell::Getal(i64::from(jaar)),
                    SheetCell::Tekst(veld.heading(taal).to_owned()),
                ];
                rij.extend(bands.people.into_iter().chain(bands.both).map(money));
                rij.extend([part(share), part(share.map(|share| 1000 - share))]);
                rijen.push(rij);
            }
        }
    }
    let opzet = TableLayout::new("MensenEnAannames", 3, taal);
    table(sheet, &opzet, &kolommen, &rijen)?;
    // Beside the table, where no filter hides it.
    let beside = kolommen.len() as u16 + 1;
    let bands = taal.choose("Alleen mensen gaat", "People alone is");
    let both = taal.choose("Met aannames gaat", "With assumptions is");
    let notes = [
        format!("{bands} {}.", what_varies(people).of(taal)),
        format!("{both} {}.", what_varies(assumed).of(taal)),
        of_width().of(taal).to_owned(),
    ];
    let broken = Format::new().set_text_wrap();
    sheet.set_column_width(beside, 60.0)?;
    for (row, note) in (1..).zip(notes) {
        sheet.write_string_with_format(row, beside, note, &broken)?;
    }
    Ok(())
}
