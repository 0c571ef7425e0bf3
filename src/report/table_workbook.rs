//! A table that programs read, as a workbook: the same rows, and beside them where they
//! come from and how they are renewed.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Table, TableColumn, TableStyle, Workbook, Worksheet,
    XlsxError,
};

use super::workbook::not_made;
use super::workbook::sheet::fitting_text;
use crate::answer::Address;
use crate::export::Receipt;
use crate::input::diagnostic::Diagnostic;
use crate::terms::Lang;

/// Amounts in euros and cents.
const MONEY: &str = "#,##0.00;[Red]-#,##0.00";

/// Characters of a column, at least and at most.
const WIDTHS: (usize, usize) = (9, 60);

/// Rows by which the width of a column is chosen.
const LOOKED_AT: usize = 500;

/// A table, and where it comes from.
#[derive(Debug, Clone)]
pub struct TableInput<'a> {
    /// A CSV of this program: texts between quotes, numbers without.
    pub csv: &'a str,
    /// What the table is called and what it was drawn from, where it is one of a page.
    pub drawn: Option<(&'a str, &'a str)>,
    /// What it was made with.
    pub receipts: &'a [Receipt],
    /// What there is to know beside it.
    pub remarks: &'a [String],
    /// The address of the same table as CSV.
    pub address: Option<&'a Address>,
    /// The date of the workbook.
    pub date: Date,
}

/// The bytes of a workbook with this table.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn table_workbook(input: &TableInput<'_>, lang: Lang) -> Result<Vec<u8>, Diagnostic> {
    made(input, lang).map_err(not_made)
}

fn made(input: &TableInput<'_>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The date of the receipt, so that the same question gives the same bytes.
    let created = ExcelDateTime::parse_from_str(&input.date.to_string())?;
    let properties = DocProperties::new().set_author("spuk");
    book.set_properties(&properties.set_creation_datetime(&created));
    let sheet = book.add_worksheet();
    sheet.set_name(lang.choose("Tabel", "Table"))?;
    rows(sheet, input.csv)?;
    let sheet = book.add_worksheet();
    sheet.set_name(lang.choose("Herkomst", "Source"))?;
    origin(sheet, input, lang)?;
    book.save_to_buffer()
}

/// A field of a CSV, and whether it stood between quotes.
type CsvField = (String, bool);

/// The records of a CSV of this program.
fn records(csv: &str) -> Vec<Vec<CsvField>> {
    let mut records = Vec::new();
    let (mut record, mut field) = (Vec::new(), (String::new(), false));
    let mut quoted = false;
    let mut letters = csv.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.0.push('"');
            }
            '"' => {
                quoted = !quoted;
                field.1 = true;
            }
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            letter => field.0.push(letter),
        }
    }
    records
}

/// Writes the rows as a table, numbers as numbers.
fn rows(sheet: &mut Worksheet, csv: &str) -> Result<(), XlsxError> {
    let records = records(csv);
    let Some((header, rows)) = records.split_first() else {
        return Ok(());
    };
    let money = Format::new().set_num_format(MONEY);
    for (row, record) in (1..).zip(rows) {
        for (column, (text, is_text)) in (0..).zip(record) {
            match text.parse::<f64>() {
                Ok(number) if !is_text && is_money(text) => {
                    sheet.write_number_with_format(row, column, number, &money)?;
                }
                Ok(number) if !is_text => {
                    sheet.write_number(row, column, number)?;
                }
                _ if text.is_empty() => {}
                _ => {
                    sheet.write_string(row, column, fitting_text(text))?;
                }
            }
        }
    }
    for (column, (name, _)) in header.iter().enumerate() {
        let cells = rows
            .iter()
            .take(LOOKED_AT)
            .filter_map(|row| row.get(column));
        let longest = cells.map(|(text, _)| text.chars().count()).max();
        // Room for the button of the filter, and for dots between thousands.
        let wanted = (name.chars().count() + 4).max(longest.unwrap_or(0) + 4);
        let width = wanted.clamp(WIDTHS.0, WIDTHS.1);
        sheet.set_column_width(column as u16, width as f64)?;
    }
    let columns: Vec<TableColumn> = heads(header)
        .into_iter()
        .map(|name| TableColumn::new().set_header(name))
        .collect();
    let (last_row, last_column) = (rows.len().max(1), header.len().saturating_sub(1));
    let table = Table::new()
        .set_columns(&columns)
        .set_style(TableStyle::Light1);
    sheet.add_table(0, 0, last_row as u32, last_column as u16, &table)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The heads of a table: a workbook takes no empty one and none twice, whatever their case.
fn heads(header: &[CsvField]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let unlike = |name: &str| {
        let name = if name.is_empty() { "-" } else { name };
        let others = (2..).map(|number| format!("{name} {number}"));
        let mut all = std::iter::once(name.to_owned()).chain(others);
        all.find(|one| taken.insert(one.to_lowercase()))
            .unwrap_or_default()
    };
    header
        .iter()
        .map(|(name, _)| name.as_str())
        .map(unlike)
        .collect()
}

/// Whether a number is one with cents.
fn is_money(text: &str) -> bool {
    let decimals = text.split_once('.').map(|(_, decimals)| decimals.len());
    decimals == Some(2)
}

/// Writes where the rows come from, and how they are renewed.
fn origin(sheet: &mut Worksheet, input: &TableInput<'_>, lang: Lang) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 100)?;
    let mut lines: Vec<(&str, String)> = Vec::new();
    if let Some((title, source)) = input.drawn {
        lines.push((lang.choose("Tabel", "Table"), title.to_owned()));
        lines.push((lang.choose("Herkomst", "Source"), source.to_owned()));
    }
    if let Some(address) = input.address {
        lines.push((lang.choose("Adres", "Address"), address.url.clone()));
        lines.extend(renewal(address, input.csv, lang));
    }
    for remark in input.remarks {
        lines.push((lang.choose("Let op", "Note"), remark.clone()));
    }
    for receipt in input.receipts {
        lines.push(("", String::new()));
        lines.push(("Scenario", receipt.scenario.clone()));
        let program = format!("{} {}", receipt.programma, receipt.versie);
        lines.push((lang.choose("Programma", "Program"), program));
        lines.push(("Commit", receipt.commit.to_owned()));
        lines.push((lang.choose("Datum", "Date"), receipt.datum.clone()));
        lines.push(("SHA-256 scenario", receipt.scenario_sha256.clone()));
        let name = lang.choose("SHA-256 invoer", "SHA-256 input");
        lines.push((name, receipt.invoer_sha256.clone()));
        let chance = [
            (lang.choose("Zaad", "Seed"), receipt.zaad),
            (lang.choose("Trekking", "Draw"), receipt.trekking),
            (
                lang.choose("Trekkingen", "Draws"),
                receipt.trekkingen.map(u64::from),
            ),
        ];
        let known = chance
            .into_iter()
            .filter_map(|(name, number)| Some((name, number?.to_string())));
        lines.extend(known);
    }
    for (row, (name, value)) in (0..).zip(&lines) {
        sheet.write_string_with_format(row, 0, *name, &bold)?;
        sheet.write_string(row, 1, fitting_text(value))?;
    }
    Ok(())
}

/// How a table at an address is renewed in Excel or Power BI. A token stands nowhere in it:
/// a workbook is sent on.
fn renewal(address: &Address, csv: &str, lang: Lang) -> [(&'static str, String); 2] {
    let token = lang.choose("HET-TOKEN", "THE-TOKEN");
    let how = match address.needs_token {
        false => lang
            .choose(
                "zolang `spuk serve` loopt: Gegevens > Van het web, met dit adres; of plak de tekst hieronder in de Geavanceerde editor van Power Query",
                "while `spuk serve` runs: Data > From Web, with this address; or paste the text below into the Advanced Editor of Power Query",
            )
            .to_owned(),
        true => {
            let mark = if address.url.contains('?') { '&' } else { '?' };
            lang.choose(
                format!(
                    "zolang `spuk serve` loopt, dat hier om een token vraagt: Gegevens > Van het web, met dit adres en {mark}token={token} erachter; of plak de tekst hieronder in de Geavanceerde editor van Power Query, met het token op de plaats van {token}"
                ),
                format!(
                    "while `spuk serve` runs, which asks for a token here: Data > From Web, with this address and {mark}token={token} behind it; or paste the text below into the Advanced Editor of Power Query, with the token in the place of {token}"
                ),
            )
        }
    };
    let token = address.needs_token.then_some(token);
    [
        (lang.choose("Vernieuwen", "Renewing"), how),
        ("Power Query", power_query((&address.url, token), csv)),
    ]
}

/// The text of Power Query that takes a table from an address, with its numbers as numbers and
/// a place for a token where one is asked for.
fn power_query((address, token): (&str, Option<&str>), csv: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let records = records(csv);
    let (header, rows) = records
        .split_first()
        .unwrap_or((const { &Vec::new() }, &[]));
    let numbers = header.iter().enumerate().filter(|(column, _)| {
        let mut cells = rows.iter().filter_map(|row| row.get(*column));
        cells.any(|(text, is_text)| !is_text && !text.is_empty())
    });
    let types = numbers.map(|(_, (name, _))| format!("{{{}, type number}}", quoted(name)));
    let types = types.collect::<Vec<_>>().join(", ");
    let shown = token.map(|token| format!(", [Headers = [Authorization = \"Bearer {token}\"]]"));
    let shown = shown.unwrap_or_default();
    format!(
        "let\n    Bron = Csv.Document(Web.Contents({}{shown}), [Delimiter = \",\", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),\n    Tabel = Table.PromoteHeaders(Bron, [PromoteAllScalars = true]),\n    Getypeerd = Table.TransformColumnTypes(Tabel, {{{types}}}, \"en-US\")\nin\n    Getypeerd",
        quoted(address)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str =
        "\"naam\",\"jaar\",\"bedrag\"\n\"De \"\"Bilt\"\", zuid\",2026,-1.50\n\"12\",2027,\n";

    #[test]
    fn texts_are_texts_and_numbers_are_numbers() {
        let all = records(CSV);
        assert_eq!(all.len(), 3);
        assert_eq!(all[1][0], ("De \"Bilt\", zuid".to_owned(), true));
        assert_eq!(all[2][0], ("12".to_owned(), true));
        assert_eq!(all[2][2], (String::new(), false));
    }

    #[test]
    fn no_head_is_empty_or_stands_twice() {
        let header = ["naam", "", "Naam", "", "naam 2"].map(|name| (name.to_owned(), true));
        let wanted = ["naam", "-", "Naam 2", "- 2", "naam 2 2"];
        assert_eq!(heads(&header), wanted);
    }

    #[test]
    fn power_query_is_told_which_columns_are_numbers() {
        let text = power_query(("http://127.0.0.1:8421/api/run.csv?set=a%3D\"", None), CSV);
        assert!(text.contains("Web.Contents(\"http://127.0.0.1:8421/api/run.csv?set=a%3D\"\"\")"));
        assert!(
            text.contains("{{\"jaar\", type number}, {\"bedrag\", type number}}"),
            "{text}"
        );
    }
}
