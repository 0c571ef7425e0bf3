//! Who gains and who loses, as tables: groups of gemeenten, and gemeenten.

use std::cmp::{Ordering, Reverse};

use comfy_table::Cell;

use super::super::grootteklasse::grootteklasse;
use super::super::taal::Taal;
use super::super::table::{new_table, right, trimmed, whole_euros};
use super::maat::Maat;
use super::woorden::{Woorden, nagenoeg};
use super::{Selectie, Volgens};
use crate::compare::{
    Effect, Groepseffect, Vergelijking, basispunten, landelijk, per_grootteklasse, per_provincie,
};
use crate::money::{Cents, Notation};

/// The groups under each other: by size class, by provincie, and the country.
pub(super) fn groups(
    vergelijking: &Vergelijking<'_>,
    effecten: &[Effect],
    selectie: &Selectie,
    woorden: &Woorden<'_>,
) -> String {
    let taal = woorden.taal;
    let mut country = landelijk(effecten);
    if selectie.keuze.gemeenten.is_some() {
        country.naam = taal.kies("selectie", "selection").to_owned();
    }
    let mut table = new_table();
    let [more, less] = woorden.koppen();
    let sizes = per_grootteklasse(effecten, |klasse| grootteklasse(klasse, taal));
    let provincies = per_provincie(effecten, &vergelijking.a.gemeenten);
    let all = || sizes.iter().chain(&provincies).chain([&country]);
    let maat = Maat::fitting(all().map(Groepseffect::verschil));
    let difference = taal.kies("verschil", "difference");
    let header = [
        "gemeenten",
        more,
        less,
        taal.kies("gelijk", "same"),
        taal.kies("inwoners", "people"),
        &format!("{difference} ({})", maat.kort()),
        "%",
        taal.kies("per inwoner", "per head"),
        taal.kies("gemiddeld", "mean"),
        taal.kies("laagste", "lowest"),
        taal.kies("hoogste", "highest"),
    ];

    let mut cells = vec![Cell::new("")];
    cells.extend(header.map(right));
    table.add_row(cells);
    for one in all().filter(|one| one.gemeenten > 0) {
        table.add_row(group(one, &country, maat, taal));
    }
    let same = taal.kies("gelijk", "same");
    format!("{} {same}: {}\n", trimmed(&table), nagenoeg(taal))
}

fn group(one: &Groepseffect, country: &Groepseffect, maat: Maat, taal: Taal) -> Vec<Cell> {
    let notation = taal.notation();
    let count = |number: usize| right(notation.whole(number as i64));
    let share = basispunten(Cents::new(one.inwoners), Cents::new(country.inwoners));
    let head =
        |cents: Option<Cents>| right(cents.map_or_else(String::new, |cents| notation.euros(cents)));
    vec![
        Cell::new(&one.naam),
        count(one.gemeenten),
        count(one.winnaars),
        count(one.verliezers),
        count(one.gelijk()),
        right(share.map_or_else(String::new, |points| {
            notation.per_mille_as_percent(tenths(points))
        })),
        right(maat.shown(one.verschil(), taal)),
        right(percent(one.verschil(), one.van, notation)),
        head(one.per_inwoner),
        head(one.gemiddelde),
        head(one.spreiding.map(|(low, _)| low)),
        head(one.spreiding.map(|(_, high)| high)),
    ]
}

fn tenths(points: i64) -> i64 {
    crate::money::round_half_away(i128::from(points), 10) as i64
}

/// A difference as a percentage with two decimals; empty of nothing.
pub(super) fn percent(difference: Cents, from: Cents, notation: Notation) -> String {
    let points = basispunten(difference, from);
    points.map_or_else(String::new, |points| notation.basis_points(points))
}

/// The gemeenten in the order asked for, largest first.
pub(super) fn sorted(effecten: &[Effect], volgens: Volgens) -> Vec<Effect> {
    let mut sorted = effecten.to_vec();
    match volgens {
        Volgens::Verschil => sorted.sort_by_key(|one| Reverse(one.verschil())),
        Volgens::PerInwoner => sorted.sort_by_key(|one| Reverse(one.per_inwoner())),
        Volgens::Procent => {
            sorted.sort_by_key(|one| Reverse(basispunten(one.verschil(), one.van)));
        }
        Volgens::Code => {}
    }
    sorted
}

/// The gemeenten that gain most and lose most; all of them where asked for.
pub(super) fn gemeenten(
    vergelijking: &Vergelijking<'_>,
    effecten: &[Effect],
    selectie: &Selectie,
    everyone: bool,
    woorden: &Woorden<'_>,
) -> String {
    let taal = woorden.taal;
    let order = sorted(effecten, selectie.volgens);
    if everyone || order.len() <= selectie.top.saturating_mul(2) {
        return listed(vergelijking, order.iter(), taal);
    }
    let gain = order
        .iter()
        .filter(|one| one.richting() == Ordering::Greater);
    let lose = order
        .iter()
        .rev()
        .filter(|one| one.richting() == Ordering::Less);
    let mut text = String::new();
    let ends = [
        listed(vergelijking, gain.take(selectie.top), taal),
        listed(vergelijking, lose.take(selectie.top), taal),
    ];
    for (title, some) in woorden.uitersten().into_iter().zip(ends) {
        let none = taal.kies("  geen\n", "  none\n").to_owned();
        let some = if some.is_empty() { none } else { some };
        text.push_str(&format!("{title}\n{some}"));
    }
    text
}

fn listed<'e>(
    vergelijking: &Vergelijking<'_>,
    effecten: impl Iterator<Item = &'e Effect>,
    taal: Taal,
) -> String {
    let notation = taal.notation();
    let mut table = new_table();
    let mut any = false;
    for one in effecten {
        let gemeente = &vergelijking.a.gemeenten.list()[one.gemeente];
        let head = one.per_inwoner();
        table.add_row(vec![
            Cell::new(format!("{} {}", gemeente.code, gemeente.naam)),
            Cell::new(&gemeente.provincie),
            right(whole_euros(one.van, taal)),
            right(whole_euros(one.naar, taal)),
            right(whole_euros(one.verschil(), taal)),
            right(percent(one.verschil(), one.van, notation)),
            right(head.map_or_else(String::new, |cents| notation.euros(cents))),
        ]);
        any = true;
    }
    if any { trimmed(&table) } else { String::new() }
}
