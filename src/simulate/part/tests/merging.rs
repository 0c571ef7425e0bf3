//! The same whole whatever the order, and a refusal by name for all else.

use proptest::prelude::*;

use super::*;

/// Calls `see` with every order of `items`.
fn permutations<T: Clone>(items: &mut Vec<T>, fixed: usize, see: &mut impl FnMut(&[T])) {
    if fixed == items.len() {
        see(items);
    }
    for place in fixed..items.len() {
        items.swap(fixed, place);
        permutations(items, fixed + 1, see);
        items.swap(fixed, place);
    }
}

#[test]
fn every_order_of_parts_gives_the_bytes_of_the_unsharded_run() {
    let whole = write(&part(1, 1)).expect("sound");
    for of in [1, 2, 5] {
        let mut orders = 0;
        permutations(&mut parts(of), 0, &mut |parts| {
            let merged = merge(parts.to_vec()).expect("they belong together");
            assert_eq!(write(&merged).expect("sound"), whole);
            orders += 1;
        });
        assert_eq!(orders, (1..=of).product::<u32>());
    }
}

#[test]
fn more_shards_than_draws_is_fine() {
    let whole = write(&part(1, 1)).expect("sound");
    let merged = merge(parts(DRAWS + 17)).expect("they belong together");
    assert_eq!(write(&merged).expect("sound"), whole);
}

/// What these parts are together: `shard` of fewer.
fn part_of(parts: &[(String, Part)], shard: Shard) -> Result<Part, MergeError> {
    let mut merge = Merge::default();
    for (name, part) in parts {
        merge.add(name, part.clone())?;
    }
    merge.finish_as(shard)
}

#[test]
fn a_tree_of_parts_gives_the_bytes_of_the_unsharded_run() {
    let whole = write(&part(1, 1)).expect("sound");
    for (of, by) in [(12, [2, 3, 2]), (30, [5, 2, 3])] {
        let mut level = parts(of);
        for each in by {
            let fewer = level.len() as u32 / each;
            let groups = level.chunks(each as usize).zip(1..);
            let merged = groups.map(|(group, index)| {
                let shard = Shard::new(index, fewer).expect("a shard");
                let merged = part_of(group, shard).expect("they follow on each other");
                assert_eq!(merged, part(index, fewer));
                named(merged)
            });
            level = merged.collect();
        }
        assert_eq!(write(&level[0].1).expect("sound"), whole);
    }
}

#[test]
fn what_is_no_shard_of_fewer_is_refused_by_name() {
    let shard = Shard::new(2, 3).expect("a shard");
    let all = parts(6);
    let refused = |parts: &[(String, Part)]| part_of(parts, shard).expect_err("not that shard");
    let missing = MergeError::Missing {
        of: 2,
        missing: vec![4..=4],
    };
    assert_eq!(refused(&all[2..3]), missing);
    let said = refused(&all[2..5]).to_string();
    assert_eq!(
        said,
        "deel-5 hoort niet bij deel 2/3: dat zijn deel 3 t/m 4 van 6"
    );
    let said = refused(&parts(4)[1..2]).to_string();
    assert_eq!(said, "4 delen zijn niet in 3 gelijke groepen te verdelen");
}

#[test]
fn shards_share_out_every_draw_once() {
    for (draws, of) in [(0, 3), (10, 64), (1_000_000, 7), (u32::MAX, 1000)] {
        let mut next = 0;
        for index in 1..=of {
            let range = Shard::new(index, of).expect("a shard").range(draws);
            assert_eq!(range.start, next);
            next = range.end;
        }
        assert_eq!(next, draws);
    }
}

/// What merging says when `change` has been made to the second of three parts.
fn refusal(change: impl FnOnce(&mut Part)) -> MergeError {
    let mut parts = parts(3);
    change(&mut parts[1].1);
    merge(parts).expect_err("not the same simulation")
}

#[test]
fn parts_of_another_simulation_are_refused_by_name() {
    let differs = |what| MergeError::Differs {
        first: "deel-1".to_owned(),
        second: "deel-2".to_owned(),
        what,
    };
    let error = refusal(|part| part.header.seed = 43);
    assert_eq!(error, differs(PartMismatch::Seed(42, 43)));
    assert_eq!(
        error.to_string(),
        "deel-1 en deel-2 zijn geen delen van dezelfde simulatie: het zaad is 42 en 43"
    );
    assert_eq!(
        refusal(|part| part.header.scenarios[1].sha256 = [9; 32]),
        differs(PartMismatch::Scenario("oud-ritme".to_owned()))
    );
    assert_eq!(
        refusal(|part| part.header.scenarios[1].invoer_sha256 = [9; 32]),
        differs(PartMismatch::Scenario("oud-ritme".to_owned()))
    );
    assert_eq!(
        refusal(|part| part.header.scenarios.truncate(1)),
        differs(PartMismatch::Scenario("oud-ritme".to_owned()))
    );
    let error = refusal(|part| part.header.program.commit = "fedcba".to_owned());
    assert!(
        error
            .to_string()
            .ends_with("gemaakt met spuk 0.1.0 (abcdef) en met spuk 0.1.0 (fedcba)")
    );
    assert_eq!(
        refusal(|one| *one = part(2, 4)),
        differs(PartMismatch::Split(3, 4))
    );
    assert_eq!(
        refusal(|part| part.tables[1] = table(
            "land",
            Cell::sketched(Grain::Coarse),
            part.header.range.clone()
        )),
        differs(PartMismatch::Table("land".to_owned()))
    );
    assert_eq!(
        refusal(|part| part.tables[0] = table(
            "gemeente",
            Cell::sketched(Grain::Fine),
            part.header.range.clone()
        )),
        differs(PartMismatch::Table("gemeente".to_owned()))
    );
    assert_eq!(
        refusal(|part| part.counters[0].name = "kas".to_owned()),
        differs(PartMismatch::Table("tekort".to_owned()))
    );
    assert_eq!(
        refusal(|part| part.counters.clear()),
        differs(PartMismatch::Tables)
    );
}

#[test]
fn a_part_that_contradicts_itself_is_refused_by_name() {
    let error = refusal(|part| drop(part.tables[0].cells.pop()));
    assert_eq!(
        error.to_string(),
        "deel-2 spreekt zichzelf tegen: een tabel heeft meer of minder cellen dan haar afmetingen"
    );
}

#[test]
fn another_number_of_draws_is_refused() {
    let error = refusal(|part| {
        part.header.draws = 100;
        part.header.range = part.header.shard.range(100);
        let range = part.header.range.clone();
        part.tables = vec![table("gemeente", Cell::sketched(Grain::Coarse), range)];
        part.counters.clear();
    });
    let expected = "het aantal trekkingen is 200 en 100";
    assert!(error.to_string().ends_with(expected), "{error}");
}

#[test]
fn the_same_shard_twice_is_refused_by_both_names() {
    let mut parts = parts(3);
    parts[2] = ("kopie".to_owned(), part(2, 3));
    let error = merge(parts).expect_err("overlap");
    assert_eq!(error.to_string(), "deel-2 en kopie zijn allebei deel 2/3");
}

#[test]
fn missing_shards_are_listed() {
    let mut parts = parts(9);
    parts.retain(|(_, part)| ![1, 4, 5, 6, 9].contains(&part.header.shard.index()));
    let error = merge(parts).expect_err("incomplete");
    assert_eq!(
        error.to_string(),
        "niet alle 9 delen zijn er; het ontbreekt aan: 1, 4 t/m 6, 9"
    );
    assert_eq!(merge([]), Err(MergeError::Nothing));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn sixty_four_parts_in_any_order(parts in Just(parts(64)).prop_shuffle()) {
        let merged = merge(parts).expect("they belong together");
        prop_assert_eq!(write(&merged).unwrap(), write(&part(1, 1)).unwrap());
    }
}
