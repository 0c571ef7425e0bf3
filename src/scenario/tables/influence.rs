//! What each table of a scenario has influence on, in one place: the part of the
//! rules that a difference in it counts under, and whether people depend on it.
//!
//! The patterns below leave no field out, so that whoever adds a table or a key is
//! sent here by the compiler.

use std::fmt::{Debug, Write};

use super::{BedragenTable, ScenarioTable, Tables, VerlengingTable};
use crate::scenario::rule_part::RulePart;

/// A table, or a key of one that has an influence of its own.
pub struct TableInfluence<'a> {
    /// The keys that lead to it.
    pub keys: &'static [&'static str],
    /// What the scenario says there.
    pub value: &'a dyn Debug,
    /// The part of the rules that it belongs to; `None` for what no gemeente receives
    /// or spends anything by: names, the budget line of the state, how many draws to
    /// make. Of [`BEDRAGEN`] every key has a part of its own: see [`part_of_bedrag`].
    pub part: Option<RulePart>,
    /// Whether people, or what forecasters say of them, depend on it, in a projection
    /// or in a draw.
    pub has_people: bool,
    /// Whether it is what forecasters say: no person is there because of it.
    pub is_forecast: bool,
    /// Whether it only says how people go on who are there: which route they take, when they
    /// start and complete.
    pub is_course: bool,
}

/// The keys of the published amounts, of which each belongs to a part of its own.
pub const BEDRAGEN: &[&str] = &["bedragen"];

impl Tables {
    /// Every table with what it has influence on.
    pub fn influences(&self) -> [TableInfluence<'_>; 36] {
        let Self {
            scenario,
            gemeenten,
            aantallen,
            kenmerken,
            instroom,
            huisvesting,
            leerroute,
            traject,
            uitkomst,
            pip,
            start,
            vertraging,
            verlenging,
            prognose,
            taakstelling,
            bedragen,
            prijs,
            index,
            betaalritme,
            prestatie,
            onderwijsroute,
            korting,
            instrument,
            kosten,
            reservering,
            kas,
            begroting,
            simulatie,
            incidenteel,
            verwacht,
        } = self;
        let ScenarioTable {
            naam,
            omschrijving,
            basis,
            van,
            tot,
        } = scenario;
        let VerlengingTable {
            aandeel,
            vanaf,
            kosten: verlenging_kosten,
        } = verlenging;
        [
            no_rule(&["scenario", "naam"], naam),
            no_rule(&["scenario", "omschrijving"], omschrijving),
            no_rule(&["scenario", "basis"], basis),
            years(&["scenario", "van"], van),
            years(&["scenario", "tot"], tot),
            people(&["gemeenten"], gemeenten),
            people(&["aantallen"], aantallen),
            people(&["kenmerken"], kenmerken),
            people(&["instroom"], instroom),
            people(&["huisvesting"], huisvesting),
            course(&["leerroute"], leerroute),
            course(&["traject"], traject),
            people(&["uitkomst"], uitkomst),
            people(&["pip"], pip),
            course(&["start"], start),
            course(&["vertraging"], vertraging),
            course(&["verlenging", "aandeel"], aandeel),
            course(&["verlenging", "vanaf"], vanaf),
            forecast(&["prognose"], prognose),
            forecast(&["taakstelling"], taakstelling),
            no_rule(BEDRAGEN, bedragen),
            rule(
                &["verlenging", "kosten"],
                verlenging_kosten,
                RulePart::Kosten,
            ),
            rule(&["prijs"], prijs, RulePart::Prijs),
            rule(&["index"], index, RulePart::Prijs),
            rule(&["betaalritme"], betaalritme, RulePart::Betaalritme),
            rule(&["prestatie"], prestatie, RulePart::Prestatie),
            rule(
                &["onderwijsroute"],
                onderwijsroute,
                RulePart::Onderwijsroute,
            ),
            rule(&["korting"], korting, RulePart::Korting),
            rule(&["instrument"], instrument, RulePart::Instrument),
            rule(&["kosten"], kosten, RulePart::Kosten),
            rule(&["reservering"], reservering, RulePart::Reservering),
            rule(&["kas"], kas, RulePart::Reservering),
            no_rule(&["begroting"], begroting),
            no_rule(&["simulatie"], simulatie),
            rule(&["incidenteel"], incidenteel, RulePart::Incidenteel),
            no_rule(&["verwacht"], verwacht),
        ]
    }

    /// The part of the rules that the figure at a path of keys belongs to.
    pub fn part_of(&self, path: &[String]) -> Option<RulePart> {
        let leads = |keys: &[&str]| path.len() >= keys.len() && keys.iter().eq(&path[..keys.len()]);
        if leads(BEDRAGEN) {
            return part_of_bedrag(path.get(2)?);
        }
        let all = self.influences();
        all.iter().find(|one| leads(one.keys))?.part
    }

    /// What people depend on, as a text: two scenarios with the same text, and the same
    /// files, have the same people and the same forecasts, in a projection and in every draw.
    pub fn people_key(&self) -> String {
        let mut key = String::new();
        for one in self.influences().iter().filter(|one| one.has_people) {
            writeln!(key, "{:?} {:?}", one.keys, one.value).expect("a text takes it all");
        }
        key
    }
}

/// The part of the rules that a key of `[bedragen.J]` belongs to. `gebruik` belongs to
/// none: it follows the parts whose effect it shows.
pub fn part_of_bedrag(key: &str) -> Option<RulePart> {
    let parts = bedrag_parts(&BedragenTable::default());
    let found = parts.iter().find(|(name, _)| *name == key);
    found.and_then(|(_, part)| *part)
}

/// Every key of `[bedragen.J]` with its part.
pub fn bedrag_parts(table: &BedragenTable) -> [(&'static str, Option<RulePart>); 13] {
    let BedragenTable {
        gebruik: _,
        gezins_overig: _,
        a: _,
        b: _,
        c: _,
        gewicht_a: _,
        gewicht_b: _,
        gewicht_c: _,
        gewicht_d: _,
        pa_t: _,
        pa_t1: _,
        onderwijsroute: _,
        po: _,
    } = table;
    [
        ("gebruik", None),
        ("gezins_overig", Some(RulePart::Prijs)),
        ("a", Some(RulePart::Prijs)),
        ("b", Some(RulePart::Prijs)),
        ("c", Some(RulePart::Prijs)),
        ("gewicht_a", Some(RulePart::Prestatie)),
        ("gewicht_b", Some(RulePart::Prestatie)),
        ("gewicht_c", Some(RulePart::Prestatie)),
        ("gewicht_d", Some(RulePart::Prestatie)),
        ("pa_t", Some(RulePart::Aantallen)),
        ("pa_t1", Some(RulePart::Aantallen)),
        ("onderwijsroute", Some(RulePart::Onderwijsroute)),
        ("po", Some(RulePart::Onderwijsroute)),
    ]
}

type Keys = &'static [&'static str];

/// A table about people.
fn people(keys: Keys, value: &dyn Debug) -> TableInfluence<'_> {
    TableInfluence {
        has_people: true,
        ..rule(keys, value, RulePart::Aantallen)
    }
}

/// A table about how people go on who are there.
fn course(keys: Keys, value: &dyn Debug) -> TableInfluence<'_> {
    TableInfluence {
        is_course: true,
        ..people(keys, value)
    }
}

/// A table of what is expected of people before they are there.
fn forecast(keys: Keys, value: &dyn Debug) -> TableInfluence<'_> {
    TableInfluence {
        is_forecast: true,
        ..people(keys, value)
    }
}

/// A year that a scenario begins or ends in: no rule, and there are people in it.
fn years(keys: Keys, value: &dyn Debug) -> TableInfluence<'_> {
    TableInfluence {
        has_people: true,
        ..no_rule(keys, value)
    }
}

/// A table about money.
fn rule(keys: Keys, value: &dyn Debug, part: RulePart) -> TableInfluence<'_> {
    TableInfluence {
        part: Some(part),
        ..no_rule(keys, value)
    }
}

/// A table that is no part of the rules.
fn no_rule(keys: Keys, value: &dyn Debug) -> TableInfluence<'_> {
    TableInfluence {
        keys,
        value,
        part: None,
        has_people: false,
        is_forecast: false,
        is_course: false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::scenario::schema;
    use crate::scenario::{DEFAULT, load};

    #[test]
    fn every_table_and_every_key_of_an_amount_is_there_by_its_own_name() {
        let scenario = load(DEFAULT, &[]).unwrap();
        let all = scenario.tables().influences();
        let found: BTreeSet<&str> = all.iter().map(|one| one.keys[0]).collect();
        let tables = schema::tables();
        let tables: BTreeSet<&str> = tables.iter().map(String::as_str).collect();
        assert_eq!(found, tables);
        let schema = schema::json_schema(crate::terms::Lang::Nl);
        let keys = |table: &str, first: Vec<&'static str>| {
            let known = schema["$defs"][table]["properties"].as_object().unwrap();
            let own = first.iter().filter(|key| !known.contains_key(**key));
            assert_eq!(own.count(), 0, "{table}: {first:?}");
            let provenance = ["bron", "status", "gefit", "bewust"];
            let known = known
                .keys()
                .filter(|key| !provenance.contains(&key.as_str()));
            assert_eq!(known.count(), first.len(), "{table}");
        };
        let amounts = bedrag_parts(&BedragenTable::default());
        keys("BedragenTable", amounts.map(|(key, _)| key).to_vec());
        for (name, table) in [
            ("scenario", "ScenarioTable"),
            ("verlenging", "VerlengingTable"),
        ] {
            let own = all.iter().filter(|one| one.keys[0] == name);
            keys(table, own.map(|one| one.keys[1]).collect());
        }
    }

    #[test]
    fn the_costs_of_an_extension_are_costs_and_the_rest_of_it_is_about_people() {
        let scenario = load(DEFAULT, &[]).unwrap();
        let part = |path: &str| {
            let path: Vec<String> = path.split('.').map(str::to_owned).collect();
            scenario.tables().part_of(&path)
        };
        assert_eq!(part("verlenging.kosten"), Some(RulePart::Kosten));
        assert_eq!(part("verlenging.aandeel"), Some(RulePart::Aantallen));
        assert_eq!(part("bedragen.2026.pa_t"), Some(RulePart::Aantallen));
        assert_eq!(part("bedragen.2026.gewicht_d"), Some(RulePart::Prestatie));
        assert_eq!(part("bedragen.2026.gebruik"), None);
        assert_eq!(part("scenario.tot"), None);
        assert_eq!(part("korting.0.percentage"), Some(RulePart::Korting));
    }
}
