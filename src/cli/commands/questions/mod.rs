//! Questions beyond a scenario: which figure matters most, and what it would take.

pub(crate) mod sensitivity;
pub(crate) mod solve;
