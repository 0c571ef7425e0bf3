//! Figures worked out by hand, and the edges of the domain.

use super::*;

#[test]
fn the_nearest_rank_is_exact_where_a_float_is_not() {
    // 0.07 x 100 is 7.000000000000001 in floating point.
    assert_eq!(Probability::percent(7).rank(100), 7);
    assert_eq!(Probability::percent(50).rank(5), 3);
    assert_eq!(Probability::percent(0).rank(5), 1);
    assert_eq!(Probability::percent(100).rank(u32::MAX), u32::MAX);
    assert_eq!(Probability::new(1, 3).rank(u32::MAX), u32::MAX / 3);
}

#[test]
fn a_half_cent_is_rounded_upwards() {
    let mean = |values: &[i64]| Moments::of(values).and_then(|moments| moments.mean_cents());
    assert_eq!(mean(&[1, 2]), Some(2));
    assert_eq!(mean(&[-1, -2]), Some(-1));
    assert_eq!(mean(&[]), None);
}

#[test]
fn nothing_overflows_at_the_largest_values() {
    let mut moments = Moments::of(&[LARGEST, -LARGEST]).expect("within bounds");
    for _ in 0..30 {
        let other = moments;
        moments.merge(&other);
    }
    assert_eq!(moments.n(), 1 << 31);
    assert_eq!(moments.mean_cents(), Some(0));
    assert_eq!(moments.sd(), Some(LARGEST as f64 * (1.0 + 0.5f64.powi(32))));
    assert_eq!(Moments::of(&[LARGEST + 1]), None);
    assert_eq!(Moments::of(&[i64::MIN]), None);
}

#[test]
#[should_panic(expected = "beyond")]
fn a_value_beyond_the_bounds_is_not_counted_silently() {
    Moments::default().add_all(&[i64::MAX, i64::MAX]);
}

#[test]
fn a_spread_about_a_large_mean_is_not_lost() {
    let moments = Moments::of(&[LARGEST, LARGEST - 1, LARGEST - 2]).expect("within bounds");
    assert_eq!(moments.sd(), Some(1.0));
}

#[test]
fn a_summary_of_a_hundred_values_by_hand() {
    let values: Vec<i64> = (1..=100).rev().map(|value| value * 100).collect();
    let summary = Summary::of(&cell_of(&values, &Cell::exact())).expect("not empty");
    assert_eq!(
        (summary.n, summary.mean, summary.sd),
        (100, 5050, Some(2901))
    );
    assert_eq!(
        (summary.min, summary.max, summary.mean_error),
        (100, 10_000, Some(290))
    );
    let five = [
        summary.p5,
        summary.p25,
        summary.p50,
        summary.p75,
        summary.p95,
    ];
    assert_eq!(
        five.map(|quantile| quantile.value),
        [500, 2500, 5000, 7500, 9500]
    );
    // Ranks ceil(50 - 5) and ceil(50 + 5); ceil(5 -+ 2.18) are 3 and 8.
    assert_eq!(
        (summary.p50.error, summary.p5.error),
        (Some(500), Some(250))
    );
}

#[test]
fn too_few_draws_have_no_error() {
    let few = cell_of(&[3, 1, 2], &Cell::sketched(Grain::Coarse));
    let summary = Summary::of(&few).expect("not empty");
    assert_eq!(
        (summary.p5.value, summary.p50.value, summary.p95.value),
        (1, 2, 3)
    );
    assert_eq!((summary.p5.error, summary.p95.error), (None, None));
    let one = Summary::of(&cell_of(&[7], &Cell::sketched(Grain::Coarse))).expect("not empty");
    assert_eq!((one.sd, one.mean_error, one.p50.value), (None, None, 7));
    assert_eq!(Summary::of(&Cell::sketched(Grain::Coarse)), None);
}

#[test]
fn errors_from_a_sketch_are_close_to_those_from_all_values() {
    // A million evenly spread values: the errors are a tenth of a bin and less.
    let values: Vec<i64> = (0..1_000_000)
        .map(|step| 500_000_000 + 300 * step)
        .collect();
    let exact = Summary::of(&cell_of(&values, &Cell::exact())).expect("not empty");
    let sketch = Summary::of(&cell_of(&values, &Cell::sketched(Grain::Coarse))).expect("not empty");
    for (one, other) in [
        (exact.p5, sketch.p5),
        (exact.p50, sketch.p50),
        (exact.p95, sketch.p95),
    ] {
        let (one, other) = (one.error.unwrap(), other.error.unwrap());
        assert!((one - other).abs() * 20 <= one, "{one} and {other}");
    }
}

#[test]
fn cells_of_other_kinds_do_not_merge() {
    let for_draws = |draws, grain| Cell::for_draws(draws, 1000, grain);
    let mut cell = for_draws(1000, Grain::Fine);
    assert_eq!(cell.grain(), None);
    assert_eq!(cell.merge(&for_draws(1001, Grain::Fine)), Err(OtherKind));
    let mut cell = for_draws(1001, Grain::Fine);
    assert_eq!(cell.merge(&for_draws(1001, Grain::Fine)), Ok(()));
    assert_eq!(cell.merge(&for_draws(1001, Grain::Coarse)), Err(OtherKind));
}

#[test]
fn a_finer_sketch_does_not_make_a_coarser_one_finer() {
    // At a unit of one cent these two are 2049 bins apart; from the edges of
    // their coarser bins alone that can no longer be seen.
    let of = |values: &[i64]| {
        let mut sketch = Sketch::new(Grain::Coarse);
        take_in(&mut sketch, values);
        sketch
    };
    let mut wide = of(&[-209_715_201, -257]);
    let bin = wide.at(2).expect("the second value");
    assert_eq!((bin.low, bin.high), (-260, -257), "a unit of four cents");
    wide.merge(&of(&[-1000]));
    assert_eq!(wide, of(&[-209_715_201, -257, -1000]));
}

/// `T` from the bytes of something that is written alike.
fn reread<T: serde::de::DeserializeOwned>(written: &impl serde::Serialize) -> Option<T> {
    postcard::from_bytes(&postcard::to_allocvec(written).expect("memory")).ok()
}

#[test]
fn impossible_moments_are_not_read() {
    let read = |n: u32, sum: i128, squares: u128, min: i64, max: i64| {
        reread::<Moments>(&(n, sum, squares, min, max))
    };
    assert_eq!(read(2, 3, 5, 1, 2), Moments::of(&[1, 2]));
    assert_eq!(read(0, 0, 0, i64::MAX, i64::MIN), Some(Moments::default()));
    assert_eq!(read(0, 1, 0, i64::MAX, i64::MIN), None);
    assert_eq!(read(2, 3, 4, 1, 2), None, "a negative variance");
    assert_eq!(read(2, 5, 13, 1, 2), None, "a mean above the largest");
    assert_eq!(read(2, 3, 5, 2, 1), None, "no smallest");
    assert_eq!(read(2, 3, u128::MAX, 1, 2), None, "squares of nothing");
    assert_eq!(read(1, 0, 0, i64::MIN, i64::MAX), None, "out of bounds");
}

#[test]
fn impossible_sketches_are_not_read() {
    let read = |unit: u8, first: i32, counts: &[u32]| {
        reread::<Sketch>(&(Grain::Coarse, unit, first, counts))
    };
    assert!(read(0, 7, &[0, 1, 0, 1]).is_some());
    assert_eq!(read(0, 0, &[]), Some(Sketch::new(Grain::Coarse)));
    assert_eq!(read(0, 7, &[0, 1, 0]), None, "an empty last bin");
    assert_eq!(read(0, 7, &[0, 0, 1]), None, "an empty first bin");
    assert_eq!(read(0, i32::MAX, &[0, 1]), None, "no such bin");
    assert_eq!(read(0, 7, &[0, u32::MAX, 1]), None, "too many values");
    assert_eq!(read(99, 7, &[0, 1]), None, "no such unit");
    assert_eq!(
        read(0, 7, &[1; Grain::Coarse.most_bins() + 2]),
        None,
        "too many bins"
    );
}

#[test]
fn a_cell_of_two_minds_is_not_read() {
    let mut sketch = Sketch::new(Grain::Coarse);
    take_in(&mut sketch, &[1, 2]);
    let moments = |values: &[i64]| Moments::of(values).expect("within bounds");
    let sketched = |values: &[i64]| reread::<Cell>(&(moments(values), 0_u32, &sketch));
    assert!(sketched(&[1, 2]).is_some());
    assert_eq!(sketched(&[1, 2, 2]), None, "another number of values");
    assert_eq!(sketched(&[0, 2]), None, "another smallest value");
    assert_eq!(sketched(&[1, 3]), None, "another largest value");
    let mut all = Values::default();
    all.add_all(&[1, 2, 4]);
    let exact = |values: &[i64]| reread::<Cell>(&(moments(values), 1_u32, &all));
    assert!(exact(&[4, 1, 2]).is_some());
    assert_eq!(exact(&[4, 1, 3]), None, "another sum");
}
