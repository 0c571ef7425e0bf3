//! Where the cells of a simulation are: by series, unit, year and field.

use super::shard::Part;
use super::statistics::Cell;
use super::vraag::VELDEN;

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

    /// The series of the difference of a scenario (1 for the second) with the first.
    pub fn verschil_reeks(self, scenario: usize) -> usize {
        self.0.header.scenarios.len() + scenario - 1
    }
}
