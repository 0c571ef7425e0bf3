//! What a band of a simulation says, and what it does not.

use crate::simulate::part::{Part, PartScenario, Varies};
use crate::terms::noun::FIGURES;
use crate::terms::{Lang, Text};

/// What varies in the draws behind a band, and what is the same in all of them, as it was
/// drawn: it stands wherever a probability or a range is shown.
pub(crate) fn what_varies(part: &Part) -> Text {
    let scenarios = &part.header.scenarios;
    Text::new(of(scenarios, Lang::Nl), of(scenarios, Lang::En))
}

/// What the shares of a width are shares of.
pub(crate) fn of_width() -> Text {
    Text::fixed(
        "Van de breedte, in het kwadraat, komt zoveel van mensen en zoveel van aannames. Waar geen deel staat, is er geen breedte, of was die van mensen alleen bij toeval groter: meer trekkingen maken dat duidelijk.",
        "Of the width, squared, so much comes from people and so much from assumptions. Where there is no share, there is no width, or that of people alone was larger by chance: more draws make that clear.",
    )
}

fn of(scenarios: &[PartScenario], lang: Lang) -> String {
    let mut told: Vec<(Vec<&str>, String)> = Vec::new();
    for scenario in scenarios {
        let text = drawn(&scenario.varies, lang);
        match told.iter_mut().find(|(_, known)| *known == text) {
            Some((names, _)) => names.push(&scenario.name),
            None => told.push((vec![&scenario.name], text)),
        }
    }
    let same = match scenarios.iter().any(|one| one.varies.aannames > 0) {
        true => lang.choose(
            "regels en wat geen bereik heeft liggen vast",
            "rules and what has no range are the same in all of them",
        ),
        false => lang.choose(
            "prijzen en regels liggen vast",
            "prices and rules are the same in all of them",
        ),
    };
    let told = match &told[..] {
        [(_, only)] => only.clone(),
        several => {
            let each = several.iter().map(|(names, text)| {
                let names = names.join(lang.choose(" en ", " and "));
                format!("in ‘{names}’ {text}")
            });
            each.collect::<Vec<_>>().join(", ")
        }
    };
    format!("{told}; {same}")
}

/// What was drawn of a scenario.
fn drawn(varies: &Varies, lang: Lang) -> String {
    let parts = [
        (varies.instroom, Text::fixed("de instroom", "the instroom")),
        (
            varies.woonplaats,
            Text::fixed("waar mensen wonen", "where people live"),
        ),
        (
            varies.traject,
            Text::fixed(
                "welke route mensen volgen en of zij die afronden",
                "which route people take and whether they complete it",
            ),
        ),
        (
            varies.ramingen,
            Text::fixed("de fout in ramingen", "the error of forecasts"),
        ),
    ];
    let parts = parts.iter().filter(|(is_drawn, _)| *is_drawn);
    let mut parts: Vec<String> = parts.map(|(_, text)| text.of(lang).to_owned()).collect();
    let lasting = [
        (varies.afronding, Text::fixed("afronding", "completion")),
        (varies.kosten, Text::fixed("kosten", "costs")),
        (varies.z_route, Text::fixed("Z-route", "Z-route")),
    ];
    let lasting = lasting.iter().filter(|(is_drawn, _)| *is_drawn);
    let lasting: Vec<&str> = lasting.map(|(_, text)| text.of(lang)).collect();
    if !lasting.is_empty() {
        let lasting = lasting.join(", ");
        parts.push(lang.choose(
            format!("blijvende verschillen tussen gemeenten ({lasting})"),
            format!("lasting differences between gemeenten ({lasting})"),
        ));
    }
    match varies.aannames {
        0 => {}
        some => {
            let figures = FIGURES.of(some, lang);
            let with = lang.choose("met een bereik", "with a range");
            parts.push(format!("{figures} {with}"));
        }
    }
    let over = lang.choose("over", "about");
    match &parts[..] {
        [] => lang
            .choose(
                "over niets: alle trekkingen zijn gelijk",
                "about nothing: all draws are alike",
            )
            .to_owned(),
        [one] => format!("{over} {one}"),
        [first @ .., last] => {
            format!(
                "{over} {} {} {last}",
                first.join(", "),
                lang.choose("en", "and")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(name: &str, varies: Varies) -> PartScenario {
        PartScenario {
            name: name.to_owned(),
            sha256: [0; 32],
            invoer_sha256: [0; 32],
            varies,
        }
    }

    #[test]
    fn a_band_names_what_was_drawn_and_nothing_else() {
        let people = Varies {
            instroom: true,
            traject: true,
            ..Varies::default()
        };
        let lasting = Varies {
            kosten: true,
            z_route: true,
            ..people.clone()
        };
        let assumed = Varies {
            aannames: 31,
            ..lasting.clone()
        };
        let told = |varies: &Varies| of(&[scenario("a", varies.clone())], Lang::Nl);
        assert_eq!(
            told(&people),
            "over de instroom en welke route mensen volgen en of zij die afronden; prijzen en regels liggen vast"
        );
        assert_eq!(
            told(&lasting),
            "over de instroom, welke route mensen volgen en of zij die afronden en blijvende verschillen tussen gemeenten (kosten, Z-route); prijzen en regels liggen vast"
        );
        assert!(told(&assumed).ends_with(
            "en 31 cijfers met een bereik; regels en wat geen bereik heeft liggen vast"
        ));
        assert!(told(&Varies::default()).starts_with("over niets"));
    }

    #[test]
    fn scenarios_of_which_other_things_were_drawn_are_told_apart() {
        let people = Varies {
            instroom: true,
            ..Varies::default()
        };
        let three = [
            scenario("a", people.clone()),
            scenario("b", Varies::default()),
            scenario("c", people),
        ];
        assert_eq!(
            of(&three, Lang::En),
            "in ‘a and c’ about the instroom, in ‘b’ about nothing: all draws are alike; prices and rules are the same in all of them"
        );
    }
}
