//! What is varied to meet a goal: a figure, figures together, a direction in a list.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::factors::MovedFigures;
use crate::factors::shares::given;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::scenario::values::{NumberKind, parse_decimal};
use crate::scenario::{Scenario, Settings, StatedFigure};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// Something that takes the values of a grid: so many steps of its last decimal.
#[derive(Debug, Clone)]
pub struct Variable {
    /// The keys as they are shown, with the direction of a list.
    pub key: String,
    /// How many decimals its values have.
    pub decimals: u32,
    /// The value as it stands, in steps; the nearest one where it is between two.
    pub start: i64,
    /// The least and the most that such a key can have, in steps.
    pub bounds: [i64; 2],
    motion: Motion,
}

#[derive(Debug, Clone)]
enum Motion {
    /// One figure has the value.
    Figure(StatedFigure),
    /// The value goes from one share to another.
    Give {
        shares: Vec<StatedFigure>,
        from: usize,
        to: usize,
    },
    /// All figures are so many times more than they are.
    Together(Vec<StatedFigure>),
    /// Every figure moves so much a step, as far as its bounds.
    Along(Vec<(StatedFigure, Decimal)>),
}

/// Decimals of how much more figures are that move together.
const TOGETHER_DECIMALS: u32 = 6;

impl Variable {
    /// The value of a step.
    pub fn value(&self, at: i64) -> Decimal {
        Decimal::new(at, self.decimals)
    }

    /// The figures that a step stands for; `None` where there are none, outside the
    /// simplex.
    pub fn figures(&self, at: i64) -> Option<MovedFigures> {
        let value = self.value(at);
        match &self.motion {
            Motion::Figure(figure) => Some(vec![(figure.path.clone(), figure.kind.written(value))]),
            Motion::Give { shares, from, to } => {
                let values: Vec<Decimal> = shares.iter().map(|share| share.value).collect();
                let moved = given(&values, (*from, *to), value)?;
                let pairs = shares.iter().zip(moved);
                Some(
                    pairs
                        .map(|(share, value)| (share.path.clone(), share.kind.written(value)))
                        .collect(),
                )
            }
            Motion::Together(figures) => {
                let moved = figures.iter().map(|figure| {
                    let times = Decimal::ONE + value;
                    let own = (figure.value * times).round_dp(figure.kind.decimals());
                    (figure.path.clone(), figure.kind.written(own))
                });
                Some(moved.collect())
            }
            Motion::Along(figures) => {
                let steps = Decimal::from(at);
                let moved = figures.iter().map(|(figure, a_step)| {
                    let off = a_step.checked_mul(steps)?;
                    let decimals = figure.kind.decimals();
                    let own = figure.value.checked_add(off)?.round_dp(decimals);
                    let [least, most] = bounds(figure);
                    // A figure at its bounds stays there while the others go on.
                    let own = own.clamp(least, most);
                    Some((figure.path.clone(), figure.kind.written(own)))
                });
                moved.collect()
            }
        }
    }

    /// Whether a step is the value as it stands, and not only the nearest to it.
    pub(super) fn stands_at(&self, at: i64) -> bool {
        at == self.start && self.is_on_grid()
    }

    /// Whether the value as it stands is one of those that are tried: a figure can have more
    /// decimals than its answer.
    fn is_on_grid(&self) -> bool {
        match &self.motion {
            Motion::Figure(figure) => figure.value == self.value(self.start),
            Motion::Give { .. } | Motion::Together(_) | Motion::Along(_) => true,
        }
    }

    /// Every figure as it stands, by its key; of a list the list.
    pub fn shown_each_as_it_stands(&self) -> Vec<(String, String)> {
        match &self.motion {
            Motion::Figure(_) => vec![(self.key.clone(), self.shown_as_it_stands())],
            Motion::Give { .. } | Motion::Together(_) | Motion::Along(_) => {
                self.shown_each(self.start)
            }
        }
    }

    /// What stands, as [`Variable::shown`] shows a step.
    pub fn shown_as_it_stands(&self) -> String {
        match &self.motion {
            Motion::Figure(figure) if !self.is_on_grid() => figure.kind.written(figure.value),
            _ => self.shown(self.start),
        }
    }

    /// As far as a range goes that a scenario takes: each end, or the farthest step before
    /// it of which no figure is outside its bounds.
    pub(super) fn allowed(&self, scenario: &Scenario, ends: [i64; 2]) -> [i64; 2] {
        let tree = scenario.tree();
        let is_inside = |at: i64| {
            let Some(figures) = self.figures(at) else {
                return false;
            };
            let settings = Settings::of_figures(&figures, &tree.provenance, &tree.source);
            let laid = scenario.with(&settings);
            laid.err()
                .is_none_or(|refused| refused.code() != Code::BuitenBereik)
        };
        ends.map(|end| {
            if is_inside(end) {
                return end;
            }
            // What stands there is inside, and what is inside has no holes.
            let (mut inside, mut outside) = (self.start, end);
            while inside.abs_diff(outside) > 1 {
                let half = i64::midpoint(inside, outside);
                match is_inside(half) {
                    true => inside = half,
                    false => outside = half,
                }
            }
            inside
        })
    }

    /// The figures that it moves as they stand, each with its value at a step; none where
    /// there are none.
    pub(super) fn valued(&self, at: i64) -> Vec<(&StatedFigure, Decimal)> {
        let stated: Vec<&StatedFigure> = match &self.motion {
            Motion::Figure(figure) => vec![figure],
            Motion::Give { shares, .. } => shares.iter().collect(),
            Motion::Together(figures) => figures.iter().collect(),
            Motion::Along(figures) => figures.iter().map(|(figure, _)| figure).collect(),
        };
        let moved = self.figures(at).unwrap_or_default().into_iter();
        let values = moved.filter_map(|(_, digits)| parse_decimal(&digits));
        stated.into_iter().zip(values).collect()
    }

    /// Every figure that a step stands for, by its key; of a list the list.
    pub fn shown_each(&self, at: i64) -> Vec<(String, String)> {
        match &self.motion {
            Motion::Figure(_) | Motion::Give { .. } => vec![(self.key.clone(), self.shown(at))],
            Motion::Together(_) | Motion::Along(_) => {
                let figures = self.figures(at).unwrap_or_default().into_iter();
                figures
                    .map(|(path, digits)| (path.join("."), digits))
                    .collect()
            }
        }
    }

    /// What a step comes to, as it is shown: the figure, the list, or every figure.
    pub fn shown(&self, at: i64) -> String {
        let figures = self.figures(at).unwrap_or_default();
        let values = figures.iter().map(|(_, digits)| digits.as_str());
        match &self.motion {
            Motion::Figure(_) => values.collect(),
            Motion::Give { .. } => format!("[{}]", values.collect::<Vec<_>>().join(", ")),
            Motion::Together(_) | Motion::Along(_) => {
                let pairs = figures.iter();
                let pairs = pairs.map(|(path, digits)| format!("{}={digits}", path.join(".")));
                pairs.collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// Whether several figures move along one direction.
    pub fn is_together(&self) -> bool {
        matches!(self.motion, Motion::Together(_))
    }

    /// Whether there is more than one figure that has a value of its own.
    pub fn is_several(&self) -> bool {
        self.is_together() || self.is_least()
    }

    /// Whether several figures move as little as meets the goals.
    pub fn is_least(&self) -> bool {
        matches!(self.motion, Motion::Along(_))
    }

    /// Figures that each move so much a step, from where they are up to so many steps.
    pub(super) fn along(figures: Vec<(StatedFigure, Decimal)>, most: i64) -> Self {
        let keys = figures.iter().map(|(figure, _)| figure.key());
        Self {
            key: keys.collect::<Vec<_>>().join(", "),
            decimals: 0,
            start: 0,
            bounds: [0, most],
            motion: Motion::Along(figures),
        }
    }

    pub(super) fn together(keys: &[String], figures: Vec<StatedFigure>) -> Self {
        let step = |value: i64| value * 10_i64.pow(TOGETHER_DECIMALS);
        Self {
            key: keys.join(", "),
            decimals: TOGETHER_DECIMALS,
            start: 0,
            bounds: [step(-1), step(9)],
            motion: Motion::Together(figures),
        }
    }

    /// From one share to another, up to where one of them is nothing.
    pub(super) fn give(
        key: String,
        shares: Vec<StatedFigure>,
        (from, to): (usize, usize),
        decimals: Option<u32>,
    ) -> Result<Self, Diagnostic> {
        let decimals = decimals_of(&shares[from], decimals)?;
        Ok(Self {
            key,
            decimals,
            start: 0,
            bounds: [
                -steps(shares[to].value, decimals),
                steps(shares[from].value, decimals),
            ],
            motion: Motion::Give { shares, from, to },
        })
    }

    pub(super) fn of_figure(
        figure: StatedFigure,
        decimals: Option<u32>,
    ) -> Result<Self, Diagnostic> {
        let decimals = decimals_of(&figure, decimals)?;
        let steps = |value: Decimal| steps(value, decimals);
        let [least, most] = bounds(&figure);
        Ok(Self {
            key: figure.key(),
            decimals,
            start: steps(figure.value),
            bounds: [steps(least), steps(most)],
            motion: Motion::Figure(figure),
        })
    }
}

/// A value in steps, rounded where it is not on the grid.
pub(super) fn steps(value: Decimal, decimals: u32) -> i64 {
    let scaled = value * Decimal::from(10_i64.pow(decimals));
    scaled.round().to_i64().unwrap_or(i64::MAX)
}

/// The decimals to solve in: as asked, as far as the key has them.
fn decimals_of(figure: &StatedFigure, asked: Option<u32>) -> Result<u32, Diagnostic> {
    let own = figure.kind.decimals();
    let most = match figure.kind {
        NumberKind::Price => 9,
        _ => own,
    };
    match asked {
        Some(asked) if asked > most => {
            let key = figure.key();
            let message = Text::new(
                format!("`{key}` heeft geen {asked} decimalen"),
                format!("`{key}` has no {asked} decimals"),
            );
            let help = Text::new(
                format!("geef --decimalen {most} of minder"),
                format!("give --decimalen {most} or less"),
            );
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
        }
        Some(asked) => Ok(asked),
        None => Ok(own),
    }
}

/// The least and the most that a figure of this kind can be; the scenario itself may allow
/// less, which the search finds out.
pub(super) fn bounds(figure: &StatedFigure) -> [Decimal; 2] {
    let whole = |least: i64, most: i64| [least, most].map(Decimal::from);
    match figure.kind {
        // Growth alone may be negative.
        NumberKind::Share => [Decimal::new(-5, 1), Decimal::TWO],
        NumberKind::Factor => whole(0, 10),
        NumberKind::Price => whole(0, crate::scenario::values::MAX_PER_PERSON),
        NumberKind::Amount => match figure.path.first().is_some_and(|it| it == "bedragen") {
            true => whole(0, crate::scenario::values::MAX_PER_PERSON),
            false => whole(0, crate::exact::money::MAX_NATIONAL),
        },
        NumberKind::Count | NumberKind::Seed => whole(0, crate::terms::law::MAX_PEOPLE),
        NumberKind::Small => whole(1, 12),
        NumberKind::Year => whole(Jaar::MIN.get().into(), Jaar::MAX.get().into()),
    }
}
