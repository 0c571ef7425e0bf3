//! How far gemeenten come out differently, in words that claim no more than the draws.

use crate::model::Model;
use crate::people::Kenmerk;
use crate::scenario::Status;
use crate::study::EffectStudy;
use crate::terms::jaar::ranges;
use crate::terms::{Lang, Text};

/// What the spread rests on, a sentence each.
pub(crate) fn basis_of_spread(model: &Model, study: &EffectStudy) -> Vec<Text> {
    let mut all = vec![Text::fixed(
        "Het gaat om gemeenten als geheel: welke gemeente het is, zegt dit niet. Daarvoor zijn tellingen per gemeente nodig.",
        "This is about gemeenten as a whole: which gemeente it is, this does not say. That takes counts per gemeente.",
    )];
    if study.has_lasting() {
        all.push(lasting(model));
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
pub(crate) fn chances_rest_on(model: &Model) -> Text {
    let Some(kosten) = Kenmerk::Kosten.spread(model.scenario.tables()) else {
        return Text::fixed(
            "Kansen dat de kas onder de kosten blijft en op terugvordering gaan alleen over aantallen mensen: elke gemeente geeft hier per persoon hetzelfde uit.",
            "Probabilities of cash below costs and of money reclaimed are about numbers of people alone: every gemeente spends the same per person here.",
        );
    };
    let number = kosten.digits();
    Text::new(
        format!(
            "Kansen dat de kas onder de kosten blijft en op terugvordering rusten op kosten, en die zijn aangenomen: de kosten per persoon, en hoe ver gemeenten daarin blijvend verschillen (spreiding {}). Zij zeggen hoe vaak het bij zulke verschillen voorkomt, niet welke gemeente het treft.",
            number.replace('.', ",")
        ),
        format!(
            "Probabilities of cash below costs and of money reclaimed rest on costs, and those are assumed: the costs per person, and how far gemeenten differ in them lastingly (spread {number}). They say how often it happens with such differences, not which gemeente it happens to."
        ),
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
fn lasting(model: &Model) -> Text {
    let assumed = assumed_spreads(model);
    let (nl, en) = (assumed.of(Lang::Nl), assumed.of(Lang::En));
    Text::new(
        format!(
            "Blijvend is wat verdwijnt zonder blijvende verschillen in {nl}. Hoe groot die zijn, is een aanname ([kenmerken.spreiding], instroom.gemeenten.realisatie). De rest is toeval in aantallen: wie komt, verhuist en afrondt."
        ),
        format!(
            "Lasting is what is gone without lasting differences in {en}. How large these are is an assumption ([kenmerken.spreiding], instroom.gemeenten.realisatie). The rest is luck in numbers: who comes, moves and completes."
        ),
    )
}

/// `huisvesting (0,15), afronding (0,2), kosten (0,15) en Z-route (0,2)`.
pub(crate) fn assumed_spreads(model: &Model) -> Text {
    let tables = model.scenario.tables();
    let name = |kenmerk| match kenmerk {
        Kenmerk::Instroom => Text::fixed("huisvesting", "housing"),
        Kenmerk::Afronding => Text::fixed("afronding", "completion"),
        Kenmerk::Kosten => Text::fixed("kosten", "costs"),
        Kenmerk::ZRoute => Text::fixed("Z-route", "Z-route"),
    };
    let all = Kenmerk::ALL.into_iter();
    let stated = all.filter_map(|kenmerk| Some((name(kenmerk), kenmerk.spread(tables)?)));
    let stated: Vec<_> = stated.collect();
    let listed = |lang: Lang| {
        let parts = stated.iter().map(|(name, spread)| {
            let number = spread.digits();
            let number = lang.choose(number.replace('.', ","), number);
            format!("{} ({number})", name.of(lang))
        });
        let parts: Vec<String> = parts.collect();
        match &parts[..] {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                format!("{} {} {last}", first.join(", "), lang.choose("en", "and"))
            }
        }
    };
    Text::new(listed(Lang::Nl), listed(Lang::En))
}
