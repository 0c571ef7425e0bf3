//! The country in a simulation, as a table.

use comfy_table::Cell as Vak;
use jiff::civil::Date;

use super::cells::{new_table, right, trimmed};
use crate::exact::money::Cents;
use crate::export::FEW_DRAWS;
use crate::export::Receipt;
use crate::export::simulation::SimulationContent;
use crate::export::simulation::rows::{rows, series};
use crate::report::words::receipt::receipt_line;
use crate::report::words::status::overlay;
use crate::simulate::part::Part;
use crate::simulate::statistics::{Quantile, Summary};
use crate::simulate::{Area, Draws};
use crate::terms::Lang;

/// The country per year: P5, P50 and P95 in millions, lines to quote, and the receipt.
/// `settings` were laid over every scenario; `date` is that of the receipt.
pub fn simulation_table(part: &Part, settings: &[String], date: Date, taal: Lang) -> String {
    let header = &part.header;
    let notation = taal.notation();
    let names = series(part);
    let mut text = format!(
        "SPUK inburgeringsvoorzieningen · {} · {} {}, {} {} · {}\n{}\n",
        names[..header.scenarios.len()].join(", "),
        notation.whole(i64::from(header.draws)),
        match header.draws {
            1 => taal.choose("trekking", "draw"),
            _ => taal.choose("trekkingen", "draws"),
        },
        taal.choose("zaad", "seed"),
        header.seed,
        taal.choose("in miljoenen euro's", "in millions of euros"),
        overlay(settings, taal),
    );
    let mut table = new_table();
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
    const COUNTRY: usize = 0;
    let all = names.iter().enumerate();
    for row in all.flat_map(|(index, name)| rows(part, (index, name), COUNTRY)) {
        let SimulationContent::Verdeling(it) = row.inhoud else {
            continue;
        };
        if !["uitkering_voorlopig", "uitkering_definitief", "kas"].contains(&row.veld) {
            continue;
        }
        for (name, quantile) in [("P5", it.p5), ("P50", it.p50), ("P95", it.p95)] {
            let label = [row.scenario, row.veld, name].map(str::to_owned);
            match lines.iter_mut().find(|(known, _)| *known == label) {
                Some((_, values)) => values.push(millions(quantile, taal)),
                None => lines.push((label, vec![millions(quantile, taal)])),
            }
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
    text.push_str(&quotes(part, &names, taal));
    text.push_str(&format!(
        "\n{}\n",
        receipt_line(&Receipt::of_part(part, date), taal)
    ));
    text
}

/// The definitieve uitkering of the last year of the first scenario, and how much
/// the others differ from it, each as a sentence. Few draws make no range.
fn quotes(part: &Part, names: &[String], taal: Lang) -> String {
    let header = &part.header;
    let (Some(jaar), true) = (header.labels.jaren.last(), header.draws >= FEW_DRAWS) else {
        return String::new();
    };
    let uitslag = Draws(part);
    let summary = |reeks| {
        let last = header.labels.jaren.len() - 1;
        let cell = uitslag.cel(reeks, Area::Landelijk, last, "uitkering_definitief");
        cell.and_then(Summary::of)
    };
    let range = |it: &Summary| {
        format!(
            "{} {} {} {}",
            millions(it.p5, taal),
            taal.choose("en", "and"),
            millions(it.p95, taal),
            taal.choose("miljoen euro", "million euros"),
        )
    };
    let median = |it: &Summary| {
        let median = taal.choose("mediaan", "median");
        format!("{median} {}", millions(it.p50, taal))
    };
    let mut text = String::new();
    if let Some(it) = summary(0) {
        text.push_str(&format!(
            "\nIn {jaar}: {} {} ({}; {}).\n",
            taal.choose(
                "met 90% kans ligt de definitieve uitkering tussen",
                "with 90% probability the final grant lies between"
            ),
            range(&it),
            median(&it),
            names[0],
        ));
    }
    for other in 1..header.scenarios.len() {
        if let Some(it) = summary(uitslag.verschil_reeks(other)) {
            text.push_str(&format!(
                "{} {} {} {}: {} {} ({}).\n",
                taal.choose("Verschil van", "Difference of"),
                names[other],
                taal.choose("met", "with"),
                names[0],
                taal.choose("met 90% kans tussen", "with 90% probability between"),
                range(&it),
                median(&it),
            ));
        }
    }
    text
}

fn millions(quantile: Quantile, taal: Lang) -> String {
    taal.notation().millions(Cents::new(quantile.value))
}
