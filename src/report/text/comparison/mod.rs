//! A comparison on a terminal, a file per table.

pub(crate) mod answer;
pub(crate) mod cohorts;
pub(crate) mod condition;
mod draws;
mod groups;
mod keys;
mod scale;
mod spread;
mod years;
