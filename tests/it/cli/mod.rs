//! What the process does when something outside it fails, or when a cent is lost.

mod faults;
