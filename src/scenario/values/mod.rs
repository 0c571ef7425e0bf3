//! The kinds of values that a scenario holds: each knows its bounds, its unit
//! and its place in the JSON Schema.

mod bounds;
mod digits;
mod half_years;
mod kind;
mod per_jaar;
mod shares_per_year;

pub use digits::{looks_like_thousands, parse_decimal};
pub use half_years::PersonenPerHalfYear;
pub(crate) use kind::NumberKind;
pub use per_jaar::PerJaar;
pub use shares_per_year::SharesPerYear;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use self::digits::Digits;
use crate::exact::fraction::{Exact, Fraction, exact};
use crate::terms::Text;

/// The largest amount per person: one million euros.
pub const MAX_PER_PERSON: i64 = 1_000_000;

/// Amount per person, in euros, with at most so many decimals; exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bedrag<const DECIMALS: u32>(Decimal);

/// A published amount per person: euros and whole cents.
pub type Centbedrag = Bedrag<2>;
/// A price per person, from which amounts are derived; not yet rounded to cents.
pub type Prijsbedrag = Bedrag<9>;

/// Amount for the country or a line of the budget, in euros; exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Euro(Decimal);

/// A figure of a run, which may be negative; at most two decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgreedFigure(Decimal);

/// Whole people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Personen(i64);

/// A share or percentage between 0 and 1, at most nine decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aandeel(pub Fraction);

/// Growth on the year before, between -0.5 and 1, at most nine decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Groei(Decimal);

/// A standard deviation as a share of what it is about, between 0 and 2, at most
/// nine decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spreiding(Decimal);

/// The mean error of a forecast: what came less what was forecast, as a share of the
/// forecast; between -0.5 and 1, at most nine decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vertekening(Decimal);

/// What a number of a gemeente is multiplied by, from 0.01 to 10, at most six decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factor(Decimal);

/// What is left of a deviation a year later: from 0 up to but not including 1, at
/// most nine decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Persistentie(Decimal);

/// A number of draws, from 1 to 100 million.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawCount(u32);

/// The seed of all draws: a whole number from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(u64);

/// A small whole number: a month, or a number of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmallNumber<const MIN: u8, const MAX: u8>(pub u8);

impl<const DECIMALS: u32> Bedrag<DECIMALS> {
    /// The amount in euros, exactly.
    pub fn exact(self) -> Exact {
        exact(self.0)
    }
}

impl Euro {
    /// The amount in cents.
    pub fn hundredths(self) -> i64 {
        hundredths(self.0)
    }

    /// The amount in euros, exactly.
    pub fn exact(self) -> Exact {
        exact(self.0)
    }
}

impl AgreedFigure {
    /// The figure in hundredths: cents, or a hundred times the people.
    pub fn hundredths(self) -> i64 {
        hundredths(self.0)
    }
}

fn tenths(share: Decimal) -> i64 {
    let scaled = share * Decimal::ONE_THOUSAND;
    let whole = scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    whole.to_i64().expect("the bounds keep it far below i64")
}

fn hundredths(value: Decimal) -> i64 {
    let scaled = value * Decimal::ONE_HUNDRED;
    scaled.to_i64().expect("the bounds keep it far below i64")
}

impl Personen {
    /// The number of people.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl Groei {
    /// 1 plus the growth: what the year before is multiplied by.
    pub fn factor(self) -> Exact {
        exact(Decimal::ONE + self.0)
    }
}

impl Vertekening {
    /// The error in tenths of a per cent, rounded half away from zero.
    pub fn tenths(self) -> i64 {
        tenths(self.0)
    }

    /// 1 plus the error: what a forecast is multiplied by to find what comes.
    pub fn factor(self) -> Exact {
        exact(Decimal::ONE + self.0)
    }
}

impl Spreiding {
    /// The spread in tenths of a per cent, rounded half away from zero.
    pub fn tenths(self) -> i64 {
        tenths(self.0)
    }

    /// Whether anything spreads.
    pub fn moves(self) -> bool {
        !self.0.is_zero()
    }

    /// Its digits, with a point before the decimals.
    pub fn digits(self) -> String {
        self.0.normalize().to_string()
    }

    /// The nearest floating point number, for drawing.
    pub fn approximate(self) -> f64 {
        self.0.to_f64().unwrap_or(0.0)
    }
}

impl Factor {
    /// The factor in millionths.
    pub fn millionths(self) -> i64 {
        let scaled = self.0 * Decimal::from(1_000_000);
        scaled.to_i64().expect("the bounds keep it far below i64")
    }

    /// A factor as it is written in a file of rows, where a Dutch spreadsheet has a comma
    /// before the decimals; `None` for what is none.
    pub fn written(digits: &str) -> Option<Self> {
        let digits = digits.replace(',', ".");
        parse_decimal(&digits).and_then(<Self as Digits>::read)
    }

    /// What is expected, for messages.
    pub fn expected() -> Text {
        <Self as Digits>::expected()
    }
}

impl Persistentie {
    /// The nearest floating point number, for drawing.
    pub fn approximate(self) -> f64 {
        self.0.to_f64().unwrap_or(0.0)
    }
}

impl DrawCount {
    /// The most draws that a simulation takes.
    pub const MOST: u32 = 100_000_000;

    /// The number of draws.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl Seed {
    /// The seed.
    pub fn get(self) -> u64 {
        self.0
    }
}
