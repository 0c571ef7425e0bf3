//! Parts through files and merges: the same whole whatever the order, and a
//! refusal that says why for everything else.

mod files;
mod languages;
mod merging;

use super::*;
use crate::simulate::statistics::{Cell, Grain};

const DRAWS: u32 = 200;

/// The value of a cell in a draw: any function of both will do.
fn value(draw: u32, cell: u32) -> i64 {
    let mixed =
        (u64::from(draw) * 7919 + u64::from(cell) * 104_729).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed as i64) >> (20 + cell)
}

fn dimension(name: &str, size: u32) -> Dimension {
    Dimension {
        name: name.to_owned(),
        size,
    }
}

fn table(name: &str, cell: Cell, range: std::ops::Range<u32>) -> Table {
    let cells = (0..6).map(|place| {
        let values: Vec<i64> = range.clone().map(|draw| value(draw, place)).collect();
        let mut cell = cell.clone();
        cell.add_all(&values);
        cell
    });
    Table {
        name: name.to_owned(),
        dimensions: vec![dimension("jaar", 2), dimension("veld", 3)],
        cells: cells.collect(),
    }
}

/// The part that shard `index` of `of` makes of a small simulation.
fn part(index: u32, of: u32) -> Part {
    let program = Program {
        version: "0.1.0".to_owned(),
        commit: "abcdef".to_owned(),
    };
    let scenario = |name: &str, byte| PartScenario {
        name: name.to_owned(),
        sha256: [byte; 32],
        invoer_sha256: [byte + 100; 32],
        varies: Varies::default(),
    };
    let scenarios = vec![scenario("wi2021", 1), scenario("oud-ritme", 2)];
    let shard = Shard::new(index, of).expect("a shard");
    let header = Header::new(program, 42, DRAWS, shard, scenarios);
    let range = header.range.clone();
    Part {
        header,
        tables: vec![
            table("gemeente", Cell::sketched(Grain::Coarse), range.clone()),
            table("land", Cell::exact(), range.clone()),
        ],
        counters: vec![Counters {
            name: "tekort".to_owned(),
            dimensions: vec![dimension("jaar", 2)],
            counts: vec![range.clone().filter(|draw| draw % 3 == 0).count() as u64; 2],
        }],
    }
}

fn named(part: Part) -> (String, Part) {
    (format!("deel-{}", part.header.shard.index()), part)
}

fn parts(of: u32) -> Vec<(String, Part)> {
    (1..=of).map(|index| named(part(index, of))).collect()
}

/// One simulation from named parts, in this order.
fn merge(parts: impl IntoIterator<Item = (String, Part)>) -> Result<Part, MergeError> {
    let mut merge = Merge::default();
    for (name, part) in parts {
        merge.add(&name, part)?;
    }
    merge.finish()
}
