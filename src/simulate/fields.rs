//! The fields of a unit, and what is counted of them, from its columns: loops over
//! many draws.

use super::columns::Column;
use crate::vector::vectorised;

/// The values of the fields that are no column: verrekening and saldo.
pub(super) fn derive<'a>(
    column: impl Fn(Column) -> &'a [i64],
    draws: usize,
    derived: &mut Vec<i64>,
) {
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
pub(super) fn fields<'a>(
    column: impl Fn(Column) -> &'a [i64],
    derived: &'a [i64],
) -> [&'a [i64]; 6] {
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

/// Sums, which [`super::row::Row::write`] bounds.
#[inline(always)]
pub(super) fn add((sums, amounts): (&mut [i64], &[i64])) {
    for (sum, amount) in sums.iter_mut().zip(amounts) {
        *sum = sum.wrapping_add(*amount);
    }
}

/// Differences; amounts are below [`super::statistics::LARGEST`].
#[inline(always)]
pub(super) fn subtract((to, from, less): (&mut [i64], &[i64], &[i64])) {
    for (to, (from, less)) in to.iter_mut().zip(from.iter().zip(less)) {
        *to = from.wrapping_sub(*less);
    }
}

/// How many values are above a line; none where there is no line.
#[inline(always)]
pub(super) fn count(all: [(Option<i64>, &[i64]); 2]) -> [u64; 2] {
    all.map(|(line, values)| {
        let line = line.unwrap_or(i64::MAX);
        let above = values.iter().map(|&value| u64::from(value > line));
        above.fold(0, u64::wrapping_add)
    })
}

/// How often the first is below the second.
#[inline(always)]
pub(super) fn less((values, others): (&[i64], &[i64])) -> u64 {
    let below = values.iter().zip(others);
    let below = below.map(|(value, other)| u64::from(value < other));
    below.fold(0, u64::wrapping_add)
}
