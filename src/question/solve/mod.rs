//! Which value of a figure meets a goal: exact to the last decimal of the key, with the
//! values on both sides of the goal.
//!
//! Whether a figure moves the answer one way only is found out, not assumed: the whole
//! range that a key can have is looked over first, and every place where the goal is
//! crossed is closed in on until two neighbouring values are left.

mod answer;
mod asked;
mod conditions;
mod frontier;
mod goal;
mod known;
mod least;
mod run;
mod search;
mod tries;
mod unset;
mod variable;
mod varied;

pub use answer::{Answer, SolvedStep};
pub use asked::{Asked, Certainty, Manner};
pub use conditions::{Condition, Conditions};
pub use frontier::{Frontier, FrontierRow, Mark, frontier};
pub use goal::{Goal, Relation};
pub use run::solve;
pub use search::{Crossing, Found, Point, Shape, Solution};
pub use variable::Variable;
pub use varied::{Varied, varied};
