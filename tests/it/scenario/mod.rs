//! Scenarios: those that are shipped, one reckoned by hand, and what a figure in
//! one does.

mod account;
mod asked;
mod bounds;
pub(crate) mod carried;
mod completion;
mod dead_parameters;
mod edges;
mod figures;
mod laid_on;
mod nothing_ignored;
mod provenance;
mod schema;
mod shipped;
mod worked_example;
