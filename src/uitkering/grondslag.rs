//! The division of BA by the grondslag of each gemeente: what the voorlopige and the
//! definitieve uitkering share.

use std::error::Error;
use std::fmt;

use num_integer::Integer;

use super::parts::{Uitkering, per_person, to_cents};
use crate::exact::apportion::{Apportioner, NoWeight, apportion};
use crate::exact::fraction::Fraction;
use crate::exact::money::Cents;
use crate::exact::vector::{total, vectorised};
use crate::terms::Text;

/// There is a TBA to divide, and no gemeente has any grondslag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoGrondslag {
    /// The amount that cannot be divided.
    pub tba: Cents,
}

/// Dutch, or with `{:#}` English.
impl fmt::Display for NoGrondslag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tba = self.tba;
        let text = Text::new(
            format!("geen gemeente heeft een grondslag voor een TBA van {tba}"),
            format!("no gemeente has a grondslag for a TBA of {tba}"),
        );
        text.fmt(formatter)
    }
}

impl Error for NoGrondslag {}

/// One term of GG and of TBA: a count of people, the share of it that counts,
/// a weight for the distribution and a price for the total.
#[derive(Debug, Clone, Copy)]
pub struct Term<'a> {
    /// People per gemeente.
    pub people: &'a [i64],
    /// People in the country; for a taakstelling not the sum of `people`.
    pub landelijk: i64,
    /// Share of them that is inburgeringsplichtig.
    pub share: Fraction,
    /// Weight in GG, cents per person.
    pub gewicht: Cents,
    /// Amount in TBA, cents per person.
    pub bedrag: Cents,
}

impl Term<'_> {
    /// What one person weighs in GG, on a scale that holds every share.
    fn factor(&self, scale: i128) -> u128 {
        let factor = scaled(self.share, scale) * i128::from(self.gewicht.get());
        u128::try_from(factor).expect("weights are not negative")
    }
}

/// What an amount is divided by.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Grondslag<'a> {
    /// Counts of people, none of them negative.
    Mensen(&'a [i64]),
    /// GG, as these terms make it.
    Terms(&'a [Term<'a>]),
}

/// Memory that one uitkering after another is reckoned in.
#[derive(Debug, Clone, Default)]
pub struct UitkeringScratch {
    weights: Vec<u64>,
    pub(crate) parts: Vec<i64>,
    apportioner: Apportioner,
}

/// GG per gemeente, on a scale of its own that is the same for all of them:
/// the sum of people times share times gewicht, without any rounding.
pub fn grondslagen(terms: &[Term<'_>]) -> Vec<u128> {
    let scale = common_denominator(terms);
    let gemeenten = terms.first().map_or(0, |term| term.people.len());
    let mut sums = vec![0u128; gemeenten];
    for term in terms {
        let factor = term.factor(scale);
        for (sum, &people) in sums.iter_mut().zip(term.people) {
            *sum += u128::from(people.unsigned_abs()) * factor;
        }
    }
    sums
}

impl UitkeringScratch {
    /// GG per gemeente in 64 bits; `false` where they do not fit.
    fn small_grondslagen(&mut self, terms: &[Term<'_>]) -> bool {
        let scale = common_denominator(terms);
        let gemeenten = terms.first().map_or(0, |term| term.people.len());
        self.weights.clear();
        self.weights.resize(gemeenten, 0);
        let mut most = 0u128;
        for term in terms {
            let factor = term.factor(scale);
            if factor != 0 {
                let people = vectorised(
                    #[inline(always)]
                    || weigh((&mut self.weights[..], term.people, factor as u64)),
                );
                most += u128::from(people) * gemeenten as u128 * factor;
            }
        }
        let fit = |sum| sum < u128::from(Apportioner::LARGEST_SUM);
        // Everyone together, where as many everywhere as in the largest is too much.
        fit(most) || {
            let sums = terms.iter().map(|term| {
                let people = u128::from(total(term.people).unsigned_abs());
                people * term.factor(scale)
            });
            fit(sums.sum())
        }
    }

    /// Divides `total` cents by largest remainder; the parts are in
    /// `self.parts`. Of BA it is `GG / SOM_GG * TBA`.
    pub(crate) fn divide(&mut self, total: i64, by: Grondslag<'_>) -> Result<(), NoWeight> {
        match by {
            Grondslag::Mensen(people) => {
                self.weights.clear();
                let counts = people.iter();
                self.weights
                    .extend(counts.map(|people| people.unsigned_abs()));
            }
            Grondslag::Terms(terms) => {
                if !self.small_grondslagen(terms) {
                    self.parts = apportion(total, &grondslagen(terms))?;
                    return Ok(());
                }
            }
        }
        let (weights, parts) = (&self.weights, &mut self.parts);
        parts.resize(weights.len(), 0);
        self.apportioner.divide(total, weights, parts)
    }
}

/// TBA: the sum of people times share times bedrag over the country, rounded
/// half up to the cent once (verantwoording 2.4).
///
/// # Panics
/// If it does not fit in 64 bits.
pub fn tba(terms: &[Term<'_>]) -> Cents {
    let scale = common_denominator(terms);
    let sum: i128 = terms
        .iter()
        .map(|term| {
            i128::from(term.landelijk) * scaled(term.share, scale) * i128::from(term.bedrag.get())
        })
        .sum();
    Cents::half_up(sum, scale)
}

/// Fills in BGO, BA and the account of the state; ABO is in `result` already,
/// and `abo` is what the state pays for it.
///
/// # Errors
/// [`NoGrondslag`] if there is a TBA and every GG is zero.
pub fn fill(
    result: &mut Uitkering,
    terms: &[Term<'_>],
    ago: &[i64],
    gezins_overig: Cents,
    abo: Cents,
    space: &mut UitkeringScratch,
) -> Result<(), NoGrondslag> {
    let tba = tba(terms);
    space
        .divide(tba.get(), Grondslag::Terms(terms))
        .map_err(|_| NoGrondslag { tba })?;
    to_cents(&space.parts, &mut result.ba);
    per_person(ago, gezins_overig, &mut result.bgo);
    result.add_up();
    result.rijk = gezins_overig * total(ago) + tba + abo;
    Ok(())
}

/// Adds what people weigh; gives a number that is at least as large as each of their
/// counts. No GG is larger than the sum of all: it holds where that is below
/// [`Apportioner::LARGEST_SUM`].
#[inline(always)]
fn weigh((weights, people, factor): (&mut [u64], &[i64], u64)) -> u64 {
    let mut sizes = 0;
    for (weight, &people) in weights.iter_mut().zip(people) {
        let people = people.unsigned_abs();
        sizes |= people;
        *weight = weight.wrapping_add(people.wrapping_mul(factor));
    }
    sizes
}

/// The scale of [`grondslagen`]: GG in cents per person is a grondslag over this.
pub fn common_denominator(terms: &[Term<'_>]) -> i128 {
    let denominators = terms.iter().map(|term| term.share.denominator());
    // As a rule it fits: a division of 128 bits takes ten times one of 64.
    let common = denominators.clone().try_fold(1i64, |common, denominator| {
        if common % denominator == 0 {
            return Some(common);
        }
        (common / common.gcd(&denominator)).checked_mul(denominator)
    });
    common.map_or_else(
        || denominators.fold(1, |common, denominator| common.lcm(&denominator.into())),
        i128::from,
    )
}

fn scaled(share: Fraction, scale: i128) -> i128 {
    let times = match i64::try_from(scale) {
        Ok(scale) => i128::from(scale / share.denominator()),
        Err(_) => scale / i128::from(share.denominator()),
    };
    i128::from(share.numerator()) * times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_of_any_size_are_common() {
        let common = |denominators: &[i64]| {
            let terms: Vec<Term> = denominators
                .iter()
                .map(|&denominator| Term {
                    people: &[],
                    landelijk: 0,
                    share: Fraction::new(1, denominator),
                    gewicht: Cents::ZERO,
                    bedrag: Cents::ZERO,
                })
                .collect();
            common_denominator(&terms)
        };
        assert_eq!(common(&[1, 10, 4]), 20);
        // Three primes near a billion: together beyond 64 bits.
        let primes = [999_999_937, 998_244_353, 1_000_000_007];
        assert_eq!(common(&primes), primes.map(i128::from).iter().product());
        let third = scaled(Fraction::new(1, primes[2]), common(&primes));
        assert_eq!(third, i128::from(primes[0]) * i128::from(primes[1]));
    }

    /// The account of the state does not follow the gemeenten into a fault.
    #[test]
    fn a_cent_of_the_definitieve_abo_that_is_lost_does_not_balance() {
        let (people, none, price) = ([3, 4], [0, 0], Cents::new(1_000));
        let nobody = Term {
            people: &none,
            landelijk: 0,
            share: Fraction::ONE,
            gewicht: price,
            bedrag: price,
        };
        for lost in [Cents::ZERO, Cents::new(1)] {
            let mut result = Uitkering::default();
            per_person(&people, price, &mut result.abo);
            result.abo[1] -= lost;
            let (paid, space) = (price * total(&people), &mut UitkeringScratch::default());
            fill(&mut result, &[nobody], &none, price, paid, space).unwrap();
            assert_eq!(result.rijk - result.total(), lost);
        }
    }
}
