//! Leaves: figures of the scenario with the file and line that they stand in.

use std::sync::Arc;

use crate::exact::fraction::Exact;
use crate::explain::explainer::Explainer;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit};
use crate::model::BRON_DEFAULT;
use crate::scenario::Status;

/// What a leaf is called and measures.
#[derive(Debug, Clone)]
pub(crate) struct NodeLabel {
    pub naam: String,
    pub symbool: String,
    pub eenheid: ExplainUnit,
    pub artikel: Option<Article>,
}

impl NodeLabel {
    pub fn new(naam: impl Into<String>, symbool: impl Into<String>, eenheid: ExplainUnit) -> Self {
        Self {
            naam: naam.into(),
            symbool: symbool.into(),
            eenheid,
            artikel: None,
        }
    }

    pub fn artikel(mut self, artikel: Article) -> Self {
        self.artikel = Some(artikel);
        self
    }

    /// A leaf of this name.
    pub fn knoop(self, waarde: Exact, herkomst: ExplainOrigin) -> ExplainNode {
        let mut knoop = ExplainNode::new(
            self.naam,
            self.symbool,
            self.eenheid,
            waarde,
            ExplainFormula::Gegeven,
            Vec::new(),
        );
        knoop.artikel = self.artikel;
        knoop.herkomst(herkomst)
    }
}

impl ExplainOrigin {
    /// Without a place: by the word of the program itself.
    pub(crate) fn van(bron: impl Into<String>, status: Status) -> Self {
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
    pub(crate) fn in_line(mut self, bestand: &str, regel: usize) -> Self {
        self.bestand = Some(bestand.to_owned());
        self.regel = Some(regel);
        self
    }
}

impl Explainer<'_> {
    /// Source and place of a key of the scenario; `None` where it is not there.
    pub(crate) fn herkomst(&self, sleutel: &str) -> Option<ExplainOrigin> {
        let keys: Vec<&str> = sleutel.split('.').collect();
        let node = self.model.scenario.root.get(&keys)?;
        let place = node.place();
        Some(ExplainOrigin {
            bron: node.provenance.bron.to_string(),
            status: node.provenance.status,
            sleutel: Some(sleutel.to_owned()),
            bestand: Some(place.source.name.clone()),
            regel: Some(place.line()),
            gefit: node.provenance.gefit.as_deref().map(str::to_owned),
        })
    }

    /// A figure of the scenario.
    pub(crate) fn cijfer(
        &mut self,
        sleutel: &str,
        etiket: NodeLabel,
        waarde: Exact,
    ) -> Arc<ExplainNode> {
        self.landelijk(sleutel.to_owned(), |uitleg| {
            let usual = || ExplainOrigin::van(BRON_DEFAULT, Status::Aanname);
            let herkomst = uitleg.herkomst(sleutel).unwrap_or_else(usual);
            etiket.knoop(waarde, herkomst)
        })
    }

    /// A number without a key of its own, and why it is what it is.
    pub(crate) fn vast(
        &mut self,
        id: String,
        etiket: NodeLabel,
        waarde: Exact,
        herkomst: ExplainOrigin,
    ) -> Arc<ExplainNode> {
        self.landelijk(id, |_| etiket.knoop(waarde, herkomst))
    }
}
