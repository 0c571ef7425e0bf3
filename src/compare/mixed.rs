//! Scenarios between two others: some parts of the rules from the one, the
//! rest from the other. What attribution projects.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::keys::KeyDifference;
use crate::input::diagnostic::Diagnostic;
use crate::model::{BedragenByYear, Model, Tarieven};
use crate::people::Flow;
use crate::scenario::tables::{BedragenTable, Gebruik};
use crate::scenario::{RulePart, RuleParts};
use crate::terms::jaar::Jaar;

/// Amounts per person depend on these parts, and on nothing else.
const BEDRAGEN: [RulePart; 5] = [
    RulePart::Prijs,
    RulePart::Betaalritme,
    RulePart::Prestatie,
    RulePart::Onderwijsroute,
    RulePart::Aantallen,
];

/// What a person costs depends on these: costs grow with prices, and prices can follow
/// from published amounts.
const TARIEVEN: [RulePart; 6] = [
    RulePart::Prijs,
    RulePart::Betaalritme,
    RulePart::Prestatie,
    RulePart::Onderwijsroute,
    RulePart::Aantallen,
    RulePart::Kosten,
];

/// Makes the scenarios between two others.
#[derive(Debug)]
pub(crate) struct MixedModels<'a> {
    a: &'a Model,
    b: &'a Model,
    /// The parts in which the two differ.
    pub verschillend: RuleParts,
    bedragen: BTreeMap<RuleParts, Arc<BedragenByYear>>,
    tarieven: BTreeMap<RuleParts, Arc<Tarieven>>,
}

impl<'a> MixedModels<'a> {
    /// Between two scenarios with these differences.
    pub fn new(a: &'a Model, b: &'a Model, verschillen: &[KeyDifference]) -> Self {
        let changed = verschillen.iter().filter(|one| one.other_value());
        let mut verschillend: RuleParts = changed.filter_map(|one| one.onderdeel).collect();
        let derived: RuleParts = RulePart::BEDRAGEN.into_iter().collect();
        if gebruik(a) != gebruik(b) && verschillend.and(derived).is_empty() {
            verschillend = verschillend.with(RulePart::Prijs);
        }
        Self {
            a,
            b,
            verschillend,
            bedragen: BTreeMap::new(),
            tarieven: BTreeMap::new(),
        }
    }

    /// The model that takes `uit_b` from the second scenario and the other
    /// differences from the first. What has been derived before is shared.
    ///
    /// # Errors
    /// Parts that do not go together, such as amounts of which the prices are
    /// in the other scenario.
    pub fn model(&mut self, uit_b: RuleParts) -> Result<Model, Diagnostic> {
        if uit_b.is_empty() {
            return Ok(self.a.clone());
        }
        if uit_b == self.verschillend {
            return Ok(self.b.clone());
        }
        let from = |part| if uit_b.has(part) { self.b } else { self.a };
        let (a, b) = (&self.a.scenario, &self.b.scenario);
        let scenario = a.mixed(b, uit_b, |jaar| {
            let [a, b] = [a, b].map(|one| one.tables().bedragen.get(jaar).unwrap_or_default());
            self.gebruik_of(&a, &b, uit_b)
        })?;
        let people = from(RulePart::Aantallen);
        let own = |parts: &[RulePart]| uit_b.and(parts.iter().copied().collect());
        let bedragen = self.bedragen.entry(own(&BEDRAGEN));
        let bedragen = bedragen.or_insert_with(|| Arc::new(BedragenByYear::new(scenario.tables())));
        bedragen.check(&scenario)?;
        let key = own(&TARIEVEN);
        let tarieven = match self.tarieven.get(&key) {
            Some(known) => Arc::clone(known),
            None => {
                let stroom = Flow::new(scenario.tables());
                let prijspeil = bedragen.prijspeil();
                let tarieven = Tarieven::new(&scenario, &stroom, prijspeil, &people.people)?;
                let tarieven = Arc::new(tarieven);
                self.tarieven.insert(key, Arc::clone(&tarieven));
                tarieven
            }
        };
        Ok(people.under(scenario, Arc::clone(bedragen), tarieven))
    }

    /// A scenario that changes what amounts are derived from says so with
    /// `gebruik = "afgeleid"`; else the published amounts would hide the change.
    /// A scenario in between therefore derives as soon as it takes one of those
    /// parts from a scenario that derives. Going the other way gives the same.
    fn gebruik_of(&self, a: &BedragenTable, b: &BedragenTable, uit_b: RuleParts) -> Gebruik {
        let parts: RuleParts = RulePart::BEDRAGEN.into_iter().collect();
        let parts = parts.and(self.verschillend);
        if parts.is_empty() {
            return a.gebruik;
        }
        let derives = |table: &BedragenTable| table.gebruik == Gebruik::Afgeleid;
        let from_a = derives(a) && !parts.without(uit_b).is_empty();
        let from_b = derives(b) && !parts.and(uit_b).is_empty();
        if from_a || from_b {
            Gebruik::Afgeleid
        } else {
            Gebruik::Gepubliceerd
        }
    }
}

/// The years in which a scenario derives its amounts whatever was published.
fn gebruik(model: &Model) -> BTreeSet<Jaar> {
    let tables = model.scenario.tables().bedragen.0.iter();
    let derived = tables.filter(|(_, table)| table.gebruik == Gebruik::Afgeleid);
    derived.map(|(&jaar, _)| jaar).collect()
}
