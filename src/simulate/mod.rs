//! Many runs: draws of the instroom, each a projection of its own, and what
//! they say together.
//!
//! Architecture invariant: this is the only module that knows chance. A draw
//! makes people and national numbers; the law that turns them into money is
//! the same code as that of a single run. Random numbers are keyed by what
//! they are for, never by the order of calls, and what is kept of the draws
//! adds up in whole numbers, so results are the same bytes for any number of
//! threads, any block size and any sharding.

mod block;
pub mod design;
pub(crate) mod draw;
mod draws;
mod each;
mod effects;
mod layout;
pub mod part;
mod pool;
pub mod random;
mod request;
mod run;
pub mod statistics;
mod whole;

pub use draw::assumed::assumptions;
pub use draw::instroom::DrawId;
pub use draw::kept::KeptDraws;
pub use draw::paden::Paden;
pub use draw::sampler::{DrawOutcome, Sampler};
#[cfg(any(test, feature = "internals"))]
pub use draw::single::draw;
pub use draw::single::draw_with_people;
pub use draws::{Area, Draws, Event};
pub use each::EachDraw;
pub use effects::{EffectCounts, Loss, effects};
pub use layout::check_layout;
pub(crate) use pool::Pool;
pub use request::{EVENTS, GEMEENTE_EXACT, KEPT_FIELDS, Request, series_names};
pub use run::{Progress, interrupted, prepare, simulate};

use num_rational::BigRational;
use num_traits::ToPrimitive;

use crate::exact::fraction::Exact;

/// The nearest floating point number, for drawing people; never for money.
fn approximate(value: &Exact) -> f64 {
    BigRational::from(value).to_f64().unwrap_or(0.0)
}
