//! What is asked: goals of a scenario, and what a model comes to for them.

use super::conditions::Conditions;
use super::goal::Goal;
use crate::columns::Column;
use crate::exact::money::Cents;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::Projection;
use crate::question::target::{Over, Target, TargetKind, TargetUnit};
use crate::scenario::tables::Tables;
use crate::simulate::KeptDraws;
use crate::terms::Lang;
use crate::terms::jaar::{Jaar, ranges};
use crate::terms::noun::DRAWS;

/// In how many draws a goal has to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certainty {
    /// How many draws, the same ones for every value that is tried.
    pub draws: u32,
    /// Their seed.
    pub seed: u64,
    /// In how many millionths of them.
    pub millionths: u32,
}

/// How several keys move together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Manner {
    /// All the same number of times what they are, along one direction.
    #[default]
    Direction,
    /// As little as meets every goal: the sum of the squares of how far each moves, in parts
    /// of its range or else of its value.
    Least,
}

impl Manner {
    /// The word in JSON and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direction => "richting",
            Self::Least => "kleinste",
        }
    }
}

/// What is to be solved.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What has to hold, all of it.
    pub goals: Vec<Goal>,
    /// Of whom.
    pub unit: TargetUnit,
    /// In which years, earliest first.
    pub years: Vec<Jaar>,
    /// Whether the years count together instead of each by itself.
    pub together: bool,
    /// What is varied, as it was typed.
    pub varied: Vec<String>,
    /// How several keys move.
    pub manner: Manner,
    /// Decimals of the answer; `None` for those of the key.
    pub decimals: Option<u32>,
    /// In how many draws it has to hold; `None` for the projection.
    pub certainty: Option<Certainty>,
}

/// What a year has in it of the years before: settled, kept or carried on (Bi2021 art. 10.6).
const CARRIED: [Column; 5] = [
    Column::Kas,
    Column::Reserve,
    Column::Tekort,
    Column::Terugvordering,
    Column::Verrekening,
];

impl Asked {
    /// Whether a goal depends on what is paid over a year: on those that are asked after, on
    /// any before, where something of them is left, or on the year that a fondsuitkering
    /// carries on.
    pub(super) fn rests_on(&self, jaar: Jaar, tables: &Tables) -> bool {
        let reference = tables.fondsuitkering().and_then(|it| it.referentiejaar);
        let is_carried =
            reference == Some(jaar) && self.years.iter().any(|&it| tables.is_fonds(it));
        let carries = self.goals.iter().any(|goal| CARRIED.contains(&goal.column));
        let is_before = self.years.last().is_some_and(|&last| jaar <= last);
        self.years.contains(&jaar) || (carries && is_before) || is_carried
    }

    /// Some years of a goal, as a target.
    pub(super) fn target(&self, goal: Goal, years: &[Jaar]) -> Target {
        Target {
            column: goal.column,
            years: years.to_vec(),
            units: vec![self.unit.clone()],
            over: Over::Run,
        }
    }

    /// How many figures a goal has in these years.
    fn count(&self, years: &[Jaar]) -> usize {
        if self.together { 1 } else { years.len() }
    }

    /// What figures of these years are held to, goal after goal.
    pub fn conditions(&self, years: &[Jaar]) -> Conditions {
        let goals = self.goals.iter().map(|goal| (goal.relation, goal.amount));
        Conditions::new(goals, self.count(years))
    }

    /// The goal and the year, none of years together, of the figure at a place.
    pub fn place(&self, place: usize, years: &[Jaar]) -> (Goal, Option<Jaar>) {
        let count = self.count(years);
        let goal = self.goals[place / count];
        match self.together {
            true => (goal, None),
            false => (goal, years.get(place % count).copied()),
        }
    }

    /// The figures of these years in a projection, goal after goal: each, or all together.
    fn figures(&self, years: &[Jaar], projection: &Projection) -> Vec<i64> {
        let of = |goal: Goal, years: &[Jaar]| self.target(goal, years).of_projection(projection);
        let goals = self.goals.iter();
        goals
            .flat_map(|&goal| match self.together {
                true => of(goal, years),
                false => years.iter().flat_map(|&jaar| of(goal, &[jaar])).collect(),
            })
            .collect()
    }

    /// The draws of a model, where the goals have to hold in draws.
    ///
    /// # Errors
    /// A scenario that cannot be drawn.
    pub(super) fn draws<'a>(&self, model: &'a Model) -> Result<Option<KeptDraws<'a>>, Diagnostic> {
        let draws = self
            .certainty
            .map(|sure| KeptDraws::of_seed(model, sure.seed, sure.draws));
        draws.transpose()
    }

    /// The figures of these years under a model in the projection.
    ///
    /// # Errors
    /// A scenario that cannot be projected.
    pub(super) fn projected(
        &self,
        model: &Model,
        years: &[Jaar],
        memory: &mut Projection,
    ) -> Result<Vec<i64>, Diagnostic> {
        model.project_into(memory)?;
        Ok(self.figures(years, memory))
    }

    /// The figures of these years under a model that enough draws have.
    ///
    /// # Errors
    /// A scenario that cannot be projected or drawn.
    pub(super) fn drawn(
        &self,
        (model, kept): (&Model, &KeptDraws<'_>),
        years: &[Jaar],
    ) -> Result<Vec<i64>, Diagnostic> {
        let (Some(&last), Some(certainty)) = (years.last(), self.certainty) else {
            return Ok(Vec::new());
        };
        let of = |projection: &Projection| self.figures(years, projection);
        let drawn = kept.values(model, last, &of)?;
        let places = 0..drawn.first().map_or(0, Vec::len);
        let of_place = places.map(|place| {
            let values = drawn.iter().map(|figures| figures[place]).collect();
            let (goal, _) = self.place(place, years);
            goal.relation.in_draws(values, certainty.millionths)
        });
        Ok(of_place.collect())
    }
}

impl Asked {
    /// How many draws the goals have to hold in, if in draws, and their seed.
    pub fn draws_and_seed(&self) -> Option<(u32, u64)> {
        self.certainty.map(|sure| (sure.draws, sure.seed))
    }

    /// What has to hold, as a scenario cites it.
    pub fn goals_in_words(&self) -> String {
        let notation = Lang::Nl.notation();
        let goals = self.goals.iter().map(|goal| {
            let amount = match goal.kind() {
                TargetKind::Cents => notation.euros(Cents::new(goal.amount)),
                TargetKind::People | TargetKind::Millionths => notation.whole(goal.amount),
            };
            format!("{} {} {amount}", goal.column, goal.relation.word())
        });
        let goals = goals.collect::<Vec<_>>().join(" en ");
        let years = ranges(self.years.iter().copied()).join(", ");
        let together = match (self.together, self.years.len()) {
            (true, 2..) => " samen",
            (false, 2..) => " elk",
            _ => "",
        };
        let sure = self.certainty.map(|sure| {
            let share = notation.millionths(sure.millionths);
            format!(
                ", in {share} van {} (zaad {})",
                DRAWS.of(sure.draws, Lang::Nl),
                sure.seed
            )
        });
        let sure = sure.unwrap_or_default();
        format!("{goals} in {years}{together}, {}{sure}", self.unit.name)
    }

    /// What was asked, as the source of an answer.
    pub fn in_words(&self) -> String {
        let manner = match (self.manner, self.varied.len()) {
            (Manner::Least, 2..) => " met de kleinste verandering",
            (Manner::Direction, 2..) => " langs een richting",
            _ => "",
        };
        format!(
            "spuk solve: zo gekozen{manner} dat {}",
            self.goals_in_words()
        )
    }
}
