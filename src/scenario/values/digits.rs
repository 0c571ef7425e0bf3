//! Reading scalars from decimal digits, exactly as they were written.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::ops::RangeBounds;

use rust_decimal::Decimal;
use schemars::{Schema, json_schema};
use serde::de::{self, Unexpected, Visitor};

use super::NumberKind;
use crate::terms::Text;

/// A scalar that is read from decimal digits.
pub(crate) trait Digits: Sized {
    /// What kind of number it is.
    const KIND: NumberKind;
    /// What is expected, for messages.
    fn expected() -> Text;
    fn read(value: Decimal) -> Option<Self>;
    fn schema() -> Schema;
}

pub(crate) fn amount(value: Decimal, largest: i64) -> Option<Decimal> {
    within(value, Decimal::ZERO..=Decimal::from(largest))
}

/// A number within bounds with at most nine decimals; zeros behind them say nothing.
pub(crate) fn within(value: Decimal, bounds: impl RangeBounds<Decimal>) -> Option<Decimal> {
    let value = value.normalize();
    (bounds.contains(&value) && value.scale() <= 9).then_some(value)
}

pub(crate) fn whole(value: Decimal) -> Option<i64> {
    // `30.000` is no whole number: who writes it means thirty thousand.
    (value.scale() == 0).then(|| i64::try_from(value.mantissa()).ok())?
}

pub(crate) fn decimal_schema(minimum: &str, maximum: i64) -> Schema {
    let minimum: serde_json::Number = minimum.parse().expect("bounds are numbers");
    json_schema!({
        "anyOf": [
            { "type": "number", "minimum": minimum, "maximum": maximum },
            { "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" },
        ]
    })
}

pub(crate) fn whole_schema(minimum: i64, maximum: i64) -> Schema {
    json_schema!({ "type": "integer", "minimum": minimum, "maximum": maximum })
}

/// Whether digits of an amount look like thousands: `17.000` for 17,000, or
/// `410.100`. A price below a thousand euros with three decimals has a zero behind
/// them: `957.5120`.
pub fn looks_like_thousands(value: Decimal) -> bool {
    value.scale() == 3 && value.abs() < Decimal::ONE_THOUSAND
}

/// A number as it is written, with an exponent or without.
pub fn parse_decimal(digits: &str) -> Option<Decimal> {
    if digits.contains(['e', 'E']) {
        Decimal::from_scientific(digits).ok()
    } else {
        Decimal::from_str_exact(digits).ok()
    }
}

/// Reads a scalar from the digits of a number or of a text.
pub(crate) struct DigitsVisitor<T>(pub(crate) PhantomData<T>);

impl<T: Digits> Visitor<'_> for DigitsVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::expected().fmt(formatter)
    }

    fn visit_str<E: de::Error>(self, digits: &str) -> Result<T, E> {
        let number = Unexpected::Other(digits);
        match parse_decimal(digits) {
            Some(value) => T::read(value).ok_or_else(|| E::invalid_value(number, &self)),
            None if digits.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-') => {
                Err(E::invalid_value(number, &self))
            }
            None => Err(E::invalid_type(Unexpected::Str(digits), &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::values::{Euro, Groei, Persistentie, Spreiding};

    /// What has four digits before the point stands between no thousands.
    #[test]
    fn three_decimals_are_thousands_below_a_thousand_alone() {
        for (digits, is_read) in [("999.000", false), ("1000.000", true), ("999.00", true)] {
            let value = parse_decimal(digits).expect("a number");
            assert_eq!(Euro::read(value).is_some(), is_read, "{digits}");
        }
    }

    #[test]
    fn zeros_behind_nine_decimals_are_no_decimals() {
        for (digits, is_read) in [("0.0250000000", true), ("0.0250000001", false)] {
            let value = parse_decimal(digits).expect("a number");
            assert_eq!(Groei::read(value).is_some(), is_read, "{digits}");
            assert_eq!(Spreiding::read(value).is_some(), is_read, "{digits}");
            assert_eq!(Persistentie::read(value).is_some(), is_read, "{digits}");
        }
    }
}
