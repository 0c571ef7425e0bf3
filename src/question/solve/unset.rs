//! A key that a scenario may have and does not set: by what it would.

use crate::input::diagnostic::Diagnostic;
use crate::scenario::values::NumberKind;
use crate::scenario::{Scenario, Settings, StatedFigure};
use crate::terms::jaar::Jaar;

/// What to lay over a scenario so that it states a number at a key, as `a.b=c`: as in the
/// nearest year that has the same key, or else a value of its kind. `None` where no scenario
/// has a number there. It is found out by laying it over the scenario.
pub(super) fn settings_for(
    scenario: &Scenario,
    figures: &[StatedFigure],
    key: &str,
) -> Option<Vec<String>> {
    let path: Vec<&str> = key.split('.').collect();
    if let Some(like) = like(figures, &path) {
        let own = vec![format!("{key}={}", like.kind.written(like.value))];
        // Some keys go with the others of their table alone.
        return [own, beside(figures, like, &path)]
            .into_iter()
            .find(|settings| kind_at(scenario, settings, key).is_ok_and(|kind| kind.is_some()));
    }
    NumberKind::ALL.into_iter().find_map(|kind| {
        let settings = vec![format!("{key}={}", start_of(kind))];
        let found = kind_at(scenario, &settings, key).ok()?;
        (found == Some(kind)).then_some(settings)
    })
}

/// The figure of another year at what is else the same key: that of the nearest year, of two
/// the earlier.
fn like<'a>(figures: &'a [StatedFigure], path: &[&str]) -> Option<&'a StatedFigure> {
    let apart = |figure: &StatedFigure| {
        let same = figure.path.len() == path.len();
        let mut pairs = figure
            .path
            .iter()
            .zip(path)
            .filter(|(own, key)| own != *key);
        let (own, key) = pairs.next()?;
        let years = Jaar::written(own)?
            .get()
            .abs_diff(Jaar::written(key)?.get());
        (same && pairs.next().is_none()).then_some(years)
    };
    let of_years = figures.iter().filter_map(|one| Some((apart(one)?, one)));
    of_years.min_by_key(|(years, _)| *years).map(|(_, one)| one)
}

/// A value for every key of the table that a figure stands in, at the place of a key.
fn beside(figures: &[StatedFigure], like: &StatedFigure, path: &[&str]) -> Vec<String> {
    let Some((_, above)) = path.split_last() else {
        return Vec::new();
    };
    let table = &like.path[..like.path.len() - 1];
    let members = figures
        .iter()
        .filter(|one| one.path[..one.path.len() - 1] == *table);
    let settings = members.filter_map(|one| {
        let value = one.kind.written(one.value);
        Some(format!("{}.{}={value}", above.join("."), one.path.last()?))
    });
    settings.collect()
}

/// A number of a kind to start from; of a factor the one that changes nothing.
const fn start_of(kind: NumberKind) -> &'static str {
    match kind {
        NumberKind::Factor => "1",
        other => other.example(),
    }
}

/// What kind of number a scenario has at a key with these settings, if it has one.
fn kind_at(
    scenario: &Scenario,
    settings: &[String],
    key: &str,
) -> Result<Option<NumberKind>, Diagnostic> {
    let laid = scenario.with(&Settings::parse(settings)?)?;
    let stated = laid.stated_figures()?;
    Ok(stated
        .iter()
        .find(|one| one.key() == key)
        .map(|one| one.kind))
}
