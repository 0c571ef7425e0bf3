//! The gemeenten: names, provincies and inhabitants on 1 January, always in
//! the order of their gm_code.

mod code;
mod embedded;
mod find;
mod herindeling;
mod names;
mod own_changes;
mod provincie;
pub(crate) mod read;
mod shipped;

pub use code::provincie_among;
pub(crate) use code::{code_field, gm_code, known_codes, name_of, provincie};
pub use embedded::{EMBEDDED, EMBEDDED_HERINDELINGEN};
pub use find::NotFound;
pub(crate) use find::places_among;
pub use herindeling::{Herindeling, HerindelingKind, Herindelingen};
pub use provincie::{PROVINCIES, provincie_code};
pub(crate) use read::nobody_in_successors;
pub use read::read_gemeenten;
pub use shipped::{Shipped, shipped};

use std::collections::{BTreeMap, BTreeSet};

use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// Where the embedded gemeenten and their inhabitants come from.
pub const BRON: &str = "CBS, CBS/Kadaster (CC BY 4.0)";

/// One gemeente.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemeente {
    /// Code of the CBS, such as `GM0363`.
    pub code: String,
    /// Name, with its suffix where the CBS gives one.
    pub naam: String,
    /// Name of the provincie.
    pub provincie: String,
}

/// All gemeenten of a scenario, sorted by code.
#[derive(Debug, Clone)]
pub struct Gemeenten {
    list: Vec<Gemeente>,
    /// Inhabitants on 1 January of a year, in the order of `list`.
    inwoners: BTreeMap<Jaar, Vec<i64>>,
    /// The columns of the years in which nobody lives anywhere.
    uninhabited: BTreeMap<Jaar, Place>,
    /// The codes of the file, before any herindeling.
    listed: BTreeSet<String>,
    /// Of the gemeenten that herindelingen made anew, the listed ones that went into each.
    made_of: BTreeMap<String, BTreeSet<String>>,
}

impl Gemeenten {
    /// The gemeenten, sorted by code.
    pub fn list(&self) -> &[Gemeente] {
        &self.list
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none; the reader refuses that.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The index of a gm_code.
    pub fn index_of(&self, code: &str) -> Option<usize> {
        let found = self
            .list
            .binary_search_by(|gemeente| gemeente.code.as_str().cmp(code));
        found.ok()
    }

    /// Whether a code stood in the file of gemeenten, also where it has merged since.
    pub(crate) fn stood_in_list(&self, code: &str) -> bool {
        self.listed.contains(code)
    }

    /// The codes of the listed gemeenten that went into one that was not listed itself; `None`
    /// of one that was, or that is not here.
    pub(crate) fn parts_of(&self, code: &str) -> Option<&BTreeSet<String>> {
        self.made_of.get(code)
    }

    /// Inhabitants per gemeente on 1 January of `jaar`, or of the nearest year
    /// that is known; of two equally near the earlier (verantwoording 2.1).
    pub fn inwoners(&self, jaar: Jaar) -> &[i64] {
        self.known_year(jaar)
            .and_then(|known| self.inwoners.get(&known))
            .map_or(&[], |people| people)
    }

    /// The years with inhabitants, earliest first.
    pub fn jaren(&self) -> impl Iterator<Item = Jaar> {
        self.inwoners.keys().copied()
    }

    /// The year with inhabitants that is nearest to `jaar`.
    pub fn known_year(&self, jaar: Jaar) -> Option<Jaar> {
        let known = self.jaren();
        known.min_by_key(|known| (known.since(jaar).abs(), known.get()))
    }

    /// [`Gemeenten::inwoners`] to divide `total` by. A country without people
    /// is fine as long as there is nothing to divide.
    ///
    /// # Errors
    /// If there is something to divide and nobody lives anywhere.
    pub fn verdeelsleutel(&self, total: i64, jaar: Jaar) -> Result<&[i64], Diagnostic> {
        let known = self.known_year(jaar);
        match known.and_then(|known| Some((known, self.uninhabited.get(&known)?))) {
            Some((known, place)) if total != 0 => {
                let message = Text::new(
                    format!("op 1 januari {known} woont er niemand om over te verdelen"),
                    format!("on 1 January {known} there are no inhabitants to divide by"),
                );
                Err(Diagnostic::new(Code::GeenInwoners, message)
                    .at(place.clone())
                    .label(Text::fixed(
                        "deze kolom telt op tot 0",
                        "this column adds up to 0",
                    )))
            }
            _ => Ok(self.inwoners(jaar)),
        }
    }

    /// The names of the provincies, sorted.
    pub fn provincies(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.list.iter().map(|g| g.provincie.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::source::Source;

    #[test]
    fn the_embedded_gemeenten_add_up_to_the_national_figures_of_the_cbs() {
        let gemeenten = &shipped().gemeenten;
        assert_eq!(gemeenten.len(), 342);
        let published = [
            17_475_415, 17_590_672, 17_811_291, 17_942_942, 18_044_027, 18_130_208,
        ];
        for (year, people) in (2021..).zip(published) {
            let jaar = Jaar::new(year).unwrap();
            assert_eq!(
                gemeenten.inwoners(jaar).iter().sum::<i64>(),
                people,
                "{year}"
            );
        }
        assert_eq!(gemeenten.provincies().len(), 12);
    }

    #[test]
    fn a_missing_year_takes_the_nearest_and_of_two_the_earlier() {
        let csv = "gm_code,naam,provincie,inwoners_2020,inwoners_2024\nGM1,A,P,10,30\n";
        let source = Source::embedded("g.csv", csv);
        let (gemeenten, _) = read_gemeenten(&source, &Herindelingen::default()).unwrap();
        let at = |year| gemeenten.inwoners(Jaar::new(year).unwrap())[0];
        assert_eq!(
            [at(2019), at(2021), at(2022), at(2023), at(2030)],
            [10, 10, 10, 30, 30]
        );
    }
}
