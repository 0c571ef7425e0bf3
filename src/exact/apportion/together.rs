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
/// Columns that no row has in common with others are rounded among themselves: where the
/// rows leave no room for the largest remainders of all columns, the largest that there is
/// room for are rounded up. Within a unit of its sum a column always is (M. Bacharach, 1966).
///
/// The table is a row after another, each of `columns` shares.
///
/// # Panics
/// As [`round_together`], for a row.
pub fn round_table(numerators: &[i128], columns: usize, denominator: i128) -> Vec<i64> {
    if columns == 0 {
        return Vec::new();
    }
    let mut totals = vec![0; columns];
    for row in numerators.chunks_exact(columns) {
        for (total, share) in totals.iter_mut().zip(row) {
            *total += share;
        }
    }
    let turns = turns(&totals, numerators);
    let turned = |share: i128| if turns { -share } else { share };
    let totals: Vec<i128> = totals.into_iter().map(turned).collect();
    let table = Table {
        shares: numerators.iter().map(|&share| turned(share)).collect(),
        columns,
        denominator,
    };
    let by_row: Vec<i64> = table
        .shares
        .chunks_exact(columns)
        .flat_map(|row| round_together(row, denominator))
        .collect();
    let mut parts = by_row.clone();
    if !table.settle(&mut parts, &round_together(&totals, denominator)) {
        let wanted = table.reachable(by_row.clone(), &totals);
        parts = by_row;
        assert!(table.settle(&mut parts, &wanted), "rows have these sums");
    }
    if turns {
        parts.iter_mut().for_each(|part| *part = -*part);
    }
    parts
}

/// Why there is a path: a table can be rounded within a unit of every row and column.
const BOTH_WAYS: &str = "a table can be rounded both ways (Bacharach, 1966)";

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
    /// What every column adds up to.
    fn sums(&self, parts: &[i64]) -> Vec<i64> {
        let mut sums = vec![0; self.columns];
        for row in parts.chunks_exact(self.columns) {
            for (sum, part) in sums.iter_mut().zip(row) {
                *sum += part;
            }
        }
        sums
    }

    /// Moves units until every column adds up to what is wanted of it; whether that can be.
    fn settle(&self, parts: &mut [i64], wanted: &[i64]) -> bool {
        let mut sums = self.sums(parts);
        let above = |sums: &[i64]| (0..self.columns).find(|&column| sums[column] > wanted[column]);
        while let Some(from) = above(&sums) {
            let lacks = |column: usize| sums[column] < wanted[column];
            let Some(path) = self.path(parts, from, &lacks) else {
                return false;
            };
            self.walk(path, parts, &mut sums);
        }
        true
    }

    /// Sums of columns that rows can have, each within a unit of its total: of the columns
    /// with the largest remainders, of equal ones the first, as many as can be are rounded up.
    fn reachable(&self, mut parts: Vec<i64>, totals: &[i128]) -> Vec<i64> {
        let whole = |total: &i128| i64::try_from(total.div_euclid(self.denominator));
        let remainder = |total: &i128| total.rem_euclid(self.denominator);
        let mut least: Vec<i64> = totals.iter().flat_map(whole).collect();
        let up = totals.iter().map(|total| i64::from(remainder(total) > 0));
        let mut most: Vec<i64> = least.iter().zip(up).map(|(least, up)| least + up).collect();
        let mut sums = self.sums(&parts);
        while let Some(from) = (0..self.columns).find(|&it| sums[it] > most[it]) {
            let has_room = |column: usize| sums[column] < most[column];
            let path = self.path(&parts, from, &has_room);
            self.walk(path.expect(BOTH_WAYS), &mut parts, &mut sums);
        }
        while let Some(to) = (0..self.columns).find(|&it| sums[it] < least[it]) {
            let path = self.path_from_any(&parts, to, (&sums, &least));
            self.walk(path.expect(BOTH_WAYS), &mut parts, &mut sums);
        }
        let mut order: Vec<usize> = (0..self.columns).collect();
        order.sort_by_key(|&column| -remainder(&totals[column]));
        for column in order {
            if sums[column] < most[column]
                && let Some(path) = self.path_from_any(&parts, column, (&sums, &least))
            {
                self.walk(path, &mut parts, &mut sums);
            }
            // It is decided: nothing that comes later takes this away.
            (least[column], most[column]) = (sums[column], sums[column]);
        }
        sums
    }

    /// The steps by which a unit comes to a column from the first that has more than the
    /// least it must have.
    fn path_from_any(
        &self,
        parts: &[i64],
        to: usize,
        (sums, least): (&[i64], &[i64]),
    ) -> Option<Vec<Step>> {
        let mut can_give = (0..self.columns).filter(|&from| from != to && sums[from] > least[from]);
        can_give.find_map(|from| self.path(parts, from, &|column| column == to))
    }

    /// Takes the steps of a path.
    fn walk(&self, path: Vec<Step>, parts: &mut [i64], sums: &mut [i64]) {
        for step in path {
            parts[step.row * self.columns + step.from] -= 1;
            parts[step.row * self.columns + step.to] += 1;
            sums[step.from] -= 1;
            sums[step.to] += 1;
        }
    }

    /// The steps by which a unit goes from a column to one that it is wanted in, as few as
    /// possible.
    fn path(
        &self,
        parts: &[i64],
        from: usize,
        is_wanted: &dyn Fn(usize) -> bool,
    ) -> Option<Vec<Step>> {
        let mut came: Vec<Option<Step>> = vec![None; self.columns];
        let mut open = VecDeque::from([from]);
        while let Some(column) = open.pop_front() {
            if is_wanted(column) {
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
    fn columns_without_a_row_in_common_are_rounded_among_themselves() {
        // The largest remainders of all are the first two, of which there is one in a row.
        let shares = [5, 5, 0, 0, 0, 0, 5, 5].map(i128::from);
        assert_eq!(round_table(&shares, 4, 10), [1, 0, 0, 0, 0, 0, 1, 0]);
        let shares = [7, 3, 0, 0, 0, 6, 4, 0, 0, 0, 0, 5, 0, 5, 0].map(i128::from);
        let parts = round_table(&shares, 5, 10);
        assert_eq!(parts.iter().sum::<i64>(), 3);
    }

    /// Every way to round a table of which the rows add up, with the sums of its columns.
    fn every_rounding(shares: &[i128], columns: usize, denominator: i128) -> Vec<Vec<i64>> {
        let mut all = vec![vec![0; columns]];
        for row in shares.chunks_exact(columns) {
            let whole = (row.iter().sum::<i128>() / denominator) as i64;
            let choices = (0..1_u32 << columns).filter_map(|ups| {
                let parts = row.iter().enumerate().map(|(column, share)| {
                    let up = ups >> column & 1;
                    let is_whole = share.rem_euclid(denominator) == 0;
                    (!is_whole || up == 0)
                        .then(|| share.div_euclid(denominator) as i64 + i64::from(up))
                });
                let parts: Vec<i64> = parts.collect::<Option<_>>()?;
                (parts.iter().sum::<i64>() == whole).then_some(parts)
            });
            let choices: Vec<Vec<i64>> = choices.collect();
            let with = |sums: &Vec<i64>, parts: &Vec<i64>| {
                let pairs = sums.iter().zip(parts);
                pairs.map(|(sum, part)| sum + part).collect::<Vec<i64>>()
            };
            let mut longer: Vec<Vec<i64>> = all
                .iter()
                .flat_map(|sums| choices.iter().map(move |parts| with(sums, parts)))
                .collect();
            longer.sort_unstable();
            longer.dedup();
            all = longer;
        }
        all
    }

    /// Of all ways to round, the one whose columns with the largest remainders are up.
    fn best_sums(shares: &[i128], columns: usize, denominator: i128) -> Vec<i64> {
        let total = |column: usize| shares.iter().skip(column).step_by(columns).sum::<i128>();
        let totals: Vec<i128> = (0..columns).map(total).collect();
        let mut order: Vec<usize> = (0..columns).collect();
        order.sort_by_key(|&column| -totals[column].rem_euclid(denominator));
        let near = |sums: &Vec<i64>| {
            let mut pairs = sums.iter().zip(&totals);
            pairs.all(|(&sum, total)| (i128::from(sum) * denominator - total).abs() < denominator)
        };
        let all = every_rounding(shares, columns, denominator);
        let of_order = |sums: &Vec<i64>| order.iter().map(|&it| sums[it]).collect::<Vec<i64>>();
        let best = all.into_iter().filter(near).max_by_key(of_order);
        best.expect("a table can be rounded both ways")
    }

    #[test]
    fn a_column_that_is_nothing_in_all_stays_nothing_in_all() {
        // Row by row the halves would all go to the first column.
        let shares = [5, 5, 5, 5, 8, -8].map(i128::from);
        assert_eq!(round_table(&shares, 2, 10), [0, 1, 1, 0, 1, -1]);
    }

    /// Both rows were rounded up in the first column, which has 1.3 in all.
    #[test]
    fn the_row_that_was_rounded_up_most_gives_way() {
        let shares = [7, 3, 6, 4].map(i128::from);
        assert_eq!(round_table(&shares, 2, 10), [1, 0, 0, 1]);
    }

    #[test]
    fn shares_that_are_nothing_in_all_turn_by_the_first() {
        assert!(!turns(&[5, -5], &[]) && turns(&[0, -5, 5], &[]));
        assert!(!turns(&[0, 0], &[0, 3, -3]) && turns(&[0, 0], &[-3, 3]));
        assert!(!turns(&[-5, 6], &[]) && turns(&[5, -6], &[]));
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
            for (column, total) in totals.iter().enumerate() {
                let sum = parts.iter().skip(column).step_by(5).sum::<i64>();
                prop_assert!((i128::from(sum) * denominator - total).abs() < denominator);
            }
            for (&part, &share) in parts.iter().zip(&shares) {
                prop_assert!((i128::from(part) * denominator - share).abs() < denominator);
            }
            let opposite: Vec<i128> = shares.iter().map(|share| -share).collect();
            let mirrored: Vec<i64> = parts.iter().map(|part| -part).collect();
            prop_assert_eq!(round_table(&opposite, 5, denominator), mirrored);
        }

        #[test]
        fn columns_are_what_rows_leave_room_for(
            rows in prop::collection::vec(prop::collection::vec(-9i128..9, 3), 1..4),
            blank in prop::collection::vec(any::<bool>(), 16),
            denominator in 2i128..7,
        ) {
            let mut shares = Vec::new();
            for (place, mut row) in rows.into_iter().enumerate() {
                // Many rows have nothing in some columns.
                for (column, share) in row.iter_mut().enumerate() {
                    if blank[(4 * place + column) % 16] {
                        *share = 0;
                    }
                }
                let sum: i128 = row.iter().sum();
                row.push((-sum).rem_euclid(denominator));
                shares.extend(row);
            }
            hold_columns(&shares, 4, denominator);
        }

        /// Rows with the first three columns alone and rows with the last three: the largest
        /// remainders of all columns may lie on one side, which has room for fewer.
        #[test]
        fn columns_of_rows_with_nothing_in_common_are_rounded_each_among_their_own(
            rows in prop::collection::vec((any::<bool>(), -9i128..9, -9i128..9), 1..5),
            denominator in 2i128..7,
        ) {
            let mut shares = Vec::new();
            for (is_first, one, other) in rows {
                let own = [one, other, (-one - other).rem_euclid(denominator)];
                let none = [0; 3];
                shares.extend(if is_first { [own, none] } else { [none, own] }.concat());
            }
            hold_columns(&shares, 6, denominator);
        }
    }

    /// Holds the columns of a rounded table to the best that every rounding has.
    fn hold_columns(shares: &[i128], columns: usize, denominator: i128) {
        let total = |column: usize| shares.iter().skip(column).step_by(columns).sum::<i128>();
        let totals: Vec<i128> = (0..columns).map(total).collect();
        let parts = round_table(shares, columns, denominator);
        let sum = |column: usize| parts.iter().skip(column).step_by(columns).sum::<i64>();
        let sums: Vec<i64> = (0..columns).map(sum).collect();
        let sign = if turns(&totals, shares) { -1 } else { 1 };
        let turned: Vec<i128> = shares.iter().map(|it| it * sign).collect();
        let best = best_sums(&turned, columns, denominator).into_iter();
        let best: Vec<i64> = best.map(|it| it * sign as i64).collect();
        assert_eq!(sums, best, "{shares:?} over {denominator}");
    }
}
