//! Deliveries as people have them: which column is what, and the same figures in the
//! columns that the program reads.
//!
//! Architecture invariant: no figure is guessed. What a file does not say for itself is
//! asked by name, and what is left out is told with the reason.

mod account;
mod cells;
mod choices;
mod counts;
mod fault;
mod field;
mod forms;
mod header;
mod headings;
mod lists;
mod nearest;
mod places;
mod stated;
mod words;

pub use account::{Account, ColumnUse, Imported, LeftOut, Reason, Total};
pub use choices::Choices;
pub use field::{Field, Form};

use std::sync::Arc;

use crate::gemeente::{Gemeenten, Herindelingen};
use crate::input::csv::CsvInput;
use crate::input::csv::written::import_line;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::input::{Near, TableAsk};
use crate::terms::Text;
use header::Layout;
use nearest::Nearest;
use places::Gazetteer;

/// The header of any delivery, for who chooses a sheet.
pub(crate) fn ask<'a>(
    blad: Option<&'a str>,
    fits: &'a dyn Fn(&[&str]) -> bool,
    near: &'a dyn Fn(&[&str]) -> Option<Near>,
) -> TableAsk<'a> {
    TableAsk {
        blad,
        fits,
        near: Some(near),
        columns: Text::fixed(
            "een gemeente, een groep, een jaar en een aantal",
            "a gemeente, a group, a year and a number",
        ),
    }
}

/// What a row lacks of a header of counts, with the line to type; `None` where no column of
/// it is recognised, or something else than counts is asked for.
pub(crate) fn near(file: &str, fields: &[&str], choices: &Choices) -> Option<Near> {
    if choices.als.is_some_and(|form| form != Form::Aantallen) {
        return None;
    }
    let nearest = Nearest::of(fields, choices)?;
    let (file, choices) = (file.to_owned(), choices.clone());
    Some(Near {
        found: nearest.found(),
        lacks: nearest.lacks(),
        line: Box::new(move |sheet| nearest.line(&file, Some(sheet), &choices)),
    })
}

/// Whether the fields of a row are a header that can be understood.
pub(crate) fn is_header(fields: &[&str], choices: &Choices) -> bool {
    forms::forms(fields, choices).next().is_some()
}

/// Understands a delivery.
///
/// # Errors
/// A header or a field that has to be chosen or mended by whoever delivers it, and what
/// contradicts itself: a name beside the code of another gemeente, a row that stands twice.
pub fn understand(
    source: &Arc<Source>,
    gemeenten: &Gemeenten,
    herindelingen: &Herindelingen,
    choices: &Choices,
) -> Result<Imported, Diagnostic> {
    let fits = |fields: &[&str]| is_header(fields, choices);
    let Some(input) = CsvInput::open_where(source, &fits)? else {
        let names = |fields: &[&str]| forms::names_gemeenten(fields, choices);
        let likely = CsvInput::open_where(source, &names)?;
        // What a header of counts lacks is no help to who asks for another form.
        let asks_for_counts = choices.als.is_none_or(|form| form == Form::Aantallen);
        if let Some(likely) = likely.as_ref().filter(|_| asks_for_counts) {
            Layout::of(likely, choices)?;
        }
        return Err(fault::no_header(source, likely.as_ref(), choices));
    };
    let layout = Layout::of(&input, choices)?;
    let places = Gazetteer::new(gemeenten, herindelingen);
    match layout.form {
        Form::Aantallen => counts::read(&input, layout, places, choices),
        Form::Gemeenten | Form::Kenmerken => lists::read(&input, layout, places, choices),
    }
}

/// Understands counts that can be read as they stand: `None` where the header is not one of
/// counts, so that whoever reads it says what is expected.
///
/// # Errors
/// What has to be chosen or mended, with the `spuk import` line to type.
pub(crate) fn untouched(
    source: &Arc<Source>,
    gemeenten: &Gemeenten,
    herindelingen: &Herindelingen,
) -> Result<Option<Imported>, Diagnostic> {
    let choices = Choices {
        als: Some(Form::Aantallen),
        ..Choices::default()
    };
    let fits = |fields: &[&str]| is_header(fields, &choices);
    if CsvInput::open_where(source, &fits)?.is_none() {
        return Ok(None);
    }
    let imported = understand(source, gemeenten, herindelingen, &choices)?;
    if imported.account.reads_as_it_stands() {
        return Ok(Some(imported));
    }
    let (name, line) = (&source.name, import_line(source, &[]));
    let message = Text::new(
        format!("{name} is te begrijpen, maar niet elke rij telt zoals zij er staat"),
        format!("{name} can be understood, but not every row counts as it stands"),
    );
    Err(Diagnostic::new(Code::CsvFout, message).help(Text::new(
        format!("laat zien wat er dan wordt geteld, en schrijf dat op: {line}"),
        format!("see what is counted then, and write that down: {line}"),
    )))
}
