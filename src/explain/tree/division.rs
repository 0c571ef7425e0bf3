//! A division by largest remainder, with what is needed to redo it for one part.

use std::sync::OnceLock;

use num_traits::{ToPrimitive, Zero};

use crate::exact::apportion::{apportion, apportion_by_counts, apportion_exact};
use crate::exact::fraction::{Exact, exact_whole};

/// What something is divided in proportion to.
#[derive(Debug, Clone)]
pub enum DivisionWeights {
    /// People, or cents, one number a part.
    Aantallen(Vec<i64>),
    /// GG per gemeente, over a scale: a grondslag of `n` is `n / schaal` cents.
    Grondslagen {
        /// GG on the scale.
        gewichten: Vec<u128>,
        /// The scale.
        schaal: i128,
    },
    /// Cents, shown in euros.
    Bedragen(Vec<i64>),
    /// Shares that add up to one.
    Aandelen(Vec<Exact>),
}

/// A number of people or cents and its parts.
#[derive(Debug, Clone)]
pub struct Division {
    totaal: i64,
    gewichten: DivisionWeights,
    delen: Vec<i64>,
    ronde: OnceLock<RemainderRound>,
}

/// How the units that were left over went round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remainder {
    /// The exact share before whole units were made of it.
    pub aandeel: Exact,
    /// Whether this part got one more.
    pub krijgt: bool,
    /// How many units were left after everyone had the whole part of their share.
    pub over: i64,
    /// Among how many parts.
    pub delen: usize,
    /// The least fraction that got one more; `None` if nothing was left.
    pub grens: Option<Exact>,
}

impl Division {
    /// Divides; where nobody has any weight, nobody gets anything.
    pub fn new(totaal: i64, gewichten: DivisionWeights) -> Self {
        let delen = match &gewichten {
            DivisionWeights::Aantallen(counts) | DivisionWeights::Bedragen(counts) => {
                apportion_by_counts(totaal, counts)
            }
            DivisionWeights::Grondslagen { gewichten, .. } => apportion(totaal, gewichten),
            DivisionWeights::Aandelen(shares) => apportion_exact(totaal, shares),
        };
        let delen = delen.unwrap_or_else(|_| vec![0; gewichten.len()]);
        Self {
            totaal,
            gewichten,
            delen,
            ronde: OnceLock::new(),
        }
    }

    /// What is divided, in people or cents.
    pub fn totaal(&self) -> i64 {
        self.totaal
    }

    /// Among how many parts.
    pub fn delen(&self) -> usize {
        self.delen.len()
    }

    /// One part, in people or cents.
    pub fn deel(&self, index: usize) -> i64 {
        self.delen.get(index).copied().unwrap_or(0)
    }

    /// The weight of one part, in people, euros or as a share.
    pub fn gewicht(&self, index: usize) -> Exact {
        self.gewichten.of(index)
    }

    /// All weights together.
    pub fn som(&self) -> Exact {
        self.gewichten.som()
    }

    /// How the units that were left over went round; `None` where there was
    /// nothing to divide by.
    pub fn rest(&self, index: usize) -> Option<Remainder> {
        let som = self.som();
        if som.is_zero() {
            return None;
        }
        let (over, grens) = self.ronde.get_or_init(|| match self.whole_weights() {
            Some(weights) => self.round_of_whole(&weights),
            None => self.round_of_shares(&som),
        });
        let aandeel = exact_whole(self.totaal) * self.gewicht(index) / som;
        Some(Remainder {
            krijgt: exact_whole(self.deel(index)) > aandeel.floor(),
            aandeel,
            over: *over,
            delen: self.delen.len(),
            grens: grens.clone(),
        })
    }

    /// The weights as integers, where their products with the total fit.
    fn whole_weights(&self) -> Option<Vec<u128>> {
        let total = u128::try_from(self.totaal).ok()?;
        let weights: Vec<u128> = match &self.gewichten {
            DivisionWeights::Aantallen(counts) | DivisionWeights::Bedragen(counts) => {
                let counts = counts.iter().map(|&count| count.unsigned_abs().into());
                counts.collect()
            }
            DivisionWeights::Grondslagen { gewichten, .. } => gewichten.clone(),
            DivisionWeights::Aandelen(_) => return None,
        };
        let fits = weights
            .iter()
            .all(|&weight| total.checked_mul(weight).is_some());
        fits.then_some(weights)
    }

    /// How many units were left, and the least fraction that got one.
    fn round_of_whole(&self, weights: &[u128]) -> RemainderRound {
        let total = u128::from(self.totaal.unsigned_abs());
        let sum: u128 = weights.iter().sum();
        let mut left = self.totaal;
        let mut least: Option<u128> = None;
        for (&weight, &part) in weights.iter().zip(&self.delen) {
            let floor = (total * weight / sum) as i64;
            left -= floor;
            if part > floor {
                let rest = total * weight % sum;
                least = Some(least.map_or(rest, |least| least.min(rest)));
            }
        }
        (left, least.map(|rest| Exact::new(rest.into(), sum.into())))
    }

    fn round_of_shares(&self, som: &Exact) -> RemainderRound {
        let mut left = exact_whole(self.totaal);
        let mut least: Option<Exact> = None;
        for (index, &part) in self.delen.iter().enumerate() {
            let share = exact_whole(self.totaal) * self.gewicht(index) / som;
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
            Self::Aantallen(counts) => exact_whole(counts[index]),
            Self::Bedragen(cents) => Exact::new(cents[index].into(), 100.into()),
            Self::Grondslagen { gewichten, schaal } => {
                Exact::new(gewichten[index].into(), (schaal * 100).into())
            }
            Self::Aandelen(shares) => shares[index].clone(),
        }
    }

    /// All weights together.
    pub(crate) fn som(&self) -> Exact {
        match self {
            Self::Aantallen(counts) => exact_whole(counts.iter().sum()),
            Self::Bedragen(cents) => Exact::new(cents.iter().sum::<i64>().into(), 100.into()),
            Self::Grondslagen { gewichten, schaal } => {
                let sum: u128 = gewichten.iter().sum();
                Exact::new(sum.into(), (schaal * 100).into())
            }
            Self::Aandelen(shares) => shares.iter().sum(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Aantallen(counts) | Self::Bedragen(counts) => counts.len(),
            Self::Grondslagen { gewichten, .. } => gewichten.len(),
            Self::Aandelen(shares) => shares.len(),
        }
    }
}
