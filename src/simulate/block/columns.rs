//! Which amounts of a draw are kept, and in what order they lie in its row.

use crate::columns::{Column, ColumnSet, SumOf};
use crate::exact::money::Cents;
use crate::projection::{Measure, YearProjection};
use crate::simulate::request::{KEPT_FIELDS, Request};

/// What the events of a draw are read from.
const OF_EVENTS: [Column; 4] = [
    Column::UitkeringVoorlopig,
    Column::Terugvordering,
    Column::Kas,
    Column::Kosten,
];

/// The two columns whose difference a field is; `None` for a field that is written.
pub(crate) const fn difference(field: Column) -> Option<(Column, Column)> {
    let SumOf { plus, minus } = field.definition().sum_of;
    match (plus, minus) {
        (&[from], &[less]) => Some((from, less)),
        _ => None,
    }
}

const WRITTEN_SET: ColumnSet = {
    let (mut set, mut index) = (ColumnSet::NONE.and(&OF_EVENTS), 0);
    while index < KEPT_FIELDS.len() {
        set = match difference(KEPT_FIELDS[index]) {
            Some((from, less)) => set.and(&[from, less]),
            None => set.and(&[KEPT_FIELDS[index]]),
        };
        index += 1;
    }
    set
};

/// How many columns there are in [`WRITTEN`].
pub(crate) const KEPT_COLUMNS: usize = WRITTEN_SET.len();

/// What is written of one unit in one year and scenario; every field and every event
/// follows from these.
pub(crate) const WRITTEN: [Column; KEPT_COLUMNS] = WRITTEN_SET.in_order_of(Column::ALL);

/// How many of the fields are differences.
pub(crate) const DIFFERENCES: usize = {
    let (mut count, mut index) = (0, 0);
    while index < KEPT_FIELDS.len() {
        count += difference(KEPT_FIELDS[index]).is_some() as usize;
        index += 1;
    }
    count
};

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

/// Where a run has each of [`WRITTEN`].
const SLICES: [fn(&YearProjection) -> &[Cents]; KEPT_COLUMNS] = {
    let mut slices: [fn(&YearProjection) -> &[Cents]; KEPT_COLUMNS] = [|_| &[]; KEPT_COLUMNS];
    let mut index = 0;
    while index < KEPT_COLUMNS {
        slices[index] = match Measure::of(WRITTEN[index]) {
            Measure::Amounts(of) => of,
            _ => panic!("a field that is kept is an amount of the run, or one less another"),
        };
        index += 1;
    }
    slices
};

/// What is written of one year of one scenario, in the order of [`WRITTEN`].
pub(crate) fn amounts(result: &YearProjection) -> [&[Cents]; KEPT_COLUMNS] {
    SLICES.map(|of| of(result))
}
