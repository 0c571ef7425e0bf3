//! The national instroom of one draw: how many people become obliged in each
//! year, and what an honest forecaster knows of it beforehand.

use std::collections::BTreeMap;

use super::paden::{Paden, PathYear};
use crate::exact::apportion::Apportioner;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::people::Flow;
use crate::scenario::tables::{InstroomModel, Tables};
use crate::simulate::random::{Many, Purpose, Stream};
use crate::terms::Text;
use crate::terms::jaar::{Jaar, JaarSeries};
use crate::terms::law::Groep;

/// The process of one group.
#[derive(Debug, Clone)]
pub struct InstroomProcess {
    groep: Groep,
    /// Instroom per year as the scenario expects it, up to its last year.
    pad: BTreeMap<Jaar, f64>,
    vorm: ProcessModel,
    /// First uncertain year.
    vanaf: Jaar,
    /// Share of the instroom of each year of the path that is housed the same year,
    /// the next, and so on, and of those who never are, in billionths.
    huisvesting: BTreeMap<Jaar, Vec<u64>>,
}

#[derive(Debug, Clone)]
enum ProcessModel {
    Ar1 {
        spreiding: f64,
        persistentie: f64,
        samenhang: f64,
    },
    /// Factors of growth: the loader refuses the model without any.
    Bootstrap(Vec<f64>),
    Paden(BTreeMap<Jaar, PathYear>),
}

/// The instroom of one group in one draw.
#[derive(Debug, Clone, Default)]
pub struct DrawnInstroom {
    /// People per year who become obliged.
    pub instroom: JaarSeries<i64>,
    /// People per year who are housed in a gemeente.
    pub gehuisvest: JaarSeries<i64>,
    /// What was expected of a year's housed cohort the year before, over what
    /// the scenario expects of it; `None` where it has no path.
    pub verwachting: JaarSeries<Option<f64>>,
    /// Memory to divide the people of a year in.
    work: (Apportioner, Vec<i64>),
}

/// Who draws: the seed and the number of the draw.
#[derive(Debug, Clone, Copy)]
pub struct DrawId {
    /// Seed of the simulation.
    pub zaad: u64,
    /// Number of the draw, from 0.
    pub nummer: u64,
}

/// More people than this are no number of people. An instroom that may double
/// every year gets there before the last year that a scenario can have.
const MOST_PEOPLE: f64 = 1e9;

impl DrawId {
    /// What was drawn for a year in whole people.
    ///
    /// # Errors
    /// A number of people beyond a billion.
    pub fn whole(self, jaar: Jaar, people: f64) -> Result<i64, Diagnostic> {
        if people <= MOST_PEOPLE {
            return Ok(libm::round(people) as i64);
        }
        let nummer = self.nummer;
        let message = Text::new(
            format!("in trekking {nummer} komen er in {jaar} meer dan een miljard mensen"),
            format!("in draw {nummer} more than a billion people come in {jaar}"),
        );
        let help = Text::fixed(
            "neem minder jaren, of een kleinere groei, spreiding of ruis onder [instroom]",
            "take fewer years, or a smaller groei, spreiding or ruis below [instroom]",
        );
        Err(Diagnostic::new(Code::BuitenBereik, message).help(help))
    }

    /// The random numbers for a purpose and year of the whole country.
    pub fn stream(self, purpose: Purpose, jaar: Jaar) -> Stream {
        Stream::new(self.zaad, self.nummer, purpose, 0, jaar.get())
    }

    /// The random numbers for a purpose and year of each of `gemeenten`. Lanes
    /// keep apart what is drawn for the same purpose, gemeente and year.
    pub fn many(self, purpose: Purpose, gemeenten: &[u32], jaar: Jaar, lane: u8) -> Many<'_> {
        Many::new(self.zaad, self.nummer, purpose, gemeenten, jaar.get(), lane)
    }
}

/// The purpose of the national shocks of a group.
fn purpose(groep: Groep) -> Purpose {
    match groep {
        Groep::Asielstatushouder => Purpose::NationalAsiel,
        Groep::Gezinsmigrant => Purpose::NationalGezin,
        Groep::OverigeMigrant => Purpose::NationalOverig,
    }
}

impl InstroomProcess {
    /// The process of a group as the scenario describes it; `None` for a group
    /// without a path of instroom.
    pub fn new(tables: &Tables, groep: Groep, vanaf: Jaar, paden: Option<&Paden>) -> Option<Self> {
        let table = &tables.instroom;
        let path = table.pad.get(groep)?;
        let vorm = match table.model {
            InstroomModel::Ar1 => ProcessModel::Ar1 {
                spreiding: table
                    .spreiding
                    .get(groep)
                    .map_or(0.0, |share| share.approximate()),
                persistentie: table
                    .persistentie
                    .get(groep)
                    .map_or(0.0, |share| share.approximate()),
                samenhang: table
                    .samenhang
                    .map_or(0.0, |share| crate::simulate::approximate(&share.0.exact())),
            },
            InstroomModel::Bootstrap => ProcessModel::Bootstrap(
                table
                    .groei
                    .iter()
                    .map(|rate| crate::simulate::approximate(&rate.factor()))
                    .collect(),
            ),
            InstroomModel::Paden => {
                ProcessModel::Paden(paden.map(|paden| paden.of(groep)).unwrap_or_default())
            }
        };
        Some(Self {
            groep,
            pad: path
                .0
                .range(..=tables.scenario.tot)
                .map(|(&jaar, people)| (jaar, people.get() as f64))
                .collect(),
            vorm,
            vanaf,
            huisvesting: path
                .0
                .range(..=tables.scenario.tot)
                .map(|(&jaar, _)| (jaar, billionths(tables, groep, jaar)))
                .collect(),
        })
    }

    /// Whether every draw is the path itself.
    pub fn is_certain(&self) -> bool {
        match &self.vorm {
            ProcessModel::Ar1 { spreiding, .. } => *spreiding == 0.0,
            ProcessModel::Bootstrap(_) => false,
            ProcessModel::Paden(years) => years.is_empty(),
        }
    }

    /// Draws whole people per year, and what was expected of each cohort.
    ///
    /// # Errors
    /// A year with people beyond all bounds.
    pub fn draw(&self, trekking: DrawId, result: &mut DrawnInstroom) -> Result<(), Diagnostic> {
        result.instroom.clear();
        result.gehuisvest.clear();
        result.verwachting.clear();
        let mut state = ProcessState::default();
        for (&jaar, &expected) in &self.pad {
            let (ahead, now) = if jaar < self.vanaf {
                (expected, expected)
            } else {
                self.step(trekking, jaar, expected, &mut state)
            };
            state.last = Some(now);
            let housed = self.expected_cohort(jaar, ahead, &result.instroom);
            let usual = self.usual_cohort(jaar);
            let ratio = if usual > 0.0 { housed / usual } else { 1.0 };
            *result.verwachting.edit(jaar) = Some(ratio);
            let people = trekking.whole(jaar, now)?;
            *result.instroom.edit(jaar) = people;
            self.house(jaar, people, &mut result.work, &mut result.gehuisvest);
        }
        Ok(())
    }

    /// Adds the instroom of a year to the cohorts in which its people are housed.
    fn house(
        &self,
        jaar: Jaar,
        people: i64,
        (apportioner, parts): &mut (Apportioner, Vec<i64>),
        cohorts: &mut JaarSeries<i64>,
    ) {
        let shares = &self.huisvesting[&jaar];
        parts.resize(shares.len(), 0);
        let divided = apportioner.divide(people, shares, parts);
        divided.expect("the shares of housing add up to one");
        let (_, housed) = parts.split_last().unwrap_or((&0, &[]));
        for (&part, years) in housed.iter().zip(0..) {
            *cohorts.edit(jaar.plus(years)) += part;
        }
    }

    /// What a forecaster expects of `jaar` the year before, and what it turns
    /// out to be.
    fn step(
        &self,
        trekking: DrawId,
        jaar: Jaar,
        expected: f64,
        state: &mut ProcessState,
    ) -> (f64, f64) {
        match &self.vorm {
            ProcessModel::Ar1 {
                spreiding,
                persistentie,
                samenhang,
            } => {
                let own = trekking.stream(purpose(self.groep), jaar).standard_normal();
                let shock = if self.groep == Groep::Asielstatushouder {
                    own
                } else {
                    let asiel = trekking
                        .stream(Purpose::NationalAsiel, jaar)
                        .standard_normal();
                    samenhang * asiel + libm::sqrt(1.0 - samenhang * samenhang) * own
                };
                let left = persistentie * state.deviation;
                state.deviation = left + spreiding * shock;
                state.variance =
                    persistentie * persistentie * state.variance + spreiding * spreiding;
                let level = |log: f64| expected * libm::exp(log - state.variance / 2.0);
                let ahead = level(left + spreiding * spreiding / 2.0);
                (ahead, level(state.deviation))
            }
            ProcessModel::Bootstrap(factors) => {
                let mean = factors.iter().sum::<f64>() / factors.len() as f64;
                let mut stream = trekking
                    .stream(Purpose::Bootstrap, jaar)
                    .lane(self.groep as u8);
                let index = (stream.uniform() * factors.len() as f64) as usize;
                match state.last {
                    Some(last) => (last * mean, last * factors[index.min(factors.len() - 1)]),
                    // What there is to grow from.
                    None => (expected, expected),
                }
            }
            ProcessModel::Paden(years) => match years.get(&jaar) {
                Some(year) => {
                    let drawn = year.people.get(trekking.nummer as usize);
                    let ahead = year.forecast.after(state.last.unwrap_or(expected));
                    (ahead, drawn.copied().unwrap_or(expected))
                }
                None => (expected, expected),
            },
        }
    }

    /// The years whose instroom is housed in `cohort`, the latest first, each with its
    /// share.
    fn housed_in(&self, cohort: Jaar) -> impl Iterator<Item = (f64, Jaar)> {
        let until = self.huisvesting.range(..=cohort).rev();
        until.filter_map(move |(&jaar, shares)| {
            let (_, housed) = shares.split_last()?;
            let share = housed.get(cohort.since(jaar) as usize)?;
            Some((*share as f64 / BILLION, jaar))
        })
    }

    /// The cohort of `jaar` that the scenario expects.
    fn usual_cohort(&self, jaar: Jaar) -> f64 {
        self.housed_in(jaar)
            .map(|(share, from)| share * self.pad[&from])
            .sum()
    }

    /// The cohort of `jaar` that a forecaster expects who knows what came before.
    fn expected_cohort(&self, jaar: Jaar, ahead: f64, known: &JaarSeries<i64>) -> f64 {
        self.housed_in(jaar)
            .map(|(share, from)| {
                let people = if from == jaar {
                    ahead
                } else {
                    known.get(from) as f64
                };
                share * people
            })
            .sum()
    }
}

/// Shares of a scenario have at most nine decimals.
const BILLION: f64 = 1e9;

/// The shares of housing of a group in a year in billionths, and the rest.
fn billionths(tables: &Tables, groep: Groep, jaar: Jaar) -> Vec<u64> {
    let stroom = Flow::new(tables);
    let mut shares: Vec<u64> = (0..stroom.longest_housing(groep, jaar))
        .map(|years| {
            libm::round(crate::simulate::approximate(&stroom.housed(groep, jaar, years)) * BILLION)
                as u64
        })
        .collect();
    let housed: u64 = shares.iter().sum();
    shares.push((BILLION as u64).saturating_sub(housed));
    shares
}

/// What a process remembers from one year to the next.
#[derive(Debug, Clone, Copy, Default)]
struct ProcessState {
    /// Logarithm of the deviation from the path.
    deviation: f64,
    /// Its variance over all draws.
    variance: f64,
    /// What the year before was, in people; `None` in the first year of the path.
    last: Option<f64>,
}
