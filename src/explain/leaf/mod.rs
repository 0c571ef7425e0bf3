//! Where an explanation ends: figures of the scenario and rows of files.

pub(crate) mod delivered;
pub(crate) mod rows;
mod sources;
