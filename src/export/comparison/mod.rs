//! What a comparison looks like: the answer for people, long CSV, JSON.

pub(crate) mod condition;
pub(crate) mod csv;
pub(crate) mod draws;
pub(crate) mod json;
pub(crate) mod rows;
pub(crate) mod spread;

use super::rows::Selection;
use crate::compare::{Comparison, MoneyColumn};
use crate::simulate::part::Part;
use crate::study::effect_years;

/// What gemeenten are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// The difference in euros.
    #[default]
    Verschil,
    /// The difference per inhabitant.
    PerInwoner,
    /// The difference as a percentage.
    Procent,
    /// Their gm_code.
    Code,
}

/// Which part of a comparison is shown.
#[derive(Debug, Clone)]
pub struct ComparisonSelection {
    /// Which rows.
    pub keuze: Selection,
    /// Whether the user asked for their level.
    pub niveau_gevraagd: bool,
    /// The columns asked for; the first is the one that gemeenten are judged by.
    pub velden: Vec<MoneyColumn>,
    /// Whether the user asked for those columns.
    pub velden_gevraagd: bool,
    /// What gemeenten are sorted by.
    pub volgens: SortBy,
    /// How many gemeenten to show each way.
    pub top: usize,
}

impl ComparisonSelection {
    /// The places of the years that are shown, counted from the first.
    pub fn years_of(&self, vergelijking: &Comparison<'_>) -> Vec<usize> {
        let years = vergelijking.jaren();
        (0..years.len())
            .filter(|&index| self.keuze.shows(years[index]))
            .collect()
    }

    /// The places of the years that the effect on each gemeente is taken over, of scenarios
    /// that were each compared with the same first one, and were drawn together.
    pub fn effect_years(&self, held: &[Comparison<'_>], drawn: &Part) -> Vec<usize> {
        let Some(first) = held.first() else {
            return Vec::new();
        };
        let others = held.iter().map(|one| &one.projectie_b);
        let (column, asked) = (self.field().column, self.keuze.jaren.as_deref());
        effect_years((&first.projectie_a, others), drawn, column, asked)
    }

    /// The gemeenten that count.
    pub fn gemeenten_of(&self, vergelijking: &Comparison<'_>) -> Vec<usize> {
        self.keuze.members(&vergelijking.a.gemeenten)
    }

    /// The columns of CSV and JSON: those asked for, else every column of money.
    pub fn all_fields(&self) -> Vec<MoneyColumn> {
        if self.velden_gevraagd {
            self.velden.clone()
        } else {
            MoneyColumn::all()
        }
    }

    /// The column that gemeenten are judged by.
    pub fn field(&self) -> &MoneyColumn {
        &self.velden[0]
    }
}
