//! Brings the amounts of a block of draws to their cells: of every scenario,
//! then of every difference with the first.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::columns::{COLUMNS, Column, GROUP, Layout};
use super::pool::Pool;
use super::row::{FEW, Strip};
use super::shard::{Counters, Table};
use super::statistics::Cell;
use super::vraag::{KANSEN, VELDEN, Vraag};
use crate::vector::vectorised;

/// Everything that is kept of one unit.
struct Unit<'a> {
    /// Cells by year and field, of every series.
    cells: Vec<&'a mut [Cell]>,
    /// Events by year and kind, of every scenario.
    events: Vec<&'a mut [u64]>,
    /// Whether it is the country, which has a budget.
    is_country: bool,
}

/// The units of the tables: the country and the provincies, then the gemeenten.
fn units<'a>(vraag: &Vraag, tables: &'a mut [Table], counters: &'a mut Counters) -> Vec<Unit<'a>> {
    let years = vraag.jaren().len();
    let mut units: Vec<Unit> = (0..vraag.eenheden())
        .map(|index| Unit {
            cells: Vec::new(),
            events: Vec::new(),
            is_country: index == 0,
        })
        .collect();
    let sums = 1 + vraag.provincies().len();
    for (table, range) in tables.iter_mut().zip([0..sums, sums..vraag.eenheden()]) {
        let cells = table.cells.chunks_exact_mut(years * VELDEN.len());
        let places = range.clone().cycle();
        for (unit, cells) in places.zip(cells) {
            units[unit].cells.push(cells);
        }
    }
    let events = counters.counts.chunks_exact_mut(years * KANSEN.len());
    for (unit, events) in (0..vraag.eenheden()).cycle().zip(events) {
        units[unit].events.push(events);
    }
    units
}

/// Draws that are brought to their cells.
pub(super) struct Block<'a> {
    pub vraag: &'a Vraag,
    pub layout: Layout,
    /// One draw after another.
    pub strips: &'a [Strip],
    /// How many draws there are; the last strip may have room for more.
    pub draws: usize,
    /// The first of the years that the draws are about.
    pub first: usize,
    /// How many draws each one stands for.
    pub repeated: u32,
    /// Budget lines by scenario and year, where there are any.
    pub begroting: &'a [Option<i64>],
}

/// Memory that blocks bring their draws to cells in, one after the other.
#[derive(Default)]
pub(super) struct Memory {
    spaces: Pool<Space>,
    /// Columns of the country and then of every provincie, year after year.
    sums: Vec<Mutex<Vec<i64>>>,
}

/// The memory of one thread.
#[derive(Default)]
struct Space {
    /// The columns of a group in one year, draw after draw.
    columns: Vec<i64>,
    /// Derived fields of one unit: of the first scenario, and of another.
    derived: [Vec<i64>; 2],
    difference: Vec<i64>,
}

impl Block<'_> {
    /// Adds the draws to the cells and the counts of events.
    pub fn keep(&self, tables: &mut [Table], counters: &mut Counters, memory: &mut Memory) {
        let mut units = units(self.vraag, tables, counters);
        let sums = 1 + self.vraag.provincies().len();
        let (sums, gemeenten) = units.split_at_mut(sums);
        let Memory {
            spaces,
            sums: columns,
        } = memory;
        self.empty(columns, sums.len());
        let (country, provincies) = columns.split_first().expect("columns of the country");
        // Sums of whole numbers: whoever comes first, they end up the same.
        let groups = gemeenten.par_chunks_mut(GROUP).enumerate();
        groups.for_each(|(group, units)| {
            let mut space = spaces.take().unwrap_or_default();
            for year in 0..self.layout.years {
                self.columns(group, year, &mut space.columns);
                for (lane, unit) in units.iter_mut().enumerate() {
                    let provincie = self.vraag.provincie_van()[group * GROUP + lane];
                    self.add_up(&space.columns, (lane, GROUP), year, &provincies[provincie]);
                    self.unit(year, (lane, GROUP), unit, &mut space);
                }
            }
            spaces.give(space);
        });
        let (whole, parts) = sums.split_first_mut().expect("a unit for the country");
        let parts = provincies.par_iter().zip(parts);
        parts.for_each(|(columns, unit)| self.sums(columns, unit, spaces, Some(country)));
        self.sums(country, whole, spaces, None);
    }

    /// Makes the columns of so many sums those of nothing.
    fn empty(&self, sums: &mut Vec<Mutex<Vec<i64>>>, count: usize) {
        sums.resize_with(count, Mutex::default);
        for columns in sums {
            let columns = columns.get_mut().unwrap_or_else(PoisonError::into_inner);
            columns.clear();
            columns.resize(self.layout.years * self.lines() * self.stride(), 0);
        }
    }

    /// Columns of one unit in one year.
    fn lines(&self) -> usize {
        self.layout.scenarios * COLUMNS
    }

    /// Adds one of `lanes` to a sum.
    fn add_up(
        &self,
        columns: &[i64],
        (lane, lanes): (usize, usize),
        year: usize,
        sums: &Mutex<Vec<i64>>,
    ) {
        let stride = self.stride();
        let size = self.lines() * stride;
        let mut sums = sums.lock().unwrap_or_else(PoisonError::into_inner);
        let sums = sums[year * size..][..size].chunks_exact_mut(stride);
        let columns = columns.chunks_exact(stride).skip(lane).step_by(lanes);
        for (sums, amounts) in sums.zip(columns) {
            vectorised(
                #[inline(always)]
                || add((sums, amounts)),
            );
        }
    }

    /// Brings a sum to its cells, and adds it to another.
    fn sums(
        &self,
        columns: &Mutex<Vec<i64>>,
        unit: &mut Unit<'_>,
        spaces: &Pool<Space>,
        whole: Option<&Mutex<Vec<i64>>>,
    ) {
        let mut space = spaces.take().unwrap_or_default();
        let columns = columns.lock().unwrap_or_else(PoisonError::into_inner);
        let years = columns.chunks_exact(self.lines() * self.stride());
        for (year, columns) in years.enumerate() {
            if let Some(whole) = whole {
                self.add_up(columns, (0, 1), year, whole);
            }
            space.columns.clear();
            space.columns.extend_from_slice(columns);
            self.unit(year, (0, 1), unit, &mut space);
        }
        spaces.give(space);
    }

    /// From one column to the next: room for all strips, and not a power of two, for
    /// those would all want the same place in the cache.
    fn stride(&self) -> usize {
        self.strips.len() * FEW + GROUP
    }

    /// Puts the strips of one group in one year into columns.
    fn columns(&self, group: usize, year: usize, columns: &mut Vec<i64>) {
        let stride = self.stride();
        let size = self.lines() * GROUP;
        columns.resize(size * stride, 0);
        let start = group * self.layout.group_width() + self.layout.place(year);
        for (strip, first) in self.strips.iter().zip((0..).step_by(FEW)) {
            strip.write(start..start + size, columns, stride, first);
        }
    }

    /// Adds one unit in one year, which is one of `lanes` in the columns, to its cells.
    fn unit(
        &self,
        year: usize,
        (lane, lanes): (usize, usize),
        unit: &mut Unit<'_>,
        space: &mut Space,
    ) {
        let (draws, stride) = (self.draws, self.stride());
        let index = self.first + year;
        let scenarios = self.layout.scenarios;
        let Space {
            columns,
            derived: [first, other],
            difference,
        } = space;
        for scenario in 0..scenarios {
            let column = |column: Column| {
                let line = scenario * COLUMNS + column as usize;
                &columns[(line * lanes + lane) * stride..][..draws]
            };
            let series = if scenario == 0 {
                derive(column, draws, first);
                fields(column, first)
            } else {
                derive(column, draws, other);
                fields(column, other)
            };
            let lines = &self.begroting[scenario * self.vraag.jaren().len() + index];
            let line = lines.filter(|_| unit.is_country);
            let events = &mut unit.events[scenario][index * KANSEN.len()..][..KANSEN.len()];
            let counts = vectorised(
                #[inline(always)]
                || {
                    count([
                        (Some(0), column(Column::Terugvordering)),
                        (line, column(Column::Voorlopig)),
                    ])
                },
            );
            let short = vectorised(
                #[inline(always)]
                || less((column(Column::Kas), column(Column::Kosten))),
            );
            for (event, count) in events.iter_mut().zip([counts[0], short, counts[1]]) {
                *event += count * u64::from(self.repeated);
            }
            self.add(unit.cells[scenario], index, series);
            if scenario > 0 {
                let base =
                    |column: Column| &columns[(column as usize * lanes + lane) * stride..][..draws];
                difference.resize(VELDEN.len() * draws, 0);
                let mut places = difference.chunks_exact_mut(draws);
                for (values, base) in series.into_iter().zip(fields(base, first)) {
                    let place = places.next().expect("a stretch for every field");
                    vectorised(
                        #[inline(always)]
                        || subtract((place, values, base)),
                    );
                }
                let mut places = difference.chunks_exact(draws);
                let series = [(); VELDEN.len()].map(|()| places.next().unwrap_or_default());
                self.add(unit.cells[scenarios + scenario - 1], index, series);
            }
        }
    }

    /// Adds the fields of one series to their cells.
    fn add(&self, cells: &mut [Cell], index: usize, series: [&[i64]; VELDEN.len()]) {
        let cells = &mut cells[index * VELDEN.len()..][..VELDEN.len()];
        for (cell, values) in cells.iter_mut().zip(series) {
            if self.repeated == 1 {
                cell.add_all(values);
            } else {
                let &value = values.first().expect("a row for all draws");
                cell.add_repeated(value, self.repeated);
            }
        }
    }
}

/// The values of the fields that are no column: verrekening and saldo.
fn derive<'a>(column: impl Fn(Column) -> &'a [i64], draws: usize, derived: &mut Vec<i64>) {
    derived.resize(2 * draws, 0);
    let (verrekening, saldo) = derived.split_at_mut(draws);
    let [voorlopig, definitief, kosten] =
        [Column::Voorlopig, Column::Definitief, Column::Kosten].map(column);
    vectorised(
        #[inline(always)]
        || subtract((verrekening, definitief, voorlopig)),
    );
    vectorised(
        #[inline(always)]
        || subtract((saldo, definitief, kosten)),
    );
}

/// The values of [`VELDEN`], draw after draw.
fn fields<'a>(column: impl Fn(Column) -> &'a [i64], derived: &'a [i64]) -> [&'a [i64]; 6] {
    let (verrekening, saldo) = derived.split_at(derived.len() / 2);
    [
        column(Column::Voorlopig),
        column(Column::Definitief),
        verrekening,
        saldo,
        column(Column::Terugvordering),
        column(Column::Kas),
    ]
}

/// Sums, which [`Row::write`] bounds.
#[inline(always)]
fn add((sums, amounts): (&mut [i64], &[i64])) {
    for (sum, amount) in sums.iter_mut().zip(amounts) {
        *sum = sum.wrapping_add(*amount);
    }
}

/// Differences; amounts are below [`super::statistics::LARGEST`].
#[inline(always)]
fn subtract((to, from, less): (&mut [i64], &[i64], &[i64])) {
    for (to, (from, less)) in to.iter_mut().zip(from.iter().zip(less)) {
        *to = from.wrapping_sub(*less);
    }
}

/// How many values are above a line; none where there is no line.
#[inline(always)]
fn count(all: [(Option<i64>, &[i64]); 2]) -> [u64; 2] {
    all.map(|(line, values)| {
        let line = line.unwrap_or(i64::MAX);
        let above = values.iter().map(|&value| u64::from(value > line));
        above.fold(0, u64::wrapping_add)
    })
}

/// How often the first is below the second.
#[inline(always)]
fn less((values, others): (&[i64], &[i64])) -> u64 {
    let below = values.iter().zip(others);
    let below = below.map(|(value, other)| u64::from(value < other));
    below.fold(0, u64::wrapping_add)
}
