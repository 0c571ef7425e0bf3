//! How far gemeenten come out differently, in words that claim no more than the draws.

use crate::model::Model;
use crate::people::Kenmerk;
use crate::scenario::Status;
use crate::scenario::values::Spreiding;
use crate::study::EffectStudy;
use crate::terms::jaar::ranges;
use crate::terms::{Lang, Text};

/// What the spread rests on, a sentence each.
pub(crate) fn basis_of_spread(models: [&Model; 2], study: &EffectStudy) -> Vec<Text> {
    let mut all = vec![Text::fixed(
        "Het gaat om gemeenten als geheel: welke gemeente het is, zegt dit niet. Daarvoor zijn tellingen per gemeente nodig.",
        "This is about gemeenten as a whole: which gemeente it is, this does not say. That takes counts per gemeente.",
    )];
    if models
        .into_iter()
        .any(|model| !assumed_spreads(model).is_empty())
    {
        all.push(lasting(&models));
    } else {
        all.push(Text::fixed(
            "Alle spreiding is toeval in aantallen: het scenario laat gemeenten niet blijvend verschillen ([kenmerken.spreiding], instroom.gemeenten.realisatie).",
            "All spread is luck in numbers: the scenario does not let gemeenten differ lastingly ([kenmerken.spreiding], instroom.gemeenten.realisatie).",
        ));
    }
    if !study.undrawn.is_empty() {
        let years = ranges(study.undrawn.iter().copied()).join(", ");
        all.push(Text::new(
            format!(
                "In {years} tellen trajecten mee die al zijn afgerond. Per gemeente zijn die niet bekend; het model verdeelt ze naar inwoners, zodat gemeenten daar te weinig in verschillen."
            ),
            format!(
                "In {years} trajecten count that were completed before. They are not known per gemeente; the model divides them by inhabitants, so that gemeenten differ too little in them."
            ),
        ));
    }
    all
}

/// What chances of cash below costs and of money that is reclaimed rest on.
pub(crate) fn chances_rest_on(models: &[&Model]) -> Text {
    let spread = |model: &Model, kenmerk: Kenmerk| kenmerk.spread(model.scenario.tables());
    let mut all = models.iter();
    if all.any(|model| spread(model, Kenmerk::Kosten).is_some()) {
        let spreads = |lang| {
            let digits = |model: &Model| spread(model, Kenmerk::Kosten).map(|it| number(it, lang));
            told(models, lang, ", ", |model| {
                digits(model).unwrap_or_default()
            })
        };
        let (nl, en) = (spreads(Lang::Nl), spreads(Lang::En));
        return Text::new(
            format!(
                "Kansen dat de kas onder de kosten blijft en op terugvordering rusten op kosten, en die zijn aangenomen: de kosten per persoon, en hoe ver gemeenten daarin blijvend verschillen (spreiding {nl}). Zij zeggen hoe vaak het bij zulke verschillen voorkomt, niet welke gemeente het treft."
            ),
            format!(
                "Probabilities of cash below costs and of money reclaimed rest on costs, and those are assumed: the costs per person, and how far gemeenten differ in them lastingly (spread {en}). They say how often it happens with such differences, not which gemeente it happens to."
            ),
        );
    }
    let is_alike = |model: &&Model| {
        spread(model, Kenmerk::ZRoute).is_none() && model.people.kosten.stated.is_plain()
    };
    if models.iter().all(is_alike) {
        return Text::fixed(
            "Kansen dat de kas onder de kosten blijft en op terugvordering gaan alleen over aantallen mensen: elke gemeente geeft hier per persoon hetzelfde uit.",
            "Probabilities of cash below costs and of money reclaimed are about numbers of people alone: every gemeente spends the same per person here.",
        );
    }
    Text::fixed(
        "Kansen dat de kas onder de kosten blijft en op terugvordering rusten op kosten: die per persoon, en wat gemeenten daarin verschillen ([kenmerken]). Zij zeggen hoe vaak het bij zulke kosten voorkomt.",
        "Probabilities of cash below costs and of money reclaimed rest on costs: those per person, and what gemeenten differ in them ([kenmerken]). They say how often it happens with such costs.",
    )
}

/// Behind a figure that costs are in: that they are assumed, where they are.
pub(crate) fn of_assumed_costs(model: &Model) -> Text {
    let mut is_assumed = false;
    if let Some(node) = model.scenario.tree().get(&["kosten"]) {
        node.for_each_leaf(&mut |_, leaf| {
            is_assumed |= leaf.provenance.status == Status::Aanname;
        });
    }
    match is_assumed {
        true => Text::fixed(
            "; kosten per persoon zijn een aanname",
            "; costs per person are an assumption",
        ),
        false => Text::default(),
    }
}

/// Which spreads are assumed, and what the rest is.
fn lasting(models: &[&Model]) -> Text {
    let listed = |lang: Lang, between| {
        told(models, lang, between, |model| {
            listed(&assumed_spreads(model), lang)
        })
    };
    let (nl, en) = (listed(Lang::Nl, ", en in "), listed(Lang::En, ", and in "));
    Text::new(
        format!(
            "Blijvend is wat verdwijnt zonder blijvende verschillen in {nl}. Hoe groot die zijn, is een aanname ([kenmerken.spreiding], instroom.gemeenten.realisatie). De rest is toeval in aantallen: wie komt, verhuist en afrondt."
        ),
        format!(
            "Lasting is what is gone without lasting differences in {en}. How large these are is an assumption ([kenmerken.spreiding], instroom.gemeenten.realisatie). The rest is luck in numbers: who comes, moves and completes."
        ),
    )
}

/// What is said of each scenario: once where that is the same of all, else with the names of
/// those of which it is said, and nothing of those of which there is nothing to say.
fn told(models: &[&Model], lang: Lang, between: &str, said: impl Fn(&Model) -> String) -> String {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for model in models {
        let (text, name) = (said(model), format!("‘{}’", model.scenario.naam));
        match all.iter_mut().find(|(known, _)| *known == text) {
            Some((_, names)) => names.push(name),
            None => all.push((text, vec![name])),
        }
    }
    if let [(only, _)] = &all[..] {
        return only.clone();
    }
    let parts = all.iter().filter(|(text, _)| !text.is_empty());
    let parts = parts.map(|(text, names)| {
        let names = names.join(lang.choose(" en ", " and "));
        format!("{text} {} {names}", lang.choose("met", "with"))
    });
    parts.collect::<Vec<_>>().join(between)
}

/// `0,15`
fn number(spread: Spreiding, lang: Lang) -> String {
    let digits = spread.digits();
    lang.choose(digits.replace('.', ","), digits)
}

/// In what gemeenten differ lastingly in a scenario, and how far.
fn assumed_spreads(model: &Model) -> Vec<(Text, Spreiding)> {
    let tables = model.scenario.tables();
    let name = |kenmerk| match kenmerk {
        Kenmerk::Instroom => Text::fixed("huisvesting", "housing"),
        Kenmerk::Afronding => Text::fixed("afronding", "completion"),
        Kenmerk::Kosten => Text::fixed("kosten", "costs"),
        Kenmerk::ZRoute => Text::fixed("Z-route", "Z-route"),
    };
    let all = Kenmerk::ALL.into_iter();
    let stated = all.filter_map(|kenmerk| Some((name(kenmerk), kenmerk.spread(tables)?)));
    stated.collect()
}

/// `huisvesting (0,15), afronding (0,2), kosten (0,15) en Z-route (0,2)`.
fn listed(spreads: &[(Text, Spreiding)], lang: Lang) -> String {
    let parts = spreads.iter();
    let parts =
        parts.map(|(name, spread)| format!("{} ({})", name.of(lang), number(*spread, lang)));
    let parts: Vec<String> = parts.collect();
    match &parts[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            format!("{} {} {last}", first.join(", "), lang.choose("en", "and"))
        }
    }
}
