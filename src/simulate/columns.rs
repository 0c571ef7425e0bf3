//! Where the amounts of a draw wait for the rest of their block.
//!
//! A draw is made gemeente after gemeente and a cell wants draw after draw, so
//! somewhere the amounts have to change sides. A row holds those of one draw,
//! with everything about eight units side by side: [`super::keep`] reads it in
//! long stretches and turns eight by eight numbers at a time.

use super::statistics::LARGEST;
use super::vraag::Vraag;
use crate::money::Cents;
use crate::projection::{Jaarprojectie, Projection};
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

/// Writes the years of a draw from the one at place `skip` on to a row; `false`
/// where an amount, or a sum of some of a column, is not below half of [`LARGEST`].
///
/// Rows are longer than a cache and years are not, so it is the row that is
/// gone through from front to back.
pub(super) fn write(
    layout: Layout,
    skip: usize,
    projecties: &[Projection],
    row: &mut [i64],
) -> bool {
    let years = 0..layout.years;
    let results = years.flat_map(|year| projecties.iter().map(move |run| &run.jaren[skip + year]));
    let columns: Vec<&[Cents]> = results.flat_map(amounts).collect();
    for (group, row) in row.chunks_exact_mut(layout.group_width()).enumerate() {
        let places = row.as_chunks_mut::<GROUP>().0;
        for (place, amounts) in places.iter_mut().zip(&columns) {
            let amounts = &amounts[group * GROUP..];
            match amounts.first_chunk::<GROUP>() {
                // Of a known length, so that it is one move.
                Some(amounts) => *place = amounts.map(Cents::get),
                None => {
                    for (to, amount) in place.iter_mut().zip(amounts) {
                        *to = amount.get();
                    }
                }
            }
        }
    }
    columns.iter().all(|amounts| is_bounded(amounts))
}

/// What is written of one year of one scenario, in the order of [`Column`].
fn amounts(result: &Jaarprojectie) -> [&[Cents]; COLUMNS] {
    [
        &result.voorlopig.totaal,
        &result.definitief.totaal,
        &result.verantwoording.terugvordering,
        &result.kas,
        &result.kosten,
    ]
}

/// Whether the sizes of amounts add up to less than half of [`LARGEST`].
fn is_bounded(amounts: &[Cents]) -> bool {
    const HALF: u64 = LARGEST as u64 / 2;
    let most = largest(amounts).checked_mul(amounts.len() as u64);
    if most.is_some_and(|most| most < HALF) {
        return true;
    }
    let mut sizes = amounts.iter().map(|amount| amount.get().unsigned_abs());
    let sum = sizes.try_fold(0u64, u64::checked_add);
    sum.is_some_and(|sum| sum < HALF)
}
