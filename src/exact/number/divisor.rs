//! What two numbers can both be divided by: it brings a fraction to its lowest terms.

use std::borrow::Cow;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// The greatest common divisor of a number and a positive one.
pub(super) fn common_divisor(one: i128, positive: i128) -> i128 {
    // It divides the positive one, so it fits.
    of_128_bits(one.unsigned_abs(), positive.unsigned_abs()) as i128
}

/// The greatest common divisor of two numbers. Those that occur soon fit in 64 bits, where
/// it is found several times as fast.
fn of_128_bits(one: u128, other: u128) -> u128 {
    let (mut high, mut low) = (one.max(other), one.min(other));
    while low != 0 {
        if let (Ok(high), Ok(low)) = (u64::try_from(high), u64::try_from(low)) {
            return high.gcd(&low).into();
        }
        (high, low) = (low, high % low);
    }
    high
}

/// A number divided by what divides it: most often by 1, which asks for no division.
pub(super) fn without(number: i128, divisor: i128) -> i128 {
    if divisor == 1 {
        number
    } else {
        number / divisor
    }
}

/// The greatest common divisor of two numbers of any size: by remainders until both fit in
/// 128 bits. `BigUint::gcd` halves them bit by bit, which takes several times as long.
fn of_any_size(one: &BigUint, other: &BigUint) -> BigUint {
    let (mut high, mut low) = (one.max(other).clone(), one.min(other).clone());
    while !low.is_zero() {
        if let (Some(high), Some(low)) = (high.to_u128(), low.to_u128()) {
            return of_128_bits(high, low).into();
        }
        let rest = &high % &low;
        (high, low) = (low, rest);
    }
    high
}

/// The greatest common divisor of a number and a positive one, of any size.
pub(super) fn large_divisor(one: &BigInt, positive: &BigInt) -> BigInt {
    of_any_size(one.magnitude(), positive.magnitude()).into()
}

/// [`without`] for numbers of any size.
pub(super) fn large_without<'a>(number: &'a BigInt, divisor: &BigInt) -> Cow<'a, BigInt> {
    match divisor.is_one() {
        true => Cow::Borrowed(number),
        false => Cow::Owned(number / divisor),
    }
}

/// A fraction of any size in lowest terms, with a positive denominator.
///
/// The denominator is not zero.
pub(super) fn large_reduced(numerator: BigInt, denominator: BigInt) -> BigRational {
    let (numerator, denominator) = match denominator.sign() {
        Sign::Minus => (-numerator, -denominator),
        _ => (numerator, denominator),
    };
    let common = of_any_size(numerator.magnitude(), denominator.magnitude());
    if common.is_one() {
        return BigRational::new_raw(numerator, denominator);
    }
    let common = BigInt::from(common);
    BigRational::new_raw(numerator / &common, denominator / common)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Numbers of up to 384 bits.
    fn number() -> impl Strategy<Value = BigUint> {
        (any::<[u128; 3]>(), 0u32..384)
            .prop_map(|([one, two, three], less)| (BigUint::from(one) * two * three) >> less)
    }

    proptest! {
        #[test]
        fn the_divisor_is_that_of_the_library(one in number(), other in number(), both in number()) {
            let [one, other] = [one * &both, other * both];
            prop_assert_eq!(of_any_size(&one, &other), one.gcd(&other));
        }

        #[test]
        fn a_fraction_is_that_of_the_library(above: i128, below: i128, both in number()) {
            prop_assume!(below != 0 && !both.is_zero());
            let both = BigInt::from(both);
            let [above, below] = [above * &both, below * both];
            let expected = BigRational::new(above.clone(), below.clone());
            let found = large_reduced(above, below);
            prop_assert_eq!((found.numer(), found.denom()), (expected.numer(), expected.denom()));
        }
    }
}
