//! The run behind every value that is tried, and the answer that follows.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use super::answer::{Answer, SolvedStep};
use super::asked::Asked;
use super::goal::Relation;
use super::search::{Found, Search, Solution};
use super::variable::{Variable, Varied, varied};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::projection::Projection;
use crate::scenario::{Provenance, Status};
use crate::simulate::Progress;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// Finds the values that meet a goal: of one thing for all years, or of the figure of
/// every year, the earlier ones first.
///
/// # Errors
/// A goal that cannot be asked so, a key that cannot be varied, a scenario that cannot be
/// projected as it stands, or a stop.
pub fn solve(model: &Model, asked: &Asked, watcher: &impl Progress) -> Result<Answer, Diagnostic> {
    let found = varied(&model.scenario, &asked.varied, &asked.years, asked.decimals)?;
    fits(asked, &found)?;
    let runs = AtomicU32::new(0);
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
    };
    for (years, variable) in parts {
        let solution = search(&current, asked, (&years, &variable), watcher, &runs)?;
        if let Found::Met { answer, .. } = &solution.found {
            let figures = variable.figures(answer.at).unwrap_or_default();
            let own = figures.iter();
            let own = own.map(|(path, digits)| (&path[..], digits.clone()));
            current = current.with_figures_from(own, &provenance(asked))?;
        }
        steps.push(SolvedStep {
            years,
            variable,
            solution,
        });
    }
    Ok(Answer {
        steps,
        model: current,
        runs: runs.load(Ordering::Relaxed),
    })
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
    let is_equal = asked.goal.relation == Relation::Equal;
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

fn search(
    model: &Model,
    asked: &Asked,
    (years, variable): (&[Jaar], &Variable),
    watcher: &impl Progress,
    runs: &AtomicU32,
) -> Result<Solution, Diagnostic> {
    let memory: Mutex<Vec<Projection>> = Mutex::default();
    let at = |at: i64| {
        if watcher.stop() {
            return Err(crate::question::global::stopped(
                runs.load(Ordering::Relaxed),
            ));
        }
        runs.fetch_add(1, Ordering::Relaxed);
        watcher.complete(1);
        let Some(figures) = variable.figures(at) else {
            return Ok(None);
        };
        let figures = figures.iter();
        let figures = figures.map(|(path, digits)| (&path[..], digits.clone()));
        let Ok(changed) = model.with_figures(figures) else {
            return Ok(None);
        };
        let taken = memory.lock().ok().and_then(|mut all| all.pop());
        let mut own = taken.unwrap_or_default();
        let figures = asked.measured(&changed, years, &mut own).ok();
        if let Ok(mut all) = memory.lock() {
            all.push(own);
        }
        Ok(figures)
    };
    // What is wrong with the scenario as it stands is no matter of its values.
    asked.measured(model, years, &mut Projection::default())?;
    let search = Search {
        figures: &at,
        relation: asked.goal.relation,
        goal: asked.goal.amount,
        start: variable.start,
        bounds: variable.bounds,
    };
    search.run()
}
