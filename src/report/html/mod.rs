//! `rapport.html`: one self-contained page that needs no network.
//!
//! [`verzamel`] fills the contract in [`data`] from projections and draws,
//! [`antwoord`] says the answer in words, [`pagina`] puts template, texts,
//! style and script of `web/` together. The script only shows: every amount
//! that is exact was worked out here.

mod antwoord;
mod data;
mod herleid;
mod kaart;
mod pagina;
mod pakket;
mod teksten;
mod verzamel;

use super::invoer::Invoer;
use super::taal::Taal;

/// The page.
pub fn report_html(invoer: &Invoer<'_>, taal: Taal) -> String {
    let gegevens = verzamel::gegevens(invoer, taal);
    let bulk = verzamel::bulk(invoer);
    pagina::page(&gegevens, &bulk, taal)
}
