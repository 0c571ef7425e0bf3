//! Which amounts of a draw are kept, and in what order they lie in its row.

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

    /// Numbers in what is about one group of units.
    pub fn group_width(self) -> usize {
        self.years * self.scenarios * COLUMNS * GROUP
    }

    /// Numbers in a row.
    pub fn width(self) -> usize {
        self.groups * self.group_width()
    }

    /// Where in a group the numbers of a year begin: scenario after scenario,
    /// column after column.
    pub fn place(self, year: usize) -> usize {
        year * self.scenarios * COLUMNS * GROUP
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
