//! Counts by chance, exactly distributed: Poisson and binomial.

pub(crate) mod binomial;
mod exact;
pub(crate) mod expansion;
pub(crate) mod lookup;
pub(crate) mod poisson;
mod search;
