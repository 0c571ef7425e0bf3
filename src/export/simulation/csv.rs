//! A simulation as long CSV.

use std::fmt::{Display, Write};

use super::rows::{
    AMOUNTS, AreaChoice, SimulationContent, SimulationRow, amounts, for_each, for_each_unit,
};
use crate::exact::money::Cents;
use crate::export::csv::{CsvColumn, CsvText, IN_MEMORY, share_text};
use crate::simulate::part::Part;

/// The columns of the CSV. A row with a probability has it in place of the mean.
pub const COLUMNS: [CsvColumn; 16] = [
    CsvColumn::text("scenario"),
    CsvColumn::text("level"),
    CsvColumn::text("code"),
    CsvColumn::text("naam"),
    CsvColumn::whole("jaar"),
    CsvColumn::text("veld"),
    CsvColumn::euros("gemiddelde"),
    CsvColumn::euros("sd"),
    CsvColumn::euros("p5"),
    CsvColumn::euros("p25"),
    CsvColumn::euros("p50"),
    CsvColumn::euros("p75"),
    CsvColumn::euros("p95"),
    CsvColumn::euros("min"),
    CsvColumn::euros("max"),
    CsvColumn::euros("fout_p50"),
];

/// Long CSV: a row for every scenario or difference, unit that is shown, year and field.
pub fn simulation_csv(part: &Part, areas: &AreaChoice) -> String {
    let mut text = CsvText::new(&COLUMNS).into_text();
    let form = |rows: Vec<SimulationRow<'_>>| {
        let (mut text, mut space) = (CsvText::below_header(&COLUMNS), String::new());
        for row in &rows {
            fields(row, &mut space, |field| text.field(field));
            text.end();
        }
        text.into_text()
    };
    for_each_unit((part, areas), form, |rows| text.push_str(&rows));
    text
}

/// The rows of [`simulation_csv`] below its header, one by one: of many
/// gemeenten together they are large.
pub fn simulation_records(part: &Part, visit: impl FnMut(Vec<String>)) {
    let record = |row: SimulationRow<'_>| {
        let mut record = Vec::with_capacity(COLUMNS.len());
        fields(&row, &mut String::new(), |field| {
            record.push(field.to_owned())
        });
        record
    };
    for_each(
        (part, &AreaChoice::default()),
        |row| Some(record(row)),
        visit,
    );
}

/// Calls `put` with every field of a row; numbers are written in `space` first.
fn fields(row: &SimulationRow<'_>, space: &mut String, mut put: impl FnMut(&str)) {
    for text in [row.scenario, row.level, row.code, row.naam] {
        put(text);
    }
    put(written(space, row.jaar));
    put(row.veld);
    match &row.inhoud {
        SimulationContent::Verdeling(it) => {
            for cents in amounts(it) {
                match cents {
                    Some(cents) => put(written(space, Cents::new(cents))),
                    None => put(""),
                }
            }
        }
        SimulationContent::Kans(millionths) => {
            put(&share_text(*millionths));
            (1..AMOUNTS).for_each(|_| put(""));
        }
    }
}

/// The text of a number, in memory that is used again.
fn written(space: &mut String, number: impl Display) -> &str {
    space.clear();
    write!(space, "{number}").expect(IN_MEMORY);
    space
}
