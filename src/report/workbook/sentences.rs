//! What the summary says in words: the question, the answer, what to know.

use std::cmp::Ordering;

use super::summary::country;
use crate::columns::Column;
use crate::compare::{Comparison, MoneyColumn, landelijk};
use crate::exact::money::Cents;
use crate::model::Model;
use crate::projection::Projection;
use crate::report::input::ReportInput;
use crate::report::words::comparison::{afronding, nearly_word};
use crate::report::words::status::direction;
use crate::terms::Lang;

/// What is held against what.
pub(crate) fn question(invoer: &ReportInput<'_>, taal: Lang) -> String {
    let names: Vec<&str> = invoer
        .modellen
        .iter()
        .map(|model| model.scenario.naam.as_str())
        .collect();
    match names.split_first() {
        Some((first, others)) if !others.is_empty() => {
            let against = taal.choose("tegenover", "against");
            format!("{} {against} {first}", others.join(", "))
        }
        Some((first, _)) => (*first).to_owned(),
        None => String::new(),
    }
}

/// The most important figure in a sentence: of a scenario alone, or of each
/// that is held against the first.
pub(crate) fn answers(invoer: &ReportInput<'_>, taal: Lang) -> Vec<String> {
    let notation = taal.notation();
    let what = taal.choose(
        "definitieve uitkering, alle jaren samen",
        "final grant (definitief), all years together",
    );
    let million = taal.choose("miljoen euro", "million euros");
    let (more, less) = taal.choose(("meer", "minder"), ("more", "less"));
    let same = taal.choose("nagenoeg gelijk", "about the same");
    if invoer.vergelijkingen.is_empty() {
        let totals = invoer.paren();
        let line = |(model, projection): (&Model, &Projection)| {
            let sum: Cents = country(projection, Column::UitkeringDefinitief)
                .into_iter()
                .sum();
            let name = &model.scenario.naam;
            format!("{name}: {what}, {} {million}", notation.millions(sum))
        };
        return totals.map(line).collect();
    }
    let veld = MoneyColumn::of(Column::UitkeringDefinitief).expect("a column of money");
    let line = |one: &Comparison<'_>| {
        let years: Vec<usize> = (0..one.jaren().len()).collect();
        let effecten = one.effects(&veld, &years);
        let whole = landelijk(&effecten);
        let rounding = match one.is_afronding(&effecten) {
            true => format!(". {}", afronding(taal)),
            false => String::new(),
        };
        let change = whole.difference();
        let size = notation.millions(change.size());
        let change = match direction(change, &size) {
            Ordering::Greater => format!("{size} {million} {more}"),
            Ordering::Less => format!("{size} {million} {less}"),
            Ordering::Equal if change == Cents::ZERO => {
                taal.choose("geen verschil", "no difference").to_owned()
            }
            Ordering::Equal => taal
                .choose("nagenoeg geen verschil", "hardly any difference")
                .to_owned(),
        };
        format!(
            "{} {} {}: {what}, {change} ({} gemeenten {more}, {} {less}, {} {same}: {}){rounding}",
            one.b.scenario.naam,
            taal.choose("tegenover", "against"),
            one.a.scenario.naam,
            whole.winnaars,
            whole.verliezers,
            whole.gelijk(),
            nearly_word(taal),
        )
    };
    invoer.vergelijkingen.iter().map(line).collect()
}

/// What to know before using the figures, a line each.
pub(crate) fn remarks(invoer: &ReportInput<'_>, taal: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for (model, projection) in invoer.paren() {
        for remark in model.remarks_on(projection) {
            let mind = taal.choose("Let op", "Note");
            let name = &model.scenario.naam;
            lines.push(format!("{mind}, {name}: {}", remark.text().of(taal)));
        }
    }
    lines
}
