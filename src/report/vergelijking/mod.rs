//! What a comparison looks like: the answer for people, long CSV, JSON.

mod cohorten;
mod csv;
mod groepen;
mod jaren;
mod json;
mod kansen;
mod maat;
mod rijen;
mod sleutels;
mod tabel;
mod voorwaarde;
mod woorden;

pub(super) use cohorten::years as cohort_years;
pub use csv::{Tabel, comparison_csv};
pub use json::comparison_json;
pub use kansen::Kansen;
pub use tabel::comparison_table;
pub use voorwaarde::{Voorwaarde, breaches, veld_named};
pub(super) use woorden::{afronding, nagenoeg};

use clap::ValueEnum;

use super::regels::Keuze;
use crate::compare::{Veld, Vergelijking};

/// What gemeenten are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Volgens {
    /// Het verschil in euro's
    #[default]
    Verschil,
    /// Het verschil per inwoner
    PerInwoner,
    /// Het verschil in procenten
    Procent,
    /// De gm_code
    Code,
}

/// Which part of a comparison is shown.
#[derive(Debug, Clone)]
pub struct Selectie {
    /// Which rows.
    pub keuze: Keuze,
    /// Whether the user asked for their level.
    pub niveau_gevraagd: bool,
    /// The columns asked for; the first is the one that gemeenten are judged by.
    pub velden: Vec<Veld>,
    /// Whether the user asked for those columns.
    pub velden_gevraagd: bool,
    /// What gemeenten are sorted by.
    pub volgens: Volgens,
    /// How many gemeenten to show each way.
    pub top: usize,
}

impl Selectie {
    /// The places of the years that are shown, counted from the first.
    pub fn jaren_van(&self, vergelijking: &Vergelijking<'_>) -> Vec<usize> {
        let years = vergelijking.jaren();
        (0..years.len())
            .filter(|&index| self.keuze.toont(years[index]))
            .collect()
    }

    /// The gemeenten that count.
    pub fn gemeenten_van(&self, vergelijking: &Vergelijking<'_>) -> Vec<usize> {
        self.keuze.leden(&vergelijking.a.gemeenten)
    }

    /// The columns of CSV and JSON: those asked for, else every column of money.
    pub fn alle_velden(&self) -> Vec<Veld> {
        if self.velden_gevraagd {
            self.velden.clone()
        } else {
            Veld::all()
        }
    }

    /// The column that gemeenten are judged by.
    pub fn veld(&self) -> &Veld {
        &self.velden[0]
    }
}
