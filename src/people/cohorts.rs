//! People per gemeente and cohort: from a delivery, from national counts, or
//! from the instroom, in that order.

use super::counts::Counts;
use super::delivery::{Delivery, Kind};
use super::stroom::Stroom;
use crate::apportion::{apportion_by_people, apportion_exact};
use crate::begrippen::{Groep, Route};
use crate::diagnostic::{Code, Diagnostic};
use crate::fraction::{Exact, exact_whole};
use crate::gemeente::Gemeenten;
use crate::jaar::Jaar;
use crate::money::to_whole;
use crate::scenario::Scenario;
use crate::scenario::types::Tabellen;

/// Everyone whom the law counts, per gemeente.
#[derive(Debug, Clone)]
pub struct People {
    /// AA: housed asielstatushouders by cohort.
    pub asielstatushouder: Counts,
    /// AGO: gezins- en overige migranten by cohort.
    pub gezins_overig: Counts,
    /// AAO: asielstatushouders on the onderwijsroute by cohort.
    pub onderwijsroute: Counts,
    /// AIA: asielstatushouders who completed their traject, by year of completion.
    pub afgerond: Counts,
}

impl People {
    /// The counts of one kind.
    pub fn of(&self, kind: Kind) -> &Counts {
        match kind {
            Kind::Asielstatushouder => &self.asielstatushouder,
            Kind::GezinsOverig => &self.gezins_overig,
            Kind::Onderwijsroute => &self.onderwijsroute,
            Kind::Afgerond => &self.afgerond,
        }
    }
}

/// Counts everyone from the first cohort of the Wi2021 up to the last
/// uitvoeringsjaar of the scenario.
///
/// # Errors
/// A year without a count in a path of instroom that has others, or people to
/// spread over gemeenten in which nobody lives.
pub fn build(
    scenario: &Scenario,
    gemeenten: &Gemeenten,
    delivery: &Delivery,
) -> Result<People, Diagnostic> {
    let builder = Builder {
        scenario,
        tables: &scenario.tabellen,
        stroom: Stroom::new(&scenario.tabellen),
        gemeenten,
        delivery,
        last: scenario.tabellen.scenario.tot,
    };
    let asielstatushouder =
        builder.cohorts(Kind::Asielstatushouder, &[Groep::Asielstatushouder])?;
    let migranten = [Groep::Gezinsmigrant, Groep::OverigeMigrant];
    let gezins_overig = builder.cohorts(Kind::GezinsOverig, &migranten)?;
    let onderwijsroute = builder.onderwijsroute(&asielstatushouder)?;
    let afgerond = builder.afgerond(&asielstatushouder)?;
    Ok(People {
        asielstatushouder,
        gezins_overig,
        onderwijsroute,
        afgerond,
    })
}

struct Builder<'a> {
    scenario: &'a Scenario,
    tables: &'a Tabellen,
    stroom: Stroom<'a>,
    gemeenten: &'a Gemeenten,
    delivery: &'a Delivery,
    last: Jaar,
}

impl Builder<'_> {
    fn years(&self) -> impl Iterator<Item = Jaar> + use<> {
        Jaar::START_WI2021.through(self.last)
    }

    /// What was delivered of a kind.
    fn delivered(&self, kind: Kind) -> Counts {
        let mut counts = Counts::new(self.gemeenten.len());
        for (cohort, peiljaar, people) in self.delivery.of(kind) {
            match peiljaar {
                Some(peiljaar) => counts.set_at(cohort, peiljaar, people.to_vec()),
                None => counts.set(cohort, people.to_vec()),
            }
        }
        counts
    }

    /// Whether a cohort was delivered without regard to a peiljaar.
    fn is_delivered(&self, kind: Kind, cohort: Jaar) -> bool {
        let mut known = self.delivery.of(kind);
        known.any(|(jaar, peiljaar, _)| jaar == cohort && peiljaar.is_none())
    }

    /// A count of the scenario for the whole country.
    fn national(&self, kind: Kind, jaar: Jaar) -> Option<i64> {
        let table = &self.tables.aantallen.landelijk;
        let counts = match kind {
            Kind::Asielstatushouder => &table.asielstatushouder,
            Kind::GezinsOverig => &table.gezins_overig,
            Kind::Onderwijsroute => &table.onderwijsroute,
            Kind::Afgerond => &table.afgerond,
        };
        counts.get(jaar).map(|people| people.get())
    }

    /// A national count spread over gemeenten in the proportion of Hw2014
    /// art. 29: inhabitants on 1 January of the year before.
    fn spread(&self, people: i64, cohort: Jaar) -> Result<Vec<i64>, Diagnostic> {
        let inwoners = self.gemeenten.verdeelsleutel(people, cohort.plus(-1))?;
        Ok(in_proportion(people, inwoners))
    }

    fn cohorts(&self, kind: Kind, groepen: &[Groep]) -> Result<Counts, Diagnostic> {
        let mut counts = self.delivered(kind);
        for jaar in self.years() {
            if self.is_delivered(kind, jaar) {
                continue;
            }
            let mut people = self.national(kind, jaar);
            if people.is_none() {
                for &groep in groepen {
                    if let Some(housed) = self.housed(groep, jaar)? {
                        *people.get_or_insert(0) += housed;
                    }
                }
            }
            if let Some(people) = people {
                counts.set(jaar, self.spread(people, jaar)?);
            }
        }
        Ok(counts)
    }

    /// People of a group housed in `cohort`; `None` without a path of instroom.
    fn housed(&self, groep: Groep, cohort: Jaar) -> Result<Option<i64>, Diagnostic> {
        let Some(path) = self.tables.instroom.pad.get(groep) else {
            return Ok(None);
        };
        let Some(&first) = path.0.keys().next() else {
            return Ok(None);
        };
        if cohort < first {
            return Ok(None);
        }
        let longest = self.stroom.longest_housing(groep);
        let mut total = 0;
        for jaar in first.through(cohort) {
            let instroom = path
                .get(jaar)
                .ok_or_else(|| self.missing_year(groep, jaar))?;
            let shares = (0..longest).map(|years| self.stroom.housed(groep, years));
            let parts = divide_with_rest(instroom.get(), shares.collect());
            total += parts.get(cohort.since(jaar) as usize).unwrap_or(&0);
        }
        Ok(Some(total))
    }

    fn missing_year(&self, groep: Groep, jaar: Jaar) -> Diagnostic {
        let message = format!("de instroom van {} in {jaar} ontbreekt", groep.key());
        Diagnostic::new(Code::SleutelOntbreekt, message)
            .at(self.scenario.place_of(&["instroom", "pad", groep.key()]))
            .label(format!("verwacht: {jaar} = aantal personen"))
    }

    fn onderwijsroute(&self, asiel: &Counts) -> Result<Counts, Diagnostic> {
        let kind = Kind::Onderwijsroute;
        let mut counts = self.delivered(kind);
        let routes = self.tables.leerroute.get(Groep::Asielstatushouder);
        for jaar in self.years() {
            if self.is_delivered(kind, jaar) {
                continue;
            }
            if let Some(people) = self.national(kind, jaar) {
                counts.set(jaar, self.spread(people, jaar)?);
            } else if let Some(routes) = routes {
                let housed = asiel.of(jaar);
                let total = exact_whole(housed.iter().sum());
                let share = routes.get(Route::Onderwijs).0.exact();
                let people = to_whole(&(total * share)).expect("a share of people is people");
                counts.set(jaar, in_proportion(people, housed));
            }
        }
        Ok(counts)
    }

    fn afgerond(&self, asiel: &Counts) -> Result<Counts, Diagnostic> {
        let kind = Kind::Afgerond;
        let mut counts = self.delivered(kind);
        let years: Vec<Jaar> = self.years().collect();
        let has_model = self.tables.traject.asielstatushouder.is_some();
        let mut modelled = vec![vec![0; self.gemeenten.len()]; years.len()];
        for (position, &cohort) in years.iter().enumerate() {
            let housed = asiel.of(cohort);
            let completing = self.completing(housed.iter().sum(), cohort);
            for (row, people) in modelled[position..].iter_mut().zip(completing) {
                for (sum, part) in row.iter_mut().zip(in_proportion(people, housed)) {
                    *sum += part;
                }
            }
        }
        for (jaar, people) in years.into_iter().zip(modelled) {
            if self.is_delivered(kind, jaar) {
                continue;
            }
            if let Some(people) = self.national(kind, jaar) {
                counts.set(jaar, self.spread(people, jaar)?);
            } else if has_model {
                counts.set(jaar, people);
            }
        }
        Ok(counts)
    }

    /// Asielstatushouders of a cohort of `people` who complete in the year of
    /// the cohort, the next, and so on; the others never do.
    fn completing(&self, people: i64, cohort: Jaar) -> Vec<i64> {
        let groep = Groep::Asielstatushouder;
        let shares = self.stroom.completion(groep, cohort, people).all();
        divide_with_rest(people, shares)
    }
}

/// `people` divided by `shares`, which add up to at most one; the rest is left out.
fn divide_with_rest(people: i64, mut shares: Vec<Exact>) -> Vec<i64> {
    let rest = exact_whole(1) - shares.iter().sum::<Exact>();
    shares.push(rest);
    let mut parts = apportion_exact(people, &shares).expect("the shares add up to one");
    parts.pop();
    parts
}

/// People divided like `others`; nobody where there are no others.
fn in_proportion(people: i64, others: &[i64]) -> Vec<i64> {
    apportion_by_people(people, others).unwrap_or_else(|_| vec![0; others.len()])
}
