//! The search itself: look the whole range over, find every place where the goal is
//! crossed, and close in on each until two neighbouring values are left.
//!
//! It knows no scenario: it asks for the figures at a step of a grid, or learns that there
//! are none.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::goal::Relation;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;

/// A range of no more steps is looked at step by step: nothing is left to be found out.
const EVERY_STEP: i64 = 1024;

/// In how many stretches a longer range is looked over.
const STRETCHES: i64 = 48;

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

/// A step with the figures at it, one for every year or for all together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The step of the grid.
    pub at: i64,
    /// The figures.
    pub figures: Vec<i64>,
}

/// Two neighbouring steps with the goal between them, or on one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// The lower step.
    pub below: Point,
    /// The step above it.
    pub above: Point,
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
    /// The value as it stands.
    pub start: Point,
    /// What was found.
    pub found: Found,
    /// What moving does.
    pub shape: Shape,
    /// The ends of the range of values that the scenario can have.
    pub range: [Point; 2],
    /// The least and the most of the margin, each where it is.
    pub extremes: [Point; 2],
    /// How many steps were looked at.
    pub looked: usize,
}

/// What gives the figures at a step: none where the scenario cannot be.
pub(super) type Figures<'a> = dyn Fn(i64) -> Result<Option<Vec<i64>>, Diagnostic> + Sync + 'a;

/// What is looked for.
pub(super) struct Search<'a> {
    pub figures: &'a Figures<'a>,
    pub relation: Relation,
    pub goal: i64,
    /// The value as it stands, and the least and the most that is tried.
    pub start: i64,
    pub bounds: [i64; 2],
}

/// The steps that are known, with their figures.
type Known = BTreeMap<i64, Option<Vec<i64>>>;

impl Search<'_> {
    fn margin(&self, figures: &[i64]) -> i64 {
        self.relation.margin(figures, self.goal)
    }

    fn is_beyond(&self, figures: &[i64]) -> bool {
        self.relation.is_beyond(self.margin(figures))
    }

    /// Looks for the goal.
    ///
    /// # Errors
    /// A value as it stands that has no figures, or a stop.
    pub fn run(&self) -> Result<Solution, Diagnostic> {
        let [least, most] = self.bounds;
        let mut known = Known::new();
        self.look(&mut known, [self.start].into())?;
        let is_short = most - least <= EVERY_STEP;
        let steps: BTreeSet<i64> = match is_short {
            true => (least..=most).collect(),
            false => self.scan(),
        };
        self.look(&mut known, steps)?;
        self.find_edges(&mut known)?;
        let mut crossings = Vec::new();
        let feasible = |known: &Known| -> Vec<Point> {
            let own = known.iter();
            let own = own.filter_map(|(&at, figures)| {
                let figures = figures.clone()?;
                Some(Point { at, figures })
            });
            own.collect()
        };
        let looked = feasible(&known);
        if looked.is_empty() {
            let message = Text::fixed(
                "het scenario kan geen enkele waarde hiervan hebben",
                "the scenario can have no value of this at all",
            );
            return Err(Diagnostic::new(Code::Opdrachtregel, message));
        }
        for pair in looked.windows(2) {
            // Where the scenario cannot be between two values there is no way from one to
            // the other, and still each is one.
            if self.is_beyond(&pair[0].figures) != self.is_beyond(&pair[1].figures) {
                crossings.extend(self.close_in(&mut known, pair[0].at, pair[1].at)?);
            }
        }
        let all = feasible(&known);
        let shape = self.shape(&all, is_short);
        crossings.sort_by_key(|one| {
            let near = |at: i64| (at - self.start).abs();
            (near(one.below.at).min(near(one.above.at)), one.below.at)
        });
        let point = |at: i64| all.iter().find(|point| point.at == at).cloned();
        let start = point(self.start).unwrap_or_else(|| all[0].clone());
        let by_margin = |point: &&Point| self.margin(&point.figures);
        let extremes = [
            all.iter().min_by_key(by_margin),
            all.iter().max_by_key(by_margin),
        ];
        let found = self.found(&all, crossings);
        Ok(Solution {
            found,
            shape,
            range: [all[0].clone(), all[all.len() - 1].clone()],
            extremes: extremes.map(|one| one.cloned().unwrap_or_else(|| start.clone())),
            start,
            looked: known.len(),
        })
    }

    fn found(&self, all: &[Point], crossings: Vec<Crossing>) -> Found {
        let off = |point: &Point| self.margin(&point.figures).abs();
        let nearest = || {
            all.iter()
                .min_by_key(|point| (off(point), (point.at - self.start).abs()))
        };
        let Some(first) = crossings.first() else {
            let nearest = nearest().expect("the value as it stands is one").clone();
            let meets = match self.relation {
                Relation::Equal => off(&nearest) == 0,
                _ => self.is_beyond(&nearest.figures),
            };
            return match (meets, self.relation) {
                (true, Relation::Equal) => Found::Met {
                    answer: nearest,
                    crossings,
                },
                (true, _) => Found::Always,
                (false, _) => Found::Never(nearest),
            };
        };
        let answer = match self.relation {
            Relation::Equal if off(&first.above) < off(&first.below) => &first.above,
            Relation::Equal => &first.below,
            _ if self.is_beyond(&first.above.figures) => &first.above,
            _ => &first.below,
        };
        Found::Met {
            answer: answer.clone(),
            crossings,
        }
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

    /// Looks at steps that are not known yet, side by side.
    fn look(&self, known: &mut Known, steps: BTreeSet<i64>) -> Result<(), Diagnostic> {
        let new: Vec<i64> = steps
            .into_iter()
            .filter(|at| !known.contains_key(at))
            .collect();
        let found = new
            .par_iter()
            .with_max_len(1)
            .map(|&at| Ok((at, (self.figures)(at)?)));
        let found: Vec<(i64, Option<Vec<i64>>)> = found.collect::<Result<_, Diagnostic>>()?;
        known.extend(found);
        Ok(())
    }

    /// Finds the last steps that the scenario can have, beside those that it cannot.
    fn find_edges(&self, known: &mut Known) -> Result<(), Diagnostic> {
        let pairs: Vec<(i64, bool)> = known
            .iter()
            .map(|(&at, figures)| (at, figures.is_some()))
            .collect();
        for pair in pairs.windows(2) {
            let [(mut low, can), (mut high, other)] = [pair[0], pair[1]];
            if can == other {
                continue;
            }
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                let found = (self.figures)(middle)?;
                let is_low = found.is_some() == can;
                known.insert(middle, found);
                match is_low {
                    true => low = middle,
                    false => high = middle,
                }
            }
        }
        Ok(())
    }

    /// Halves a stretch until the two ends are neighbours; `None` where the scenario
    /// cannot be in between.
    fn close_in(
        &self,
        known: &mut Known,
        mut low: i64,
        mut high: i64,
    ) -> Result<Option<Crossing>, Diagnostic> {
        let of = |known: &Known, at: i64| {
            let figures = known.get(&at).cloned().flatten();
            figures.map(|figures| Point { at, figures })
        };
        let Some(first) = of(known, low) else {
            return Ok(None);
        };
        let side = self.is_beyond(&first.figures);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            let found = match known.get(&middle) {
                Some(found) => found.clone(),
                None => {
                    let found = (self.figures)(middle)?;
                    known.insert(middle, found.clone());
                    found
                }
            };
            match found {
                Some(figures) if self.is_beyond(&figures) == side => low = middle,
                Some(_) => high = middle,
                None => return Ok(None),
            }
        }
        let ends = of(known, low).zip(of(known, high));
        Ok(ends.map(|(below, above)| Crossing { below, above }))
    }

    fn shape(&self, all: &[Point], is_short: bool) -> Shape {
        let margins: Vec<i64> = all
            .iter()
            .map(|point| self.margin(&point.figures))
            .collect();
        let mut ways = margins.windows(2).map(|pair| pair[1].cmp(&pair[0]));
        let rises = ways.clone().any(|way| way.is_gt());
        let falls = ways.any(|way| way.is_lt());
        match (rises, falls) {
            (false, false) => Shape::Flat,
            (true, true) if is_short => Shape::TurnsKnown,
            (true, true) => Shape::Turns,
            _ => Shape::Monotone,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(
        of: impl Fn(i64) -> Option<i64> + Sync,
        (relation, goal): (Relation, i64),
        start: i64,
        bounds: [i64; 2],
    ) -> Solution {
        let figures = |at: i64| Ok(of(at).map(|figure| vec![figure]));
        let search = Search {
            figures: &figures,
            relation,
            goal,
            start,
            bounds,
        };
        search.run().unwrap()
    }

    fn steps(solution: &Solution) -> Vec<(i64, i64)> {
        match &solution.found {
            Found::Met { crossings, .. } => {
                let ends = crossings.iter();
                ends.map(|one| (one.below.at, one.above.at)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn answer(solution: &Solution) -> i64 {
        match &solution.found {
            Found::Met { answer, .. } => answer.at,
            other => panic!("{other:?}"),
        }
    }

    const WIDE: [i64; 2] = [0, 1_000_000_000];

    #[test]
    fn the_two_neighbours_of_a_goal_are_found_to_the_last_step() {
        let solution = run(|at| Some(3 * at), (Relation::Equal, 1_000_000), 5, WIDE);
        assert_eq!(steps(&solution), [(333_333, 333_334)]);
        assert_eq!(answer(&solution), 333_333);
        assert_eq!(solution.shape, Shape::Monotone);
        assert!(solution.looked < 150);
        let most = run(|at| Some(3 * at), (Relation::AtMost, 1_000_000), 5, WIDE);
        assert_eq!(answer(&most), 333_333);
        let least = run(|at| Some(3 * at), (Relation::AtLeast, 1_000_000), 5, WIDE);
        assert_eq!(answer(&least), 333_334);
        let falling = run(|at| Some(-3 * at), (Relation::AtMost, -1_000_000), 5, WIDE);
        assert_eq!(answer(&falling), 333_334);
    }

    #[test]
    fn a_short_range_is_looked_at_step_by_step_and_every_crossing_is_found() {
        let wave = |at: i64| Some((at - 20) * (at - 20));
        let solution = run(wave, (Relation::AtMost, 90), 60, [0, 100]);
        assert_eq!(steps(&solution), [(29, 30), (10, 11)], "nearest first");
        assert_eq!(answer(&solution), 29);
        assert_eq!(solution.shape, Shape::TurnsKnown);
        // Against a scan of every value.
        let scanned: Vec<i64> = (0..=100).filter(|&at| wave(at).unwrap() <= 90).collect();
        assert_eq!((scanned[0], *scanned.last().unwrap()), (11, 29));
        let long = run(wave, (Relation::AtMost, 90), 60, WIDE);
        assert_eq!(long.shape, Shape::Turns);
    }

    #[test]
    fn what_cannot_be_met_says_what_can() {
        let solution = run(|at| Some(at + 7), (Relation::AtMost, 3), 4, [0, 50]);
        assert_eq!(
            solution.found,
            Found::Never(Point {
                at: 0,
                figures: vec![7]
            })
        );
        let always = run(Some, (Relation::AtMost, 60), 4, [0, 50]);
        assert_eq!(always.found, Found::Always);
        let flat = run(|_| Some(5), (Relation::Equal, 6), 4, [0, 50]);
        assert_eq!(flat.shape, Shape::Flat);
        assert!(matches!(flat.found, Found::Never(_)));
        assert_eq!(flat.extremes[0].figures, [5]);
    }

    #[test]
    fn a_scenario_that_can_be_in_part_of_the_range_is_searched_there() {
        let solution = run(
            |at| (1_000..=700_000_001).contains(&at).then_some(at),
            (Relation::AtLeast, 700_000_001),
            5_000,
            WIDE,
        );
        assert_eq!(answer(&solution), 700_000_001, "the last that can be");
        assert_eq!(
            solution.range.each_ref().map(|end| end.at),
            [1_000, 700_000_001]
        );
    }

    #[test]
    fn an_exact_goal_is_an_answer_itself() {
        let solution = run(|at| Some(at * 10), (Relation::Equal, 500), 3, [0, 90]);
        assert_eq!(answer(&solution), 50);
        let top = run(Some, (Relation::Equal, 90), 3, [0, 90]);
        assert_eq!(answer(&top), 90);
    }
}
