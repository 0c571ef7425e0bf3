//! Whole numbers as doubles and back, side by side.

/// 2^52: whole numbers below it are the same as doubles, and so are their integer
/// parts. From here on the fraction of a double counts ones.
pub(crate) const EXACT: u64 = 1 << 52;

/// The same, as a double.
pub(crate) const ONES: f64 = EXACT as f64;

/// The integer part of a number from 0 up to, not including, 2^52; of any other
/// no number of use.
///
/// A conversion with `as` stops at the ends of the integers, for which there are no
/// vector instructions: it would go through a loop one by one.
#[inline(always)]
pub(crate) fn integer_part(x: f64) -> i64 {
    (x.floor() + ONES).to_bits().wrapping_sub(ONES.to_bits()) as i64
}

#[cfg(test)]
mod tests {
    use super::{ONES, integer_part};

    #[test]
    fn agrees_with_a_conversion() {
        let largest = ONES - 1.0;
        for x in [
            0.0,
            0.5,
            1.0 - f64::EPSILON / 2.0,
            1.0,
            2.75,
            1e9 + 0.999,
            largest,
        ] {
            assert_eq!(integer_part(x), x as i64, "{x}");
        }
        // It may be asked for anything, as long as nobody uses the answer.
        for x in [-1.5, 1e300, f64::NAN, f64::INFINITY] {
            integer_part(x);
        }
    }
}
