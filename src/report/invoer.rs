//! What a report is made from.

use crate::compare::Vergelijking;
use crate::projection::{Model, Projection};
use crate::simulate::shard::Part;

/// Scenarios with everything that was reckoned of them.
#[derive(Debug, Clone, Copy)]
pub struct Invoer<'a> {
    /// The scenarios; the others are held against the first.
    pub modellen: &'a [Model],
    /// What each of them pays.
    pub projecties: &'a [Projection],
    /// Each scenario but the first, against the first.
    pub vergelijkingen: &'a [Vergelijking<'a>],
    /// The draws, where they were asked for.
    pub trekkingen: Option<&'a Part>,
}
