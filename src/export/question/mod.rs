//! Answers to questions beyond a scenario.

mod design;
mod frontier;
mod sensitivity;
mod solve;
mod words;

pub use design::design_csv;
pub(crate) use frontier::frontier_value;
pub use frontier::{frontier_csv, frontier_json, table_of_frontier};
pub(crate) use sensitivity::weights_value;
pub use sensitivity::{sensitivity_csv, sensitivity_json, table_of_sensitivity};
pub use solve::{solve_csv, solve_json, table_of_solve};
pub use words::{
    FrontierWords, MOST_DECIMALS, MOST_POINTS, MOST_SOLVE_DRAWS, MOST_STEPS, SensitivityWords,
    SolveWords, WhomWords, manner_named, method_named,
};

use serde_json::{Value, json};

use super::csv::{CsvColumn, CsvKind};
use super::json::euros;
use super::rows::{RowUnit, Selection, units};
use crate::exact::money::Cents;
use crate::gemeente::Gemeenten;
use crate::question::{OfDraws, Over, Target, TargetKind, TargetUnit};

/// The units of a selection, for a question about each.
pub fn target_units(gemeenten: &Gemeenten, keuze: &Selection) -> Vec<TargetUnit> {
    let own = units(gemeenten, keuze).into_iter();
    let unit = |unit: RowUnit| TargetUnit {
        // Some gemeenten of a provincie are told apart by the provincie.
        name: match unit.gm_code.is_empty() && !unit.provincie.is_empty()
            || unit.gemeente.is_empty()
        {
            true => unit.provincie,
            false => unit.gemeente,
        },
        code: unit.gm_code,
        members: unit.leden,
    };
    own.map(unit).collect()
}

/// A figure as it stands in CSV: euros with cents, people, or a share.
pub(crate) fn figure_text(kind: TargetKind, value: i64) -> String {
    match kind {
        TargetKind::People => value.to_string(),
        TargetKind::Cents => Cents::new(value).plain(),
        TargetKind::Millionths => millionths(value),
    }
}

/// A figure as a number of JSON.
pub(crate) fn figure_value(kind: TargetKind, value: i64) -> Value {
    match kind {
        TargetKind::People => json!(value),
        TargetKind::Cents => euros(Cents::new(value)),
        TargetKind::Millionths => {
            let number = millionths(value).parse().expect("digits are a number");
            Value::Number(number)
        }
    }
}

/// Millionths as a number with six decimals, with its sign.
pub(crate) fn millionths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", super::csv::share_text(value.abs()))
}

/// What figures are in.
fn unit_word(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::People => "personen",
        TargetKind::Cents => "euro",
        TargetKind::Millionths => "deel",
    }
}

/// A row of CSV as an object: numbers as numbers, what is empty as nothing.
fn object(columns: &[CsvColumn], row: &[String]) -> Value {
    let pairs = columns.iter().zip(row).map(|(column, field)| {
        let value = match (column.kind, field.is_empty()) {
            (_, true) => Value::Null,
            (CsvKind::Text, _) => json!(field),
            (CsvKind::Number | CsvKind::Whole | CsvKind::Decimal(_), _) => {
                field.parse().map_or(Value::Null, Value::Number)
            }
        };
        (column.name.to_owned(), value)
    });
    Value::Object(pairs.collect())
}

/// What a question is about.
fn asked(target: &Target) -> Value {
    let years: Vec<u16> = target.years.iter().map(|jaar| jaar.get()).collect();
    let mut value = json!({
        "veld": target.column.name(),
        "eenheid": unit_word(target.kind()),
        "jaren": years,
    });
    if let Over::Draws { draws, seed, of } = target.over {
        let kind = match of {
            OfDraws::Quantile(share) => json!({ "kwantiel": millionths(share.into()) }),
            OfDraws::Above(figure) => {
                json!({ "kans_boven": figure_text(target.column_kind(), figure) })
            }
            OfDraws::Below(figure) => {
                json!({ "kans_onder": figure_text(target.column_kind(), figure) })
            }
        };
        value["trekkingen"] = json!(draws);
        value["zaad"] = json!(seed);
        value["van_de_trekkingen"] = kind;
    }
    value
}
