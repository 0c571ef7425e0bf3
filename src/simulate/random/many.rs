//! Counts of many gemeenten at once: the same numbers as their streams give
//! one by one, made side by side with vector instructions.
//!
//! Each sampler is cut in passes over the list. What takes a jump or a table
//! goes one by one; the arithmetic between goes in vectors, with the very
//! operations of the single sampler in the same order. What a pass cannot
//! decide (a rejected candidate, a count too near a step) is left to that one.

use super::counts::expansion;
use super::counts::expansion::LEAST_VARIANCE;
use super::counts::lookup::Lookup;
use super::counts::{binomial, poisson};
use super::gamma;
use super::gamma::Marsaglia;
use super::purpose::Purpose;
use super::stream;
use super::stream::{Stream, open_unit};
use super::{exponential, philox, probit};
use crate::exact::vector::vectorised;
use crate::simulate::whole::integer_part;

/// The streams of a list of gemeenten for one seed, draw, purpose, year and lane.
#[derive(Debug, Clone, Copy)]
pub struct Many<'a> {
    key: [u32; 2],
    /// The counter without the gemeente.
    base: [u32; 4],
    gemeenten: &'a [u32],
}

/// Memory that is used again.
#[derive(Debug, Clone, Default)]
pub struct RandomScratch {
    /// The first and the second number of 64 bits of every stream.
    words: [Vec<u64>; 2],
    normals: Vec<f64>,
    means: Vec<f64>,
}

/// What stands for a count that a pass has not decided.
const OPEN: i64 = -1;

impl<'a> Many<'a> {
    /// The streams of `gemeenten`, in that order; see [`Stream::new`] and
    /// [`Stream::lane`].
    #[must_use]
    pub fn new(
        seed: u64,
        draw: u64,
        purpose: Purpose,
        gemeenten: &'a [u32],
        year: u16,
        lane: u8,
    ) -> Self {
        let mut base = stream::counter(draw, purpose, 0, year);
        base[0] = stream::first_block(lane);
        Self {
            key: stream::key(seed),
            base,
            gemeenten,
        }
    }

    /// The stream of one gemeente of the list.
    fn single(&self, index: usize) -> Stream {
        let mut counter = self.base;
        counter[1] = stream::with_gemeente(counter[1], self.gemeenten[index]);
        Stream::at(self.key, counter)
    }

    /// The first two words of 64 bits of every stream.
    fn words<'s>(&self, words: &'s mut [Vec<u64>; 2]) -> [&'s mut [u64]; 2] {
        let pairs = words.each_mut().map(|words| {
            words.resize(self.gemeenten.len(), 0);
            &mut words[..]
        });
        let [first, second] = pairs;
        let places = [&mut *first, &mut *second];
        vectorised(
            #[inline(always)]
            || philox::pairs((self.key, self.base, self.gemeenten, places)),
        );
        [first, second]
    }

    /// A positive factor of each with mean 1: the exponential of a normal number with
    /// this standard deviation, at most 10.
    pub fn lognormals(&self, spread: f64, factors: &mut [f64], space: &mut RandomScratch) {
        let RandomScratch { words, normals, .. } = space;
        let [words, _] = self.words(words);
        probit::quantiles(words, u64::MAX, normals);
        vectorised(
            #[inline(always)]
            || factors_of((spread, &normals[..], factors)),
        );
    }

    /// Of the people of each gemeente, those that the chance of `table` takes.
    pub fn binomials_of(
        &self,
        table: &Lookup,
        people: &[i64],
        counts: &mut [i64],
        space: &mut RandomScratch,
    ) {
        let [words, _] = self.words(&mut space.words);
        for ((count, &n), &word) in counts.iter_mut().zip(people).zip(&*words) {
            *count = table.binomial(n as u64, word) as i64;
        }
    }

    /// [`Many::binomials_of`], each count times a factor of its own, at most the people
    /// that there are: rounded up or down by chance, so that the mean is right.
    ///
    /// As good as drawn with that many times the chance where factors are around 1, and
    /// much faster: a chance for every gemeente has no table.
    pub fn scaled_binomials_of(
        &self,
        (table, factors): (&Lookup, &[f64]),
        people: &[i64],
        counts: &mut [i64],
        space: &mut RandomScratch,
    ) {
        let [first, second] = self.words(&mut space.words);
        for ((count, &n), &word) in counts.iter_mut().zip(people).zip(&*first) {
            *count = table.binomial(n as u64, word) as i64;
        }
        vectorised(
            #[inline(always)]
            || scale((people, factors, &*second, counts)),
        );
    }

    /// [`Stream::binomial`] of each, with a number of people and a chance of its own.
    pub fn binomials(
        &self,
        people: &[i64],
        chances: &[f64],
        counts: &mut [i64],
        space: &mut RandomScratch,
    ) {
        let RandomScratch { words, normals, .. } = space;
        let [words, _] = self.words(words);
        probit::quantiles(words, u64::MAX, normals);
        vectorised(
            #[inline(always)]
            || expand_binomials((people, chances, &normals[..], &mut *counts)),
        );
        let inputs = people.iter().zip(chances).zip(&*words);
        for (count, ((&n, &p), &word)) in counts.iter_mut().zip(inputs) {
            if *count == OPEN {
                *count = binomial::quantile(n as u64, p, open_unit(word)) as i64;
            }
        }
    }

    /// [`Stream::gamma_poisson`] of each, with one dispersion for all.
    pub fn gamma_poissons(
        &self,
        means: &[f64],
        dispersion: f64,
        counts: &mut [i64],
        space: &mut RandomScratch,
    ) {
        let RandomScratch {
            words,
            normals,
            means: rates,
        } = space;
        let shape = 1.0 / dispersion;
        if !(shape >= 1.0 && shape.is_finite()) {
            for (index, (count, &mean)) in counts.iter_mut().zip(means).enumerate() {
                *count = self.single(index).gamma_poisson(mean, dispersion) as i64;
            }
            return;
        }
        let [first, second] = self.words(words);
        gamma::candidates(first, normals);
        rates.resize(means.len(), 0.0);
        let marsaglia = Marsaglia::new(shape);
        vectorised(
            #[inline(always)]
            || rates_of((marsaglia, dispersion, (means, first, normals), rates)),
        );
        probit::quantiles(second, u64::MAX, normals);
        vectorised(
            #[inline(always)]
            || expand_poissons((&rates[..], &normals[..], &mut *counts)),
        );
        for index in 0..counts.len() {
            if counts[index] == OPEN {
                let rate = rates[index];
                counts[index] = if rate >= 0.0 {
                    poisson::quantile(rate, open_unit(second[index])) as i64
                } else {
                    self.single(index).gamma_poisson(means[index], dispersion) as i64
                };
            }
        }
    }
}

/// Counts times factors, rounded up or down by chance, at most the people that there are.
#[inline(always)]
fn scale((people, factors, words, counts): (&[i64], &[f64], &[u64], &mut [i64])) {
    let inputs = people.iter().zip(factors).zip(words);
    for (count, ((&n, &factor), &word)) in counts.iter_mut().zip(inputs) {
        // None is below zero, so that this rounds down.
        *count = integer_part(*count as f64 * factor + open_unit(word)).min(n);
    }
}

/// Exponentials of normal numbers with a standard deviation, over their mean.
#[inline(always)]
fn factors_of((spread, normals, factors): (f64, &[f64], &mut [f64])) {
    for (factor, normal) in factors.iter_mut().zip(normals) {
        *factor = exponential::exp(spread * normal - spread * spread / 2.0);
    }
}

/// The rate of each gemeente: its mean times the factor that was drawn; -1
/// where the candidate was not accepted at once, or there is no mean.
#[inline(always)]
fn rates_of((marsaglia, dispersion, inputs, rates): Rates<'_>) {
    let (means, words, candidates) = inputs;
    let inputs = means.iter().zip(words).zip(candidates);
    for (rate, ((&mean, &word), &x)) in rates.iter_mut().zip(inputs) {
        let (gamma, accepted) = marsaglia.try_at_once(word, x);
        let drawn = mean * (dispersion * gamma);
        let usable = accepted & (mean > 0.0) & (drawn < f64::MAX);
        *rate = if usable { drawn } else { -1.0 };
    }
}

/// The method and the dispersion; means, words and candidates; the rates.
type Rates<'a> = (
    Marsaglia,
    f64,
    (&'a [f64], &'a [u64], &'a [f64]),
    &'a mut [f64],
);

/// The counts of Poisson variables that the expansion is sure of.
#[inline(always)]
fn expand_poissons((means, normals, counts): (&[f64], &[f64], &mut [i64])) {
    for (count, (&mean, &w)) in counts.iter_mut().zip(means.iter().zip(normals)) {
        let (whole, sure) = expansion::decide(poisson::shape(mean), w);
        let sure = sure & (mean >= LEAST_VARIANCE);
        *count = if sure { whole } else { OPEN };
    }
}

/// The counts of binomial variables that the expansion is sure of.
#[inline(always)]
fn expand_binomials((people, chances, normals, counts): (&[i64], &[f64], &[f64], &mut [i64])) {
    let inputs = people.iter().zip(chances).zip(normals);
    for (count, ((&n, &p), &w)) in counts.iter_mut().zip(inputs) {
        let shape = binomial::shape(n as u64, p);
        let (whole, sure) = expansion::decide(shape, w);
        let sure = sure & (p > 0.0) & (p <= 0.5) & (shape.variance >= LEAST_VARIANCE);
        *count = if sure { whole.min(n) } else { OPEN };
    }
}
