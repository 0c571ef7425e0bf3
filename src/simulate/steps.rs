//! The steps of a draw: people arrive in gemeenten, take a route, complete
//! their traject and move.

use super::instroom::{Trekking, Verloop};
use super::people::{Trekker, Uitkomst, is_asiel};
use super::random::Purpose;
use crate::apportion::Apportioner;
use crate::begrippen::Groep;
use crate::people::Counts;

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
        let runs: Vec<_> = runs.iter().filter(|(groep, _)| of_kind(*groep)).collect();
        if runs.is_empty() {
            return;
        }
        let lasting = self.lasting(trekking, asiel);
        for cohort in self.vanaf.through(self.last) {
            let housed = runs.iter().map(|(_, run)| run.gehuisvest.get(&cohort));
            let total: i64 = housed.map(|people| people.copied().unwrap_or(0)).sum();
            let inwoners = self.model.gemeenten.inwoners(cohort.plus(-1));
            let people = if asiel {
                &mut uitkomst.people.asielstatushouder
            } else {
                &mut uitkomst.people.gezins_overig
            };
            let counts = people.edit(cohort);
            if self.ruis > 0.0 {
                let weight: f64 = lasting
                    .iter()
                    .zip(inwoners)
                    .map(|(u, &n)| u * n as f64)
                    .sum();
                let rate = if weight > 0.0 {
                    total as f64 / weight
                } else {
                    0.0
                };
                let lane = u8::from(asiel);
                let streams = trekking.streams(Purpose::Arrivals, &self.keys, cohort, lane);
                let expected = lasting.iter().zip(inwoners);
                for ((count, (u, &n)), mut stream) in counts.iter_mut().zip(expected).zip(streams) {
                    *count = stream.gamma_poisson(rate * u * n as f64, self.ruis) as i64;
                }
            } else {
                let weights = lasting.iter().zip(inwoners);
                uitkomst.weights.clear();
                uitkomst.weights.extend(
                    weights.map(|(u, &people)| libm::round(u * people as f64 * SCALE) as u64),
                );
                divide(&mut uitkomst.apportioner, total, &uitkomst.weights, counts);
            }
        }
    }

    /// How much of its part each gemeente realises, lasting over the years; mean 1.
    pub(super) fn lasting(&self, trekking: Trekking, asiel: bool) -> Vec<f64> {
        let spread = self.realisatie;
        if spread == 0.0 {
            return vec![1.0; self.keys.len()];
        }
        let lane = u8::from(asiel);
        let streams = trekking.streams(Purpose::Realisation, &self.keys, self.vanaf, lane);
        let share = |normal: f64| libm::exp(spread * normal - spread * spread / 2.0);
        streams
            .map(|mut stream| share(stream.standard_normal()))
            .collect()
    }

    /// Who of a cohort takes the onderwijsroute.
    pub(super) fn choose_route(&self, trekking: Trekking, share: f64, uitkomst: &mut Uitkomst) {
        for cohort in self.vanaf.through(self.last) {
            let housed = uitkomst.people.asielstatushouder.of(cohort);
            let counts = uitkomst.people.onderwijsroute.edit(cohort);
            if self.ruis > 0.0 {
                let streams = trekking.streams(Purpose::Route, &self.keys, cohort, 0);
                for ((count, &people), mut stream) in counts.iter_mut().zip(housed).zip(streams) {
                    *count = stream.binomial(people as u64, share) as i64;
                }
            } else {
                let total: i64 = housed.iter().sum();
                let total = libm::round(total as f64 * share) as i64;
                uitkomst.weights.clear();
                uitkomst
                    .weights
                    .extend(housed.iter().map(|&people| people as u64));
                divide(&mut uitkomst.apportioner, total, &uitkomst.weights, counts);
            }
        }
    }

    /// Who completes a traject in each uncertain year: of everyone in the
    /// cohorts that can, the mean share of these cohorts.
    pub(super) fn complete(&self, trekking: Trekking, uitkomst: &mut Uitkomst) {
        for jaar in self.vanaf.through(self.last) {
            let gemeenten = self.model.gemeenten.len();
            let mut people = vec![0i64; gemeenten];
            let mut mean = vec![0f64; gemeenten];
            for (cohort, shares) in self.voltooiing.range(..=jaar) {
                let share = shares
                    .get(jaar.since(*cohort) as usize)
                    .copied()
                    .unwrap_or(0.0);
                if share > 0.0 {
                    let housed = uitkomst.people.asielstatushouder.of(*cohort);
                    for (gemeente, &count) in housed.iter().enumerate() {
                        people[gemeente] += count;
                        mean[gemeente] += share * count as f64;
                    }
                }
            }
            let counts = uitkomst.people.afgerond.edit(jaar);
            if self.ruis > 0.0 {
                let streams = trekking.streams(Purpose::Completion, &self.keys, jaar, 0);
                let cohorts = people.iter().zip(&mean);
                for ((count, (&everyone, &mean)), mut stream) in
                    counts.iter_mut().zip(cohorts).zip(streams)
                {
                    let share = if everyone > 0 {
                        mean / everyone as f64
                    } else {
                        0.0
                    };
                    *count = stream.binomial(everyone as u64, share) as i64;
                }
            } else {
                let total = libm::round(mean.iter().sum::<f64>()) as i64;
                uitkomst.weights.clear();
                uitkomst
                    .weights
                    .extend(mean.iter().map(|mean| libm::round(mean * SCALE) as u64));
                divide(&mut uitkomst.apportioner, total, &uitkomst.weights, counts);
            }
        }
    }

    /// Asielstatushouders who move in the years after they were housed; the
    /// instalments that remain follow them (Bi2021 art. 10.2). They leave by
    /// chance and go where people live.
    pub(super) fn move_house(&self, trekking: Trekking, uitkomst: &mut Uitkomst) {
        if self.verhuizing == 0.0 {
            return;
        }
        const YEARS: i32 = 3;
        let counts: &mut Counts = &mut uitkomst.people.asielstatushouder;
        for cohort in self.vanaf.plus(-YEARS).through(self.last) {
            let mut here = counts.at(cohort, cohort).to_vec();
            for jaar in cohort.plus(1).through(cohort.plus(YEARS).min(self.last)) {
                if jaar < self.vanaf {
                    here.copy_from_slice(counts.at(cohort, jaar));
                    continue;
                }
                let mut leaving = 0;
                let lane = jaar.since(cohort) as u8;
                let streams = trekking.streams(Purpose::Moves, &self.keys, jaar, lane);
                for (people, mut stream) in here.iter_mut().zip(streams) {
                    let gone = stream.binomial(*people as u64, self.verhuizing) as i64;
                    *people -= gone;
                    leaving += gone;
                }
                let inwoners = self.model.gemeenten.inwoners(jaar.plus(-1));
                uitkomst.weights.clear();
                uitkomst
                    .weights
                    .extend(inwoners.iter().map(|&people| people as u64));
                uitkomst.parts.resize(here.len(), 0);
                let parts = &mut uitkomst.parts;
                divide(&mut uitkomst.apportioner, leaving, &uitkomst.weights, parts);
                for (people, part) in here.iter_mut().zip(parts.iter()) {
                    *people += part;
                }
                counts.edit_at(cohort, jaar).copy_from_slice(&here);
            }
        }
    }
}

/// Divides people over gemeenten; nobody where nobody can be.
fn divide(apportioner: &mut Apportioner, total: i64, weights: &[u64], counts: &mut [i64]) {
    let mut parts = Vec::with_capacity(counts.len());
    match apportioner.divide(total, weights, &mut parts) {
        Ok(()) => counts.copy_from_slice(&parts),
        Err(_) => counts.fill(0),
    }
}
