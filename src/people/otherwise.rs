//! Gemeenten that differ from what the model says, among those that do not.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::counts::PeopleCounts;
use super::flow::{Flow, among};
use super::kenmerken::{Kenmerk, Kenmerken, MILLION};
use super::local::{LocalCosts, RunningCount, ZShare, billionths, millionths};
use crate::exact::apportion::apportion_by_counts;
use crate::exact::fraction::exact_whole;
use crate::scenario::tables::Tables;
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;

/// What the model says of a kind and a cohort: how many there are in the country, and
/// in which proportion over gemeenten. `None` where it says nothing.
pub(crate) type Whole = Option<(i64, Vec<i64>)>;

/// How the gemeenten of a scenario differ, for whoever counts their people.
#[derive(Debug)]
pub(crate) struct Otherwise<'a> {
    stroom: &'a Flow<'a>,
    kenmerken: &'a Kenmerken,
    share: Option<ZShare>,
    /// What they spend more or less.
    pub local: LocalCosts,
}

impl<'a> Otherwise<'a> {
    pub fn new(tables: &'a Tables, stroom: &'a Flow<'a>, kenmerken: &'a Kenmerken) -> Self {
        let share = ZShare::of(tables);
        Self {
            stroom,
            kenmerken,
            share,
            local: LocalCosts::of(kenmerken, share),
        }
    }

    /// Inhabitants, each times what the scenario says of the instroom of its gemeente.
    pub fn weights<'i>(&self, inwoners: &'i [i64]) -> Cow<'i, [i64]> {
        match self.kenmerken.weighted(inwoners) {
            Some(weighted) => Cow::Owned(weighted),
            None => Cow::Borrowed(inwoners),
        }
    }

    /// The people of each cohort on the onderwijsroute where gemeenten have shares on the
    /// Z-route of their own, for which the other routes give way; no cohort where none has.
    pub fn on_routes(
        &self,
        cohorts: impl Iterator<Item = Jaar>,
        on_route: &dyn Fn(Jaar) -> Whole,
    ) -> BTreeMap<Jaar, Vec<i64>> {
        let mut found = BTreeMap::new();
        let shifts = &self.local.z_route;
        let Some(share) = self.share.filter(|_| !shifts.is_empty()) else {
            return found;
        };
        let mut running = vec![RunningCount::default(); shifts.len()];
        for cohort in cohorts {
            let Some((people, housed)) = on_route(cohort) else {
                continue;
            };
            let mut people = in_proportion(people, &housed);
            for (index, &shift) in shifts.iter().enumerate() {
                if shift != 0 {
                    let model = exact_whole(people[index]);
                    let own = running[index].next(model, &share.others(shift), i64::MAX);
                    people[index] = own.min(housed[index]);
                }
            }
            found.insert(cohort, people);
        }
        found
    }

    /// Puts those who complete in gemeenten that differ in the place of those whom the
    /// model says, year after year.
    pub fn complete(&self, asiel: &PeopleCounts, years: &[Jaar], modelled: &mut [Vec<i64>]) {
        let gemeenten = modelled.first().map_or(0, Vec::len);
        let factors = |index: usize| {
            let factor = self.kenmerken.factor(Kenmerk::Afronding, index);
            let shift = self.local.z_route.get(index).copied().unwrap_or(0);
            (factor != MILLION || shift != 0).then_some((index, factor, shift))
        };
        let differ: Vec<_> = (0..gemeenten).filter_map(factors).collect();
        if differ.is_empty() {
            return;
        }
        let groep = Groep::Asielstatushouder;
        let more = years.iter().map(|&cohort| {
            let housed = asiel.housed(cohort);
            let people = housed.iter().sum();
            (
                housed,
                self.stroom.z_route_more(groep, cohort, people).all(),
            )
        });
        let more: Vec<_> = more.collect();
        for (index, factor, shift) in differ {
            let (factor, shift) = (millionths(factor), billionths(shift));
            let mut running = RunningCount::default();
            let mut most = 0;
            for (place, (row, &jaar)) in modelled.iter_mut().zip(years).enumerate() {
                let mut people = exact_whole(row[index]);
                for ((housed, more), &cohort) in more[..=place].iter().zip(years) {
                    let more = among(more, jaar.since(cohort));
                    people += &shift * exact_whole(housed[index]) * more;
                }
                most += more[place].0[index];
                row[index] = running.next(people, &factor, most);
            }
        }
    }
}

/// People divided like `others`; nobody where there are no others.
pub(crate) fn in_proportion(people: i64, others: &[i64]) -> Vec<i64> {
    apportion_by_counts(people, others).unwrap_or_else(|_| vec![0; others.len()])
}
