//! A tree as JSON: every number once, and where it comes back only its id.

use std::cell::RefCell;
use std::collections::HashSet;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value, json};

use super::division::Remainder;
use super::formula::ExplainFormula;
use super::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit};
use super::notation::FormulaNotation;
use crate::exact::fraction::Exact;
use crate::exact::money::Notation;

/// A node among those that were written before it.
struct NodeAmongSeen<'a> {
    knoop: &'a ExplainNode,
    seen: &'a RefCell<HashSet<String>>,
}

impl Serialize for ExplainNode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let seen = RefCell::default();
        NodeAmongSeen {
            knoop: self,
            seen: &seen,
        }
        .serialize(serializer)
    }
}

impl Serialize for NodeAmongSeen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const PLAIN: FormulaNotation = FormulaNotation {
            notation: Notation::PLAIN,
            separator: ", ",
        };
        let knoop = self.knoop;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &knoop.id)?;
        let is_new = self.seen.borrow_mut().insert(knoop.id.clone());
        if !is_new && !knoop.is_leaf() {
            map.serialize_entry("zie_hierboven", &true)?;
            return map.end();
        }
        map.serialize_entry("naam", &knoop.naam)?;
        map.serialize_entry("symbool", &knoop.symbool)?;
        map.serialize_entry("waarde", &number(&knoop.waarde, knoop.eenheid))?;
        map.serialize_entry("eenheid", knoop.eenheid.word())?;
        if !ends(&knoop.waarde) {
            map.serialize_entry("breuk", &knoop.waarde.to_string())?;
        }
        map.serialize_entry("bewerking", knoop.formule.word())?;
        if let Some(formula) = knoop.in_symbols(PLAIN) {
            map.serialize_entry("formule", &formula)?;
        }
        if let Some(formula) = knoop.ingevuld(PLAIN) {
            map.serialize_entry("ingevuld", &formula)?;
        }
        if let Some(rounding) = rounding(knoop) {
            map.serialize_entry("afronding", &rounding)?;
        }
        if let ExplainFormula::OverGemeenten(people) = &knoop.formule {
            map.serialize_entry("delen", &people[..])?;
        }
        map.serialize_entry("artikel", &knoop.artikel.map(article))?;
        if let Some(herkomst) = &knoop.herkomst {
            map.serialize_entry("herkomst", &origin(herkomst))?;
        }
        if let Some(remark) = &knoop.toelichting {
            map.serialize_entry("toelichting", remark)?;
        }
        let children: Vec<NodeAmongSeen<'_>> = knoop
            .kinderen
            .iter()
            .map(|child| NodeAmongSeen {
                knoop: child,
                seen: self.seen,
            })
            .collect();
        map.serialize_entry("kinderen", &children)?;
        map.end()
    }
}

/// Whether a number has an end in decimals.
fn ends(value: &Exact) -> bool {
    !Notation::PLAIN.decimal(value, 0, 12).ends_with('…')
}

/// A number in JSON: exact where it ends within twelve decimals, which `breuk`
/// makes up for elsewhere.
fn number(value: &Exact, eenheid: ExplainUnit) -> Value {
    let least = if eenheid.is_money() { 2 } else { 0 };
    let digits = Notation::PLAIN.decimal(value, least, 12);
    let number: Option<Number> = digits.trim_end_matches('…').parse().ok();
    number.map_or(Value::Null, Value::Number)
}

fn rounding(knoop: &ExplainNode) -> Option<Value> {
    if let ExplainFormula::GrootsteRest(verdeling, index) = &knoop.formule {
        let Remainder {
            aandeel,
            krijgt,
            over,
            delen,
            grens,
        } = verdeling.rest(*index)?;
        return Some(json!({
            "wijze": "grootste rest",
            "onafgerond": number(&aandeel, ExplainUnit::Factor),
            "onafgerond_in": if knoop.eenheid.is_money() { "cent" } else { "personen" },
            "krijgt_er_een_bij": krijgt,
            "over": over,
            "delen": delen,
            "kleinste_rest_die_er_een_krijgt": grens.map(|grens| number(&grens, ExplainUnit::Factor)),
        }));
    }
    let wijze = knoop.afronding.word()?;
    let exact = knoop.unrounded()?;
    Some(json!({ "wijze": wijze, "onafgerond": number(&exact, knoop.eenheid) }))
}

fn article(artikel: Article) -> Value {
    json!({ "naam": artikel.naam(), "url": artikel.url() })
}

fn origin(herkomst: &ExplainOrigin) -> Value {
    json!({
        "bron": herkomst.bron,
        "status": herkomst.status.word(),
        "sleutel": herkomst.sleutel,
        "bestand": herkomst.bestand,
        "regel": herkomst.regel,
        "gefit": herkomst.gefit,
    })
}
