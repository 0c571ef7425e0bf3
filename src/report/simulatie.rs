//! What a simulation says: long CSV, JSON, and the country as a table.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell as Vak, CellAlignment, Table};
use serde_json::{Value, json};

use super::csv::csv_text;
use super::json::{euros, pretty};
use super::receipt::{Bestand, Receipt};
use super::taal::Taal;
use super::table::trimmed;
use crate::money::{Cents, round_half_up};
use crate::simulate::shard::Part;
use crate::simulate::statistics::{Quantile, Summary};
use crate::simulate::{Eenheid, KANSEN, Uitslag, VELDEN, reeksen};

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

/// One row: what, where, when, and either a distribution or a probability.
pub(super) struct Regel<'a> {
    pub scenario: String,
    pub level: &'static str,
    pub code: &'a str,
    pub naam: &'a str,
    pub jaar: u16,
    pub veld: &'static str,
    pub inhoud: Inhoud,
}

pub(super) enum Inhoud {
    Verdeling(Box<Summary>),
    /// Millionths.
    Kans(i64),
}

/// The names of the scenarios, then of their differences with the first.
fn series(part: &Part) -> Vec<String> {
    let scenarios = part.header.scenarios.iter();
    reeksen(&scenarios.map(|one| one.name.as_str()).collect::<Vec<_>>())
}

/// Calls `visit` for every row: by series, unit, year and field.
pub(super) fn for_each(part: &Part, mut visit: impl FnMut(Regel<'_>)) {
    let labels = &part.header.labels;
    let years = labels.jaren.len();
    let sums = 1 + labels.provincies.len();
    let units = sums + labels.gemeenten.len();
    let scenarios = part.header.scenarios.len();
    for (index, scenario) in series(part).iter().enumerate() {
        for unit in 0..units {
            let (eenheid, level, code, naam) = match unit {
                0 => (Eenheid::Landelijk, "landelijk", "NL", "Nederland"),
                _ if unit < sums => {
                    let own = unit - 1;
                    let naam = labels.provincies[own].as_str();
                    (Eenheid::Provincie(own), "provincie", "", naam)
                }
                _ => {
                    let own = unit - sums;
                    let (code, naam) = &labels.gemeenten[own];
                    let eenheid = Eenheid::Gemeente(own);
                    (eenheid, "gemeente", code.as_str(), naam.as_str())
                }
            };
            for (year, &jaar) in labels.jaren.iter().enumerate() {
                let row = |veld, inhoud| Regel {
                    scenario: scenario.clone(),
                    level,
                    code,
                    naam,
                    jaar,
                    veld,
                    inhoud,
                };
                for veld in VELDEN {
                    let cell = Uitslag(part).cel(index, eenheid, year, veld);
                    if let Some(summary) = cell.and_then(Summary::of) {
                        visit(row(veld, Inhoud::Verdeling(Box::new(summary))));
                    }
                }
                if index < scenarios {
                    let first = ((index * units + unit) * years + year) * KANSEN.len();
                    let counts = &part.counters[0].counts[first..];
                    let budget = unit == 0 && labels.begroting[index * years + year];
                    for (place, (kans, &count)) in KANSEN.iter().zip(counts).enumerate() {
                        if place < 2 || budget {
                            let draws = i128::from(part.header.draws);
                            let share = round_half_up(i128::from(count) * 1_000_000, draws);
                            visit(row(kans, Inhoud::Kans(share as i64)));
                        }
                    }
                }
            }
        }
    }
}

/// Long CSV: a row for every scenario or difference, unit, year and field.
pub fn simulation_csv(part: &Part) -> String {
    let mut records = vec![HEADER.map(str::to_owned).to_vec()];
    simulation_records(part, |record| records.push(record));
    csv_text(records.into_iter())
}

/// The rows of [`simulation_csv`] below its header, one by one: of many
/// gemeenten together they are large.
pub fn simulation_records(part: &Part, mut visit: impl FnMut(Vec<String>)) {
    for_each(part, |row| {
        let mut fields = vec![
            row.scenario,
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
                fields.push(format!(
                    "{}.{:06}",
                    millionths / 1_000_000,
                    millionths % 1_000_000
                ));
                fields.extend(std::iter::repeat_n(String::new(), 9));
            }
        }
        visit(fields);
    });
}

/// The same rows with the Monte Carlo error of every quantile, and the receipt.
pub fn simulation_json(part: &Part) -> String {
    let mut rows = Vec::new();
    for_each(part, |row| {
        let mut value = json!({
            "scenario": row.scenario,
            "level": row.level,
            "code": row.code,
            "naam": row.naam,
            "jaar": row.jaar,
            "veld": row.veld,
        });
        let money = |cents: i64| euros(Cents::new(cents));
        match row.inhoud {
            Inhoud::Verdeling(it) => {
                let quantile = |quantile: Quantile| {
                    json!({
                        "waarde": money(quantile.value),
                        "fout": quantile.error.map(money),
                        "onnauwkeurigheid": money(quantile.resolution),
                    })
                };
                value["gemiddelde"] = money(it.mean);
                value["fout_gemiddelde"] = json!(it.mean_error.map(money));
                value["sd"] = json!(it.sd.map(money));
                for (key, it) in [
                    ("p5", it.p5),
                    ("p25", it.p25),
                    ("p50", it.p50),
                    ("p75", it.p75),
                    ("p95", it.p95),
                ] {
                    value[key] = quantile(it);
                }
                value["min"] = money(it.min);
                value["max"] = money(it.max);
            }
            Inhoud::Kans(millionths) => {
                let share = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
                let number: serde_json::Number = share.parse().expect("a share is a number");
                value["kans"] = Value::Number(number);
            }
        }
        rows.push(value);
    });
    let header = &part.header;
    let files = header.labels.bestanden.iter();
    let scenarios = header.scenarios.iter();
    let shas: Vec<String> = scenarios
        .map(|one| super::receipt::hex(&one.sha256))
        .collect();
    let receipt = Receipt {
        programma: "spuk",
        versie: env!("CARGO_PKG_VERSION"),
        commit: env!("SPUK_COMMIT"),
        scenario: series(part)[..header.scenarios.len()].join(", "),
        scenario_sha256: shas.join(" "),
        invoer_sha256: shas.join(" "),
        bestanden: files
            .map(|(naam, sha256)| Bestand {
                naam: naam.clone(),
                sha256: sha256.clone(),
            })
            .collect(),
        zaad: Some(header.seed),
        trekkingen: Some(u64::from(header.draws)),
        datum: super::receipt::today(),
    };
    pretty(&json!({
        "eenheid": "euro",
        "regels": rows,
        "ontvangstbewijs": receipt,
    }))
}

/// The country per year: P5, P50 and P95 in millions, and a line to quote.
pub fn simulation_table(part: &Part, taal: Taal) -> String {
    let header = &part.header;
    let notation = taal.notation();
    let names = series(part);
    let mut text = format!(
        "SPUK inburgeringsvoorzieningen · {} · {} {}, {} {} · {}\n\n",
        names[..header.scenarios.len()].join(", "),
        notation.whole(i64::from(header.draws)),
        taal.kies("trekkingen", "draws"),
        taal.kies("zaad", "seed"),
        header.seed,
        taal.kies("in miljoenen euro's", "in millions of euros"),
    );
    let right = |text: String| Vak::new(text).set_alignment(CellAlignment::Right);
    let mut table = Table::new();
    table.load_style(NOTHING);
    let mut first = vec![Vak::new(""), Vak::new(""), Vak::new("")];
    first.extend(
        header
            .labels
            .jaren
            .iter()
            .map(|jaar| right(jaar.to_string())),
    );
    table.add_row(first);
    let mut lines: Vec<([String; 3], Vec<String>)> = Vec::new();
    let mut quote = String::new();
    for_each(part, |row| {
        let Inhoud::Verdeling(it) = row.inhoud else {
            return;
        };
        if row.level != "landelijk"
            || !["uitkering_voorlopig", "uitkering_definitief", "kas"].contains(&row.veld)
        {
            return;
        }
        let millions = |quantile: Quantile| notation.millions(Cents::new(quantile.value));
        for (name, quantile) in [("P5", it.p5), ("P50", it.p50), ("P95", it.p95)] {
            let label = [row.scenario.clone(), row.veld.to_owned(), name.to_owned()];
            match lines.iter_mut().find(|(known, _)| *known == label) {
                Some((_, values)) => values.push(millions(quantile)),
                None => lines.push((label, vec![millions(quantile)])),
            }
        }
        let last = header.labels.jaren.last() == Some(&row.jaar);
        if last && row.veld == "uitkering_definitief" && row.scenario == names[0] {
            quote = format!(
                "{} {}: {} {} {} {} {} ({} {}; {}).\n",
                taal.kies("In", "In"),
                row.jaar,
                taal.kies(
                    "met 90% kans ligt de definitieve uitkering tussen",
                    "with 90% probability the final grant lies between"
                ),
                millions(it.p5),
                taal.kies("en", "and"),
                millions(it.p95),
                taal.kies("miljoen euro", "million euros"),
                taal.kies("mediaan", "median"),
                millions(it.p50),
                row.scenario,
            );
        }
    });
    let mut before = ["", "", ""].map(str::to_owned);
    for (label, values) in lines {
        let shown = [
            if label[0] == before[0] { "" } else { &label[0] },
            if label[..2] == before[..2] {
                ""
            } else {
                &label[1]
            },
            &label[2],
        ];
        let mut cells: Vec<Vak> = shown.map(Vak::new).into();
        cells.extend(values.into_iter().map(right));
        table.add_row(cells);
        before = label;
    }
    text.push_str(&trimmed(&table));
    text.push_str(&format!("\n{quote}"));
    text
}
