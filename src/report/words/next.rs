//! What to run next.

use crate::columns::Column;
use crate::export::Selection;
use crate::gemeente::Gemeente;
use crate::input::Access;
use crate::model::Model;
use crate::people::can_look_back;
use crate::scenario::shipped_names;
use crate::terms::Lang;
use crate::terms::legible::shell_word;

/// A scenario to compare with.
const OTHER: &str = "korting-2028";

/// Commands that answer the next question about the same scenario, each as a shell
/// has to read it: about the gemeente that was asked for, where it is one.
pub(crate) fn next(model: &Model, asked: &Selection, taal: Lang) -> String {
    let scenario = &model.scenario;
    let (own, settings) = (model.call_without_draw(), model.call_settings());
    let named = shell_word(&scenario.asked_as);
    let one = one_gemeente(model, asked);
    let only = one.map_or_else(String::new, |gemeente| {
        format!(" --gemeente {}", shell_word(&gemeente.code))
    });
    let other = other(model);
    let pair = match &other {
        Some(Other::Before(name)) => format!("{name} {named}"),
        Some(Other::Behind(name)) => format!("{named} {name}"),
        None => named.into_owned(),
    };
    let mut lines = vec![(
        format!("spuk amounts{own}"),
        taal.choose("de bedragen per jaar", "the amounts per year"),
    )];
    if one.is_some() {
        let jaar = asked.jaren.as_ref().and_then(|jaren| jaren.first());
        let jaar = jaar.copied().unwrap_or(scenario.tables().scenario.van);
        let veld = Column::UitkeringDefinitief.name();
        lines.push((
            format!("spuk explain{own}{only} --jaar {jaar} --veld {veld}"),
            taal.choose("hoe een bedrag tot stand komt", "how an amount comes about"),
        ));
    } else {
        if let Some(gemeente) = an_example(model) {
            let code = shell_word(&gemeente.code);
            lines.push((
                format!("spuk run{own} --gemeente {code}"),
                taal.choose("een gemeente", "one gemeente"),
            ));
        }
        lines.push((
            format!("spuk run{own} --level gemeente --out alles.csv"),
            taal.choose("alle gemeenten", "all gemeenten"),
        ));
    }
    if other.is_some() {
        lines.push((
            format!("spuk compare {pair}{settings}{only}"),
            match one {
                Some(_) => taal.choose("wat er verschilt en waardoor", "what differs and why"),
                None => taal.choose(
                    "wie wint, wie verliest en waardoor",
                    "who gains, who loses and why",
                ),
            },
        ));
    }
    lines.push((
        format!("spuk simulate {pair}{settings}{only}"),
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

/// The gemeente that was asked for, where it is one.
fn one_gemeente<'a>(model: &'a Model, asked: &Selection) -> Option<&'a Gemeente> {
    match asked.gemeenten.as_deref() {
        Some(&[one]) => model.gemeenten.list().get(one),
        _ => None,
    }
}

/// A gemeente to go on with: one that has counts of its own, else one that people know.
fn an_example(model: &Model) -> Option<&Gemeente> {
    let all = model.gemeenten.list();
    let counted = match model.fills() {
        true => (0..all.len()).find(|&index| !model.is_filled(index)),
        false => None,
    };
    let counted = counted.and_then(|index| all.get(index));
    counted
        .or_else(|| all.iter().find(|gemeente| gemeente.naam == "Utrecht"))
        .or(all.first())
}

/// An embedded scenario beside the one that was asked for, in the order in which a
/// difference reads: from what is to what would be.
enum Other {
    Before(&'static str),
    Behind(&'static str),
}

/// An embedded scenario that this one can be held against with the same settings: the
/// one that it changes, where that is embedded. One with gemeenten or years of its own
/// has none.
fn other(model: &Model) -> Option<Other> {
    let scenario = &model.scenario;
    let basis = scenario.tables().scenario.basis.as_deref();
    let basis = basis.and_then(|basis| shipped_names().find(|name| *name == basis));
    let other = basis.map_or(Other::Behind(OTHER), Other::Before);
    let (Other::Before(name) | Other::Behind(name)) = other;
    let beside =
        Model::load_within(&scenario.world, name, &scenario.settings, Access::default()).ok()?;
    beside.comparable_with(model).ok().map(|()| other)
}
