//! `rapport.html`: one self-contained page that needs no network.
//!
//! [`collect`] fills the contract in [`data`] from projections and draws,
//! [`answer`] says the answer in words, [`assemble`] puts template, texts,
//! style and script of `web/` together. The script only shows: every amount
//! that is exact was worked out here.

mod account;
mod answer;
mod assemble;
mod cohorts;
mod collect;
mod data;
#[cfg(feature = "serve")]
pub(crate) mod live;
mod map;
mod pack;
mod sources;
mod texts;
mod trees;
mod uiteen;

use super::input::ReportInput;
#[cfg(feature = "serve")]
use super::workbook::workbook;
use crate::input::diagnostic::Diagnostic;
use crate::terms::Lang;

/// A part of a report.
#[cfg(feature = "serve")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportPart {
    /// The page that is mailed.
    Page,
    /// The workbook.
    Workbook,
    /// What the page draws, as JSON, without the explanations.
    Data,
    /// The explanations of amounts, as JSON.
    Trees,
}

/// A part of a report, as it is written.
///
/// # Errors
/// A workbook that cannot be made; a file of counts that cannot be read again.
#[cfg(feature = "serve")]
pub fn report_part(
    invoer: &ReportInput<'_>,
    part: ReportPart,
    taal: Lang,
) -> Result<Vec<u8>, Diagnostic> {
    Ok(match part {
        ReportPart::Page => report_html(invoer, taal)?.into_bytes(),
        ReportPart::Workbook => workbook(invoer, taal)?,
        ReportPart::Data => {
            let gegevens = collect::figures(invoer, taal);
            let delen = sections(invoer, &gegevens);
            live::data(invoer, (&gegevens, &delen), taal)
        }
        ReportPart::Trees => live::json(&trees::trees(invoer, taal)?),
    })
}

/// What a page may weigh, so that it can be mailed.
const LARGEST: usize = 3_000_000;

/// The sections that there is something to show in.
fn sections(invoer: &ReportInput<'_>, gegevens: &data::PageData) -> Vec<&'static str> {
    let mut sections = assemble::sections(invoer.keuze);
    // What was not drawn or asked is not there to show.
    sections.retain(|id| match *id {
        "uiteen" => !gegevens.uiteen.is_empty(),
        "afweging" => gegevens.afweging.is_some(),
        "gewichten" => !gegevens.gewichten.is_empty(),
        _ => true,
    });
    sections
}

/// The page. With so many scenarios that it would grow past 3 MB the
/// explanations stay out, and the page says so.
///
/// # Errors
/// A file of counts that cannot be read again for the explanations.
pub fn report_html(invoer: &ReportInput<'_>, taal: Lang) -> Result<String, Diagnostic> {
    let gegevens = collect::figures(invoer, taal);
    let bulk = collect::bulk(invoer);
    let sections = sections(invoer, &gegevens);
    if invoer.keuze.samenvatting {
        return Ok(assemble::page((&gegevens, &bulk, None), &sections, taal));
    }
    let trees = trees::trees(invoer, taal)?;
    let page = assemble::page((&gegevens, &bulk, Some(&trees)), &sections, taal);
    if page.len() < LARGEST {
        return Ok(page);
    }
    Ok(assemble::page((&gegevens, &bulk, None), &sections, taal))
}
