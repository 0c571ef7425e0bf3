//! What a comparison finds: figures that moved, and how much in all.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::document::month_of;
use super::examine::Blessing;
use super::figure::BaselineFigure;
use crate::terms::Text;

/// A figure that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Code of the gemeente; `NL` for the country, that of CBS (`PV22`) for a provincie, empty
    /// for one that CBS does not know.
    pub code: String,
    /// Name of the gemeente, provincie or country.
    pub naam: String,
    /// The year; empty where a figure is about all of them.
    pub jaar: String,
    /// The column.
    pub veld: String,
    /// The figure in the baseline; `None` where it was not there.
    pub was: Option<BaselineFigure>,
    /// The figure now; `None` where it is gone.
    pub is: Option<BaselineFigure>,
    /// The line of the baseline that holds it, from 1; that of the header for
    /// a row that was not there.
    pub regel: u64,
    /// Whether it is a figure of a gemeente, of which there are many to a total.
    pub is_of_a_gemeente: bool,
    /// Whether it is the total of a column in a year, held to a tolerance of its own.
    pub is_total: bool,
}

impl Moved {
    /// How far it moved, from or to nothing where it was or is not there.
    pub fn difference(&self) -> BaselineFigure {
        match (self.was, self.is) {
            (Some(was), Some(is)) => is.less(was),
            (None, Some(is)) => is,
            (Some(was), None) => BaselineFigure::zero(was).less(was),
            (None, None) => BaselineFigure::of_people(0),
        }
    }

    /// Whether only the state sees it.
    pub(crate) fn is_of_the_state(&self) -> bool {
        self.code == "NL" && self.naam == RIJK
    }

    /// What comes before what, to who reads a few of many: amounts, then people, then
    /// the months, of which a year that moved has twelve; the largest of each first.
    pub(crate) fn rank(&self) -> impl Ord + use<> {
        let size = self.difference();
        let kind = match month_of(&self.veld) {
            Some(_) => 2,
            None => u8::from(!size.is_money()),
        };
        (kind, Reverse(size.abs().micros()))
    }
}

/// The name of what only the state sees.
pub(crate) const RIJK: &str = "Rijk";

/// How much one column moved in one year: over all gemeenten, or the country of a
/// simulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedTotal {
    /// The column.
    pub veld: String,
    /// The year.
    pub jaar: String,
    /// The sum of what moved up and down.
    pub netto: BaselineFigure,
    /// The same without signs.
    pub bruto: BaselineFigure,
    /// How many figures moved, those of provincies among them.
    pub aantal: usize,
}

/// A baseline held against the program.
#[derive(Debug, Clone)]
pub struct BaselineComparison {
    /// The file.
    pub bestand: PathBuf,
    /// How many figures were held against it.
    pub cijfers: usize,
    /// Seed and draws of a simulation.
    pub trekkingen: Option<(u64, u32)>,
    /// Why figures may have moved.
    pub oorzaken: Vec<Text>,
    /// What is not a figure: columns that came or went.
    pub vorm: Vec<Text>,
    /// Gemeenten of which the draws of a simulation moved.
    pub gemeenten: Vec<String>,
    /// How many gemeenten these are where only some movement counts: of their
    /// draws only a hash is kept, that says neither how far they moved nor in
    /// which column.
    pub ongewogen: usize,
    /// Files that are not those the baseline was written with.
    pub anders: Vec<String>,
    /// The figures that moved: amounts before people and months, biggest first.
    pub verschoven: Vec<Moved>,
    /// What became of the file.
    pub gezegend: Blessing,
    /// Whether an expectation of the scenario does not hold: nothing is written down anew
    /// before it does.
    pub expectation_fails: bool,
}

impl BaselineComparison {
    /// Whether anything is not what it was.
    pub fn moved(&self) -> bool {
        !self.verschoven.is_empty() || !self.vorm.is_empty() || !self.gemeenten.is_empty()
    }

    /// The movement per column and year, the largest first. A simulation has rows of the
    /// country as well as of its provincies, and quantiles do not add up: there the country
    /// alone is counted.
    pub fn totals(&self) -> Vec<MovedTotal> {
        let is_simulation = self.trekkingen.is_some();
        let mut sums: BTreeMap<(&str, &str), MovedTotal> = BTreeMap::new();
        for moved in self.verschoven.iter().filter(|moved| !moved.is_total) {
            let verschil = moved.difference();
            let zero = BaselineFigure::zero(verschil);
            let total = sums
                .entry((&moved.veld, &moved.jaar))
                .or_insert_with(|| MovedTotal {
                    veld: moved.veld.clone(),
                    jaar: moved.jaar.clone(),
                    netto: zero,
                    bruto: zero,
                    aantal: 0,
                });
            total.aantal += 1;
            if is_simulation && moved.code != "NL" {
                continue;
            }
            total.netto = total.netto.plus(verschil);
            total.bruto = total.bruto.plus(verschil.abs());
        }
        let mut totals: Vec<MovedTotal> = sums.into_values().collect();
        totals.sort_by_key(|total| std::cmp::Reverse(total.bruto.micros()));
        totals
    }
}
