//! How the tile map is laid out; runs in a test that holds the fixture to it.
//!
//! Three steps. Gemeenten push those that are nearer than a tile away and pull
//! their neighbours that are further, on a spring to where they really lie:
//! the crowded west swells and the empty north shrinks until all take the same
//! room. A honeycomb is laid over the result. Every gemeente then gets a cell
//! of its own so that the sum of squared distances is smallest. Where that leaves a cell
//! within the land to nobody, it is done again with that cell taken by someone: a hole
//! between gemeenten reads as one without a figure.
//!
//! Only operations that IEEE 754 fixes are used, so it is the same everywhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{TILE_MAP, Tile, tiles};

/// Kilometres between neighbours that the springs aim at.
const SPACING: f64 = 11.0;
/// Width of a tile in kilometres.
const TILE_WIDTH: f64 = 10.8;
/// Height of a row of tiles: half the square root of three of the width.
const ROW_HEIGHT: f64 = TILE_WIDTH * 0.866_025_403_784_438_6;
/// Neighbours further apart do not pull: the sea and the IJsselmeer stay open.
const NEIGHBOUR_WITHIN: f64 = 34.0;
/// A cell is on the map when a gemeente lies within so many widths.
const RAND: f64 = 0.72;
/// Square kilometres that a cell costs less that has to be filled: more than what all
/// others can gain by leaving it.
const FILL: f64 = 1e6;

type Point = (f64, f64);

fn distance((ax, ay): Point, (bx, by): Point) -> f64 {
    ((ax - bx) * (ax - bx) + (ay - by) * (ay - by)).sqrt()
}

/// Code, and kilometres east and north of the middle of the country.
fn gemeenten() -> Vec<(String, Point)> {
    let mut reader = csv::Reader::from_reader(crate::gemeente::EMBEDDED.as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| {
        let row = row.expect("a row of the fixture");
        let degrees = |name: &str| row[name].parse::<f64>().expect("degrees");
        // A degree of longitude at 52.2 degrees north, and one of latitude.
        let punt = (
            (degrees("lon") - 5.3) * 68.23,
            (degrees("lat") - 52.1) * 111.2,
        );
        (row["gm_code"].clone(), punt)
    })
    .collect()
}

/// Pairs with nobody inside the circle between them.
fn neighbours(places: &[Point]) -> Vec<(usize, usize)> {
    let all = 0..places.len();
    let pairs = all
        .clone()
        .flat_map(|a| (a + 1..places.len()).map(move |b| (a, b)));
    let near = pairs.filter(|&(a, b)| {
        let (one, other) = (places[a], places[b]);
        let middle = ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0);
        let radius = distance(one, other) / 2.0;
        let empty = |&c: &usize| c == a || c == b || distance(places[c], middle) >= radius;
        radius * 2.0 < NEIGHBOUR_WITHIN && all.clone().all(|c| empty(&c))
    });
    near.collect()
}

/// Spreads the gemeenten evenly.
fn relax(home: &[Point]) -> Vec<Point> {
    let pairs = neighbours(home);
    let mut places = home.to_vec();
    for _ in 0..400 {
        let mut force = vec![(0.0, 0.0); places.len()];
        let mut move_apart = |a: usize, b: usize, share: f64| {
            let (dx, dy) = (places[b].0 - places[a].0, places[b].1 - places[a].1);
            force[a] = (force[a].0 - dx * share, force[a].1 - dy * share);
            force[b] = (force[b].0 + dx * share, force[b].1 + dy * share);
        };
        for a in 0..places.len() {
            for b in a + 1..places.len() {
                let apart = distance(places[a], places[b]);
                if apart < SPACING {
                    move_apart(a, b, 0.25 * (SPACING - apart) / apart);
                }
            }
        }
        for &(a, b) in &pairs {
            let apart = distance(places[a], places[b]);
            if apart > SPACING {
                move_apart(a, b, -0.14 * (apart - SPACING) / apart);
            }
        }
        for ((place, home), force) in places.iter_mut().zip(home).zip(&force) {
            place.0 += force.0 + 0.02 * (home.0 - place.0);
            place.1 += force.1 + 0.02 * (home.1 - place.1);
        }
    }
    places
}

/// An empty cell with so many gemeenten around it is within the land.
const CLOSED: usize = 5;
/// Cells of the honeycomb on each side.
const SIDE: u16 = 40;

/// The cells near the gemeenten and those that have to be filled, each with its middle.
fn cells(places: &[Point], filled: &BTreeSet<Tile>) -> Vec<(Tile, Point)> {
    let least = |of: fn(&Point) -> f64| places.iter().map(of).fold(f64::MAX, f64::min);
    let (west, north) = (least(|place| place.0), -least(|place| -place.1));
    let all = (0..SIDE).flat_map(|rij| (0..SIDE).map(move |kolom| Tile { kolom, rij }));
    let cells = all.map(|tegel| {
        let shift = f64::from(tegel.rij % 2) / 2.0;
        let x = west + (f64::from(tegel.kolom) - 1.0 + shift) * TILE_WIDTH;
        let y = north - (f64::from(tegel.rij) - 1.0) * ROW_HEIGHT;
        (tegel, (x, y))
    });
    let near = cells.filter(|&(tegel, middle)| {
        let is_near = |&place: &Point| distance(place, middle) < RAND * TILE_WIDTH;
        filled.contains(&tegel) || places.iter().any(is_near)
    });
    near.collect()
}

/// The six cells around one, as far as there are any.
fn around(Tile { kolom, rij }: Tile) -> impl Iterator<Item = Tile> {
    let odd = i32::from(rij % 2);
    let steps = [
        (odd, -1),
        (1, 0),
        (odd, 1),
        (odd - 1, 1),
        (-1, 0),
        (odd - 1, -1),
    ];
    let moved = |own: u16, step: i32| u16::try_from(i32::from(own) + step).ok();
    let cells = steps.into_iter().filter_map(move |(across, down)| {
        let (kolom, rij) = (moved(kolom, across)?, moved(rij, down)?);
        Some(Tile { kolom, rij })
    });
    cells.filter(|cell| cell.kolom < SIDE && cell.rij < SIDE)
}

/// The empty cells that read as a gemeente without a figure: those that are not reached from
/// outside the map past other empty ones, and those with at most one open side.
fn holes(taken: &BTreeSet<Tile>) -> Vec<Tile> {
    let all = || (0..SIDE).flat_map(|rij| (0..SIDE).map(move |kolom| Tile { kolom, rij }));
    let at_the_edge = |cell: &Tile| around(*cell).count() < 6;
    let mut reached: Vec<Tile> = all()
        .filter(|cell| at_the_edge(cell) && !taken.contains(cell))
        .collect();
    let mut seen: BTreeSet<Tile> = reached.iter().copied().collect();
    while let Some(cell) = reached.pop() {
        let next = around(cell).filter(|cell| !taken.contains(cell));
        let next: Vec<Tile> = next.filter(|&cell| seen.insert(cell)).collect();
        reached.extend(next);
    }
    let closed = |cell: Tile| around(cell).filter(|it| taken.contains(it)).count();
    let is_hole =
        |cell: &Tile| !taken.contains(cell) && (!seen.contains(cell) || closed(*cell) >= CLOSED);
    all().filter(is_hole).collect()
}

/// The assignment of rows to columns with the smallest sum: the Hungarian
/// method with shortest augmenting paths, for at least as many columns as rows.
fn assign(cost: &[Vec<f64>]) -> Vec<usize> {
    let (rows, columns) = (cost.len(), cost[0].len());
    let (mut u, mut v) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    // The row in every column; 0 is nobody, and column 0 the row being placed.
    let mut row_in = vec![0; columns + 1];
    for row in 1..=rows {
        row_in[0] = row;
        let mut column = 0;
        let (mut least, mut before) = (vec![f64::MAX; columns + 1], vec![0; columns + 1]);
        let mut used = vec![false; columns + 1];
        while row_in[column] != 0 {
            used[column] = true;
            let (own, mut delta, mut next) = (row_in[column], f64::MAX, 0);
            for j in (1..=columns).filter(|&j| !used[j]) {
                let reduced = cost[own - 1][j - 1] - u[own] - v[j];
                if reduced < least[j] {
                    (least[j], before[j]) = (reduced, column);
                }
                if least[j] < delta {
                    (delta, next) = (least[j], j);
                }
            }
            for j in 0..=columns {
                if used[j] {
                    u[row_in[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            row_in[column] = row_in[before[column]];
            column = before[column];
        }
    }
    let mut column_of = vec![0; rows];
    for (column, &row) in row_in.iter().enumerate().skip(1) {
        if row != 0 {
            column_of[row - 1] = column - 1;
        }
    }
    column_of
}

/// The cell of every gemeente. One that has to be filled costs everyone so much less that
/// it is never left, and nothing else changes in who is nearer to what.
fn chosen(places: &[Point], filled: &BTreeSet<Tile>) -> Vec<Tile> {
    let cells = cells(places, filled);
    let squared = |&place: &Point| {
        let costs = cells.iter().map(|&(tegel, middle)| {
            let apart = distance(place, middle);
            let less = if filled.contains(&tegel) { FILL } else { 0.0 };
            apart * apart - less
        });
        costs.collect()
    };
    let cost: Vec<Vec<f64>> = places.iter().map(squared).collect();
    let cells_of = assign(&cost).into_iter();
    cells_of.map(|cell| cells[cell].0).collect()
}

/// The fixture as it should be.
fn fixture() -> String {
    let gemeenten = gemeenten();
    let places = relax(
        &gemeenten
            .iter()
            .map(|&(_, place)| place)
            .collect::<Vec<_>>(),
    );
    let mut filled = BTreeSet::new();
    let chosen = loop {
        let chosen = chosen(&places, &filled);
        let holes = holes(&chosen.iter().copied().collect());
        if holes.is_empty() {
            break chosen;
        }
        filled.extend(holes);
    };
    // Rows are counted in pairs, so that odd ones stay shifted.
    let first_row = chosen.iter().map(|tegel| tegel.rij).min().unwrap_or(0) / 2 * 2;
    let first_column = chosen.iter().map(|tegel| tegel.kolom).min().unwrap_or(0);
    let mut rows: Vec<String> = gemeenten
        .iter()
        .zip(chosen)
        .map(|((code, _), tegel)| {
            let (kolom, rij) = (tegel.kolom - first_column, tegel.rij - first_row);
            format!("{code},{kolom},{rij}\n")
        })
        .collect();
    rows.sort();
    format!("gm_code,kolom,rij\n{}", rows.concat())
}

/// Write it anew with `SPUK_BLESS=1 cargo test tegelkaart`.
#[test]
fn the_tegelkaart_fixture_is_what_the_coordinates_give() {
    let fresh = fixture();
    if std::env::var_os("SPUK_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tegelkaart.csv");
        std::fs::write(path, &fresh).expect("the fixture");
    } else {
        assert!(fresh == TILE_MAP, "run: SPUK_BLESS=1 cargo test tegelkaart");
    }
}

#[test]
fn every_gemeente_has_a_tile_of_its_own_and_keeps_its_neighbours() {
    let tegels = tiles();
    assert_eq!(tegels.len(), 342);
    let mut places: Vec<Tile> = tegels.values().copied().collect();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), 342, "two gemeenten share a tile");
    let near = |a: &str, b: &str| {
        let (a, b) = (tegels[a], tegels[b]);
        a.kolom.abs_diff(b.kolom) <= 2 && a.rij.abs_diff(b.rij) <= 2
    };
    // Amsterdam and Diemen, Rotterdam and Schiedam, Maastricht and Meerssen.
    assert!(near("GM0363", "GM0384") && near("GM0599", "GM0606") && near("GM0935", "GM0938"));
}

/// Water that is open to the sea is no hole; nothing between gemeenten is empty.
#[test]
fn no_place_between_gemeenten_is_empty() {
    // One column and two rows further in, so that the map has an outside all around.
    let inward = |tegel: &Tile| Tile {
        kolom: tegel.kolom + 1,
        rij: tegel.rij + 2,
    };
    let taken: BTreeSet<Tile> = tiles().values().map(inward).collect();
    assert_eq!(holes(&taken), []);
    let centre = inward(&tiles()["GM0344"]);
    let mut without = taken.clone();
    without.remove(&centre);
    assert_eq!(holes(&without), [centre]);
}

#[test]
fn the_assignment_is_the_cheapest() {
    let cost = [[4.0, 1.0, 3.0], [2.0, 0.0, 5.0], [3.0, 2.0, 2.0]].map(Vec::from);
    assert_eq!(assign(&cost), [1, 0, 2]);
}
