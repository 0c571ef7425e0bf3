//! Questions beyond a scenario: which figure matters most, and what it would take.
//!
//! A question runs one scenario many times, each time with a few other figures laid on the
//! model ([`Model::with`](crate::model::Model::with)), so that nothing is read again.
//!
//! Architecture invariant: answers are the same bytes for any number of threads. What is
//! drawn comes from `simulate`; floating point enters the statistics of many runs alone.

mod amount;
pub mod global;
mod lane;
mod no_effect;
mod one_at_a_time;
pub mod solve;
mod target;

pub use crate::factors::{Factor, FactorKind, Fixed, MovedBy, Reach, Standing, factors};
pub use amount::amount;
pub use no_effect::NoEffect;
pub use one_at_a_time::{FactorEffect, NEARLY_ALL, OneAtATime, one_at_a_time};
pub use target::{
    MILLION, MeasureBasis, OfDraws, Over, Target, TargetKind, TargetUnit, column_named,
};
