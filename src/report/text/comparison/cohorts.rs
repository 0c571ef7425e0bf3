//! When the money of a cohort comes and when its costs, as tables.

use comfy_table::Cell;

use super::groups::percent;
use super::scale::AmountScale;
use crate::compare::{CohortFlow, CohortReconciliation, Comparison, cohorts_together};
use crate::exact::money::Cents;
use crate::export::comparison::rows::ComparedUnit;
use crate::model::Model;
use crate::projection::Projection;
use crate::report::text::cells::{in_blocks, new_table, right};
use crate::report::words::period::years_in_words;
use crate::terms::{Lang, Width};
use crate::uitkering::TERMIJNEN;

/// The cohorts of a group of gemeenten under both scenarios.
pub(crate) struct CohortTables {
    a: Vec<CohortFlow>,
    b: Vec<CohortFlow>,
    optelling: Option<CohortReconciliation>,
}

impl CohortTables {
    /// The streams of every cohort, summed over the gemeenten of the group.
    pub fn of(vergelijking: &Comparison<'_>, groep: &ComparedUnit) -> Self {
        let all = |model: &Model, projection: &Projection| {
            cohorts_together(model, projection, &groep.leden)
        };
        Self {
            a: all(vergelijking.a, &vergelijking.projectie_a),
            b: all(vergelijking.b, &vergelijking.projectie_b),
            optelling: CohortReconciliation::of(
                [
                    (vergelijking.a, &vergelijking.projectie_a),
                    (vergelijking.b, &vergelijking.projectie_b),
                ],
                &groep.leden,
            ),
        }
    }
}

/// Receipts beside costs, per cohort and scenario: what part of all that is
/// received for it has come, and been spent, after one, two and three years, and
/// how long gemeenten advance the rest.
pub(crate) fn streams(
    cohorten: &CohortTables,
    groep: &ComparedUnit,
    letter: &str,
    (taal, width): (Lang, Width),
) -> String {
    let notation = taal.notation();
    let maat = AmountScale::of(groep);
    let money = |amount: Cents| right(maat.shown(amount, taal));
    let mut table = new_table();
    let header = [
        (
            "ontvangen na\n1, 2, 3 jaar",
            "received after\n1, 2, 3 years",
        ),
        ("uitgegeven na\n1, 2, 3 jaar", "spent after\n1, 2, 3 years"),
        ("maanden\nvoorschot", "months of\nadvance"),
        ("grootste\nvoorschot", "largest\nadvance"),
        ("grootste\noverschot", "largest\nsurplus"),
        ("saldo na\n3 jaar", "balance\nafter 3 years"),
    ];
    let mut cells = vec![Cell::new("cohort")];
    cells.extend(header.map(|(nl, en)| right(taal.choose(nl, en))));
    table.add_row(cells);
    if cohorten.a.is_empty() && cohorten.b.is_empty() {
        return String::new();
    }
    for (name, streams) in [("A", &cohorten.a), (letter, &cohorten.b)] {
        for stream in streams {
            let (received, _) = stream.total();
            let running = stream.cumulatief();
            let shares = |pick: fn(&(Cents, Cents)) -> Cents| {
                let first = running.iter().take(TERMIJNEN);
                let shares = first.map(|pair| percent(pick(pair), received, notation));
                right(shares.collect::<Vec<_>>().join(" "))
            };
            let advance = stream.voorfinanciering();
            table.add_row(vec![
                Cell::new(format!("{name} {}", stream.cohort)),
                shares(|pair| pair.0),
                shares(|pair| pair.1),
                right(advance.maanden.to_string()),
                money(advance.grootste_voorschot),
                money(advance.grootste_overschot),
                money(advance.eindsaldo),
            ]);
        }
    }
    let note = taal.choose(
        "Alle cohorten met drie termijnen in de projectie, niet die van een fondsuitkering. Alleen\n\
         definitieve BA en kosten van asielstatushouders, gelijk over de maanden; uitgegeven als deel\n\
         van alles wat voor het cohort wordt ontvangen.",
        "All cohorts with three instalments in the projection, none of a fondsuitkering. Only final BA\n\
         and costs of asylum permit holders, evenly over the months; spent as a part of all that is\n\
         received for the cohort.",
    );
    let bedragen = taal.choose("Bedragen in", "Amounts in");
    let unit = maat.name(taal);
    format!("{}{bedragen} {unit}. {note}\n", in_blocks(&table, 1, width))
}

/// How the money of each cohort shifts in time: less in one year and more in a
/// later one is a dip that comes back. Cohorts are those of all years, `period`,
/// whatever years are asked for.
pub(crate) fn shifts(
    cohorten: &CohortTables,
    groep: &ComparedUnit,
    period: &str,
    (taal, width): (Lang, Width),
) -> String {
    let maat = AmountScale::of(groep);
    let mut table = new_table();
    let mut cells = vec![Cell::new("cohort")];
    cells.extend(["t", "t+1", "t+2", taal.choose("samen", "total")].map(right));
    table.add_row(cells);
    let mut any = false;
    for new in &cohorten.b {
        let Some(old) = cohorten.a.iter().find(|old| old.cohort == new.cohort) else {
            continue;
        };
        let years = old.ontvangen.iter().zip(&new.ontvangen).take(TERMIJNEN);
        let shifts: Vec<Cents> = years.map(|(&old, &new)| new - old).collect();
        let mut cells = vec![Cell::new(new.cohort.to_string())];
        cells.extend(
            shifts
                .iter()
                .chain([&shifts.iter().sum()])
                .map(|&amount| right(maat.shown(amount, taal))),
        );
        table.add_row(cells);
        any = true;
    }
    if !any {
        return String::new();
    }
    if let Some(parts) = &cohorten.optelling {
        let open = years_in_words(parts.cohorten, taal);
        let lines = [
            (
                taal.choose("helemaal betaald, samen", "paid in full, total")
                    .to_owned(),
                parts.af,
            ),
            (
                taal.choose(
                    format!("{open}, nog niet helemaal betaald"),
                    format!("{open}, not yet paid in full"),
                ),
                parts.lopend,
            ),
            (
                taal.choose(
                    format!("al het andere, {period}"),
                    format!("all else, {period}"),
                ),
                parts.rest,
            ),
            (
                taal.choose(
                    format!("verschil, {period}"),
                    format!("difference, {period}"),
                ),
                parts.difference(),
            ),
        ];
        for (label, amount) in lines {
            let mut cells = vec![
                Cell::new(label),
                Cell::new(""),
                Cell::new(""),
                Cell::new(""),
            ];
            cells.push(right(maat.shown(amount, taal)));
            table.add_row(cells);
        }
    }
    in_blocks(&table, 1, width)
}
