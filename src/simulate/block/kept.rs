//! The amounts of a block of draws, column by column.

use super::columns::{GROUP, KEPT_COLUMNS, WRITTEN};
use super::row::LineFacts;
use crate::columns::Column;
use crate::simulate::statistics::Batch;

/// The columns of a group of units in one year, line after line and unit after unit.
///
/// In 32 bits, for half as much then goes to and fro between the processor and its
/// caches; a column of which these do not hold every amount stands apart in 64.
#[derive(Debug, Clone, Default)]
pub(crate) struct GroupColumns {
    /// Eurocents, of every column; where one stands apart, of no use.
    pub near: Vec<i32>,
    /// Columns that stand apart, by place.
    pub wide: Vec<(usize, Vec<i64>)>,
    /// Of which column and draw an amount stands apart, while they are written.
    pub far: Vec<(usize, usize, i64)>,
}

impl GroupColumns {
    /// Sees to it that so many columns of `stride` draws can be written.
    pub fn make_room(&mut self, columns: usize, stride: usize) {
        self.near.resize(columns * stride, 0);
        self.far.clear();
    }

    /// Puts the columns apart of which [`GroupColumns::far`] has amounts, once all are
    /// written.
    pub fn set_apart(&mut self, stride: usize) {
        let Self { near, wide, far } = self;
        far.sort_unstable();
        let columns = far.chunk_by(|one, other| one.0 == other.0);
        let mut count = 0;
        for amounts in columns {
            let column = amounts[0].0;
            if count == wide.len() {
                wide.push((0, Vec::new()));
            }
            let (place, apart) = &mut wide[count];
            *place = column;
            apart.clear();
            let near = &near[column * stride..][..stride];
            apart.extend(near.iter().map(|&amount| i64::from(amount)));
            for &(_, draw, amount) in amounts {
                apart[draw] = amount;
            }
            count += 1;
        }
        wide.truncate(count);
    }
}

/// Where amounts are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum KeptAmounts<'a> {
    /// Of which unit of a group.
    Group(&'a GroupColumns, usize),
    /// Of a sum of units.
    Sum(&'a [i64]),
}

/// The amounts of one unit in one year, draw after draw.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptColumns<'a> {
    /// Eurocents, line after line.
    pub amounts: KeptAmounts<'a>,
    /// What is known of each line: only of one with its own there are amounts.
    pub lines: &'a [LineFacts],
    /// A column of nothing.
    pub zeros: &'a [i32],
    /// How far one column is from the next.
    pub stride: usize,
    /// The number of draws.
    pub draws: usize,
}

impl<'a> KeptColumns<'a> {
    /// A column of a scenario.
    ///
    /// # Panics
    /// If the column is not among [`WRITTEN`].
    pub fn get(self, scenario: usize, column: Column) -> Batch<'a> {
        let base = WRITTEN.iter().position(|&written| written == column);
        let base = base.expect("a column that is written");
        let line = scenario * KEPT_COLUMNS + base;
        match self.lines[line] {
            LineFacts { zero: true, .. } => Batch::Narrow(&self.zeros[..self.draws]),
            LineFacts { same: true, .. } => self.line(base),
            LineFacts { .. } => self.line(line),
        }
    }

    /// The amounts of a line that has its own.
    pub fn line(self, line: usize) -> Batch<'a> {
        let (stride, draws) = (self.stride, self.draws);
        match self.amounts {
            KeptAmounts::Sum(amounts) => Batch::Wide(&amounts[line * stride..][..draws]),
            KeptAmounts::Group(columns, lane) => {
                let column = line * GROUP + lane;
                let apart = columns.wide.iter().find(|(place, _)| *place == column);
                match apart {
                    Some((_, amounts)) => Batch::Wide(&amounts[..draws]),
                    None => Batch::Narrow(&columns.near[column * stride..][..draws]),
                }
            }
        }
    }
}
