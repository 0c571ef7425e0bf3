//! Shares that add up to 1, of which one moves and the others make room.

use rust_decimal::Decimal;

/// How many decimals a share has.
const DECIMALS: u32 = 9;

/// The shares with one of them at another value: the others keep their proportions, and
/// together they are what they were to the last decimal. `None` where no other can move.
pub(crate) fn exchanged(shares: &[Decimal], which: usize, value: Decimal) -> Option<Vec<Decimal>> {
    let total: Decimal = shares.iter().sum();
    let own = shares.get(which)?;
    let (others, left) = (total - own, total - value);
    if shares.len() < 2 || left < Decimal::ZERO || value < Decimal::ZERO {
        return None;
    }
    let mut moved: Vec<Decimal> = shares.to_vec();
    moved[which] = value;
    if others.is_zero() {
        // There are no proportions to keep: the next one takes it all.
        let next = if which + 1 < shares.len() {
            which + 1
        } else {
            which - 1
        };
        moved[next] = left;
        return Some(moved);
    }
    for (place, share) in moved.iter_mut().enumerate() {
        if place != which {
            *share = (*share * left / others).round_dp(DECIMALS);
        }
    }
    settle(&mut moved, Some(which), total);
    Some(moved)
}

/// Makes shares add up again: the largest takes what rounding left, but for the one that
/// was asked to have its value.
pub(crate) fn settle(shares: &mut [Decimal], fixed: Option<usize>, total: Decimal) {
    let off = total - shares.iter().sum::<Decimal>();
    let free = (0..shares.len()).filter(|&place| Some(place) != fixed);
    // Of equal ones the first.
    let largest = free.rev().max_by_key(|&place| shares[place]);
    if let Some(largest) = largest {
        shares[largest] += off;
    }
}

/// The shares with so much of one given to another; `None` where one would leave 0 to 1.
pub(crate) fn given(
    shares: &[Decimal],
    (from, to): (usize, usize),
    part: Decimal,
) -> Option<Vec<Decimal>> {
    let mut moved = shares.to_vec();
    moved[from] -= part;
    moved[to] += part;
    let within = moved
        .iter()
        .all(|share| (Decimal::ZERO..=Decimal::ONE).contains(share));
    within.then_some(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(digits: &[&str]) -> Vec<Decimal> {
        digits.iter().map(|one| one.parse().unwrap()).collect()
    }

    #[test]
    fn the_others_keep_their_proportions_and_the_sum_stays() {
        let moved = exchanged(&list(&["0.4", "0.3", "0.3"]), 0, "0.5".parse().unwrap());
        assert_eq!(moved, Some(list(&["0.5", "0.25", "0.25"])));
        let thirds = list(&["0.5706", "0.1137", "0.3157"]);
        let moved = exchanged(&thirds, 1, "0.1".parse().unwrap()).unwrap();
        assert_eq!(moved.iter().sum::<Decimal>(), Decimal::ONE);
        assert_eq!(moved[1], "0.1".parse().unwrap());
        assert!(moved[0] > thirds[0] && moved[2] > thirds[2]);
    }

    #[test]
    fn where_no_other_can_move_nothing_moves() {
        assert_eq!(exchanged(&list(&["1"]), 0, "0.9".parse().unwrap()), None);
        assert_eq!(
            exchanged(&list(&["0.6", "0.4"]), 0, "1.1".parse().unwrap()),
            None
        );
        let taken = exchanged(&list(&["1", "0", "0"]), 0, "0.9".parse().unwrap());
        assert_eq!(taken, Some(list(&["0.9", "0.1", "0"])));
        let last = exchanged(&list(&["0", "0", "1"]), 2, "0.9".parse().unwrap());
        assert_eq!(last, Some(list(&["0", "0.1", "0.9"])));
    }

    #[test]
    fn what_is_given_leaves_the_simplex_nowhere() {
        let rhythm = list(&["0.4", "0.3", "0.3"]);
        let moved = given(&rhythm, (0, 2), "0.1".parse().unwrap());
        assert_eq!(moved, Some(list(&["0.3", "0.3", "0.4"])));
        assert_eq!(given(&rhythm, (0, 2), "0.41".parse().unwrap()), None);
        assert_eq!(given(&rhythm, (0, 2), "-0.31".parse().unwrap()), None);
    }
}
