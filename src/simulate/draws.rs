//! Where the cells of a simulation are: by series, unit, year and field.

use super::part::Part;
use super::request::{EVENTS, KEPT_FIELDS};
use super::statistics::Cell;
use crate::columns::Column;
use crate::terms::Lang;

/// The result of a whole simulation, to look cells up in.
#[derive(Debug, Clone, Copy)]
pub struct Draws<'a>(pub &'a Part);

/// What a cell is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// The country.
    Landelijk,
    /// A provincie, by its place in the sorted list.
    Provincie(usize),
    /// A gemeente, by its place in the order of codes.
    Gemeente(usize),
}

/// What is counted of every draw, in the order of [`EVENTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Money is clawed back.
    Terugvordering,
    /// Less is received than it costs.
    KasOnderKosten,
    /// The voorlopige uitkering is more than the budget line.
    BovenBegroting,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; EVENTS.len()] = [
        Self::Terugvordering,
        Self::KasOnderKosten,
        Self::BovenBegroting,
    ];

    /// The name of its rows.
    pub fn field(self) -> &'static str {
        EVENTS[self as usize]
    }

    /// The event whose rows have this name.
    pub fn named(veld: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.field() == veld)
    }

    /// What people read of it.
    pub fn heading(self, lang: Lang) -> &'static str {
        match self {
            Self::Terugvordering => {
                lang.choose("Kans terugvordering", "Probability that money is reclaimed")
            }
            Self::KasOnderKosten => {
                lang.choose("Kans kas onder kosten", "Probability of cash below costs")
            }
            Self::BovenBegroting => {
                lang.choose("Kans boven begroting", "Probability of more than budgeted")
            }
        }
    }
}

impl<'a> Draws<'a> {
    /// The cell of a scenario (series 0 up to their number) or of a difference
    /// with the first (the series after them); `None` for a field of which no
    /// distribution is kept. `jaar` counts from the first year.
    pub fn cel(self, reeks: usize, eenheid: Area, jaar: usize, veld: Column) -> Option<&'a Cell> {
        let veld = KEPT_FIELDS.iter().position(|kept| *kept == veld)?;
        let labels = &self.0.header.labels;
        let (years, sums) = (labels.jaren.len(), 1 + labels.provincies.len());
        let (table, units, unit) = match eenheid {
            Area::Landelijk => (0, sums, 0),
            Area::Provincie(index) => (0, sums, 1 + index),
            Area::Gemeente(index) => (1, labels.gemeenten.len(), index),
        };
        let index = ((reeks * units + unit) * years + jaar) * KEPT_FIELDS.len() + veld;
        self.0.tables.get(table)?.cells.get(index)
    }

    /// In how many draws of a scenario something happened; `None` where it cannot: a
    /// budget line is one of the country, and not of every year.
    pub fn kans(self, scenario: usize, eenheid: Area, jaar: usize, kans: Event) -> Option<u64> {
        let labels = &self.0.header.labels;
        let (years, sums) = (labels.jaren.len(), 1 + labels.provincies.len());
        let units = sums + labels.gemeenten.len();
        let has_line = || eenheid == Area::Landelijk && labels.begroting[scenario * years + jaar];
        if kans == Event::BovenBegroting && !has_line() {
            return None;
        }
        let unit = match eenheid {
            Area::Landelijk => 0,
            Area::Provincie(index) => 1 + index,
            Area::Gemeente(index) => sums + index,
        };
        let index = ((scenario * units + unit) * years + jaar) * EVENTS.len() + kans as usize;
        self.0.counters.first()?.counts.get(index).copied()
    }

    /// Whether any draw of a scenario (1 for the second) differs from the first here; never
    /// in a field of which no distribution is kept.
    pub fn differs(self, scenario: usize, eenheid: Area, jaar: usize, veld: Column) -> bool {
        let cell = self.cel(self.verschil_reeks(scenario), eenheid, jaar, veld);
        let ends = cell.map(|cell| [cell.moments().min(), cell.moments().max()]);
        ends.is_some_and(|ends| ends.into_iter().flatten().any(|end| end != 0))
    }

    /// The series of the difference of a scenario (1 for the second) with the first.
    pub fn verschil_reeks(self, scenario: usize) -> usize {
        self.0.header.scenarios.len() + scenario - 1
    }
}
