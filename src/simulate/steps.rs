//! The steps of a draw: people arrive in gemeenten, take a route, complete
//! their traject and move.

use super::instroom::{Trekking, Verloop};
use super::people::{Trekker, Uitkomst, Work, is_asiel};
use super::random::{Lookup, Purpose};
use crate::begrippen::Groep;
use crate::jaar::Jaar;
use crate::people::Counts;
use crate::vector::{total, vectorised};

/// Weights that stand for fractions are whole numbers on this scale.
const SCALE: f64 = (1u64 << 20) as f64;

impl Trekker<'_> {
    /// People who are housed in a gemeente in each uncertain year.
    pub(super) fn arrive(
        &self,
        trekking: Trekking,
        runs: &[(Groep, Verloop)],
        asiel: bool,
        uitkomst: &mut Uitkomst,
    ) {
        let of_kind = |groep: Groep| is_asiel(groep) == asiel;
        let runs = runs.iter().filter(|(groep, _)| of_kind(*groep));
        if runs.clone().next().is_none() {
            return;
        }
        let Uitkomst { people, work, .. } = uitkomst;
        self.lasting(trekking, asiel, work);
        let mut weight = (&[][..], 0.0);
        for cohort in self.vanaf.through(self.last) {
            let housed = runs.clone().map(|(_, run)| run.gehuisvest.get(cohort));
            let total: i64 = housed.sum();
            let inwoners = self.model.gemeenten.inwoners(cohort.plus(-1));
            let people = if asiel {
                &mut people.asielstatushouder
            } else {
                &mut people.gezins_overig
            };
            let counts = people.edit(cohort);
            if self.ruis > 0.0 {
                // Years without inhabitants of their own share those of another.
                if !std::ptr::eq(weight.0, inwoners) {
                    let weights = work.lasting.iter().zip(inwoners);
                    weight = (inwoners, weights.map(|(u, &n)| u * n as f64).sum());
                }
                let rate = if weight.1 > 0.0 {
                    total as f64 / weight.1
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
                work.weights.clear();
                work.weights.extend(
                    weights.map(|(u, &people)| libm::round(u * people as f64 * SCALE) as u64),
                );
                divide(work, total, counts);
            }
        }
    }

    /// How much of its part each gemeente realises, lasting over the years; mean 1.
    fn lasting(&self, trekking: Trekking, asiel: bool, work: &mut Work) {
        let spread = self.realisatie;
        work.lasting.clear();
        work.lasting.resize(self.keys.len(), 1.0);
        if spread == 0.0 {
            return;
        }
        let many = trekking.many(
            Purpose::Realisation,
            &self.keys,
            self.vanaf,
            u8::from(asiel),
        );
        many.standard_normals(&mut work.lasting, &mut work.space);
        for share in &mut work.lasting {
            *share = libm::exp(spread * *share - spread * spread / 2.0);
        }
    }

    /// Who of a cohort takes the onderwijsroute.
    pub(super) fn choose_route(
        &self,
        trekking: Trekking,
        share: f64,
        table: &Lookup,
        uitkomst: &mut Uitkomst,
    ) {
        let Uitkomst { people, work, .. } = uitkomst;
        for cohort in self.vanaf.through(self.last) {
            let housed = people.asielstatushouder.of(cohort);
            let counts = people.onderwijsroute.edit(cohort);
            if self.ruis > 0.0 {
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

    /// Who completes a traject in each uncertain year: of everyone in the
    /// cohorts that can, the mean share of these cohorts.
    pub(super) fn complete(&self, trekking: Trekking, uitkomst: &mut Uitkomst) {
        let Uitkomst { people, work, .. } = uitkomst;
        let gemeenten = self.keys.len();
        for jaar in self.vanaf.through(self.last) {
            work.people.clear();
            work.people.resize(gemeenten, 0);
            work.means.clear();
            work.means.resize(gemeenten, 0.0);
            for (cohort, shares) in self.voltooiing.range(..=jaar) {
                let share = shares
                    .get(jaar.since(*cohort) as usize)
                    .copied()
                    .unwrap_or(0.0);
                if share > 0.0 {
                    // Who was housed before the uncertain years is the same in all draws.
                    let housed = if *cohort < self.vanaf {
                        self.model.people.asielstatushouder.housed(*cohort)
                    } else {
                        people.asielstatushouder.of(*cohort)
                    };
                    let sums = (&mut work.people[..], &mut work.means[..]);
                    vectorised(
                        #[inline(always)]
                        || add_cohort((sums, housed, share)),
                    );
                }
            }
            let counts = people.afgerond.edit(jaar);
            if self.ruis > 0.0 {
                vectorised(
                    #[inline(always)]
                    || per_person((&mut work.means[..], &work.people[..])),
                );
                let many = trekking.many(Purpose::Completion, &self.keys, jaar, 0);
                many.binomials(&work.people, &work.means, counts, &mut work.space);
            } else {
                let total = libm::round(work.means.iter().sum::<f64>()) as i64;
                work.weights.clear();
                work.weights.extend(
                    work.means
                        .iter()
                        .map(|mean| libm::round(mean * SCALE) as u64),
                );
                divide(work, total, counts);
            }
        }
    }

    /// Asielstatushouders who move in the years after they were housed; the
    /// instalments that remain follow them (Bi2021 art. 10.2). They leave by
    /// chance and go, by chance too, where people live.
    pub(super) fn move_house(&self, trekking: Trekking, uitkomst: &mut Uitkomst) {
        if self.verhuizing == 0.0 {
            return;
        }
        const YEARS: i32 = 3;
        let Uitkomst { people, work, .. } = uitkomst;
        let counts: &mut Counts = &mut people.asielstatushouder;
        let first = self.vanaf.plus(-YEARS).max(Jaar::MIN);
        for cohort in first.through(self.last) {
            work.people.clear();
            work.people.extend_from_slice(counts.at(cohort, cohort));
            for jaar in cohort.plus(1).through(cohort.plus(YEARS).min(self.last)) {
                if jaar < self.vanaf {
                    work.people.copy_from_slice(counts.at(cohort, jaar));
                    continue;
                }
                let here = counts.edit_at(cohort, jaar);
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

/// Adds a cohort to the people who can complete, and to the mean of those who do.
#[inline(always)]
fn add_cohort(((people, means), housed, share): ((&mut [i64], &mut [f64]), &[i64], f64)) {
    for ((people, mean), &count) in people.iter_mut().zip(means).zip(housed) {
        *people = people.wrapping_add(count);
        *mean += share * count as f64;
    }
}

/// Makes of means a chance per person.
#[inline(always)]
fn per_person((means, people): (&mut [f64], &[i64])) {
    for (mean, &everyone) in means.iter_mut().zip(people) {
        *mean = if everyone > 0 {
            *mean / everyone as f64
        } else {
            0.0
        };
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
fn divide(work: &mut Work, total: i64, counts: &mut [i64]) {
    let divided = work.apportioner.divide(total, &work.weights, counts);
    if divided.is_err() {
        counts.fill(0);
    }
}
