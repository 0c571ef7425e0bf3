//! Whole cents, exact fractions, and the one place where they are divided.

pub mod apportion;
pub mod fraction;
pub mod money;
mod number;
pub mod vector;
