//! The fields of a unit, and what is counted of them, from its columns: loops over
//! many draws.

use super::columns::KeptColumn;
use crate::exact::vector::vectorised;

/// The values of the fields that are no column: verrekening and saldo.
pub(crate) fn derive<'a>(
    column: impl Fn(KeptColumn) -> &'a [i64],
    draws: usize,
    derived: &mut Vec<i64>,
) {
    derived.resize(2 * draws, 0);
    let (verrekening, saldo) = derived.split_at_mut(draws);
    let [voorlopig, definitief, kosten] = [
        KeptColumn::Voorlopig,
        KeptColumn::Definitief,
        KeptColumn::Kosten,
    ]
    .map(column);
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
pub(crate) fn fields<'a>(
    column: impl Fn(KeptColumn) -> &'a [i64],
    derived: &'a [i64],
) -> [&'a [i64]; 6] {
    let (verrekening, saldo) = derived.split_at(derived.len() / 2);
    [
        column(KeptColumn::Voorlopig),
        column(KeptColumn::Definitief),
        verrekening,
        saldo,
        column(KeptColumn::Terugvordering),
        column(KeptColumn::Kas),
    ]
}

/// Sums, which [`super::row::DrawRow::write`] bounds.
#[inline(always)]
pub(crate) fn add((sums, amounts): (&mut [i64], &[i64])) {
    for (sum, amount) in sums.iter_mut().zip(amounts) {
        *sum = sum.wrapping_add(*amount);
    }
}

/// Differences; amounts are below [`crate::simulate::statistics::LARGEST`].
#[inline(always)]
pub(crate) fn subtract((to, from, less): (&mut [i64], &[i64], &[i64])) {
    for (to, (from, less)) in to.iter_mut().zip(from.iter().zip(less)) {
        *to = from.wrapping_sub(*less);
    }
}

/// How many values are above a line; none where there is no line.
#[inline(always)]
pub(crate) fn count(all: [(Option<i64>, &[i64]); 2]) -> [u64; 2] {
    all.map(|(line, values)| {
        let line = line.unwrap_or(i64::MAX);
        let above = values.iter().map(|&value| u64::from(value > line));
        above.fold(0, u64::wrapping_add)
    })
}

/// How often the first is below the second.
#[inline(always)]
pub(crate) fn less((values, others): (&[i64], &[i64])) -> u64 {
    let below = values.iter().zip(others);
    let below = below.map(|(value, other)| u64::from(value < other));
    below.fold(0, u64::wrapping_add)
}
