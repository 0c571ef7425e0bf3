use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::goal::Relation;
use super::*;

fn run(
    of: impl Fn(i64) -> Option<i64> + Sync,
    (relation, goal): (Relation, i64),
    start: i64,
    bounds: [i64; 2],
) -> Solution {
    let figures = |at: i64| Ok(of(at).map(|figure| vec![figure]));
    let search = Search {
        figures: &figures,
        scout: None,
        goals: &Conditions::new([(relation, goal)], 1),
        stands: &of(start).map_or_else(Vec::new, |figure| vec![figure]),
        start,
        bounds,
    };
    search.run().unwrap()
}

fn steps(solution: &Solution) -> Vec<(i64, i64)> {
    match &solution.found {
        Found::Met { crossings, .. } => {
            let ends = crossings.iter();
            ends.map(|one| (one.below.at, one.above.at)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn answer(solution: &Solution) -> i64 {
    match &solution.found {
        Found::Met { answer, .. } => answer.at,
        other => panic!("{other:?}"),
    }
}

const WIDE: [i64; 2] = [0, 1_000_000_000];

#[test]
fn the_two_neighbours_of_a_goal_are_found_to_the_last_step() {
    let solution = run(|at| Some(3 * at), (Relation::Equal, 1_000_000), 5, WIDE);
    assert_eq!(steps(&solution), [(333_333, 333_334)]);
    assert_eq!(answer(&solution), 333_333);
    assert_eq!(solution.shape, Shape::Monotone);
    assert!(solution.looked < 90, "{}", solution.looked);
    let most = run(|at| Some(3 * at), (Relation::AtMost, 1_000_000), 5, WIDE);
    assert_eq!(answer(&most), 333_333);
    let least = run(|at| Some(3 * at), (Relation::AtLeast, 1_000_000), 5, WIDE);
    assert_eq!(answer(&least), 333_334);
    let falling = run(|at| Some(-3 * at), (Relation::AtMost, -1_000_000), 5, WIDE);
    assert_eq!(answer(&falling), 333_334);
}

#[test]
fn a_short_range_is_looked_at_step_by_step_and_every_crossing_is_found() {
    let wave = |at: i64| Some((at - 20) * (at - 20));
    let solution = run(wave, (Relation::AtMost, 90), 60, [0, 100]);
    assert_eq!(steps(&solution), [(29, 30), (10, 11)], "nearest first");
    assert_eq!(answer(&solution), 29);
    assert_eq!(solution.shape, Shape::TurnsKnown);
    // Against a scan of every value.
    let scanned: Vec<i64> = (0..=100).filter(|&at| wave(at).unwrap() <= 90).collect();
    assert_eq!((scanned[0], *scanned.last().unwrap()), (11, 29));
    let long = run(wave, (Relation::AtMost, 90), 60, WIDE);
    assert_eq!(long.shape, Shape::Turns);
}

#[test]
fn what_cannot_be_met_says_what_can() {
    let solution = run(|at| Some(at + 7), (Relation::AtMost, 3), 4, [0, 50]);
    assert_eq!(
        solution.found,
        Found::Never(Point {
            at: 0,
            figures: vec![7]
        })
    );
    let always = run(Some, (Relation::AtMost, 60), 4, [0, 50]);
    assert_eq!(always.found, Found::Always);
    let flat = run(|_| Some(5), (Relation::Equal, 6), 4, [0, 50]);
    assert_eq!(flat.shape, Shape::Flat);
    assert!(matches!(flat.found, Found::Never(_)));
    assert_eq!(flat.reach, [[5, 5]]);
}

#[test]
fn a_scenario_that_can_be_in_part_of_the_range_is_searched_there() {
    let solution = run(
        |at| (1_000..=700_000_001).contains(&at).then_some(at),
        (Relation::AtLeast, 700_000_001),
        5_000,
        WIDE,
    );
    assert_eq!(answer(&solution), 700_000_001, "the last that can be");
    assert_eq!(
        solution.range.each_ref().map(|end| end.at),
        [1_000, 700_000_001]
    );
}

/// Around a hole of which nothing is looked at by a scan: 41 steps of a thousand million.
fn holed(at: i64) -> Option<i64> {
    (at.abs_diff(610_000_003) > 20).then_some(if at < 610_000_003 { 8 } else { 5 })
}

#[test]
fn a_goal_that_is_crossed_over_steps_that_cannot_be_has_both_ends_of_them() {
    let hole = (609_999_982, 610_000_024);
    let most = run(holed, (Relation::AtMost, 6), 77, WIDE);
    assert_eq!((steps(&most), answer(&most)), (vec![hole], hole.1));
    let least = run(holed, (Relation::AtLeast, 6), 77, WIDE);
    assert_eq!((steps(&least), answer(&least)), (vec![hole], hole.0));
    // From the side that meets it already.
    let least = run(holed, (Relation::AtLeast, 6), 900_000_000, WIDE);
    assert_eq!(answer(&least), hole.0);
    let short = run(
        |at| (at != 31).then_some(at / 31),
        (Relation::AtLeast, 1),
        4,
        [0, 60],
    );
    assert_eq!(steps(&short), [(30, 32)]);
    // The goal lies beside a hole, on either side of it.
    let rising = |at: i64| (at.abs_diff(500_000_000) > 9).then_some(at);
    for goal in [499_999_000, 499_999_990, 500_000_011, 500_000_700] {
        let solution = run(rising, (Relation::AtMost, goal), 77, WIDE);
        assert_eq!(answer(&solution), goal, "{goal}");
    }
}

#[test]
fn an_exact_goal_is_an_answer_itself() {
    let solution = run(|at| Some(at * 10), (Relation::Equal, 500), 3, [0, 90]);
    assert_eq!(answer(&solution), 50);
    let top = run(Some, (Relation::Equal, 90), 3, [0, 90]);
    assert_eq!(answer(&top), 90);
}

#[test]
fn a_curve_and_a_stair_are_closed_in_on_in_few_steps() {
    let curve = |at: i64| Some(((at as f64).powf(1.7) / 1000.0) as i64);
    let solution = run(curve, (Relation::AtMost, 123_456_789), 5, WIDE);
    let at = answer(&solution);
    assert!(curve(at).unwrap() <= 123_456_789 && curve(at + 1).unwrap() > 123_456_789);
    assert!(solution.looked < 110, "{}", solution.looked);
    let stair = |at: i64| Some(at / 1_000_003 * 70);
    let solution = run(stair, (Relation::AtLeast, 35_000), 5, WIDE);
    assert_eq!(answer(&solution), 500 * 1_000_003);
    assert!(solution.looked < 130, "{}", solution.looked);
}

#[test]
fn closing_in_never_takes_more_than_one_look_beyond_halving() {
    let goals = Conditions::new([(Relation::AtMost, 0)], 1);
    let close_in = |of: &(dyn Fn(i64) -> i64 + Sync), high: i64| {
        let figures = |at: i64| Ok(Some(vec![of(at)]));
        let search = Search {
            figures: &figures,
            scout: None,
            goals: &goals,
            stands: &[of(0)],
            start: 0,
            bounds: [0, high],
        };
        let ends = [0, high].map(|at| Point {
            at,
            figures: vec![of(at)],
        });
        let margin = |point: &Point| point.figures[0];
        let mut known = Known::new();
        let found = search.close_in(&mut known, [&ends[0], &ends[1]], (&margin, false));
        let found = found.unwrap();
        (known.len(), found.below.at)
    };
    // Stairs whose treads are narrow and wide, level with the goal and across it, steep at
    // one end and at the other.
    for tread in [1, 3, 10, 1_000, 250_001] {
        for goal in [1, 2, 777, 12_345_678, 142_000_000] {
            for step in [1, 70] {
                let stair = |at: i64| (at / tread - goal / tread) * step - step / 2;
                if stair(0) > 0 {
                    continue;
                }
                let (looks, below) = close_in(&stair, 142_857_142);
                assert!(stair(below) <= 0 && stair(below + 1) > 0);
                // 2^27 is less than the range, 2^28 more.
                assert!(looks <= 28 + 1, "{tread} {goal} {step}: {looks}");
            }
            let cube = |at: i64| (i128::from(at - goal).pow(3) / 1_000_000_000) as i64;
            let (looks, below) = close_in(&cube, 142_857_142);
            assert!(cube(below) <= 0 && cube(below + 1) > 0);
            assert!(looks <= 28 + 1, "{goal}: {looks}");
        }
    }
    let (looks, below) = close_in(&|at| 3 * at - 1_000_000, 142_857_142);
    assert_eq!(below, 333_333);
    assert!(looks <= 12, "a straight line is soon followed: {looks}");
    let (looks, _) = close_in(&|at| at - 3, 4);
    assert!(looks <= 3, "{looks}");
}

/// How often the dear figures were asked for, and what was found.
fn scouted(
    dear: impl Fn(i64) -> i64 + Sync,
    cheap: impl Fn(i64) -> i64 + Sync,
) -> (usize, Solution) {
    let asked = AtomicUsize::new(0);
    let figures = |at: i64| {
        asked.fetch_add(1, Ordering::Relaxed);
        Ok(Some(vec![dear(at)]))
    };
    let scout = |at: i64| Ok(Some(vec![cheap(at)]));
    let search = Search {
        figures: &figures,
        scout: Some(&scout),
        goals: &Conditions::new([(Relation::AtMost, 90)], 1),
        stands: &[dear(60)],
        start: 60,
        bounds: WIDE,
    };
    let solution = search.run().unwrap();
    (asked.into_inner(), solution)
}

#[test]
fn where_both_go_one_way_dear_figures_are_asked_for_seldom() {
    let (asked, solution) = scouted(|at| at / 1000 + 7, |at| at / 1000);
    assert_eq!(steps(&solution), [(83_999, 84_000)]);
    assert_eq!(solution.shape, Shape::Monotone);
    // Looking everywhere takes 62 before anything is closed in on.
    assert!(asked < 30, "{asked}");
    assert!(solution.scouted > 60);
}

#[test]
fn where_either_turns_dear_figures_are_asked_for_everywhere() {
    let turning = |at: i64| (at - 500_000_000).abs() / 1000;
    let (asked, solution) = scouted(turning, |at| at / 1000);
    assert_eq!(solution.shape, Shape::Turns);
    assert!(asked > 60, "{asked}");
    let (asked, solution) = scouted(|at| at / 1000, turning);
    assert_eq!(
        solution.shape,
        Shape::Turns,
        "it may turn where nobody looked"
    );
    assert!(asked > 60, "{asked}");
    let (asked, _) = scouted(|at| at / 1000, |_| 5);
    assert!(asked > 60, "what never moves says nothing: {asked}");
}

#[test]
fn goals_together_are_met_between_their_crossings() {
    let figures = |at: i64| Ok(Some(vec![at, 3 * at]));
    let of = |goals: [(Relation, i64); 2]| {
        let search = Search {
            figures: &figures,
            scout: None,
            goals: &Conditions::new(goals, 1),
            stands: &[0, 0],
            start: 0,
            bounds: [0, 900],
        };
        search.run().unwrap()
    };
    let both = of([(Relation::AtMost, 50), (Relation::AtLeast, 90)]);
    assert_eq!(answer(&both), 30);
    assert_eq!(steps(&both), [(29, 30), (50, 51)]);
    let exact = of([(Relation::Equal, 40), (Relation::AtLeast, 90)]);
    assert_eq!(answer(&exact), 40);
    assert_eq!(both.shape, Shape::Monotone, "each of them goes one way");
    let never = of([(Relation::Equal, 20), (Relation::AtLeast, 90)]);
    assert!(matches!(never.found, Found::Never(_)));
    assert_eq!(never.reach, [[0, 900], [0, 2700]]);
}

#[test]
fn what_meets_all_goals_is_found_between_two_values_that_were_looked_at() {
    let figures = |at: i64| Ok(Some(vec![at, at]));
    let goals = [
        (Relation::AtMost, 700_000_003),
        (Relation::AtLeast, 700_000_001),
    ];
    let search = Search {
        figures: &figures,
        scout: None,
        goals: &Conditions::new(goals, 1),
        stands: &[5, 5],
        start: 5,
        bounds: WIDE,
    };
    let solution = search.run().unwrap();
    assert_eq!(answer(&solution), 700_000_001);
    assert_eq!(
        steps(&solution),
        [(700_000_000, 700_000_001), (700_000_003, 700_000_004)]
    );
}

fn of_goals(goals: &Conditions, of: impl Fn(i64) -> Vec<i64> + Sync, start: i64) -> Solution {
    let figures = |at: i64| Ok(Some(of(at)));
    let search = Search {
        figures: &figures,
        scout: None,
        goals,
        stands: &of(start),
        start,
        bounds: WIDE,
    };
    search.run().unwrap()
}

/// What meets two goals that pull apart can lie between two values that were looked at while
/// how far the worst of them is off only rises over all that were.
#[test]
fn a_narrow_stretch_that_meets_opposed_goals_is_found_wherever_it_lies() {
    let goals = Conditions::new([(Relation::AtLeast, 100), (Relation::AtMost, 300)], 1);
    for (low, high) in [
        (1_000, 1_050),
        (123_456_789, 123_456_790),
        (999_999_000, 999_999_100),
    ] {
        // The one reaches its goal from `low` on, the other keeps it until `high`.
        let of = |at: i64| vec![100 + at - low, 300 + 2 * (at - high)];
        let solution = of_goals(&goals, of, 500_000_000);
        let Found::Met { answer, crossings } = &solution.found else {
            panic!("{low}: {:?}", solution.found);
        };
        assert!((low..=high).contains(&answer.at), "{low}: {answer:?}");
        assert_eq!(crossings.len(), 2, "{low}");
        for one in crossings {
            let meets = one.answer(&goals).expect("a side that meets both");
            assert!((low..=high).contains(&meets.at), "{low}: {one:?}");
        }
        assert!(solution.looked < 200, "{}", solution.looked);
    }
    // Nor is one found where there is none.
    let apart = |at: i64| vec![at - 2_000, at - 1_000];
    let goals = Conditions::new([(Relation::AtLeast, 0), (Relation::AtMost, 0)], 1);
    let never = of_goals(&goals, apart, 500_000_000);
    assert!(matches!(never.found, Found::Never(_)), "{:?}", never.found);
}

/// An exact goal takes the neighbour at which the others hold, though the other is nearer.
#[test]
fn of_two_neighbours_of_an_exact_goal_the_one_counts_where_the_others_hold() {
    for (other, amount, answer) in [
        (Relation::AtMost, 1_000_000, 333_333),
        (Relation::AtMost, 2_000_000, 333_333),
        (Relation::AtLeast, 1_000_000, 333_334),
        (Relation::AtLeast, 1_000_002, 333_334),
    ] {
        let goals = Conditions::new([(Relation::Equal, 1_000_000), (other, amount)], 1);
        let solution = of_goals(&goals, |at| vec![3 * at; 2], 5);
        assert_eq!(self::answer(&solution), answer, "{other:?} {amount}");
        let beside = solution.beside().expect("a neighbour").at;
        assert_eq!(beside + answer, 666_667);
    }
    let neither = Conditions::new(
        [(Relation::Equal, 1_000_000), (Relation::AtLeast, 1_000_003)],
        1,
    );
    let never = of_goals(&neither, |at| vec![3 * at; 2], 5);
    assert!(matches!(never.found, Found::Never(_)), "{:?}", never.found);
}
