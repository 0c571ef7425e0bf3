//! Where the amounts of a draw wait for the rest of their block.
//!
//! A draw is made gemeente after gemeente and a cell wants draw after draw, so
//! somewhere the amounts have to change sides. A row holds those of one draw,
//! with everything about eight units side by side: [`super::keep`] reads it in
//! long stretches and turns eight by eight numbers at a time.

use super::statistics::LARGEST;
use super::vraag::Vraag;
use crate::money::Cents;
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

    /// Where in a group the numbers of a year, scenario and column begin.
    pub fn place(self, year: usize, scenario: usize, column: usize) -> usize {
        ((year * self.scenarios + scenario) * COLUMNS + column) * GROUP
    }
}

/// Writes one year of one scenario to a row; `false` where an amount, or a sum
/// of some of a column, is not below half of [`LARGEST`].
pub(super) fn write(
    layout: Layout,
    (year, scenario): (usize, usize),
    result: &Jaarprojectie,
    row: &mut [i64],
) -> bool {
    let columns = [
        (Column::Voorlopig, &result.voorlopig.totaal),
        (Column::Definitief, &result.definitief.totaal),
        (
            Column::Terugvordering,
            &result.verantwoording.terugvordering,
        ),
        (Column::Kas, &result.kas),
        (Column::Kosten, &result.kosten),
    ];
    for (column, amounts) in columns {
        let place = layout.place(year, scenario, column as usize);
        let mut groups = row.chunks_exact_mut(layout.group_width());
        let (full, rest) = amounts.as_chunks::<GROUP>();
        for (amounts, group) in full.iter().zip(&mut groups) {
            // Of a known length, so that it is one move.
            group[place..][..GROUP].copy_from_slice(&amounts.map(Cents::get));
        }
        for group in groups {
            for (to, amount) in group[place..].iter_mut().zip(rest) {
                *to = amount.get();
            }
        }
    }
    columns.iter().all(|(_, amounts)| is_bounded(amounts))
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
