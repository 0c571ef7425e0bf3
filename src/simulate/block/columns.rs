//! Which amounts of a draw are kept, and in what order they lie in its row.

use super::row::LineFacts;
use crate::exact::money::Cents;
use crate::projection::YearProjection;
use crate::simulate::request::Request;

/// What is written of one unit in one year and scenario; every field and every
/// event follows from these.
#[derive(Debug, Clone, Copy)]
pub(crate) enum KeptColumn {
    /// Voorlopige uitkering.
    Voorlopig,
    /// Definitieve uitkering.
    Definitief,
    /// Terugvordering.
    Terugvordering,
    /// Received in the calendar year.
    Kas,
    /// Costs.
    Kosten,
}

/// How many columns there are.
pub(crate) const KEPT_COLUMNS: usize = 5;

/// Units whose amounts lie side by side: one line of the cache.
pub(crate) const GROUP: usize = 8;

/// The shape of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// Years that differ between draws.
    pub years: usize,
    /// Scenarios.
    pub scenarios: usize,
    /// Groups of gemeenten.
    pub groups: usize,
}

impl Layout {
    /// The shape for the last `years` years of a question.
    pub fn new(vraag: &Request, years: usize) -> Self {
        Self {
            years,
            scenarios: vraag.modellen.len(),
            groups: vraag.gemeenten().div_ceil(GROUP),
        }
    }

    /// Columns of one unit in one year: scenario after scenario.
    pub fn lines_a_year(self) -> usize {
        self.scenarios * KEPT_COLUMNS
    }

    /// Columns of one unit: year after year.
    pub fn lines(self) -> usize {
        self.years * self.lines_a_year()
    }

    /// The line of the first scenario for the same column and year.
    pub fn base(self, line: usize) -> usize {
        let in_year = line % self.lines_a_year();
        line - in_year + in_year % KEPT_COLUMNS
    }

    /// Numbers in what is about one group of units: line after line.
    pub fn group_width(self) -> usize {
        self.lines() * GROUP
    }

    /// Numbers in a row.
    pub fn width(self) -> usize {
        self.groups * self.group_width()
    }
}

/// What is written of one year of one scenario, in the order of [`KeptColumn`].
pub(crate) fn amounts(result: &YearProjection) -> [&[Cents]; KEPT_COLUMNS] {
    [
        &result.voorlopig.totaal,
        &result.definitief.totaal,
        &result.verantwoording.terugvordering,
        &result.kas,
        &result.kosten,
    ]
}

/// The amounts of one unit in one year, draw after draw.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptColumns<'a> {
    /// Eurocents of as many units as there are lanes: of every line those of one unit
    /// after those of another.
    pub amounts: &'a [i64],
    /// What is known of each line: only of one with its own there are amounts.
    pub lines: &'a [LineFacts],
    /// A column of nothing.
    pub zeros: &'a [i64],
    /// Which of how many lanes the unit is, and how far one column is from the next.
    pub place: (usize, usize, usize),
    /// The number of draws.
    pub draws: usize,
}

impl<'a> KeptColumns<'a> {
    /// A column of a scenario.
    pub fn get(self, scenario: usize, column: KeptColumn) -> &'a [i64] {
        let base = column as usize;
        let line = scenario * KEPT_COLUMNS + base;
        match self.lines[line] {
            LineFacts { zero: true, .. } => &self.zeros[..self.draws],
            LineFacts { same: true, .. } => self.line(base),
            LineFacts { .. } => self.line(line),
        }
    }

    /// The amounts of a line that has its own.
    pub fn line(self, line: usize) -> &'a [i64] {
        let (lane, lanes, stride) = self.place;
        &self.amounts[(line * lanes + lane) * stride..][..self.draws]
    }
}
