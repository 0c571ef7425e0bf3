//! Random numbers that depend on what they are for, never on when they are
//! drawn.
//!
//! A [`Stream`] is keyed by seed, draw, [`Purpose`], gemeente and year. The
//! generator under it is counter-based ([`philox`]), so that a stream starts
//! anywhere at once, and the same draw has the same numbers in every scenario,
//! for any number of threads and any order of work.
//!
//! Every sampler of counts, and the normal one, is the quantile of a single
//! uniform number of 52 bits: it rises with the number and with its mean. That
//! makes differences between scenarios small where the scenarios differ
//! little. Results are the same to the bit on every machine: logarithms and
//! exponentials are polynomials of this module or come from `libm`, which computes
//! them in plain arithmetic too; nothing is contracted to a fused multiply-add, and
//! square roots are correctly rounded everywhere. The tests pin drawn values, so that
//! another version of `libm` cannot change them unseen.

mod counts;
mod exponential;
mod gamma;
mod many;
mod normal;
pub mod philox;
mod polynomial;
mod probit;
mod purpose;
mod stream;
#[cfg(test)]
mod tests;

pub use counts::lookup::Lookup;
pub use many::{Many, RandomScratch};
pub(crate) use normal::quantile;
pub use purpose::Purpose;
pub use stream::Stream;
