//! When the money of a cohort comes and when its costs, as tables.

use comfy_table::Cell;

use super::super::taal::Taal;
use super::super::table::{new_table, right, trimmed};
use super::groepen::percent;
use super::rijen::Groep;
use crate::compare::{Cohortstroom, Vergelijking, cohortstromen, samen};
use crate::money::Cents;
use crate::projection::{Model, Projection};

/// The streams of every cohort of a group of gemeenten.
fn of(model: &Model, projection: &Projection, groep: &Groep) -> Vec<Cohortstroom> {
    let cohorts = cohortstromen(model, projection).into_iter();
    cohorts.map(|(_, all)| samen(&all, &groep.leden)).collect()
}

/// Receipts beside costs, per cohort and scenario: what part of each has come
/// after one, two and three years, and how long gemeenten advance the rest.
pub(super) fn streams(vergelijking: &Vergelijking<'_>, groep: &Groep, taal: Taal) -> String {
    let notation = taal.notation();
    let millions = |amount: Cents| right(notation.millions(amount));
    let sides = [
        ("A", vergelijking.a, &vergelijking.projectie_a),
        ("B", vergelijking.b, &vergelijking.projectie_b),
    ];
    let mut table = new_table();
    let header = [
        ("ontvangen na 1, 2, 3 jaar", "received after 1, 2, 3 years"),
        ("kosten na 1, 2, 3 jaar", "costs after 1, 2, 3 years"),
        ("maanden voorfinanciering", "months of advance"),
        ("hoogste voorschot (mln)", "largest advance (mln)"),
        ("hoogste overschot (mln)", "largest surplus (mln)"),
    ];
    let mut cells = vec![Cell::new("cohort")];
    cells.extend(header.map(|(nl, en)| right(taal.kies(nl, en))));
    table.add_row(cells);
    let mut any = false;
    for (name, model, projection) in sides {
        for stream in of(model, projection, groep) {
            let (received, spent) = stream.totaal();
            let running = stream.cumulatief();
            let shares = |pick: fn(&(Cents, Cents)) -> Cents, whole| {
                let first = running.iter().take(3);
                let shares = first.map(|pair| percent(pick(pair), whole, notation));
                right(shares.collect::<Vec<_>>().join(" "))
            };
            let advance = stream.voorfinanciering();
            table.add_row(vec![
                Cell::new(format!("{name} {}", stream.cohort)),
                shares(|pair| pair.0, received),
                shares(|pair| pair.1, spent),
                right(advance.maanden.to_string()),
                millions(advance.grootste_voorschot),
                millions(advance.grootste_overschot),
            ]);
            any = true;
        }
    }
    if any { trimmed(&table) } else { String::new() }
}

/// How the money of each cohort shifts in time: less in one year and more in a
/// later one is a dip that comes back.
pub(super) fn shifts(vergelijking: &Vergelijking<'_>, groep: &Groep, taal: Taal) -> String {
    let before = of(vergelijking.a, &vergelijking.projectie_a, groep);
    let after = of(vergelijking.b, &vergelijking.projectie_b, groep);
    let mut table = new_table();
    let mut cells = vec![Cell::new("cohort")];
    cells.extend(["t", "t+1", "t+2", taal.kies("samen", "total")].map(right));
    table.add_row(cells);
    let mut any = false;
    for new in &after {
        let Some(old) = before.iter().find(|old| old.cohort == new.cohort) else {
            continue;
        };
        let years = old.ontvangen.iter().zip(&new.ontvangen).take(3);
        let shifts: Vec<Cents> = years.map(|(&old, &new)| new - old).collect();
        let mut cells = vec![Cell::new(new.cohort.to_string())];
        cells.extend(
            shifts
                .iter()
                .chain([&shifts.iter().sum()])
                .map(|&amount| right(taal.notation().millions(amount))),
        );
        table.add_row(cells);
        any = true;
    }
    if any { trimmed(&table) } else { String::new() }
}
