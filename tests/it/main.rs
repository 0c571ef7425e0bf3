//! The tests from outside, as one program: a module per subject.
//!
//! What needs a process of its own stands beside this folder, with its reason.

mod check;
mod cli;
mod common;
mod compare;
mod effects;
mod explain;
mod input;
mod kenmerken;
mod law;
mod leaves;
mod properties;
mod question;
mod report;
mod repository;
mod rounding;
mod scenario;
#[cfg(feature = "serve")]
mod serve;
mod simulate;
