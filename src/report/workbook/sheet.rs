//! A sheet with one Excel table on it: header, rows, totals as live formulas.

use std::borrow::Cow;

use rust_xlsxwriter::{
    Format, FormatAlign, Formula, Table, TableColumn, TableFunction, TableStyle, Worksheet,
    XlsxError,
};

use super::totals::{groepen, totals};
use crate::exact::money::Cents;
use crate::terms::Lang;

/// Euros with two decimals; what flows back in red with a minus.
pub(crate) const EURO_FORMAT: &str = "\"€ \"#,##0.00;[Red]\"€ \"-#,##0.00";
const COUNT_FORMAT: &str = "#,##0;[Red]-#,##0";
const YEAR_FORMAT: &str = "0";
const PERCENT_FORMAT: &str = "0.00%;[Red]-0.00%";

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellKind {
    Tekst,
    /// Text that goes on below where it is long.
    Alinea,
    Jaar,
    Aantal,
    /// Added up in the row of totals.
    Euro,
    /// Not added up: the sum of these means nothing.
    EuroLos,
    Percentage,
}

impl CellKind {
    pub fn format(self) -> Format {
        let format = Format::new().set_align(FormatAlign::Top);
        match self {
            // Not against the number in the column before.
            Self::Tekst => with_indent(format),
            Self::Alinea => with_indent(format).set_text_wrap(),
            Self::Jaar => format.set_num_format(YEAR_FORMAT),
            Self::Aantal => format.set_num_format(COUNT_FORMAT),
            Self::Euro | Self::EuroLos => format.set_num_format(EURO_FORMAT),
            Self::Percentage => format.set_num_format(PERCENT_FORMAT),
        }
    }

    fn width(self) -> f64 {
        match self {
            Self::Tekst | Self::Alinea => 22.0,
            Self::Jaar => 7.0,
            Self::Aantal | Self::Percentage => 12.0,
            Self::Euro | Self::EuroLos => 19.0,
        }
    }
}

fn with_indent(format: Format) -> Format {
    format.set_align(FormatAlign::Left).set_indent(1)
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct SheetColumn {
    pub naam: String,
    pub soort: CellKind,
    /// In characters; `None` for the usual width of its kind.
    pub breedte: Option<f64>,
}

/// A column of the usual width.
pub(crate) fn sheet_column(naam: impl Into<String>, soort: CellKind) -> SheetColumn {
    SheetColumn {
        naam: naam.into(),
        soort,
        breedte: None,
    }
}

/// A column of so many characters.
pub(crate) fn wide_column(naam: impl Into<String>, soort: CellKind, breedte: f64) -> SheetColumn {
    SheetColumn {
        naam: naam.into(),
        soort,
        breedte: Some(breedte),
    }
}

/// What stands in a cell. Text is always text, never a formula, whatever it
/// begins with.
#[derive(Debug, Clone)]
pub(crate) enum SheetCell {
    Leeg,
    Tekst(String),
    Getal(i64),
    Bedrag(Cents),
    /// A part of one, in ten-thousandths.
    Deel(i64),
    /// What a scenario states: a number where it is one, as precise as it stands
    /// there, and text otherwise.
    Cijfer(String),
    /// A formula of amounts with what it comes to.
    Formule(String, Cents),
}

/// The number that a workbook holds for an amount: the nearest to its euros and
/// cents, which is exact for reading back up to 90,000 billion euros.
pub(crate) fn number(amount: Cents) -> f64 {
    amount.get() as f64 / 100.0
}

/// A formula with the result that it has.
pub(crate) fn formula(text: &str, result: Cents) -> Formula {
    Formula::new(text).set_result(result.plain())
}

/// The most that Excel takes in a cell, in the units of UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// A text as a cell can hold it: cut where it is too long, so that one remark does
/// not take the whole report with it.
pub(crate) fn fitting_text(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let mut room = LONGEST_TEXT - 1;
    let whole = text.chars().take_while(|letter| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    });
    Cow::Owned(whole.chain(['…']).collect())
}

/// Writes a cell.
pub(crate) fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    vak: &SheetCell,
    opmaak: &Format,
) -> Result<(), XlsxError> {
    match vak {
        SheetCell::Leeg => return Ok(()),
        SheetCell::Tekst(text) => {
            sheet.write_string_with_format(row, column, fitting_text(text), opmaak)?
        }
        SheetCell::Getal(number) => {
            sheet.write_number_with_format(row, column, *number as f64, opmaak)?
        }
        SheetCell::Bedrag(amount) => {
            sheet.write_number_with_format(row, column, number(*amount), opmaak)?
        }
        SheetCell::Deel(parts) => {
            sheet.write_number_with_format(row, column, *parts as f64 / 10_000.0, opmaak)?
        }
        SheetCell::Cijfer(text) => match cijfer(text) {
            Some((number, format)) => {
                let opmaak = opmaak.clone().set_num_format(format);
                let opmaak = opmaak.set_align(FormatAlign::Right);
                sheet.write_number_with_format(row, column, number, &opmaak)?
            }
            None => sheet.write_string_with_format(row, column, fitting_text(text), opmaak)?,
        },
        SheetCell::Formule(text, result) => {
            sheet.write_formula_with_format(row, column, formula(text, *result), opmaak)?
        }
    };
    Ok(())
}

/// The number that a text is, if that loses nothing, and a format with its
/// decimals. What may be a year has no separator of thousands.
fn cijfer(text: &str) -> Option<(f64, String)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    // A double is exact to 15 digits.
    let fits = !whole.is_empty() && whole.len() + decimals.len() <= 15;
    if !fits || !all_digits(whole) || !all_digits(decimals) {
        return None;
    }
    let number = text.parse().ok()?;
    let mut format = if whole.len() > 4 { "#,##0" } else { "0" }.to_owned();
    if !decimals.is_empty() {
        format.push('.');
        format.push_str(&"0".repeat(decimals.len()));
    }
    Some((number, format))
}

/// The width of a column: as asked for, and for the longest of its names and
/// of the words of its head.
fn width<'a>(kolom: &SheetColumn, vakken: impl Iterator<Item = &'a SheetCell>) -> f64 {
    let words = kolom.naam.split(' ').map(|word| word.chars().count());
    let head = words.max().unwrap_or(0) as f64 + 2.0;
    let width = kolom.breedte.unwrap_or(kolom.soort.width()).max(head);
    if kolom.soort != CellKind::Tekst {
        return width;
    }
    let longest = vakken.map(|vak| match vak {
        SheetCell::Tekst(text) => text.chars().count(),
        _ => 0,
    });
    // A few characters for the indent, and no name takes over the sheet.
    let needed = longest.max().unwrap_or(0) as f64 + INDENT;
    width.max(needed.min(WIDEST_TEXT))
}

/// Characters that an indent takes.
const INDENT: f64 = 3.0;
/// A text that is longer goes on below.
const WIDEST_TEXT: f64 = 60.0;
/// The height of a line, in points.
const LINE: f64 = 15.0;
/// Characters that the button of the filter takes in the head of a column.
const FILTER: f64 = 3.0;

/// How many lines a text takes in a column, broken between words.
pub(crate) fn lines_in(text: &str, width: f64) -> f64 {
    let (mut lines, mut used) = (1.0_f64, 0.0_f64);
    for word in text.split(' ') {
        let word = word.chars().count() as f64;
        if used > 0.0 && used + 1.0 + word > width {
            lines += 1.0;
            used = 0.0;
        }
        used += word + if used > 0.0 { 1.0 } else { 0.0 };
        // What is longer than a line is cut into several.
        lines += ((used / width).ceil() - 1.0).max(0.0);
        used = if used > width { used % width } else { used };
    }
    lines
}

/// The height of a row of so many lines.
pub(crate) fn height_of(lines: f64) -> f64 {
    (LINE * lines).min(TALLEST_ROW)
}

/// How a table stands on its sheet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TableLayout<'a> {
    /// Name of the Excel table.
    pub naam: &'a str,
    /// How many columns stay in sight.
    pub vast: u16,
    /// The column of the scenario that rows are of; they are added up for each.
    pub groep: usize,
    pub taal: Lang,
}

impl<'a> TableLayout<'a> {
    /// A table whose rows name their scenario in the first column.
    pub fn new(naam: &'a str, vast: u16, taal: Lang) -> Self {
        Self {
            naam,
            vast,
            groep: 0,
            taal,
        }
    }

    /// The same, with the scenario in another column.
    pub fn groep(self, groep: usize) -> Self {
        Self { groep, ..self }
    }
}

/// A table from the first cell on, with filters, and a header that stays in
/// sight. Columns of [`CellKind::Euro`] are added up by formulas: in a row of the
/// table, of what a filter leaves, where all rows are of one scenario, and else
/// for each scenario below the table, as a sum over scenarios means nothing.
pub(crate) fn table(
    sheet: &mut Worksheet,
    opzet: &TableLayout<'_>,
    kolommen: &[SheetColumn],
    rijen: &[Vec<SheetCell>],
) -> Result<(), XlsxError> {
    let &TableLayout {
        naam, vast, taal, ..
    } = opzet;
    let kop = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let groepen = groepen(rijen, opzet.groep);
    let with_sums = kolommen.iter().any(|kolom| kolom.soort == CellKind::Euro);
    let with_totals = with_sums && groepen.len() == 1;
    let (mut columns, mut whole) = (Vec::new(), 0.0);
    let mut lines_of = vec![1.0_f64; rijen.len()];
    let mut head_lines = 2.0_f64;
    for (number, kolom) in kolommen.iter().enumerate() {
        let place = number as u16;
        let opmaak = kolom.soort.format();
        let width = width(kolom, rijen.iter().map(|vakken| &vakken[number]));
        sheet.set_column_width(place, width)?;
        whole += width;
        head_lines = head_lines.max(lines_in(&kolom.naam, width - FILTER));
        let broken = opmaak.clone().set_text_wrap();
        let mut sum = Cents::ZERO;
        for (row, vakken) in (1..).zip(rijen) {
            let vak = &vakken[number];
            if let SheetCell::Bedrag(amount) | SheetCell::Formule(_, amount) = vak {
                sum += *amount;
            }
            let mut lines = 1.0;
            if let SheetCell::Tekst(text) = vak {
                lines = lines_in(text, width - INDENT);
                let known = &mut lines_of[row as usize - 1];
                *known = known.max(lines);
            }
            let opmaak = if lines > 1.0 { &broken } else { &opmaak };
            write_cell(sheet, (row, place), vak, opmaak)?;
        }
        let mut column = TableColumn::new()
            .set_header(&kolom.naam)
            .set_header_format(&kop);
        if with_totals {
            if kolom.soort == CellKind::Euro {
                let text = format!("ROUND(SUBTOTAL(109,{naam}[{}]),2)", kolom.naam);
                column = column
                    .set_format(&opmaak)
                    .set_total_function(TableFunction::Custom(formula(&text, sum)));
            } else if number == 0 {
                column = column.set_total_label(
                    taal.choose("Totaal van de getoonde rijen", "Total of the rows shown"),
                );
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
    if with_sums && groepen.len() > 1 {
        totals(sheet, opzet, kolommen, rijen, &groepen)?;
    }
    sheet.set_freeze_panes(1, vast)?;
    sheet.set_row_height(0, height_of(head_lines) + 2.0)?;
    // Not every program makes a row as high as its longest text.
    for (row, lines) in (1..).zip(lines_of).filter(|(_, lines)| *lines > 1.0) {
        sheet.set_row_height(row, height_of(lines))?;
    }
    let pages = f64::ceil(whole / READABLE_WIDTH);
    if pages > 1.0 && vast > 0 {
        sheet.set_repeat_columns(0, vast - 1)?;
    }
    print_setup(sheet, (pages as u16, 0));
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// Prints the totals of a table of thousands of rows, below its head: a hundred sheets
/// of gemeenten are nobody's wish, and whoever wants them reads how.
pub(crate) fn print_totals(
    sheet: &mut Worksheet,
    kolommen: usize,
    (rijen, scenarios): (usize, usize),
    taal: Lang,
) -> Result<(), XlsxError> {
    let end = rijen as u32 + 1;
    // In the last row of the table, or for each scenario after an empty one.
    let last = if scenarios > 1 {
        end + scenarios as u32
    } else {
        end
    };
    sheet.set_print_area(end, 0, last, kolommen as u16 - 1)?;
    sheet.set_footer(taal.choose(
        "&L&A, totalen; wis het afdrukbereik voor alle rijen&R&P / &N",
        "&L&A, totals; clear the print area for all rows&R&P / &N",
    ));
    Ok(())
}

/// The highest row of Excel, in points.
const TALLEST_ROW: f64 = 409.0;

/// Characters that can be read beside each other on A4, at half the size.
const READABLE_WIDTH: f64 = 320.0;

/// Prints on so many A4 sheets wide and high, lying; 0 for as many as it takes.
pub(crate) fn print_setup(sheet: &mut Worksheet, (wide, high): (u16, u16)) {
    let narrow = 0.4;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_margins(narrow, narrow, narrow, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(wide, high)
        .set_footer("&L&A&R&P / &N");
}
