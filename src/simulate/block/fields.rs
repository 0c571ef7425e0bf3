//! The fields of a unit, and what is counted of them, from its columns: loops over
//! many draws.

use super::columns::{DIFFERENCES, difference};
use crate::columns::Column;
use crate::exact::vector::vectorised;
use crate::simulate::request::KEPT_FIELDS;
use crate::simulate::statistics::{Amount, Batch};

/// Values that were worked out, in as many bits as they need.
#[derive(Debug, Clone, Default)]
pub(crate) struct Derived {
    near: Vec<i32>,
    wide: Vec<i64>,
    is_wide: bool,
}

impl Derived {
    /// The values.
    pub fn values(&self) -> Batch<'_> {
        if self.is_wide {
            Batch::Wide(&self.wide)
        } else {
            Batch::Narrow(&self.near)
        }
    }

    /// Makes it the difference of two columns of the same length; amounts are below
    /// [`crate::simulate::statistics::LARGEST`].
    pub fn subtract(&mut self, from: Batch<'_>, less: Batch<'_>) {
        let Self {
            near,
            wide,
            is_wide,
        } = self;
        *is_wide = false;
        match (from, less) {
            (Batch::Narrow(from), Batch::Narrow(less)) => {
                near.resize(from.len(), 0);
                let overflow = vectorised(
                    #[inline(always)]
                    || subtract_narrow((&mut near[..], from, less)),
                );
                if overflow < 0 {
                    *is_wide = true;
                    subtract_wide(wide, from, less);
                }
                return;
            }
            (Batch::Narrow(from), Batch::Wide(less)) => subtract_wide(wide, from, less),
            (Batch::Wide(from), Batch::Narrow(less)) => subtract_wide(wide, from, less),
            (Batch::Wide(from), Batch::Wide(less)) => subtract_wide(wide, from, less),
        }
        *is_wide = true;
    }
}

/// The values of the fields that are no column, one after another: each the difference
/// of two columns.
pub(crate) fn derive<'a>(
    column: impl Fn(Column) -> Batch<'a>,
    derived: &mut [Derived; DIFFERENCES],
) {
    let differences = KEPT_FIELDS.into_iter().filter_map(difference);
    for (values, (from, less)) in derived.iter_mut().zip(differences) {
        values.subtract(column(from), column(less));
    }
}

/// The values of [`KEPT_FIELDS`], draw after draw.
pub(crate) fn fields<'a>(
    column: impl Fn(Column) -> Batch<'a>,
    derived: &'a [Derived; DIFFERENCES],
) -> [Batch<'a>; KEPT_FIELDS.len()] {
    let mut derived = derived.iter();
    KEPT_FIELDS.map(|field| match difference(field) {
        Some(_) => derived.next().expect("values of every difference").values(),
        None => column(field),
    })
}

/// Adds a column to sums, which [`super::row::DrawRow::write`] bounds.
pub(crate) fn add_column(sums: &mut [i64], amounts: Batch<'_>) {
    vectorised(
        #[inline(always)]
        || match amounts {
            Batch::Narrow(amounts) => add((sums, amounts)),
            Batch::Wide(amounts) => add((sums, amounts)),
        },
    );
}

/// How many values are above a line.
pub(crate) fn above(values: Batch<'_>, line: i64) -> u64 {
    vectorised(
        #[inline(always)]
        || match values {
            Batch::Narrow(values) => count((values, line)),
            Batch::Wide(values) => count((values, line)),
        },
    )
}

/// How often the first is below the second.
pub(crate) fn below(values: Batch<'_>, others: Batch<'_>) -> u64 {
    vectorised(
        #[inline(always)]
        || match (values, others) {
            (Batch::Narrow(values), Batch::Narrow(others)) => less((values, others)),
            (Batch::Narrow(values), Batch::Wide(others)) => less((values, others)),
            (Batch::Wide(values), Batch::Narrow(others)) => less((values, others)),
            (Batch::Wide(values), Batch::Wide(others)) => less((values, others)),
        },
    )
}

#[inline(always)]
fn add<T: Amount>((sums, amounts): (&mut [i64], &[T])) {
    for (sum, &amount) in sums.iter_mut().zip(amounts) {
        *sum = sum.wrapping_add(amount.into());
    }
}

/// Differences; gives a number below zero if 32 bits do not hold one of them, which is
/// where it has another sign than both would give.
#[inline(always)]
fn subtract_narrow((to, from, less): (&mut [i32], &[i32], &[i32])) -> i32 {
    let mut overflow = 0;
    for (to, (&from, &less)) in to.iter_mut().zip(from.iter().zip(less)) {
        *to = from.wrapping_sub(less);
        overflow |= (from ^ less) & (from ^ *to);
    }
    overflow
}

fn subtract_wide<A: Amount, B: Amount>(to: &mut Vec<i64>, from: &[A], less: &[B]) {
    to.resize(from.len(), 0);
    let to = &mut to[..];
    vectorised(
        #[inline(always)]
        || subtract((to, from, less)),
    );
}

#[inline(always)]
fn subtract<A: Amount, B: Amount>((to, from, less): (&mut [i64], &[A], &[B])) {
    for (to, (&from, &less)) in to.iter_mut().zip(from.iter().zip(less)) {
        *to = from.into().wrapping_sub(less.into());
    }
}

#[inline(always)]
fn count<T: Amount>((values, line): (&[T], i64)) -> u64 {
    let above = values.iter().map(|&value| u64::from(value.into() > line));
    above.fold(0, u64::wrapping_add)
}

#[inline(always)]
fn less<A: Amount, B: Amount>((values, others): (&[A], &[B])) -> u64 {
    let pairs = values.iter().zip(others);
    let below = pairs.map(|(&value, &other)| u64::from(value.into() < other.into()));
    below.fold(0, u64::wrapping_add)
}
