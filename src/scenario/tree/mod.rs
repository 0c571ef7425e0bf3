//! TOML as a tree that keeps the place and source of every value.

mod fault;
pub(crate) mod node;
pub(crate) mod parse;
pub(crate) mod setting;
