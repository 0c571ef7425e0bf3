//! `rapport.html`: one self-contained page that needs no network.
//!
//! [`verzamel`] fills the contract in [`data`] from projections and draws,
//! [`antwoord`] says the answer in words, [`pagina`] puts template, texts,
//! style and script of `web/` together. The script only shows: every amount
//! that is exact was worked out here.

mod antwoord;
mod cohorten;
mod cohortzin;
mod data;
mod feiten;
mod herleid;
mod kaart;
mod optelling;
mod pagina;
mod pakket;
mod teksten;
mod uitleg;
mod verzamel;

use super::invoer::Invoer;
use super::taal::Taal;
use crate::diagnostic::Diagnostic;

/// What a page may weigh, so that it can be mailed.
const LARGEST: usize = 3_000_000;

/// The page. With so many scenarios that it would grow past 3 MB the
/// explanations stay out, and the page says so.
///
/// # Errors
/// A file of counts that cannot be read again for the explanations.
pub fn report_html(invoer: &Invoer<'_>, taal: Taal) -> Result<String, Diagnostic> {
    let gegevens = verzamel::gegevens(invoer, taal);
    let bulk = verzamel::bulk(invoer);
    let uitleg = uitleg::uitleg(invoer, taal)?;
    let page = pagina::page(&gegevens, &bulk, Some(&uitleg), taal);
    if page.len() < LARGEST {
        return Ok(page);
    }
    Ok(pagina::page(&gegevens, &bulk, None, taal))
}
