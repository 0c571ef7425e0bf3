//! What the summary says in words: the question, the answer, what to know.

use std::cmp::Ordering;

use super::summary::country;
use crate::columns::Column;
use crate::compare::{Comparison, MoneyColumn, landelijk};
use crate::exact::money::Cents;
use crate::model::Model;
use crate::projection::Projection;
use crate::report::input::ReportInput;
use crate::report::text::cells::whole_euros;
use crate::report::words::band::what_varies;
use crate::report::words::comparison::{afronding, nearly_word};
use crate::report::words::known::{not_varied, who_is_counted};
use crate::report::words::status::direction;
use crate::terms::noun::{DRAWS, GEMEENTEN};
use crate::terms::{Lang, Text};

/// What is held against what.
pub(crate) fn question(invoer: &ReportInput<'_>, taal: Lang) -> String {
    let names: Vec<&str> = invoer
        .modellen
        .iter()
        .map(|model| model.scenario.naam.as_str())
        .collect();
    let about = match names.split_first() {
        Some((first, others)) if !others.is_empty() => {
            let against = taal.choose("tegenover", "against");
            format!("{} {against} {first}", others.join(", "))
        }
        Some((first, _)) => (*first).to_owned(),
        None => String::new(),
    };
    match invoer.own_name() {
        Some(own) => format!("{own}: {about}"),
        None => about,
    }
}

/// What the draws behind quantiles are about, where there are draws.
pub(crate) fn bands(invoer: &ReportInput<'_>, taal: Lang) -> Option<String> {
    let part = invoer.trekkingen?;
    let draws = taal.notation().whole(i64::from(part.header.draws));
    let draws = DRAWS.of(draws, taal);
    let varies = what_varies(part);
    let names = invoer.modellen.iter();
    let names = names.map(|model| model.scenario.naam.as_str());
    let same = not_varied(part, &[invoer.area()]).map_or_else(String::new, |same| {
        let counted = invoer.modellen.iter();
        let counted: Vec<Text> = counted
            .map(|model| who_is_counted(model, invoer.keuze.gemeente))
            .collect();
        // Where they differ, each is said of its scenario.
        let counted = match &counted[..] {
            [first, others @ ..] if others.iter().all(|one| one == first) => {
                first.of(taal).to_owned()
            }
            all => {
                let pairs = names.zip(all);
                let said = pairs.map(|(name, text)| format!("{name}: {}", text.of(taal)));
                said.collect::<Vec<_>>().join(" ")
            }
        };
        format!(" {} {counted}", same.of(taal))
    });
    let bands = taal.choose(
        format!("Marges (P5 tot P95) over {draws} gaan {}.", varies.of(taal)),
        format!("Ranges (P5 to P95) over {draws} are {}.", varies.of(taal)),
    );
    Some(bands + &same)
}

/// The most important figure in a sentence: of a scenario alone, or of each
/// that is held against the first.
pub(crate) fn answers(invoer: &ReportInput<'_>, taal: Lang) -> Vec<String> {
    let notation = taal.notation();
    let what = match invoer.shows_every_year() {
        true => taal.choose(
            "definitieve uitkering, alle jaren samen",
            "final grant (definitief), all years together",
        ),
        false => taal.choose(
            "definitieve uitkering, de getoonde jaren samen",
            "final grant (definitief), the years shown together",
        ),
    };
    let million = taal.choose("miljoen euro", "million euros");
    let (more, less) = taal.choose(("meer", "minder"), ("more", "less"));
    let same = taal.choose("nagenoeg gelijk", "about the same");
    if invoer.vergelijkingen.is_empty() {
        let totals = invoer.paren();
        let line = |(model, projection): (&Model, &Projection)| {
            let sum: Cents = country(invoer, projection, Column::UitkeringDefinitief)
                .into_iter()
                .sum();
            let name = &model.scenario.naam;
            format!("{name}: {what}, {} {million}", notation.millions(sum))
        };
        return totals.map(line).collect();
    }
    let veld = MoneyColumn::of(Column::UitkeringDefinitief).expect("a column of money");
    let line = |one: &Comparison<'_>| {
        let effecten = one.effects(&veld, &invoer.places());
        let own = invoer.keuze.gemeente.map(|own| vec![effecten[own]]);
        let whole = landelijk(own.as_deref().unwrap_or(&effecten));
        let rounding = match one.is_afronding(&effecten) {
            true => format!(". {}", afronding(taal)),
            false => String::new(),
        };
        let change = whole.difference();
        // Of one gemeente in whole euros: in millions it would be nothing.
        let (size, unit) = match own {
            Some(_) => (
                whole_euros(change.size(), taal),
                taal.choose("euro", "euros"),
            ),
            None => (notation.millions(change.size()), million),
        };
        let change = match direction(change, &size) {
            Ordering::Greater => format!("{size} {unit} {more}"),
            Ordering::Less => format!("{size} {unit} {less}"),
            Ordering::Equal if change == Cents::ZERO => {
                taal.choose("geen verschil", "no difference").to_owned()
            }
            Ordering::Equal => taal
                .choose("nagenoeg geen verschil", "hardly any difference")
                .to_owned(),
        };
        if own.is_some() {
            let (b, a) = (&one.b.scenario.naam, &one.a.scenario.naam);
            let against = taal.choose("tegenover", "against");
            return format!("{b} {against} {a}: {what}, {change}");
        }
        format!(
            "{} {} {}: {what}, {change} ({} {more}, {} {less}, {} {same}: {}){rounding}",
            one.b.scenario.naam,
            taal.choose("tegenover", "against"),
            one.a.scenario.naam,
            GEMEENTEN.of(whole.winnaars, taal),
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
