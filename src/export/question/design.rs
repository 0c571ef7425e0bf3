//! Every point of a design of many runs with its answer, for programs that reckon the same
//! from them.

use super::figure_text;
use crate::export::csv::{CsvColumn, CsvText};
use crate::question::Target;
use crate::question::global::{DesignPlace, GlobalDesign};

/// A row for every run: the number of its base point or trajectory, what it is there (`A`, `B`,
/// or the key that moved), the coordinate of every key from 0 to 1, and the answer.
pub fn design_csv(target: &Target, design: &GlobalDesign) -> String {
    let keys = &design.keys;
    let head = ["punt", "rij"].into_iter();
    let head = head.chain(keys.iter().map(String::as_str));
    let head: Vec<&str> = head.chain(["uitkomst"]).collect();
    let numbers = keys.iter().map(|_| CsvColumn::number(""));
    let columns = [CsvColumn::whole(""), CsvColumn::text("")].into_iter();
    let columns = columns.chain(numbers).chain([CsvColumn::number("")]);
    let columns: Vec<CsvColumn> = columns.collect();
    let mut rows = CsvText::below_header(&columns);
    let kind = target.kind();
    for row in design.rows() {
        rows.field(&row.number.to_string());
        rows.field(match row.which {
            DesignPlace::A => "A",
            DesignPlace::B => "B",
            DesignPlace::Factor(factor) => &keys[factor],
        });
        for at in &row.point {
            rows.field(&at.to_string());
        }
        // An answer is a whole number of cents or people.
        rows.field(&figure_text(kind, row.answer as i64));
        rows.end();
    }
    format!("{}\n{}", head.join(","), rows.into_text())
}
