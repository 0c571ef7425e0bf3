//! Scenarios between two others: some parts of the rules from the one, the
//! rest from the other. What attribution projects.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::keys::KeyDifference;
use crate::input::diagnostic::Diagnostic;
use crate::model::{BedragenByYear, Model, Tarieven};
use crate::scenario::tables::{BedragenTable, Gebruik, Tables};
use crate::scenario::values::PerJaar;
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

/// What a person costs depends on these.
const TARIEVEN: [RulePart; 3] = [RulePart::Prijs, RulePart::Aantallen, RulePart::Kosten];

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
        let (a, b) = (&self.a.scenario.tabellen, &self.b.scenario.tabellen);
        let mut scenario = self.a.scenario.clone();
        scenario.tabellen = self.tabellen(a, b, uit_b);
        let people = from(RulePart::Aantallen);
        let own = |parts: &[RulePart]| uit_b.and(parts.iter().copied().collect());
        let bedragen = self.bedragen.entry(own(&BEDRAGEN));
        let bedragen =
            bedragen.or_insert_with(|| Arc::new(BedragenByYear::new(&scenario.tabellen)));
        bedragen.check(&scenario)?;
        let key = own(&TARIEVEN);
        let tarieven = match self.tarieven.get(&key) {
            Some(known) => Arc::clone(known),
            None => {
                let tarieven = Tarieven::new(&scenario, bedragen.prijspeil(), &people.people)?;
                let tarieven = Arc::new(tarieven);
                self.tarieven.insert(key, Arc::clone(&tarieven));
                tarieven
            }
        };
        Ok(Model {
            scenario,
            gemeenten: Arc::clone(&people.gemeenten),
            herindelingen: Arc::clone(&people.herindelingen),
            people: Arc::clone(&people.people),
            bedragen: Arc::clone(bedragen),
            tarieven,
            gemeenten_bron: Arc::clone(&people.gemeenten_bron),
            aantallen_bron: people.aantallen_bron.clone(),
            paden: people.paden.clone(),
            toeval: None,
            sources: self.a.sources.clone(),
            remarks: Vec::new(),
        })
    }

    /// The tables of `a` with those of `uit_b` from `b`.
    fn tabellen(&self, a: &Tables, b: &Tables, uit_b: RuleParts) -> Tables {
        let of = |part| if uit_b.has(part) { b } else { a };
        let people = of(RulePart::Aantallen);
        let prijs = of(RulePart::Prijs);
        let reservering = of(RulePart::Reservering);
        let mut tables = people.clone();
        tables.scenario = a.scenario.clone();
        tables.begroting = a.begroting.clone();
        tables.simulatie = a.simulatie.clone();
        tables.bedragen = self.bedragen_of(a, b, uit_b);
        tables.prijs = prijs.prijs.clone();
        tables.index = prijs.index.clone();
        tables.betaalritme = of(RulePart::Betaalritme).betaalritme.clone();
        tables.prestatie = of(RulePart::Prestatie).prestatie.clone();
        tables.onderwijsroute = of(RulePart::Onderwijsroute).onderwijsroute.clone();
        tables.korting = of(RulePart::Korting).korting.clone();
        tables.instrument = of(RulePart::Instrument).instrument.clone();
        tables.kosten = of(RulePart::Kosten).kosten.clone();
        tables.verlenging.kosten = of(RulePart::Kosten).verlenging.kosten;
        tables.reservering = reservering.reservering.clone();
        tables.kas = reservering.kas.clone();
        tables.incidenteel = of(RulePart::Incidenteel).incidenteel.clone();
        tables
    }

    /// The published amounts, each from the scenario that its part is from.
    fn bedragen_of(&self, a: &Tables, b: &Tables, uit_b: RuleParts) -> PerJaar<BedragenTable> {
        let (left, right) = (&a.bedragen.0, &b.bedragen.0);
        let years: BTreeSet<Jaar> = left.keys().chain(right.keys()).copied().collect();
        let mixed = years.into_iter().map(|jaar| {
            let a = left.get(&jaar).copied().unwrap_or_default();
            let b = right.get(&jaar).copied().unwrap_or_default();
            (jaar, self.mixed(&a, &b, uit_b))
        });
        PerJaar(mixed.collect())
    }

    fn mixed(&self, a: &BedragenTable, b: &BedragenTable, uit_b: RuleParts) -> BedragenTable {
        let of = |part| if uit_b.has(part) { b } else { a };
        let (prijs, gewicht) = (of(RulePart::Prijs), of(RulePart::Prestatie));
        let (people, route) = (of(RulePart::Aantallen), of(RulePart::Onderwijsroute));
        BedragenTable {
            gebruik: self.gebruik_of(a, b, uit_b),
            gezins_overig: prijs.gezins_overig,
            a: prijs.a,
            b: prijs.b,
            c: prijs.c,
            gewicht_a: gewicht.gewicht_a,
            gewicht_b: gewicht.gewicht_b,
            gewicht_c: gewicht.gewicht_c,
            gewicht_d: gewicht.gewicht_d,
            pa_t: people.pa_t,
            pa_t1: people.pa_t1,
            onderwijsroute: route.onderwijsroute,
            po: route.po,
        }
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
    let tables = model.scenario.tabellen.bedragen.0.iter();
    let derived = tables.filter(|(_, table)| table.gebruik == Gebruik::Afgeleid);
    derived.map(|(&jaar, _)| jaar).collect()
}
