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
    let [total] = totals([values]);
    total
}

fn checked_total<T: Copy + Into<i64>>(values: &[T]) -> i64 {
    let mut values = values.iter().map(|&value| value.into());
    let checked = values.try_fold(0i64, i64::checked_add);
    checked.expect("a sum within 64 bits")
}

/// The sums of columns of the same length, side by side: [`total`] of each.
///
/// # Panics
/// When one does not fit in 64 bits, or a column is shorter than the first.
pub fn totals<T: Copy + Into<i64>, const N: usize>(columns: [&[T]; N]) -> [i64; N] {
    let n = columns.first().map_or(0, |column| column.len());
    let columns = columns.map(|column| &column[..n]);
    let (sums, sizes) = vectorised(
        #[inline(always)]
        || sums_and_sizes(columns, n),
    );
    if add_up(n, sizes) {
        return sums;
    }
    columns.map(checked_total)
}

/// The wrapped sums, and a number that is at least as large as every size.
#[inline(always)]
fn sums_and_sizes<T: Copy + Into<i64>, const N: usize>(
    columns: [&[T]; N],
    n: usize,
) -> ([i64; N], u64) {
    let columns = columns.map(|column| &column[..n]);
    let (mut sums, mut sizes) = ([0i64; N], 0);
    for place in 0..n {
        for (sum, column) in sums.iter_mut().zip(columns) {
            let value = column[place].into();
            *sum = sum.wrapping_add(value);
            sizes |= size(value);
        }
    }
    (sums, sizes)
}

/// Adds numbers to others, place by place.
///
/// # Panics
/// When a sum does not fit in 64 bits, or there are fewer numbers than sums.
pub fn add_to(sums: &mut [i64], numbers: &[i64]) {
    let numbers = &numbers[..sums.len()];
    let overflow = vectorised(
        #[inline(always)]
        || add_and_overflow((sums, numbers)),
    );
    assert!(overflow >= 0, "a sum within 64 bits");
}

/// Adds with wrapping; gives a number below zero if one of the sums wrapped, which is
/// where the sum has another sign than both.
#[inline(always)]
fn add_and_overflow((sums, numbers): (&mut [i64], &[i64])) -> i64 {
    let mut overflow = 0;
    for (sum, &number) in sums.iter_mut().zip(numbers) {
        let before = *sum;
        *sum = before.wrapping_add(number);
        overflow |= (*sum ^ before) & (*sum ^ number);
    }
    overflow
}

/// The size of a number, that of a negative one less one: the bits of many together
/// bound each of them, within a kernel that has them in hand.
#[inline(always)]
pub fn size(value: i64) -> u64 {
    (value ^ (value >> 63)) as u64
}

/// A number that is at least as large as the size of every value (that of a
/// negative one less one): what a bound has to be checked against.
pub fn largest<T: Copy + Into<i64>>(values: &[T]) -> u64 {
    vectorised(
        #[inline(always)]
        || {
            values
                .iter()
                .fold(0, |all, &value| all | size(value.into()))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{add_to, total, totals};

    #[test]
    fn sums_are_exact_up_to_the_bound_of_64_bits() {
        assert_eq!(total::<i64>(&[]), 0);
        assert_eq!(total(&[3; 342]), 1026);
        assert_eq!(total(&[-(1i64 << 46), 1 << 46, -7]), -7);
        assert_eq!(total(&[i64::MAX, -1]), i64::MAX - 1);
    }

    #[test]
    fn numbers_are_added_place_by_place_up_to_the_bound_of_64_bits() {
        let mut sums = [1, -2, i64::MAX - 1, i64::MIN];
        add_to(&mut sums, &[3, 4, 1, 0]);
        assert_eq!(sums, [4, 2, i64::MAX, i64::MIN]);
        for number in [[0, 0, 1, 0], [0, 0, 0, -1]] {
            let added = std::panic::catch_unwind(|| add_to(&mut sums.clone(), &number));
            assert!(added.is_err());
        }
    }

    #[test]
    fn sums_side_by_side_are_those_one_by_one() {
        let many: Vec<i64> = (0..999).map(|place| place * (500 - place)).collect();
        let (large, none) = ([i64::MAX, -1], [0; 2]);
        assert_eq!(totals([&many[..], &many[..]]), [total(&many); 2]);
        assert_eq!(totals([&large[..], &none[..]]), [i64::MAX - 1, 0]);
        assert_eq!(totals([&[7i64][..], &[-7]]), [7, -7]);
    }

    #[test]
    #[should_panic(expected = "within 64 bits")]
    fn a_sum_beyond_64_bits_is_no_sum() {
        total(&[i64::MAX, 1]);
    }
}
