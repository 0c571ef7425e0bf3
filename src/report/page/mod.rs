//! `rapport.html`: one self-contained page that needs no network.
//!
//! [`verzamel`] fills the contract in [`data`] from projections and draws,
//! [`antwoord`] says the answer in words, [`pagina`] puts template, texts,
//! style and script of `web/` together. The script only shows: every amount
//! that is exact was worked out here.

mod account;
mod answer;
mod assemble;
mod cohorts;
mod collect;
mod data;
mod map;
mod pack;
mod sources;
mod texts;
mod trees;
mod uiteen;

use super::input::ReportInput;
use crate::input::diagnostic::Diagnostic;
use crate::terms::Lang;

/// What a page may weigh, so that it can be mailed.
const LARGEST: usize = 3_000_000;

/// The page. With so many scenarios that it would grow past 3 MB the
/// explanations stay out, and the page says so.
///
/// # Errors
/// A file of counts that cannot be read again for the explanations.
pub fn report_html(invoer: &ReportInput<'_>, taal: Lang) -> Result<String, Diagnostic> {
    let gegevens = collect::figures(invoer, taal);
    let bulk = collect::bulk(invoer);
    let mut sections = assemble::sections(invoer.keuze);
    // Without draws of it there is nothing to show.
    sections.retain(|id| *id != "uiteen" || !gegevens.uiteen.is_empty());
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
