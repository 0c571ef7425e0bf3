//! Every accumulator against a naive computation on all values.

mod by_hand;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::bins::{COARSEST, edges, key};
use super::*;

/// The nearest rank by its definition: the smallest value that at least `p n` of
/// the values do not exceed.
fn naive_quantile(values: &[i64], percent: u32) -> i64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let enough = |rank: usize| 100 * rank >= percent as usize * values.len();
    let rank = (1..=values.len()).find(|&rank| enough(rank));
    sorted[rank.expect("p is at most 1") - 1]
}

/// Values of all sizes: each number of bits is as likely as any other.
fn any_size() -> impl Strategy<Value = i64> {
    (any::<i64>(), 17_u32..64).prop_map(|(value, shift)| value >> shift)
}

/// Fields as they occur: of any size, close together, mostly zero, of few
/// different values, beside powers of two.
fn field() -> impl Strategy<Value = Vec<i64>> {
    let powers = (0_u32..47, -2_i64..=2, any::<bool>()).prop_map(|(bits, step, negative)| {
        ((1_i64 << bits) + step) * if negative { -1 } else { 1 }
    });
    prop_oneof![
        vec(any_size(), 1..300),
        (any_size(), 1_i64..1 << 40).prop_flat_map(|(centre, spread)| {
            let near = (centre / 4 - spread)..(centre / 4 + spread);
            vec(near, 1..300)
        }),
        vec(prop_oneof![3 => Just(0), 1 => any_size()], 1..300),
        vec(any_size(), 1..4).prop_flat_map(|few| vec(prop::sample::select(few), 1..300)),
        vec(powers, 1..300),
    ]
}

/// Adds values to a sketch as a cell does.
fn take_in(sketch: &mut Sketch, values: &[i64]) {
    let ends = values.iter().min().zip(values.iter().max());
    let (&least, &most) = ends.expect("some values");
    sketch.add_all(values, (least, most));
}

fn grain() -> impl Strategy<Value = Grain> {
    prop::sample::select(vec![Grain::Coarse, Grain::Fine])
}

/// A cell of each kind, without values.
fn empty() -> impl Strategy<Value = Cell> {
    prop_oneof![Just(Cell::exact()), grain().prop_map(Cell::sketched)]
}

fn cell_of(values: &[i64], empty: &Cell) -> Cell {
    let mut cell = empty.clone();
    cell.add_all(values);
    cell
}

/// The cell of `values`, cut at `cuts` into chunks that are taken in apart, in
/// batches of `batch`, and merged in the order that `order` gives.
fn grouped(values: &[i64], cuts: &[Index], batch: usize, order: &[Index], empty: &Cell) -> Cell {
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(values.len())).collect();
    cuts.extend([0, values.len()]);
    cuts.sort_unstable();
    let mut parts: Vec<Cell> = cuts
        .windows(2)
        .map(|ends| {
            let mut cell = empty.clone();
            let chunk = &values[ends[0]..ends[1]];
            chunk.chunks(batch).for_each(|batch| cell.add_all(batch));
            cell
        })
        .collect();
    for pick in order {
        if parts.len() > 1 {
            let taken = parts.swap_remove(pick.index(parts.len()));
            let into = pick.index(parts.len());
            parts[into].merge(&taken).expect("the same kind");
        }
    }
    parts.into_iter().fold(empty.clone(), |mut whole, part| {
        whole.merge(&part).expect("the same kind");
        whole
    })
}

proptest! {
    #[test]
    fn moments_are_those_of_a_naive_computation(values in field()) {
        let moments = Moments::of(&values).expect("within bounds");
        let n = values.len() as i128;
        let sum: i128 = values.iter().copied().map(i128::from).sum();
        prop_assert_eq!(i128::from(moments.n()), n);
        prop_assert_eq!(moments.min(), values.iter().min().copied());
        prop_assert_eq!(moments.max(), values.iter().max().copied());
        let mean = i128::from(moments.mean_cents().expect("not empty"));
        // mean - 1/2 <= sum / n < mean + 1/2
        prop_assert!(2 * mean * n - n <= 2 * sum && 2 * sum < 2 * mean * n + n);
        // n^2 times the variance, about the mean, in whole numbers.
        let about = |value: i64| n * i128::from(value) - sum;
        let terms = values.iter().map(|&value| about(value).pow(2) as f64);
        let naive = values.len() > 1;
        let expected = naive.then(|| (terms.sum::<f64>() / (n * n * (n - 1)) as f64).sqrt());
        match (moments.sd(), expected) {
            (Some(sd), Some(expected)) => prop_assert!((sd - expected).abs() <= 1e-12 * expected),
            (sd, expected) => prop_assert_eq!(sd, expected),
        }
    }

    #[test]
    fn a_bin_holds_its_values_and_nests_in_coarser_bins(
        value in any_size(), unit in 0..=COARSEST, grain in grain(),
    ) {
        let bins = (grain, unit);
        let (low, high) = edges(key(value, bins), bins);
        prop_assert!(low <= value && value <= high);
        prop_assert_eq!(key(low, bins), key(high, bins));
        prop_assert!(low == i64::MIN || key(low - 1, bins) == key(low, bins) - 1);
        prop_assert!(high == i64::MAX || key(high + 1, bins) == key(high, bins) + 1);
        if unit < COARSEST {
            prop_assert_eq!(key(low, (grain, unit + 1)), key(high, (grain, unit + 1)));
        }
        let middle = low + (high - low) / 2;
        let off = u128::from((value.abs_diff(middle)).max(high.abs_diff(middle)));
        let half_unit = (1_u128 << unit) / 2;
        let precision = u128::from(grain.precision());
        prop_assert!(off <= half_unit || off * precision <= u128::from(value.unsigned_abs()));
    }

    #[test]
    fn a_sketch_keeps_its_promise_of_error(
        values in field(), percent in 0_u32..=100, grain in grain(),
    ) {
        let cell = cell_of(&values, &Cell::sketched(grain));
        let quantile = cell.quantile(Probability::percent(percent)).expect("not empty");
        let exact = naive_quantile(&values, percent);
        let off = quantile.value.abs_diff(exact);
        prop_assert!(off <= quantile.resolution.unsigned_abs());
        let largest = values.iter().map(|value| value.unsigned_abs()).max().expect("not empty");
        let (min, max) = (values.iter().min().unwrap(), values.iter().max().unwrap());
        prop_assert!(*min <= quantile.value && quantile.value <= *max);
        if exact == 0 || largest <= 128 {
            prop_assert_eq!(off, 0);
        }
        let one_sign = *min >= 0 || *max <= 0;
        let of_largest = match (grain, one_sign) {
            (Grain::Coarse, false) => 49_152,
            (Grain::Coarse, true) => 46_137_344,
            (Grain::Fine, false) => 9_728,
            (Grain::Fine, true) => 51_200,
        };
        let is_close = |part: u64, of: u64| u128::from(off) * u128::from(part) <= u128::from(of);
        let to_itself = is_close(grain.precision(), exact.unsigned_abs());
        prop_assert!(to_itself || is_close(of_largest, largest));
    }

    #[test]
    fn exact_values_give_exact_quantiles(values in field(), percent in 0_u32..=100) {
        let cell = cell_of(&values, &Cell::exact());
        let quantile = cell.quantile(Probability::percent(percent)).expect("not empty");
        prop_assert_eq!(quantile.value, naive_quantile(&values, percent));
        prop_assert_eq!(quantile.resolution, 0);
    }

    #[test]
    fn any_grouping_and_order_gives_the_same_bytes(
        values in field(),
        cuts in vec(any::<Index>(), 0..12),
        batch in 1_usize..100,
        order in vec(any::<Index>(), 0..12),
        empty in empty(),
    ) {
        let mut shuffled = values.clone();
        for (place, pick) in order.iter().enumerate() {
            shuffled.swap(place % values.len(), pick.index(values.len()));
        }
        let one = cell_of(&values, &empty);
        let other = grouped(&shuffled, &cuts, batch, &order, &empty);
        prop_assert_eq!(&one, &other);
        let bytes = postcard::to_allocvec(&one).unwrap();
        prop_assert_eq!(&bytes, &postcard::to_allocvec(&other).unwrap());
        prop_assert_eq!(Summary::of(&one), Summary::of(&other));
        prop_assert_eq!(postcard::from_bytes::<Cell>(&bytes), Ok(one));
    }

    #[test]
    fn merging_sketches_is_commutative_and_associative(
        a in field(), b in field(), c in field(), grain in grain(),
    ) {
        let sketch = |values: &[i64]| {
            let mut sketch = Sketch::new(grain);
            take_in(&mut sketch, values);
            sketch
        };
        let merged = |a: &Sketch, b: &Sketch| {
            let mut sum = a.clone();
            sum.merge(b);
            sum
        };
        let (a, b, c) = (sketch(&a), sketch(&b), sketch(&c));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &Sketch::new(grain)), a.clone());
        prop_assert_eq!(merged(&Sketch::new(grain), &a), a);
    }

    #[test]
    fn a_sketch_counts_every_i64_in_bounded_memory(
        values in vec(any::<i64>(), 1..200), grain in grain(),
    ) {
        let mut sketch = Sketch::new(grain);
        values.iter().for_each(|&value| take_in(&mut sketch, &[value]));
        prop_assert!(sketch.bins() <= grain.most_bins());
        prop_assert_eq!(sketch.n() as usize, values.len());
        let mut sorted = values;
        sorted.sort_unstable();
        for (place, value) in sorted.iter().enumerate() {
            let bin = sketch.at(place as u32 + 1).expect("it was counted");
            prop_assert!(bin.low <= *value && *value <= bin.high);
        }
        prop_assert_eq!(sketch.at(0), None);
        prop_assert_eq!(sketch.at(sorted.len() as u32 + 1), None);
    }

    #[test]
    fn ranks_around_a_quantile_are_one_binomial_error_away(n in 1_u32..2_000_000, percent in 1_u32..100) {
        let p = f64::from(percent) / 100.0;
        let (centre, error) = (p * f64::from(n), (p * (1.0 - p) * f64::from(n)).sqrt());
        if let Some((low, high)) = Probability::percent(percent).ranks_around(n) {
            prop_assert!(1 <= low && low < high && high <= n);
            prop_assert!((f64::from(low) - (centre - error + 0.5)).abs() <= 0.5 + 1e-6);
            prop_assert!((f64::from(high) - (centre + error + 0.5)).abs() <= 0.5 + 1e-6);
        } else {
            prop_assert!(centre - error < 1e-6 || centre + error > f64::from(n) - 1e-6);
        }
    }
}
