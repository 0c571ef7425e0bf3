//! The run behind every value that is tried, and the answer that follows.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::answer::{Answer, SolvedStep};
use super::asked::Asked;
use super::goal::{Goal, Relation};
use super::least::least_direction;
use super::search::{Found, Search, Solution};
use super::variable::Variable;
use super::varied::{Varied, varied};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::projection::Projection;
use crate::scenario::{Provenance, Status};
use crate::simulate::{KeptDraws, Pool, Progress};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

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
    for (years, variable) in parts {
        let solution = tries.search(&current, &years, &variable)?;
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

/// The runs behind every value that is tried.
pub(super) struct Tries<'a, P> {
    pub asked: &'a Asked,
    /// The draws that goals have to hold in; none for the projection.
    pub kept: Option<&'a KeptDraws<'a>>,
    pub watcher: &'a P,
    pub runs: &'a AtomicU32,
}

impl<P: Progress> Tries<'_, P> {
    /// Counts a run, or ends the question.
    pub fn begin(&self) -> Result<(), Diagnostic> {
        if self.watcher.stop() {
            return Err(crate::question::global::stopped(
                self.runs.load(Ordering::Relaxed),
            ));
        }
        self.runs.fetch_add(1, Ordering::Relaxed);
        self.watcher.complete(1);
        Ok(())
    }

    /// The figures of these years under a model.
    ///
    /// # Errors
    /// A scenario that cannot be projected or drawn.
    pub fn figures(
        &self,
        model: &Model,
        years: &[Jaar],
        memory: &mut Projection,
    ) -> Result<Vec<i64>, Diagnostic> {
        match self.kept {
            Some(kept) => self.asked.drawn((model, kept), years),
            None => self.asked.projected(model, years, memory),
        }
    }

    fn search(
        &self,
        model: &Model,
        years: &[Jaar],
        variable: &Variable,
    ) -> Result<Solution, Diagnostic> {
        let memory: Pool<Projection> = Pool::default();
        let changed = |at: i64| {
            let figures = variable.figures(at)?;
            let figures = figures.iter();
            let figures = figures.map(|(path, digits)| (&path[..], digits.clone()));
            model.with_figures(figures).ok()
        };
        let projected = |at: i64| {
            self.begin()?;
            let Some(changed) = changed(at) else {
                return Ok(None);
            };
            let mut own = memory.take().unwrap_or_default();
            let figures = self.asked.projected(&changed, years, &mut own).ok();
            memory.give(own);
            Ok(figures)
        };
        // Models that were run over all draws, each with what it came to: values so near to
        // each other that every amount is the same need not be run again.
        let known: Mutex<Vec<(Model, Vec<i64>)>> = Mutex::default();
        let last = years.last().copied();
        let drawn = |kept: &KeptDraws<'_>, at: i64| {
            self.begin()?;
            let Some(changed) = changed(at) else {
                return Ok(None);
            };
            let keeps = kept.are_of(&changed);
            let same = |(other, figures): &(Model, Vec<i64>)| {
                let is_same = last.is_some_and(|last| changed.has_rules_of(other, last));
                is_same.then(|| figures.clone())
            };
            let of_another = || {
                let known = known.lock().unwrap_or_else(PoisonError::into_inner);
                known.iter().rev().find_map(same)
            };
            if let Some(figures) = keeps.then(of_another).flatten() {
                return Ok(Some(figures));
            }
            let figures = self.asked.drawn((&changed, kept), years).ok();
            if let (true, Some(figures)) = (keeps, &figures) {
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                known.push((changed, figures.clone()));
            }
            Ok(figures)
        };
        let in_draws = self.kept.map(|kept| move |at: i64| drawn(kept, at));
        // What is wrong with the scenario as it stands is no matter of its values.
        self.figures(model, years, &mut Projection::default())?;
        let search = Search {
            figures: match &in_draws {
                Some(in_draws) => in_draws,
                None => &projected,
            },
            scout: match &in_draws {
                Some(_) => Some(&projected),
                None => None,
            },
            goals: &self.asked.conditions(years),
            start: variable.start,
            bounds: variable.bounds,
        };
        search.run()
    }
}
