//! What every step of a figure or a direction buys in one column against another.

use std::collections::BTreeSet;
use std::ops::{Bound, RangeBounds};

use rayon::prelude::*;

use super::asked::Manner;
use super::tries::possible;
use super::variable::Variable;
use super::varied::{Varied, varied};
use crate::compare::{Voorfinanciering, cohorts_together};
use crate::exact::money::Cents;
use crate::factors::MovedFigures;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::projection::Projection;
use crate::question::target::Target;
use crate::simulate::Progress;
use crate::terms::jaar::Jaar;
use crate::terms::{Remark, Text};

/// One step, or a rhythm that is known by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontierRow {
    /// What the figure or the list is.
    pub shown: String,
    /// What it is known by: as it stands, or a rhythm of the letter of 16 October 2025.
    pub mark: Option<Mark>,
    /// The figure of each target; `None` where the scenario cannot be.
    pub figures: Option<[i64; 2]>,
    /// Of a target that says how things stand, the highest of its years; `None` of one that
    /// flows, and where the scenario cannot be.
    pub highest: [Option<i64>; 2],
    /// How receipts and costs of the cohorts meet that the rhythm is of; of other figures
    /// of all cohorts. The worst of them, by each.
    pub cohorts: Option<Voorfinanciering>,
}

/// What a row is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The scenario as it stands.
    Stands,
    /// The rhythm of before: 61/31/8.
    Old,
    /// The rhythm from cohort 2026 on: 40/30/30.
    New,
}

/// The steps from the least to the most, and what is known by name.
#[derive(Debug, Clone)]
pub struct Frontier {
    /// What was varied.
    pub variable: Variable,
    /// The rows, by value; those by name last.
    pub rows: Vec<FrontierRow>,
    /// Years of which the amounts are derived in every row: a published amount goes with
    /// the figure as it stood when it was published, and would hide what a step does.
    pub derived: Vec<Jaar>,
}

/// Rhythms of the letter of 16 October 2025, under 5.
const KNOWN: [(Mark, [&str; 3]); 2] = [
    (Mark::Old, ["0.61", "0.31", "0.08"]),
    (Mark::New, ["0.40", "0.30", "0.30"]),
];

/// Runs so many steps over the range of what is varied, and holds two columns against each
/// other.
///
/// # Errors
/// A key that cannot be varied so, a scenario that cannot be projected as it stands, or a
/// stop.
pub fn frontier(
    model: &Model,
    targets: [&Target; 2],
    (asked, steps): (&[String], u32),
    watcher: &impl Progress,
) -> Result<Frontier, Diagnostic> {
    let Varied::Once(variable) = varied(&model.scenario, (asked, Manner::Direction), &[], None)?
    else {
        let message = Text::fixed(
            "een cijfer per jaar geeft geen enkele lijn",
            "a figure a year gives no single line",
        );
        return Err(
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "varieer een enkele sleutel, of een richting zoals 'betaalritme.1.totaal:1>3'",
                "vary a single key, or a direction such as 'betaalritme.1.totaal:1>3'",
            )),
        );
    };
    model.project()?;
    let [least, most] = variable.allowed(&model.scenario, around(&variable));
    let even = (0..=i128::from(steps)).map(|one| {
        let wide = i128::from(most) - i128::from(least);
        (i128::from(least) + wide * one / i128::from(steps.max(1))) as i64
    });
    let mut at: Vec<i64> = even.chain([variable.start]).collect();
    at.sort_unstable();
    at.dedup();
    let list = asked[0].split(':').next().unwrap_or_default();
    let of_rhythm = cohorts_of(model, list);
    let ends = [at.first(), at.last()].map(|end| end.and_then(|&at| variable.figures(at)));
    let derived = hidden_years(model, ends.into_iter().flatten());
    let settings = derived
        .iter()
        .filter_map(|&jaar| Remark::PublishedWins { jaar }.remedy());
    let model = &model.with(&settings.collect::<Vec<_>>())?;
    let run = |figures: &MovedFigures| {
        if watcher.stop() {
            return Err(crate::question::global::stopped(0));
        }
        watcher.complete(1);
        let Ok(changed) = model.with_figures(figures) else {
            return Ok((None, [None; 2], None));
        };
        let mut memory = Projection::default();
        if possible(changed.project_into(&mut memory))?.is_none() {
            return Ok((None, [None; 2], None));
        }
        let figures = targets.map(|target| target.of_projection(&memory)[0]);
        let highest = targets.map(|target| highest(target, &memory));
        let members = &targets[0].units[0].members;
        let flows = cohorts_together(&changed, &memory, members).into_iter();
        let own = flows.filter(|flow| match &of_rhythm {
            Some(cohorts) => cohorts.contains(&flow.cohort),
            None => true,
        });
        let worst = own.map(|flow| flow.voorfinanciering()).reduce(worse);
        Ok((Some(figures), highest, worst))
    };
    let rows = at.par_iter().with_max_len(1).map(|&at| {
        // As it stands nothing is moved, to no step of the grid either.
        let (moved, shown, mark) = match at == variable.start {
            true => (
                Vec::new(),
                variable.shown_as_it_stands(),
                Some(Mark::Stands),
            ),
            false => (
                variable.figures(at).unwrap_or_default(),
                variable.shown(at),
                None,
            ),
        };
        let (figures, highest, cohorts) = run(&moved)?;
        Ok(FrontierRow {
            shown,
            mark,
            figures,
            highest,
            cohorts,
        })
    });
    let mut rows: Vec<FrontierRow> = rows.collect::<Result<_, Diagnostic>>()?;
    let is_rhythm = list.starts_with("betaalritme.") && list.ends_with(".totaal");
    for (mark, shares) in KNOWN.iter().filter(|_| is_rhythm) {
        let path = |place: usize| {
            let keys = list.split('.').map(str::to_owned);
            keys.chain([place.to_string()]).collect()
        };
        let moved = shares.iter().enumerate();
        let moved: MovedFigures = moved
            .map(|(place, &share)| (path(place), share.to_owned()))
            .collect();
        let (figures, highest, cohorts) = run(&moved)?;
        rows.push(FrontierRow {
            shown: format!("[{}]", shares.join(", ")),
            mark: Some(*mark),
            figures,
            highest,
            cohorts,
        });
    }
    Ok(Frontier {
        variable,
        rows,
        derived,
    })
}

/// The highest that a column stands at in the years of a target; `None` of one that flows.
fn highest(target: &Target, projection: &Projection) -> Option<i64> {
    let years = target.years.iter().filter(|_| target.column.is_stock());
    let of_years = years.map(|&jaar| {
        let own = Target {
            years: vec![jaar],
            ..target.clone()
        };
        own.of_projection(projection)[0]
    });
    of_years.max()
}

/// The years of which a published amount hides what these figures do. One that the
/// scenario as it stands hides already is its own choice.
pub(super) fn hidden_years(model: &Model, moved: impl Iterator<Item = MovedFigures>) -> Vec<Jaar> {
    let hides = |model: &Model| -> BTreeSet<Jaar> {
        let years = model.bedragen.years().filter(|year| year.hides_derived());
        years.map(|year| year.jaar).collect()
    };
    let before = hides(model);
    let changed = moved.filter_map(|figures| model.with_figures(&figures).ok());
    let hidden: BTreeSet<Jaar> = changed.flat_map(|changed| hides(&changed)).collect();
    hidden.difference(&before).copied().collect()
}

/// The range that steps are taken over: of a direction all of it, of a figure from nothing
/// to twice what it is, within its bounds.
fn around(variable: &Variable) -> [i64; 2] {
    let [least, most] = variable.bounds;
    let is_figure = variable.start != 0;
    match is_figure {
        true => {
            let twice = variable.start.saturating_mul(2);
            [0.min(twice).max(least), twice.max(0).min(most)]
        }
        false => [least, most],
    }
}

/// The cohorts that a rhythm is of: from its first until that of the next rhythm. `None` of
/// another figure, which is of all.
fn cohorts_of(model: &Model, list: &str) -> Option<(Bound<Jaar>, Bound<Jaar>)> {
    let mut keys = list.split('.');
    let is_rhythm = keys.next() == Some("betaalritme");
    let place: usize = keys.next().filter(|_| is_rhythm)?.parse().ok()?;
    let rhythms = &model.scenario.tables().betaalritme;
    let first = rhythms.get(place)?.vanaf_cohort;
    let later = rhythms.iter().map(|rhythm| rhythm.vanaf_cohort);
    let next = later.filter(|&cohort| cohort > first).min();
    let end = next.map_or(Bound::Unbounded, Bound::Excluded);
    Some((Bound::Included(first), end))
}

/// The worst of two cohorts, by each figure.
fn worse(one: Voorfinanciering, other: Voorfinanciering) -> Voorfinanciering {
    let most = |one: Cents, other: Cents| one.max(other);
    Voorfinanciering {
        maanden: one.maanden.max(other.maanden),
        grootste_voorschot: most(one.grootste_voorschot, other.grootste_voorschot),
        grootste_overschot: most(one.grootste_overschot, other.grootste_overschot),
        eindsaldo: one.eindsaldo.min(other.eindsaldo),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rhythm is of the cohorts until the next one begins, wherever it stands in the list.
    #[test]
    fn a_rhythm_is_of_no_cohort_that_has_a_later_one() {
        let later = "[[betaalritme]]\nvanaf_cohort = 2029\ntotaal = [0.5, 0.3, 0.2]\n\
                     [[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.6, 0.3, 0.1]\n\
                     [[betaalritme]]\nvanaf_cohort = 2026\ntotaal = [0.4, 0.3, 0.3]\n";
        let text = format!("scenario.basis = \"wi2021\"\n{later}");
        let model = Model::from_text("s.toml", &text).unwrap();
        for (list, within, without) in [
            ("betaalritme.0.totaal", &[2029, 2040][..], &[2028, 2020][..]),
            (
                "betaalritme.1.totaal",
                &[2020, 2024, 2025],
                &[2019, 2026, 2030],
            ),
            ("betaalritme.2.totaal", &[2026, 2028], &[2025, 2029]),
        ] {
            let cohorts = cohorts_of(&model, list).expect(list);
            let is_of = |&jaar: &i64| cohorts.contains(&Jaar::new(jaar).unwrap());
            assert!(within.iter().all(is_of), "{list}");
            assert!(!without.iter().any(is_of), "{list}");
        }
        assert!(cohorts_of(&model, "kosten.begeleiding.bedrag").is_none());
    }
}
