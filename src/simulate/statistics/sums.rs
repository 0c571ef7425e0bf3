//! One pass over at most [`SUMMABLE`] values of a batch: what [`super::Moments`] adds up.

/// The largest absolute value that is taken in, in eurocents: 2^47, some 1.4
/// trillion euros, more than a year of the Dutch economy.
pub const LARGEST: i64 = 1 << 47;

/// Values that can be summed in an `i64`: 2^15 times [`LARGEST`] is 2^62.
pub(crate) const SUMMABLE: usize = 1 << 15;

/// Low bits of a value that are squared apart from the others, so that the
/// products fit registers of 64 bits.
const LOW_BITS: u32 = 24;

/// What is summed of at most [`SUMMABLE`] values.
pub(crate) struct Sums {
    pub min: i64,
    pub max: i64,
    pub sum: i64,
    pub squares: u128,
}

/// One pass over values. The sums hold where the extremes are within
/// [`LARGEST`]: the high part of a value is then at most 2^23 in size and the
/// low part below 2^24, so 2^15 products are below 2^63.
#[inline(always)]
pub(crate) fn sums(values: &[i64]) -> Sums {
    let (mut min, mut max, mut sum) = (i64::MAX, i64::MIN, 0i64);
    let (mut high_high, mut high_low, mut low_low) = (0i64, 0i64, 0i64);
    for &value in values {
        min = min.min(value);
        max = max.max(value);
        sum = sum.wrapping_add(value);
        // Products of 32 bits by 32, which every processor has in vectors.
        let high = i64::from((value >> LOW_BITS) as i32);
        let low = i64::from((value & ((1 << LOW_BITS) - 1)) as i32);
        high_high = high_high.wrapping_add(high.wrapping_mul(high));
        high_low = high_low.wrapping_add(high.wrapping_mul(low));
        low_low = low_low.wrapping_add(low.wrapping_mul(low));
    }
    Sums {
        min,
        max,
        sum,
        squares: squares([high_high, high_low, low_low]),
    }
}

/// The sum of squares, from the sums of the high parts squared, of high times low, and of
/// the low squared.
fn squares(products: [i64; 3]) -> u128 {
    let [high_high, high_low, low_low] = products.map(i128::from);
    let sum = (high_high << (2 * LOW_BITS)) + (high_low << (LOW_BITS + 1)) + low_low;
    u128::try_from(sum).expect("a sum of squares")
}

/// [`sums`] of values that 32 bits hold. A square has at most 62: halves of 2^15 of them
/// add up below 2^47.
#[inline(always)]
pub(crate) fn narrow_sums(values: &[i32]) -> Sums {
    let (mut min, mut max, mut sum) = (i32::MAX, i32::MIN, 0i64);
    let (mut high, mut low) = (0u64, 0u64);
    for &value in values {
        min = min.min(value);
        max = max.max(value);
        let value = i64::from(value);
        sum = sum.wrapping_add(value);
        let square = value.wrapping_mul(value) as u64;
        high = high.wrapping_add(square >> 32);
        low = low.wrapping_add(square & u64::from(u32::MAX));
    }
    Sums {
        min: min.into(),
        max: max.into(),
        sum,
        squares: (u128::from(high) << 32) + u128::from(low),
    }
}
