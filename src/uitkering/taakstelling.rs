//! The national prognosis and the huisvestingstaakstelling per gemeente.

use crate::exact::apportion::{Shares, SmallestDivisors};
use crate::exact::vector::{add_to, total};

/// A huisvestingstaakstelling of a year, in people: it is set per half-year (Hw2014
/// art. 29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HalfYears {
    /// The first half-year.
    pub eerste: i64,
    /// The second.
    pub tweede: i64,
}

impl HalfYears {
    /// A year in two equal halves; of an odd number the first has the odd one.
    pub const fn equal(year: i64) -> Self {
        Self {
            eerste: year - year / 2,
            tweede: year / 2,
        }
    }

    /// Both together.
    pub const fn total(self) -> i64 {
        self.eerste + self.tweede
    }

    /// Another total in the same proportion; the first half has what is left.
    #[must_use]
    pub fn scaled_to(self, total: i64) -> Self {
        if self == Self::equal(self.total()) {
            return Self::equal(total);
        }
        let tweede = i128::from(total) * i128::from(self.tweede) / i128::from(self.total());
        // A part of the total is not above it.
        let tweede = tweede as i64;
        Self {
            eerste: total - tweede,
            tweede,
        }
    }
}

/// GPAS: spreads the national prognosis by inhabitants, rounded **up** per gemeente:
/// `ceil(landelijk * inwoners_g / inwoners_NL)` (Bi2021 art. 10.4). The parts may
/// therefore add up to more than the whole. They come in `parts`, memory that is used
/// again.
///
/// # Panics
/// If there are people to spread over a country without inhabitants; the
/// reader of gemeenten refuses such a country.
pub fn prognose_into(landelijk: i64, inwoners: &[i64], parts: &mut Vec<i64>) {
    parts.resize(inwoners.len(), 0);
    if landelijk == 0 {
        return parts.fill(0);
    }
    let country = total(inwoners);
    assert!(country > 0, "a country with a prognosis has inhabitants");
    let shares = Shares::new(landelijk.unsigned_abs(), country.unsigned_abs());
    shares.rounded_up(inwoners, parts);
}

/// GHT: spreads both half-years of a taakstelling by inhabitants, each by the smallest
/// divisors, so that the parts add up to what is published (Hw2014 art. 29). The sums
/// come in `parts`, and `half` is room for one half-year.
///
/// # Panics
/// As [`prognose_into`].
pub fn taakstelling_into(
    landelijk: HalfYears,
    inwoners: &[i64],
    parts: &mut Vec<i64>,
    half: &mut Vec<i64>,
) {
    let division = SmallestDivisors::new(inwoners);
    let HalfYears { eerste, tweede } = landelijk;
    division.divide(tweede, parts);
    if eerste == tweede {
        half.clone_from(parts);
    } else {
        division.divide(eerste, half);
    }
    add_to(parts, half);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prognosis_is_rounded_up_for_every_gemeente() {
        let mut parts = Vec::new();
        let mut spread = |landelijk, inwoners: &[i64]| {
            prognose_into(landelijk, inwoners, &mut parts);
            parts.clone()
        };
        assert_eq!(spread(10, &[1, 1, 1]), [4, 4, 4]);
        assert_eq!(spread(10, &[5, 5]), [5, 5]);
        assert_eq!(spread(1, &[0, 7]), [0, 1]);
        assert_eq!(spread(0, &[0, 0]), [0, 0]);
    }

    #[test]
    fn a_taakstelling_adds_up_to_what_is_published() {
        let spread = |landelijk: HalfYears, inwoners: &[i64]| {
            let mut parts = vec![9; 5];
            taakstelling_into(landelijk, inwoners, &mut parts, &mut Vec::new());
            assert_eq!(parts.iter().sum::<i64>(), landelijk.total());
            parts
        };
        assert_eq!(spread(HalfYears::equal(10), &[1, 1, 1]), [4, 4, 2]);
        assert_eq!(spread(HalfYears::equal(7), &[7, 5, 3]), [3, 2, 2]);
        let halves = HalfYears {
            eerste: 1,
            tweede: 7,
        };
        assert_eq!(spread(halves, &[7, 5, 3]), [4, 2, 2]);
        assert_eq!(spread(HalfYears::default(), &[0, 0]), [0, 0]);
    }

    #[test]
    fn a_drawn_year_keeps_the_proportion_of_its_halves() {
        let halves = HalfYears {
            eerste: 15_000,
            tweede: 13_000,
        };
        let drawn = halves.scaled_to(14_001);
        assert_eq!((drawn.eerste, drawn.tweede), (7501, 6500));
        assert_eq!(HalfYears::equal(7).scaled_to(9), HalfYears::equal(9));
        assert_eq!(HalfYears::default().scaled_to(4), HalfYears::equal(4));
    }
}
