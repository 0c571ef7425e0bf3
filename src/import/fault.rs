//! What is wrong with a delivery as a whole.

use std::sync::Arc;

use super::field::Form;
use super::header::Choices;
use crate::input::csv::CsvInput;
use crate::input::diagnostic::{Code, Diagnostic, expected};
use crate::input::source::Source;
use crate::terms::Text;

/// The message for a file of which no row is left.
pub(super) fn without_rows(input: &CsvInput) -> Diagnostic {
    let name = &input.source().name;
    let message = Text::new(
        format!("{name} heeft geen rij over een gemeente met een aantal"),
        format!("{name} has no row about a gemeente with a number"),
    );
    Diagnostic::new(Code::LeegBestand, message).at(input.header_place(0))
}

/// The message for a file without a header that is understood.
pub(super) fn no_header(
    source: &Arc<Source>,
    likely: Option<&CsvInput>,
    choices: &Choices,
) -> Diagnostic {
    let name = &source.name;
    let message = Text::new(
        format!("{name} heeft geen kopregel die te begrijpen is"),
        format!("{name} has no header that can be understood"),
    );
    let missing = Diagnostic::new(Code::KolomOntbreekt, message);
    let missing = match likely {
        Some(likely) => missing.at(likely.header_place(0)),
        None => missing,
    };
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
