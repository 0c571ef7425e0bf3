//! TOML as a tree that keeps the place and source of every value.

pub(crate) mod between;
mod fault;
pub(crate) mod figures;
pub(crate) mod node;
pub(crate) mod parse;
mod ranged;
pub(crate) mod setting;
pub(crate) mod written;
