//! What visitors bring along and keep: the files of one question, rows that were
//! understood and are kept in memory, and scenarios that are written where that is allowed.

pub(super) mod files;
pub(super) mod kept;
pub(super) mod save;
