//! How numbers and amounts are written for people.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

use crate::exact::fraction::Exact;

use super::{Cents, round_half_away};

/// How numbers are written for people: Dutch `1.234,5`, English `1,234.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notation {
    thousands: &'static str,
    decimal: char,
}

impl Notation {
    /// `1234567.89`, the notation of CSV and JSON.
    pub const PLAIN: Self = Self {
        thousands: "",
        decimal: '.',
    };
    /// `1.234.567,89`
    pub const DUTCH: Self = Self {
        thousands: ".",
        decimal: ',',
    };
    /// `1,234,567.89`
    pub const ENGLISH: Self = Self {
        thousands: ",",
        decimal: '.',
    };

    /// A whole number with its thousands apart.
    pub fn whole(self, value: i64) -> String {
        let sign = if value < 0 { "-" } else { "" };
        format!("{sign}{}", self.apart(&value.unsigned_abs().to_string()))
    }

    /// An exact number with at least so many decimals and at most so many; `…`
    /// stands for what is cut off.
    pub fn decimal(self, value: &Exact, least: usize, most: usize) -> String {
        let scale = BigInt::from(10u8).pow(most as u32);
        let (scaled, rest) = (value.numerator().abs() * scale).div_rem(&value.denominator());
        let digits = format!("{scaled:0>width$}", width = most + 1);
        let (whole, decimals) = digits.split_at(digits.len() - most);
        let (shown, cut) = if rest.is_zero() {
            let kept = decimals.trim_end_matches('0').len().max(least);
            (&decimals[..kept], "")
        } else {
            (decimals, "…")
        };
        let sign = if value.is_negative() { "-" } else { "" };
        let whole = self.apart(whole);
        if shown.is_empty() {
            format!("{sign}{whole}{cut}")
        } else {
            format!("{sign}{whole}{}{shown}{cut}", self.decimal)
        }
    }

    /// Digits with the thousands apart.
    fn apart(self, digits: &str) -> String {
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push_str(self.thousands);
            }
            text.push(digit);
        }
        text
    }

    /// Euros and cents: `€ 1.234.567,89`.
    pub fn euros(self, amount: Cents) -> String {
        let sign = if amount.get() < 0 { "-" } else { "" };
        let cents = amount.get().unsigned_abs();
        format!(
            "€ {sign}{}{}{:02}",
            self.whole((cents / 100) as i64),
            self.decimal,
            cents % 100
        )
    }

    /// Millions of euros with one decimal, rounded half away from zero: `410,1`.
    pub fn millions(self, amount: Cents) -> String {
        let tenths = round_half_away(amount.get().into(), 10_000_000) as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let tenths = tenths.abs();
        format!(
            "{sign}{}{}{}",
            self.whole(tenths / 10),
            self.decimal,
            tenths % 10
        )
    }

    /// A number of hundredths of a per cent: `-3,21%`.
    pub fn basis_points(self, points: i64) -> String {
        let sign = if points < 0 { "-" } else { "" };
        let size = points.unsigned_abs();
        format!(
            "{sign}{}{}{:02}%",
            self.whole((size / 100) as i64),
            self.decimal,
            size % 100
        )
    }

    /// A number of millionths in per cent, with all decimals that it has and two at least:
    /// `95,00%`, `99,999%`.
    pub fn millionths(self, millionths: u32) -> String {
        let percent = self.basis_points(i64::from(millionths / 100));
        let rest = format!("{:02}", millionths % 100);
        let rest = rest.trim_end_matches('0');
        format!("{}{rest}%", percent.trim_end_matches('%'))
    }

    /// A number of tenths of a per cent: `-3,2%`.
    pub fn per_mille_as_percent(self, tenths: i64) -> String {
        let sign = if tenths < 0 { "-" } else { "" };
        let size = tenths.unsigned_abs();
        format!("{sign}{}{}{}%", size / 10, self.decimal, size % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euros_are_written_in_dutch_and_english() {
        let amount = Cents::new(-123_456_789);
        assert_eq!(Notation::DUTCH.euros(amount), "€ -1.234.567,89");
        assert_eq!(Notation::ENGLISH.euros(amount), "€ -1,234,567.89");
        assert_eq!(Notation::DUTCH.euros(Cents::ZERO), "€ 0,00");
    }

    #[test]
    fn parts_of_a_hundred_have_their_sign_and_decimals() {
        let points = |value| Notation::DUTCH.basis_points(value);
        assert_eq!(
            [points(-321), points(0), points(5)],
            ["-3,21%", "0,00%", "0,05%"]
        );
        assert_eq!(points(123_456_700), "1.234.567,00%");
        let tenths = |value| Notation::DUTCH.per_mille_as_percent(value);
        assert_eq!(
            [tenths(-32), tenths(0), tenths(1_005)],
            ["-3,2%", "0,0%", "100,5%"]
        );
    }

    #[test]
    fn an_exact_number_shows_where_it_goes_on() {
        let dutch = |numerator: i64, denominator: i64, least| {
            let value = Exact::new(numerator.into(), denominator.into());
            Notation::DUTCH.decimal(&value, least, 4)
        };
        assert_eq!(dutch(12_345, 10, 2), "1.234,50");
        assert_eq!(dutch(7, 10, 0), "0,7");
        assert_eq!(dutch(-3, 1, 0), "-3");
        assert_eq!(dutch(1, 3, 2), "0,3333…");
    }

    #[test]
    fn millions_round_to_one_decimal_without_a_negative_zero() {
        assert_eq!(
            Notation::DUTCH.millions(Cents::new(41_010_000_000)),
            "410,1"
        );
        assert_eq!(Notation::DUTCH.millions(Cents::new(-4_999_999)), "0,0");
        assert_eq!(Notation::DUTCH.millions(Cents::new(-5_000_000)), "-0,1");
    }
}
