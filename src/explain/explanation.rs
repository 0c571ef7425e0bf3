//! What was asked to be explained, and the trees that answer it.

use std::sync::Arc;

use super::field::ExplainField;
use super::tree::node::ExplainNode;
use crate::gemeente::Gemeenten;
use crate::model::Model;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// Of whom an amount is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExplainPlace<'a> {
    /// The whole country.
    Landelijk,
    /// A provincie, by its name.
    Provincie(&'a str),
    /// A gemeente, by its place in the list.
    Gemeente(usize),
}

impl ExplainPlace<'_> {
    /// The gemeenten that it is about.
    pub fn members(self, gemeenten: &Gemeenten) -> Vec<usize> {
        match self {
            Self::Gemeente(index) => vec![index],
            Self::Landelijk => (0..gemeenten.len()).collect(),
            Self::Provincie(naam) => {
                let list = gemeenten.list();
                let all = 0..gemeenten.len();
                all.filter(|&index| list[index].provincie == naam).collect()
            }
        }
    }

    /// What it is called.
    pub fn name(self, gemeenten: &Gemeenten) -> Text {
        match self {
            Self::Landelijk => Text::fixed("heel Nederland", "the whole country"),
            Self::Provincie(naam) => {
                Text::new(format!("provincie {naam}"), format!("provincie {naam}"))
            }
            Self::Gemeente(index) => Text::same(gemeenten.label(index)),
        }
    }
}

/// How much of an explanation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExplainDepth {
    /// Every amount with what it follows from, a line each: enough to see where to go on.
    Overview,
    /// So many layers.
    Layers(usize),
    /// Down to the sources.
    All,
}

impl ExplainDepth {
    /// How many layers; `None` for all.
    pub fn layers(self) -> Option<usize> {
        match self {
            Self::Overview => Some(1),
            Self::Layers(layers) => Some(layers),
            Self::All => None,
        }
    }
}

/// What is shown of an explanation.
#[derive(Debug, Clone, Copy)]
pub struct Explanation<'a> {
    /// The scenario.
    pub model: &'a Model,
    /// Of whom.
    pub place: ExplainPlace<'a>,
    /// The year.
    pub jaar: Jaar,
    /// The trees.
    pub trees: &'a [(ExplainField, Arc<ExplainNode>)],
    /// How deep to go.
    pub depth: ExplainDepth,
}
