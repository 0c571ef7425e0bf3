//! What the process does when something outside it fails, and in which language it
//! speaks.

mod asked;
mod faults;
mod language;
