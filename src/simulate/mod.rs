//! Many runs: draws of the instroom, each a projection of its own, and what
//! they say together.
//!
//! Architecture invariant: this is the only module that knows chance. A draw
//! makes people and national numbers; the law that turns them into money is
//! the same code as that of a single run. Random numbers are keyed by what
//! they are for, never by the order of calls, and what is kept of the draws
//! adds up in whole numbers, so results are the same bytes for any number of
//! threads, any block size and any sharding.

mod columns;
mod fields;
mod instroom;
mod keep;
mod layout;
mod paden;
mod people;
mod pool;
pub mod random;
mod row;
mod run;
mod settle;
pub mod shard;
mod single;
pub mod statistics;
mod steps;
mod strip;
mod uitslag;
mod vraag;
mod whole;

pub use instroom::Trekking;
pub use layout::check_layout;
pub use paden::Paden;
pub use people::{Trekker, Uitkomst};
pub use run::{Stop, Voortgang, simulate};
pub use single::{draw, draw_with_people};
pub use uitslag::{Eenheid, Kans, Uitslag};
pub use vraag::{KANSEN, VELDEN, Vraag, reeksen};

use num_traits::ToPrimitive;

use crate::fraction::Exact;

/// The nearest floating point number, for drawing people; never for money.
fn approximate(value: &Exact) -> f64 {
    value.to_f64().unwrap_or(0.0)
}
