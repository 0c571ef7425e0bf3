//! What it would take: goals of a scenario, and what is given up for what.

use super::Study;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::question::Target;
use crate::question::solve::{Answer, Asked, Frontier, frontier, solve};
use crate::simulate::Progress;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// What a frontier is asked: one column against another, of one unit.
#[derive(Debug, Clone)]
pub struct FrontierRequest {
    /// What is bought, and what it is held against.
    pub targets: [Target; 2],
    /// What is varied, as it was typed.
    pub varied: Vec<String>,
    /// The years, earliest first.
    pub years: Vec<Jaar>,
    /// In how many steps.
    pub steps: u32,
}

impl Study {
    /// The value that meets a goal, of the first scenario.
    ///
    /// # Errors
    /// As of a goal that cannot be asked so, of a scenario that cannot be projected, or a stop.
    pub fn solve(&self, asked: &Asked, watcher: &impl Progress) -> Result<Answer, Diagnostic> {
        solve(self.first()?, asked, watcher)
    }

    /// What every step buys in one column against another, of the first scenario.
    ///
    /// # Errors
    /// As [`Study::solve`].
    pub fn frontier(
        &self,
        request: &FrontierRequest,
        watcher: &impl Progress,
    ) -> Result<Frontier, Diagnostic> {
        let [one, other] = &request.targets;
        let asked = (&request.varied[..], request.steps);
        frontier(self.first()?, [one, other], asked, watcher)
    }

    fn first(&self) -> Result<&Model, Diagnostic> {
        self.models().first().ok_or_else(|| {
            let message = Text::fixed(
                "een vraag gaat over een scenario",
                "a question is about a scenario",
            );
            Diagnostic::new(Code::Tegenstrijdig, message)
        })
    }
}
