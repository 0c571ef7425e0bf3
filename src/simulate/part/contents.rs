//! What a shard hands over: its header and everything it kept of its draws.

use serde::{Deserialize, Serialize};

use super::error::PartMismatch;
use super::header::Header;
use crate::simulate::statistics::Cell;
use crate::terms::Text;

/// One shard of a simulation, or after a [`super::merge::Merge`] the whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The simulation, and which draws of it.
    pub header: Header,
    /// The cells, table by table.
    pub tables: Vec<Table>,
    /// The counts of events, list by list.
    pub counters: Vec<Counters>,
}

/// Cells with the same dimensions, such as the gemeenten or the provincies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What the cells stand for: the last dimension runs fastest.
    pub dimensions: Vec<Dimension>,
    /// As many cells as the product of the sizes of the dimensions.
    pub cells: Vec<Cell>,
}

/// Counts of the draws in which something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    /// What is counted.
    pub name: String,
    /// What the counts stand for: the last dimension runs fastest.
    pub dimensions: Vec<Dimension>,
    /// As many counts as the product of the sizes of the dimensions, each no
    /// more than the number of draws of the part.
    pub counts: Vec<u64>,
}

/// One dimension of a table, such as 342 gemeenten or 12 fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Its name.
    pub name: String,
    /// How many values it has.
    pub size: u32,
}

/// The dimension of the years, in every table and list.
const YEARS: usize = 2;

/// Keeps of all values those of some years.
fn keep_years<T>(values: &mut Vec<T>, dimensions: &mut [Dimension], is_kept: &[bool]) {
    let within: usize = dimensions[YEARS + 1..]
        .iter()
        .map(|dimension| dimension.size as usize)
        .product();
    let mut index = 0;
    values.retain(|_| {
        let year = index / within.max(1) % is_kept.len().max(1);
        index += 1;
        is_kept.get(year).copied().unwrap_or(false)
    });
    dimensions[YEARS].size = is_kept.iter().filter(|&&kept| kept).count() as u32;
}

impl Part {
    /// A whole simulation with these years alone: what is shown of it, with every figure
    /// as it was. Its labels and tables are those of one simulation.
    #[must_use]
    pub fn of_years(mut self, jaren: &[u16]) -> Self {
        let labels = &mut self.header.labels;
        let is_kept: Vec<bool> = labels
            .jaren
            .iter()
            .map(|jaar| jaren.contains(jaar))
            .collect();
        let years = is_kept.len();
        let mut place = 0;
        labels.begroting.retain(|_| {
            place += 1;
            is_kept[(place - 1) % years.max(1)]
        });
        labels.jaren.retain(|jaar| jaren.contains(jaar));
        for table in &mut self.tables {
            keep_years(&mut table.cells, &mut table.dimensions, &is_kept);
        }
        for list in &mut self.counters {
            keep_years(&mut list.counts, &mut list.dimensions, &is_kept);
        }
        self
    }

    /// Whether header, dimensions and contents agree.
    ///
    /// # Errors
    /// What does not.
    pub fn check(&self) -> Result<(), Text> {
        let header = &self.header;
        if header.range != header.shard.range(header.draws) {
            return Err(Text::fixed(
                "de trekkingen passen niet bij het deel",
                "the draws do not fit the part",
            ));
        }
        let draws = header.range.end - header.range.start;
        let full = |table: &Table| holds(&table.dimensions, table.cells.len());
        if !self.tables.iter().all(full) {
            return Err(Text::fixed(
                "een tabel heeft meer of minder cellen dan haar afmetingen",
                "a table has more or fewer cells than its dimensions",
            ));
        }
        let mut cells = self.tables.iter().flat_map(|table| &table.cells);
        if cells.any(|cell| cell.moments().n() != draws) {
            return Err(Text::fixed(
                "een cel telt niet elke trekking",
                "a cell does not count every draw",
            ));
        }
        let full = |list: &Counters| holds(&list.dimensions, list.counts.len());
        if !self.counters.iter().all(full) {
            return Err(Text::fixed(
                "een lijst heeft meer of minder tellingen dan haar afmetingen",
                "a list has more or fewer counts than its dimensions",
            ));
        }
        let mut counts = self.counters.iter().flat_map(|list| &list.counts);
        if counts.any(|&count| count > u64::from(draws)) {
            return Err(Text::fixed(
                "een telling is hoger dan het aantal trekkingen",
                "a count is higher than the number of draws",
            ));
        }
        Ok(())
    }

    /// The scenarios of which every draw came out alike.
    pub fn without_chance(&self) -> Vec<&str> {
        let scenarios = self.header.scenarios.iter().enumerate();
        let alike = scenarios.filter(|&(series, _)| {
            let mut cells = self.tables.iter().flat_map(|table| table.series(series));
            cells.all(|cell| cell.moments().min() == cell.moments().max())
        });
        alike.map(|(_, scenario)| scenario.name.as_str()).collect()
    }

    /// The first thing in which the layout of `other` differs; none if its cells
    /// and counts can be added to these.
    pub(crate) fn layout_difference(&self, other: &Self) -> Option<PartMismatch> {
        if self.tables.len() != other.tables.len() || self.counters.len() != other.counters.len() {
            return Some(PartMismatch::Tables);
        }
        let mut tables = self.tables.iter().zip(&other.tables);
        let mut counters = self.counters.iter().zip(&other.counters);
        let table = tables.find(|(one, other)| !one.is_like(other));
        let list = counters
            .find(|(one, other)| (&one.name, &one.dimensions) != (&other.name, &other.dimensions));
        let name = table.map(|(one, _)| &one.name);
        name.or(list.map(|(one, _)| &one.name))
            .map(|name| PartMismatch::Table(name.clone()))
    }

    /// Adds the cells and counts of `other`, which has the same layout.
    pub(crate) fn add(&mut self, other: &Self) {
        let tables = self.tables.iter_mut().zip(&other.tables);
        for (cell, other) in tables.flat_map(|(one, other)| one.cells.iter_mut().zip(&other.cells))
        {
            cell.merge(other).expect("the layouts are the same");
        }
        let lists = self.counters.iter_mut().zip(&other.counters);
        for (count, other) in
            lists.flat_map(|(one, other)| one.counts.iter_mut().zip(&other.counts))
        {
            *count += other;
        }
    }
}

impl Table {
    /// The cells of one value of the first dimension.
    fn series(&self, index: usize) -> &[Cell] {
        let all = self.dimensions.first().map_or(1, |first| first.size);
        let each = self.cells.len() / all.max(1) as usize;
        &self.cells[index * each..][..each]
    }

    /// Whether the cells of `other` can be added to these.
    fn is_like(&self, other: &Self) -> bool {
        let grains = |table: &Self| table.cells.iter().map(Cell::grain).collect::<Vec<_>>();
        self.name == other.name
            && self.dimensions == other.dimensions
            && grains(self) == grains(other)
    }
}

/// Whether `dimensions` stand for `n` cells.
fn holds(dimensions: &[Dimension], n: usize) -> bool {
    let product = dimensions.iter().try_fold(1_usize, |product, dimension| {
        product.checked_mul(usize::try_from(dimension.size).ok()?)
    });
    product == Some(n)
}
