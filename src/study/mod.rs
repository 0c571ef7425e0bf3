//! The use-cases, once, for the command line, a server and bindings alike: load
//! scenarios, name them apart, run, compare, draw, explain.
//!
//! Architecture invariant: nothing here knows a terminal, a file to write or a form of
//! output. What a user should know comes back as a value.

mod choose;
mod draws;
mod effects;
mod import;
mod sensitivity;
mod shown;
mod solve;
mod written;

pub use choose::{
    FoundPlace, find_all, find_each, find_one, find_provincie, one_gemeente, one_year, years_among,
    years_of,
};
pub use draws::{BothBands, DrawnStudy, FEW_DRAWS, with_assumptions};
pub use effects::{EffectSpread, EffectStudy, effect_years};
pub use import::import;
pub use sensitivity::{Sensitivity, SensitivityMethod, SensitivityRequest, Weights};
pub use shown::Shown;
pub use solve::FrontierRequest;
pub use written::written_scenario;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use crate::compare::{AttributionOrder, Comparison};
use crate::input::diagnostic::Diagnostic;
use crate::input::{Access, World};
use crate::model::{Model, ShownDraws, names_apart, on_one_division};
use crate::projection::Projection;
use crate::scenario::tables::SimulatieTable;
use crate::scenario::{DEFAULT, Settings};
use crate::simulate::Request;
use crate::simulate::part::Shard;
use crate::terms::Remark;

/// A scenario with what is laid over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The path or the embedded name.
    pub scenario: String,
    /// Settings of the form `a.b=c`, in order.
    pub settings: Vec<String>,
}

impl Default for Variant {
    /// The law as it stands.
    fn default() -> Self {
        Self {
            scenario: DEFAULT.to_owned(),
            settings: Vec::new(),
        }
    }
}

impl Variant {
    /// A scenario with settings.
    pub fn new(scenario: impl Into<String>, settings: &[String]) -> Self {
        Self {
            scenario: scenario.into(),
            settings: settings.to_vec(),
        }
    }

    /// A scenario with the settings of all scenarios, and its own laid over them.
    pub fn with_own(scenario: impl Into<String>, of_all: &[String], own: &[String]) -> Self {
        Self {
            scenario: scenario.into(),
            settings: Settings::with_own(of_all, own),
        }
    }

    /// Loads the scenario with its gemeenten and people.
    ///
    /// # Errors
    /// Anything wrong with the input.
    pub fn load(&self, world: &Arc<World>, access: Access) -> Result<Model, Diagnostic> {
        Model::load_within(world, &self.scenario, &self.settings, access)
    }
}

/// Scenarios beside each other, each with a name of its own. The first is the one that
/// the others are held against.
#[derive(Debug, Clone)]
pub struct Study {
    models: Vec<Model>,
}

impl Study {
    /// Loads scenarios, side by side on all processors, and names them apart.
    ///
    /// # Errors
    /// Anything wrong with the input: of several faults that of the first scenario.
    pub fn load(
        world: &Arc<World>,
        variants: &[Variant],
        access: Access,
    ) -> Result<Self, Diagnostic> {
        let models = variants.par_iter().map(|one| one.load(world, access));
        let models: Vec<Result<Model, Diagnostic>> = models.collect();
        let mut models: Vec<Model> = models.into_iter().collect::<Result<_, _>>()?;
        on_one_division(&mut models)?;
        Ok(Self::new(models))
    }

    /// Puts models beside each other, and names them apart.
    pub fn new(mut models: Vec<Model>) -> Self {
        names_apart(&mut models);
        Self { models }
    }

    /// The models, in the order in which they were asked for.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// Of every scenario what was set that draws alone read, for what makes none.
    pub(crate) fn only_in_draws(&self) -> Vec<Vec<Remark>> {
        let each = self.models.iter().map(Model::only_in_draws);
        each.map(|remark| remark.into_iter().collect()).collect()
    }

    /// The projection of every scenario, with its books held to each other.
    ///
    /// # Errors
    /// A scenario that cannot be projected; money that is not conserved.
    pub fn run(&self) -> Result<Vec<Projection>, Diagnostic> {
        self.models.iter().map(Model::project).collect()
    }

    /// Every scenario but the first, held against the first.
    ///
    /// # Errors
    /// Scenarios with other gemeenten or other years, one that cannot be projected,
    /// money that is not conserved.
    pub fn compare(&self, order: &AttributionOrder) -> Result<Vec<Comparison<'_>>, Diagnostic> {
        let Some((first, others)) = self.models.split_first() else {
            return Ok(Vec::new());
        };
        let held = others
            .iter()
            .map(|other| Comparison::new(first, other, order.clone()));
        held.collect()
    }

    /// A simulation of these scenarios on the same draws. How many draws and which seed
    /// are as asked, else as the first scenario says.
    ///
    /// # Errors
    /// No scenario, or scenarios that cannot be drawn side by side.
    pub fn request(&self, draws: Option<u32>, seed: Option<u64>) -> Result<Request, Diagnostic> {
        let table = self.models.first();
        let table = table.map_or_else(SimulatieTable::default, |model| {
            model.scenario.tables().simulatie.clone()
        });
        let (draws, seed) = (table.trekkingen_of(draws), table.zaad_of(seed));
        Request::new(self.models.clone(), draws, seed)
    }

    /// Makes all draws, with nobody watching.
    ///
    /// # Errors
    /// As [`Study::request`], a scenario that cannot be simulated, or money that is not
    /// conserved.
    pub fn draw(&self, draws: Option<u32>, seed: Option<u64>) -> Result<DrawnStudy, Diagnostic> {
        let nobody = AtomicBool::new(false);
        DrawnStudy::make(&self.request(draws, seed)?, Shard::WHOLE, &nobody)
    }

    /// Says in the receipts of the scenarios which draws are shown beside them.
    pub fn beside_draws(&mut self, drawn: &DrawnStudy) {
        let header = &drawn.part.header;
        let shown = ShownDraws::Simulatie {
            zaad: header.seed,
            trekkingen: header.draws,
        };
        for model in &mut self.models {
            model.toeval = Some(shown);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::diagnostic::Code;

    fn study(variants: &[(&str, &[&str])]) -> Study {
        let variants = variants.iter().map(|(name, settings)| {
            let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
            Variant::new(
                *name,
                &[&settings[..], &["scenario.tot=2027".to_owned()]].concat(),
            )
        });
        let variants: Vec<Variant> = variants.collect();
        Study::load(&Arc::default(), &variants, Access::default()).unwrap()
    }

    #[test]
    fn every_scenario_has_a_name_of_its_own_that_says_what_was_laid_over_it() {
        let asked = [
            ("wi2021", &["prestatie.aandeel=0.2"][..]),
            ("wi2021", &["prestatie.aandeel=0.2"][..]),
            (
                "wi2021",
                &["scenario.naam=Proef", "prestatie.aandeel=0.3"][..],
            ),
        ];
        let study = study(&asked);
        let names: Vec<&str> = study
            .models()
            .iter()
            .map(|it| it.scenario.naam.as_str())
            .collect();
        let laid = "Geldend recht Wi2021 (prestatie.aandeel=0.2, scenario.tot=2027)";
        let named = "Proef (prestatie.aandeel=0.3, scenario.tot=2027)";
        assert_eq!(names, [laid, &format!("{laid} (2)"), named]);
        let request = study.request(Some(2), None).unwrap();
        assert_eq!(request.series_names()[..3], names[..]);
    }

    #[test]
    fn a_study_that_is_stopped_says_so_by_its_code() {
        let study = study(&[("wi2021", &[])]);
        let request = study.request(Some(20), Some(4)).unwrap();
        let stop = AtomicBool::new(true);
        let stopped = DrawnStudy::make(&request, Shard::WHOLE, &stop).unwrap_err();
        assert_eq!(stopped.code(), Code::Onderbroken);
        let said = stopped.message().to_string();
        assert_eq!(said, "onderbroken: 0 trekkingen waren klaar");
        let none = Study::new(Vec::new());
        assert!(none.request(None, None).is_err());
        assert!(none.run().unwrap().is_empty());
    }

    #[test]
    fn what_a_study_compares_is_what_it_runs() {
        let study = study(&[("wi2021", &[]), ("wi2021", &["prestatie.aandeel=0.2"])]);
        let runs = study.run().unwrap();
        let held = study.compare(&AttributionOrder::Shapley).unwrap();
        assert_eq!(held.len(), 1);
        assert_eq!(
            [&held[0].projectie_a, &held[0].projectie_b],
            [&runs[0], &runs[1]]
        );
    }
}
