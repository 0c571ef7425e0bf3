//! A comparison on a terminal, a file per table.

pub(crate) mod answer;
pub(crate) mod cohorts;
mod groups;
mod keys;
mod scale;
mod years;
