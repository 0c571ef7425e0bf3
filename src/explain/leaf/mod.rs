//! Where an explanation ends: figures of the scenario and rows of files.

mod delivered;
pub(crate) mod rows;
pub(crate) mod sources;
