//! What an OpenDocument says beside its cells, and that it repeats no cell more often
//! than memory has room for.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::grid::{FormulaResult, Marks};
use super::runs::Runs;
use super::xlsx::{in_namespace, not_xml};
use crate::terms::Text;

/// Cells of a sheet, those that are repeated counted as often as they are.
const MOST_CELLS: u64 = 5_000_000;

/// Spaces that one mark stands for.
const MOST_SPACES: u64 = 1_000;

/// Columns of a sheet.
const MOST_COLUMNS: u64 = 16_384;

/// The table that is being read.
#[derive(Debug, Default)]
struct Table {
    name: String,
    marks: Marks,
    row: u64,
    rows: u64,
    column: u64,
    /// The width of the widest row, and that of all rows together.
    widest: u64,
    cells: u64,
    /// The row behind the last with anything in it.
    used: u64,
    /// Groups of rows that are folded away, and all groups, around this row.
    folded: Vec<bool>,
}

fn number(element: &BytesStart<'_>, name: &str) -> Result<u64, Text> {
    let Some(text) = in_namespace(element, name) else {
        return Ok(1);
    };
    text.parse()
        .map_err(|_| Text::same(format!("{name}=\"{text}\"")))
}

/// The marks of every table by its name.
pub(super) fn tables(text: &str) -> Result<BTreeMap<String, Marks>, Text> {
    let mut reader = Reader::from_str(text);
    let mut found = BTreeMap::new();
    let mut table: Option<Table> = None;
    let mut depth = 0_u64;
    let mut inside = Inside::default();
    loop {
        let event = reader.read_event().map_err(|error| not_xml(&error))?;
        let at = table
            .as_ref()
            .map(|own| (own.row as u32, own.column as u32));
        if inside.sees(&event)
            && let (Some(own), Some((row, column))) = (table.as_mut(), at)
        {
            // Its column was passed when it began.
            own.marks.otherwise.insert((row, column.saturating_sub(1)));
        }
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let is_empty = matches!(event, Event::Empty(_));
                depth += u64::from(!is_empty);
                started(element, &mut table)?;
                if is_empty {
                    ended(element.local_name().as_ref(), &mut table, &mut found)?;
                }
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                ended(element.local_name().as_ref(), &mut table, &mut found)?;
            }
            Event::Eof if depth == 0 => return Ok(found),
            Event::Eof => {
                return Err(Text::fixed("het houdt halverwege op", "it ends half way"));
            }
            _ => {}
        }
    }
}

/// Where the texts of an OpenDocument are read.
#[derive(Debug, Default)]
struct Inside {
    /// The style that is being described, and those of letters above or below the line.
    style: String,
    raised: BTreeSet<String>,
    runs: Runs,
    /// The spans around what is read, each with whether it stands above or below the line.
    spans: Vec<bool>,
    is_text: bool,
    is_remark: bool,
}

impl Inside {
    /// Follows styles and texts; whether a cell ends here that reads otherwise than it looks.
    fn sees(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                self.begins(element, matches!(event, Event::Empty(_)));
            }
            Event::Text(text) if self.is_text && !self.is_remark => {
                self.runs.begin(self.spans.contains(&true));
                self.runs.read(text);
            }
            Event::End(element) => match element.local_name().as_ref() {
                "span" => drop(self.spans.pop()),
                "annotation" => self.is_remark = false,
                "table-cell" | "covered-table-cell" => {
                    self.is_text = false;
                    return std::mem::take(&mut self.runs).reads_otherwise();
                }
                _ => {}
            },
            _ => {}
        }
        false
    }

    fn begins(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        match element.local_name().as_ref() {
            "style" => self.style = in_namespace(element, "name").unwrap_or_default(),
            "text-properties" => {
                let height = in_namespace(element, "text-position").unwrap_or_default();
                let height = height.split(' ').next().unwrap_or_default();
                if !matches!(height, "" | "0%") {
                    self.raised.insert(self.style.clone());
                }
            }
            "span" if !is_empty => {
                let style = in_namespace(element, "style-name");
                self.spans
                    .push(style.is_some_and(|style| self.raised.contains(&style)));
            }
            "annotation" => self.is_remark = !is_empty,
            // The text of a number is how it is shown, and its value is read.
            "table-cell" | "covered-table-cell" => {
                let kind = in_namespace(element, "value-type");
                self.is_text = !is_empty && kind.as_deref() == Some("string");
            }
            _ => {}
        }
    }
}

fn started(element: &BytesStart<'_>, table: &mut Option<Table>) -> Result<(), Text> {
    let name = element.local_name();
    let name: &str = name.as_ref();
    if name == "s" && number(element, "c")? > MOST_SPACES {
        return Err(too_many());
    }
    if name == "table" {
        if table.is_some() {
            return Err(Text::fixed(
                "er staat een tabel in een tabel",
                "there is a table within a table",
            ));
        }
        *table = Some(Table {
            name: in_namespace(element, "name").unwrap_or_default(),
            ..Table::default()
        });
    }
    let Some(table) = table else {
        return Ok(());
    };
    match name {
        "table-row-group" => {
            table
                .folded
                .push(in_namespace(element, "display").as_deref() == Some("false"));
        }
        "table-row" => {
            table.rows = number(element, "number-rows-repeated")?;
            table.column = 0;
            let shown = in_namespace(element, "visibility");
            let is_shown = shown.is_none_or(|it| it == "visible");
            if !is_shown || table.folded.contains(&true) {
                let [first, last] =
                    [table.row, table.row.saturating_add(table.rows)].map(|row| row.min(1 << 20));
                table
                    .marks
                    .hidden
                    .extend((first..last).map(|row| row as u32));
            }
        }
        "table-cell" | "covered-table-cell" => cell(element, table)?,
        _ => {}
    }
    Ok(())
}

fn cell(element: &BytesStart<'_>, table: &mut Table) -> Result<(), Text> {
    let (row, column) = (table.row as u32, table.column as u32);
    let repeated = number(element, "number-columns-repeated")?.min(MOST_COLUMNS);
    let has_value = in_namespace(element, "value-type").is_some();
    let has_formula = in_namespace(element, "formula").is_some();
    let spans = [
        number(element, "number-rows-spanned")?,
        number(element, "number-columns-spanned")?,
    ];
    if spans != [1, 1] {
        let last = |first: u32, span: u64| first.saturating_add(span.clamp(1, 1 << 20) as u32 - 1);
        let range = [row, column, last(row, spans[0]), last(column, spans[1])];
        table.marks.merged.push(range);
    }
    if has_formula {
        table
            .marks
            .formulas
            .push((row, column, FormulaResult::of(has_value)));
    }
    table.column = (table.column + repeated).min(MOST_COLUMNS);
    if has_value || has_formula {
        table.cells += table.column;
        table.widest = table.widest.max(table.column);
        table.used = table.row.saturating_add(table.rows);
        if table.cells > MOST_CELLS {
            return Err(too_many());
        }
    }
    Ok(())
}

fn ended(
    name: &str,
    table: &mut Option<Table>,
    found: &mut BTreeMap<String, Marks>,
) -> Result<(), Text> {
    match (name, table.as_mut()) {
        ("table-row", Some(own)) => {
            own.row = own.row.saturating_add(own.rows).min(u64::from(u32::MAX))
        }
        ("table-row-group", Some(own)) => drop(own.folded.pop()),
        ("table", Some(own)) => {
            if own.used.saturating_mul(own.widest) > MOST_CELLS {
                return Err(too_many());
            }
            let own = std::mem::take(own);
            found.insert(own.name, own.marks);
            *table = None;
        }
        _ => {}
    }
    Ok(())
}

fn too_many() -> Text {
    Text::fixed(
        "het herhaalt meer cellen dan een tabel heeft",
        "it repeats more cells than a table has",
    )
}
