//! What to run next.

use super::taal::Taal;
use crate::projection::Model;
use crate::scenario::DEFAULT;

/// A scenario to compare with.
const OTHER: &str = "korting-2028";

/// Commands that answer the next question about the same scenario.
pub(super) fn next(model: &Model, taal: Taal) -> String {
    let scenario = &model.scenario;
    let settings = scenario.settings.iter();
    let settings: String = settings
        .map(|setting| format!(" --set {setting}"))
        .collect();
    let named = format!(" {}", scenario.gevraagd_als);
    let own = if scenario.gevraagd_als == DEFAULT {
        settings.clone()
    } else {
        format!("{named}{settings}")
    };
    let gemeenten = model.gemeenten.list();
    let usual = gemeenten.iter().find(|gemeente| gemeente.naam == "Utrecht");
    let gemeente = usual
        .or(gemeenten.first())
        .map_or("", |gemeente| &gemeente.code);
    let other = if scenario.gevraagd_als == OTHER {
        DEFAULT
    } else {
        OTHER
    };
    let lines = [
        (
            format!("spuk amounts{own}"),
            taal.kies("de bedragen per jaar", "the amounts per year"),
        ),
        (
            format!("spuk run{own} --gemeente {gemeente}"),
            taal.kies("een gemeente", "one gemeente"),
        ),
        (
            format!("spuk run{own} --level gemeente --out alles.csv"),
            taal.kies("alle gemeenten", "all gemeenten"),
        ),
        (
            format!("spuk compare{named} {other}{settings}"),
            taal.kies(
                "wie wint, wie verliest en waardoor",
                "who gains, who loses and why",
            ),
        ),
        (
            format!("spuk simulate{named} {other}{settings}"),
            taal.kies(
                "hoe zeker dit is, en het verschil",
                "how certain this is, and the difference",
            ),
        ),
        (
            "spuk backtest".to_owned(),
            taal.kies(
                "het model naast de telling van DUO",
                "the model beside the counts of DUO",
            ),
        ),
    ];
    let mut text = format!("\n{}\n", taal.kies("Verder:", "Next:"));
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
