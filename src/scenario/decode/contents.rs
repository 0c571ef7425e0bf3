//! What a scenario says: a tree, and the tables that are read from it.
//!
//! Neither is ever written without the other: what is laid over a scenario changes a
//! tree, and its tables are read from the tree afterwards. So there is one truth.

use std::sync::Arc;

use super::decoder::decode;
use crate::input::diagnostic::Diagnostic;
use crate::scenario::tables::{CARRIED, Tables};
use crate::scenario::tree::node::{Entry, Node};

/// The list of assertions.
pub(crate) const ASSERTIONS: &str = "verwacht";

/// The table that every scenario has.
const SCENARIO: &str = "scenario";

/// A tree with its tables.
#[derive(Debug, Clone)]
pub(crate) struct Contents {
    tree: Arc<Node>,
    tables: Arc<Tables>,
}

impl Contents {
    /// Reads the tables of a tree. Its assertions become a table, and stay no longer in the
    /// tree.
    ///
    /// # Errors
    /// An unknown or missing key, or a value that cannot be.
    pub fn read(tree: &Node) -> Result<Self, Diagnostic> {
        Ok(Self::new(tree, decode(tree)?))
    }

    /// Reads the tables of these names from a tree that has everything else as this one
    /// has it.
    ///
    /// # Errors
    /// As [`Contents::read`].
    pub fn read_again(&self, tree: &Node, names: &[&str]) -> Result<Self, Diagnostic> {
        // Other years are other years of every series that is carried on.
        let names = match names.contains(&SCENARIO) {
            true => [names, &CARRIED].concat(),
            false => names.to_vec(),
        };
        // No tables are read without the one that every scenario has.
        let read = tree.with_keys(&[&names[..], &[SCENARIO]].concat());
        let mut tables = Tables::clone(&self.tables);
        tables.replace(&names, decode(&read)?);
        Ok(Self::new(tree, tables))
    }

    fn new(tree: &Node, mut tables: Tables) -> Self {
        tables.carry_on();
        let mut tree = tree.clone();
        take_assertions(&mut tree);
        Self {
            tree: Arc::new(tree),
            tables: Arc::new(tables),
        }
    }

    /// The tree, with the place and source of every figure.
    pub fn tree(&self) -> &Node {
        &self.tree
    }

    /// The tables.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }
}

/// Assertions are about a result and no part of it: they do not count as
/// figures and leave the hash of the scenario alone.
pub(crate) fn take_assertions(root: &mut Node) -> Option<Entry> {
    // A tree that has none is not copied.
    root.entry(ASSERTIONS)?;
    root.entries_mut()?.remove(ASSERTIONS)
}

/// Puts assertions in the place that they were taken from.
pub(crate) fn put_assertions(root: &mut Node, assertions: &Entry) {
    if let Some(entries) = root.entries_mut() {
        entries.insert(ASSERTIONS.to_owned(), assertions.clone());
    }
}
