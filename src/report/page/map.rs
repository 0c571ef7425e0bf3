//! The tile map: every gemeente one hexagon, near its neighbours.
//!
//! The places are worked out once, by `map/layout.rs` in a test, and kept in
//! `fixtures/tegelkaart.csv`: a page does not wait for them, and a change of the
//! layout is seen in a diff. A gemeente that is not in that file has no place
//! on the map; the page then says so and lists it.

#[cfg(test)]
mod layout;

use std::collections::BTreeMap;

/// Places of the 342 gemeenten of 2026, made from the coordinates in `fixtures/gemeenten.csv`.
const TILE_MAP: &str = include_str!("../../../fixtures/tegelkaart.csv");

/// A hexagon of the map: odd rows are shifted by half a column; row 0 is the north.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tile {
    /// Column, from the west.
    pub kolom: u16,
    /// Row, from the north.
    pub rij: u16,
}

/// The place of every gemeente of 2026, by gm_code.
pub(crate) fn tiles() -> BTreeMap<&'static str, Tile> {
    let rows = TILE_MAP.lines().skip(1).filter_map(|line| {
        let mut fields = line.split(',');
        let code = fields.next()?;
        let mut number = || fields.next()?.parse().ok();
        let (kolom, rij) = (number()?, number()?);
        Some((code, Tile { kolom, rij }))
    });
    rows.collect()
}
