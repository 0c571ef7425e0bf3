//! What the page says in words above its charts.

mod cohorts;
mod facts;
pub(crate) mod narrator;
mod spread;
mod sums;
