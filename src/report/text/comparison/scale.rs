//! The unit of a table of amounts: one that leaves figures to be seen.

use crate::exact::money::Cents;
use crate::export::comparison::rows::ComparedUnit;
use crate::report::text::cells::whole_euros;
use crate::terms::Lang;

/// Of fewer inhabitants than this, amounts in millions would say nothing.
const SMALL: i64 = 1_000_000;

/// Where the largest amount is at least this, millions with one decimal say enough.
const MILLIONS_FROM: Cents = Cents::new(10 * 100_000_000);

/// What amounts are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AmountScale {
    Euros,
    Miljoenen,
}

impl AmountScale {
    /// For all amounts of a group of gemeenten: euros for a few of them.
    pub fn of(groep: &ComparedUnit) -> Self {
        if groep.inwoners < SMALL {
            Self::Euros
        } else {
            Self::Miljoenen
        }
    }

    /// For these amounts alone.
    pub fn fitting(amounts: impl Iterator<Item = Cents>) -> Self {
        let largest = amounts.map(Cents::size).max().unwrap_or_default();
        if largest < MILLIONS_FROM && largest != Cents::ZERO {
            Self::Euros
        } else {
            Self::Miljoenen
        }
    }

    /// What it is called above a table.
    pub fn name(self, taal: Lang) -> &'static str {
        match self {
            Self::Euros => taal.choose("hele euro's", "whole euros"),
            Self::Miljoenen => taal.choose("miljoenen euro's", "millions of euros"),
        }
    }

    /// The same in the head of a column.
    pub fn kort(self) -> &'static str {
        match self {
            Self::Euros => "€",
            Self::Miljoenen => "mln",
        }
    }

    /// An amount.
    pub fn shown(self, amount: Cents, taal: Lang) -> String {
        match self {
            Self::Euros => whole_euros(amount, taal),
            Self::Miljoenen => taal.notation().millions(amount),
        }
    }
}
