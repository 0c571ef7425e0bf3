//! A division by largest remainder, with what is needed to redo it for one part.

use std::sync::OnceLock;

use num_traits::ToPrimitive;

use crate::exact::apportion::{apportion, apportion_by_counts, apportion_exact};
use crate::exact::fraction::{Exact, exact_whole};
use crate::people::millionths;

/// What something is divided in proportion to.
#[derive(Debug, Clone)]
pub enum DivisionWeights {
    /// People, or cents, one number a part.
    Counts(Vec<i64>),
    /// GG per gemeente, over a scale: a grondslag of `n` is `n / scale` cents.
    Grondslagen {
        /// GG on the scale.
        weights: Vec<u128>,
        /// The scale.
        scale: i128,
    },
    /// Cents, shown in euros.
    Cents(Vec<i64>),
    /// Shares that add up to one.
    Shares(Vec<Exact>),
    /// People times a factor, in millionths.
    Millionths(Vec<i64>),
}

/// A number of people or cents and its parts.
#[derive(Debug, Clone)]
pub struct Division {
    total: i64,
    weights: DivisionWeights,
    parts: Vec<i64>,
    round: OnceLock<RemainderRound>,
}

/// How the units that were left over went round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remainder {
    /// The exact share before whole units were made of it.
    pub share: Exact,
    /// Whether this part got one more.
    pub gets_one: bool,
    /// How many units were left after everyone had the whole part of their share.
    pub left: i64,
    /// Among how many parts.
    pub parts: usize,
    /// The least fraction that got one more; `None` if nothing was left.
    pub least: Option<Exact>,
}

impl Division {
    /// Divides; where nobody has any weight, nobody gets anything.
    pub fn new(total: i64, weights: DivisionWeights) -> Self {
        let parts = match &weights {
            DivisionWeights::Counts(counts)
            | DivisionWeights::Cents(counts)
            | DivisionWeights::Millionths(counts) => apportion_by_counts(total, counts),
            DivisionWeights::Grondslagen { weights, .. } => apportion(total, weights),
            DivisionWeights::Shares(shares) => apportion_exact(total, shares),
        };
        let parts = parts.unwrap_or_else(|_| vec![0; weights.len()]);
        Self {
            total,
            weights,
            parts,
            round: OnceLock::new(),
        }
    }

    /// What is divided, in people or cents.
    pub fn total(&self) -> i64 {
        self.total
    }

    /// Among how many parts.
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    /// One part, in people or cents.
    pub fn part(&self, index: usize) -> i64 {
        self.parts.get(index).copied().unwrap_or(0)
    }

    /// The weight of one part, in people, euros or as a share.
    pub fn weight(&self, index: usize) -> Exact {
        self.weights.of(index)
    }

    /// All weights together.
    pub fn sum(&self) -> Exact {
        self.weights.sum()
    }

    /// How the units that were left over went round; `None` where there was
    /// nothing to divide by.
    pub fn remainder(&self, index: usize) -> Option<Remainder> {
        let sum = self.sum();
        if sum.is_zero() {
            return None;
        }
        let (left, least) = self.round.get_or_init(|| match self.whole_weights() {
            Some(weights) => self.round_of_whole(&weights),
            None => self.round_of_shares(&sum),
        });
        let share = exact_whole(self.total) * self.weight(index) / sum;
        Some(Remainder {
            gets_one: exact_whole(self.part(index)) > share.floor(),
            share,
            left: *left,
            parts: self.parts.len(),
            least: least.clone(),
        })
    }

    /// The weights as integers, where their products with the total fit.
    fn whole_weights(&self) -> Option<Vec<u128>> {
        let total = u128::try_from(self.total).ok()?;
        let weights: Vec<u128> = match &self.weights {
            DivisionWeights::Counts(counts)
            | DivisionWeights::Cents(counts)
            | DivisionWeights::Millionths(counts) => {
                let counts = counts.iter().map(|&count| count.unsigned_abs().into());
                counts.collect()
            }
            DivisionWeights::Grondslagen { weights, .. } => weights.clone(),
            DivisionWeights::Shares(_) => return None,
        };
        let fits = weights
            .iter()
            .all(|&weight| total.checked_mul(weight).is_some());
        fits.then_some(weights)
    }

    /// How many units were left, and the least fraction that got one.
    fn round_of_whole(&self, weights: &[u128]) -> RemainderRound {
        let total = u128::from(self.total.unsigned_abs());
        let sum: u128 = weights.iter().sum();
        let mut left = self.total;
        let mut least: Option<u128> = None;
        for (&weight, &part) in weights.iter().zip(&self.parts) {
            let floor = (total * weight / sum) as i64;
            left -= floor;
            if part > floor {
                let rest = total * weight % sum;
                least = Some(least.map_or(rest, |least| least.min(rest)));
            }
        }
        (
            left,
            least.map(|rest| Exact::of_any_size(rest.into(), sum.into())),
        )
    }

    fn round_of_shares(&self, sum: &Exact) -> RemainderRound {
        let mut left = exact_whole(self.total);
        let mut least: Option<Exact> = None;
        for (index, &part) in self.parts.iter().enumerate() {
            let share = exact_whole(self.total) * self.weight(index) / sum;
            let floor = share.floor();
            if exact_whole(part) > floor {
                let rest = &share - &floor;
                least = Some(least.map_or(rest.clone(), |least| least.min(rest)));
            }
            left -= floor;
        }
        (left.to_integer().to_i64().unwrap_or(0), least)
    }
}

/// Units left over, and the least fraction that got one of them.
type RemainderRound = (i64, Option<Exact>);

impl DivisionWeights {
    /// The weight of one part, in people, euros or as a share.
    pub(crate) fn of(&self, index: usize) -> Exact {
        match self {
            Self::Counts(counts) => exact_whole(counts[index]),
            Self::Cents(cents) => Exact::new(cents[index].into(), 100.into()),
            Self::Grondslagen { weights, scale } => {
                Exact::of_any_size(weights[index].into(), (scale * 100).into())
            }
            Self::Shares(shares) => shares[index].clone(),
            Self::Millionths(counts) => millionths(counts[index]),
        }
    }

    /// All weights together.
    pub(crate) fn sum(&self) -> Exact {
        match self {
            Self::Counts(counts) => exact_whole(counts.iter().sum()),
            Self::Cents(cents) => Exact::new(cents.iter().sum::<i64>().into(), 100.into()),
            Self::Grondslagen { weights, scale } => {
                let sum: u128 = weights.iter().sum();
                Exact::of_any_size(sum.into(), (scale * 100).into())
            }
            Self::Shares(shares) => shares.iter().sum(),
            Self::Millionths(counts) => millionths(counts.iter().sum()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Counts(counts) | Self::Cents(counts) | Self::Millionths(counts) => counts.len(),
            Self::Grondslagen { weights, .. } => weights.len(),
            Self::Shares(shares) => shares.len(),
        }
    }
}
