//! Exact fractions: percentages, shares and growth as they stand in a letter
//! or a scenario, never as floating point.

use num_integer::Integer;
use rust_decimal::Decimal;

pub use super::number::{Exact, OneDenominator, Unreduced};

/// A decimal number, exactly.
pub fn exact(decimal: Decimal) -> Exact {
    // A decimal has at most 28 decimals, and a power of ten that high fits.
    Exact::new(decimal.mantissa(), 10i128.pow(decimal.scale()))
}

/// A whole number, exactly.
pub fn exact_whole(value: i64) -> Exact {
    Exact::from_integer(value.into())
}

/// A fraction between 0 and 1 with at most nine decimals, in lowest terms, so
/// that products with counts and cents stay far within 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: i64,
    denominator: i64,
}

impl Fraction {
    /// 0
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };
    /// 1
    pub const ONE: Self = Self {
        numerator: 1,
        denominator: 1,
    };

    /// `numerator / denominator` for constants of the law, such as 70 per cent.
    ///
    /// # Panics
    /// If the denominator is not positive.
    pub fn new(numerator: i64, denominator: i64) -> Self {
        assert!(denominator > 0, "a fraction has a positive denominator");
        let common = numerator.gcd(&denominator).max(1);
        Self {
            numerator: numerator / common,
            denominator: denominator / common,
        }
    }

    /// `decimal` as a fraction; `None` outside 0 to 1 or with more than nine decimals.
    pub fn from_decimal(decimal: Decimal) -> Option<Self> {
        let decimal = decimal.normalize();
        if decimal < Decimal::ZERO || decimal > Decimal::ONE || decimal.scale() > 9 {
            return None;
        }
        let numerator = i64::try_from(decimal.mantissa()).ok()?;
        Some(Self::new(numerator, 10i64.pow(decimal.scale())))
    }

    /// The number above the line.
    pub const fn numerator(self) -> i64 {
        self.numerator
    }

    /// The number below the line; always positive.
    pub const fn denominator(self) -> i64 {
        self.denominator
    }

    /// The same number, ready for exact arithmetic.
    pub fn exact(self) -> Exact {
        Exact::in_lowest_terms(self.numerator.into(), self.denominator.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_kept_in_lowest_terms() {
        let pa = Fraction::from_decimal(Decimal::new(7000, 4)).unwrap();
        assert_eq!((pa.numerator(), pa.denominator()), (7, 10));
    }

    #[test]
    fn what_is_no_share_is_refused() {
        assert_eq!(Fraction::from_decimal(Decimal::new(11, 1)), None);
        assert_eq!(Fraction::from_decimal(Decimal::new(-1, 1)), None);
        assert_eq!(Fraction::from_decimal(Decimal::new(1, 10)), None);
    }
}
