//! How an amount comes about: a tree from the amount down to every source.
//!
//! The tree is not a second reckoning. Every node takes its value from the
//! projection, or from the function of the law that the projection goes
//! through, and says by a [`ExplainFormula`] how it follows from its children;
//! [`ExplainNode::follows`] works the formula out again, exactly inside and rounded
//! where the law rounds. `tests/it/explain/` does that for every node of random
//! scenarios.
//!
//! Each part of the law has its chapter, which borrows the context that all share
//! and makes a number by its key at most once.

mod context;
mod explainer;
mod explanation;
mod field;
mod key;
mod law;
mod leaf;
mod people;
mod tree;

pub use explainer::Explainer;
pub use explanation::{ExplainDepth, ExplainPlace, Explanation};
pub use field::ExplainField;
pub use leaf::rows::SourceRows;
pub(crate) use people::counts::kind_name;
pub use tree::division::{Division, DivisionWeights, Remainder};
pub use tree::formula::{ExplainFormula, Rounding};
pub(crate) use tree::node::laws;
pub use tree::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit};
pub use tree::notation::FormulaNotation;
