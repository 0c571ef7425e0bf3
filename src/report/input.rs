//! What a report is made from: scenarios with the same gemeenten and years (as
//! [`crate::simulate::Request`] asks), with everything that was reckoned of them.

use crate::compare::Comparison;
use crate::model::Model;
use crate::projection::Projection;
use crate::simulate::part::Part;

/// Scenarios, what they pay, how they differ, and how certain that is.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// The scenarios; the others are held against the first.
    pub modellen: &'a [Model],
    /// What each of them pays.
    pub projecties: &'a [Projection],
    /// Each scenario but the first, against the first.
    pub vergelijkingen: &'a [Comparison<'a>],
    /// The draws, where they were asked for.
    pub trekkingen: Option<&'a Part>,
}

impl<'a> ReportInput<'a> {
    /// Every scenario with its projection.
    pub(crate) fn paren(&self) -> impl Iterator<Item = (&'a Model, &'a Projection)> {
        self.modellen.iter().zip(self.projecties)
    }
}
