//! Sheets of questions beyond a scenario.

mod assumed;
mod frontier;
mod weights;

pub(crate) use assumed::aannames;
pub(crate) use frontier::afweging;
pub(crate) use weights::gewichten;
