//! Loops over many gemeenten or draws, with the widest instructions of the
//! processor that the program happens to run on.
//!
//! A kernel is an ordinary function that the compiler can turn into vector
//! instructions; [`vectorised`] holds it in several versions and chooses one
//! when it runs. All versions do the same arithmetic on the same numbers
//! (nothing is contracted or taken in another order), so results are the same
//! bytes on every machine.
//!
//! Kernels use wrapping arithmetic, for a check after every addition would
//! keep them out of vector registers; their bounds are checked once per call.

use pulp::{Arch, Simd, WithSimd};

/// Runs `kernel` in the version for this processor.
///
/// Mark it `#[inline(always)]`, and the functions that it calls: what is not
/// inlined here is compiled for the oldest processor.
#[inline]
pub fn vectorised<R>(kernel: impl FnOnce() -> R) -> R {
    struct Versions<K>(K);
    impl<R, K: FnOnce() -> R> WithSimd for Versions<K> {
        type Output = R;
        #[inline(always)]
        fn with_simd<S: Simd>(self, _: S) -> R {
            (self.0)()
        }
    }
    Arch::new().dispatch(Versions(kernel))
}

/// Whether so many numbers, each at most `sizes` in size, surely add up within 64
/// bits: 2^15 of them below 2^47 stay within 2^62.
pub fn add_up(count: usize, sizes: u64) -> bool {
    count <= 1 << 15 && sizes < 1 << 47
}

/// The sum of whole numbers.
///
/// # Panics
/// When it does not fit in 64 bits.
pub fn total<T: Copy + Into<i64>>(values: &[T]) -> i64 {
    let (sum, sizes) = vectorised(
        #[inline(always)]
        || sum_and_sizes(values),
    );
    if add_up(values.len(), sizes) {
        return sum;
    }
    let mut values = values.iter().map(|&value| value.into());
    let checked = values.try_fold(0i64, i64::checked_add);
    checked.expect("a sum within 64 bits")
}

/// The wrapped sum, and a number that is at least as large as every size.
#[inline(always)]
fn sum_and_sizes<T: Copy + Into<i64>>(values: &[T]) -> (i64, u64) {
    let (mut sum, mut sizes) = (0i64, 0i64);
    for &value in values {
        let value = value.into();
        sum = sum.wrapping_add(value);
        sizes |= value ^ (value >> 63);
    }
    (sum, sizes as u64)
}

/// A number that is at least as large as the size of every value (that of a
/// negative one less one): what a bound has to be checked against.
pub fn largest<T: Copy + Into<i64>>(values: &[T]) -> u64 {
    vectorised(
        #[inline(always)]
        || sum_and_sizes(values),
    )
    .1
}

#[cfg(test)]
mod tests {
    use super::total;

    #[test]
    fn sums_are_exact_up_to_the_bound_of_64_bits() {
        assert_eq!(total::<i64>(&[]), 0);
        assert_eq!(total(&[3; 342]), 1026);
        assert_eq!(total(&[-(1i64 << 46), 1 << 46, -7]), -7);
        assert_eq!(total(&[i64::MAX, -1]), i64::MAX - 1);
    }

    #[test]
    #[should_panic(expected = "within 64 bits")]
    fn a_sum_beyond_64_bits_is_no_sum() {
        total(&[i64::MAX, 1]);
    }
}
