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
use crate::scenario::Between;
use crate::terms::Lang;

/// A node among those that were written before it.
struct NodeAmongSeen<'a> {
    node: &'a ExplainNode,
    seen: &'a RefCell<HashSet<String>>,
}

impl Serialize for ExplainNode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let seen = RefCell::default();
        NodeAmongSeen {
            node: self,
            seen: &seen,
        }
        .serialize(serializer)
    }
}

impl Serialize for NodeAmongSeen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const PLAIN: FormulaNotation = FormulaNotation::PLAIN;
        let node = self.node;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &node.id)?;
        let is_new = self.seen.borrow_mut().insert(node.id.clone());
        if !is_new && !node.is_leaf() {
            map.serialize_entry("zie_hierboven", &true)?;
            return map.end();
        }
        map.serialize_entry("naam", node.naam.of(Lang::Nl))?;
        map.serialize_entry("symbool", &node.symbool)?;
        map.serialize_entry("waarde", &number(&node.waarde, node.eenheid))?;
        map.serialize_entry("eenheid", node.eenheid.word())?;
        if !ends(&node.waarde) {
            map.serialize_entry("breuk", &node.waarde.to_string())?;
        }
        map.serialize_entry("bewerking", node.formule.word())?;
        if let Some(formula) = node.in_symbols(PLAIN) {
            map.serialize_entry("formule", &formula)?;
        }
        if let Some(formula) = node.filled_in(PLAIN) {
            map.serialize_entry("ingevuld", &formula)?;
        }
        if let Some(rounding) = rounding(node) {
            map.serialize_entry("afronding", &rounding)?;
        }
        if let ExplainFormula::OverGemeenten(people) = &node.formule {
            map.serialize_entry("delen", &people[..])?;
        }
        map.serialize_entry("artikel", &node.artikel.map(article))?;
        if let Some(origin) = &node.herkomst {
            map.serialize_entry("herkomst", &origin_json(origin))?;
        }
        if let Some(remark) = &node.toelichting {
            map.serialize_entry("toelichting", remark.of(Lang::Nl))?;
        }
        let children: Vec<NodeAmongSeen<'_>> = node
            .kinderen
            .iter()
            .map(|child| NodeAmongSeen {
                node: child,
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
fn number(value: &Exact, unit: ExplainUnit) -> Value {
    let least = if unit.is_money() { 2 } else { 0 };
    let digits = Notation::PLAIN.decimal(value, least, 12);
    let number: Option<Number> = digits.trim_end_matches('…').parse().ok();
    number.map_or(Value::Null, Value::Number)
}

fn rounding(node: &ExplainNode) -> Option<Value> {
    if let ExplainFormula::GrootsteRest(division, index) = &node.formule {
        let Remainder {
            share,
            gets_one,
            left,
            parts,
            least,
        } = division.remainder(*index)?;
        return Some(json!({
            "wijze": node.formule.word(),
            "onafgerond": number(&share, ExplainUnit::Factor),
            "onafgerond_in": if node.eenheid.is_money() { "cent" } else { "personen" },
            "krijgt_er_een_bij": gets_one,
            "over": left,
            "delen": parts,
            "kleinste_rest_die_er_een_krijgt": least.map(|least| number(&least, ExplainUnit::Factor)),
        }));
    }
    if let ExplainFormula::KleinsteDelers(..) = &node.formule {
        let [_, weight, divisor] = &node.kinderen[..] else {
            return None;
        };
        let share = (!divisor.waarde.is_zero()).then(|| &weight.waarde / &divisor.waarde);
        return Some(json!({
            "wijze": node.formule.word(),
            "onafgerond": share.map(|share| number(&share, ExplainUnit::Factor)),
        }));
    }
    let how = node.afronding.word()?;
    let exact = node.unrounded()?;
    Some(json!({ "wijze": how.of(Lang::Nl), "onafgerond": number(&exact, node.eenheid) }))
}

fn article(article: Article) -> Value {
    json!({ "naam": article.name(), "url": article.url() })
}

fn origin_json(origin: &ExplainOrigin) -> Value {
    json!({
        "bron": origin.bron.of(Lang::Nl),
        "status": origin.status.word(),
        "sleutel": origin.sleutel,
        "bestand": origin.bestand,
        "regel": origin.regel,
        "gefit": origin.gefit,
        "tussen": origin.tussen.as_ref().map(Between::numbers),
    })
}
