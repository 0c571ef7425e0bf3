//! What stands in a scenario and is read by nothing, or replaced unseen.

pub(crate) mod idle;
pub(crate) mod replaced;
pub(crate) mod unread;
