//! Where people who move go: by where everyone lives, and by chance.

use crate::exact::vector::vectorised;
use crate::simulate::whole::{EXACT, integer_part};

/// Who lives in each gemeente and those before it in the list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cumulative(Vec<u64>);

impl Cumulative {
    /// Adds up inhabitants, in the order of the gemeenten.
    pub fn new(inwoners: &[i64]) -> Self {
        let mut sum = 0;
        let sums = inwoners.iter().map(|people| {
            sum += people.unsigned_abs();
            sum
        });
        Self(sums.collect())
    }

    /// Divides whole people: a gemeente gets its share by inhabitants rounded
    /// up or down, and over the values of `word` the mean is the share itself.
    ///
    /// By systematic sampling (W. G. Madow and L. H. Madow, "On the theory of
    /// systematic sampling", Annals of Mathematical Statistics 15 (1944)): all
    /// inhabitants stand in a row, and every `1 / people`-th of the row from a
    /// random place on is where one of those who move goes. Largest remainders
    /// would never bring anyone to a gemeente with a small share, where people
    /// do leave. Nobody goes anywhere where nobody lives.
    pub fn divide(&self, people: i64, word: u64, parts: &mut [i64]) {
        let people = people.unsigned_abs();
        let sum = self.0.last().copied().unwrap_or(0);
        if sum == 0 {
            parts.fill(0);
            return;
        }
        let start = ((u128::from(word) * u128::from(sum)) >> 64) as u64;
        if u128::from(people + 1) * u128::from(sum) + u128::from(sum) < u128::from(EXACT) {
            vectorised(
                #[inline(always)]
                || ends((&self.0[..], (people, start, sum), &mut *parts)),
            );
        } else {
            for (part, &inhabitants) in parts.iter_mut().zip(&self.0) {
                let place = u128::from(inhabitants) * u128::from(people) + u128::from(start);
                *part = (place / u128::from(sum)) as i64;
            }
        }
        vectorised(
            #[inline(always)]
            || steps(parts),
        );
    }
}

/// Whole people up to and including each gemeente.
///
/// Dividend, divisor and their sum are below 2^52, so the quotient of doubles,
/// which is the nearest one, has the integer part of the true quotient: that
/// lies at least `1 / sum` below the next whole number, which is more than the
/// distance between doubles of that size.
#[inline(always)]
fn ends((inhabitants, (people, start, sum), parts): (&[u64], (u64, u64, u64), &mut [i64])) {
    for (part, &inhabitants) in parts.iter_mut().zip(inhabitants) {
        let place = inhabitants.wrapping_mul(people).wrapping_add(start);
        *part = integer_part(place as f64 / sum as f64);
    }
}

/// Of whole people up to and including each gemeente, those of the gemeente itself.
#[inline(always)]
fn steps(parts: &mut [i64]) {
    for place in (1..parts.len()).rev() {
        parts[place] = parts[place].wrapping_sub(parts[place - 1]);
    }
}

#[cfg(test)]
mod tests {
    use super::Cumulative;

    /// The word with which the row begins at a place.
    fn word(place: u64, sum: u64) -> u64 {
        ((u128::from(place) << 64).div_ceil(u128::from(sum))) as u64
    }

    #[test]
    fn the_mean_over_chance_is_the_share_to_the_last_person() {
        let inwoners = [3, 0, 11, 1, 986, 40];
        let sum: i64 = inwoners.iter().sum();
        let cumulative = Cumulative::new(&inwoners);
        for people in [0, 1, 2, 17, 1041, 5000] {
            let mut totals = [0; 6];
            for place in 0..sum as u64 {
                let mut parts = [0; 6];
                cumulative.divide(people, word(place, sum as u64), &mut parts);
                assert_eq!(parts.iter().sum::<i64>(), people);
                for ((total, part), weight) in totals.iter_mut().zip(parts).zip(inwoners) {
                    assert!((part * sum - people * weight).abs() < sum);
                    *total += part;
                }
            }
            assert_eq!(totals, inwoners.map(|weight| people * weight));
        }
    }

    #[test]
    fn numbers_beyond_doubles_are_divided_too() {
        let inwoners = [1 << 40, 3 << 40, 1 << 20];
        let cumulative = Cumulative::new(&inwoners);
        for word in [0, 1 << 63, u64::MAX] {
            let mut parts = [0; 3];
            cumulative.divide(1 << 30, word, &mut parts);
            assert_eq!(parts.iter().sum::<i64>(), 1 << 30);
            assert!((parts[0] - (1 << 28)).abs() <= 257);
        }
    }

    #[test]
    fn nobody_goes_where_nobody_lives() {
        let mut parts = [7; 2];
        Cumulative::new(&[0, 0]).divide(5, 1, &mut parts);
        assert_eq!(parts, [0, 0]);
    }
}
