//! What the program brings along: which scenarios there are, the text of each, and how one is
//! written.

pub(crate) mod list;
pub(crate) mod schema;
pub(crate) mod show;
