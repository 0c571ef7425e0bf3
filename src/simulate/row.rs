//! Where the amounts of a draw wait for the rest of their block.
//!
//! A draw is made gemeente after gemeente and a cell wants draw after draw, so
//! somewhere the amounts have to change sides. A row holds those of one draw; a
//! strip those of a few, turned while they are still at hand, with everything about
//! eight units side by side. So a thread that brings a block to its cells reads
//! long stretches.
//!
//! Hundreds of draws fill more memory than a cache has, and what is written there
//! and read again is a good part of a simulation. So an amount takes 32 bits, and
//! the few beyond 21 million euros stand apart.

use std::ops::Range;

use super::columns::{GROUP, Layout, amounts};
use super::statistics::LARGEST;
use crate::money::Cents;
use crate::projection::Projection;
use crate::vector::vectorised;

/// Draws of a strip: as many as units of a group, so that squares are turned.
pub(super) const FEW: usize = GROUP;

/// The amounts of a few draws, draw after draw.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// Eurocents at every place of a [`Layout`].
    near: Vec<[i32; FEW]>,
    /// Of each draw, places and amounts that 32 bits do not hold.
    far: [Far; FEW],
}

/// Places and amounts in eurocents that 32 bits do not hold, by place.
type Far = Vec<(usize, i64)>;

impl Strip {
    /// Bytes of a strip without amounts that stand apart.
    pub fn bytes(layout: Layout) -> usize {
        layout.width() * size_of::<[i32; FEW]>()
    }

    /// Takes the amounts of draws, of which there are [`FEW`] or fewer.
    pub fn turn(&mut self, layout: Layout, rows: &mut [Row; FEW]) {
        self.near.resize(layout.width(), [0; FEW]);
        for (far, row) in self.far.iter_mut().zip(&mut *rows) {
            far.clone_from(&row.far);
            // There may never have been as many draws.
            row.near.resize(layout.width(), 0);
        }
        let rows = rows.each_ref().map(|row| &row.near[..]);
        let near = &mut self.near[..];
        vectorised(
            #[inline(always)]
            || turn((rows, near)),
        );
    }

    /// Writes the amounts at `places` to a column each, from one to the next
    /// `stride` further, from the place of the first of these draws on. Columns
    /// have room for all of them.
    pub fn write(&self, places: Range<usize>, columns: &mut [i64], stride: usize, first: usize) {
        let near = &self.near[places.clone()];
        vectorised(
            #[inline(always)]
            || widen((near, &mut *columns, stride, first)),
        );
        for (draw, far) in self.far.iter().enumerate() {
            let before = far.partition_point(|&(place, _)| place < places.start);
            let far = far[before..].iter();
            for &(place, amount) in far.take_while(|(place, _)| places.contains(place)) {
                columns[(place - places.start) * stride + first + draw] = amount;
            }
        }
    }
}

/// Turns squares of as many draws as units.
#[inline(always)]
fn turn((rows, near): ([&[i32]; FEW], &mut [[i32; FEW]])) {
    let rows = rows.map(|row| row.as_chunks::<GROUP>().0);
    let squares = near.as_chunks_mut::<GROUP>().0;
    for (line, square) in squares.iter_mut().enumerate() {
        let draws = rows.map(|row| row[line]);
        for (unit, amounts) in square.iter_mut().enumerate() {
            *amounts = draws.map(|draw| draw[unit]);
        }
    }
}

/// Writes amounts of 32 bits to columns of 64.
#[inline(always)]
fn widen((near, columns, stride, first): (&[[i32; FEW]], &mut [i64], usize, usize)) {
    for (amounts, column) in near.iter().zip(columns.chunks_exact_mut(stride)) {
        let to = column[first..].first_chunk_mut::<FEW>();
        *to.expect("room for every draw") = amounts.map(i64::from);
    }
}

/// The amounts of one draw.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Eurocents, in the order of [`Layout`].
    near: Vec<i32>,
    far: Far,
}

impl Row {
    /// Writes the years of a draw from the one at place `skip` on; `false` where
    /// an amount, or a sum of some of a column, is not below half of [`LARGEST`].
    pub fn write(&mut self, layout: Layout, skip: usize, projecties: &[Projection]) -> bool {
        let years = skip..skip + layout.years;
        let results = years.flat_map(|year| projecties.iter().map(move |run| &run.jaren[year]));
        let columns: Vec<&[Cents]> = results.flat_map(amounts).collect();
        self.fill(layout, &columns);
        self.is_bounded(layout) || columns.iter().all(|amounts| is_bounded(amounts))
    }

    /// Whether the sizes of a column surely add up to less than half of [`LARGEST`]:
    /// as many as 32 bits hold of every unit, with all that stands apart in the row.
    fn is_bounded(&self, layout: Layout) -> bool {
        let units = (layout.groups * GROUP) as u64;
        let near = units.checked_mul(1 << 31);
        let sizes = self.far.iter().map(|(_, amount)| amount.unsigned_abs());
        let sum = sizes.fold(near, |sum, size| sum?.checked_add(size));
        sum.is_some_and(|sum| sum < HALF)
    }

    /// Writes columns of amounts, all of as many units.
    fn fill(&mut self, layout: Layout, columns: &[&[Cents]]) {
        self.near.resize(layout.width(), 0);
        self.far.clear();
        let Self { near, far } = self;
        vectorised(
            #[inline(always)]
            || fill((layout, columns, near, far)),
        );
    }
}

/// The layout, the columns, and the two parts of a row.
type Filling<'a> = (Layout, &'a [&'a [Cents]], &'a mut [i32], &'a mut Far);

/// A row is longer than a cache and a column is not, so it is the row that is
/// gone through from front to back.
#[inline(always)]
fn fill((layout, columns, near, far): Filling<'_>) {
    for (group, near) in near.chunks_exact_mut(layout.group_width()).enumerate() {
        let lines = near.as_chunks_mut::<GROUP>().0.iter_mut();
        for (line, (to, column)) in lines.zip(columns).enumerate() {
            let amounts = &column[group * GROUP..];
            let mut padded = [Cents::ZERO; GROUP];
            let amounts = amounts.first_chunk().unwrap_or_else(|| {
                padded[..amounts.len()].copy_from_slice(amounts);
                &padded
            });
            if !narrow(amounts, to) {
                let place = group * layout.group_width() + line * GROUP;
                put_apart(place, amounts, far);
            }
        }
    }
}

/// The low 32 bits of amounts, and whether these are all of each.
#[inline(always)]
fn narrow(amounts: &[Cents; GROUP], to: &mut [i32; GROUP]) -> bool {
    let mut lost = 0;
    for (to, amount) in to.iter_mut().zip(amounts) {
        *to = amount.get() as i32;
        lost |= i64::from(*to) ^ amount.get();
    }
    lost == 0
}

/// Keeps the amounts from a place on that 32 bits do not hold.
#[cold]
#[inline(never)]
fn put_apart(first: usize, amounts: &[Cents], far: &mut Far) {
    for (place, amount) in (first..).zip(amounts) {
        if i32::try_from(amount.get()).is_err() {
            far.push((place, amount.get()));
        }
    }
}

/// Half of [`LARGEST`].
const HALF: u64 = LARGEST as u64 / 2;

/// Whether the sizes of amounts add up to less than that.
fn is_bounded(amounts: &[Cents]) -> bool {
    let mut sizes = amounts.iter().map(|amount| amount.get().unsigned_abs());
    let sum = sizes.try_fold(0u64, u64::checked_add);
    sum.is_some_and(|sum| sum < HALF)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Amounts on either side of what 32 bits hold come back as they were.
    #[test]
    fn amounts_of_any_size_come_back() {
        let layout = Layout {
            years: 1,
            scenarios: 1,
            groups: 2,
        };
        let edge = i64::from(i32::MAX);
        let sizes = [
            0,
            1,
            -1,
            edge,
            edge + 1,
            -edge - 1,
            -edge - 2,
            LARGEST,
            -LARGEST,
            7,
            edge * 3,
        ];
        let columns: Vec<Vec<Cents>> = (0..5)
            .map(|column| {
                sizes
                    .iter()
                    .map(|&size| Cents::new(size - column))
                    .collect()
            })
            .collect();
        let slices: Vec<&[Cents]> = columns.iter().map(Vec::as_slice).collect();
        let mut rows: [Row; FEW] = Default::default();
        let mut strip = Strip::default();
        // Twice, for both are used again; the second draw is another one.
        for _ in 0..2 {
            let others: Vec<Vec<Cents>> = columns
                .iter()
                .map(|column| column.iter().map(|&amount| -amount).collect())
                .collect();
            let others: Vec<&[Cents]> = others.iter().map(Vec::as_slice).collect();
            rows[0].fill(layout, &slices);
            rows[1].fill(layout, &others);
            strip.turn(layout, &mut rows);
        }
        let (stride, first) = (3 * FEW, FEW);
        for group in 0..layout.groups {
            let width = layout.group_width();
            let mut turned = vec![0; width * stride];
            strip.write(
                group * width..(group + 1) * width,
                &mut turned,
                stride,
                first,
            );
            for (place, amounts) in turned.chunks(stride).enumerate() {
                let unit = group * GROUP + place % GROUP;
                let amount = columns[place / GROUP].get(unit).map_or(0, |it| it.get());
                let mut expected = vec![0; stride];
                (expected[first], expected[first + 1]) = (amount, -amount);
                assert_eq!(amounts, expected, "{group} {place}");
            }
        }
    }
}
