//! What to run next.

use std::borrow::Cow;

use crate::input::Access;
use crate::model::Model;
use crate::people::can_look_back;
use crate::scenario::DEFAULT;
use crate::terms::Lang;
use crate::terms::legible::shell_word;

/// A scenario to compare with.
const OTHER: &str = "korting-2028";

/// Commands that answer the next question about the same scenario, each as a shell
/// has to read it.
pub(crate) fn next(model: &Model, taal: Lang) -> String {
    let scenario = &model.scenario;
    let (own, settings) = (model.call_without_draw(), model.call_settings());
    let named = format!(" {}", shell_word(&scenario.asked_as));
    let gemeenten = model.gemeenten.list();
    let usual = gemeenten.iter().find(|gemeente| gemeente.naam == "Utrecht");
    let gemeente = usual
        .or(gemeenten.first())
        .map_or(Cow::Borrowed(""), |gemeente| shell_word(&gemeente.code));
    let other = other(model);
    let simulate = match other {
        Some(other) => format!("spuk simulate{named} {other}{settings}"),
        None => format!("spuk simulate{named}{settings}"),
    };
    let compare = other.map(|other| {
        (
            format!("spuk compare{named} {other}{settings}"),
            taal.choose(
                "wie wint, wie verliest en waardoor",
                "who gains, who loses and why",
            ),
        )
    });
    let mut lines = vec![
        (
            format!("spuk amounts{own}"),
            taal.choose("de bedragen per jaar", "the amounts per year"),
        ),
        (
            format!("spuk run{own} --gemeente {gemeente}"),
            taal.choose("een gemeente", "one gemeente"),
        ),
        (
            format!("spuk run{own} --level gemeente --out alles.csv"),
            taal.choose("alle gemeenten", "all gemeenten"),
        ),
    ];
    lines.extend(compare);
    lines.push((
        simulate,
        match other {
            Some(_) => taal.choose(
                "hoe zeker dit is, en het verschil",
                "how certain this is, and the difference",
            ),
            None => taal.choose("hoe zeker dit is", "how certain this is"),
        },
    ));
    // Not every scenario has the instroom of the years that were counted.
    if can_look_back(scenario).is_ok() {
        lines.push((
            format!("spuk backtest{own}"),
            taal.choose(
                "het model naast wat is gepubliceerd",
                "the model beside what was published",
            ),
        ));
    }
    let mut text = format!("\n{}\n", taal.choose("Verder:", "Next:"));
    let widest = lines
        .iter()
        .map(|(command, _)| command.chars().count())
        .max();
    let width = widest.unwrap_or(0);
    for (command, what) in lines {
        text.push_str(&format!("  {command:<width$}  {what}\n"));
    }
    text
}

/// An embedded scenario that this one can be held against with the same settings;
/// one with gemeenten or years of its own has none.
fn other(model: &Model) -> Option<&'static str> {
    let scenario = &model.scenario;
    let name = if scenario.asked_as == OTHER {
        DEFAULT
    } else {
        OTHER
    };
    let other =
        Model::load_within(&scenario.world, name, &scenario.settings, Access::default()).ok()?;
    other.comparable_with(model).ok().map(|()| name)
}
