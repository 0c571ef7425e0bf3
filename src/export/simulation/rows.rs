//! The rows of a simulation, in the order in which they are written.

use rayon::prelude::*;

use crate::exact::money::round_half_up;
use crate::export::rows::Level;
use crate::gemeente::provincie_code;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::simulate::part::Part;
use crate::simulate::statistics::Summary;
use crate::simulate::{Area, Draws, Event, KEPT_FIELDS, series_names};
use crate::terms::Text;

/// One row: what, where, when, and either a distribution or a probability.
pub struct SimulationRow<'a> {
    pub scenario: &'a str,
    pub level: &'static str,
    pub code: &'a str,
    pub naam: &'a str,
    pub jaar: u16,
    pub veld: &'static str,
    pub inhoud: SimulationContent,
}

/// How many columns have amounts.
pub(crate) const AMOUNTS: usize = 10;

/// The amounts of a row in cents: the mean, the spread, quantiles, the ends, and how far
/// the median can be off.
pub(crate) fn amounts(it: &Summary) -> [Option<i64>; AMOUNTS] {
    let quantiles = [it.p5, it.p25, it.p50, it.p75, it.p95];
    let [p5, p25, p50, p75, p95] = quantiles.map(|quantile| Some(quantile.value));
    [
        Some(it.mean),
        it.sd,
        p5,
        p25,
        p50,
        p75,
        p95,
        Some(it.min),
        Some(it.max),
        it.p50.error,
    ]
}

pub enum SimulationContent {
    Verdeling(Box<Summary>),
    /// Millionths.
    Kans(i64),
}

/// In how many of the draws something is so, in so many parts of a whole; rounded.
pub fn share(count: u64, draws: u32, parts: i128) -> i64 {
    round_half_up(i128::from(count) * parts, i128::from(draws.max(1))) as i64
}

/// Which areas of a simulation are shown. Draws are kept of the country, of every
/// provincie and of every gemeente, and of no other sums of gemeenten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AreaChoice {
    /// Of this level alone; `None` for all, or the gemeenten that are named.
    pub niveau: Option<Level>,
    /// These gemeenten alone, by their place in the labels; `None` for all.
    pub gemeenten: Option<Vec<usize>>,
}

impl AreaChoice {
    /// The areas that were asked for, with gemeenten looked up by `find`.
    ///
    /// # Errors
    /// What `find` says; a sum of gemeenten, of which no draws are kept.
    pub fn asked(
        niveau: Option<Level>,
        gemeente: &[String],
        find: impl FnOnce(&[String]) -> Result<Vec<usize>, Diagnostic>,
    ) -> Result<Self, Diagnostic> {
        let sum = niveau.filter(|level| *level != Level::Gemeente);
        if let (Some(level), false) = (sum, gemeente.is_empty()) {
            let word = level.word();
            let message = Text::new(
                format!("--level {word} gaat niet met --gemeente"),
                format!("--level {word} does not go with --gemeente"),
            );
            let help = Text::fixed(
                "van trekkingen worden Nederland, elke provincie en elke gemeente bewaard, geen andere sommen: kies een van beide",
                "of draws the country, every provincie and every gemeente are kept, no other sums: choose one of both",
            );
            return Err(Diagnostic::new(Code::Opdrachtregel, message).help(help));
        }
        let gemeenten = (!gemeente.is_empty()).then(|| find(gemeente));
        Ok(Self {
            niveau,
            gemeenten: gemeenten.transpose()?,
        })
    }

    /// Whether nothing was left out.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// The places of the units that are shown: the country, the provincies, the gemeenten.
    pub(crate) fn units(&self, part: &Part) -> Vec<usize> {
        let labels = &part.header.labels;
        let sums = 1 + labels.provincies.len();
        if let Some(chosen) = &self.gemeenten {
            return chosen.iter().map(|one| sums + one).collect();
        }
        match self.niveau {
            None => (0..sums + labels.gemeenten.len()).collect(),
            Some(Level::Landelijk) => vec![0],
            Some(Level::Provincie) => (1..sums).collect(),
            Some(Level::Gemeente) => (sums..sums + labels.gemeenten.len()).collect(),
        }
    }
}

/// Units for each thread whose rows wait in memory at once: few enough to stay
/// in its cache, and so many that threads seldom wait for each other.
const AT_ONCE: usize = 16;

/// The names of the scenarios, then of their differences with the first.
pub(crate) fn series(part: &Part) -> Vec<String> {
    let scenarios = part.header.scenarios.iter();
    series_names(&scenarios.map(|one| one.name.as_str()).collect::<Vec<_>>())
}

/// Calls `visit` for every row: by series, unit, year and field.
pub fn for_each<T: Send>(
    (part, areas): (&Part, &AreaChoice),
    form: impl Fn(SimulationRow<'_>) -> Option<T> + Sync,
    mut visit: impl FnMut(T),
) {
    let rows =
        |rows: Vec<SimulationRow<'_>>| rows.into_iter().filter_map(&form).collect::<Vec<T>>();
    for_each_unit((part, areas), rows, |rows| {
        rows.into_iter().for_each(&mut visit)
    });
}

/// Gives the rows of a unit in one series a form, of many units in parallel, and
/// calls `visit` for each, series by series and unit by unit.
pub(crate) fn for_each_unit<T: Send>(
    (part, areas): (&Part, &AreaChoice),
    form: impl Fn(Vec<SimulationRow<'_>>) -> T + Sync,
    mut visit: impl FnMut(T),
) {
    let names = series(part);
    let units = areas.units(part);
    let of_series = |series| units.iter().map(move |&unit| (series, unit));
    let places = (0..names.len()).flat_map(of_series);
    let places: Vec<_> = places.collect();
    for places in places.chunks(AT_ONCE * rayon::current_num_threads()) {
        let formed = places.par_iter();
        let formed: Vec<T> = formed
            .map(|&(series, unit)| form(rows(part, (series, &names[series]), unit)))
            .collect();
        formed.into_iter().for_each(&mut visit);
    }
}

/// The rows of one unit in one series: by year and field.
pub(crate) fn rows<'a>(
    part: &'a Part,
    (index, scenario): (usize, &'a str),
    unit: usize,
) -> Vec<SimulationRow<'a>> {
    let labels = &part.header.labels;
    let sums = 1 + labels.provincies.len();
    let (eenheid, level, code, naam) = match unit {
        0 => (Area::Landelijk, "landelijk", "NL", "Nederland"),
        _ if unit < sums => {
            let own = unit - 1;
            let naam = labels.provincies[own].as_str();
            (
                Area::Provincie(own),
                "provincie",
                provincie_code(naam),
                naam,
            )
        }
        _ => {
            let own = unit - sums;
            let (code, naam) = &labels.gemeenten[own];
            let eenheid = Area::Gemeente(own);
            (eenheid, "gemeente", code.as_str(), naam.as_str())
        }
    };
    let mut rows = Vec::new();
    for (year, &jaar) in labels.jaren.iter().enumerate() {
        let row = |veld, inhoud| SimulationRow {
            scenario,
            level,
            code,
            naam,
            jaar,
            veld,
            inhoud,
        };
        for veld in KEPT_FIELDS {
            let cell = Draws(part).cel(index, eenheid, year, veld);
            if let Some(summary) = cell.and_then(Summary::of) {
                rows.push(row(
                    veld.name(),
                    SimulationContent::Verdeling(Box::new(summary)),
                ));
            }
        }
        // Events are counted of scenarios, not of differences.
        if index < part.header.scenarios.len() {
            for kans in Event::ALL {
                if let Some(count) = Draws(part).kans(index, eenheid, year, kans) {
                    let share = share(count, part.header.draws, 1_000_000);
                    rows.push(row(kans.field(), SimulationContent::Kans(share)));
                }
            }
        }
    }
    rows
}
