//! The steps of a draw: people arrive in gemeenten, take a route, complete
//! their traject and move.

use super::instroom::{DrawId, DrawnInstroom};
use super::sampler::{DrawOutcome, DrawScratch, Sampler, is_asiel};
use crate::exact::apportion::Apportioner;
use crate::exact::vector::{total, vectorised};
use crate::input::diagnostic::Diagnostic;
use crate::people::{Kind, People, PeopleCounts};
use crate::simulate::random::{Lookup, Purpose};
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;
use crate::uitkering::TERMIJNEN;

/// Weights that stand for fractions are whole numbers on this scale.
const SCALE: f64 = (1u64 << 20) as f64;

/// What they may add up to: half of what the apportioner bears.
const MOST_WEIGHT: f64 = (Apportioner::LARGEST_SUM / 2) as f64;

/// The year under which lasting differences are drawn: one for all scenarios, whatever year
/// each of them draws from first. It is that of the shipped scenarios, 2026.
fn lasting_key() -> Jaar {
    Jaar::START_WI2021.plus(4)
}

impl Sampler<'_> {
    /// People who are housed in a gemeente in each uncertain year, where nobody counted
    /// them.
    ///
    /// # Errors
    /// A cohort beyond all bounds.
    pub(crate) fn arrive(
        &self,
        trekking: DrawId,
        runs: &[(Groep, DrawnInstroom)],
        asiel: bool,
        uitkomst: &mut DrawOutcome,
    ) -> Result<(), Diagnostic> {
        let of_kind = |groep: Groep| is_asiel(groep) == asiel;
        let runs = runs.iter().filter(|(groep, _)| of_kind(*groep));
        let DrawOutcome { people, work, .. } = uitkomst;
        self.lasting(trekking, asiel, work);
        let mut weight = (&[][..], 0.0);
        for cohort in self.vanaf.through(self.last) {
            let housed = runs.clone().map(|(_, run)| run.gehuisvest.get(cohort));
            let expected: i64 = housed.sum();
            let (kind, people) = if asiel {
                (Kind::Asielstatushouder, &mut people.asielstatushouder)
            } else {
                (Kind::GezinsOverig, &mut people.gezins_overig)
            };
            if !self.is_drawn(kind, cohort) {
                continue;
            }
            let model = &self.model;
            let inwoners = model.people.sleutel((kind, cohort), &model.gemeenten);
            let counts = people.edit(cohort);
            if self.ruis > 0.0 {
                // Years without inhabitants of their own share those of another.
                if !std::ptr::eq(weight.0, inwoners) {
                    let weights = work.lasting.iter().zip(inwoners);
                    weight = (inwoners, weights.map(|(u, &n)| u * n as f64).sum());
                }
                let rate = if weight.1 > 0.0 {
                    expected as f64 / weight.1
                } else {
                    0.0
                };
                work.means.resize(counts.len(), 0.0);
                let means = &mut work.means[..];
                vectorised(
                    #[inline(always)]
                    || expect((rate, &work.lasting[..], inwoners, &mut *means)),
                );
                let many = trekking.many(Purpose::Arrivals, &self.keys, cohort, u8::from(asiel));
                many.gamma_poissons(means, self.ruis, counts, &mut work.space);
            } else {
                let weights = work.lasting.iter().zip(inwoners);
                let weights = weights.map(|(u, &people)| u * people as f64);
                whole_weights(weights, &mut work.weights);
                divide(work, expected, counts);
            }
            // Noise can bring more people than the country was to receive.
            trekking.whole(cohort, total(counts) as f64)?;
        }
        Ok(())
    }

    /// How much of its part each gemeente realises, lasting over the years; mean 1.
    fn lasting(&self, trekking: DrawId, asiel: bool, work: &mut DrawScratch) {
        let spread = self.realisatie;
        work.lasting.clear();
        work.lasting.resize(self.keys.len(), 1.0);
        if spread == 0.0 {
            self.kenmerken.house(&mut work.lasting);
            return;
        }
        let many = trekking.many(
            Purpose::Realisation,
            &self.keys,
            lasting_key(),
            u8::from(asiel),
        );
        many.lognormals(spread, &mut work.lasting, &mut work.space);
        self.kenmerken.house(&mut work.lasting);
    }

    /// Who of a cohort takes the onderwijsroute.
    pub(crate) fn choose_route(
        &self,
        trekking: DrawId,
        share: f64,
        table: &Lookup,
        uitkomst: &mut DrawOutcome,
    ) {
        let DrawOutcome { people, work, .. } = uitkomst;
        for cohort in self.vanaf.through(self.last) {
            if !self.is_drawn(Kind::Onderwijsroute, cohort) {
                continue;
            }
            let housed = people.asielstatushouder.at(cohort, cohort);
            let counts = people.onderwijsroute.edit(cohort);
            if !work.z_route.is_empty() {
                self.choose_other_route((trekking, cohort), (share, table), (housed, counts), work);
            } else if self.ruis > 0.0 {
                let many = trekking.many(Purpose::Route, &self.keys, cohort, 0);
                many.binomials_of(table, housed, counts, &mut work.space);
            } else {
                let total = libm::round(total(housed) as f64 * share) as i64;
                work.weights.clear();
                work.weights
                    .extend(housed.iter().map(|&people| people as u64));
                divide(work, total, counts);
            }
        }
    }

    /// Who completes a traject in each uncertain year: of everyone who was housed
    /// and has not completed yet, as many as the shares of their cohorts say.
    ///
    /// Nobody completes twice, for who completes is taken out of those who can. On
    /// average that leaves as many as it should, so the chance of those who are left
    /// is the mean number of the year over the mean number of who is left.
    pub(crate) fn complete(&self, trekking: DrawId, uitkomst: &mut DrawOutcome) {
        let DrawOutcome { people, work, .. } = uitkomst;
        self.still_to_complete(people, work);
        for jaar in self.vanaf.through(self.last) {
            work.means.clear();
            work.means.resize(self.keys.len(), 0.0);
            for (cohort, shares) in self.voltooiing.range(..=jaar) {
                let housed = people.asielstatushouder.housed(*cohort);
                if *cohort == jaar {
                    let open = (&mut work.people[..], &mut work.expected[..]);
                    vectorised(
                        #[inline(always)]
                        || add_people((open, housed, 1)),
                    );
                }
                let share = shares.get(jaar.since(*cohort) as usize);
                let share = share.copied().unwrap_or(0.0);
                if share > 0.0 {
                    let means = &mut work.means[..];
                    vectorised(
                        #[inline(always)]
                        || add_share((means, housed, share)),
                    );
                }
            }
            self.complete_otherwise(jaar, people, work);
            if !self.is_drawn(Kind::Afgerond, jaar) {
                let open = (&mut work.people[..], &mut work.expected[..]);
                let counted = people.afgerond.at(jaar, jaar);
                take_counted(open, counted);
                continue;
            }
            let counts = people.afgerond.edit(jaar);
            if self.ruis > 0.0 {
                work.chances.resize(self.keys.len(), 0.0);
                let (expected, means) = (&mut work.expected[..], &work.means[..]);
                vectorised(
                    #[inline(always)]
                    || per_person((&mut work.chances[..], means, expected)),
                );
                let many = trekking.many(Purpose::Completion, &self.keys, jaar, 0);
                many.binomials(&work.people, &work.chances, counts, &mut work.space);
                let (open, gone) = (&mut work.people[..], &*counts);
                vectorised(
                    #[inline(always)]
                    || take_out((open, gone)),
                );
            } else {
                divide_means(work, counts);
            }
        }
    }

    /// Everyone of the cohorts before the first uncertain year who has not
    /// completed by then, as they are and as they are expected.
    fn still_to_complete(&self, people: &People, work: &mut DrawScratch) {
        work.people.clear();
        work.people.resize(self.keys.len(), 0);
        work.expected.clear();
        work.expected.resize(self.keys.len(), 0.0);
        for cohort in self
            .voltooiing
            .range(..self.vanaf)
            .map(|(cohort, _)| *cohort)
        {
            let housed = people.asielstatushouder.housed(cohort);
            let completed = people.afgerond.at(cohort, cohort);
            for (counts, sign) in [(housed, 1), (completed, -1)] {
                let open = (&mut work.people[..], &mut work.expected[..]);
                vectorised(
                    #[inline(always)]
                    || add_people((open, counts, sign)),
                );
            }
        }
        at_least_nobody((&mut work.people, &mut work.expected));
    }

    /// Asielstatushouders who move in the years after they were housed; the
    /// instalments that remain follow them (Bi2021 art. 10.2). They leave by
    /// chance and go, by chance too, where people live. Where they were counted at
    /// the end of a year they live there.
    pub(crate) fn move_house(&self, trekking: DrawId, uitkomst: &mut DrawOutcome) {
        if self.verhuizing == 0.0 {
            return;
        }
        const YEARS: i32 = TERMIJNEN as i32;
        let DrawOutcome { people, work, .. } = uitkomst;
        let counts: &mut PeopleCounts = &mut people.asielstatushouder;
        let first = self.vanaf.plus(-YEARS).max(Jaar::MIN);
        for cohort in first.through(self.last) {
            work.people.clear();
            work.people.extend_from_slice(counts.of(cohort));
            let from = cohort.plus(1).max(self.vanaf);
            for jaar in from.through(cohort.plus(YEARS).min(self.last)) {
                work.elsewhere.resize(work.people.len(), 0);
                let counted = &mut work.elsewhere[..];
                let here = counts.edit_at(cohort, jaar).unwrap_or(counted);
                let lane = jaar.since(cohort) as u8;
                let many = trekking.many(Purpose::Moves, &self.keys, jaar, lane);
                work.parts.resize(here.len(), 0);
                let leaving = &mut work.parts[..];
                many.binomials_of(&self.movers, &work.people, leaving, &mut work.space);
                let mut chance = trekking.stream(Purpose::Destinations, jaar).lane(lane);
                let destinations = &self.destinations[&jaar];
                destinations.divide(total(leaving), chance.next_u64(), here);
                let (people, leaving) = (&mut work.people[..], &work.parts[..]);
                vectorised(
                    #[inline(always)]
                    || leave_and_come((people, leaving, here)),
                );
            }
        }
    }
}

/// The mean number of arrivals of each gemeente.
#[inline(always)]
fn expect((rate, lasting, inwoners, means): (f64, &[f64], &[i64], &mut [f64])) {
    for (mean, (u, &n)) in means.iter_mut().zip(lasting.iter().zip(inwoners)) {
        *mean = rate * u * n as f64;
    }
}

/// Adds people, or takes them away, to those who can complete and to the mean number of these.
#[inline(always)]
fn add_people(((open, expected), people, sign): ((&mut [i64], &mut [f64]), &[i64], i64)) {
    for ((open, expected), &count) in open.iter_mut().zip(expected).zip(people) {
        *open = open.wrapping_add(sign.wrapping_mul(count));
        *expected += (sign.wrapping_mul(count)) as f64;
    }
}

/// Takes people who were counted out of those who can complete.
fn take_counted(open: (&mut [i64], &mut [f64]), counted: &[i64]) {
    let (people, expected) = open;
    add_people(((&mut *people, &mut *expected), counted, -1));
    at_least_nobody((people, expected));
}

/// More may have been counted than were housed.
fn at_least_nobody((people, expected): (&mut [i64], &mut [f64])) {
    for (people, expected) in people.iter_mut().zip(expected) {
        (*people, *expected) = ((*people).max(0), expected.max(0.0));
    }
}

/// Adds the share of a cohort that completes to the mean number of who do.
#[inline(always)]
pub(crate) fn add_share((means, housed, share): (&mut [f64], &[i64], f64)) {
    for (mean, &count) in means.iter_mut().zip(housed) {
        *mean += share * count as f64;
    }
}

/// Takes people out of those of whom they are a part.
#[inline(always)]
fn take_out((people, gone): (&mut [i64], &[i64])) {
    for (people, &gone) in people.iter_mut().zip(gone) {
        *people = people.wrapping_sub(gone);
    }
}

/// The chance of each of `expected` people to be one of `means`, who are then
/// taken out of them.
#[inline(always)]
fn per_person((chances, means, expected): (&mut [f64], &[f64], &mut [f64])) {
    for (chance, (&mean, expected)) in chances.iter_mut().zip(means.iter().zip(expected)) {
        *chance = if *expected > mean {
            mean / *expected
        } else if *expected > 0.0 {
            1.0
        } else {
            0.0
        };
        *expected = (*expected - mean).max(0.0);
    }
}

/// People less who leave, with those who come, which `here` has: the new
/// number of both.
#[inline(always)]
fn leave_and_come((people, leaving, here): (&mut [i64], &[i64], &mut [i64])) {
    for (here, (people, &gone)) in here.iter_mut().zip(people.iter_mut().zip(leaving)) {
        *people = people.wrapping_sub(gone).wrapping_add(*here);
        *here = *people;
    }
}

/// Divides people over gemeenten by the weights; nobody where nobody can be.
fn divide(work: &mut DrawScratch, total: i64, counts: &mut [i64]) {
    let divided = work.apportioner.divide(total, &work.weights, counts);
    if divided.is_err() {
        counts.fill(0);
    }
}

/// Weights in whole numbers: in parts of [`SCALE`], or in coarser ones where their sum would
/// be more than can be divided by.
fn whole_weights(weights: impl Iterator<Item = f64> + Clone, whole: &mut Vec<u64>) {
    let sum: f64 = weights.clone().sum();
    let scale = if sum < MOST_WEIGHT / SCALE {
        SCALE
    } else {
        MOST_WEIGHT / sum
    };
    whole.clear();
    whole.extend(weights.map(|weight| libm::round(weight * scale) as u64));
}

/// Divides as many people as the means come to by those means.
pub(crate) fn divide_means(work: &mut DrawScratch, counts: &mut [i64]) {
    let total = libm::round(work.means.iter().sum::<f64>()) as i64;
    let weights = work.means.iter().map(|mean| mean.max(0.0));
    whole_weights(weights, &mut work.weights);
    divide(work, total, counts);
}

#[cfg(test)]
mod tests {
    use super::{Apportioner, whole_weights};

    #[test]
    fn weights_keep_their_proportions_however_large_they_are() {
        let mut whole = Vec::new();
        for size in [1.0, 1e6, 1e12, 1e30] {
            let weights = [0.25 * size, size, 0.0, 2.5 * size];
            whole_weights(weights.into_iter(), &mut whole);
            assert!(whole.iter().sum::<u64>() < Apportioner::LARGEST_SUM);
            let parts = [whole[0], whole[1], whole[2], whole[3]].map(|weight| weight as f64);
            let unit = parts[1];
            for (part, expected) in parts.into_iter().zip([0.25, 1.0, 0.0, 2.5]) {
                assert!((part / unit - expected).abs() < 1e-9, "{size}: {whole:?}");
            }
        }
        whole_weights([3.0, 1.0].into_iter(), &mut whole);
        assert_eq!(whole, [3 << 20, 1 << 20]);
    }
}
