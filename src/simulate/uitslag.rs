//! Where the cells of a simulation are: by series, unit, year and field.

use super::shard::Part;
use super::statistics::Cell;
use super::vraag::{KANSEN, VELDEN};

/// The result of a whole simulation, to look cells up in.
#[derive(Debug, Clone, Copy)]
pub struct Uitslag<'a>(pub &'a Part);

/// What a cell is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eenheid {
    /// The country.
    Landelijk,
    /// A provincie, by its place in the sorted list.
    Provincie(usize),
    /// A gemeente, by its place in the order of codes.
    Gemeente(usize),
}

/// What is counted of every draw, in the order of [`KANSEN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kans {
    /// Money is clawed back.
    Terugvordering,
    /// Less is received than it costs.
    KasOnderKosten,
    /// The voorlopige uitkering is more than the budget line.
    BovenBegroting,
}

impl Kans {
    /// All of them.
    pub const ALL: [Self; KANSEN.len()] = [
        Self::Terugvordering,
        Self::KasOnderKosten,
        Self::BovenBegroting,
    ];

    /// The name of its rows.
    pub fn veld(self) -> &'static str {
        KANSEN[self as usize]
    }
}

impl<'a> Uitslag<'a> {
    /// The cell of a scenario (series 0 up to their number) or of a difference
    /// with the first (the series after them); `None` for a field of which no
    /// distribution is kept. `jaar` counts from the first year.
    pub fn cel(self, reeks: usize, eenheid: Eenheid, jaar: usize, veld: &str) -> Option<&'a Cell> {
        let veld = VELDEN.iter().position(|name| *name == veld)?;
        let labels = &self.0.header.labels;
        let (years, sums) = (labels.jaren.len(), 1 + labels.provincies.len());
        let (table, units, unit) = match eenheid {
            Eenheid::Landelijk => (0, sums, 0),
            Eenheid::Provincie(index) => (0, sums, 1 + index),
            Eenheid::Gemeente(index) => (1, labels.gemeenten.len(), index),
        };
        let index = ((reeks * units + unit) * years + jaar) * VELDEN.len() + veld;
        self.0.tables.get(table)?.cells.get(index)
    }

    /// In how many draws of a scenario something happened; `None` where it cannot: a
    /// budget line is one of the country, and not of every year.
    pub fn kans(self, scenario: usize, eenheid: Eenheid, jaar: usize, kans: Kans) -> Option<u64> {
        let labels = &self.0.header.labels;
        let (years, sums) = (labels.jaren.len(), 1 + labels.provincies.len());
        let units = sums + labels.gemeenten.len();
        let has_line =
            || eenheid == Eenheid::Landelijk && labels.begroting[scenario * years + jaar];
        if kans == Kans::BovenBegroting && !has_line() {
            return None;
        }
        let unit = match eenheid {
            Eenheid::Landelijk => 0,
            Eenheid::Provincie(index) => 1 + index,
            Eenheid::Gemeente(index) => sums + index,
        };
        let index = ((scenario * units + unit) * years + jaar) * KANSEN.len() + kans as usize;
        self.0.counters.first()?.counts.get(index).copied()
    }

    /// The series of the difference of a scenario (1 for the second) with the first.
    pub fn verschil_reeks(self, scenario: usize) -> usize {
        self.0.header.scenarios.len() + scenario - 1
    }
}
