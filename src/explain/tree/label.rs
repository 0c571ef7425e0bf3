//! What a number is called and measures, and the nodes that can be made under that name.

use std::sync::Arc;

use super::formula::{ExplainFormula, Rounding};
use super::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit};
use crate::exact::fraction::{Exact, exact_whole};
use crate::terms::Text;

/// `1 year`, `2 years`: in Dutch both are `jaar`.
pub(crate) fn years_in_english(years: i32) -> String {
    let plural = if years == 1 { "" } else { "s" };
    format!("{years} year{plural}")
}

/// What a number is called and measures.
#[derive(Debug, Clone)]
pub(crate) struct NodeLabel {
    pub name: Text,
    pub symbol: String,
    pub unit: ExplainUnit,
    article: Option<Article>,
}

impl NodeLabel {
    /// The symbol is empty for a step that only has a name.
    pub fn new(unit: ExplainUnit, name: Text, symbol: impl Into<String>) -> Self {
        Self {
            name,
            symbol: symbol.into(),
            unit,
            article: None,
        }
    }

    pub fn euros(name: Text, symbol: impl Into<String>) -> Self {
        Self::new(ExplainUnit::Euro, name, symbol)
    }

    pub fn per_person(name: Text, symbol: impl Into<String>) -> Self {
        Self::new(ExplainUnit::EuroPerPersoon, name, symbol)
    }

    pub fn people(name: Text, symbol: impl Into<String>) -> Self {
        Self::new(ExplainUnit::Personen, name, symbol)
    }

    /// People before they are made whole.
    pub fn weighted(name: Text, symbol: impl Into<String>) -> Self {
        Self::new(ExplainUnit::Gewogen, name, symbol)
    }

    pub fn share(name: Text, symbol: impl Into<String>) -> Self {
        Self::new(ExplainUnit::Aandeel, name, symbol)
    }

    pub fn factor(name: Text, symbol: impl Into<String>) -> Self {
        Self::new(ExplainUnit::Factor, name, symbol)
    }

    pub fn with_symbol(self, symbol: String) -> Self {
        Self { symbol, ..self }
    }

    pub fn article(self, article: Article) -> Self {
        Self {
            article: Some(article),
            ..self
        }
    }

    /// A number of the projection, and how it follows from others.
    pub fn node(
        self,
        value: Exact,
        formula: ExplainFormula,
        children: Vec<Arc<ExplainNode>>,
    ) -> ExplainNode {
        ExplainNode {
            id: String::new(),
            naam: self.name,
            symbool: self.symbol,
            eenheid: self.unit,
            waarde: value,
            formule: formula,
            afronding: Rounding::Geen,
            artikel: self.article,
            herkomst: None,
            toelichting: None,
            kinderen: children,
        }
    }

    /// A number between those of the projection: its value is its formula worked out.
    pub fn step(self, formula: ExplainFormula, children: Vec<Arc<ExplainNode>>) -> ExplainNode {
        let mut node = self.node(exact_whole(0), formula, children);
        node.waarde = node.recompute().unwrap_or_else(|| exact_whole(0));
        node
    }

    /// A number that a source gives.
    pub fn leaf(self, value: Exact, origin: ExplainOrigin) -> ExplainNode {
        self.node(value, ExplainFormula::Gegeven, Vec::new())
            .origin(origin)
    }

    /// A number of every gemeente, summed in the order of their codes.
    pub fn summed(self, people: &[i64]) -> ExplainNode {
        let sum = exact_whole(people.iter().sum());
        self.node(
            sum,
            ExplainFormula::OverGemeenten(people.into()),
            Vec::new(),
        )
    }
}
