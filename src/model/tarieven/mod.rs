//! What gemeenten spend: an amount in whole cents per person, cohort and year.

mod parts;

pub use parts::{CohortKosten, Course, KostenKind, KostenPart, kosten_asiel, kosten_gezins_overig};

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::prijspeil::Prijspeil;
use crate::exact::fraction::{Exact, Unreduced, exact_whole};
use crate::exact::money::{Cents, product_to_cents};
use crate::exact::vector::{size, vectorised};
use crate::gemeente::Gemeenten;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::people::{Delivery, Flow, Kenmerken, People, PeopleInput, build};
use crate::scenario::Scenario;
use crate::scenario::values::MAX_PER_PERSON;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use parts::{Euros, PerYear, has_costs};

/// Uitkeringen or costs of one year beyond this might not fit when they are
/// carried on over the hundred years that a scenario can have: both together
/// come to less than half of what whole cents can hold.
pub(crate) const LARGEST_TOTAL: Cents = Cents::new(20_000_000_000_000_000);

/// What a person of a cohort costs in a year, before the price level.
type CohortEuros = (Jaar, Arc<Euros>);

/// Costs per person, by year and cohort.
#[derive(Debug, Clone, Default)]
pub struct Tarieven {
    /// The course of every cohort, in the order of cohorts.
    cohorts: Arc<[Arc<CohortKosten>]>,
    /// What they come to before the price level: what stays when prices change.
    before_prices: Arc<BTreeMap<Jaar, Vec<CohortEuros>>>,
    years: BTreeMap<Jaar, Vec<Tarief>>,
}

/// What one person of a cohort costs in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tarief {
    /// The cohort.
    pub cohort: Jaar,
    /// Cents per asielstatushouder: the mean over the routes.
    pub asielstatushouder: Cents,
    /// Cents per gezins- of overige migrant.
    pub gezins_overig: Cents,
    /// Cents that an asielstatushouder on the Z-route costs more than one on another
    /// route; below zero where that is less.
    pub on_z_route: Cents,
}

/// Everyone, and what they cost, of a scenario and what was read beside it.
///
/// # Errors
/// As [`build`] and [`Tarieven::new`].
pub(in crate::model) fn people_and_costs(
    scenario: &Scenario,
    prijspeil: &Prijspeil,
    (gemeenten, delivery, kenmerken): (&Gemeenten, &Delivery, &Kenmerken),
) -> Result<(Arc<People>, Arc<Tarieven>), Diagnostic> {
    let stroom = Flow::new(scenario.tables());
    let people = build(PeopleInput {
        scenario,
        stroom: &stroom,
        gemeenten,
        delivery,
        kenmerken,
    })?;
    let tarieven = Tarieven::new(scenario, &stroom, prijspeil, &people)?;
    Ok((Arc::new(people), Arc::new(tarieven)))
}

impl Tarieven {
    /// The tariffs of every projected year, for the cohorts since the Act
    /// began and those before it that are stated. What part of a cohort starts
    /// late follows from its size.
    ///
    /// # Errors
    /// If the costs have a price level and a year has no price, or one out of
    /// all bounds.
    pub fn new(
        scenario: &Scenario,
        stroom: &Flow<'_>,
        prijspeil: &Prijspeil,
        people: &People,
    ) -> Result<Self, Diagnostic> {
        Self::default().with_people(scenario, stroom, prijspeil, people)
    }

    /// The tariffs of a scenario with other people, who go on as those of this one do, and
    /// with the same costs and prices in the same years: what of a cohort starts late, and
    /// nothing else, follows from its size.
    ///
    /// # Errors
    /// As [`Tarieven::new`].
    pub(super) fn with_people(
        &self,
        scenario: &Scenario,
        stroom: &Flow<'_>,
        prijspeil: &Prijspeil,
        people: &People,
    ) -> Result<Self, Diagnostic> {
        let last = scenario.tables().scenario.tot;
        let cohorts = people.first_cohort().through(last);
        let are_same = cohorts
            .clone()
            .eq(self.cohorts.iter().map(|cohort| cohort.jaar));
        let own = if are_same { &self.cohorts[..] } else { &[] };
        let mut others = Vec::new();
        let cohorts = cohorts.map(|jaar| {
            let late = CohortKosten::late(stroom, people, jaar);
            let known = own.iter().find(|it| it.jaar == jaar && it.late == late);
            known.map(Arc::clone).unwrap_or_else(|| {
                let other = Arc::new(CohortKosten::new(stroom, people, jaar));
                others.push(Arc::clone(&other));
                other
            })
        });
        let cohorts: Arc<[_]> = cohorts.collect();
        if others.is_empty() {
            return Ok(self.clone());
        }
        let others = Self {
            cohorts: others.into(),
            ..Self::default()
        };
        let others = others.with_costs(scenario, prijspeil)?;
        match others.cohorts.len() == cohorts.len() {
            true => Ok(others),
            false => Ok(self.with_cohorts(cohorts, &others)),
        }
    }

    /// The tariffs of these cohorts: of some of them those of `others`, and else their own.
    fn with_cohorts(&self, cohorts: Arc<[Arc<CohortKosten>]>, others: &Self) -> Self {
        let is_other = |cohort: Jaar| others.cohorts.iter().any(|other| other.jaar == cohort);
        let mut all = Self {
            cohorts,
            ..self.clone()
        };
        let before_prices = Arc::make_mut(&mut all.before_prices);
        for (jaar, others) in &*others.before_prices {
            let euros = before_prices.entry(*jaar).or_default();
            euros.retain(|&(cohort, _)| !is_other(cohort));
            euros.extend(others.iter().cloned());
            euros.sort_by_key(|&(cohort, _)| cohort);
        }
        for (jaar, others) in &others.years {
            let tarieven = all.years.entry(*jaar).or_default();
            tarieven.retain(|tarief| !is_other(tarief.cohort));
            tarieven.extend(others);
            tarieven.sort_by_key(|tarief| tarief.cohort);
        }
        all
    }

    /// The tariffs of a scenario with the same cohorts and other costs.
    ///
    /// # Errors
    /// As [`Tarieven::new`].
    pub(super) fn with_costs(
        &self,
        scenario: &Scenario,
        prijspeil: &Prijspeil,
    ) -> Result<Self, Diagnostic> {
        let kop = &scenario.tables().scenario;
        let mut years = BTreeMap::new();
        // Most cohorts cost in a year what another one did as many years after it was housed:
        // where as many started late, and the same share takes a year longer.
        let mut known: HashMap<(i32, &Exact, Exact), Arc<Euros>> = HashMap::new();
        if has_costs(scenario) {
            let per_year = PerYear::of(scenario);
            let stroom = Flow::new(scenario.tables());
            for jaar in kop.van.through(kop.tot) {
                let extended = stroom.extended(jaar);
                let begun = self.cohorts.iter().filter(|cohort| cohort.jaar <= jaar);
                let euros = begun.map(|cohort| {
                    let key = (jaar.since(cohort.jaar), &cohort.late, extended.clone());
                    let euros = known.entry(key);
                    let euros = euros.or_insert_with(|| Arc::new(cohort.euros(&per_year, jaar)));
                    (cohort.jaar, Arc::clone(euros))
                });
                years.insert(jaar, euros.collect());
            }
        }
        let unpriced = Self {
            cohorts: Arc::clone(&self.cohorts),
            before_prices: Arc::new(years),
            years: BTreeMap::new(),
        };
        unpriced.with_prices(scenario, prijspeil)
    }

    /// The tariffs of a scenario with the same cohorts and costs, and other prices.
    ///
    /// # Errors
    /// As [`Tarieven::new`].
    pub(super) fn with_prices(
        &self,
        scenario: &Scenario,
        prijspeil: &Prijspeil,
    ) -> Result<Self, Diagnostic> {
        let mut years = BTreeMap::new();
        for (&jaar, cohorts) in &*self.before_prices {
            let index = Unreduced::from(&index(scenario, prijspeil, jaar)?);
            let tariff = |euros: &Unreduced| tariff(scenario, [euros, &index], jaar);
            let tarieven = cohorts.iter().map(|(cohort, euros)| {
                Ok(Tarief {
                    cohort: *cohort,
                    asielstatushouder: tariff(&euros.asielstatushouder)?,
                    gezins_overig: tariff(&euros.gezins_overig)?,
                    on_z_route: tariff(&euros.on_z_route)?,
                })
            });
            years.insert(jaar, tarieven.collect::<Result<_, Diagnostic>>()?);
        }
        Ok(Self {
            years,
            ..self.clone()
        })
    }

    /// Whether the scenario has no costs at all.
    pub fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    /// The tariffs of one year, by cohort.
    pub fn of(&self, jaar: Jaar) -> &[Tarief] {
        self.years.get(&jaar).map_or(&[], Vec::as_slice)
    }
}

impl Tarief {
    /// Adds the costs of a cohort per gemeente in `jaar`: people, where they
    /// live at the end of `jaar`, times the tariff.
    pub fn add(&self, people: &People, jaar: Jaar, kosten: &mut [Cents]) {
        let asiel = people.asielstatushouder.at(self.cohort, jaar);
        add(kosten, asiel, self.asielstatushouder);
        let migranten = people.gezins_overig.at(self.cohort, jaar);
        add(kosten, migranten, self.gezins_overig);
    }

    /// Adds what the asielstatushouders of a cohort would cost more in `jaar` if all of
    /// them were on the Z-route.
    pub fn add_on_z_route(&self, people: &People, jaar: Jaar, more: &mut [Cents]) {
        let asiel = people.asielstatushouder.at(self.cohort, jaar);
        add(more, asiel, self.on_z_route);
    }
}

/// Price level of `jaar` over that of the amounts.
fn index(scenario: &Scenario, prijspeil: &Prijspeil, jaar: Jaar) -> Result<Exact, Diagnostic> {
    let Some(base) = scenario.tables().kosten.prijspeil else {
        return Ok(exact_whole(1));
    };
    prijspeil.ratio(base, jaar).ok_or_else(|| {
        let message = if prijspeil.get(base).is_some() && prijspeil.get(jaar).is_some() {
            Text::new(
                format!("de prijzen van {base} zijn 0: daaruit volgt geen groei naar {jaar}"),
                format!("the prices of {base} are 0: no growth to {jaar} follows from them"),
            )
        } else {
            Text::new(
                format!("er zijn geen prijzen om kosten van {base} naar {jaar} te indexeren"),
                format!("there are no prices to index costs from {base} to {jaar}"),
            )
        };
        Diagnostic::new(Code::BedragenOntbreken, message)
            .at(scenario.place_of(&["kosten", "prijspeil"]))
    })
}

fn add(kosten: &mut [Cents], people: &[i64], tarief: Cents) {
    if tarief == Cents::ZERO {
        return;
    }
    let tariff = tarief.get();
    let most = vectorised(
        #[inline(always)]
        || add_products((&mut *kosten, people, tariff)),
    );
    let most = most.checked_mul(tariff.unsigned_abs());
    if most.is_some_and(|most| most < LARGEST_PART) {
        return;
    }
    // Back to what it was, and one by one, with every step checked.
    add_products((kosten, people, tariff.wrapping_neg()));
    for (sum, &count) in kosten.iter_mut().zip(people) {
        *sum += tarief * count;
    }
}

/// A product so small that those of all cohorts of two centuries fit.
const LARGEST_PART: u64 = 1 << 53;

/// Adds products, which holds where they are below [`LARGEST_PART`]: gives a number
/// that is at least as large as the size of each count.
#[inline(always)]
fn add_products((sums, people, tarief): (&mut [Cents], &[i64], i64)) -> u64 {
    let mut sizes = 0;
    for (sum, &count) in sums.iter_mut().zip(people) {
        sizes |= size(count);
        *sum = Cents::new(sum.get().wrapping_add(count.wrapping_mul(tarief)));
    }
    sizes
}

/// Whole cents per person of euros times a price level, within the bounds that amounts have
/// themselves.
fn tariff(
    scenario: &Scenario,
    [euros, index]: [&Unreduced; 2],
    jaar: Jaar,
) -> Result<Cents, Diagnostic> {
    if euros.is_zero() {
        return Ok(Cents::ZERO);
    }
    let most = Cents::new(MAX_PER_PERSON * 100);
    let cents = product_to_cents([euros, index]).filter(|&cents| {
        let priced = || euros.times(index).reduced();
        // At the bound itself a part of a cent may be too much.
        cents < most || (cents == most && priced() <= exact_whole(MAX_PER_PERSON))
    });
    cents.ok_or_else(|| {
        let message = Text::new(
            format!("de kosten in {jaar} komen boven {MAX_PER_PERSON} euro per persoon"),
            format!("the costs in {jaar} exceed {MAX_PER_PERSON} euros per person"),
        );
        Diagnostic::new(Code::BuitenBereik, message).at(scenario.place_of(&["kosten", "prijspeil"]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_that_do_not_go_side_by_side_are_added_one_by_one() {
        let people = [0, 3, 1_000_001, 7];
        // The product of the third is below the bound, at it and far beyond it.
        for tarief in [9_007_190_247, 9_007_199_254, 912_345_678_901] {
            let mut kosten = [5, -7, 11, 0].map(Cents::new);
            add(&mut kosten, &people, Cents::new(tarief));
            let expected = [5, 3 * tarief - 7, 1_000_001 * tarief + 11, 7 * tarief];
            assert_eq!(kosten.map(Cents::get), expected);
        }
        let mut kosten = [Cents::new(5)];
        add(&mut kosten, &[3], Cents::ZERO);
        assert_eq!(kosten, [Cents::new(5)]);
    }
}
