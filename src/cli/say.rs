//! What is said beside the answer.

use std::fmt::Display;
use std::io::Write;

use super::output::stderr_width;
use crate::input::diagnostic::Diagnostic;
use crate::terms::legible::on_one_line;
use crate::terms::{Lang, Text};

/// Says something on stderr, on lines that fit the screen if it goes to one. Where that
/// cannot be written there is nobody left to tell, and the answer and the exit status are
/// what they were.
pub(crate) fn say(text: impl Display) {
    write(&stderr_width().wrapped(&text.to_string()));
}

/// Says what a reader should know of the answer.
pub(crate) fn note(remark: &Text, lang: Lang) {
    let note = lang.choose("let op", "note");
    say(format_args!("{note}: {}", on_one_line(remark.of(lang))));
}

/// Says what is wrong, with its excerpt as it stands in the file.
pub(crate) fn tell(diagnostic: &Diagnostic, lang: Lang) {
    write(&diagnostic.render_within(true, lang, stderr_width()));
}

fn write(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
