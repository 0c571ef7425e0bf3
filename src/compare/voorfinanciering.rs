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
    let divided = DividedYears::of(model, projection);
    let cohorts = cohorts(model, projection, |end, last| end <= last);
    let streams = cohorts.map(|cohort| (cohort, divided.stromen(cohort)));
    streams.collect()
}

/// The cohorts of [`cohort_flows`], and those that still have instalments to come after
/// the last year of the projection, all of the SPUK, earliest first; these gemeenten
/// together.
pub fn complete_and_running(
    model: &Model,
    projection: &Projection,
    gemeenten: &[usize],
) -> [Vec<CohortFlow>; 2] {
    let divided = DividedYears::of(model, projection);
    let wanted: [fn(Jaar, Jaar) -> bool; 2] = [|end, last| end <= last, |end, last| end > last];
    wanted.map(|wanted| {
        let cohorts = cohorts(model, projection, wanted);
        let streams = cohorts.map(|cohort| together(&divided.stromen(cohort), gemeenten));
        streams.collect()
    })
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

/// A projection of which the BA of every year is divided over its cohorts.
struct DividedYears<'a> {
    model: &'a Model,
    projection: &'a Projection,
    /// By year and gemeente what comes for each of the three cohorts.
    ba: Vec<Vec<[Cents; TERMIJNEN]>>,
}

impl<'a> DividedYears<'a> {
    fn of(model: &'a Model, projection: &'a Projection) -> Self {
        let people = &model.people.asielstatushouder;
        let years = projection.jaren.iter().map(|year| {
            let jaar = year.jaar;
            let counts = Letter::ALL.map(|letter| people.at(letter.cohort(jaar), jaar));
            let gemeenten = 0..model.gemeenten.len();
            let divided = gemeenten.map(|gemeente| {
                let keys = Letter::ALL.map(|letter| {
                    let number = letter.nummer();
                    (year.bedragen.bedrag[number] * counts[number][gemeente]).get()
                });
                let whole = year.definitief.ba[gemeente].get();
                match apportion_by_counts(whole, &keys) {
                    Ok(parts) => Letter::ALL.map(|letter| Cents::new(parts[letter.nummer()])),
                    // For completions alone, of people who are in no cohort any more: with
                    // the youngest, so that no money is left out.
                    Err(_) => [Cents::new(whole), Cents::ZERO, Cents::ZERO],
                }
            });
            divided.collect()
        });
        Self {
            model,
            projection,
            ba: years.collect(),
        }
    }

    /// A cohort, per gemeente.
    fn stromen(&self, cohort: Jaar) -> Vec<CohortFlow> {
        let Self {
            model,
            projection,
            ba,
        } = self;
        let years = projection.jaren.iter().zip(ba);
        let since = years.filter(|(year, _)| year.jaar >= cohort);
        let empty = CohortFlow {
            cohort,
            ontvangen: Vec::with_capacity(ba.len()),
            kosten: Vec::with_capacity(ba.len()),
        };
        let mut streams = vec![empty; model.gemeenten.len()];
        for (number, (year, ba)) in since.enumerate() {
            let jaar = year.jaar;
            let counts = model.people.asielstatushouder.at(cohort, jaar);
            let local = model.people.kosten.of(jaar);
            let mut tariffs = model.tarieven.of(jaar).iter();
            let tariff = tariffs.find(|tariff| tariff.cohort == cohort);
            for (gemeente, stream) in streams.iter_mut().enumerate() {
                let received = ba[gemeente].get(number).copied();
                stream.ontvangen.push(received.unwrap_or_default());
                let count = counts[gemeente];
                let spent = tariff.map(|tariff| {
                    let plain = tariff.asielstatushouder * count;
                    local.cost(gemeente, plain, tariff.on_z_route * count)
                });
                stream.kosten.push(spent.unwrap_or_default());
            }
        }
        streams
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
