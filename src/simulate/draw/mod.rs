//! One draw: the instroom, the people that follow from it, and the estimates of a
//! forecaster the year before.

pub(crate) mod instroom;
mod kenmerken;
mod lasting;
pub(crate) mod paden;
pub(crate) mod sampler;
mod settle;
pub(crate) mod single;
mod steps;
