//! An exact number: a fraction of whole numbers, whatever their size.
//!
//! Amounts, shares and growth are derived in these before they become whole cents or
//! people. Nearly all of them fit in 128 bits above and below the line, and those are
//! reckoned without any allocation; what does not fit goes on as a fraction of any size.

mod arithmetic;
mod divisor;
mod near;
mod unreduced;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use divisor::{common_divisor, large_reduced, without};

pub(crate) use near::rounded_product;
pub use unreduced::{OneDenominator, Unreduced};

/// An exact number of any size, used where amounts are derived; it becomes
/// whole cents or people once, at the end of a product (verantwoording 2.4).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Form);

/// A number has one form: small wherever it fits.
#[derive(Clone, PartialEq, Eq)]
enum Form {
    Small(Small),
    Large(Box<BigRational>),
}

impl Hash for Form {
    /// Lowest terms are those of one number alone, so that both can be hashed as they are:
    /// a fraction of the library is hashed by a division for each of its partial quotients.
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Small(small) => small.hash(state),
            Self::Large(large) => (large.numer(), large.denom()).hash(state),
        }
    }
}

/// A fraction in lowest terms, with a positive denominator.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Small {
    numerator: i128,
    denominator: i128,
}

impl Small {
    const fn whole(numerator: i128) -> Self {
        Self {
            numerator,
            denominator: 1,
        }
    }

    /// In lowest terms; the denominator is positive.
    fn reduced(numerator: i128, denominator: i128) -> Self {
        let common = common_divisor(numerator, denominator);
        Self {
            numerator: without(numerator, common),
            denominator: without(denominator, common),
        }
    }

    fn large(self) -> BigRational {
        BigRational::new_raw(self.numerator.into(), self.denominator.into())
    }
}

impl Exact {
    /// 0
    pub const ZERO: Self = Self::whole(0);
    /// 1
    pub const ONE: Self = Self::whole(1);

    const fn whole(value: i128) -> Self {
        Self(Form::Small(Small::whole(value)))
    }

    /// `numerator / denominator`.
    ///
    /// # Panics
    /// If the denominator is zero.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        assert!(denominator != 0, "a fraction has a denominator");
        // Without a sign, the least number of 128 bits does not fit.
        match (
            numerator.checked_mul(denominator.signum()),
            denominator.checked_abs(),
        ) {
            (Some(numerator), Some(denominator)) => {
                Self(Form::Small(Small::reduced(numerator, denominator)))
            }
            _ => Self::of_any_size(numerator.into(), denominator.into()),
        }
    }

    /// A fraction that is in lowest terms already, with a positive denominator.
    pub(super) const fn in_lowest_terms(numerator: i128, denominator: i128) -> Self {
        Self(Form::Small(Small {
            numerator,
            denominator,
        }))
    }

    /// `numerator / denominator`, of any size.
    ///
    /// # Panics
    /// If the denominator is zero.
    pub fn of_any_size(numerator: BigInt, denominator: BigInt) -> Self {
        assert!(!denominator.is_zero(), "a fraction has a denominator");
        Self::from(large_reduced(numerator, denominator))
    }

    /// A whole number.
    pub const fn from_integer(value: i128) -> Self {
        Self::whole(value)
    }

    /// The number above the line, in lowest terms; it has the sign.
    pub fn numerator(&self) -> BigInt {
        match &self.0 {
            Form::Small(small) => small.numerator.into(),
            Form::Large(large) => large.numer().clone(),
        }
    }

    /// The number below the line, in lowest terms; always positive.
    pub fn denominator(&self) -> BigInt {
        match &self.0 {
            Form::Small(small) => small.denominator.into(),
            Form::Large(large) => large.denom().clone(),
        }
    }

    /// Both numbers, where they fit in 128 bits.
    pub fn as_small(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Form::Small(small) => Some((small.numerator, small.denominator)),
            Form::Large(_) => None,
        }
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        matches!(&self.0, Form::Small(small) if small.numerator == 0)
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Small(small) => small.numerator < 0,
            Form::Large(large) => large.is_negative(),
        }
    }

    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Form::Small(small) => small.denominator == 1,
            Form::Large(large) => large.is_integer(),
        }
    }

    /// Its whole part; what comes after the point is left out.
    pub fn to_integer(&self) -> BigInt {
        match &self.0 {
            Form::Small(small) => (small.numerator / small.denominator).into(),
            Form::Large(large) => large.to_integer(),
        }
    }

    /// The largest whole number that is not above it.
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Form::Small(small) => Self::whole(small.numerator.div_euclid(small.denominator)),
            Form::Large(large) => Self::from(large.floor()),
        }
    }

    /// The smallest whole number that is not below it.
    #[must_use]
    pub fn ceil(&self) -> Self {
        let floor = self.floor();
        if floor == *self {
            floor
        } else {
            floor + Self::ONE
        }
    }

    /// As a fraction of any size.
    fn large(&self) -> Cow<'_, BigRational> {
        match &self.0 {
            Form::Small(small) => Cow::Owned(small.large()),
            Form::Large(large) => Cow::Borrowed(large),
        }
    }
}

impl From<BigRational> for Exact {
    fn from(value: BigRational) -> Self {
        match (value.numer().to_i128(), value.denom().to_i128()) {
            (Some(numerator), Some(denominator)) => Self(Form::Small(Small {
                numerator,
                denominator,
            })),
            _ => Self(Form::Large(Box::new(value))),
        }
    }
}

impl From<&Exact> for BigRational {
    fn from(value: &Exact) -> Self {
        value.large().into_owned()
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Form::Small(one), Form::Small(other)) = (&self.0, &other.0) {
            let products = (
                one.numerator.checked_mul(other.denominator),
                other.numerator.checked_mul(one.denominator),
            );
            if let (Some(one), Some(other)) = products {
                return one.cmp(&other);
            }
        }
        self.large().cmp(&other.large())
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

/// `3` or `7/10`.
impl fmt::Display for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.large(), formatter)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_form() {
        assert_eq!(Exact::new(6, -4), Exact::new(-3, 2));
        assert_eq!(Exact::new(-3, 2).to_string(), "-3/2");
        let large = Exact::of_any_size(BigInt::from(i128::MAX) + 1, 2.into());
        assert_eq!(large.as_small(), Some((1 << 126, 1)));
        let beyond = Exact::of_any_size(BigInt::from(i128::MAX) * 3, 2.into());
        assert_eq!(beyond.as_small(), None);
        assert_eq!(
            (beyond / Exact::from_integer(3)).as_small(),
            Some((i128::MAX, 2))
        );
    }

    #[test]
    fn the_least_number_of_its_width_is_a_number_too() {
        for (numerator, denominator) in [
            (i128::MIN, 1),
            (i128::MIN, -1),
            (1, i128::MIN),
            (i128::MIN, i128::MIN),
            (i128::MIN, 6),
        ] {
            let value = Exact::new(numerator, denominator);
            let expected = BigRational::new(numerator.into(), denominator.into());
            assert_eq!(*value.large(), expected, "{numerator}/{denominator}");
            assert_eq!(*(Exact::ZERO - &value).large(), -expected);
        }
    }

    #[test]
    fn whole_parts_lie_on_the_right_side() {
        let value = Exact::new(-7, 2);
        assert_eq!(value.floor(), Exact::from_integer(-4));
        assert_eq!(value.ceil(), Exact::from_integer(-3));
        assert_eq!(value.to_integer(), BigInt::from(-3));
    }
}
