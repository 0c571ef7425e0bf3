//! What can be moved in a scenario: every figure, every series as a whole, and shares that
//! add up to 1, which move together and stay 1.

mod discover;
pub(crate) mod shares;

pub use discover::factors;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::scenario::values::NumberKind;
use crate::scenario::{Provenance, StatedFigure, Status};
use crate::terms::Lang;
use shares::{exchanged, settle};

/// How far figures are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Over their range; those without one by this share of their value, down and up.
    Ranges(Decimal),
    /// All by this share of their value.
    Step(Decimal),
}

/// What a factor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorKind {
    /// One figure.
    Figure,
    /// The figures of some years, or of a list, together.
    Series,
    /// Shares that add up to 1.
    Shares,
}

impl FactorKind {
    /// The word in CSV and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Figure => "cijfer",
            Self::Series => "reeks",
            Self::Shares => "aandelen",
        }
    }
}

/// By what a factor is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MovedBy {
    /// Its own range.
    Range,
    /// A share of its value.
    Step,
    /// One: a year or a month.
    One,
}

impl MovedBy {
    /// The word in CSV and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Range => "bereik",
            Self::Step => "stap",
            Self::One => "een",
        }
    }
}

/// Whether a factor is uncertain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody published it, or it has a range: it can turn out otherwise.
    Open,
    /// It was published, or follows from what was, and has no range: another value would be
    /// another law, or another past.
    Settled,
}

impl Standing {
    /// The word in CSV and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "onzeker",
            Self::Settled => "vastgesteld",
        }
    }
}

/// Why a factor cannot be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// It is zero, and a share of zero is zero.
    Zero,
    /// It is the only share: there is no other to make room.
    OnlyShare,
}

/// A figure, a series or shares of a scenario, and where they move to.
#[derive(Debug, Clone)]
pub struct Factor {
    /// The keys that lead to it.
    pub key: String,
    /// What it is.
    pub kind: FactorKind,
    /// The series or the shares that it is one of.
    pub part_of: Option<String>,
    /// By what it moves, or why it does not.
    pub moved_by: Result<MovedBy, Fixed>,
    /// The figures that move by themselves; what makes room for one stands in `motion`.
    pub figures: Vec<StatedFigure>,
    motion: Motion,
}

/// How figures move.
#[derive(Debug, Clone)]
enum Motion {
    /// Each to ends of its own; shares that add up to 1 keep doing so.
    Together {
        ends: Vec<[Decimal; 2]>,
        adds_up: bool,
    },
    /// One of these shares to an end, and the others make room.
    Exchange {
        shares: Vec<StatedFigure>,
        which: usize,
        ends: [Decimal; 2],
    },
}

/// Figures at their paths, as they are laid on a model.
pub type MovedFigures = Vec<(Vec<String>, String)>;

impl Factor {
    /// Its figures, so far on the way to an end: 0 is where they are, 1 the end itself.
    /// What lies beyond the bounds of a figure stays at them; a year or a month stays between
    /// its ends, for beyond them there may be no prices.
    pub fn moved(&self, end: usize, way: Decimal) -> MovedFigures {
        match &self.motion {
            Motion::Together { ends, adds_up } => {
                let pairs = self.figures.iter().zip(ends);
                let mut values: Vec<Decimal> = pairs
                    .map(|(figure, ends)| on_the_way(figure, ends[end], way))
                    .collect();
                if *adds_up {
                    let total = self.figures.iter().map(|figure| figure.value).sum();
                    settle(&mut values, None, total);
                }
                written(&self.figures, &values)
            }
            Motion::Exchange {
                shares,
                which,
                ends,
            } => {
                let own = on_the_way(&shares[*which], ends[end], way);
                let values: Vec<Decimal> = shares.iter().map(|share| share.value).collect();
                let moved = exchanged(&values, *which, own);
                written(shares, &moved.unwrap_or(values))
            }
        }
    }

    /// Both ends of what it shows of itself: its first figure that moves. No figure of a
    /// series stands for all of it: [`Factor::own_figure`] says of which they are.
    pub fn ends(&self) -> [Option<Decimal>; 2] {
        match &self.motion {
            Motion::Together { ends, .. } => {
                let pairs = || self.figures.iter().zip(ends);
                let first = pairs().find(|(_, ends)| ends[0] != ends[1]);
                [0, 1].map(|end| first.map(|(_, ends)| ends[end]))
            }
            Motion::Exchange { ends, .. } => ends.map(Some),
        }
    }

    /// The figure that [`Factor::ends`] are those of.
    pub fn shown(&self) -> Option<&StatedFigure> {
        match &self.motion {
            Motion::Together { ends, .. } => {
                let mut pairs = self.figures.iter().zip(ends);
                let first = pairs.find(|(_, ends)| ends[0] != ends[1]);
                first.map(|(figure, _)| figure).or(self.figures.first())
            }
            Motion::Exchange { shares, which, .. } => shares.get(*which),
        }
    }

    /// The figure whose value and ends say where the factor moves: itself, of shares the one
    /// for which the others make room. Of a series of which several years move there is none:
    /// no year stands for the others.
    pub fn own_figure(&self) -> Option<&StatedFigure> {
        match (self.kind, &self.figures[..]) {
            (FactorKind::Series, [only]) => Some(only),
            (FactorKind::Series, _) => None,
            (FactorKind::Figure | FactorKind::Shares, _) => self.shown(),
        }
    }

    /// The least firm of its figures; of equally firm ones that of the most weight, and of
    /// those the first.
    pub(crate) fn telling<W: Ord>(
        &self,
        weight: impl Fn(&StatedFigure) -> W,
    ) -> Option<&StatedFigure> {
        let firmness = |figure: &StatedFigure| (figure.herkomst.status, weight(figure));
        // The last of equals would be taken.
        let figures = self.figures.iter().rev();
        figures.max_by_key(|figure| firmness(figure))
    }

    /// The least firm source of its figures.
    pub fn herkomst(&self) -> Option<&Arc<Provenance>> {
        self.telling(|_| ()).map(|figure| &figure.herkomst)
    }

    /// The source of the figure that tells it, in words. A series can have one for every
    /// year: then it says of which figure the quoted one is.
    pub fn source(&self, telling: Option<&StatedFigure>, lang: Lang) -> String {
        let Some(figure) = telling else {
            return String::new();
        };
        let bron = figure.herkomst.bron.of(lang);
        let mut all = self.figures.iter();
        match all.all(|one| one.herkomst.bron.of(lang) == bron) {
            true => bron.to_owned(),
            false => format!("{}: {bron}", figure.key()),
        }
    }

    /// Whether nobody published it.
    pub fn is_assumed(&self) -> bool {
        self.herkomst()
            .is_some_and(|herkomst| herkomst.status == Status::Aanname)
    }

    /// Whether it can turn out otherwise than it stands, or is law and known.
    pub fn standing(&self) -> Standing {
        match self.is_assumed() || self.moved_by == Ok(MovedBy::Range) {
            true => Standing::Open,
            false => Standing::Settled,
        }
    }

    /// Whether its figures are those of one list, which has a range as a whole.
    pub(crate) fn is_one_list(&self) -> bool {
        let mut ranges = self
            .figures
            .iter()
            .map(|figure| figure.herkomst.tussen.as_ref());
        ranges.any(|range| range.is_some_and(|range| range.in_list))
    }

    /// Whether it moves over a range.
    pub(crate) fn is_drawn(&self) -> bool {
        self.moved_by == Ok(MovedBy::Range)
    }

    /// Whether it is a figure with a range of its own in a series: not one of a list that
    /// moves as a whole, nor one of shares that make room for each other.
    pub(crate) fn is_of_years(&self) -> bool {
        matches!(self.motion, Motion::Together { .. }) && !self.is_one_list()
    }

    /// Whether it moves at all.
    pub fn moves(&self) -> bool {
        self.moved_by.is_ok()
    }
}

fn written(figures: &[StatedFigure], values: &[Decimal]) -> MovedFigures {
    let pairs = figures.iter().zip(values);
    pairs
        .map(|(figure, &value)| (figure.path.clone(), figure.kind.written(value)))
        .collect()
}

/// How many decimals a figure has on its way: a price has more than an answer shows, so
/// that a small step is one.
const DECIMALS: u32 = 4;

/// The least growth, or mean error, that a scenario takes.
const LEAST_GROWTH: Decimal = Decimal::from_parts(5, 0, 0, true, 1);

fn on_the_way(figure: &StatedFigure, end: Decimal, way: Decimal) -> Decimal {
    let value = figure.value;
    let way = match figure.kind.is_date() {
        true => way.min(Decimal::ONE),
        false => way,
    };
    let moved = value + (end - value) * way;
    let decimals = match figure.kind {
        NumberKind::Price => DECIMALS,
        other => other.decimals(),
    };
    let moved = moved.round_dp(decimals);
    // Growth alone may be negative; a figure that is not stays that way.
    let least = match value.min(end) < Decimal::ZERO {
        true => LEAST_GROWTH,
        false => Decimal::ZERO,
    };
    let most = match figure.kind.is_share() && value <= Decimal::ONE {
        true => Decimal::ONE,
        false => Decimal::MAX,
    };
    moved.clamp(least, most)
}
