//! The loop: blocks of draws in parallel, then the cells in parallel.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::instroom::Trekking;
use super::people::{Trekker, Uitkomst};
use super::shard::{Counters, Dimension, Header, Part, Program, Scenario, Shard, Table};
use super::statistics::{Cell, LARGEST};
use super::vraag::{KANSEN, VELDEN, Vraag};
use crate::diagnostic::{Code, Diagnostic};
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::projection::{Model, Projection, Runner, check};

/// Draws that are made before their values go to the cells: few enough to stay
/// in the cache, enough to make the visit to a cell worth while.
const BLOCK: u32 = 256;

/// Up to so many draws all values of country and provincies are kept, which
/// makes their quantiles exact; 8 bytes a value.
const EXACT_SUMS: u32 = 10_000;

/// The same for gemeenten, of which there are many more.
const EXACT_GEMEENTEN: u32 = 256;

/// Why a simulation ended early.
#[derive(Debug)]
pub enum Stop {
    /// The input cannot be simulated.
    Input(Diagnostic),
    /// Someone asked to stop; so many draws were complete.
    Asked(u32),
    /// Money was not conserved in a draw: a fault of the program.
    Conservation(crate::projection::Breach),
}

impl From<Diagnostic> for Stop {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Input(diagnostic)
    }
}

/// Who watches a simulation, and may end it.
pub trait Voortgang: Sync {
    /// So many draws are complete.
    fn complete(&self, draws: u32);
    /// Whether to stop.
    fn stop(&self) -> bool;
}

/// A watcher that only stops.
impl Voortgang for AtomicBool {
    fn complete(&self, _: u32) {}
    fn stop(&self) -> bool {
        self.load(Ordering::Relaxed)
    }
}

pub(super) fn enough_paths(
    model: &Model,
    trekker: &Trekker<'_>,
    draws: u64,
) -> Result<(), Diagnostic> {
    match trekker.paths() {
        Some(paths) if paths < draws => {
            let message =
                format!("het bestand met paden heeft {paths} trekkingen, gevraagd zijn er {draws}");
            let place = model.scenario.place_of(&["instroom", "bestand"]);
            Err(Diagnostic::new(Code::Tegenstrijdig, message).at(place))
        }
        _ => Ok(()),
    }
}

/// One scenario, ready to be drawn.
struct Baan<'a> {
    trekker: Trekker<'a>,
    runner: Runner<'a>,
    /// An earlier scenario with the same people, so that they are drawn once.
    same_people: Option<usize>,
}

/// The memory of one thread.
struct Werkplek<'a> {
    runners: Vec<Runner<'a>>,
    uitkomsten: Vec<Uitkomst>,
    projecties: Vec<Projection>,
    /// Whether `projecties` hold a run, of which the certain years still count.
    used: bool,
}

/// Makes the draws of one shard, each a run of every scenario on the same people.
///
/// # Errors
/// A scenario that cannot be projected, fewer paths than draws, or a stop.
pub fn simulate(vraag: &Vraag, shard: Shard, watcher: &impl Voortgang) -> Result<Part, Stop> {
    let banen = banen(vraag)?;
    let draws = u32::try_from(vraag.trekkingen).unwrap_or(u32::MAX);
    let mut part = empty(vraag, shard, draws);
    let range = part.header.range.clone();
    let width = vraag.waarden() * vraag.modellen.len();
    let mut rows = vec![0i64; width * BLOCK as usize];
    let mut first = range.start;
    while first < range.end {
        if watcher.stop() {
            return Err(Stop::Asked(first - range.start));
        }
        let size = BLOCK.min(range.end - first);
        let rows = &mut rows[..width * size as usize];
        let events = rows
            .par_chunks_mut(width)
            .enumerate()
            .map_init(
                || Werkplek::new(&banen),
                |place, (index, row)| {
                    let nummer = u64::from(first) + index as u64;
                    if watcher.stop() {
                        return Ok(vec![]);
                    }
                    place.draw(vraag, &banen, nummer, row)
                },
            )
            .try_reduce(Vec::new, |x, y| Ok(add(x, &y)))?;
        if watcher.stop() {
            return Err(Stop::Asked(first - range.start));
        }
        for (count, more) in part.counters[0].counts.iter_mut().zip(events) {
            *count += more;
        }
        keep(vraag, rows, width, &mut part.tables);
        first += size;
        watcher.complete(first - range.start);
    }
    Ok(part)
}

fn banen(vraag: &Vraag) -> Result<Vec<Baan<'_>>, Stop> {
    let mut banen: Vec<Baan<'_>> = Vec::new();
    for (index, model) in vraag.modellen.iter().enumerate() {
        let trekker = Trekker::new(model)?;
        enough_paths(model, &trekker, vraag.trekkingen)?;
        let people = super::people::people_key(&model.scenario);
        let earlier = vraag.modellen[..index].iter();
        let same_people = earlier
            .map(|model| super::people::people_key(&model.scenario))
            .position(|key| key == people);
        banen.push(Baan {
            runner: Runner::new(model)?,
            trekker,
            same_people,
        });
    }
    Ok(banen)
}

impl<'a> Werkplek<'a> {
    fn new(banen: &[Baan<'a>]) -> Self {
        Self {
            runners: banen.iter().map(|baan| baan.runner.clone()).collect(),
            uitkomsten: banen.iter().map(|baan| baan.trekker.empty()).collect(),
            projecties: banen.iter().map(|baan| baan.runner.empty()).collect(),
            used: false,
        }
    }

    /// One draw of every scenario: its values, and a count for every event.
    fn draw(
        &mut self,
        vraag: &Vraag,
        banen: &[Baan<'_>],
        nummer: u64,
        row: &mut [i64],
    ) -> Result<Vec<u64>, Stop> {
        let trekking = Trekking {
            zaad: vraag.zaad,
            nummer,
        };
        let mut events = Vec::new();
        for (index, values) in row.chunks_exact_mut(vraag.waarden()).enumerate() {
            let baan = &banen[index];
            let people = match baan.same_people {
                Some(earlier) => earlier,
                None => {
                    baan.trekker.draw(trekking, &mut self.uitkomsten[index]);
                    index
                }
            };
            let uitkomst = &self.uitkomsten[people];
            let projectie = &mut self.projecties[index];
            let first = if self.used {
                baan.trekker.vanaf()
            } else {
                Jaar::MIN
            };
            let (people, ramingen) = (&uitkomst.people, &uitkomst.ramingen);
            self.runners[index].project_from(first, people, ramingen, projectie)?;
            check(projectie).map_err(Stop::Conservation)?;
            vraag.write_values(projectie, values);
            if values.iter().any(|value| value.abs() > LARGEST / 2) {
                let message = format!("in trekking {nummer} loopt een bedrag uit de hand");
                return Err(Diagnostic::new(Code::BuitenBereik, message).into());
            }
            count(vraag, projectie, values, &mut events);
        }
        self.used = true;
        Ok(events)
    }
}

/// Appends 0 or 1 for each event, by unit, year and event.
fn count(vraag: &Vraag, projectie: &Projection, values: &[i64], events: &mut Vec<u64>) {
    let years = projectie.jaren.len();
    let sums = 1 + vraag.provincies().len();
    let costs = vraag.costs(projectie);
    for (unit, own) in values.chunks_exact(years * VELDEN.len()).enumerate() {
        for (index, (year, row)) in projectie
            .jaren
            .iter()
            .zip(own.chunks_exact(VELDEN.len()))
            .enumerate()
        {
            let [voorlopig, _, _, _, back, kas] = row else {
                unreachable!("a row has a value for every field");
            };
            let kosten = if unit < sums {
                costs[unit * years + index]
            } else {
                year.kosten[unit - sums]
            };
            let over = unit == 0
                && year
                    .begroting
                    .is_some_and(|line| Cents::new(*voorlopig) > line);
            events.extend([
                u64::from(*back > 0),
                u64::from(*kas < kosten.get()),
                u64::from(over),
            ]);
        }
    }
}

/// Brings the values of a block to their cells: first every scenario, then
/// every difference with the first.
fn keep(vraag: &Vraag, rows: &[i64], width: usize, tables: &mut [Table]) {
    let values = vraag.waarden();
    let scenarios = vraag.modellen.len();
    let sums = values / vraag.eenheden() * (1 + vraag.provincies().len());
    for (table, (from, size)) in tables.iter_mut().zip([(0, sums), (sums, values - sums)]) {
        table.cells.par_iter_mut().enumerate().for_each_init(
            || Vec::with_capacity(BLOCK as usize),
            |batch, (index, cell)| {
                let (series, value) = (index / size, from + index % size);
                batch.clear();
                batch.extend(rows.chunks_exact(width).map(|row| {
                    if series < scenarios {
                        row[series * values + value]
                    } else {
                        row[(series - scenarios + 1) * values + value] - row[value]
                    }
                }));
                cell.add_all(batch);
            },
        );
    }
}

/// A part without draws yet.
fn empty(vraag: &Vraag, shard: Shard, draws: u32) -> Part {
    let scenarios = vraag.modellen.iter().map(|model| Scenario {
        name: model.scenario.naam.clone(),
        sha256: model.sha256(),
    });
    let program = Program {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        commit: env!("SPUK_COMMIT").to_owned(),
    };
    let dimension = |name: &str, size: usize| Dimension {
        name: name.to_owned(),
        size: size as u32,
    };
    let series = vraag.reeksen().len();
    let years = vraag.jaren().len();
    let table = |name: &str, units: usize, cap: u32| {
        let cell = Cell::for_draws(draws, cap);
        Table {
            name: name.to_owned(),
            dimensions: vec![
                dimension("reeks", series),
                dimension("eenheid", units),
                dimension("jaar", years),
                dimension("veld", VELDEN.len()),
            ],
            cells: vec![cell; series * units * years * VELDEN.len()],
        }
    };
    let units = vraag.eenheden();
    let counts = vraag.modellen.len() * units * years * KANSEN.len();
    let mut header = Header::new(program, vraag.zaad, draws, shard, scenarios.collect());
    header.labels = vraag.labels();
    Part {
        header,
        tables: vec![
            table(
                "landelijk en provincie",
                1 + vraag.provincies().len(),
                EXACT_SUMS,
            ),
            table("gemeente", vraag.gemeenten(), EXACT_GEMEENTEN),
        ],
        counters: vec![Counters {
            name: "kansen".to_owned(),
            dimensions: vec![
                dimension("scenario", vraag.modellen.len()),
                dimension("eenheid", units),
                dimension("jaar", years),
                dimension("kans", KANSEN.len()),
            ],
            counts: vec![0; counts],
        }],
    }
}

fn add(mut sums: Vec<u64>, more: &[u64]) -> Vec<u64> {
    if sums.is_empty() {
        return more.to_vec();
    }
    for (sum, &count) in sums.iter_mut().zip(more) {
        *sum += count;
    }
    sums
}
