//! A delivery as people have it, in the columns that the program reads.

use std::path::Path;

use crate::gemeente::{Shipped, shipped};
use crate::import::{self, Choices, Imported};
use crate::input::diagnostic::Diagnostic;
use crate::input::{World, read_table};
use crate::terms::legible;

/// Understands a file of counts, gemeenten or kenmerken, with the gemeenten of now and
/// before that the program knows.
///
/// # Errors
/// A file that cannot be read, and what has to be chosen or mended in it.
pub fn import(
    world: &World,
    path: &Path,
    blad: Option<&str>,
    choices: &Choices,
) -> Result<Imported, Diagnostic> {
    let fits = |fields: &[&str]| import::is_header(fields, choices);
    let name = legible::path(path);
    let near = |fields: &[&str]| import::near(&name, fields, choices);
    let source = read_table(world, path, &import::ask(blad, &fits, &near))?;
    let Shipped {
        gemeenten,
        herindelingen,
        ..
    } = shipped();
    import::understand(&source, gemeenten, herindelingen, choices)
}
