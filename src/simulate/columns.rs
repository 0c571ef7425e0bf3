//! Where the amounts of a draw wait for the rest of their block.
//!
//! A draw is made gemeente after gemeente and a cell wants draw after draw, so
//! somewhere the amounts have to change sides. A row holds those of one draw,
//! with everything about eight units side by side: [`super::keep`] reads it in
//! long stretches and turns eight by eight numbers at a time.

use super::vraag::Vraag;
use crate::projection::Jaarprojectie;
use crate::vector::largest;

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
    /// Groups of the country and the provincies; those of gemeenten follow.
    pub sum_groups: usize,
    /// All groups.
    pub groups: usize,
}

impl Layout {
    /// The shape for the last `years` years of a question.
    pub fn new(vraag: &Vraag, years: usize) -> Self {
        let sum_groups = (1 + vraag.provincies().len()).div_ceil(GROUP);
        Self {
            years,
            scenarios: vraag.modellen.len(),
            sum_groups,
            groups: sum_groups + vraag.gemeenten().div_ceil(GROUP),
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

    /// Where in a group the numbers of a year, scenario and column begin.
    pub fn place(self, year: usize, scenario: usize, column: usize) -> usize {
        ((year * self.scenarios + scenario) * COLUMNS + column) * GROUP
    }
}

/// Memory for one column: the sums, filled up to whole groups, and the gemeenten.
#[derive(Debug, Clone, Default)]
pub(super) struct Space {
    amounts: Vec<i64>,
}

/// Writes one year of one scenario to a row; gives a number at least as large
/// as every amount of it.
pub(super) fn write(
    vraag: &Vraag,
    layout: Layout,
    (year, scenario): (usize, usize),
    result: &Jaarprojectie,
    space: &mut Space,
    row: &mut [i64],
) -> u64 {
    let sums = layout.sum_groups * GROUP;
    let amounts = &mut space.amounts;
    amounts.resize(layout.groups * GROUP, 0);
    let mut sizes = 0;
    for column in [
        Column::Voorlopig,
        Column::Definitief,
        Column::Terugvordering,
        Column::Kas,
        Column::Kosten,
    ] {
        let (country, gemeenten) = amounts.split_at_mut(sums);
        fill(column, result, &mut gemeenten[..vraag.gemeenten()]);
        country[0] = 0;
        for (index, members) in vraag.leden().iter().enumerate() {
            let sum: i64 = members.iter().map(|&member| gemeenten[member]).sum();
            country[1 + index] = sum;
            country[0] += sum;
        }
        sizes |= largest(amounts);
        let place = layout.place(year, scenario, column as usize);
        let groups = row.chunks_exact_mut(layout.group_width());
        for (group, amounts) in groups.zip(amounts.as_chunks::<GROUP>().0) {
            group[place..][..GROUP].copy_from_slice(amounts);
        }
    }
    sizes
}

/// The amounts of one column per gemeente.
fn fill(column: Column, result: &Jaarprojectie, amounts: &mut [i64]) {
    let from = match column {
        Column::Voorlopig => &result.voorlopig.totaal,
        Column::Definitief => &result.definitief.totaal,
        Column::Terugvordering => &result.verantwoording.terugvordering,
        Column::Kas => &result.kas,
        Column::Kosten => &result.kosten,
    };
    for (to, from) in amounts.iter_mut().zip(from) {
        *to = from.get();
    }
}
