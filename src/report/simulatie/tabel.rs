//! The country in a simulation, as a table.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell as Vak, CellAlignment, Table};

use super::super::taal::Taal;
use super::super::table::trimmed;
use super::rijen::{Inhoud, rows, series};
use crate::money::Cents;
use crate::simulate::shard::Part;
use crate::simulate::statistics::Quantile;

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
    const COUNTRY: usize = 0;
    let all = names.iter().enumerate();
    for row in all.flat_map(|(index, name)| rows(part, (index, name), COUNTRY)) {
        let Inhoud::Verdeling(it) = row.inhoud else {
            continue;
        };
        if !["uitkering_voorlopig", "uitkering_definitief", "kas"].contains(&row.veld) {
            continue;
        }
        let millions = |quantile: Quantile| notation.millions(Cents::new(quantile.value));
        for (name, quantile) in [("P5", it.p5), ("P50", it.p50), ("P95", it.p95)] {
            let label = [row.scenario, row.veld, name].map(str::to_owned);
            match lines.iter_mut().find(|(known, _)| *known == label) {
                Some((_, values)) => values.push(millions(quantile)),
                None => lines.push((label, vec![millions(quantile)])),
            }
        }
        let last = header.labels.jaren.last() == Some(&row.jaar);
        if last && row.veld == "uitkering_definitief" && row.scenario == names[0] {
            quote = format!(
                "In {}: {} {} {} {} {} ({} {}; {}).\n",
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
    }
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
