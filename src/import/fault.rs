//! What is wrong with a delivery, in one message.

use std::sync::Arc;

use super::choices::Choices;
use super::field::Form;
use crate::input::csv::{CsvInput, CsvRow};
use crate::input::diagnostic::{Code, Diagnostic, expected};
use crate::input::source::Source;
use crate::terms::{Lang, Text};

/// How many faults behind the first are told, each with its place.
const TOLD: usize = 9;

/// Reads every row. Who mends a file mends it once: reading goes on behind a row that is
/// wrong.
///
/// # Errors
/// What is wrong with the first such row, and in short what is wrong with the others.
pub(super) fn each_row(
    input: &CsvInput,
    mut read: impl FnMut(&CsvRow<'_>) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    let mut first: Option<Diagnostic> = None;
    let (mut others, mut untold) = (Vec::new(), 0_usize);
    input.for_each(|row| {
        let Err(fault) = read(row) else {
            return Ok(());
        };
        if first.is_none() {
            first = Some(fault);
        } else if others.len() < TOLD {
            others.push(in_short(&fault));
        } else {
            untold += 1;
        }
        Ok(())
    })?;
    match first {
        None => Ok(()),
        Some(first) if others.is_empty() => Err(first),
        Some(first) => Err(with_others(first, &others, untold)),
    }
}

/// Where and what, in a few words.
fn in_short(fault: &Diagnostic) -> Text {
    let message = fault.message();
    let Some(place) = fault.place() else {
        return message.clone();
    };
    match place.source.cell_of(&place.span) {
        Some(cell) => Text::new(format!("{cell}: {message}"), format!("{cell}: {message:#}")),
        None => {
            let line = place.line();
            Text::new(
                format!("regel {line}: {message}"),
                format!("line {line}: {message:#}"),
            )
        }
    }
}

fn with_others(first: Diagnostic, others: &[Text], untold: usize) -> Diagnostic {
    let in_language = |lang: Lang| {
        let mut told: Vec<String> = others.iter().map(|one| one.of(lang).to_owned()).collect();
        if untold > 0 {
            told.push(lang.choose(format!("en nog {untold}"), format!("and {untold} more")));
        }
        let also = lang.choose("ook fout", "wrong as well");
        let said = first
            .advice()
            .map(|advice| format!("{}; ", advice.of(lang)));
        format!("{}{also}: {}", said.unwrap_or_default(), told.join("; "))
    };
    let text = Text::new(in_language(Lang::Nl), in_language(Lang::En));
    first.clone().help(text)
}

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
    missing.help(match choices.als {
        Some(Form::Gemeenten) => Text::fixed(
            "noem een kolom van inwoners naar haar jaar, zoals `Inwoners 2025`, en zeg zo nodig welke kolom de gemeente is: --kolom naam=PLAATS",
            "call a column of inhabitants by its year, such as `Inwoners 2025`, and say where needed which column is the gemeente: --kolom naam=PLACE",
        ),
        Some(Form::Kenmerken) => Text::fixed(
            "zeg welke kolom wat is, bijvoorbeeld: --kolom gm_code=REGIO --kolom kosten=N",
            "say which column is what, for instance: --kolom gm_code=REGION --kolom kosten=N",
        ),
        Some(Form::Aantallen) | None => Text::fixed(
            "zeg welke kolom wat is, bijvoorbeeld: --kolom gm_code=REGIO --kolom aantal=N",
            "say which column is what, for instance: --kolom gm_code=REGION --kolom aantal=N",
        ),
    })
}
