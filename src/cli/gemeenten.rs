//! Gemeenten on the command line, by code or name.

use crate::diagnostic::Diagnostic;
use crate::projection::Model;

/// The indices of the gemeenten with these codes or names, in order, once each.
///
/// # Errors
/// A name that no gemeente has, or that more than one could have.
pub fn find_all(model: &Model, wanted: &[String]) -> Result<Vec<usize>, Diagnostic> {
    let found = wanted.iter().map(|name| {
        let found = model.gemeenten.find(name, &model.herindelingen);
        found.map_err(|error| error.diagnostic(name))
    });
    let mut indices = found.collect::<Result<Vec<_>, _>>()?;
    indices.sort_unstable();
    indices.dedup();
    Ok(indices)
}
