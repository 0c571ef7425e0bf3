//! The search itself: look the whole range over, find every place where the goal is
//! crossed, and close in on each until two neighbouring values are left.
//!
//! It knows no scenario: it asks for the figures at a step of a grid, or learns that there
//! are none. Where figures are dear, it looks the range over by others that cost less and
//! mostly go the same way, and believes them only as far as the dear ones say so too.

mod looks;

use std::collections::BTreeSet;

use super::conditions::Conditions;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;
pub(super) use looks::Figures;
pub use looks::Point;
use looks::{Known, edge, feasible, find_edges, look, look_at};

/// A range of no more steps is looked at step by step: nothing is left to be found out.
const EVERY_STEP: i64 = 1024;

/// In how many stretches a longer range is looked over.
const STRETCHES: i64 = 48;

/// In how many stretches dear figures are looked over, where the others go one way.
const DEAR_STRETCHES: usize = 7;

/// How many looks more than by halving a goal may take to close in on.
const SPARE: u32 = 1;

/// Parts and times of the value as it stands at which is looked as well.
const AROUND: [(i64, i64); 12] = [
    (1, 4),
    (1, 2),
    (3, 4),
    (9, 10),
    (19, 20),
    (99, 100),
    (101, 100),
    (21, 20),
    (11, 10),
    (5, 4),
    (3, 2),
    (2, 1),
];

/// Two neighbouring steps with the goal between them, or on one of them. Where the scenario can
/// have none of the steps between them, they are neighbours though others lie between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// The lower step.
    pub below: Point,
    /// The step above it.
    pub above: Point,
}

impl Crossing {
    /// The step of the two that answers the question: of an exact goal the nearer of those
    /// where the others hold, else the one where all hold; nothing where there is none.
    pub fn answer(&self, goals: &Conditions) -> Option<&Point> {
        let holds = |side: &&Point| {
            let is_there = goals.is_exact() || goals.is_beyond(&side.figures);
            is_there && goals.others_hold(&side.figures)
        };
        let sides = [&self.below, &self.above].into_iter().filter(holds);
        sides.min_by_key(|side| goals.margin(&side.figures).unsigned_abs())
    }
}

/// What moving along the range does to the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// It goes one way wherever was looked.
    Monotone,
    /// It turns: there may be more places where the goal is crossed than were found.
    Turns,
    /// It turns, and every step was looked at: there are no others.
    TurnsKnown,
    /// Nothing moves.
    Flat,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Where the goal is crossed, nearest to the value as it stands first, and the step
    /// that answers the question.
    Met {
        /// The step that meets the goal, or comes nearest to it.
        answer: Point,
        /// The neighbours of the nearest crossing come first.
        crossings: Vec<Crossing>,
    },
    /// Every value of the key meets the goal.
    Always,
    /// No value does; the nearest that can be.
    Never(Point),
}

/// A search that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// The figures as the scenario stands, at the step that its value is or is nearest to.
    pub start: Point,
    /// What was found.
    pub found: Found,
    /// What moving does.
    pub shape: Shape,
    /// The ends of the range of values that the scenario can have.
    pub range: [Point; 2],
    /// Of every goal the least and the most that its deciding figure can be.
    pub reach: Vec<[i64; 2]>,
    /// How many steps were looked at.
    pub looked: usize,
    /// How many steps were looked at by what costs less, if anything was.
    pub scouted: usize,
}

impl Solution {
    /// The value beside the answer, on the other side of the goal.
    pub fn beside(&self) -> Option<&Point> {
        let Found::Met { answer, crossings } = &self.found else {
            return None;
        };
        let ends = crossings.first().map(|one| [&one.below, &one.above])?;
        ends.into_iter().find(|end| *end != answer)
    }

    /// The places of the figures that stand in the way of going further than the answer: those
    /// that do not meet their goal beside it, else the nearest to not doing so.
    pub fn binding(&self, goals: &Conditions) -> Vec<usize> {
        match (&self.found, self.beside()) {
            (Found::Met { .. }, Some(beside)) if !goals.is_exact() => {
                goals.binding(&beside.figures)
            }
            (Found::Met { answer, .. }, _) => goals.binding(&answer.figures),
            _ => Vec::new(),
        }
    }

    /// Whether the value as it stands meets the goals.
    pub fn stands(&self, goals: &Conditions) -> bool {
        goals.each().all(|goal| goal.is_met(&self.start.figures))
    }
}

/// What is looked for.
pub(super) struct Search<'a> {
    pub figures: &'a Figures<'a>,
    /// Figures that cost less, and of which the scenario can be at the same steps.
    pub scout: Option<&'a Figures<'a>>,
    pub goals: &'a Conditions,
    /// The figures as the scenario stands.
    pub stands: &'a [i64],
    /// The step nearest to the value as it stands, and the least and the most that is tried.
    pub start: i64,
    pub bounds: [i64; 2],
}

/// What is closed in on: how far a point is from where an answer begins, and whether that has
/// to be met exactly.
type Goal<'a> = (&'a dyn Fn(&Point) -> i64, bool);

impl Search<'_> {
    fn margin(&self, point: &Point) -> i64 {
        self.goals.margin(&point.figures)
    }

    fn is_beyond(&self, point: &Point) -> bool {
        self.goals.is_beyond(&point.figures)
    }

    /// Looks for the goal.
    ///
    /// # Errors
    /// No value at all that the scenario can have, or a stop.
    pub fn run(&self) -> Result<Solution, Diagnostic> {
        let [least, most] = self.bounds;
        let is_short = most - least <= EVERY_STEP;
        let steps: BTreeSet<i64> = match is_short {
            true => (least..=most).collect(),
            false => self.scan(),
        };
        let mut known = Known::new();
        look(self.figures, &mut known, [self.start].into())?;
        let mut scouted = Known::new();
        match self.scout {
            Some(scout) => {
                look(scout, &mut scouted, steps)?;
                find_edges(scout, &mut scouted)?;
                self.follow(&mut known, &scouted)?;
            }
            None => look(self.figures, &mut known, steps)?,
        }
        find_edges(self.figures, &mut known)?;
        let mut crossings = Vec::new();
        if feasible(&known).is_empty() {
            let message = Text::fixed(
                "het scenario kan geen enkele waarde hiervan hebben",
                "the scenario can have no value of this at all",
            );
            return Err(Diagnostic::new(Code::Opdrachtregel, message));
        }
        self.cross_each(&mut known)?;
        for pair in feasible(&known).windows(2) {
            // Where the scenario cannot be between two values, these are the ones beside the
            // goal.
            if self.is_beyond(&pair[0]) != self.is_beyond(&pair[1]) {
                let margin = |point: &Point| self.margin(point);
                let ends = [&pair[0], &pair[1]];
                let goal: Goal<'_> = (&margin, self.goals.is_exact());
                crossings.push(self.close_in(&mut known, ends, goal)?);
            }
        }
        let all = feasible(&known);
        let every = is_short && (least..=most).all(|at| known.contains_key(&at));
        let shape = match self.shape(&feasible(&scouted)) {
            Shape::Turns if every => Shape::TurnsKnown,
            Shape::Turns => Shape::Turns,
            _ => match self.shape(&all) {
                Shape::Turns if every => Shape::TurnsKnown,
                own => own,
            },
        };
        crossings.sort_by_key(|one| {
            let near = |at: i64| (at - self.start).abs();
            (near(one.below.at).min(near(one.above.at)), one.below.at)
        });
        let start = Point {
            at: self.start,
            figures: self.stands.to_vec(),
        };
        let reach = self.goals.each().map(|goal| {
            let figures = all.iter().map(|point| goal.deciding(&point.figures));
            let ends = figures.map(|figure| [figure; 2]);
            let ends = ends.reduce(|one, other| [one[0].min(other[0]), one[1].max(other[1])]);
            ends.unwrap_or_default()
        });
        let reach = reach.collect();
        let found = self.found(&all, crossings);
        Ok(Solution {
            found,
            shape,
            range: [all[0].clone(), all[all.len() - 1].clone()],
            reach,
            start,
            looked: known.len(),
            scouted: scouted.len(),
        })
    }

    /// Looks where the others looked: at few steps where both go one way, else at all.
    fn follow(&self, known: &mut Known, scouted: &Known) -> Result<(), Diagnostic> {
        let places = feasible(scouted);
        let steps = places.iter().map(|point| point.at);
        if self.shape(&places) == Shape::Monotone {
            let last = places.len() - 1;
            let few = (0..=DEAR_STRETCHES).map(|one| places[last * one / DEAR_STRETCHES].at);
            look(self.figures, known, few.collect())?;
            if self.shape(&feasible(known)) == Shape::Monotone {
                return Ok(());
            }
        }
        look(self.figures, known, steps.collect())
    }

    fn found(&self, all: &[Point], mut crossings: Vec<Crossing>) -> Found {
        let off = |point: &Point| self.margin(point).unsigned_abs();
        crossings.retain(|one| one.answer(self.goals).is_some());
        let answer = crossings.first().and_then(|one| one.answer(self.goals));
        if let Some(answer) = answer.cloned() {
            return Found::Met { answer, crossings };
        }
        let is_met = |point: &&Point| {
            let holds = self.goals.others_hold(&point.figures);
            holds && (off(point) == 0 || !self.goals.is_exact())
        };
        let met = all.iter().filter(is_met);
        if !self.goals.is_exact() && met.clone().count() == all.len() {
            return Found::Always;
        }
        match met.min_by_key(|point| (point.at - self.start).abs()) {
            Some(nearest) => Found::Met {
                answer: nearest.clone(),
                crossings,
            },
            None => Found::Never(self.least_off(all)),
        }
    }

    /// The value that comes nearest: of goals that need not come out exactly the one that
    /// is least beyond.
    fn least_off(&self, all: &[Point]) -> Point {
        let off = |point: &&Point| {
            let margin = self.margin(point);
            let off = match self.goals.is_exact() {
                true => i64::try_from(margin.unsigned_abs()).unwrap_or(i64::MAX),
                false => margin,
            };
            (off, (point.at - self.start).abs())
        };
        let nearest = all.iter().min_by_key(off);
        nearest.expect("a value is one").clone()
    }

    /// Steps over the whole range, closer together around the value as it stands.
    fn scan(&self) -> BTreeSet<i64> {
        let [least, most] = self.bounds;
        let wide = i128::from(most) - i128::from(least);
        let even = (0..=STRETCHES).map(|one| {
            let part = wide * i128::from(one) / i128::from(STRETCHES);
            (i128::from(least) + part) as i64
        });
        let around = AROUND.iter().map(|&(parts, whole)| {
            let at = i128::from(self.start) * i128::from(parts) / i128::from(whole);
            at.clamp(i128::from(least), i128::from(most)) as i64
        });
        let beside = [self.start - 1, self.start + 1].map(|at| at.clamp(least, most));
        even.chain(around).chain(beside).collect()
    }

    /// Narrows a stretch until the two ends are neighbours, or the last that the scenario can
    /// have before those between.
    ///
    /// It looks where a straight line says that the goal is, a little to the middle of that
    /// so that both ends come near, and never so far aside that halving could not have been
    /// done [`SPARE`] looks later. A line by itself creeps along a stair, of which amounts in
    /// whole euros make one: where an end is exactly at the goal the line points at that end,
    /// step after step. (The idea is that of Oliveira and Takahashi, 2020, of which the worst
    /// is that of halving.)
    fn close_in(
        &self,
        known: &mut Known,
        ends: [&Point; 2],
        (margin, is_exact): Goal<'_>,
    ) -> Result<Crossing, Diagnostic> {
        let is_beyond = |point: &Point| match is_exact {
            true => margin(point) >= 0,
            false => margin(point) <= 0,
        };
        let [mut low, mut high] = ends.map(Point::clone);
        let side = is_beyond(&low);
        let mut left = SPARE + i64::BITS - (high.at - low.at - 1).max(0).leading_zeros();
        while high.at - low.at > 1 {
            left = left.saturating_sub(1);
            let margins = [&low, &high].map(|end| i128::from(margin(end)));
            let middle = next_look([low.at, high.at], margins, left);
            let Some(figures) = look_at(self.figures, known, middle)? else {
                let below = self.last(known, low.at, middle)?;
                let above = self.last(known, high.at, middle)?;
                if is_beyond(&below) != side {
                    high = below;
                } else if is_beyond(&above) == side {
                    low = above;
                } else {
                    (low, high) = (below, above);
                    break;
                }
                continue;
            };
            let point = Point {
                at: middle,
                figures,
            };
            match is_beyond(&point) == side {
                true => low = point,
                false => high = point,
            }
        }
        Ok(Crossing {
            below: low,
            above: high,
        })
    }

    /// The last that the scenario can have on the way from one step to one that it cannot.
    fn last(&self, known: &mut Known, can: i64, cannot: i64) -> Result<Point, Diagnostic> {
        let at = edge(self.figures, known, can, cannot)?;
        let figures = look_at(self.figures, known, at)?;
        let figures = figures.expect("the scenario can have the last that it can have");
        Ok(Point { at, figures })
    }

    /// Finds where every figure crosses its own goal, where goals are in each other's way:
    /// what meets them all can lie between two values that were looked at.
    fn cross_each(&self, known: &mut Known) -> Result<(), Diagnostic> {
        let looked = feasible(known);
        let turns = shape_of(&looked, |point| self.margin(point)) == Shape::Turns;
        let places = looked.first().map_or(0, |point| point.figures.len());
        for place in (0..places).filter(|_| places > 1) {
            let margin = |point: &Point| self.goals.excess_at(place, &point.figures);
            for pair in feasible(known).windows(2) {
                let [low, high] = [&pair[0], &pair[1]];
                let is_crossed = (margin(low) <= 0) != (margin(high) <= 0);
                if is_crossed && (turns || self.is_opposed(low, high)) {
                    self.close_in(known, [low, high], (&margin, false))?;
                }
            }
        }
        Ok(())
    }

    /// Whether goals that need not come out exactly pull apart between two steps: one is met
    /// at the lower alone and one at the higher alone, and none at neither. The worst of them
    /// is then least somewhere between, which steps that rise or fall on both sides do not show.
    fn is_opposed(&self, low: &Point, high: &Point) -> bool {
        let met = |place: usize| {
            [low, high].map(|point| self.goals.excess_at(place, &point.figures) <= 0)
        };
        let all = || (0..low.figures.len()).map(met);
        let has = |wanted: [bool; 2]| all().any(|found| found == wanted);
        let is_between = has([true, false]) && has([false, true]);
        is_between && !has([false, false]) && !self.goals.is_exact()
    }

    /// Which way the figures go: where each goes one way, or the worst of them does, an
    /// answer has one beginning and one end.
    fn shape(&self, all: &[Point]) -> Shape {
        let together = shape_of(all, |point| self.margin(point));
        let places = all.first().map_or(0, |point| point.figures.len());
        let mut each = (0..places).map(|place| shape_of(all, |point| point.figures[place]));
        match together {
            Shape::Turns if each.all(|one| one != Shape::Turns) => Shape::Monotone,
            together => together,
        }
    }
}

/// Where to look between two ends with these margins, after which `left` looks have to do.
fn next_look([low, high]: [i64; 2], margins: [i128; 2], left: u32) -> i64 {
    let wide = i128::from(high) - i128::from(low);
    let half = wide / 2;
    let slope = margins[0] - margins[1];
    let part = match slope {
        0 => half,
        _ => wide * margins[0] / slope,
    };
    let aside = wide.isqrt() - 1;
    let part = match part < half {
        true => (part + aside).min(half),
        false => (part - aside).max(half),
    };
    // What is left after this look has to be halved in as many looks as are left.
    let room = 1_i128.checked_shl(left).unwrap_or(i128::MAX);
    let part = part.clamp((wide - room).max(1), room.min(wide - 1));
    (i128::from(low) + part) as i64
}

/// Which way a figure goes over some points.
fn shape_of(all: &[Point], figure: impl Fn(&Point) -> i64) -> Shape {
    let figures: Vec<i64> = all.iter().map(figure).collect();
    let mut ways = figures.windows(2).map(|pair| pair[1].cmp(&pair[0]));
    let rises = ways.clone().any(|way| way.is_gt());
    let falls = ways.any(|way| way.is_lt());
    match (rises, falls) {
        (false, false) => Shape::Flat,
        (true, true) => Shape::Turns,
        _ => Shape::Monotone,
    }
}

#[cfg(test)]
mod tests;
