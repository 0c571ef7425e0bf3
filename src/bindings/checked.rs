//! Scenarios held against agreed figures and baselines.

use std::path::Path;
use std::sync::Arc;

use crate::check::output::json;
use crate::check::{CheckOptions, CheckOutcome, Tolerance, examine, find, known_column};
use crate::input::diagnostic::Diagnostic;
use crate::input::{Access, World};

/// What is to be checked, and how strictly.
#[derive(Debug, Clone, Default)]
pub struct CheckQuestion {
    /// Folders, scenarios or embedded names; without any the folder `scenarios`, or else
    /// the working folder.
    pub paths: Vec<String>,
    /// A scenario without a baseline is a difference.
    pub require_baseline: bool,
    /// Leave the baselines of simulations alone.
    pub skip_simulations: bool,
    /// Only these columns; none for all.
    pub only: Vec<String>,
    /// Amounts that moved no further than this count as unmoved, such as `0.50` or `0.1%`.
    pub tolerance: Option<String>,
    /// The same for totals.
    pub tolerance_total: Option<String>,
    /// Scenarios may read files outside their own folder.
    pub outside: bool,
}

/// What came of a check.
#[derive(Debug, Clone, Default)]
pub struct CheckAnswer {
    /// Everything, as `spuk check --format json` has it.
    pub json: String,
    /// Whether something moved.
    pub moved: bool,
    /// What is wrong with the input.
    pub faults: Vec<Diagnostic>,
}

impl CheckQuestion {
    /// Checks every scenario.
    ///
    /// # Errors
    /// A folder without scenarios, a column or tolerance that is none; money that is not
    /// conserved.
    pub fn check(&self) -> Result<CheckAnswer, Diagnostic> {
        let world = Arc::new(World::default());
        for column in &self.only {
            known_column(column)?;
        }
        let tolerance = |text: &Option<String>| text.as_deref().map(Tolerance::parse).transpose();
        let options = CheckOptions {
            tolerance: tolerance(&self.tolerance)?,
            tolerance_total: tolerance(&self.tolerance_total)?,
            only: self.only.clone(),
            skip_simulations: self.skip_simulations,
            require_baseline: self.require_baseline,
            world: Arc::clone(&world),
            access: Access {
                outside: self.outside,
            },
            ..CheckOptions::default()
        };
        let usual = match world.is_folder(Path::new("scenarios")) {
            true => "scenarios",
            false => ".",
        };
        let usual = [usual.to_owned()];
        let paths = match &self.paths[..] {
            [] => &usual[..],
            asked => asked,
        };
        let found = find(&world, paths)?;
        let mut outcomes = examine(&found.scenarios, &options, || {})?;
        outcomes.extend(found.amiss());
        let faults = outcomes.iter().flat_map(|outcome| &outcome.fouten);
        Ok(CheckAnswer {
            json: json(&outcomes, &found.skipped),
            moved: outcomes.iter().any(CheckOutcome::moved),
            faults: faults.cloned().collect(),
        })
    }
}
