//! Exact fractions, rounding and dividing, by their definitions.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use spuk::internals::exact::fraction::Fraction;

pub type Q = BigRational;

pub fn q(value: i64) -> Q {
    Q::from_integer(BigInt::from(value))
}

/// A share, as a number of its own.
pub fn share_of(fraction: Fraction) -> Q {
    Q::new(fraction.numerator().into(), fraction.denominator().into())
}

/// `floor(x + 1/2)`, the definition.
pub fn half_up(value: &Q) -> i64 {
    (value + Q::new(1.into(), 2.into()))
        .floor()
        .to_integer()
        .to_i64()
        .unwrap()
}

/// Largest remainder, ties to the lowest gm_code; `None` where there is money
/// and every share is zero.
pub fn largest_remainder(total: i64, keys: &[Q]) -> Option<Vec<i64>> {
    let sum: Q = keys.iter().sum();
    if total == 0 {
        return Some(vec![0; keys.len()]);
    }
    if sum.is_zero() {
        return None;
    }
    let shares: Vec<Q> = keys.iter().map(|key| key / &sum * q(total)).collect();
    let mut parts: Vec<i64> = shares
        .iter()
        .map(|s| s.floor().to_integer().to_i64().unwrap())
        .collect();
    let left = total - parts.iter().sum::<i64>();
    for _ in 0..left {
        // The one whose share is furthest above its part; of equals the first.
        let furthest = (0..keys.len())
            .reduce(|best, next| {
                let short = |g: usize| &shares[g] - q(parts[g]);
                if short(next) > short(best) {
                    next
                } else {
                    best
                }
            })
            .unwrap();
        parts[furthest] += 1;
    }
    Some(parts)
}
