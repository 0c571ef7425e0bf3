//! The fields of a unit, and what is counted of them, from its columns: loops over
//! many draws.

use super::columns::{DIFFERENCES, difference};
use crate::columns::Column;
use crate::exact::vector::vectorised;
use crate::simulate::request::KEPT_FIELDS;

/// The values of the fields that are no column, one after another: each the difference
/// of two columns.
pub(crate) fn derive<'a>(
    column: impl Fn(Column) -> &'a [i64],
    draws: usize,
    derived: &mut Vec<i64>,
) {
    derived.resize(DIFFERENCES * draws, 0);
    let differences = KEPT_FIELDS.into_iter().filter_map(difference);
    for (values, (from, less)) in derived.chunks_exact_mut(draws).zip(differences) {
        let (from, less) = (column(from), column(less));
        vectorised(
            #[inline(always)]
            || subtract((values, from, less)),
        );
    }
}

/// The values of [`KEPT_FIELDS`], draw after draw.
pub(crate) fn fields<'a>(
    column: impl Fn(Column) -> &'a [i64],
    draws: usize,
    derived: &'a [i64],
) -> [&'a [i64]; KEPT_FIELDS.len()] {
    let mut derived = derived.chunks_exact(draws);
    KEPT_FIELDS.map(|field| match difference(field) {
        Some(_) => derived.next().expect("a stretch for every difference"),
        None => column(field),
    })
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
