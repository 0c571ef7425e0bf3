//! How far the model is off where no figure of it was fitted: what comes out because it
//! was made to says nothing of what was not.

use super::{Account, AccountBound, AccountRow};
use crate::people::Backtest;

/// How far some figures are off, without their sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deviation {
    /// How many there are.
    pub figures: usize,
    /// That of the one that is off least, in tenths of a per cent.
    pub least: i64,
    /// That of the one that is off most.
    pub most: i64,
}

impl Deviation {
    fn of(off: impl Iterator<Item = i64> + Clone) -> Option<Self> {
        Some(Self {
            figures: off.clone().count(),
            least: off.clone().min()?,
            most: off.max()?,
        })
    }
}

/// What was fitted and what was not, of everything that the model is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apart {
    /// The counts of DUO.
    pub counts: usize,
    /// Those of them that figures were fitted to.
    pub fitted: usize,
    /// Numbers that nothing was fitted to, in tenths of a per cent of what was published.
    pub figures: Option<Deviation>,
    /// Percentages that nothing was fitted to, in tenths of a point.
    pub shares: Option<Deviation>,
}

impl Apart {
    /// Parts both tables. What the scenario does not go to has no part in it.
    pub fn of(backtest: &Backtest, account: &Account) -> Self {
        let counts = backtest.rows.iter();
        let counted = counts.clone().filter(|row| !row.gefit);
        let counted = counted.map(|row| row.promille().abs());
        let rest = |shares: bool| {
            let rows = account.rows.iter();
            let rows = rows.filter(move |row| !row.gefit && row.eenheid.is_share() == shares);
            rows.filter_map(AccountRow::off)
        };
        Self {
            counts: counts.len(),
            fitted: counts.filter(|row| row.gefit).count(),
            figures: Deviation::of(counted.chain(rest(false))),
            shares: Deviation::of(rest(true)),
        }
    }
}

impl AccountRow {
    /// How far the model is off, without its sign: of a number in tenths of a per cent, of
    /// a percentage in tenths of a point; not at all on the right side of a bound.
    pub fn off(&self) -> Option<i64> {
        let difference = self.difference()?;
        let is_within = match self.begrenzing {
            Some(AccountBound::Hoogstens) => difference <= 0,
            Some(AccountBound::Minstens) => difference >= 0,
            None => false,
        };
        if is_within {
            return Some(0);
        }
        match self.eenheid.is_share() {
            true => Some(difference.abs()),
            false => self.promille().map(i64::abs),
        }
    }
}
