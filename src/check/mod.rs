//! A budget that cannot move unseen: scenarios held against the figures that
//! were agreed (`[[verwacht]]`) and against their baselines.
//!
//! A baseline is a CSV beside its scenario (`X.toml`, `X.baseline.csv`, and
//! `X.simulate.csv` for a simulation) with the receipt of the run that made it
//! in lines that begin with `#`. It holds every figure of every gemeente, and
//! what only the state sees. A baseline is written only when what it says
//! changes, and says nothing about the moment: blessing twice gives the same bytes.
//!
//! The way of a scenario: [`find`] names it, [`examine`] loads, projects and
//! compares it, [`uitvoer`] says what came out.

mod assertion;
mod causes;
mod compare;
mod document;
pub(crate) mod examine;
mod figure;
pub(crate) mod find;
mod held;
mod moved;
pub(crate) mod output;
mod rijk;
mod rows;
mod simulation;
mod words;

pub use assertion::Assertion;
pub use document::known_column;
pub use examine::{Blessing, CheckOptions, CheckOutcome, WriteFile, examine};
pub use figure::{BaselineFigure, Tolerance};
pub use find::{FoundScenarios, SkippedFile, find};
#[cfg(any(test, feature = "internals"))]
pub use held::hold;
pub use moved::{BaselineComparison, Moved, MovedTotal};
