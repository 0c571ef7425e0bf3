//! Brings the amounts of a block of draws to their cells: of every scenario,
//! then of every difference with the first.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::columns::{DIFFERENCES, GROUP, Layout};
use super::fields::{Derived, above, add_column, below, derive, fields};
use super::kept::{GroupColumns, KeptAmounts, KeptColumns};
use super::row::LineFacts;
use super::strip::{FEW, Strip};
use crate::columns::Column;
use crate::simulate::part::{Counters, Table};
use crate::simulate::pool::Pool;
use crate::simulate::request::{EVENTS, KEPT_FIELDS, Request};
use crate::simulate::statistics::{Batch, Cell};

/// Everything that is kept of one unit.
struct KeptUnit<'a> {
    /// Cells by year and field, of every series.
    cells: Vec<&'a mut [Cell]>,
    /// Events by year and kind, of every scenario.
    events: Vec<&'a mut [u64]>,
    /// Whether it is the country, which has a budget.
    is_country: bool,
}

/// The units of the tables: the country and the provincies, then the gemeenten.
fn units<'a>(
    vraag: &Request,
    tables: &'a mut [Table],
    counters: &'a mut Counters,
) -> Vec<KeptUnit<'a>> {
    let years = vraag.jaren().len();
    let mut units: Vec<KeptUnit> = (0..vraag.units())
        .map(|index| KeptUnit {
            cells: Vec::new(),
            events: Vec::new(),
            is_country: index == 0,
        })
        .collect();
    let sums = 1 + vraag.provincies().len();
    for (table, range) in tables.iter_mut().zip([0..sums, sums..vraag.units()]) {
        let cells = table.cells.chunks_exact_mut(years * KEPT_FIELDS.len());
        let places = range.clone().cycle();
        for (unit, cells) in places.zip(cells) {
            units[unit].cells.push(cells);
        }
    }
    let events = counters.counts.chunks_exact_mut(years * EVENTS.len());
    for (unit, events) in (0..vraag.units()).cycle().zip(events) {
        units[unit].events.push(events);
    }
    units
}

/// Draws that are brought to their cells: first those of gemeenten, of which the sums
/// go to those of the country and the provincies at any later moment.
pub(crate) struct Block<'a> {
    pub vraag: &'a Request,
    pub layout: Layout,
    /// How many draws there are; the last strip may have room for more.
    pub draws: usize,
    /// What all draws have of each line.
    pub lines: Vec<LineFacts>,
    /// The first of the years that the draws are about.
    pub first: usize,
    /// How many draws each one stands for.
    pub repeated: u32,
    /// Budget lines by scenario and year, where there are any.
    pub begroting: &'a [Option<i64>],
}

/// Memory that blocks bring their draws to cells in, one after the other.
#[derive(Default)]
pub(crate) struct BlockScratch {
    /// The columns of a group in one year.
    columns: Pool<GroupColumns>,
    spaces: Pool<KeepScratch>,
    /// Columns of the country and then of every provincie, year after year.
    sums: Vec<Mutex<Vec<i64>>>,
    /// A column of nothing.
    zeros: Vec<i32>,
}

/// What is worked out for one unit.
#[derive(Default)]
struct KeepScratch {
    /// Derived fields: of the first scenario, and of another.
    derived: [[Derived; DIFFERENCES]; 2],
    difference: Derived,
}

impl Block<'_> {
    /// Adds the draws, one after another in the strips, to the cells and the counts of
    /// events of gemeenten, and together to the sums in `memory`.
    pub fn keep(
        &self,
        strips: &[Strip],
        tables: &mut [Table],
        counters: &mut Counters,
        memory: &mut BlockScratch,
    ) {
        let mut units = units(self.vraag, tables, counters);
        let count = 1 + self.vraag.provincies().len();
        self.empty(memory, count);
        let BlockScratch {
            columns,
            spaces,
            sums,
            zeros,
        } = memory;
        let provincies = &sums[1..];
        // Sums of whole numbers: whoever comes first, they end up the same. And one by one,
        // so that no thread is left with many when the others are done.
        let parts = units[count..]
            .par_chunks_mut(GROUP)
            .enumerate()
            .with_max_len(1);
        parts.for_each(|(group, units)| {
            let mut amounts = columns.take().unwrap_or_default();
            let mut space = spaces.take().unwrap_or_default();
            for (year, lines) in self.years() {
                self.write(strips, (group, year), lines, &mut amounts);
                for (lane, unit) in units.iter_mut().enumerate() {
                    let provincie = self.vraag.provincie_van()[group * GROUP + lane];
                    let amounts = KeptAmounts::Group(&amounts, lane);
                    let columns = self.columns((amounts, lines), zeros);
                    self.add_up(columns, year, &provincies[provincie]);
                    self.unit(year, columns, unit, &mut space);
                }
            }
            columns.give(amounts);
            spaces.give(space);
        });
    }

    /// Adds the sums in `memory` to the cells and the counts of events of provincies,
    /// and those of the country.
    pub fn keep_sums(&self, tables: &mut [Table], counters: &mut Counters, memory: &BlockScratch) {
        let mut units = units(self.vraag, tables, counters);
        let BlockScratch {
            spaces,
            sums,
            zeros,
            ..
        } = memory;
        let (country, provincies) = sums.split_first().expect("columns of the country");
        let (whole, parts) = units.split_first_mut().expect("a unit for the country");
        let keep = |amounts: &Mutex<Vec<i64>>, unit: &mut KeptUnit<'_>, is_part| {
            let mut space = spaces.take().unwrap_or_default();
            let amounts = amounts.lock().unwrap_or_else(PoisonError::into_inner);
            let size = self.layout.lines_a_year() * self.stride();
            for ((year, lines), amounts) in self.years().zip(amounts.chunks_exact(size)) {
                let columns = self.columns((KeptAmounts::Sum(amounts), lines), zeros);
                if is_part {
                    self.add_up(columns, year, country);
                }
                self.unit(year, columns, unit, &mut space);
            }
            spaces.give(space);
        };
        let parts = provincies.par_iter().zip(parts).with_max_len(1);
        parts.for_each(|(amounts, unit)| keep(amounts, unit, true));
        keep(country, whole, false);
    }

    /// The lines of every year.
    fn years(&self) -> impl Iterator<Item = (usize, &[LineFacts])> {
        self.lines
            .chunks_exact(self.layout.lines_a_year())
            .enumerate()
    }

    /// One unit in a year.
    fn columns<'c>(
        &self,
        (amounts, lines): (KeptAmounts<'c>, &'c [LineFacts]),
        zeros: &'c [i32],
    ) -> KeptColumns<'c> {
        KeptColumns {
            amounts,
            lines,
            zeros,
            stride: self.stride(),
            draws: self.draws,
        }
    }

    /// Makes the columns of so many sums those of nothing.
    fn empty(&self, memory: &mut BlockScratch, count: usize) {
        let BlockScratch { sums, zeros, .. } = memory;
        zeros.resize(self.draws, 0);
        sums.resize_with(count, Mutex::default);
        for columns in sums {
            let columns = columns.get_mut().unwrap_or_else(PoisonError::into_inner);
            columns.clear();
            columns.resize(self.layout.lines() * self.stride(), 0);
        }
    }

    /// Adds a unit in one year to a sum.
    fn add_up(&self, columns: KeptColumns<'_>, year: usize, sums: &Mutex<Vec<i64>>) {
        let stride = self.stride();
        let size = columns.lines.len() * stride;
        let mut sums = sums.lock().unwrap_or_else(PoisonError::into_inner);
        let sums = sums[year * size..][..size].chunks_exact_mut(stride);
        for (line, sums) in sums.enumerate() {
            if columns.lines[line].is_own() {
                add_column(sums, columns.line(line));
            }
        }
    }

    /// From one column to the next: room for all strips, and not a power of two, for
    /// those would all want the same place in the cache.
    fn stride(&self) -> usize {
        self.draws.next_multiple_of(FEW) + GROUP
    }

    /// Puts the strips of one group in one year into columns.
    fn write(
        &self,
        strips: &[Strip],
        place: (usize, usize),
        lines: &[LineFacts],
        columns: &mut GroupColumns,
    ) {
        let stride = self.stride();
        columns.make_room(lines.len() * GROUP, stride);
        for (strip, first) in strips.iter().zip((0..).step_by(FEW)) {
            strip.write(place, lines, columns, (stride, first));
        }
        columns.set_apart(stride);
    }

    /// Adds one unit in one year to its cells.
    fn unit(
        &self,
        year: usize,
        columns: KeptColumns<'_>,
        unit: &mut KeptUnit<'_>,
        space: &mut KeepScratch,
    ) {
        let index = self.first + year;
        let scenarios = self.layout.scenarios;
        let KeepScratch {
            derived: [first, other],
            difference,
        } = space;
        for scenario in 0..scenarios {
            let column = |column| columns.get(scenario, column);
            derive(column, if scenario == 0 { first } else { other });
            let own = if scenario == 0 { &*first } else { &*other };
            let series = fields(column, own);
            let lines = &self.begroting[scenario * self.vraag.jaren().len() + index];
            let line = lines.filter(|_| unit.is_country);
            let events = &mut unit.events[scenario][index * EVENTS.len()..][..EVENTS.len()];
            let back = above(column(Column::Terugvordering), 0);
            let short = below(column(Column::Kas), column(Column::Kosten));
            let over = line.map_or(0, |line| above(column(Column::UitkeringVoorlopig), line));
            for (event, count) in events.iter_mut().zip([back, short, over]) {
                *event += count * u64::from(self.repeated);
            }
            let cells = unit.cells[scenario][index * KEPT_FIELDS.len()..].iter_mut();
            for (cell, values) in cells.zip(series) {
                self.add(cell, values);
            }
            if scenario > 0 {
                let base = fields(|column| columns.get(0, column), first);
                let cells = &mut *unit.cells[scenarios + scenario - 1];
                let cells = cells[index * KEPT_FIELDS.len()..].iter_mut();
                for (cell, (values, base)) in cells.zip(series.into_iter().zip(base)) {
                    difference.subtract(values, base);
                    self.add(cell, difference.values());
                }
            }
        }
    }

    /// Adds the values of a field to its cell.
    fn add(&self, cell: &mut Cell, values: Batch<'_>) {
        if self.repeated == 1 {
            cell.add_batch(values);
        } else {
            let value = values.first().expect("a row for all draws");
            cell.add_repeated(value, self.repeated);
        }
    }
}
