//! The loop: blocks of draws in parallel, then the cells in parallel.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use rayon::prelude::*;

use super::block::columns::Layout;
use super::block::keep::{Block, BlockScratch};
use super::block::row::{DrawRow, LineFacts};
use super::block::strip::{FEW, Strip};
use super::draw::assumed::project_assumed;
use super::draw::instroom::DrawId;
use super::draw::sampler::{DrawOutcome, Sampler};
use super::part::{Counters, Dimension, Header, Part, PartScenario, Program, Shard, Table, Varies};
use super::pool::Pool;
use super::request::{EVENTS, GEMEENTEN, KEPT_FIELDS, Request, Retention, SUMS};
use super::statistics::Cell;
use crate::exact::money::Cents;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::projection::{Breach, Runner, Together};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::noun::{DRAWS, Noun};

/// Draws that are made before their values go to the cells, at most: enough to
/// make the visit to a cell worth while.
const BLOCK: usize = 1024;

/// Bytes that the values of these draws may take, so that memory does not grow
/// with years and scenarios, as long as they are [`LEAST`] draws.
const BLOCK_BYTES: usize = 96 << 20;

/// Draws in a block at least, however many values each one has: a cell that has left the
/// cache when its turn comes costs as much for one value as for a hundred.
const LEAST: usize = 128;

/// The message of a simulation that someone ended, when so many draws were complete.
pub fn interrupted(draws: u32) -> Diagnostic {
    const COMPLETE: Noun = Noun::new(
        ["trekking was klaar", "trekkingen waren klaar"],
        ["draw was complete", "draws were complete"],
    );
    let complete = COMPLETE.counted(draws);
    let message = Text::new(
        format!("onderbroken: {complete}"),
        format!("interrupted: {complete:#}"),
    );
    Diagnostic::new(Code::Onderbroken, message)
}

/// What comes before the first draw, and no draw: for who leaves the draws to others, and
/// says here what there is to say of them.
///
/// # Errors
/// Input of which no draws can be made.
pub fn prepare(vraag: &Request, watcher: &impl Progress) -> Result<(), Diagnostic> {
    banen(vraag, watcher).map(drop)
}

/// Who watches a simulation, and may end it.
pub trait Progress: Sync {
    /// So many more draws are complete. Called from any thread.
    fn complete(&self, draws: u32);
    /// Whether to stop.
    fn stop(&self) -> bool;
    /// A file has so many paths, of which only the first `draws` count. Called once for
    /// every file, before the first draw.
    fn paths_left(&self, _file: &str, _paths: u64, _draws: u32) {}
}

/// A watcher that only stops.
impl Progress for AtomicBool {
    fn complete(&self, _: u32) {}
    fn stop(&self) -> bool {
        self.load(Ordering::Relaxed)
    }
}

impl Sampler<'_> {
    /// Holds so many draws against its file of paths, if it has one.
    pub(crate) fn enough_paths(&self, draws: u64) -> Result<(), Diagnostic> {
        match self.paths() {
            Some(paths) if paths < draws => {
                let paths = DRAWS.counted(paths);
                let message = Text::new(
                    format!("het bestand met paden heeft {paths}, gevraagd zijn er {draws}"),
                    format!("the file of paths has {paths:#}, and {draws} were asked for"),
                );
                let place = self.model.scenario.place_of(&["instroom", "bestand"]);
                Err(Diagnostic::new(Code::Tegenstrijdig, message).at(place))
            }
            _ => Ok(()),
        }
    }
}

/// One scenario, ready to be drawn.
pub(super) struct SamplerLane<'a> {
    pub trekker: Sampler<'a>,
    /// An earlier scenario with the same people, so that they are drawn once.
    same_people: Option<usize>,
}

/// The memory for one draw of every scenario.
#[derive(Clone)]
pub(super) struct RunScratch<'a> {
    uitkomsten: Vec<DrawOutcome>,
    pub scenarios: Together<'a>,
    rows: [DrawRow; FEW],
}

/// Makes the draws of one shard, each a run of every scenario on the same people.
///
/// # Errors
/// A scenario that cannot be projected, fewer paths than draws, money that is not
/// conserved ([`Code::BoekenSluitenNiet`]), or a stop ([`Code::Onderbroken`]).
pub fn simulate(
    vraag: &Request,
    shard: Shard,
    watcher: &impl Progress,
) -> Result<Part, Diagnostic> {
    let banen = banen(vraag, watcher)?;
    let mut part = empty(vraag, shard);
    for (place, (baan, scenario)) in banen.iter().zip(&mut part.header.scenarios).enumerate() {
        let aannames = vraag.aannames.get(place).map_or(0, Vec::len) as u32;
        scenario.varies = Varies {
            aannames,
            ..baan.trekker.varies()
        };
    }
    let range = part.header.range.clone();
    if range.is_empty() {
        return Ok(part);
    }
    // The years before the first uncertain one are those of any draw.
    let first = banen.iter().map(|baan| baan.trekker.vanaf()).min();
    // An assumption can be about any year.
    let first = first.filter(|_| vraag.aannames.is_empty());
    let first = first.unwrap_or(Jaar::MIN);
    let (certain, uncertain): (Vec<Jaar>, Vec<Jaar>) =
        vraag.jaren().into_iter().partition(|&jaar| jaar < first);
    let mut example = RunScratch::new(vraag, &banen)?;
    let nummer = u64::from(range.start);
    example.draw(vraag, &banen, nummer, Jaar::MIN)?;
    let layout = Layout::new(vraag, certain.len());
    let mut strip = Strip::default();
    if !certain.is_empty() {
        example.write(layout, 0, nummer, 0)?;
        strip.turn(layout, &mut example.rows);
    }
    let lines = example.scenarios.projections().flat_map(|run| &run.jaren);
    let begroting: Vec<_> = lines.map(|year| year.begroting.map(Cents::get)).collect();
    let block = |layout, first, strips: &[Strip], draws, repeated| Block {
        vraag,
        layout,
        draws,
        lines: LineFacts::of_all(layout, strips.iter().map(Strip::lines)),
        first,
        repeated,
        begroting: &begroting,
    };
    let Part {
        tables, counters, ..
    } = &mut part;
    let counters = &mut counters[0];
    let mut memory = BlockScratch::default();
    if !certain.is_empty() {
        let strips = std::slice::from_ref(&strip);
        let certain = block(layout, 0, strips, 1, range.len() as u32);
        certain.keep(strips, tables, counters, &mut memory);
        certain.keep_sums(tables, counters, &memory);
    }
    let layout = Layout::new(vraag, uncertain.len());
    if layout.width() == 0 {
        watcher.complete(range.len() as u32);
        return Ok(part);
    }
    let most = (BLOCK_BYTES / Strip::bytes(layout)).clamp(LEAST / FEW, BLOCK / FEW) * FEW;
    let mut strips = vec![Strip::default(); range.len().min(most).div_ceil(FEW)];
    let spare = Pool::default();
    let made = AtomicU32::new(0);
    let asked = || interrupted(made.load(Ordering::Relaxed));
    let mut next = range.start;
    // A block of which the sums are still to go to their cells.
    let mut waiting: Option<Block> = None;
    while next < range.end {
        if watcher.stop() {
            return Err(asked());
        }
        let size = (most as u32).min(range.end - next);
        let draws = next..next + size;
        let strips = &mut strips[..draws.len().div_ceil(FEW)];
        let make = |(strip, start): (&mut Strip, u32)| {
            let mut place = spare.take().unwrap_or_else(|| example.clone());
            let draws = start..draws.end.min(start + FEW as u32);
            for (row, nummer) in draws.clone().map(u64::from).enumerate() {
                if watcher.stop() {
                    return Err(asked());
                }
                place.draw(vraag, &banen, nummer, first)?;
                place.write(layout, certain.len(), nummer, row)?;
                made.fetch_add(1, Ordering::Relaxed);
            }
            strip.turn(layout, &mut place.rows);
            watcher.complete(draws.len() as u32);
            spare.give(place);
            Ok::<_, Diagnostic>(())
        };
        let firsts = draws.clone().into_par_iter().step_by(FEW);
        let few = strips.par_iter_mut().zip(firsts).with_max_len(1);
        let sums = |block: Block| block.keep_sums(tables, counters, &memory);
        let (done, _) = rayon::join(|| few.try_for_each(make), || waiting.take().map(sums));
        done?;
        if watcher.stop() {
            return Err(asked());
        }
        let uncertain = block(layout, certain.len(), strips, size as usize, 1);
        uncertain.keep(strips, tables, counters, &mut memory);
        waiting = Some(uncertain);
        next += size;
    }
    if let Some(block) = waiting {
        block.keep_sums(tables, counters, &memory);
    }
    let cells = tables.iter_mut().flat_map(|table| &mut table.cells);
    let cells: Vec<&mut Cell> = cells.collect();
    // The few cells that keep all their values are the first ones.
    let cells = cells.into_par_iter().with_max_len(FEW);
    rayon::join(|| drop(strips), || cells.for_each(Cell::sort));
    Ok(part)
}

pub(super) fn banen<'a>(
    vraag: &'a Request,
    watcher: &impl Progress,
) -> Result<Vec<SamplerLane<'a>>, Diagnostic> {
    let mut files = BTreeSet::new();
    let mut banen: Vec<SamplerLane<'_>> = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    for model in &vraag.modellen {
        let people = super::draw::sampler::people_key(&model.scenario);
        let same_people = keys.iter().position(|key| *key == people);
        keys.push(people);
        let trekker = match same_people {
            Some(earlier) => banen[earlier].trekker.clone(),
            None => Sampler::new(model)?,
        };
        trekker.enough_paths(vraag.trekkingen.into())?;
        if let (Some(file), Some(paths)) = (&model.paden, trekker.paths()) {
            let is_left = paths > vraag.trekkingen.into();
            if is_left && files.insert(&file.name) {
                watcher.paths_left(&file.name, paths, vraag.trekkingen);
            }
        }
        banen.push(SamplerLane {
            trekker,
            same_people,
        });
    }
    Ok(banen)
}

impl<'a> RunScratch<'a> {
    pub fn new(vraag: &'a Request, banen: &[SamplerLane<'_>]) -> Result<Self, Diagnostic> {
        let runners = vraag.modellen.iter().zip(banen);
        let runners = runners.map(|(model, baan)| Ok((Runner::new(model)?, baan.same_people)));
        Ok(Self {
            uitkomsten: banen.iter().map(|baan| baan.trekker.empty()).collect(),
            scenarios: Together::new(runners.collect::<Result<Vec<_>, Diagnostic>>()?),
            rows: Default::default(),
        })
    }

    /// One draw of every scenario, of the years from `first` on.
    pub fn draw(
        &mut self,
        vraag: &Request,
        banen: &[SamplerLane<'_>],
        nummer: u64,
        first: Jaar,
    ) -> Result<(), Diagnostic> {
        let trekking = DrawId {
            zaad: vraag.zaad,
            nummer,
        };
        if !vraag.aannames.is_empty() {
            let places = self.scenarios.projections_mut();
            return project_assumed((&vraag.modellen, &vraag.aannames), trekking, places);
        }
        for (baan, uitkomst) in banen.iter().zip(&mut self.uitkomsten) {
            if baan.same_people.is_none() {
                baan.trekker.draw(trekking, uitkomst)?;
            }
        }
        self.scenarios.project_from(first, |place| {
            let uitkomst = &self.uitkomsten[banen[place].same_people.unwrap_or(place)];
            (&uitkomst.people, &uitkomst.ramingen)
        })?;
        for (model, projectie) in vraag.modellen.iter().zip(self.scenarios.projections()) {
            let named = |breach: Breach| breach.named(&model.gemeenten);
            model.hold_books(projectie).map_err(named)?;
        }
        Ok(())
    }

    /// Writes the years of a draw from the one at place `skip` on, as many as
    /// there are in a row, to one of the rows.
    fn write(
        &mut self,
        layout: Layout,
        skip: usize,
        nummer: u64,
        row: usize,
    ) -> Result<(), Diagnostic> {
        // So that every difference of two amounts is within bounds too.
        if self.rows[row].write(layout, skip, self.scenarios.projections()) {
            return Ok(());
        }
        let message = Text::new(
            format!("in trekking {nummer} loopt een bedrag uit de hand"),
            format!("in draw {nummer} an amount is out of bounds"),
        );
        Err(Diagnostic::new(Code::BuitenBereik, message))
    }
}

/// A part without draws yet.
fn empty(vraag: &Request, shard: Shard) -> Part {
    let draws = vraag.trekkingen;
    let scenarios = vraag.modellen.iter().map(|model| PartScenario {
        name: model.scenario.naam.clone(),
        sha256: model.scenario.sha256(),
        invoer_sha256: match vraag.aannames.is_empty() {
            true => model.sha256(),
            false => model.sha256_with_ranges(),
        },
        varies: Varies::default(),
    });
    let dimension = |name: &str, size: usize| Dimension {
        name: name.to_owned(),
        size: size as u32,
    };
    let range = shard.range(draws);
    let series = vraag.series_names().len();
    let years = vraag.jaren().len();
    let table = |name: &str, units: usize, kept: Retention| {
        let cell = || {
            let mut cell = Cell::for_draws(draws, kept.exact, kept.grain);
            cell.reserve(range.len());
            cell
        };
        Table {
            name: name.to_owned(),
            dimensions: vec![
                dimension("reeks", series),
                dimension("eenheid", units),
                dimension("jaar", years),
                dimension("veld", KEPT_FIELDS.len()),
            ],
            cells: std::iter::repeat_with(cell)
                .take(series * units * years * KEPT_FIELDS.len())
                .collect(),
        }
    };
    let units = vraag.units();
    let counts = vraag.modellen.len() * units * years * EVENTS.len();
    let mut header = Header::new(
        Program::own(),
        vraag.zaad,
        draws,
        shard,
        scenarios.collect(),
    );
    header.labels = vraag.labels();
    Part {
        header,
        tables: vec![
            table("landelijk en provincie", 1 + vraag.provincies().len(), SUMS),
            table("gemeente", vraag.gemeenten(), GEMEENTEN),
        ],
        counters: vec![Counters {
            name: "kansen".to_owned(),
            dimensions: vec![
                dimension("scenario", vraag.modellen.len()),
                dimension("eenheid", units),
                dimension("jaar", years),
                dimension("kans", EVENTS.len()),
            ],
            counts: vec![0; counts],
        }],
    }
}
