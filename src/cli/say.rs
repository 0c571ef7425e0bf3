//! What is said beside the answer.

use std::fmt::Display;
use std::io::Write;

/// Says something on stderr. Where that cannot be written there is nobody left to
/// tell, and the answer and the exit status are what they were.
pub(crate) fn say(text: impl Display) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
