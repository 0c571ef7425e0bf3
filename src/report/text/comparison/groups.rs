//! Who gains and who loses, as tables: groups of gemeenten, and gemeenten.

use std::cmp::{Ordering, Reverse};

use comfy_table::Cell;

use super::scale::AmountScale;
use crate::columns::Column;
use crate::compare::{
    Comparison, Effect, GroupEffect, basis_points, landelijk, per_provincie, per_size_class,
};
use crate::exact::money::{Cents, Notation};
use crate::export::{ComparisonSelection, SortBy};
use crate::report::text::cells::{
    in_blocks, left_out, new_table, right, whole_euros, without_least,
};
use crate::report::words::comparison::{ComparisonWords, nearly_word};
use crate::terms::{Lang, Width};

/// The groups under each other: by size class, by provincie, and the country.
pub(crate) fn groups(
    vergelijking: &Comparison<'_>,
    effecten: &[Effect],
    selectie: &ComparisonSelection,
    woorden: &ComparisonWords<'_>,
    width: Width,
) -> String {
    let taal = woorden.taal;
    let mut country = landelijk(effecten);
    if selectie.keuze.gemeenten.is_some() {
        country.naam = taal.choose("selectie", "selection").to_owned();
    }
    let mut table = new_table();
    let [more, less] = woorden.heads();
    let mut sizes = per_size_class(effecten, taal);
    let mut provincies = per_provincie(effecten, &vergelijking.a.gemeenten);
    // Of one gemeente its size and its provincie say the same again.
    if let [only] = effecten {
        sizes.clear();
        provincies.clear();
        country.naam = vergelijking.a.gemeenten.list()[only.gemeente].naam.clone();
    }
    let is_balance = selectie.field().column == Column::Saldo;
    let all = || sizes.iter().chain(&provincies).chain([&country]);
    let maat = AmountScale::fitting(all().map(GroupEffect::difference));
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
        table.add_row(group(one, (&country, is_balance), maat, taal));
    }
    let same = taal.choose("gelijk", "same");
    let blank = all().any(|one| one.gemeenten > 0 && is_blank(one.difference(), one.van));
    let why = match is_balance {
        true => of_balance(taal),
        false => why_blank(blank, taal),
    };
    format!(
        "{} {same}: {}\n{}",
        in_blocks(&table, 1, width),
        nearly_word(taal),
        why
    )
}

/// Whether there is a difference, and no percentage of it that says anything.
pub(crate) fn is_blank(difference: Cents, from: Cents) -> bool {
    difference != Cents::ZERO && basis_points(difference, from).is_none()
}

/// Why a percentage is blank, where one is.
pub(crate) fn why_blank(is_blank: bool, taal: Lang) -> &'static str {
    if !is_blank {
        return "";
    }
    taal.choose(
        "Zonder percentage: A is er nul of bijna nul naast het verschil, en dan zegt een percentage niets.\n",
        "Without a percentage: A is nothing or nearly nothing beside the difference, of which a percentage says nothing.\n",
    )
}

/// Why a balance has no percentage.
fn of_balance(taal: Lang) -> &'static str {
    taal.choose(
        "Zonder percentage: van een saldo, wat komt min wat gaat, zegt een percentage niets.\n",
        "Without a percentage: of a balance, what comes less what goes, a percentage says nothing.\n",
    )
}

fn group(
    one: &GroupEffect,
    (country, is_balance): (&GroupEffect, bool),
    maat: AmountScale,
    taal: Lang,
) -> Vec<Cell> {
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
        right(maat.shown(one.difference(), taal)),
        right(percent_of(is_balance, one.difference(), one.van, notation)),
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

/// [`percent`]; empty of a balance, of which a percentage says nothing.
pub(crate) fn percent_of(
    is_balance: bool,
    difference: Cents,
    from: Cents,
    notation: Notation,
) -> String {
    match is_balance {
        true => String::new(),
        false => percent(difference, from, notation),
    }
}

/// The gemeenten in the order asked for, largest first.
pub(crate) fn sorted(effecten: &[Effect], volgens: SortBy) -> Vec<Effect> {
    let mut sorted = effecten.to_vec();
    match volgens {
        SortBy::Verschil => sorted.sort_by_key(|one| Reverse(one.difference())),
        SortBy::PerInwoner => sorted.sort_by_key(|one| Reverse(one.per_inwoner())),
        SortBy::Procent => {
            sorted.sort_by_key(|one| Reverse(basis_points(one.difference(), one.van)));
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
    width: Width,
) -> String {
    let taal = woorden.taal;
    let order = sorted(effecten, selectie.volgens);
    let listed = Listed {
        vergelijking,
        letter: woorden.letter,
        is_balance: selectie.field().column == Column::Saldo,
        taal,
    };
    if everyone || order.len() <= selectie.top.saturating_mul(2) {
        return listed.table(&[("", &order)], width);
    }
    let ends = |way| {
        let some = order.iter().filter(move |one| one.direction() == way);
        some.copied().collect::<Vec<Effect>>()
    };
    let mut gain = ends(Ordering::Greater);
    let mut lose = ends(Ordering::Less);
    lose.reverse();
    gain.truncate(selectie.top);
    lose.truncate(selectie.top);
    let [most, least] = woorden.extremes();
    listed.table(&[(most, &gain), (least, &lose)], width)
}

/// Gemeenten under each other.
struct Listed<'a> {
    vergelijking: &'a Comparison<'a>,
    letter: &'a str,
    /// Whether amounts are balances.
    is_balance: bool,
    taal: Lang,
}

impl Listed<'_> {
    /// What a narrow screen leaves out, the first of them first: the provincie, then
    /// both amounts.
    const LEAST: [usize; 3] = [1, 2, 3];

    /// Groups of gemeenten in one table, each below its title.
    fn table(&self, groups: &[(&str, &[Effect])], width: Width) -> String {
        let taal = self.taal;
        let head = [
            "gemeente",
            "provincie",
            "A",
            self.letter,
            taal.choose("verschil (€)", "difference (€)"),
            "%",
            taal.choose("per inwoner", "per head"),
        ];
        let mut table = new_table();
        let cells = head.iter().enumerate();
        table.add_row(cells.map(|(index, &name)| match index {
            0 | 1 => Cell::new(name),
            _ => right(name),
        }));
        for (title, effecten) in groups {
            if !title.is_empty() {
                table.add_row(vec![Cell::new(title)]);
            }
            if effecten.is_empty() {
                table.add_row(vec![Cell::new(taal.choose("  geen", "  none"))]);
            }
            for one in *effecten {
                table.add_row(self.row(one));
            }
        }
        let (text, gone) = without_least(&table, &Self::LEAST, width);
        let gone: Vec<&str> = gone.iter().map(|&column| head[column]).collect();
        let mut shown = groups.iter().flat_map(|(_, effecten)| *effecten);
        let blank = shown.any(|one| is_blank(one.difference(), one.van));
        let why = match self.is_balance {
            true => of_balance(taal),
            false => why_blank(blank, taal),
        };
        text + &left_out(&gone, taal) + why
    }

    fn row(&self, one: &Effect) -> Vec<Cell> {
        let (taal, notation) = (self.taal, self.taal.notation());
        let gemeente = &self.vergelijking.a.gemeenten.list()[one.gemeente];
        let head = one.per_inwoner();
        vec![
            Cell::new(format!("{} {}", gemeente.code, gemeente.naam)),
            Cell::new(&gemeente.provincie),
            right(whole_euros(one.van, taal)),
            right(whole_euros(one.naar, taal)),
            right(whole_euros(one.difference(), taal)),
            right(percent_of(
                self.is_balance,
                one.difference(),
                one.van,
                notation,
            )),
            right(head.map_or_else(String::new, |cents| notation.euros(cents))),
        ]
    }
}
