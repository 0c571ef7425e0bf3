//! Who gains and who loses, as tables: groups of gemeenten, and gemeenten.

use std::cmp::{Ordering, Reverse};

use comfy_table::Cell;

use super::scale::AmountScale;
use crate::compare::{
    Comparison, Effect, GroupEffect, basis_points, landelijk, per_provincie, per_size_class,
};
use crate::exact::money::{Cents, Notation};
use crate::export::{ComparisonSelection, SortBy};
use crate::report::text::cells::{new_table, right, trimmed, whole_euros};
use crate::report::words::comparison::{ComparisonWords, nearly_word};
use crate::terms::Lang;

/// The groups under each other: by size class, by provincie, and the country.
pub(crate) fn groups(
    vergelijking: &Comparison<'_>,
    effecten: &[Effect],
    selectie: &ComparisonSelection,
    woorden: &ComparisonWords<'_>,
) -> String {
    let taal = woorden.taal;
    let mut country = landelijk(effecten);
    if selectie.keuze.gemeenten.is_some() {
        country.naam = taal.choose("selectie", "selection").to_owned();
    }
    let mut table = new_table();
    let [more, less] = woorden.koppen();
    let sizes = per_size_class(effecten, taal);
    let provincies = per_provincie(effecten, &vergelijking.a.gemeenten);
    let all = || sizes.iter().chain(&provincies).chain([&country]);
    let maat = AmountScale::fitting(all().map(GroupEffect::verschil));
    let difference = taal.choose("verschil", "difference");
    let header = [
        "gemeenten",
        more,
        less,
        taal.choose("gelijk", "same"),
        taal.choose("inwoners", "people"),
        &format!("{difference} ({})", maat.kort()),
        "%",
        taal.choose("per inwoner", "per head"),
        taal.choose("gemiddeld", "mean"),
        taal.choose("laagste", "lowest"),
        taal.choose("hoogste", "highest"),
    ];

    let mut cells = vec![Cell::new("")];
    cells.extend(header.map(right));
    table.add_row(cells);
    for one in all().filter(|one| one.gemeenten > 0) {
        table.add_row(group(one, &country, maat, taal));
    }
    let same = taal.choose("gelijk", "same");
    format!("{} {same}: {}\n", trimmed(&table), nearly_word(taal))
}

fn group(one: &GroupEffect, country: &GroupEffect, maat: AmountScale, taal: Lang) -> Vec<Cell> {
    let notation = taal.notation();
    let count = |number: usize| right(notation.whole(number as i64));
    let share = basis_points(Cents::new(one.inwoners), Cents::new(country.inwoners));
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
    crate::exact::money::round_half_away(i128::from(points), 10) as i64
}

/// A difference as a percentage with two decimals; empty of nothing.
pub(crate) fn percent(difference: Cents, from: Cents, notation: Notation) -> String {
    let points = basis_points(difference, from);
    points.map_or_else(String::new, |points| notation.basis_points(points))
}

/// The gemeenten in the order asked for, largest first.
pub(crate) fn sorted(effecten: &[Effect], volgens: SortBy) -> Vec<Effect> {
    let mut sorted = effecten.to_vec();
    match volgens {
        SortBy::Verschil => sorted.sort_by_key(|one| Reverse(one.verschil())),
        SortBy::PerInwoner => sorted.sort_by_key(|one| Reverse(one.per_inwoner())),
        SortBy::Procent => {
            sorted.sort_by_key(|one| Reverse(basis_points(one.verschil(), one.van)));
        }
        SortBy::Code => {}
    }
    sorted
}

/// The gemeenten that gain most and lose most; all of them where asked for.
pub(crate) fn gemeenten(
    vergelijking: &Comparison<'_>,
    effecten: &[Effect],
    selectie: &ComparisonSelection,
    everyone: bool,
    woorden: &ComparisonWords<'_>,
) -> String {
    let taal = woorden.taal;
    let order = sorted(effecten, selectie.volgens);
    if everyone || order.len() <= selectie.top.saturating_mul(2) {
        return listed(vergelijking, order.iter(), taal);
    }
    let gain = order
        .iter()
        .filter(|one| one.direction() == Ordering::Greater);
    let lose = order
        .iter()
        .rev()
        .filter(|one| one.direction() == Ordering::Less);
    let mut text = String::new();
    let ends = [
        listed(vergelijking, gain.take(selectie.top), taal),
        listed(vergelijking, lose.take(selectie.top), taal),
    ];
    for (title, some) in woorden.uitersten().into_iter().zip(ends) {
        let none = taal.choose("  geen\n", "  none\n").to_owned();
        let some = if some.is_empty() { none } else { some };
        text.push_str(&format!("{title}\n{some}"));
    }
    text
}

fn listed<'e>(
    vergelijking: &Comparison<'_>,
    effecten: impl Iterator<Item = &'e Effect>,
    taal: Lang,
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
