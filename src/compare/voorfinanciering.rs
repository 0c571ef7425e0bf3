//! When the money of a cohort comes against when its costs come: the argument
//! for a rhythm of 40/30/30 (letter of 16 October 2025), to verify or refute.
//!
//! Only asielstatushouders: they are who the rhythm is about. What a gemeente
//! receives for a cohort is its definitieve BA, divided over the three cohorts
//! of the year in proportion to its own people times the amounts a, b and c; so
//! the BA of a year is in one cohort or another, to the cent. Money and costs of
//! a year are spread evenly over its months.

use crate::exact::apportion::apportion_by_counts;
use crate::exact::money::Cents;
use crate::model::Model;
use crate::projection::Projection;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Letter, TERMIJNEN};

/// Money and costs of one cohort, year by year from the year of the cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortFlow {
    /// The cohort.
    pub cohort: Jaar,
    /// Received for it in each year.
    pub ontvangen: Vec<Cents>,
    /// Spent on it in each year.
    pub kosten: Vec<Cents>,
}

/// How money and costs of a cohort meet in the years in which it is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Voorfinanciering {
    /// Months, of those of the three instalments, at the end of which a
    /// gemeente has spent more than it has received.
    pub maanden: usize,
    /// The most that it has to advance at the end of one of these months.
    pub grootste_voorschot: Cents,
    /// The most that lies idle at the end of one of them: what can be clawed back.
    pub grootste_overschot: Cents,
    /// Received less spent after these months. Below zero it is no advance any
    /// more: no further money comes for the cohort.
    pub eindsaldo: Cents,
}

impl CohortFlow {
    /// All that was received and all that was spent, in the years that are known.
    pub fn total(&self) -> (Cents, Cents) {
        (self.ontvangen.iter().sum(), self.kosten.iter().sum())
    }

    /// Received and spent up to and with each year.
    pub fn cumulatief(&self) -> Vec<(Cents, Cents)> {
        let mut sum = (Cents::ZERO, Cents::ZERO);
        let years = self.ontvangen.iter().zip(&self.kosten);
        years
            .map(|(&received, &spent)| {
                sum = (sum.0 + received, sum.1 + spent);
                sum
            })
            .collect()
    }

    /// Month by month through the years of the instalments, a twelfth of each
    /// year at a time. Exact: amounts are compared in twelfths of a cent.
    pub fn voorfinanciering(&self) -> Voorfinanciering {
        let mut result = Voorfinanciering::default();
        let mut before = Cents::ZERO;
        let years = self.ontvangen.iter().zip(&self.kosten);
        for (&received, &spent) in years.take(TERMIJNEN) {
            let year = received - spent;
            for month in 1..=12 {
                let twelfths = before * 12 + year * month;
                let idle = Cents::half_up(i128::from(twelfths.get()), 12);
                result.maanden += usize::from(twelfths < Cents::ZERO);
                result.grootste_voorschot = result.grootste_voorschot.max(-idle);
                result.grootste_overschot = result.grootste_overschot.max(idle);
            }
            before += year;
        }
        result.eindsaldo = before;
        result
    }
}

/// The cohorts whose three instalments all fall within the projection and are
/// those of the SPUK, earliest first; each with a stream per gemeente. Costs
/// after the last year of the projection are not known and not counted.
pub fn cohort_flows(model: &Model, projection: &Projection) -> Vec<(Jaar, Vec<CohortFlow>)> {
    let cohorts = cohorts(model, projection, |end, last| end <= last);
    let streams = cohorts.map(|cohort| (cohort, stromen(model, projection, cohort)));
    streams.collect()
}

/// The cohorts that still have instalments to come after the last year of the
/// projection, all of the SPUK, earliest first; these gemeenten together.
pub fn running_cohorts(
    model: &Model,
    projection: &Projection,
    gemeenten: &[usize],
) -> Vec<CohortFlow> {
    let cohorts = cohorts(model, projection, |end, last| end > last);
    let streams = cohorts.map(|cohort| together(&stromen(model, projection, cohort), gemeenten));
    streams.collect()
}

/// The cohorts of the projection of which the last instalment, in a year that
/// is compared with the last of the projection, is one of the SPUK.
fn cohorts(
    model: &Model,
    projection: &Projection,
    wanted: fn(Jaar, Jaar) -> bool,
) -> impl Iterator<Item = Jaar> {
    let tables = model.scenario.tables();
    let years = projection.jaren.iter().map(|year| year.jaar);
    let last = years.clone().next_back();
    years.filter(move |cohort| {
        let end = cohort.plus(TERMIJNEN as i32 - 1);
        last.is_some_and(|last| wanted(end, last)) && !tables.is_fonds(end)
    })
}

/// A cohort, per gemeente.
fn stromen(model: &Model, projection: &Projection, cohort: Jaar) -> Vec<CohortFlow> {
    (0..model.gemeenten.len())
        .map(|gemeente| stream(model, projection, cohort, gemeente))
        .collect()
}

fn stream(model: &Model, projection: &Projection, cohort: Jaar, gemeente: usize) -> CohortFlow {
    let people = &model.people.asielstatushouder;
    let since = projection.jaren.iter().filter(|year| year.jaar >= cohort);
    let (mut ontvangen, mut kosten) = (Vec::new(), Vec::new());
    for (number, year) in since.enumerate() {
        let jaar = year.jaar;
        ontvangen.push(match number {
            0..TERMIJNEN => {
                let keys = Letter::ALL.map(|letter| {
                    let count = people.at(letter.cohort(jaar), jaar)[gemeente];
                    (year.bedragen.bedrag[letter.nummer()] * count).get()
                });
                let whole = year.definitief.ba[gemeente].get();
                // For completions alone, of people who are in no cohort any more: with
                // the youngest, so that no money is left out.
                let alone = || vec![whole, 0, 0];
                let parts = apportion_by_counts(whole, &keys).unwrap_or_else(|_| alone());
                Cents::new(parts[number])
            }
            _ => Cents::ZERO,
        });
        let tarief = model.tarieven.of(jaar).iter();
        let tarief = tarief.filter(|tarief| tarief.cohort == cohort);
        let count = people.at(cohort, jaar)[gemeente];
        let local = model.people.kosten.of(jaar);
        let own = tarief.map(|tarief| {
            let plain = tarief.asielstatushouder * count;
            local.cost(gemeente, plain, tarief.on_z_route * count)
        });
        kosten.push(own.sum());
    }
    CohortFlow {
        cohort,
        ontvangen,
        kosten,
    }
}

/// Every cohort of [`cohort_flows`], these gemeenten together.
pub fn cohorts_together(
    model: &Model,
    projection: &Projection,
    gemeenten: &[usize],
) -> Vec<CohortFlow> {
    let cohorts = cohort_flows(model, projection).into_iter();
    cohorts.map(|(_, own)| together(&own, gemeenten)).collect()
}

/// The streams of a cohort of some gemeenten together.
pub fn together(stromen: &[CohortFlow], gemeenten: &[usize]) -> CohortFlow {
    let years = stromen.first().map_or(0, |one| one.ontvangen.len());
    let sum = |of: fn(&CohortFlow) -> &[Cents], year: usize| {
        gemeenten
            .iter()
            .map(|&gemeente| of(&stromen[gemeente])[year])
            .sum()
    };
    CohortFlow {
        cohort: stromen.first().map_or(Jaar::MIN, |one| one.cohort),
        ontvangen: (0..years)
            .map(|year| sum(|one| &one.ontvangen, year))
            .collect(),
        kosten: (0..years)
            .map(|year| sum(|one| &one.kosten, year))
            .collect(),
    }
}
