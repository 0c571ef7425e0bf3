//! The rows of a baseline.

use std::collections::HashMap;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};

use super::document::at_line;
use super::simulation;
use crate::export::Level;
use crate::gemeente::provincie_code;
use crate::input::diagnostic::Diagnostic;
use crate::input::source::Source;
use crate::terms::Text;
use crate::terms::noun::FIELDS;

/// A row with more or fewer fields than the header: often a figure with a comma in it.
fn wrong_length(
    source: &Arc<Source>,
    line: u64,
    record: &ByteRecord,
    columns: usize,
) -> Diagnostic {
    let found = record.len();
    let fields = FIELDS.counted(found);
    let message = Text::new(
        format!("deze rij heeft {fields}, de kopregel {columns}"),
        format!("this row has {fields:#}, the header {columns}"),
    );
    let is_thousands = |field: &[u8]| {
        let text = std::str::from_utf8(field).unwrap_or_default();
        let mut groups = text.trim_start_matches('-').split('.');
        let first = groups.next().unwrap_or_default();
        let rest: Vec<&str> = groups.collect();
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        (1..=3).contains(&first.len())
            && is_number(first)
            && !rest.is_empty()
            && rest
                .iter()
                .all(|group| group.len() == 3 && is_number(group))
    };
    let comma = record
        .iter()
        .position(is_thousands)
        .filter(|_| found > columns);
    let diagnostic = at_line(source, line, message);
    match comma.and_then(|place| Some((record.get(place)?, record.get(place + 1)?))) {
        Some((whole, cents)) => {
            let [whole, cents] = [whole, cents].map(String::from_utf8_lossy);
            diagnostic.label(Text::new(
                format!("`{whole},{cents}` is een bedrag met een decimale komma"),
                format!("`{whole},{cents}` is an amount with a decimal comma"),
            ))
        }
        None if found < columns && !source.text.ends_with('\n') => diagnostic.label(Text::fixed(
            "het bestand breekt hier af",
            "the file breaks off here",
        )),
        None => diagnostic,
    }
}

/// The rows of a baseline by what they are about.
pub(crate) struct BaselineRows {
    pub columns: Vec<String>,
    /// By key: the line and the fields.
    pub rows: HashMap<Vec<u8>, (u64, ByteRecord)>,
    /// The keys in the order of the file.
    pub order: Vec<Vec<u8>>,
    /// The line of the header.
    pub header: u64,
}

impl BaselineRows {
    /// Reads what follows byte `start`; `keys` are the columns that say what a row
    /// is about.
    ///
    /// # Errors
    /// No readable CSV, a column that is missing, a row that stands twice.
    pub fn read(source: &Arc<Source>, start: usize, wanted: &[&str]) -> Result<Self, Diagnostic> {
        let text = &source.text[start..];
        let skipped = source.text[..start].matches('\n').count() as u64;
        let mut reader = ReaderBuilder::new()
            .comment(Some(b'#'))
            .flexible(true)
            .from_reader(text.as_bytes());
        let broken = |error: &csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            let message = Text::new(
                format!("geen leesbare CSV: {error}"),
                format!("no readable CSV: {error}"),
            );
            at_line(source, skipped + line, message)
        };
        let names = reader.headers().map_err(|error| broken(&error))?.clone();
        let header = skipped + names.position().map_or(1, csv::Position::line);
        let columns: Vec<String> = names.iter().map(str::to_owned).collect();
        let keys: Option<Vec<usize>> = wanted
            .iter()
            .map(|key| columns.iter().position(|column| column == key))
            .collect();
        let Some(keys) = keys else {
            let wanted = wanted.join(", ");
            let message = Text::new(
                format!("de kopregel van de baseline mist een van: {wanted}"),
                format!("the header of the baseline lacks one of: {wanted}"),
            );
            return Err(at_line(source, header, message));
        };
        let mut rows = HashMap::new();
        let mut order = Vec::new();
        for record in reader.byte_records() {
            let record = record.map_err(|error| broken(&error))?;
            let record = with_code(record, &columns);
            let line = skipped + record.position().map_or(1, csv::Position::line);
            if record.len() != columns.len() {
                return Err(wrong_length(source, line, &record, columns.len()));
            }
            let mut key = Vec::new();
            for &index in &keys {
                key.extend_from_slice(&record[index]);
                key.push(b',');
            }
            order.push(key.clone());
            if rows.insert(key, (line, record)).is_some() {
                let message = Text::fixed(
                    "deze rij staat twee keer in de baseline",
                    "this row stands twice in the baseline",
                );
                return Err(at_line(source, line, message));
            }
        }
        Ok(Self {
            columns,
            rows,
            order,
            header,
        })
    }

    /// The text in a column of a row.
    pub fn field<'a>(&self, row: &'a ByteRecord, name: &str) -> Option<&'a str> {
        let index = self.columns.iter().position(|column| column == name)?;
        std::str::from_utf8(row.get(index)?).ok()
    }
}

/// A baseline of before provincies had codes leaves them out: with them its rows are
/// about the same as those of now.
fn with_code(record: ByteRecord, columns: &[String]) -> ByteRecord {
    let [level, code, naam] = simulation::AREA_KEYS;
    let at = |name: &str| columns.iter().position(|column| column == name);
    let (Some(level), Some(code), Some(naam)) = (at(level), at(code), at(naam)) else {
        return record;
    };
    let is_old = record.get(level) == Some(Level::Provincie.word().as_bytes())
        && record.get(code).is_some_and(<[u8]>::is_empty);
    let known = record.get(naam).filter(|_| is_old);
    let Some(known) = known.and_then(|naam| std::str::from_utf8(naam).ok()) else {
        return record;
    };
    let known = provincie_code(known).as_bytes();
    let fields = record.iter().enumerate();
    let mut filled: ByteRecord = fields
        .map(|(index, field)| if index == code { known } else { field })
        .collect();
    filled.set_position(record.position().cloned());
    filled
}
