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

use super::taal::Taal;
use crate::compare::Vergelijking;
use crate::projection::{Model, Projection};
use crate::simulate::shard::Part;

/// What a report is about: scenarios with the same gemeenten and years (as
/// [`crate::simulate::Vraag`] asks), each with its projection.
#[derive(Debug, Clone, Copy)]
pub struct Invoer<'a> {
    /// The scenarios; the others are compared with the first.
    pub modellen: &'a [Model],
    /// Their projections, in the same order.
    pub projecties: &'a [Projection],
    /// Every other scenario held against the first, in their order.
    pub vergelijkingen: &'a [Vergelijking<'a>],
    /// All draws of them, where they were drawn.
    pub trekkingen: Option<&'a Part>,
}

impl<'a> Invoer<'a> {
    /// Every scenario with its projection.
    fn paren(&self) -> impl Iterator<Item = (&'a Model, &'a Projection)> {
        self.modellen.iter().zip(self.projecties)
    }
}

/// The page.
pub fn report_html(invoer: &Invoer<'_>, taal: Taal) -> String {
    let gegevens = verzamel::gegevens(invoer, taal);
    let bulk = verzamel::bulk(invoer);
    pagina::page(&gegevens, &bulk, taal)
}
