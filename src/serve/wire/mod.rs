//! HTTP itself: connections within bounds of number, time and memory, who may ask, what
//! comes in, and answers as they go out.

pub(super) mod body;
pub(super) mod connection;
pub(super) mod events;
pub(super) mod gate;
pub(super) mod patience;
pub(super) mod respond;
pub(super) mod room;
