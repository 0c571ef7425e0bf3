//! Which amounts of a draw are kept, and in what order they lie in its row.

use super::row::Line;
use super::vraag::Vraag;
use crate::money::Cents;
use crate::projection::Jaarprojectie;

/// What is written of one unit in one year and scenario; every field and every
/// event follows from these.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
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
pub(super) const COLUMNS: usize = 5;

/// Units whose amounts lie side by side: one line of the cache.
pub(super) const GROUP: usize = 8;

/// The shape of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Years that differ between draws.
    pub years: usize,
    /// Scenarios.
    pub scenarios: usize,
    /// Groups of gemeenten.
    pub groups: usize,
}

impl Layout {
    /// The shape for the last `years` years of a question.
    pub fn new(vraag: &Vraag, years: usize) -> Self {
        Self {
            years,
            scenarios: vraag.modellen.len(),
            groups: vraag.gemeenten().div_ceil(GROUP),
        }
    }

    /// Columns of one unit in one year: scenario after scenario.
    pub fn lines_a_year(self) -> usize {
        self.scenarios * COLUMNS
    }

    /// Columns of one unit: year after year.
    pub fn lines(self) -> usize {
        self.years * self.lines_a_year()
    }

    /// The line of the first scenario for the same column and year.
    pub fn base(self, line: usize) -> usize {
        let in_year = line % self.lines_a_year();
        line - in_year + in_year % COLUMNS
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

/// What is written of one year of one scenario, in the order of [`Column`].
pub(super) fn amounts(result: &Jaarprojectie) -> [&[Cents]; COLUMNS] {
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
pub(super) struct Columns<'a> {
    /// Eurocents of as many units as there are lanes: of every line those of one unit
    /// after those of another.
    pub amounts: &'a [i64],
    /// What is known of each line: only of one with its own there are amounts.
    pub lines: &'a [Line],
    /// A column of nothing.
    pub zeros: &'a [i64],
    /// Which of how many lanes the unit is, and how far one column is from the next.
    pub place: (usize, usize, usize),
    /// The number of draws.
    pub draws: usize,
}

impl<'a> Columns<'a> {
    /// A column of a scenario.
    pub fn get(self, scenario: usize, column: Column) -> &'a [i64] {
        let base = column as usize;
        let line = scenario * COLUMNS + base;
        match self.lines[line] {
            Line { zero: true, .. } => &self.zeros[..self.draws],
            Line { same: true, .. } => self.line(base),
            Line { .. } => self.line(line),
        }
    }

    /// The amounts of a line that has its own.
    pub fn line(self, line: usize) -> &'a [i64] {
        let (lane, lanes, stride) = self.place;
        &self.amounts[(line * lanes + lane) * stride..][..self.draws]
    }
}
