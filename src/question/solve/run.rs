//! What is asked, held against the scenario, and the answer that follows.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::answer::{Answer, SolvedStep};
use super::asked::Asked;
use super::frontier::hidden_years;
use super::goal::{Goal, Relation};
use super::known::{Stays, outside};
use super::least::least_direction;
use super::search::{Found, Shape, Solution};
use super::tries::Tries;
use super::variable::Variable;
use super::varied::{Varied, varied};
use crate::columns::Column;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::projection::Projection;
use crate::question::no_effect::{Before, NoEffect, Sought};
use crate::scenario::{Provenance, Status};
use crate::simulate::Progress;
use crate::terms::jaar::Jaar;
use crate::terms::{Remark, Text};

/// Finds the values that meet the goals: of one thing for all years, or of the figure of
/// every year, the earlier ones first; of several keys along one direction, or by the least
/// change.
///
/// # Errors
/// A goal that cannot be asked so, a key that cannot be varied, a scenario that cannot be
/// projected as it stands, or a stop.
pub fn solve(model: &Model, asked: &Asked, watcher: &impl Progress) -> Result<Answer, Diagnostic> {
    let found = varied(
        &model.scenario,
        (&asked.varied, asked.manner),
        &asked.years,
        asked.decimals,
    )?;
    fits(asked, &found)?;
    let runs = AtomicU32::new(0);
    let kept = asked.draws(model)?;
    let tries = Tries {
        asked,
        kept: kept.as_ref(),
        watcher,
        runs: &runs,
    };
    let mut current = model.clone();
    let mut steps = Vec::new();
    let parts: Vec<(Vec<Jaar>, Variable)> = match found {
        Varied::Once(variable) => vec![(asked.years.clone(), variable)],
        Varied::PerYear(years) => {
            let years = years.into_iter();
            years
                .map(|(jaar, variable)| (vec![jaar], variable))
                .collect()
        }
        Varied::Several(figures) => {
            let variable = least_direction(&tries, model, &figures)?;
            vec![(asked.years.clone(), variable)]
        }
    };
    let (mut is_moved, mut remarks, mut stays) = (false, Vec::new(), Stays::default());
    let mut hidden = BTreeSet::new();
    for (years, variable) in parts {
        let solution = tries.search(&current, &years, &variable)?;
        let base = match is_moved {
            true => tries.figures(model, &years, &mut Projection::default())?,
            false => solution.start.figures.clone(),
        };
        remarks.extend(outside(&variable, &solution));
        let ends = solution.range.iter();
        let ends = ends.filter_map(|point| variable.figures(point.at));
        let years_hidden = hidden_years(&current, ends).into_iter();
        hidden.extend(years_hidden.filter(|&jaar| asked.rests_on(jaar, model.scenario.tables())));
        let no_effect = why_flat((&current, asked), (&years, &variable, &solution));
        stays.look((&current, asked), (&years, &variable, &solution))?;
        if let Found::Met { answer, .. } = &solution.found {
            let figures = variable.figures(answer.at).unwrap_or_default();
            current = current.with_figures_from(&figures, &provenance(asked))?;
            is_moved = true;
        }
        steps.push(SolvedStep {
            years,
            variable,
            solution,
            base,
            no_effect,
        });
    }
    remarks.extend(stays.remarks());
    let hidden = hidden.into_iter();
    remarks.extend(hidden.map(|jaar| Remark::PublishedWins { jaar }));
    Ok(Answer {
        steps,
        model: current,
        runs: runs.load(Ordering::Relaxed),
        remarks,
    })
}

/// Why what was varied does nothing to any goal, where it does nothing: found by a run at
/// each end of its range.
fn why_flat(
    (model, asked): (&Model, &Asked),
    (years, variable, solution): (&[Jaar], &Variable, &Solution),
) -> Option<NoEffect> {
    if solution.shape != Shape::Flat {
        return None;
    }
    let columns: Vec<Column> = asked.goals.iter().map(|goal| goal.column).collect();
    let before = Before::new(model);
    let mut memory = Projection::default();
    let ends = solution.range.iter().rev().map(|point| point.at);
    let ends = ends.filter(|&at| !variable.stands_at(at));
    let reasons = ends.filter_map(|at| {
        let figures = variable.figures(at)?;
        let moved = model.with_figures(&figures).ok()?;
        let keys: Vec<String> = figures.iter().map(|(path, _)| path.join(".")).collect();
        let sought = Sought {
            keys: &keys,
            columns: &columns,
            years,
            members: &asked.unit.members,
            of_draws: asked.certainty.is_some(),
        };
        Some(before.why(&sought, &moved, &mut memory))
    });
    NoEffect::nearest(reasons)
}

/// Where an answer comes from, for the scenario that has it.
fn provenance(asked: &Asked) -> Arc<Provenance> {
    Arc::new(Provenance {
        bron: Arc::new(Text::same(asked.in_words())),
        // What would have to be is no finding of what is.
        status: Status::Aanname,
        gefit: None,
        bewust: true,
        tussen: None,
    })
}

/// Refuses what has no answer: one value for the same amount in several years, an exact
/// amount in a share of the draws.
fn fits(asked: &Asked, varied: &Varied) -> Result<(), Diagnostic> {
    let wrong =
        |message: Text, help: Text| Err(Diagnostic::new(Code::Opdrachtregel, message).help(help));
    let exact = |goal: &&Goal| goal.relation == Relation::Equal;
    let is_equal = asked.goals.iter().any(|goal| exact(&goal));
    if asked.goals.iter().filter(exact).count() > 1 {
        return wrong(
            Text::fixed(
                "twee bedragen komen niet beide precies uit langs een lijn",
                "two amounts do not both come out exactly along one line",
            ),
            Text::fixed(
                "vraag er een met = en de andere met <= of >=",
                "ask for one with = and for the others with <= or >=",
            ),
        );
    }
    if is_equal && asked.certainty.is_some() {
        return wrong(
            Text::fixed(
                "in een deel van de trekkingen komt een bedrag niet precies uit",
                "no amount comes out exactly in a share of the draws",
            ),
            Text::fixed(
                "vraag ten hoogste of ten minste: <= of >=",
                "ask for at most or at least: <= or >=",
            ),
        );
    }
    match varied {
        Varied::Once(_) if is_equal && asked.years.len() > 1 && !asked.together => wrong(
            Text::new(
                format!(
                    "een waarde kan niet in elk van {} jaren hetzelfde bedrag geven",
                    asked.years.len()
                ),
                format!(
                    "one value cannot give the same amount in each of {} years",
                    asked.years.len()
                ),
            ),
            Text::fixed(
                "geef --samen voor de jaren opgeteld, een jaar met --jaar, <= of >=, of een sleutel met een cijfer per jaar zoals --varieer index",
                "give --samen for the years added up, one year with --jaar, <= or >=, or a key with a figure a year such as --varieer index",
            ),
        ),
        Varied::Several(_) if is_equal && asked.years.len() > 1 && !asked.together => wrong(
            Text::new(
                format!(
                    "hetzelfde bedrag in elk van {} jaren is geen enkel punt",
                    asked.years.len()
                ),
                format!(
                    "the same amount in each of {} years is no single point",
                    asked.years.len()
                ),
            ),
            Text::fixed(
                "geef --samen voor de jaren opgeteld, een jaar met --jaar, of <= of >=",
                "give --samen for the years added up, one year with --jaar, or <= or >=",
            ),
        ),
        Varied::PerYear(_) if asked.together && asked.years.len() > 1 => wrong(
            Text::fixed(
                "een cijfer per jaar wordt per jaar opgelost, niet voor de jaren samen",
                "a figure a year is solved year by year, not for the years together",
            ),
            Text::fixed(
                "laat --samen weg, of varieer een enkele sleutel",
                "leave --samen out, or vary a single key",
            ),
        ),
        _ => Ok(()),
    }
}
