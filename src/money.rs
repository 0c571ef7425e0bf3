//! Money: whole eurocents, exact rounding and the notation of euros.
//!
//! Architecture invariant: an amount is a [`Cents`], and nothing here or
//! anywhere else in the law turns one into a floating point number.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// An amount of money in whole eurocents; negative when it flows back.
///
/// The bounds that the scenario loader puts on people and amounts keep every
/// sum far below the range of `i64`; release builds check for overflow too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cents(i64);

impl Cents {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// `amount` eurocents.
    #[inline(always)]
    pub const fn new(amount: i64) -> Self {
        Self(amount)
    }

    /// The number of eurocents.
    #[inline(always)]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum of many amounts.
    ///
    /// # Panics
    /// When it does not fit in 64 bits.
    pub fn total(amounts: &[Self]) -> Self {
        Self(crate::vector::total(amounts))
    }

    /// `self`, or nothing where it is negative.
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// Euros with two decimals and a point, the notation of CSV and JSON: `-1234.05`.
    pub fn plain(self) -> String {
        self.to_string()
    }
}

/// The notation of [`Cents::plain`].
impl fmt::Display for Cents {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(formatter, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl From<Cents> for i64 {
    #[inline(always)]
    fn from(amount: Cents) -> Self {
        amount.0
    }
}

impl Add for Cents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Cents {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Cents {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Cents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// An amount per person times a number of people.
impl Mul<i64> for Cents {
    type Output = Self;
    fn mul(self, people: i64) -> Self {
        Self(self.0 * people)
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl<'a> Sum<&'a Cents> for Cents {
    fn sum<I: Iterator<Item = &'a Cents>>(amounts: I) -> Self {
        amounts.copied().sum()
    }
}

/// `numerator / denominator` rounded half up to a whole number, the only
/// rounding the model knows (design 2.4). `denominator` is positive.
pub fn round_half_up(numerator: i128, denominator: i128) -> i128 {
    let (doubled, divisor) = (2 * numerator + denominator, 2 * denominator);
    // A 128-bit division costs many times a 64-bit one.
    match (i64::try_from(doubled), i64::try_from(divisor)) {
        (Ok(doubled), Ok(divisor)) => i128::from(doubled.div_euclid(divisor)),
        _ => doubled.div_euclid(divisor),
    }
}

/// An exact number of euros, rounded half up to whole cents.
///
/// `None` where it does not fit in 64 bits of cents.
pub fn euros_to_cents(euros: &BigRational) -> Option<Cents> {
    let doubled = euros * BigRational::from_integer(200.into());
    let two = BigRational::from_integer(2.into());
    let halves = (doubled + BigRational::from_integer(1.into())) / two;
    halves.floor().to_integer().to_i64().map(Cents)
}

/// An exact, non-negative number rounded half up to a whole number of people.
///
/// `None` where it is negative or does not fit in 64 bits.
pub fn to_whole(value: &BigRational) -> Option<i64> {
    if value.is_negative() {
        return None;
    }
    let half = BigRational::new(1.into(), 2.into());
    (value + half).floor().to_integer().to_i64()
}

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
    pub fn decimal(self, value: &BigRational, least: usize, most: usize) -> String {
        let scale = BigInt::from(10u8).pow(most as u32);
        let (scaled, rest) = (value.numer().abs() * scale).div_rem(value.denom());
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
        let tenths = round_half_up(i128::from(amount.get().unsigned_abs()), 10_000_000) as i64;
        let sign = if amount.get() < 0 && tenths > 0 {
            "-"
        } else {
            ""
        };
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
    fn halves_round_up_also_below_zero() {
        assert_eq!(round_half_up(5, 10), 1);
        assert_eq!(round_half_up(4, 10), 0);
        assert_eq!(round_half_up(-5, 10), 0);
        assert_eq!(round_half_up(-6, 10), -1);
    }

    #[test]
    fn an_exact_half_cent_goes_up() {
        let euros = BigRational::new(1_158_885.into(), 1000.into());
        assert_eq!(euros_to_cents(&euros), Some(Cents::new(115_889)));
    }

    #[test]
    fn amounts_add_and_subtract_as_numbers_do() {
        let (mut amount, other) = (Cents::new(70), Cents::new(28));
        amount -= other;
        assert_eq!(amount, Cents::new(42));
        amount += other;
        assert_eq!((amount, -amount), (Cents::new(70), Cents::new(-70)));
        assert_eq!(
            (amount - other, amount + other),
            (Cents::new(42), Cents::new(98))
        );
        assert_eq!(
            (other * 3, (-other).or_zero()),
            (Cents::new(84), Cents::ZERO)
        );
        assert_eq!(
            [amount, other].iter().sum::<Cents>(),
            Cents::total(&[amount, other])
        );
    }

    #[test]
    fn plain_keeps_the_sign_below_one_euro() {
        assert_eq!(Cents::new(-5).plain(), "-0.05");
        assert_eq!(Cents::ZERO.plain(), "0.00");
        assert_eq!(Cents::new(123_456).plain(), "1234.56");
    }

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
            let value = BigRational::new(numerator.into(), denominator.into());
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
