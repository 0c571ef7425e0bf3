//! Gemeenten on the command line, by code or name.

use crate::input::diagnostic::Diagnostic;
use crate::model::Model;

/// The index of the gemeente with this code or name.
///
/// # Errors
/// The nearest names, the candidates of an ambiguous one, or the successors of
/// a gemeente that has ended.
pub fn find_one(model: &Model, wanted: &str) -> Result<usize, Diagnostic> {
    let found = model.gemeenten.find(wanted, &model.herindelingen);
    found.map_err(|error| error.diagnostic(wanted))
}

/// The indices of the gemeenten with these codes or names, in order, once each.
///
/// # Errors
/// As [`find_one`], for the first that is not found.
pub fn find_all(model: &Model, wanted: &[String]) -> Result<Vec<usize>, Diagnostic> {
    let found = wanted.iter().map(|name| find_one(model, name));
    let mut indices = found.collect::<Result<Vec<_>, _>>()?;
    indices.sort_unstable();
    indices.dedup();
    Ok(indices)
}
