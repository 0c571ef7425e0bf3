//! Deliveries as people have them: which column is what, and the same figures in the
//! columns that the program reads.
//!
//! Architecture invariant: no figure is guessed. What a file does not say for itself is
//! asked by name, and what is left out is told with the reason.

mod account;
mod cells;
mod counts;
mod header;
mod lists;
mod places;
mod words;

pub use account::{Account, ColumnUse, LeftOut, Reason, Total};
pub use header::{Choices, Field, Form};

use std::sync::Arc;

use crate::gemeente::{Gemeenten, Herindelingen};
use crate::input::TableAsk;
use crate::input::csv::CsvInput;
use crate::input::csv::written::import_line;
use crate::input::diagnostic::{Code, Diagnostic, expected};
use crate::input::source::Source;
use crate::terms::Text;
use header::Layout;
use places::Gazetteer;

/// A delivery in the columns that the program reads.
#[derive(Debug, Clone)]
pub struct Imported {
    /// What was understood of it.
    pub account: Account,
    /// The rows as CSV, each with the place that it had.
    pub source: Arc<Source>,
}

/// The header of any delivery, for who chooses a sheet.
pub(crate) fn ask<'a>(blad: Option<&'a str>, fits: &'a dyn Fn(&[&str]) -> bool) -> TableAsk<'a> {
    TableAsk {
        blad,
        fits,
        columns: Text::fixed(
            "een gemeente, een groep, een jaar en een aantal",
            "a gemeente, a group, a year and a number",
        ),
    }
}

/// Whether the fields of a row are a header that can be understood.
pub(crate) fn is_header(fields: &[&str], choices: &Choices) -> bool {
    header::forms(fields, choices).next().is_some()
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
        return Err(no_header(source, choices));
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
    if counts::is_as_it_stands(&imported) {
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

/// The message for a file of which no row is left.
fn without_rows(input: &CsvInput) -> Diagnostic {
    let name = &input.source().name;
    let message = Text::new(
        format!("{name} heeft geen rij over een gemeente met een aantal"),
        format!("{name} has no row about a gemeente with a number"),
    );
    Diagnostic::new(Code::LeegBestand, message).at(input.header_place(0))
}

/// The message for a file without a header that is understood.
fn no_header(source: &Arc<Source>, choices: &Choices) -> Diagnostic {
    let name = &source.name;
    let message = Text::new(
        format!("{name} heeft geen kopregel die te begrijpen is"),
        format!("{name} has no header that can be understood"),
    );
    let missing = Diagnostic::new(Code::KolomOntbreekt, message);
    let missing = match choices.als {
        Some(Form::Gemeenten) => missing.label(expected(Text::fixed(
            "kolommen voor gemeente en inwoners per jaar",
            "columns for the gemeente and inhabitants per year",
        ))),
        Some(Form::Kenmerken) => missing.label(expected(Text::fixed(
            "kolommen voor gemeente en een kenmerk: instroom, afronding, kosten of z_route",
            "columns for the gemeente and a kenmerk: instroom, afronding, kosten or z_route",
        ))),
        Some(Form::Aantallen) | None => missing.label(expected(Text::fixed(
            "kolommen voor gemeente, groep, jaar en aantal, of een kolom per jaar",
            "columns for the gemeente, the group, the year and the number, or a column for each year",
        ))),
    };
    missing.help(Text::fixed(
        "zeg welke kolom wat is, bijvoorbeeld: --kolom gm_code=REGIO --kolom aantal=N",
        "say which column is what, for instance: --kolom gm_code=REGION --kolom aantal=N",
    ))
}
