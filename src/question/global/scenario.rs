//! A scenario that answers: every factor at a quantile of its range.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{
    Answers, DesignRow, Elementary, Estimate, MorrisDesign, SobolDesign, SobolIndices, morris,
    sobol,
};
use crate::factors::{Factor, Reach};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::projection::{Projected, Projection};
use crate::question::lane::{Lane, lanes};
use crate::question::one_at_a_time::{FactorEffect, OneAtATime, one_at_a_time};
use crate::question::target::{MILLION, MeasureBasis, Over, Target};
use crate::simulate::Progress;
use crate::simulate::design::normal_quantile;
use crate::simulate::draw::together::{Move, Moved, laid, moved_together};
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
    /// In how many of them a factor stayed where the rules allow of all together, short of
    /// where its point has it.
    pub held: u64,
    /// Mean and standard deviation of the answer, by Sobol.
    pub moments: Option<[i64; 2]>,
    /// The parts that all factors have alone, added up, with the ends of the interval of
    /// that sum, in millionths of the variance, by Sobol.
    pub alone: Option<[i64; 3]>,
    /// What every factor does by itself: of a series too which of its years matters.
    pub one_at_a_time: OneAtATime,
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

/// A scenario of which the factors move over their ranges.
struct ScenarioAnswers<'a> {
    models: &'a [Model],
    target: &'a Target,
    basis: MeasureBasis<'a>,
    factors: Vec<Lane>,
    /// Whether the cube holds P5 to P95 alone, in a straight line.
    straight: bool,
    /// At how many points a factor stayed behind.
    held: AtomicU64,
    memory: Mutex<Vec<Projection>>,
}

impl ScenarioAnswers<'_> {
    /// Where a factor goes at a coordinate of the cube.
    fn to(&self, factor: usize, at: f64) -> Move<'_> {
        let chance = if self.straight { 0.05 + 0.9 * at } else { at };
        let of_models = self.factors[factor].of_models();
        Move::new(of_models, normal_quantile(chance))
    }

    /// The answer of models, beside others that were projected.
    fn answer(&self, models: &[Model], beside: Option<&Kept>) -> Result<f64, Diagnostic> {
        let taken = self.memory.lock().ok().and_then(|mut all| all.pop());
        let mut memory = taken.unwrap_or_default();
        let known = beside.map(Kept::projected).unwrap_or_default();
        let basis = (&self.basis, &known[..]);
        let measured = self.target.measured(basis, models, &mut memory);
        if let Ok(mut all) = self.memory.lock() {
            all.push(memory);
        }
        Ok(first_of(&measured?.figures))
    }
}

/// The figure of the one unit that is asked after.
fn first_of(figures: &[i64]) -> f64 {
    figures.first().map_or(0.0, |&figure| figure as f64)
}

/// What is kept of a point.
struct Kept {
    moved: Moved,
    /// The projection of every model, in their order; none where draws are asked after, and
    /// none of a point that was itself answered beside another.
    projections: Vec<Projection>,
}

impl Kept {
    fn projected(&self) -> Vec<Option<Projected<'_>>> {
        let pairs = self.moved.models.iter().zip(&self.projections);
        let projected = pairs.map(|(model, projection)| Some(Projected { model, projection }));
        projected.collect()
    }
}

impl Answers for ScenarioAnswers<'_> {
    type Kept = Kept;

    fn factors(&self) -> usize {
        self.factors.len()
    }

    fn at(&self, point: &[f64]) -> Result<(Kept, f64), Diagnostic> {
        let moves = point.iter().enumerate().map(|(at, &way)| self.to(at, way));
        let moved = moved_together(self.models, &moves.collect::<Vec<_>>())?;
        if moved.held {
            self.held.fetch_add(1, Ordering::Relaxed);
        }
        let mut projections = Vec::new();
        let answer = if self.target.over == Over::Run {
            let own = moved.models.iter().map(Model::project);
            projections = own.collect::<Result<_, _>>()?;
            first_of(&self.target.of_projections(&projections))
        } else {
            self.answer(&moved.models, None)?
        };
        Ok((Kept { moved, projections }, answer))
    }

    fn beside(
        &self,
        known: &Kept,
        point: &[f64],
        factor: usize,
    ) -> Result<(Kept, f64), Diagnostic> {
        // An answer follows from its point alone: where a factor stayed behind, another may
        // be why, and here that is elsewhere.
        if known.moved.held {
            return self.at(point);
        }
        let Ok(models) = laid(&known.moved.models, &[self.to(factor, point[factor])]) else {
            return self.at(point);
        };
        let answer = self.answer(&models, Some(known))?;
        let moved = Moved {
            models,
            held: false,
        };
        let projections = Vec::new();
        Ok((Kept { moved, projections }, answer))
    }
}

/// Moves every factor that has a range and does something over it, all at once; with a
/// step every factor. `draws` is the
/// number of base points, or of trajectories.
///
/// # Errors
/// A scenario that cannot be projected, or a stop.
pub fn global(
    models: &[Model],
    target: &Target,
    (reach, method): (Reach, GlobalMethod),
    (draws, seed): (u32, u64),
    watcher: &impl Progress,
) -> Result<GlobalAnswer, Diagnostic> {
    let alone = one_at_a_time(models, target, reach, &Unwatched(watcher))?;
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
    let own = of_keys(
        lanes(models, reach)?,
        moving.iter().map(|it| it.key.as_str()),
    );
    let answers = ScenarioAnswers {
        models,
        target,
        basis: target.basis(models)?,
        factors: own,
        straight: method == GlobalMethod::Morris,
        held: AtomicU64::new(0),
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
        held: answers.held.into_inner(),
        moments: by_sobol.map(|(moments, _)| moments),
        alone: by_sobol.map(|(_, alone)| alone),
        one_at_a_time: alone,
        design: GlobalDesign { keys, points },
    })
}

/// The factors of these keys, in their order.
fn of_keys<'a>(all: Vec<Lane>, keys: impl Iterator<Item = &'a str>) -> Vec<Lane> {
    let own = |key: &str| all.iter().find(|lane| lane.factor().key == key).cloned();
    keys.filter_map(own).collect()
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::columns::Column;
    use crate::question::target::{Over, TargetUnit};

    /// Completions of two routes that would each be more than everybody not far beyond the
    /// ends of their range, which no point of Morris goes beyond.
    const WIDE: &str = "scenario.basis = \"wi2021\"\n\
         [uitkomst.asielstatushouder]\nvrijgesteld = [0]\nontheven = [0]\nvervallen = [0]\n\
         [traject.asielstatushouder]\nonderwijs = [0, 0.2]\n\
         B1 = { waarde = [0, 0.2, 0.2, 0.2], tussen = [[0, 0, 0.1, 0.1], [0, 0.35, 0.3, 0.3]] }\n\
         Z = { waarde = [0.1, 0.1, 0.2], tussen = [[0, 0.1, 0.1], [0.25, 0.3, 0.4]] }\n";

    fn models() -> Vec<Model> {
        let scenario = crate::scenario::load_text("s.toml", WIDE).unwrap();
        let other = WIDE.replace("[traject.", "[kosten]\nprijspeil = 2025\n[traject.");
        let other = crate::scenario::load_text("t.toml", &other).unwrap();
        [scenario, other].map(|it| Model::new(it).unwrap()).into()
    }

    fn saldo(model: &Model) -> Target {
        let kop = &model.scenario.tables().scenario;
        Target {
            column: Column::Saldo,
            years: kop.van.through(kop.tot).collect(),
            units: vec![TargetUnit {
                code: "NL".to_owned(),
                name: "Nederland".to_owned(),
                members: (0..model.gemeenten.len()).collect(),
            }],
            over: Over::Run,
        }
    }

    /// Where figures cannot be together, a factor stays behind, and the answer follows from
    /// the point whatever was asked before it.
    #[test]
    fn a_point_that_cannot_be_has_one_answer_however_it_is_come_to() {
        let models = models();
        let target = saldo(&models[0]);
        let reach = Reach::Ranges(rust_decimal::Decimal::new(1, 1));
        let routes = [
            "traject.asielstatushouder.B1",
            "traject.asielstatushouder.Z",
            "index.2028",
        ];
        let answers = ScenarioAnswers {
            models: &models,
            target: &target,
            basis: target.basis(&models).unwrap(),
            factors: of_keys(lanes(&models, reach).unwrap(), routes.into_iter()),
            straight: false,
            held: AtomicU64::new(0),
            memory: Mutex::default(),
        };
        let coordinates = [0.01, 0.5, 0.8, 0.97, 0.999];
        let mut held = 0;
        for first in coordinates {
            for second in coordinates {
                let (whole, answer) = answers.at(&[first, second, 0.3]).unwrap();
                held += u32::from(whole.moved.held);
                for before in coordinates {
                    let (known, _) = answers.at(&[before, second, 0.3]).unwrap();
                    let beside = answers.beside(&known, &[first, second, 0.3], 0).unwrap();
                    let is_held = whole.moved.held;
                    assert_eq!((beside.0.moved.held, beside.1), (is_held, answer));
                }
            }
        }
        assert!((5..20).contains(&held), "{held}");
    }

    #[test]
    fn a_design_with_points_that_cannot_be_is_answered_and_says_how_many() {
        let models = models();
        let target = saldo(&models[0]);
        let stop = AtomicBool::new(false);
        let reach = Reach::Ranges(rust_decimal::Decimal::new(1, 1));
        let method = (reach, GlobalMethod::Sobol);
        let asked = || global(&models[..1], &target, method, (16, 1), &stop).unwrap();
        let found = asked();
        assert!((1..found.runs).contains(&found.held), "{}", found.held);
        assert_eq!(asked().held, found.held);
    }
}
