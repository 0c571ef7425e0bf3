//! What is known of years that are the same in all draws: that draws leave a year alone
//! says nothing about what someone counted or published of it.

use std::collections::BTreeSet;

use crate::columns::Column;
use crate::explain::kind_name;
use crate::model::Model;
use crate::people::{Kind, Origin};
use crate::scenario::Status;
use crate::scenario::tables::Aanvullen;
use crate::simulate::part::Part;
use crate::simulate::statistics::Summary;
use crate::simulate::{Area, Draws};
use crate::terms::jaar::{Jaar, ranges};
use crate::terms::{Lang, Text};
use crate::uitkering::TERMIJNEN;

/// What a single course leaves out of a reserve and of a tekort: neither falls below zero, so
/// that what chance takes from one gemeente, it does not get back of another (art. 10.6).
pub(crate) fn by_chance(taal: Lang) -> &'static str {
    taal.choose(
        "Reserve en tekort horen bij een gemiddeld verloop; toeval per gemeente maakt beide groter: `spuk sensitivity --veld tekort --kwantiel 0.5`",
        "Reserve and tekort are those of a mean course; chance per gemeente makes both larger: `spuk sensitivity --veld tekort --kwantiel 0.5`",
    )
}

/// How many of these years, from the first on, have a voorlopige or a definitieve uitkering
/// that everything is known of: all gemeenten were counted, and amounts were published.
pub(crate) fn known_years(model: &Model, veld: Column, jaren: &[Jaar]) -> usize {
    let is_known = |&&jaar: &&Jaar| match veld {
        Column::UitkeringVoorlopig => is_known_before(model, jaar),
        _ => is_known_after(model, jaar),
    };
    jaren.iter().take_while(is_known).count()
}

/// The definitieve uitkering of a year: three cohorts, those who completed, the amounts.
fn is_known_after(model: &Model, jaar: Jaar) -> bool {
    let counted = |kind, cohort| is_counted_everywhere(model, (kind, cohort), jaar);
    let first = jaar.plus(1 - TERMIJNEN as i32);
    let instalments = first.through(jaar).collect::<Vec<_>>();
    instalments
        .into_iter()
        .all(|cohort| counted(Kind::Asielstatushouder, cohort))
        && counted(Kind::GezinsOverig, jaar)
        && counted(Kind::Onderwijsroute, jaar)
        && counted(Kind::Afgerond, first)
        && is_published(model, &["bedragen", &jaar.to_string()])
}

/// The voorlopige uitkering of a year: counts of two years before, prognosis and
/// taakstelling, the amounts.
fn is_known_before(model: &Model, jaar: Jaar) -> bool {
    let (before, counted) = (jaar.plus(-1), jaar.plus(-2));
    let kinds = [Kind::Asielstatushouder, Kind::GezinsOverig, Kind::Afgerond];
    kinds
        .into_iter()
        .all(|kind| is_counted_everywhere(model, (kind, counted), counted))
        && is_published(model, &["prognose", &jaar.to_string()])
        && is_published(model, &["taakstelling", &before.to_string()])
        && is_published(model, &["bedragen", &jaar.to_string()])
}

/// Whether someone counted a cohort, in every gemeente.
fn is_counted_everywhere(model: &Model, (kind, cohort): (Kind, Jaar), peiljaar: Jaar) -> bool {
    let origin = model.people.oorsprong.get(&(kind, cohort));
    let counts = model.people.of(kind);
    let is_counted = origin == Some(&Origin::Levering) || counts.has_peiljaar(cohort, peiljaar);
    is_counted && !model.lacks_gemeenten()
}

/// Whether figures are there and all of them were published.
fn is_published(model: &Model, path: &[&str]) -> bool {
    let Some(node) = model.scenario.tree().get(path) else {
        return false;
    };
    let mut is_published = true;
    node.for_each_leaf(&mut |_, leaf| {
        is_published &= leaf.provenance.status == Status::Gepubliceerd;
    });
    is_published
}

/// Who was counted, and that all others follow from the model: of the gemeente that a
/// report is about, or of all.
pub(crate) fn who_is_counted(model: &Model, gemeente: Option<usize>) -> Text {
    let all = model.gemeenten.list();
    let counted: Vec<usize> = (0..all.len())
        .filter(|&one| model.is_counted(one))
        .collect();
    let kinds = match gemeente {
        Some(own) if !counted.contains(&own) => Vec::new(),
        _ => counted_kinds(model),
    };
    let whose = match (gemeente, &counted[..]) {
        (Some(own), _) => Text::same(all[own].naam.clone()),
        (None, &[only]) => Text::same(all[only].naam.clone()),
        (None, some) if some.len() == all.len() => Text::fixed("elke gemeente", "every gemeente"),
        (None, some) => Text::new(
            format!("{} van de {} gemeenten", some.len(), all.len()),
            format!("{} of the {} gemeenten", some.len(), all.len()),
        ),
    };
    if kinds.is_empty() {
        return nobody_counted(model, gemeente.map(|_| whose));
    }
    let listed = |lang: Lang| {
        let kinds = kinds.iter().map(|(kind, years)| {
            let years = ranges(years.iter().copied()).join(", ");
            format!("{} {years}", kind_name(*kind).of(lang))
        });
        kinds.collect::<Vec<_>>().join("; ")
    };
    Text::new(
        format!(
            "Geteld van {whose}: {}. Al het andere volgt uit het model.",
            listed(Lang::Nl)
        ),
        format!(
            "Counted of {whose:#}: {}. Everything else follows from the model.",
            listed(Lang::En)
        ),
    )
}

/// That nobody was counted in a gemeente, or in any, and what stands there instead.
fn nobody_counted(model: &Model, whose: Option<Text>) -> Text {
    let aanvullen = model.scenario.tables().aantallen.aanvullen;
    match whose {
        Some(whose) if aanvullen == Some(Aanvullen::Nul) => Text::new(
            format!("Van {whose} is niemand geteld: waar anderen zijn geteld, telt zij als 0."),
            format!("Nobody was counted in {whose:#}: where others were, it counts as 0."),
        ),
        Some(whose) => Text::new(
            format!(
                "Van {whose} is niemand geteld: het model verdeelt mensen naar inwoners over gemeenten."
            ),
            format!(
                "Nobody was counted in {whose:#}: the model spreads people over gemeenten by inhabitants."
            ),
        ),
        None => Text::fixed(
            "Per gemeente is niemand geteld: het model verdeelt mensen naar inwoners over gemeenten.",
            "Nobody was counted per gemeente: the model spreads people over gemeenten by inhabitants.",
        ),
    }
}

/// What was delivered, with the cohorts.
fn counted_kinds(model: &Model) -> Vec<(Kind, BTreeSet<Jaar>)> {
    let origins = &model.people.oorsprong;
    let kinds = Kind::ALL.into_iter().map(|kind| {
        let known = model.people.of(kind).known();
        let counted = known.filter(|&(cohort, peiljaar)| {
            peiljaar.is_some() || origins.get(&(kind, cohort)) == Some(&Origin::Levering)
        });
        (kind, counted.map(|(cohort, _)| cohort).collect())
    });
    kinds
        .filter(|(_, years): &(_, BTreeSet<Jaar>)| !years.is_empty())
        .collect()
}

/// The years in which no draw has another definitieve uitkering of these areas, and that
/// such a year need not be known; nothing where draws differ in all years.
pub(crate) fn not_varied(part: &Part, areas: &[Area]) -> Option<Text> {
    let labels = &part.header.labels;
    let is_same = |year: usize, reeks: usize| {
        areas.iter().all(|&area| {
            let cell = Draws(part).cel(reeks, area, year, Column::UitkeringDefinitief);
            let ends = cell.and_then(Summary::of).map(|it| (it.min, it.max));
            ends.is_some_and(|(min, max)| min == max)
        })
    };
    let scenarios = part.header.scenarios.len();
    let years = (0..labels.jaren.len())
        .filter(|&year| (0..scenarios).all(|reeks| is_same(year, reeks)))
        .filter_map(|year| Jaar::new(labels.jaren[year].into()));
    let years = ranges(years).join(", ");
    (part.header.draws > 1 && !years.is_empty()).then(|| {
        Text::new(
            format!("De definitieve uitkering van {years} is in deze trekkingen niet gevarieerd; dat zegt niet dat zij bekend is."),
            format!("The final grant of {years} is not varied in these draws; that does not say that it is known."),
        )
    })
}
