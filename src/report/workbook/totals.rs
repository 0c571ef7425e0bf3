//! Totals per scenario below a table: never of scenarios together, which would
//! count the same gemeenten and costs twice.

use rust_xlsxwriter::{Format, FormatBorder, Worksheet, XlsxError};

use super::sheet::{CellKind, SheetCell, SheetColumn, TableLayout, fitting_text, formula};
use crate::exact::money::Cents;
use crate::report::words::letter::letter;

/// Where the rows of each scenario stand, in the order of the first of each.
pub(crate) fn groepen(rijen: &[Vec<SheetCell>], groep: usize) -> Vec<(&str, Vec<usize>)> {
    let mut groepen: Vec<(&str, Vec<usize>)> = Vec::new();
    for (place, rij) in rijen.iter().enumerate() {
        let SheetCell::Tekst(naam) = &rij[groep] else {
            continue;
        };
        // Rows of one scenario mostly stand together: the last is tried first.
        match groepen.iter_mut().rev().find(|(known, _)| known == naam) {
            Some((_, places)) => places.push(place),
            None => groepen.push((naam, vec![place])),
        }
    }
    groepen
}

/// Writes a row of sums per scenario. An empty row keeps them out of the table,
/// so that a filter, a sort or a pivot table leaves them alone.
pub(crate) fn totals(
    sheet: &mut Worksheet,
    opzet: &TableLayout<'_>,
    kolommen: &[SheetColumn],
    rijen: &[Vec<SheetCell>],
    groepen: &[(&str, Vec<usize>)],
) -> Result<(), XlsxError> {
    let last = rijen.len() + 1;
    let keys = letter(opzet.groep);
    let lined = |format: Format, row: u32| {
        let format = format.set_bold();
        match row {
            0 => format.set_border_top(FormatBorder::Thin),
            _ => format,
        }
    };
    for (number, (_, places)) in (0..).zip(groepen) {
        let row = last as u32 + 1 + number;
        for (place, kolom) in kolommen.iter().enumerate() {
            let opmaak = lined(kolom.soort.format(), number);
            let column = place as u16;
            if let (true, SheetCell::Tekst(naam)) = (place <= opzet.groep, &rijen[places[0]][place])
            {
                sheet.write_string_with_format(row, column, fitting_text(naam), &opmaak)?;
            } else if place == opzet.groep + 1 {
                let opmaak = lined(CellKind::Tekst.format(), number);
                let total = opzet.taal.choose("Totaal", "Total");
                sheet.write_string_with_format(row, column, total, &opmaak)?;
            } else if let (CellKind::Euro, Some(sum)) = (kolom.soort, sum(rijen, places, place)) {
                // The name in this very row, letter by letter: SUMIFS would take one
                // such as `<2028` or `Korting*` for a pattern, and `plan` for `Plan`.
                let text = format!(
                    "ROUND(SUMPRODUCT(--EXACT(${keys}$2:${keys}${last},${keys}{1}),{0}$2:{0}${last}),2)",
                    letter(column),
                    row + 1,
                );
                sheet.write_formula_with_format(row, column, formula(&text, sum), &opmaak)?;
            } else {
                sheet.write_blank(row, column, &opmaak)?;
            }
        }
    }
    Ok(())
}

/// What a column comes to in these rows; `None` where it holds nothing at all.
fn sum(rijen: &[Vec<SheetCell>], places: &[usize], column: usize) -> Option<Cents> {
    let amounts = places
        .iter()
        .filter_map(|&place| match &rijen[place][column] {
            SheetCell::Bedrag(amount) | SheetCell::Formule(_, amount) => Some(*amount),
            _ => None,
        });
    amounts.fold(None, |sum: Option<Cents>, amount| {
        Some(sum.unwrap_or(Cents::ZERO) + amount)
    })
}
