//! One run: people, uitkering, kas and reserve of every gemeente and year.
//!
//! [`Model::load`] reads everything that a scenario needs, [`Model::project`]
//! computes; the second knows no files and cannot fail on what a user writes
//! except where there is money and no grondslag to divide it by.

mod checked;
mod columns;
mod conservation;
mod result;
mod run;
mod runner;
mod together;
mod year_input;

pub(crate) use checked::Projected;
pub use columns::Measure;
#[cfg(any(test, feature = "internals"))]
pub use conservation::check;
pub use conservation::{BookPlace, Breach};
pub use result::{Headcounts, Outstanding, Projection, YearProjection};
pub use runner::Runner;
pub use together::Together;
pub use year_input::YearInput;
