//! What a report is made from: scenarios with the same gemeenten and years (as
//! [`crate::simulate::Vraag`] asks), with everything that was reckoned of them.

use crate::compare::Vergelijking;
use crate::projection::{Model, Projection};
use crate::simulate::shard::Part;

/// Scenarios, what they pay, how they differ, and how certain that is.
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

impl<'a> Invoer<'a> {
    /// Every scenario with its projection.
    pub(super) fn paren(&self) -> impl Iterator<Item = (&'a Model, &'a Projection)> {
        self.modellen.iter().zip(self.projecties)
    }
}
