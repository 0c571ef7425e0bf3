//! Counts of one kind of people by cohort, peiljaar and gemeente.

use std::collections::BTreeMap;

use crate::jaar::Jaar;

/// People of one kind per gemeente, by cohort (or year of completion) and,
/// where a delivery says so, by where they live at the end of a peiljaar.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    gemeenten: usize,
    none: Vec<i64>,
    by_cohort: BTreeMap<Jaar, Vec<i64>>,
    by_peiljaar: BTreeMap<(Jaar, Jaar), Vec<i64>>,
}

impl Counts {
    /// No people, in so many gemeenten.
    pub fn new(gemeenten: usize) -> Self {
        Self {
            gemeenten,
            none: vec![0; gemeenten],
            ..Self::default()
        }
    }

    /// Sets the people of a cohort, in the order of the gemeenten.
    pub fn set(&mut self, cohort: Jaar, people: Vec<i64>) {
        debug_assert_eq!(people.len(), self.gemeenten);
        self.by_cohort.insert(cohort, people);
    }

    /// Sets the people of a cohort by where they live at the end of `peiljaar`.
    pub fn set_at(&mut self, cohort: Jaar, peiljaar: Jaar, people: Vec<i64>) {
        debug_assert_eq!(people.len(), self.gemeenten);
        self.by_peiljaar.insert((cohort, peiljaar), people);
    }

    /// The people of a cohort, to change in place; nobody where none were set.
    pub fn edit(&mut self, cohort: Jaar) -> &mut [i64] {
        let gemeenten = self.gemeenten;
        let people = self.by_cohort.entry(cohort);
        people.or_insert_with(|| vec![0; gemeenten])
    }

    /// [`Counts::edit`] for where they live at the end of `peiljaar`.
    pub fn edit_at(&mut self, cohort: Jaar, peiljaar: Jaar) -> &mut [i64] {
        let gemeenten = self.gemeenten;
        let people = self.by_peiljaar.entry((cohort, peiljaar));
        people.or_insert_with(|| vec![0; gemeenten])
    }

    /// Drops what was counted by peiljaar of cohorts from `first` on.
    pub fn forget_peiljaren(&mut self, first: Jaar) {
        self.by_peiljaar.retain(|&(cohort, _), _| cohort < first);
    }

    /// The people of a cohort as counted at the end of `peiljaar`; without
    /// such a count, those without a peiljaar; without either, nobody (design 3).
    pub fn at(&self, cohort: Jaar, peiljaar: Jaar) -> &[i64] {
        match self.by_peiljaar.get(&(cohort, peiljaar)) {
            Some(people) => people,
            None => self.of(cohort),
        }
    }

    /// The people of a cohort without regard to a peiljaar.
    pub fn of(&self, cohort: Jaar) -> &[i64] {
        self.by_cohort.get(&cohort).unwrap_or(&self.none)
    }

    /// Whether a cohort was counted at the end of `peiljaar` itself.
    pub fn has_peiljaar(&self, cohort: Jaar, peiljaar: Jaar) -> bool {
        self.by_peiljaar.contains_key(&(cohort, peiljaar))
    }

    /// Whether anything is known of a cohort at a peiljaar.
    pub fn knows(&self, cohort: Jaar, peiljaar: Jaar) -> bool {
        self.by_cohort.contains_key(&cohort) || self.by_peiljaar.contains_key(&(cohort, peiljaar))
    }
}
