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

use super::columns::{COLUMNS, GROUP, Layout};
use super::row::{Far, Line, Row};
use crate::vector::vectorised;

/// Draws of a strip: as many as units of a group, so that squares are turned.
pub(super) const FEW: usize = GROUP;

/// The amounts of a few draws, draw after draw.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// What all draws have of each line.
    lines: Vec<Line>,
    /// The lines that are written.
    written: Vec<usize>,
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
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Takes the amounts of draws, of which there are [`FEW`] or fewer.
    pub fn turn(&mut self, layout: Layout, rows: &mut [Row; FEW]) {
        self.lines.clear();
        self.lines.resize(layout.lines(), Line::PLAIN);
        for (far, row) in self.far.iter_mut().zip(&mut *rows) {
            // There may never have been as many draws.
            row.near.resize(layout.width(), 0);
            far.clone_from(&row.far);
            for (all, line) in self.lines.iter_mut().zip(&row.lines) {
                *all = all.and(*line);
            }
        }
        let lines = self.lines.iter().enumerate();
        let written = lines.filter(|(_, line)| line.is_own());
        self.written.clear();
        self.written.extend(written.map(|(line, _)| line));
        if self.near.len() != layout.width() {
            // What is never written of it costs nothing.
            self.near = vec![[0; FEW]; layout.width()];
        }
        let squares = layout.groups * self.written.len();
        let rows = rows.each_ref().map(|row| &row.near[..]);
        let (lines, near) = (&self.written[..], &mut self.near[..squares * GROUP]);
        vectorised(
            #[inline(always)]
            || turn((layout.lines(), rows, lines, near)),
        );
    }

    /// Writes the amounts of a group in a year to columns, from one to the next
    /// `stride` further, from the place of the first of these draws on. Columns have
    /// room for all of them. Lines that are nobody's own in the whole block, of which
    /// `block` tells, are passed over.
    pub fn write(
        &self,
        (group, year): (usize, usize),
        block: &[Line],
        columns: &mut [i64],
        (stride, first): (usize, usize),
    ) {
        let start = year * block.len();
        let known = &self.lines[start..][..block.len()];
        let before = self.written.partition_point(|&line| line < start);
        let written = (group * self.written.len() + before) * GROUP;
        let mut near = self.near[written..].chunks_exact(GROUP);
        for (line, (known, block)) in known.iter().zip(block).enumerate() {
            let near = if known.is_own() { near.next() } else { None };
            if !block.is_own() {
                continue;
            }
            let (earlier, columns) = columns.split_at_mut(line * GROUP * stride);
            let columns = &mut columns[..GROUP * stride];
            if let Some(near) = near {
                vectorised(
                    #[inline(always)]
                    || widen((near, columns, stride, first)),
                );
            } else {
                // The same line of the first scenario, where it is not plainly zero.
                let base = (line % COLUMNS) * GROUP * stride;
                for (lane, column) in columns.chunks_exact_mut(stride).enumerate() {
                    let column = &mut column[first..][..FEW];
                    if known.zero {
                        column.fill(0);
                    } else {
                        let from = base + lane * stride + first;
                        column.copy_from_slice(&earlier[from..][..FEW]);
                    }
                }
            }
        }
        let places = (group * self.lines.len() + start) * GROUP;
        let places = places..places + block.len() * GROUP;
        for (draw, far) in self.far.iter().enumerate() {
            let before = far.partition_point(|&(place, _)| place < places.start);
            let far = far[before..].iter();
            for &(place, amount) in far.take_while(|(place, _)| places.contains(place)) {
                columns[(place - places.start) * stride + first + draw] = amount;
            }
        }
    }
}

/// What squares are turned from and to: the number of lines of a row, the rows, the
/// lines that are written, and where these go.
type Turning<'a> = (usize, [&'a [i32]; FEW], &'a [usize], &'a mut [[i32; FEW]]);

/// Turns squares of as many draws as units.
#[inline(always)]
fn turn((width, rows, lines, near): Turning<'_>) {
    let rows = rows.map(|row| row.as_chunks::<GROUP>().0);
    let mut squares = near.as_chunks_mut::<GROUP>().0.iter_mut();
    for group in 0..rows[0].len() / width {
        for (&line, square) in lines.iter().zip(&mut squares) {
            let draws = rows.map(|row| row[group * width + line]);
            for (unit, amounts) in square.iter_mut().enumerate() {
                *amounts = draws.map(|draw| draw[unit]);
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Cents;
    use crate::simulate::columns::{Column, Columns};
    use crate::simulate::statistics::LARGEST;

    const LAYOUT: Layout = Layout {
        years: 2,
        scenarios: 2,
        groups: 2,
    };
    const UNITS: usize = 11;
    const DRAWS: usize = 2 * FEW + 3;
    const COLUMNS_BY_KIND: [Column; COLUMNS] = [
        Column::Voorlopig,
        Column::Definitief,
        Column::Terugvordering,
        Column::Kas,
        Column::Kosten,
    ];

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
        match line % COLUMNS {
            0 => base + is_other,
            1 => base,
            2 => is_once * is_other * 3 * edge,
            3 => base + is_once * is_other,
            _ => 0,
        }
    }

    fn fill(row: &mut Row, amount: impl Fn(usize, usize) -> i64) {
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
        let mut rows: [Row; FEW] = Default::default();
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
        let lines = strips
            .iter()
            .fold(vec![Line::PLAIN; LAYOUT.lines()], |all, strip| {
                all.iter()
                    .zip(strip.lines())
                    .map(|(all, line)| all.and(*line))
                    .collect()
            });
        let own = |strip: &Strip| strip.lines().iter().filter(|line| line.is_own()).count();
        assert_eq!(strips.iter().map(own).collect::<Vec<_>>(), [8, 12, 8]);
        let stride = strips.len() * FEW + GROUP;
        let mut turned = vec![i64::MIN; LAYOUT.lines_a_year() * GROUP * stride];
        for (group, year) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let in_year = year * LAYOUT.lines_a_year()..(year + 1) * LAYOUT.lines_a_year();
            let lines = &lines[in_year.clone()];
            for (strip, first) in strips.iter().zip((0..).step_by(FEW)) {
                strip.write((group, year), lines, &mut turned, (stride, first));
            }
            for unit in group * GROUP..UNITS.min((group + 1) * GROUP) {
                let columns = Columns {
                    amounts: &turned,
                    lines,
                    zeros: &[0; DRAWS],
                    place: (unit % GROUP, GROUP, stride),
                    draws: DRAWS,
                };
                for line in in_year.clone() {
                    let kind = COLUMNS_BY_KIND[line % COLUMNS];
                    let known = columns.get((line - in_year.start) / COLUMNS, kind);
                    let expected = (0..DRAWS).map(|draw| amount(draw, line, unit));
                    assert!(
                        known.iter().copied().eq(expected),
                        "{line} {unit}: {known:?}"
                    );
                }
            }
        }
    }
}
