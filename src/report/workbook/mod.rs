//! A run, a comparison and a simulation as an Excel workbook: real numbers,
//! totals as live formulas whose stored results are what Excel computes.
//!
//! Amounts are whole cents until they are written; the file format holds
//! floating point numbers, and every sum is a formula rounded to the cent.

mod account;
mod amounts;
mod cohorts;
mod comparison;
mod gemeenten;
mod groups;
mod kasritme;
mod question;
mod sentences;
pub(super) mod sheet;
mod sources;
mod summary;
mod totals;
mod uncertainty;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::chart_language::with_chart_language;
use super::input::ReportInput;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::{Lang, Text};

/// The names of the sheets, in Dutch and English.
const SHEET_NAMES: [(&str, &str); 15] = [
    ("Samenvatting", "Summary"),
    ("Per gemeente", "Per gemeente"),
    ("Provincies en grootte", "Provincies and size"),
    ("Vergelijking", "Comparison"),
    ("Bedragen", "Amounts"),
    ("Kasritme", "Cash rhythm"),
    ("Cohorten", "Cohorts"),
    ("Onzekerheid", "Uncertainty"),
    ("Mensen en aannames", "People and assumptions"),
    ("Wat telt het zwaarst", "What matters most"),
    ("Wat elke stap oplevert", "What every step buys"),
    ("Rekenschap", "Account"),
    ("Aannames en bronnen", "Assumptions and sources"),
    ("Verschillen", "Differences"),
    ("Ontvangstbewijs", "Receipt"),
];

/// The bytes of the workbook.
///
/// # Errors
/// More rows than a sheet can hold, or a name that Excel refuses.
pub fn workbook(invoer: &ReportInput<'_>, taal: Lang) -> Result<Vec<u8>, Diagnostic> {
    write(invoer, taal).map_err(not_made)
}

/// Why there is no workbook.
pub(super) fn not_made(error: XlsxError) -> Diagnostic {
    let message = Text::new(
        format!("het werkboek kan niet worden gemaakt: {error}"),
        format!("the workbook cannot be made: {error}"),
    );
    Diagnostic::new(Code::NietTeSchrijven, message)
}

/// Fills a sheet.
type FillSheet = fn(&mut Worksheet, &ReportInput<'_>, Lang) -> Result<(), XlsxError>;

fn write(invoer: &ReportInput<'_>, taal: Lang) -> Result<Vec<u8>, XlsxError> {
    let world = &invoer.modellen[0].scenario.world;
    let mut book = Workbook::new();
    // The date of the receipt, so that the same run gives the same bytes.
    let created = ExcelDateTime::parse_from_str(&world.date.to_string())?;
    book.set_properties(
        &DocProperties::new()
            .set_title("SPUK inburgeringsvoorzieningen")
            .set_author("spuk")
            .set_creation_datetime(&created),
    );
    let keuze = invoer.keuze;
    // A summary has the rows that its formulas add up, and what it was made with.
    let whole = !keuze.samenvatting;
    let country = keuze.gemeente.is_none();
    let sheets: [(FillSheet, bool); 15] = [
        (summary::summary, true),
        (gemeenten::per_gemeente, true),
        (groups::groepen, whole && country),
        (comparison::comparison, whole),
        (amounts::bedragen, whole),
        (kasritme::kasritme, whole),
        (cohorts::cohorten, whole && country),
        (uncertainty::uncertainty, whole),
        (question::aannames, whole && invoer.aannames.is_some()),
        (question::gewichten, !invoer.gewichten.is_empty()),
        (question::afweging, invoer.afweging.is_some()),
        (account::rekenschap, whole && country),
        (sources::sources, whole),
        (sources::differences, whole),
        (sources::receipt, true),
    ];
    let sheets = SHEET_NAMES.into_iter().zip(sheets);
    for ((nl, en), (fill, _)) in sheets.filter(|(_, (_, is_shown))| *is_shown) {
        let sheet = book.add_worksheet();
        sheet.set_name(taal.choose(nl, en))?;
        fill(sheet, invoer, taal)?;
    }
    let bytes = book.save_to_buffer()?;
    Ok(with_chart_language(bytes, taal.choose("nl-NL", "en-GB")))
}
