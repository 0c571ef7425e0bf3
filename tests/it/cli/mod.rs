//! What the process does when something outside it fails.

mod faults;
