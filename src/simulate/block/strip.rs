//! Where the amounts of a few draws wait for the rest of their block.
//!
//! A draw is made gemeente after gemeente and a cell wants draw after draw, so
//! somewhere the amounts have to change sides. A row holds those of one draw; a
//! strip those of a few, turned while they are still at hand, with everything about
//! eight units side by side. So a thread that brings a block to its cells reads
//! long stretches.
//!
//! Hundreds of draws fill more memory than a cache has, and what is written there
//! and read again is a good part of a simulation. So an amount takes 32 bits, and
//! the few beyond 21 million euros stand apart; and what is zero for everyone, or
//! the same as in the first scenario, is not written at all.

use super::columns::{GROUP, KEPT_COLUMNS, Layout};
use super::kept::GroupColumns;
use super::row::{DrawRow, Far, LineFacts, own_lines};
use crate::exact::vector::vectorised;

/// Draws of a strip: as many as units of a group, so that squares are turned.
pub(crate) const FEW: usize = GROUP;

/// The amounts of a few draws, draw after draw.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strip {
    /// What all draws have of each line.
    lines: Vec<LineFacts>,
    /// The lines that are written.
    written: Vec<usize>,
    /// Where in the rows these lines were.
    places: Vec<[usize; FEW]>,
    /// Eurocents, group after group, of the lines that are written; room for all.
    near: Vec<[i32; FEW]>,
    /// Of each draw, places in its row and amounts that 32 bits do not hold.
    far: [Far; FEW],
}

impl Strip {
    /// Bytes of a strip, at most, without amounts that stand apart.
    pub fn bytes(layout: Layout) -> usize {
        layout.width() * size_of::<[i32; FEW]>()
    }

    /// What all draws have of each line.
    pub fn lines(&self) -> &[LineFacts] {
        &self.lines
    }

    /// Takes the amounts of draws, of which there are [`FEW`] or fewer.
    pub fn turn(&mut self, layout: Layout, rows: &mut [DrawRow; FEW]) {
        self.lines = LineFacts::of_all(layout, rows.iter().map(|row| &row.lines[..]));
        own_lines(&self.lines, &mut self.written);
        for (far, row) in self.far.iter_mut().zip(&*rows) {
            row.far_of(layout, &self.written, far);
        }
        let places = |&line: &usize| rows.each_ref().map(|row| row.place(layout, line));
        self.places.clear();
        self.places.extend(self.written.iter().map(places));
        if self.near.len() != layout.width() {
            // What is never written of it costs nothing.
            self.near = vec![[0; FEW]; layout.width()];
        }
        let squares = layout.groups * self.written.len();
        let (places, near) = (&self.places[..], &mut self.near[..squares * GROUP]);
        let rows = rows.each_mut().map(|row| (row.width(), row.near(layout)));
        vectorised(
            #[inline(always)]
            || turn((rows, places, near)),
        );
    }

    /// Writes the amounts of a group in a year to columns, from one to the next
    /// `stride` further, from the place of the first of these draws on. Columns have
    /// room for all of them. Lines that are nobody's own in the whole block, of which
    /// `block` tells, are passed over.
    pub fn write(
        &self,
        (group, year): (usize, usize),
        block: &[LineFacts],
        to: &mut GroupColumns,
        (stride, first): (usize, usize),
    ) {
        let GroupColumns {
            near: columns,
            far: apart,
            ..
        } = to;
        let start = year * block.len();
        let known = &self.lines[start..][..block.len()];
        let before = self.written.partition_point(|&line| line < start);
        let written = (group * self.written.len() + before) * GROUP;
        let mut near = self.near[written..].chunks_exact(GROUP);
        let lines = columns.chunks_exact_mut(GROUP * stride);
        for (columns, (known, block)) in lines.zip(known.iter().zip(block)) {
            let near = if known.is_own() { near.next() } else { None };
            if let Some(near) = near {
                vectorised(
                    #[inline(always)]
                    || place((near, columns, stride, first)),
                );
            } else if known.zero && block.is_own() {
                for column in columns.chunks_exact_mut(stride) {
                    column[first..][..FEW].fill(0);
                }
            }
        }
        let places = (group * self.lines.len() + start) * GROUP;
        let places = places..places + block.len() * GROUP;
        let known_apart = apart.len();
        for (draw, far) in self.far.iter().enumerate() {
            let before = far.partition_point(|&(place, _)| place < places.start);
            let far = far[before..].iter();
            let far = far.take_while(|(place, _)| places.contains(place));
            apart.extend(far.map(|&(place, amount)| (place - places.start, first + draw, amount)));
        }
        let known_apart = known_apart..apart.len();
        // What is as in the first scenario here and not in the whole block.
        let copied =
            |(known, block): (&LineFacts, &LineFacts)| block.is_own() && known.same && !known.zero;
        for line in (0..block.len()).filter(|&line| copied((&known[line], &block[line]))) {
            for lane in 0..GROUP {
                let column = |line: usize| (line * GROUP + lane) * stride + first;
                let base = column(line % KEPT_COLUMNS);
                columns.copy_within(base..base + FEW, column(line));
            }
            let base = line % KEPT_COLUMNS * GROUP;
            for index in known_apart.clone() {
                let (column, draw, amount) = apart[index];
                if (base..base + GROUP).contains(&column) {
                    apart.push((column - base + line * GROUP, draw, amount));
                }
            }
        }
    }
}

/// The lines of each row in a group with the rows, where in a group the lines are that
/// are written, and where they go.
type Turning<'a> = (
    [(usize, &'a [[i32; GROUP]]); FEW],
    &'a [[usize; FEW]],
    &'a mut [[i32; FEW]],
);

/// Turns squares of as many draws as units.
#[inline(always)]
fn turn((rows, places, near): Turning<'_>) {
    let groups = near.chunks_exact_mut((places.len() * GROUP).max(1));
    for (group, near) in groups.enumerate() {
        let rows = rows.map(|(width, row)| &row[group * width..][..width]);
        let squares = near.as_chunks_mut::<GROUP>().0;
        for (square, places) in squares.iter_mut().zip(places) {
            let draws: [[i32; GROUP]; FEW] = std::array::from_fn(|draw| rows[draw][places[draw]]);
            for (unit, amounts) in square.iter_mut().enumerate() {
                *amounts = draws.map(|draw| draw[unit]);
            }
        }
    }
}

/// Writes amounts to their places in columns.
#[inline(always)]
fn place((near, columns, stride, first): (&[[i32; FEW]], &mut [i32], usize, usize)) {
    for (amounts, column) in near.iter().zip(columns.chunks_exact_mut(stride)) {
        let to = column[first..].first_chunk_mut::<FEW>();
        *to.expect("room for every draw") = *amounts;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::money::Cents;
    use crate::simulate::block::columns::WRITTEN;
    use crate::simulate::block::kept::{KeptAmounts, KeptColumns};
    use crate::simulate::statistics::Batch;
    use crate::simulate::statistics::LARGEST;

    const LAYOUT: Layout = Layout {
        years: 2,
        scenarios: 2,
        groups: 2,
    };
    const UNITS: usize = 11;
    const DRAWS: usize = 2 * FEW + 3;

    /// Amounts on either side of what 32 bits hold: in the first column everyone's
    /// own, in the second as in the first scenario, in the third zero but once, in
    /// the fourth as in the first scenario but once, in the last zero.
    fn amount(draw: usize, line: usize, unit: usize) -> i64 {
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
        let base = sizes[unit] - (draw * 100 + LAYOUT.base(line)) as i64;
        let is_other = i64::from(LAYOUT.base(line) != line);
        let is_once = i64::from((draw, unit) == (FEW + 2, UNITS - 1));
        match line % KEPT_COLUMNS {
            0 => base + is_other,
            1 => base,
            2 => is_once * is_other * 3 * edge,
            3 => base + is_once * is_other,
            _ => 0,
        }
    }

    fn fill(row: &mut DrawRow, amount: impl Fn(usize, usize) -> i64) {
        let columns: Vec<Vec<Cents>> = (0..LAYOUT.lines())
            .map(|line| {
                (0..UNITS)
                    .map(|unit| Cents::new(amount(line, unit)))
                    .collect()
            })
            .collect();
        let columns: Vec<&[Cents]> = columns.iter().map(Vec::as_slice).collect();
        row.fill(LAYOUT, &columns);
    }

    #[test]
    fn amounts_come_back_however_little_of_them_is_written() {
        let mut rows: [DrawRow; FEW] = Default::default();
        let mut strips = vec![Strip::default(); DRAWS.div_ceil(FEW)];
        // Both are used again, after draws in which everything was otherwise.
        fill(&mut rows[0], |line, unit| (line * unit) as i64);
        strips[0].turn(LAYOUT, &mut rows);
        for (index, strip) in strips.iter_mut().enumerate() {
            let draws = index * FEW..DRAWS.min((index + 1) * FEW);
            for (row, draw) in rows.iter_mut().zip(draws) {
                fill(row, |line, unit| amount(draw, line, unit));
            }
            strip.turn(LAYOUT, &mut rows);
        }
        let lines = LineFacts::of_all(LAYOUT, strips.iter().map(Strip::lines));
        let own = |strip: &Strip| strip.lines().iter().filter(|line| line.is_own()).count();
        assert_eq!(strips.iter().map(own).collect::<Vec<_>>(), [8, 12, 8]);
        let stride = strips.len() * FEW + GROUP;
        let mut turned = GroupColumns::default();
        for (group, year) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let in_year = year * LAYOUT.lines_a_year()..(year + 1) * LAYOUT.lines_a_year();
            let lines = &lines[in_year.clone()];
            turned.make_room(lines.len() * GROUP, stride);
            for (strip, first) in strips.iter().zip((0..).step_by(FEW)) {
                strip.write((group, year), lines, &mut turned, (stride, first));
            }
            turned.set_apart(stride);
            for unit in group * GROUP..UNITS.min((group + 1) * GROUP) {
                let columns = KeptColumns {
                    amounts: KeptAmounts::Group(&turned, unit % GROUP),
                    lines,
                    zeros: &[0; DRAWS],
                    stride,
                    draws: DRAWS,
                };
                for line in in_year.clone() {
                    let kind = WRITTEN[line % KEPT_COLUMNS];
                    let known = columns.get((line - in_year.start) / KEPT_COLUMNS, kind);
                    let known: Vec<i64> = match known {
                        Batch::Narrow(known) => known.iter().copied().map(i64::from).collect(),
                        Batch::Wide(known) => known.to_vec(),
                    };
                    let expected = (0..DRAWS).map(|draw| amount(draw, line, unit));
                    let expected: Vec<i64> = expected.collect();
                    assert_eq!(known, expected, "{line} {unit}");
                }
            }
        }
    }
}
