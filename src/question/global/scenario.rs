//! A scenario that answers: every factor at a quantile of its range.

use std::sync::Mutex;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::{
    Answers, DesignRow, Elementary, Estimate, MorrisDesign, SobolDesign, SobolIndices, morris,
    sobol,
};
use crate::factors::{Factor, MovedFigures, Reach, factors};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::projection::Projection;
use crate::question::one_at_a_time::{FactorEffect, moved_alone};
use crate::question::target::{MILLION, MeasureBasis, Target};
use crate::simulate::Progress;
use crate::simulate::design::normal_quantile;
use crate::terms::Text;

/// How all factors are moved at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GlobalMethod {
    /// Steps on a grid, from few runs.
    Morris,
    /// Parts of the variance.
    Sobol,
}

impl GlobalMethod {
    /// The word in JSON and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Morris => "morris",
            Self::Sobol => "sobol",
        }
    }
}

/// What all factors do together.
#[derive(Debug, Clone)]
pub struct GlobalAnswer {
    /// The figure as it stands.
    pub base: i64,
    /// The factors that moved with what was found of each, those that matter most first;
    /// those that do nothing one at a time are left where they are.
    pub rows: Vec<(Factor, GlobalRow)>,
    /// How many factors stayed.
    pub still: usize,
    /// How many runs there were.
    pub runs: u64,
    /// Mean and standard deviation of the answer, by Sobol.
    pub moments: Option<[i64; 2]>,
    /// The parts that all factors have alone, added up, with the ends of the interval of
    /// that sum, in millionths of the variance, by Sobol.
    pub alone: Option<[i64; 3]>,
    /// Every point with its answer.
    pub design: GlobalDesign,
}

/// The points of a design, and which factors they are of.
#[derive(Debug, Clone)]
pub struct GlobalDesign {
    /// The keys of the factors, in the order of the coordinates.
    pub keys: Vec<String>,
    points: Points,
}

#[derive(Debug, Clone)]
enum Points {
    Sobol(SobolDesign),
    Morris(MorrisDesign),
}

impl GlobalDesign {
    /// Every row, in the order of the design.
    pub fn rows(&self) -> Box<dyn Iterator<Item = DesignRow> + '_> {
        match &self.points {
            Points::Sobol(design) => Box::new(design.rows()),
            Points::Morris(design) => Box::new(design.rows()),
        }
    }
}

/// What was found of one factor, in whole units of the answer or in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlobalRow {
    /// By Morris, in units of the answer: mean of the effects, mean of their sizes, and
    /// their standard deviation.
    Morris([i64; 3]),
    /// By Sobol, in millionths of the variance: first-order and total index, each with
    /// the ends of its interval.
    Sobol {
        /// Alone.
        first: [i64; 3],
        /// Alone and together with others.
        total: [i64; 3],
    },
}

impl GlobalRow {
    /// What rows are sorted by.
    fn weight(&self) -> i64 {
        match self {
            Self::Morris([_, size, _]) => *size,
            Self::Sobol { total, .. } => total[0],
        }
    }
}

fn whole(value: f64) -> i64 {
    libm::round(value) as i64
}

fn of_morris(one: &Elementary) -> GlobalRow {
    GlobalRow::Morris([one.mean, one.size, one.deviation].map(whole))
}

fn millionths(one: Estimate) -> [i64; 3] {
    [one.value, one.low, one.high].map(|it| whole(it * 1e6))
}

fn of_sobol(indices: &SobolIndices, factor: usize) -> GlobalRow {
    GlobalRow::Sobol {
        first: millionths(indices.first[factor]),
        total: millionths(indices.total[factor]),
    }
}

/// A standard normal number that 95% lie below.
const P95: f64 = 1.644_853_626_951_472_2;

/// Decimals of how far a factor is on the way to an end.
const DECIMALS: u32 = 6;

/// A scenario of which the factors move over their ranges.
pub struct ScenarioAnswers<'a> {
    models: &'a [Model],
    target: &'a Target,
    basis: MeasureBasis<'a>,
    /// One factor for every model that has it.
    factors: Vec<Vec<Option<Factor>>>,
    /// Whether the cube holds P5 to P95 alone, in a straight line.
    straight: bool,
    memory: Mutex<Vec<Projection>>,
}

impl ScenarioAnswers<'_> {
    /// The figures of a factor at a coordinate of the cube.
    fn figures(&self, factor: &Factor, at: f64) -> MovedFigures {
        let chance = if self.straight { 0.05 + 0.9 * at } else { at };
        let normal = normal_quantile(chance);
        let way = Decimal::from_f64(normal.abs() / P95).unwrap_or_default();
        factor.moved(usize::from(normal > 0.0), way.round_dp(DECIMALS))
    }

    /// Models with these factors moved.
    fn moved(
        &self,
        models: &[Model],
        point: &[f64],
        which: std::ops::Range<usize>,
    ) -> Result<Vec<Model>, Diagnostic> {
        let moved = models.iter().enumerate().map(|(place, model)| {
            let own = which.clone().filter_map(|at| {
                let factor = self.factors[at][place].as_ref()?;
                Some(self.figures(factor, point[at]))
            });
            let figures: MovedFigures = own.flatten().collect();
            model.with_figures(&figures)
        });
        moved.collect()
    }

    fn answer(&self, models: &[Model]) -> Result<f64, Diagnostic> {
        let taken = self.memory.lock().ok().and_then(|mut all| all.pop());
        let mut memory = taken.unwrap_or_default();
        let values = self.target.measure(&self.basis, models, &mut memory);
        if let Ok(mut all) = self.memory.lock() {
            all.push(memory);
        }
        Ok(values?.first().map_or(0.0, |&value| value as f64))
    }
}

impl Answers for ScenarioAnswers<'_> {
    type Kept = Vec<Model>;

    fn factors(&self) -> usize {
        self.factors.len()
    }

    fn at(&self, point: &[f64]) -> Result<(Vec<Model>, f64), Diagnostic> {
        let models = self.moved(self.models, point, 0..self.factors.len())?;
        let answer = self.answer(&models)?;
        Ok((models, answer))
    }

    fn beside(
        &self,
        known: &Vec<Model>,
        point: &[f64],
        factor: usize,
    ) -> Result<(Vec<Model>, f64), Diagnostic> {
        let models = self.moved(known, point, factor..factor + 1)?;
        let answer = self.answer(&models)?;
        Ok((models, answer))
    }
}

/// Moves every factor that has a range and does something over it, all at once; with a
/// step every factor. `draws` is the
/// number of base points, or of trajectories.
///
/// # Errors
/// A scenario that cannot be projected, factors that cannot be where a point has them
/// together, or a stop.
pub fn global(
    models: &[Model],
    target: &Target,
    (reach, method): (Reach, GlobalMethod),
    (draws, seed): (u32, u64),
    watcher: &impl Progress,
) -> Result<GlobalAnswer, Diagnostic> {
    let alone = moved_alone(models, target, (reach, false), &Unwatched(watcher))?;
    let base = alone.base.first().copied().unwrap_or(0);
    let wholes = alone.effects.iter();
    let is_asked = |effect: &&FactorEffect| {
        let factor = &effect.factor;
        let moves = match reach {
            // A figure without a range is taken for known.
            Reach::Ranges(_) => factor.is_drawn(),
            Reach::Step(_) => factor.moved_by.is_ok(),
        };
        factor.part_of.is_none() && moves
    };
    let wholes = wholes.filter(is_asked);
    if wholes.clone().next().is_none() {
        let message = Text::fixed(
            "geen enkel cijfer van dit scenario heeft een bereik",
            "no figure of this scenario has a range",
        );
        return Err(
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "geef --stap 10% om elk cijfer te bewegen, of cijfers een bereik met `tussen`",
                "give --stap 10% to move every figure, or give figures a range with `tussen`",
            )),
        );
    }
    let count = wholes.clone().count();
    let moving = wholes.filter(|effect| effect.swing(&alone.base, 0) > 0);
    let moving: Vec<Factor> = moving.map(|effect| effect.factor.clone()).collect();
    let own = models.iter();
    let own = own.map(|model| factors(&model.scenario, reach));
    let own: Vec<Vec<Factor>> = own.collect::<Result<_, _>>()?;
    let of_models = moving.iter().map(|factor| {
        let found = |own: &Vec<Factor>| own.iter().find(|one| one.key == factor.key).cloned();
        own.iter().map(found).collect()
    });
    let answers = ScenarioAnswers {
        models,
        target,
        basis: target.basis(models)?,
        factors: of_models.collect(),
        straight: method == GlobalMethod::Morris,
        memory: Mutex::default(),
    };
    let size = moving.len() as u64;
    let (found, by_sobol, runs, points): (Vec<GlobalRow>, _, u64, Points) = match method {
        GlobalMethod::Morris => {
            let (found, design) = morris(&answers, draws, seed, watcher)?;
            let runs = u64::from(draws) * (size + 1);
            let rows = found.iter().map(of_morris).collect();
            (rows, None, runs, Points::Morris(design))
        }
        GlobalMethod::Sobol => {
            let found = sobol(&answers, draws, seed, watcher)?;
            let rows = (0..moving.len()).map(|factor| of_sobol(&found, factor));
            let moments = [found.mean, found.deviation].map(whole);
            let (rows, runs) = (rows.collect(), found.runs);
            let of_sobol = Some((moments, millionths(found.alone)));
            (rows, of_sobol, runs, Points::Sobol(found.design))
        }
    };
    let keys = moving.iter().map(|factor| factor.key.clone()).collect();
    let still = count - moving.len();
    let mut rows: Vec<(Factor, GlobalRow)> = moving.into_iter().zip(found).collect();
    rows.sort_by(|(a, one), (b, other)| {
        let heavier = other.weight().cmp(&one.weight());
        heavier.then(a.key.cmp(&b.key))
    });
    Ok(GlobalAnswer {
        base,
        rows,
        still,
        runs,
        moments: by_sobol.map(|(moments, _)| moments),
        alone: by_sobol.map(|(_, alone)| alone),
        design: GlobalDesign { keys, points },
    })
}

impl GlobalAnswer {
    /// Whether the interval of the parts that factors have alone excludes that they are the
    /// whole variance: else what is missing may be an error of estimation.
    pub fn shows_interaction(&self) -> bool {
        self.alone.is_some_and(|[_, _, high]| high < MILLION)
    }

    /// The factor that matters most of those that nobody published.
    pub fn to_ask_for(&self) -> Option<&Factor> {
        let factors = self.rows.iter().map(|(factor, _)| factor);
        factors.into_iter().find(|factor| factor.is_assumed())
    }
}

/// Stops with another, and counts nothing.
struct Unwatched<'a, P>(&'a P);

impl<P: Progress> Progress for Unwatched<'_, P> {
    fn complete(&self, _: u32) {}
    fn stop(&self) -> bool {
        self.0.stop()
    }
}
