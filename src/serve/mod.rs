//! The workbench: the questions of the command line on an address of this machine, and a
//! page where a scenario is turned by hand.
//!
//! Architecture invariant: an address says what a command line says. Words come from the
//! query and the answer from the command, so that hints, messages and bytes are the same;
//! this room knows HTTP, and nothing of money.

mod bench;
mod desk;
mod handle;
mod line;
mod openapi;
mod own;
mod program;
mod query;
mod stop;
mod turns;
mod visitor;
mod wire;
mod work;
mod workbench;

pub use program::{Program, Understood};
pub use workbench::{Workbench, serve};
