//! The run behind every value that is tried.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use super::asked::Asked;
use super::search::{Search, Solution};
use super::variable::Variable;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::projection::Projection;
use crate::simulate::{KeptDraws, Pool, Progress};
use crate::terms::jaar::Jaar;

/// What a value comes to; `None` where the scenario cannot have it.
///
/// # Errors
/// What says nothing of the value: money that is not conserved, or a stop.
pub(super) fn possible<T>(result: Result<T, Diagnostic>) -> Result<Option<T>, Diagnostic> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(why) if [Code::BoekenSluitenNiet, Code::Onderbroken].contains(&why.code()) => Err(why),
        Err(_) => Ok(None),
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

    /// Looks for what meets the goals of these years along a variable.
    ///
    /// # Errors
    /// A scenario that cannot be projected or drawn as it stands, or a stop.
    pub fn search(
        &self,
        model: &Model,
        years: &[Jaar],
        variable: &Variable,
    ) -> Result<Solution, Diagnostic> {
        let memory: Pool<Projection> = Pool::default();
        let changed = |at: i64| {
            let figures = variable.figures(at)?;
            model.with_figures(&figures).ok()
        };
        let projected = |at: i64| {
            self.begin()?;
            let Some(changed) = changed(at) else {
                return Ok(None);
            };
            let mut own = memory.take().unwrap_or_default();
            let figures = possible(self.asked.projected(&changed, years, &mut own));
            memory.give(own);
            figures
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
            let figures = possible(self.asked.drawn((&changed, kept), years))?;
            if let (true, Some(figures)) = (keeps, &figures) {
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                known.push((changed, figures.clone()));
            }
            Ok(figures)
        };
        let in_draws = self.kept.map(|kept| move |at: i64| drawn(kept, at));
        // What is wrong with the scenario as it stands is no matter of its values.
        let stands = self.figures(model, years, &mut Projection::default())?;
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
            stands: &stands,
            start: variable.start,
            bounds: variable.bounds,
        };
        search.run()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Text;

    #[test]
    fn a_fault_of_the_program_is_no_value_that_cannot_be() {
        let with = |code| possible::<()>(Err(Diagnostic::new(code, Text::fixed("a", "a"))));
        assert!(matches!(with(Code::BuitenBereik), Ok(None)));
        assert!(matches!(with(Code::GeenGewicht), Ok(None)));
        for code in [Code::BoekenSluitenNiet, Code::Onderbroken] {
            assert_eq!(with(code).unwrap_err().code(), code);
        }
        assert!(matches!(possible(Ok(3)), Ok(Some(3))));
    }
}
