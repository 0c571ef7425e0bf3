//! The lines of a baseline with what only the state sees.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::compare::MovementFilter;
use super::document;
use super::document::at_line;
use super::figure::BaselineFigure;
use super::moved::{Moved, RIJK};
use crate::input::diagnostic::Diagnostic;
use crate::input::source::Source;
use crate::terms::Text;

/// The figures that only the state sees, by year and name, with their lines.
type Rijk = BTreeMap<(String, String), (u64, BaselineFigure)>;

/// The figures of the state that moved.
///
/// # Errors
/// A line that holds no figures, or a figure that stands there twice.
pub(crate) fn rijk(
    before: &Arc<Source>,
    start: usize,
    now: &Arc<Source>,
    measure: &MovementFilter<'_>,
) -> Result<Vec<Moved>, Diagnostic> {
    let (old, new) = (read_rijk(before, start)?, read_rijk(now, 0)?);
    let keys = old
        .keys()
        .chain(new.keys().filter(|key| !old.contains_key(*key)));
    let cells = keys.map(|key| Moved {
        code: "NL".to_owned(),
        naam: RIJK.to_owned(),
        jaar: key.0.clone(),
        veld: key.1.clone(),
        was: old.get(key).map(|&(_, figure)| figure),
        is: new.get(key).map(|&(_, figure)| figure),
        regel: old.get(key).map_or(1, |&(line, _)| line),
        is_of_a_gemeente: false,
        is_total: false,
    });
    Ok(cells.filter(|cell| measure.counts(cell)).collect())
}

fn read_rijk(source: &Arc<Source>, start: usize) -> Result<Rijk, Diagnostic> {
    let mut figures = Rijk::new();
    let skipped = source.text[..start].matches('\n').count() as u64;
    for (line, text) in (skipped + 1..).zip(source.text[start..].lines()) {
        let Some(entries) = text.strip_prefix(document::RIJK) else {
            continue;
        };
        let mut words = entries.split_whitespace();
        let jaar = words.next().unwrap_or_default();
        for word in words {
            let pair = word.split_once('=');
            let read = pair.and_then(|(name, figure)| Some((name, BaselineFigure::parse(figure)?)));
            let Some((name, figure)) = read else {
                let message = Text::new(
                    format!("`{word}` is geen cijfer"),
                    format!("`{word}` is no figure"),
                );
                return Err(at_line(source, line, message));
            };
            let key = (jaar.to_owned(), name.to_owned());
            if figures.insert(key, (line, figure)).is_some() {
                let message = Text::new(
                    format!("`{name}` van {jaar} staat twee keer in de baseline"),
                    format!("`{name}` of {jaar} stands twice in the baseline"),
                );
                return Err(at_line(source, line, message));
            }
        }
    }
    Ok(figures)
}
