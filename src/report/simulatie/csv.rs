//! A simulation as long CSV.

use super::super::csv::{csv_text, share_text};
use super::rijen::{Inhoud, Regel, for_each, for_each_unit};
use crate::money::Cents;
use crate::simulate::shard::Part;

/// The columns of the CSV.
pub const HEADER: [&str; 16] = [
    "scenario",
    "level",
    "code",
    "naam",
    "jaar",
    "veld",
    "gemiddelde",
    "sd",
    "p5",
    "p25",
    "p50",
    "p75",
    "p95",
    "min",
    "max",
    "fout_p50",
];

/// Long CSV: a row for every scenario or difference, unit, year and field.
pub fn simulation_csv(part: &Part) -> String {
    let mut text = csv_text(std::iter::once(HEADER.map(str::to_owned).to_vec()));
    let form = |rows: Vec<Regel<'_>>| csv_text(rows.into_iter().map(record));
    for_each_unit(part, form, |rows| text.push_str(&rows));
    text
}

/// The rows of [`simulation_csv`] below its header, one by one: of many
/// gemeenten together they are large.
pub fn simulation_records(part: &Part, visit: impl FnMut(Vec<String>)) {
    for_each(part, |row| Some(record(row)), visit);
}

/// The fields of one row.
fn record(row: Regel<'_>) -> Vec<String> {
    let mut fields = vec![
        row.scenario.to_owned(),
        row.level.to_owned(),
        row.code.to_owned(),
        row.naam.to_owned(),
        row.jaar.to_string(),
        row.veld.to_owned(),
    ];
    let amount = |cents: i64| Cents::new(cents).plain();
    let optional = |cents: Option<i64>| cents.map_or_else(String::new, amount);
    match row.inhoud {
        Inhoud::Verdeling(it) => {
            fields.extend([amount(it.mean), optional(it.sd)]);
            let quantiles = [it.p5, it.p25, it.p50, it.p75, it.p95];
            fields.extend(quantiles.map(|quantile| amount(quantile.value)));
            fields.extend([amount(it.min), amount(it.max), optional(it.p50.error)]);
        }
        Inhoud::Kans(millionths) => {
            fields.push(share_text(millionths));
            fields.extend(std::iter::repeat_n(String::new(), 9));
        }
    }
    fields
}
