//! The amounts of one draw, until those of a few draws are turned.

use super::columns::{GROUP, Layout, amounts};
use crate::exact::money::Cents;
use crate::exact::vector::vectorised;
use crate::projection::Projection;
use crate::simulate::statistics::LARGEST;

/// Places and amounts in eurocents that 32 bits do not hold, by place.
pub(crate) type Far = Vec<(usize, i64)>;

/// What is known of the amounts of one column in one year, of all units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineFacts {
    /// All are zero.
    pub zero: bool,
    /// It is not of the first scenario, and all are as in that one.
    pub same: bool,
}

impl LineFacts {
    /// What is known of no amounts.
    const PLAIN: Self = Self {
        zero: true,
        same: true,
    };

    /// Whether it has amounts of its own.
    pub fn is_own(self) -> bool {
        !self.zero && !self.same
    }

    /// What holds of the lines of all, each of as many lines.
    pub fn of_all<'a>(layout: Layout, all: impl Iterator<Item = &'a [Self]>) -> Vec<Self> {
        let mut common = vec![Self::PLAIN; layout.lines()];
        for lines in all {
            for (common, line) in common.iter_mut().zip(lines) {
                common.zero &= line.zero;
                common.same &= line.same;
            }
        }
        common
    }
}

/// The amounts of one draw.
#[derive(Debug, Clone, Default)]
pub(crate) struct DrawRow {
    /// Eurocents, group after group: of every line that has amounts of its own, and
    /// then zeros.
    near: Vec<[i32; GROUP]>,
    /// Those lines.
    own: Vec<usize>,
    /// Places in a [`Layout`] and amounts that 32 bits do not hold.
    far: Far,
    /// What is known of each line.
    pub lines: Vec<LineFacts>,
}

impl DrawRow {
    /// Writes the years of a draw from the one at place `skip` on; `false` where
    /// an amount, or a sum of some of a column, is not below half of [`LARGEST`].
    pub fn write<'a>(
        &mut self,
        layout: Layout,
        skip: usize,
        projecties: impl Iterator<Item = &'a Projection> + Clone,
    ) -> bool {
        let years = skip..skip + layout.years;
        let results = years.flat_map(|year| projecties.clone().map(move |run| &run.jaren[year]));
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
    pub fn fill(&mut self, layout: Layout, columns: &[&[Cents]]) {
        self.lines.clear();
        let lines = columns.iter().enumerate().map(|(line, column)| {
            let base = layout.base(line);
            LineFacts {
                zero: is_zero(column),
                same: base != line && is_same(column, columns[base]),
            }
        });
        self.lines.extend(lines);
        own_lines(&self.lines, &mut self.own);
        self.near.resize(layout.groups * self.width(), [0; GROUP]);
        self.far.clear();
        let Self { near, own, far, .. } = self;
        vectorised(
            #[inline(always)]
            || fill((layout, columns, own, near, far)),
        );
    }

    /// Lines of eight amounts that are written of a group.
    pub fn width(&self) -> usize {
        self.own.len() + 1
    }

    /// The amounts, of which there may never have been any.
    pub fn near(&mut self, layout: Layout) -> &[[i32; GROUP]] {
        self.near.resize(layout.groups * self.width(), [0; GROUP]);
        &self.near
    }

    /// Where in a group the amounts of a line are.
    pub fn place(&self, layout: Layout, line: usize) -> usize {
        let zeros = self.own.len();
        let line = match self.lines.get(line) {
            None | Some(LineFacts { zero: true, .. }) => return zeros,
            Some(LineFacts { same: true, .. }) => layout.base(line),
            Some(LineFacts { .. }) => line,
        };
        let place = self.own.binary_search(&line);
        place.expect("what is as in the first scenario is written there")
    }

    /// What stands apart in these lines: that of the first scenario too, where a line
    /// that another draw has amounts of its own in is as in that one.
    pub fn far_of(&self, layout: Layout, lines: &[usize], far: &mut Far) {
        far.clone_from(&self.far);
        let line_of = |place: usize| place / GROUP % layout.lines();
        for &line in lines {
            let base = layout.base(line);
            if self.lines.get(line).is_some_and(|line| line.same) {
                let of_base = self.far.iter().filter(|(place, _)| line_of(*place) == base);
                far.extend(of_base.map(|(place, amount)| (place + (line - base) * GROUP, *amount)));
            }
        }
        far.sort_unstable();
    }
}

/// The lines that have amounts of their own.
pub(crate) fn own_lines(lines: &[LineFacts], own: &mut Vec<usize>) {
    let lines = lines.iter().enumerate();
    let lines = lines.filter(|(_, line)| line.is_own());
    own.clear();
    own.extend(lines.map(|(line, _)| line));
}

/// Whether all amounts are zero; as a rule the first tells that they are not.
fn is_zero(amounts: &[Cents]) -> bool {
    let first = amounts.first();
    first.is_none_or(|&first| first == Cents::ZERO)
        && vectorised(
            #[inline(always)]
            || bits(amounts.iter().map(|amount| amount.get())) == 0,
        )
}

/// Whether all amounts are the others; as a rule the first tells that they are not.
fn is_same(amounts: &[Cents], others: &[Cents]) -> bool {
    let pairs = amounts.iter().zip(others);
    amounts.first() == others.first()
        && vectorised(
            #[inline(always)]
            || bits(pairs.map(|(amount, other)| amount.get() ^ other.get())) == 0,
        )
}

/// The bits that some of these numbers have.
#[inline(always)]
fn bits(numbers: impl Iterator<Item = i64>) -> i64 {
    numbers.fold(0, |all, number| all | number)
}

/// The layout, the columns, which of them are written, and the two parts of a row.
type Filling<'a> = (
    Layout,
    &'a [&'a [Cents]],
    &'a [usize],
    &'a mut [[i32; GROUP]],
    &'a mut Far,
);

/// A row is longer than a cache and a column is not, so it is the row that is
/// gone through from front to back.
#[inline(always)]
fn fill((layout, columns, own, near, far): Filling<'_>) {
    for (group, near) in near.chunks_exact_mut(own.len() + 1).enumerate() {
        let (zeros, near) = near.split_last_mut().expect("a line of zeros");
        *zeros = [0; GROUP];
        for (to, &line) in near.iter_mut().zip(own) {
            let amounts = &columns[line][group * GROUP..];
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
