//! A scenario between two others: some parts of the rules from the one, the rest from
//! the other. The trees are mixed and the tables read from the result, as of any scenario.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::decode::contents::Contents;
use super::tables::{BEDRAGEN, BedragenTable, Gebruik, bedrag_parts};
use super::tree::node::{Entry, Node, Value};
use super::validate::validate;
use super::{RuleParts, Scenario};
use crate::input::diagnostic::Diagnostic;
use crate::terms::jaar::Jaar;

type Entries = BTreeMap<String, Entry>;

impl Scenario {
    /// This scenario with some parts of the rules of another one; `gebruik` says of
    /// each year which amounts count in it.
    ///
    /// # Errors
    /// Parts that are no scenario together.
    pub(crate) fn mixed(
        &self,
        other: &Self,
        from_other: RuleParts,
        gebruik: impl Fn(Jaar) -> Gebruik,
    ) -> Result<Self, Diagnostic> {
        let mut root = self.tree().clone();
        if let Some(entries) = root.entries_mut() {
            for one in self.tables().influences() {
                if one.part.is_some_and(|part| from_other.has(part)) {
                    replace(entries, one.keys, other.tree());
                }
            }
            let sides = [self.tree(), other.tree()];
            match mixed_amounts(
                sides.map(|side| side.entry(BEDRAGEN[0])),
                from_other,
                gebruik,
            ) {
                Some(amounts) => entries.insert(BEDRAGEN[0].to_owned(), amounts),
                None => entries.remove(BEDRAGEN[0]),
            };
        }
        let mixed = Self {
            contents: Contents::read(&root)?,
            ..self.clone()
        };
        // Costs per leerroute without shares of them, say, count for nothing in a projection:
        // what may not be a scenario is none between two others either.
        validate(&mixed)?;
        Ok(mixed)
    }
}

/// Puts what stands at these keys in another tree in the place of what stands there.
fn replace(entries: &mut Entries, keys: &[&str], other: &Node) {
    let [key, rest @ ..] = keys else { return };
    let theirs = other.entry(key);
    if rest.is_empty() {
        match theirs {
            Some(theirs) => entries.insert((*key).to_owned(), theirs.clone()),
            None => entries.remove(*key),
        };
        return;
    }
    if let (false, Some(theirs)) = (entries.contains_key(*key), theirs) {
        entries.insert((*key).to_owned(), with_entries(theirs, Entries::new()));
    }
    let own = entries
        .get_mut(*key)
        .and_then(|entry| entry.node.entries_mut());
    match (own, theirs) {
        (Some(own), Some(theirs)) => replace(own, rest, &theirs.node),
        (Some(own), None) => drop(own.remove(rest[0])),
        (None, _) => {}
    }
}

/// The published amounts of every year, each from the side that its part is from.
fn mixed_amounts(
    sides: [Option<&Entry>; 2],
    from_other: RuleParts,
    gebruik: impl Fn(Jaar) -> Gebruik,
) -> Option<Entry> {
    let like = sides[0].or(sides[1])?;
    let keys = |side: Option<&Entry>| side.map_or_else(Vec::new, |side| side.node.keys());
    let years: BTreeSet<String> = sides.into_iter().flat_map(keys).collect();
    let year = |year: String| {
        let tables = sides.map(|side| side.and_then(|side| side.node.entry(&year)));
        let like = tables[0].or(tables[1])?;
        let mut amounts = Entries::new();
        for (key, part) in bedrag_parts(&BedragenTable::default()) {
            let Some(part) = part else { continue };
            let side = tables[usize::from(from_other.has(part))];
            let amount = side.and_then(|side| side.node.entry(key));
            amounts.extend(amount.map(|amount| (key.to_owned(), amount.clone())));
        }
        if Jaar::written(&year).map(&gebruik) == Some(Gebruik::Afgeleid) {
            let mut choice = like.clone();
            choice.node.value = Value::Text(Gebruik::Afgeleid.word().to_owned());
            amounts.insert("gebruik".to_owned(), choice);
        }
        Some((year, with_entries(like, amounts)))
    };
    let years = years.into_iter().filter_map(year).collect();
    Some(with_entries(like, years))
}

/// A table like another one, with other keys in it.
fn with_entries(like: &Entry, entries: Entries) -> Entry {
    let mut table = like.clone();
    table.node.value = Value::Table(Arc::new(entries));
    table
}
