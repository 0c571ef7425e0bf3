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

/// The indices of the gemeenten with these codes or names, in order, once each. Several
/// may stand in one text, with commas between them; a name with a comma in it is one.
///
/// # Errors
/// As [`find_one`], for the first that is not found.
pub fn find_all(model: &Model, wanted: &[String]) -> Result<Vec<usize>, Diagnostic> {
    let mut indices = Vec::new();
    for text in wanted {
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        match find_one(model, text) {
            Ok(index) => indices.push(index),
            Err(_) if parts.clone().count() > 1 => {
                for part in parts {
                    indices.push(find_one(model, part)?);
                }
            }
            Err(unknown) => return Err(unknown),
        }
    }
    indices.sort_unstable();
    indices.dedup();
    Ok(indices)
}
