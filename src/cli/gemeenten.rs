//! Gemeenten on the command line, by code or name.

use crate::diagnostic::{Code, Diagnostic};
use crate::gemeente::{NotFound, Soort};
use crate::projection::Model;

/// The index of the gemeente with this code or name.
///
/// # Errors
/// The nearest names, the candidates of an ambiguous one, or the successors of
/// a gemeente that has ended.
pub fn find_one(model: &Model, wanted: &str) -> Result<usize, Diagnostic> {
    let found = model.gemeenten.find(wanted, &model.herindelingen);
    found.map_err(|error| {
        let (message, help) = match error {
            NotFound::Former {
                naam,
                soort,
                opvolgers,
            } => (
                ended(&naam, soort, &opvolgers),
                "alle jaren tellen in de indeling van nu".to_owned(),
            ),
            NotFound::Unknown(near) if near.is_empty() => (
                format!("de gemeente `{wanted}` bestaat niet"),
                "geef een gm_code zoals GM0344, of een naam".to_owned(),
            ),
            NotFound::Unknown(near) => (
                format!("de gemeente `{wanted}` bestaat niet"),
                format!("bedoelt u {}?", near.join(", of ")),
            ),
            NotFound::Ambiguous(candidates) => (
                format!("`{wanted}` kan meer dan een gemeente zijn"),
                format!("kies uit {}", candidates.join(", ")),
            ),
        };
        Diagnostic::new(Code::GemeenteOnbekend, message).help(help)
    })
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

/// `Brielle is opgegaan in Voorne aan Zee (GM1992)`.
fn ended(naam: &str, soort: Soort, opvolgers: &[String]) -> String {
    let opvolgers = opvolgers.join(", ");
    match soort {
        Soort::Opgegaan => format!("{naam} is opgegaan in {opvolgers}"),
        Soort::Gesplitst => format!("{naam} is verdeeld over {opvolgers}"),
    }
}
