//! Gemeenten on the command line, by code or name.

use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::terms::Text;

/// The index of the gemeente with this code or name.
///
/// # Errors
/// The nearest names, the candidates of an ambiguous one, or the successors of
/// a gemeente that has ended.
pub fn find_one(model: &Model, wanted: &str) -> Result<usize, Diagnostic> {
    let found = model.gemeenten.find(wanted, &model.herindelingen);
    found.map_err(|error| error.diagnostic(wanted))
}

/// The index of the one gemeente that a command is about.
///
/// # Errors
/// As [`find_one`]; of several with commas between them, that it is about one, and with
/// which command each can be asked for.
pub fn one_gemeente(model: &Model, wanted: &str) -> Result<usize, Diagnostic> {
    let unknown = match find_one(model, wanted) {
        Ok(index) => return Ok(index),
        Err(unknown) => unknown,
    };
    match &find_all(model, &[wanted.to_owned()]) {
        Ok(several) if several.len() > 1 => {
            let list = model.gemeenten.list();
            let names = several.iter().map(|&one| list[one].naam.as_str());
            let names: Vec<&str> = names.collect();
            let first = names[0];
            let message = Text::new(
                format!(
                    "dit gaat over een gemeente, en `{wanted}` noemt er {}",
                    several.len()
                ),
                format!(
                    "this is about one gemeente, and `{wanted}` names {}",
                    several.len()
                ),
            );
            let help = Text::new(
                format!("vraag hen een voor een, te beginnen met --gemeente \"{first}\""),
                format!("ask for them one at a time, beginning with --gemeente \"{first}\""),
            );
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
        }
        _ => Err(unknown),
    }
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
