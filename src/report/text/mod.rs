//! Tables and texts for a terminal.

pub(crate) mod amounts;
pub(crate) mod backtest;
pub(crate) mod cells;
pub(crate) mod columns;
pub(crate) mod comparison;
pub(crate) mod explain;
pub(crate) mod explain_markdown;
pub(crate) mod imported;
pub(crate) mod question;
pub(crate) mod run;
pub(crate) mod scenarios;
pub(crate) mod simulation;
