//! A sheet with one Excel table on it: header, rows, totals as live formulas.

use rust_xlsxwriter::{
    Format, FormatAlign, Formula, Table, TableColumn, TableFunction, TableStyle, Worksheet,
    XlsxError,
};

use crate::money::Cents;

/// Euros with two decimals; what flows back in red with a minus.
pub(super) const EURO: &str = "\"€ \"#,##0.00;[Red]\"€ \"-#,##0.00";
const AANTAL: &str = "#,##0;[Red]-#,##0";
const JAAR: &str = "0";
const PERCENTAGE: &str = "0.00%;[Red]-0.00%";

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Soort {
    Tekst,
    Jaar,
    Aantal,
    /// Added up in the row of totals.
    Euro,
    /// Not added up: the sum of these means nothing.
    EuroLos,
    Percentage,
}

impl Soort {
    pub fn opmaak(self) -> Format {
        let format = Format::new();
        match self {
            Self::Tekst => format,
            Self::Jaar => format.set_num_format(JAAR),
            Self::Aantal => format.set_num_format(AANTAL),
            Self::Euro | Self::EuroLos => format.set_num_format(EURO),
            Self::Percentage => format.set_num_format(PERCENTAGE),
        }
    }

    fn breedte(self) -> f64 {
        match self {
            Self::Tekst => 22.0,
            Self::Jaar => 7.0,
            Self::Aantal | Self::Percentage => 12.0,
            Self::Euro | Self::EuroLos => 19.0,
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Kolom {
    pub naam: String,
    pub soort: Soort,
    /// In characters; `None` for the usual width of its kind.
    pub breedte: Option<f64>,
}

/// A column of the usual width.
pub(super) fn kolom(naam: impl Into<String>, soort: Soort) -> Kolom {
    Kolom {
        naam: naam.into(),
        soort,
        breedte: None,
    }
}

/// A column of so many characters.
pub(super) fn breed(naam: impl Into<String>, soort: Soort, breedte: f64) -> Kolom {
    Kolom {
        naam: naam.into(),
        soort,
        breedte: Some(breedte),
    }
}

/// What stands in a cell. Text is always text, never a formula, whatever it
/// begins with.
#[derive(Debug, Clone)]
pub(super) enum Vak {
    Leeg,
    Tekst(String),
    Getal(i64),
    Bedrag(Cents),
    /// A part of one, in ten-thousandths.
    Deel(i64),
    /// A formula of amounts with what it comes to.
    Formule(String, Cents),
}

/// The number that a workbook holds for an amount: the nearest to its euros and
/// cents, which is exact for reading back up to 90,000 billion euros.
pub(super) fn getal(amount: Cents) -> f64 {
    amount.get() as f64 / 100.0
}

/// A formula with the result that it has.
pub(super) fn formule(text: &str, result: Cents) -> Formula {
    Formula::new(text).set_result(result.plain())
}

/// Writes a cell.
pub(super) fn schrijf(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    vak: &Vak,
    opmaak: &Format,
) -> Result<(), XlsxError> {
    match vak {
        Vak::Leeg => return Ok(()),
        Vak::Tekst(text) => sheet.write_string_with_format(row, column, text, opmaak)?,
        Vak::Getal(number) => {
            sheet.write_number_with_format(row, column, *number as f64, opmaak)?
        }
        Vak::Bedrag(amount) => {
            sheet.write_number_with_format(row, column, getal(*amount), opmaak)?
        }
        Vak::Deel(parts) => {
            sheet.write_number_with_format(row, column, *parts as f64 / 10_000.0, opmaak)?
        }
        Vak::Formule(text, result) => {
            sheet.write_formula_with_format(row, column, formule(text, *result), opmaak)?
        }
    };
    Ok(())
}

/// A table from the first cell on, with filters, a header that stays in sight
/// and `vast` columns that do. Columns of [`Soort::Euro`] are added up below,
/// of the rows that a filter leaves, by a formula.
pub(super) fn tabel(
    sheet: &mut Worksheet,
    naam: &str,
    kolommen: &[Kolom],
    rijen: &[Vec<Vak>],
    vast: u16,
) -> Result<(), XlsxError> {
    let kop = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let with_totals = kolommen.iter().any(|kolom| kolom.soort == Soort::Euro) && !rijen.is_empty();
    let mut columns = Vec::new();
    for (number, kolom) in kolommen.iter().enumerate() {
        let place = number as u16;
        let opmaak = kolom.soort.opmaak();
        let width = kolom.breedte.unwrap_or(kolom.soort.breedte());
        sheet.set_column_width(place, width)?;
        let mut sum = Cents::ZERO;
        for (row, vakken) in (1..).zip(rijen) {
            let vak = &vakken[number];
            if let Vak::Bedrag(amount) | Vak::Formule(_, amount) = vak {
                sum += *amount;
            }
            schrijf(sheet, (row, place), vak, &opmaak)?;
        }
        let mut column = TableColumn::new()
            .set_header(&kolom.naam)
            .set_header_format(&kop);
        if with_totals {
            if kolom.soort == Soort::Euro {
                let text = format!("ROUND(SUBTOTAL(109,{naam}[{}]),2)", kolom.naam);
                column = column
                    .set_format(&opmaak)
                    .set_total_function(TableFunction::Custom(formule(&text, sum)));
            } else if number == 0 {
                column = column.set_total_label("Totaal");
            }
        }
        columns.push(column);
    }
    let table = Table::new()
        .set_name(naam)
        .set_columns(&columns)
        .set_style(TableStyle::Light9)
        .set_total_row(with_totals);
    let last = rijen.len().max(1) as u32 + u32::from(with_totals);
    sheet.add_table(0, 0, last, kolommen.len() as u16 - 1, &table)?;
    sheet.set_freeze_panes(1, vast)?;
    sheet.set_row_height(0, 32)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(0, 0)?;
    sheet.set_footer("&L&A&RPagina &P van &N");
    Ok(())
}
