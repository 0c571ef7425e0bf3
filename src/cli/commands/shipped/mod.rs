//! What the program brings along: which scenarios there are, and the text of each.

pub(crate) mod list;
pub(crate) mod show;
