//! Exact shares of an amount that may be negative, rounded so that they add up.

/// Rounds the shares `numerator / denominator` to whole units. What they add up
/// to has to be whole, and the rounded shares add up to the same: each is cut off
/// towards zero, and the units left over go one by one to those that lost most,
/// of equal losses to the lowest index.
///
/// A share that is whole stays as it is, and the shares of the opposite amount
/// are the opposite of these.
///
/// # Panics
/// If the shares do not add up to a whole number that fits in 64 bits.
pub fn round_together(numerators: &[i128], denominator: i128) -> Vec<i64> {
    let total: i128 = numerators.iter().sum();
    assert!(total % denominator == 0, "the shares make a whole");
    let mut parts: Vec<i128> = numerators.iter().map(|share| share / denominator).collect();
    let left = total / denominator - parts.iter().sum::<i128>();
    if left != 0 {
        let unit = left.signum();
        let lost = |index: &usize| unit * (numerators[*index] % denominator);
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|index| -lost(index));
        for &index in order.iter().take(left.unsigned_abs() as usize) {
            parts[index] += unit;
        }
    }
    let fits = |part: i128| i64::try_from(part).expect("a share of 64 bits fits in 64 bits");
    parts.into_iter().map(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_unit_left_over_goes_to_the_largest_loss() {
        assert_eq!(round_together(&[10, 11, 9], 3), [3, 4, 3]);
        assert_eq!(round_together(&[10, 2], 3), [3, 1]);
        assert_eq!(round_together(&[5, 5, 5], 3), [2, 2, 1]);
        assert_eq!(round_together(&[-5, -5, -5], 3), [-2, -2, -1]);
        assert_eq!(round_together(&[7, -7, 0], 3), [2, -2, 0]);
    }

    proptest! {
        #[test]
        fn rounded_shares_add_up_and_mirror(
            mut shares in prop::collection::vec(-1_000_000i128..1_000_000, 1..10),
            denominator in 1i128..5_040,
        ) {
            let sum: i128 = shares.iter().sum();
            shares.push((-sum).rem_euclid(denominator));
            let parts = round_together(&shares, denominator);
            let whole = shares.iter().sum::<i128>() / denominator;
            prop_assert_eq!(parts.iter().map(|&part| i128::from(part)).sum::<i128>(), whole);
            for (&part, &share) in parts.iter().zip(&shares) {
                prop_assert!((i128::from(part) * denominator - share).abs() < denominator);
            }
            let opposite: Vec<i128> = shares.iter().map(|share| -share).collect();
            let mirrored: Vec<i64> = parts.iter().map(|part| -part).collect();
            prop_assert_eq!(round_together(&opposite, denominator), mirrored);
        }
    }
}
