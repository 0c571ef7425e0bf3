//! Exact shares of an amount that may be negative, rounded so that they add up.

use std::collections::VecDeque;

use super::apportion;

/// Rounds the shares `numerator / denominator` to whole units by largest remainder. What
/// they add up to has to be whole, and the rounded shares add up to the same: each is
/// rounded down, and the units left over are apportioned by what was cut off, of equal
/// remainders to the lowest index.
///
/// A share that is whole stays as it is, and the shares of the opposite amount
/// are the opposite of these.
///
/// # Panics
/// If the shares do not add up to a whole number that fits in 64 bits.
pub fn round_together(numerators: &[i128], denominator: i128) -> Vec<i64> {
    if turns(numerators, &[]) {
        let opposite: Vec<i128> = numerators.iter().map(|share| -share).collect();
        return round_up(&opposite, denominator)
            .into_iter()
            .map(|part| -part)
            .collect();
    }
    round_up(numerators, denominator)
}

/// Whether shares are rounded as the opposite of theirs, so that a difference seen from
/// the other side is the same: by what they add up to, else by the first that is not
/// zero, of these or of those `behind` them.
fn turns(numerators: &[i128], behind: &[i128]) -> bool {
    let total: i128 = numerators.iter().sum();
    let mut all = numerators.iter().chain(behind);
    let first = all.find(|&&share| share != 0);
    total < 0 || (total == 0 && first.is_some_and(|&share| share < 0))
}

fn round_up(numerators: &[i128], denominator: i128) -> Vec<i64> {
    let total: i128 = numerators.iter().sum();
    assert!(total % denominator == 0, "the shares make a whole");
    let remainders: Vec<u128> = numerators
        .iter()
        .map(|share| share.rem_euclid(denominator).unsigned_abs())
        .collect();
    let left = remainders.iter().sum::<u128>() / denominator.unsigned_abs();
    let left = i64::try_from(left).expect("less than a unit of each share");
    let more = apportion(left, &remainders).expect("what is left over was cut off somewhere");
    let parts = numerators.iter().zip(more);
    parts
        .map(|(share, more)| {
            let whole = i64::try_from(share.div_euclid(denominator));
            whole.expect("a share of 64 bits fits in 64 bits") + more
        })
        .collect()
}

/// Rounds a table of shares to whole units, so that every row adds up to what its shares
/// do, and every column to the rounded sum of its shares: [`round_together`] for each
/// row, and then as few and as small changes as make the columns add up too. Every part
/// stays within a unit of its share; one that is whole stays as it is.
///
/// The table is a row after another, each of `columns` shares.
///
/// # Panics
/// As [`round_together`], for a row.
pub fn round_table(numerators: &[i128], columns: usize, denominator: i128) -> Vec<i64> {
    if columns == 0 {
        return Vec::new();
    }
    let sums = |of: &dyn Fn(&[i128]) -> Vec<i128>| -> Vec<i128> {
        let mut sums = vec![0; columns];
        for row in numerators.chunks_exact(columns) {
            for (sum, share) in sums.iter_mut().zip(of(row)) {
                *sum += share;
            }
        }
        sums
    };
    let totals = sums(&|row| row.to_vec());
    let turns = turns(&totals, numerators);
    let turned = |share: i128| if turns { -share } else { share };
    let shares: Vec<i128> = numerators.iter().map(|&share| turned(share)).collect();
    let wanted: Vec<i128> = totals.into_iter().map(turned).collect();
    let mut parts: Vec<i64> = shares
        .chunks_exact(columns)
        .flat_map(|row| round_together(row, denominator))
        .collect();
    let mut excess: Vec<i64> = round_together(&wanted, denominator)
        .into_iter()
        .map(|part| -part)
        .collect();
    for row in parts.chunks_exact(columns) {
        for (sum, part) in excess.iter_mut().zip(row) {
            *sum += part;
        }
    }
    let table = Table {
        shares,
        columns,
        denominator,
    };
    while let Some(from) = excess.iter().position(|&it| it > 0) {
        let path = table.path(&parts, from, &excess);
        let path = path.expect("a table can be rounded both ways (Bacharach, 1966)");
        let last = path.last().map_or(from, |step| step.to);
        for step in path {
            parts[step.row * columns + step.from] -= 1;
            parts[step.row * columns + step.to] += 1;
        }
        excess[from] -= 1;
        excess[last] += 1;
    }
    if turns {
        parts.iter_mut().for_each(|part| *part = -*part);
    }
    parts
}

/// Shares, row after row.
struct Table {
    shares: Vec<i128>,
    columns: usize,
    denominator: i128,
}

/// A unit that goes from one column to another within a row.
#[derive(Clone, Copy)]
struct Step {
    row: usize,
    from: usize,
    to: usize,
}

impl Table {
    /// The steps by which a unit goes from a column with too much to one with too
    /// little, as few as possible.
    fn path(&self, parts: &[i64], from: usize, excess: &[i64]) -> Option<Vec<Step>> {
        let mut came: Vec<Option<Step>> = vec![None; self.columns];
        let mut open = VecDeque::from([from]);
        while let Some(column) = open.pop_front() {
            if excess[column] < 0 {
                let mut path = Vec::new();
                let mut at = column;
                while let Some(step) = came[at].filter(|_| at != from) {
                    path.push(step);
                    at = step.from;
                }
                path.reverse();
                return Some(path);
            }
            for (to, came) in came.iter_mut().enumerate() {
                if to != from
                    && came.is_none()
                    && let Some(step) = self.step(parts, column, to)
                {
                    *came = Some(step);
                    open.push_back(to);
                }
            }
        }
        None
    }

    /// The row in which a unit can go from one column to another with the least harm:
    /// from a share that was rounded up to one that was rounded down.
    fn step(&self, parts: &[i64], from: usize, to: usize) -> Option<Step> {
        let rows = self.shares.chunks_exact(self.columns);
        let rows = rows.zip(parts.chunks_exact(self.columns)).enumerate();
        let harm = rows.filter_map(|(row, (shares, parts))| {
            let over =
                |column: usize| i128::from(parts[column]) * self.denominator - shares[column];
            let can = over(from) > 0 && over(to) < 0;
            can.then(|| (over(to) - over(from), row))
        });
        let (_, row) = harm.min()?;
        Some(Step { row, from, to })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_column_that_is_nothing_in_all_stays_nothing_in_all() {
        // Row by row the halves would all go to the first column.
        let shares = [5, 5, 5, 5, 8, -8].map(i128::from);
        assert_eq!(round_table(&shares, 2, 10), [0, 1, 1, 0, 1, -1]);
    }

    #[test]
    fn the_unit_left_over_goes_to_the_largest_loss() {
        assert_eq!(round_together(&[10, 11, 9], 3), [3, 4, 3]);
        assert_eq!(round_together(&[10, 2], 3), [3, 1]);
        assert_eq!(round_together(&[5, 5, 5], 3), [2, 2, 1]);
        assert_eq!(round_together(&[-5, -5, -5], 3), [-2, -2, -1]);
        assert_eq!(round_together(&[7, -7, 0], 3), [2, -2, 0]);
        // Cut off towards zero both would be nothing, further from their shares.
        assert_eq!(round_together(&[-6, 6], 10), [-1, 1]);
    }

    proptest! {
        #[test]
        fn rounded_shares_add_up_and_mirror(
            mut shares in prop::collection::vec(-1_000_000i128..1_000_000, 1..10),
            denominator in 1i128..5_040,
        ) {
            let sum: i128 = shares.iter().sum();
            shares.push((-sum).rem_euclid(denominator));
            let parts = round_together(&shares, denominator);
            let whole = shares.iter().sum::<i128>() / denominator;
            prop_assert_eq!(parts.iter().map(|&part| i128::from(part)).sum::<i128>(), whole);
            for (&part, &share) in parts.iter().zip(&shares) {
                prop_assert!((i128::from(part) * denominator - share).abs() < denominator);
            }
            let opposite: Vec<i128> = shares.iter().map(|share| -share).collect();
            let mirrored: Vec<i64> = parts.iter().map(|part| -part).collect();
            prop_assert_eq!(round_together(&opposite, denominator), mirrored);
        }

        #[test]
        fn rows_and_columns_add_up(
            rows in prop::collection::vec(prop::collection::vec(-40i128..40, 4), 1..30),
            denominator in 1i128..30,
        ) {
            let mut shares = Vec::new();
            for mut row in rows {
                let sum: i128 = row.iter().sum();
                row.push((-sum).rem_euclid(denominator));
                shares.extend(row);
            }
            let parts = round_table(&shares, 5, denominator);
            for (row, own) in shares.chunks(5).zip(parts.chunks(5)) {
                let whole = row.iter().sum::<i128>() / denominator;
                prop_assert_eq!(own.iter().map(|&it| i128::from(it)).sum::<i128>(), whole);
            }
            let column = |column: usize| shares.iter().skip(column).step_by(5).sum::<i128>();
            let totals: Vec<i128> = (0..5).map(column).collect();
            let sums = (0..5).map(|column| parts.iter().skip(column).step_by(5).sum::<i64>());
            prop_assert_eq!(sums.collect::<Vec<_>>(), round_together(&totals, denominator));
            for (&part, &share) in parts.iter().zip(&shares) {
                prop_assert!((i128::from(part) * denominator - share).abs() < denominator);
            }
            let opposite: Vec<i128> = shares.iter().map(|share| -share).collect();
            let mirrored: Vec<i64> = parts.iter().map(|part| -part).collect();
            prop_assert_eq!(round_table(&opposite, 5, denominator), mirrored);
        }
    }
}
