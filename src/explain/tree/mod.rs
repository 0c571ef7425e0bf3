//! The tree of an explanation: nodes, formulas, how they are written.

pub(crate) mod division;
pub(crate) mod divisors;
pub(crate) mod formula;
pub(crate) mod label;
pub(crate) mod node;
pub(crate) mod notation;
mod serialize;
