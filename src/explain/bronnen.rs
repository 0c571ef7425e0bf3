//! Leaves: figures of the scenario with the file and line that they stand in.

use std::sync::Arc;

use super::formule::Formule;
use super::knoop::{Artikel, Eenheid, Herkomst, Knoop};
use super::uitlegger::Uitlegger;
use crate::fraction::Exact;
use crate::projection::BRON_STANDAARD;
use crate::scenario::Status;

/// What a leaf is called and measures.
#[derive(Debug, Clone)]
pub(super) struct Etiket {
    pub naam: String,
    pub symbool: String,
    pub eenheid: Eenheid,
    pub artikel: Option<Artikel>,
}

impl Etiket {
    pub fn new(naam: impl Into<String>, symbool: impl Into<String>, eenheid: Eenheid) -> Self {
        Self {
            naam: naam.into(),
            symbool: symbool.into(),
            eenheid,
            artikel: None,
        }
    }

    pub fn artikel(mut self, artikel: Artikel) -> Self {
        self.artikel = Some(artikel);
        self
    }

    /// A leaf of this name.
    pub fn knoop(self, waarde: Exact, herkomst: Herkomst) -> Knoop {
        let mut knoop = Knoop::new(
            self.naam,
            self.symbool,
            self.eenheid,
            waarde,
            Formule::Gegeven,
            Vec::new(),
        );
        knoop.artikel = self.artikel;
        knoop.herkomst(herkomst)
    }
}

impl Herkomst {
    /// Without a place: by the word of the program itself.
    pub(super) fn van(bron: impl Into<String>, status: Status) -> Self {
        Self {
            bron: bron.into(),
            status,
            sleutel: None,
            bestand: None,
            regel: None,
            gefit: None,
        }
    }

    /// In a line of a file.
    pub(super) fn in_regel(mut self, bestand: &str, regel: usize) -> Self {
        self.bestand = Some(bestand.to_owned());
        self.regel = Some(regel);
        self
    }
}

impl Uitlegger<'_> {
    /// Source and place of a key of the scenario; `None` where it is not there.
    pub(super) fn herkomst(&self, sleutel: &str) -> Option<Herkomst> {
        let keys: Vec<&str> = sleutel.split('.').collect();
        let node = self.model.scenario.root.get(&keys)?;
        let place = node.place();
        Some(Herkomst {
            bron: node.provenance.bron.to_string(),
            status: node.provenance.status,
            sleutel: Some(sleutel.to_owned()),
            bestand: Some(place.source.name.clone()),
            regel: Some(place.line()),
            gefit: node.provenance.gefit.as_deref().map(str::to_owned),
        })
    }

    /// A figure of the scenario.
    pub(super) fn cijfer(&mut self, sleutel: &str, etiket: Etiket, waarde: Exact) -> Arc<Knoop> {
        self.landelijk(sleutel.to_owned(), |uitleg| {
            let usual = || Herkomst::van(BRON_STANDAARD, Status::Aanname);
            let herkomst = uitleg.herkomst(sleutel).unwrap_or_else(usual);
            etiket.knoop(waarde, herkomst)
        })
    }

    /// A number without a key of its own, and why it is what it is.
    pub(super) fn vast(
        &mut self,
        id: String,
        etiket: Etiket,
        waarde: Exact,
        herkomst: Herkomst,
    ) -> Arc<Knoop> {
        self.landelijk(id, |_| etiket.knoop(waarde, herkomst))
    }
}
