//! Money: whole eurocents, exact rounding, the notation of euros and its reader.
//!
//! Architecture invariant: an amount is a [`Cents`], and nothing here or
//! anywhere else in the law turns one into a floating point number.

pub(crate) mod decimal;
mod notation;

pub use decimal::{decimal, hundredths};
pub use notation::Notation;

use std::fmt::{self, Write};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

use super::fraction::{Exact, Unreduced};
use super::number::rounded_product;

/// The largest amount for the whole country, in euros: one hundred billion.
pub const MAX_NATIONAL: i64 = 100_000_000_000;

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

    /// `numerator / denominator` eurocents, rounded half up; `denominator` is positive.
    ///
    /// # Panics
    /// When it does not fit in 64 bits.
    #[inline]
    pub fn half_up(numerator: i128, denominator: i128) -> Self {
        let cents = round_half_up(numerator, denominator);
        Self(i64::try_from(cents).expect("an amount beyond all bounds"))
    }

    /// The sum of many amounts.
    ///
    /// # Panics
    /// When it does not fit in 64 bits.
    pub fn total(amounts: &[Self]) -> Self {
        Self(super::vector::total(amounts))
    }

    /// The sums of columns of amounts, all as long as the first.
    ///
    /// # Panics
    /// As [`Cents::total`], or when a column is shorter.
    pub fn totals<const N: usize>(columns: [&[Self]; N]) -> [Self; N] {
        super::vector::totals(columns).map(Self)
    }

    /// `self`, or nothing where it is negative.
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// The amount without its sign.
    pub fn size(self) -> Self {
        self.max(-self)
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
        if self.0 < 0 {
            formatter.write_char('-')?;
        }
        formatter.write_str(itoa::Buffer::new().format(cents / 100))?;
        formatter.write_char('.')?;
        for digit in [cents / 10 % 10, cents % 10] {
            formatter.write_char(char::from(b'0' + digit as u8))?;
        }
        Ok(())
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
/// rounding the model knows (verantwoording 2.4). `denominator` is positive.
pub fn round_half_up(numerator: i128, denominator: i128) -> i128 {
    let (doubled, divisor) = (2 * numerator + denominator, 2 * denominator);
    // A 128-bit division costs many times a 64-bit one.
    match (i64::try_from(doubled), i64::try_from(divisor)) {
        (Ok(doubled), Ok(divisor)) => i128::from(doubled.div_euclid(divisor)),
        _ => doubled.div_euclid(divisor),
    }
}

/// `numerator / denominator` rounded half away from zero: a figure that is shown, of
/// which a loss is as large as the same gain. `denominator` is positive.
pub fn round_half_away(numerator: i128, denominator: i128) -> i128 {
    numerator.signum() * round_half_up(numerator.abs(), denominator)
}

/// [`round_half_up`] of `times` an exact number; `None` where it does not fit in 64 bits.
fn half_up(value: &Exact, times: i64) -> Option<i64> {
    fraction_half_up(value.as_small(), times, || {
        (value.numerator(), value.denominator())
    })
}

/// [`half_up`] of a fraction in 128 bits, where there is one, else of the same of any size;
/// in lowest terms or not.
fn fraction_half_up(
    small: Option<(i128, i128)>,
    times: i64,
    large: impl FnOnce() -> (BigInt, BigInt),
) -> Option<i64> {
    // What leaves room for the sum of both, doubled.
    let fits = |number: i128| number.unsigned_abs() < 1 << 125;
    if let Some((numerator, denominator)) = small
        && let Some(numerator) = numerator.checked_mul(times.into())
        && fits(numerator)
        && fits(denominator)
    {
        return round_half_up(numerator, denominator).to_i64();
    }
    let (numerator, denominator) = large();
    let (doubled, divisor): (BigInt, BigInt) = (
        numerator * (i128::from(times) * 2) + &denominator,
        denominator << 1u8,
    );
    doubled.div_floor(&divisor).to_i64()
}

/// An exact number of euros, rounded half up to whole cents.
///
/// `None` where it does not fit in 64 bits of cents.
pub fn euros_to_cents(euros: &Exact) -> Option<Cents> {
    half_up(euros, 100).map(Cents)
}

/// As [`euros_to_cents`], without bringing the number to lowest terms first.
///
/// `None` where it does not fit in 64 bits of cents.
pub fn unreduced_to_cents(euros: Unreduced) -> Option<Cents> {
    let (numerator, denominator) = euros.into_parts();
    let small = numerator.to_i128().zip(denominator.to_i128());
    fraction_half_up(small, 100, || (numerator, denominator)).map(Cents)
}

/// [`unreduced_to_cents`] of a product, which is reckoned only where bounds do not tell what
/// it rounds to.
pub fn product_to_cents(numbers: [&Unreduced; 2]) -> Option<Cents> {
    let exactly = || unreduced_to_cents(numbers[0].times(numbers[1]));
    rounded_product(100, numbers).map(Cents).or_else(exactly)
}

/// An exact, non-negative number rounded half up to a whole number of people.
///
/// `None` where it is negative or does not fit in 64 bits.
pub fn to_whole(value: &Exact) -> Option<i64> {
    if value.is_negative() {
        return None;
    }
    half_up(value, 1)
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
    fn a_number_is_rounded_as_it_is_in_lowest_terms() {
        let large =
            Exact::of_any_size(BigInt::from(i128::MAX) * 7, BigInt::from(i128::MAX) * 3 + 1);
        let some = [
            (1, 3),
            (-5, 1000),
            (587_000, 1),
            (1, 200),
            (123_456_789_123, 1_000_000_007),
        ];
        let some = some.map(|(one, other)| Exact::new(one, other));
        for one in some.iter().chain([&large]) {
            for other in some.iter().chain([&large, &Exact::ZERO]) {
                let product = one * other;
                let unreduced = Unreduced::from(one).times(&other.into());
                let cents = unreduced_to_cents(unreduced);
                assert_eq!(cents, euros_to_cents(&product), "{product}");
                let factors = [one, other].map(Unreduced::from);
                assert_eq!(product_to_cents(factors.each_ref()), cents, "{product}");
            }
        }
        let beyond = Unreduced::from(&Exact::from_integer(i128::MAX));
        assert_eq!(unreduced_to_cents(beyond.times(&beyond)), None);
    }

    #[test]
    fn a_loss_is_shown_as_large_as_the_same_gain() {
        assert_eq!([4, 5, 15].map(|part| round_half_away(part, 10)), [0, 1, 2]);
        assert_eq!(
            [-4, -5, -15].map(|part| round_half_away(part, 10)),
            [0, -1, -2]
        );
    }

    #[test]
    #[should_panic(expected = "an amount beyond all bounds")]
    fn an_amount_beyond_64_bits_is_refused() {
        assert_eq!(Cents::half_up(i64::MAX.into(), 1), Cents::new(i64::MAX));
        Cents::half_up(i128::from(i64::MAX) + 1, 1);
    }

    #[test]
    fn an_exact_half_cent_goes_up() {
        let euros = Exact::new(1_158_885, 1000);
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
        assert_eq!([amount.size(), (-amount).size()], [amount; 2]);
    }

    #[test]
    fn plain_keeps_the_sign_below_one_euro() {
        assert_eq!(Cents::new(-5).plain(), "-0.05");
        assert_eq!(Cents::ZERO.plain(), "0.00");
        assert_eq!(Cents::new(123_456).plain(), "1234.56");
    }
}
