//! How gemeenten differ lastingly in a draw: their factors as the scenario states them,
//! times those that are drawn around 1.

use super::instroom::DrawId;
use super::sampler::{DrawOutcome, DrawScratch, Sampler};
use super::steps::divide_means;
use crate::exact::vector::vectorised;
use crate::people::{BILLION, Kenmerk, LocalCosts, MILLION, People};
use crate::simulate::random::{Lookup, Purpose};
use crate::terms::jaar::Jaar;

impl Sampler<'_> {
    /// Draws how gemeenten differ: the same in every scenario, by the same spread, and
    /// from the first uncertain year on.
    pub(crate) fn differ(&self, trekking: DrawId, uitkomst: &mut DrawOutcome) {
        let DrawOutcome { people, work, .. } = uitkomst;
        let lasting = &self.kenmerken;
        // The memory of the draw before this one.
        let before = people.kosten.drawn.take();
        let mut drawn = before.map_or_else(LocalCosts::default, |(_, drawn)| drawn);
        self.factors(
            (trekking, Purpose::LastingCompletion),
            (Kenmerk::Afronding, lasting.afronding),
            work,
        );
        std::mem::swap(&mut work.afronding, &mut work.factors);
        self.factors(
            (trekking, Purpose::LastingCosts),
            (Kenmerk::Kosten, lasting.kosten),
            work,
        );
        // Factors are above zero, so that this rounds half up.
        let millionths = |factor: &f64| (factor * MILLION as f64 + 0.5) as i64;
        drawn.kosten.clear();
        drawn.kosten.extend(work.factors.iter().map(millionths));
        self.factors(
            (trekking, Purpose::LastingZRoute),
            (Kenmerk::ZRoute, lasting.z_route),
            work,
        );
        drawn.z_route.clear();
        work.z_route.clear();
        if let Some(share) = lasting.share {
            let shifts = work.factors.iter().map(millionths);
            drawn
                .z_route
                .extend(shifts.map(|factor| share.shift(factor)));
            let shares = drawn.z_route.iter();
            work.z_route
                .extend(shares.map(|&shift| shift as f64 / BILLION as f64));
        }
        people.kosten.drawn = Some((self.vanaf, drawn));
    }

    /// The factors of a draw: none where all are 1.
    fn factors(
        &self,
        (trekking, purpose): (DrawId, Purpose),
        (kenmerk, spread): (Kenmerk, f64),
        work: &mut DrawScratch,
    ) {
        let stated = self.kenmerken.stated.of(kenmerk);
        work.factors.clear();
        if stated.is_none() && spread == 0.0 {
            return;
        }
        work.factors.resize(self.keys.len(), 1.0);
        if spread > 0.0 {
            // One key for all scenarios, whatever their years are.
            let many = trekking.many(purpose, &self.keys, Jaar::START_WI2021, 0);
            many.lognormals(spread, &mut work.factors, &mut work.space);
        }
        for (factor, &own) in work.factors.iter_mut().zip(stated.unwrap_or_default()) {
            *factor *= own as f64 / MILLION as f64;
        }
    }

    /// Who of a cohort takes the onderwijsroute, where gemeenten have shares on the
    /// Z-route of their own, for which the other routes give way.
    pub(crate) fn choose_other_route(
        &self,
        (trekking, cohort): (DrawId, Jaar),
        (share, table): (f64, &Lookup),
        (housed, counts): (&[i64], &mut [i64]),
        work: &mut DrawScratch,
    ) {
        let others = self
            .kenmerken
            .share
            .map_or(1.0, |share| (BILLION - share.get()) as f64 / BILLION as f64);
        let left = |shift: &f64| ((others - shift) / others).max(0.0);
        work.factors.clear();
        work.factors.extend(work.z_route.iter().map(left));
        if self.ruis > 0.0 {
            let many = trekking.many(Purpose::Route, &self.keys, cohort, 0);
            let scaled = (table, &work.factors[..]);
            many.scaled_binomials_of(scaled, housed, counts, &mut work.space);
            return;
        }
        let means = housed.iter().zip(&work.factors);
        work.means.clear();
        work.means
            .extend(means.map(|(&people, left)| people as f64 * share * left));
        divide_means(work, counts);
    }

    /// Makes of the mean number of who complete in a year, as the country has it, that of
    /// each gemeente.
    pub(crate) fn complete_otherwise(&self, jaar: Jaar, people: &People, work: &mut DrawScratch) {
        if !work.z_route.is_empty() {
            for (cohort, shares) in self.voltooiing_z.range(..=jaar) {
                let housed = people.asielstatushouder.housed(*cohort);
                let share = shares.get(jaar.since(*cohort) as usize);
                let share = share.copied().unwrap_or(0.0);
                if share != 0.0 {
                    let (means, shifts) = (&mut work.means[..], &work.z_route[..]);
                    vectorised(
                        #[inline(always)]
                        || add_shifted((means, housed, shifts, share)),
                    );
                }
            }
        }
        for (mean, factor) in work.means.iter_mut().zip(&work.afronding) {
            *mean *= factor;
        }
        if !work.z_route.is_empty() {
            // Shares of routes leave nothing below zero but the last bit of a sum.
            work.means.iter_mut().for_each(|mean| *mean = mean.max(0.0));
        }
    }
}

/// Adds who completes more of a cohort because another share is on the Z-route.
#[inline(always)]
fn add_shifted((means, housed, shifts, share): (&mut [f64], &[i64], &[f64], f64)) {
    for (mean, (&count, &shift)) in means.iter_mut().zip(housed.iter().zip(shifts)) {
        *mean += share * shift * count as f64;
    }
}
