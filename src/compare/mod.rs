//! Two scenarios side by side: who gains, who loses, when, and by which part of
//! the rules.
//!
//! Architecture invariant: what is compared are projections, computed by the
//! same code as a single run; a contribution is a difference between two of
//! them, and the contributions of all parts add up to the whole difference for
//! every gemeente, year and column, to the cent.

mod attribution;
mod comparison;
mod effect;
mod keys;
mod mixed;
mod money_columns;
mod reconciliation;
mod size_class;
mod voorfinanciering;

pub use crate::scenario::{RulePart, RuleParts};
pub use attribution::AttributionOrder;
pub use comparison::Comparison;
pub use effect::{
    BASIS_POINTS, Effect, GroupEffect, basis_points, landelijk, per_inwoner, per_provincie,
    per_size_class,
};
pub use keys::{KeyDifference, StatedValue, key_differences};
pub use money_columns::MoneyColumn;
pub use reconciliation::CohortReconciliation;
pub use size_class::SizeClass;
pub use voorfinanciering::{
    CohortFlow, Voorfinanciering, cohort_flows, cohorts_together, complete_and_running, together,
};
