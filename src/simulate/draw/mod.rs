//! One draw: the instroom, the people that follow from it, and the estimates of a
//! forecaster the year before.

pub(crate) mod assumed;
pub(crate) mod instroom;
mod kenmerken;
pub(crate) mod kept;
mod lasting;
pub(crate) mod paden;
pub(crate) mod sampler;
mod settle;
pub(crate) mod single;
mod steps;
pub(crate) mod together;
