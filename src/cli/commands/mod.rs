//! A file per command.

pub(crate) mod amounts;
pub(crate) mod backtest;
pub(crate) mod bulk;
pub(crate) mod check;
pub(crate) mod columns;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod man;
pub(crate) mod merge;
pub(crate) mod own;
pub(crate) mod questions;
pub(crate) mod report;
pub(crate) mod run;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod shipped;
pub(crate) mod simulate;
