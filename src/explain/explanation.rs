//! What was asked to be explained, and the trees that answer it.

use std::sync::Arc;

use super::field::ExplainField;
use super::tree::node::ExplainNode;
use crate::model::Model;
use crate::terms::jaar::Jaar;

/// What is shown of an explanation.
#[derive(Debug, Clone, Copy)]
pub struct Explanation<'a> {
    /// The scenario.
    pub model: &'a Model,
    /// The gemeente, by its place in the list.
    pub gemeente: usize,
    /// The year.
    pub jaar: Jaar,
    /// The trees.
    pub trees: &'a [(ExplainField, Arc<ExplainNode>)],
    /// How deep to go; `None` down to the sources.
    pub depth: Option<usize>,
}
