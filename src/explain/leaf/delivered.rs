//! Counts that were delivered: the rows of `aantallen.csv` that they stand in.

use std::sync::Arc;

use super::rows::SourceRow;
use super::sources::NodeLabel;
use crate::exact::fraction::exact_whole;
use crate::explain::explainer::Explainer;
use crate::explain::tree::division::{Division, DivisionWeights};
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit};
use crate::people::Kind;
use crate::scenario::Status;
use crate::terms::jaar::Jaar;

impl Explainer<'_> {
    /// A count that stands in a row of the delivery, or in several.
    pub(crate) fn geleverd(
        &mut self,
        etiket: NodeLabel,
        key: (Kind, Jaar, Option<Jaar>),
        value: i64,
    ) -> ExplainNode {
        let gemeente = self.gemeente;
        let rows = self.rijen.geteld(gemeente, key.0, key.1, key.2);
        let own = self.model.gemeenten.list()[gemeente].code.clone();
        match &rows[..] {
            [row] if row.gm_code == own => {
                let herkomst = self.from_row(row);
                etiket.knoop(exact_whole(value), herkomst)
            }
            [] => {
                let mut herkomst = self.from_file();
                herkomst.bron = format!("geen rij voor {own}: als 0 geteld ({})", herkomst.bron);
                etiket.knoop(exact_whole(value), herkomst)
            }
            _ => {
                let parts = rows.iter().map(|row| self.of_row(row, &etiket, key.1));
                let parts = parts.collect();
                ExplainNode::new(
                    etiket.naam,
                    etiket.symbool,
                    ExplainUnit::Personen,
                    exact_whole(value),
                    ExplainFormula::Som,
                    parts,
                )
                .artikel(Article::BI_10_3_1)
                .toelichting("gemeenten die zijn opgegaan tellen mee")
            }
        }
    }

    /// What one row brings in: all of it, or a part where the gemeente was split.
    fn of_row(&mut self, row: &SourceRow, etiket: &NodeLabel, jaar: Jaar) -> Arc<ExplainNode> {
        let herkomst = self.from_row(row);
        let symbool = format!("{} {}", etiket.symbool, row.gm_code);
        let naam = format!("{} in {}", etiket.naam, row.gm_code);
        let label = NodeLabel::new(naam, symbool.clone(), ExplainUnit::Personen);
        let id = format!("{symbool}.{}", row.regel);
        let leaf = self.vast(id.clone(), label, exact_whole(row.aantal), herkomst);
        let place = row.van.iter().position(|&index| index == self.gemeente);
        let Some(place) = place.filter(|_| row.van.len() > 1) else {
            return leaf;
        };
        let inwoners = self.model.gemeenten.inwoners(jaar);
        let weights = row.van.iter().map(|&index| inwoners[index]).collect();
        let verdeling = Division::new(row.aantal, DivisionWeights::Aantallen(weights));
        let own = self.inwoners(jaar);
        self.eigen(format!("{id}.deel"), |_| {
            let part = verdeling.deel(place);
            ExplainNode::new(
                format!("deel van {} dat hier meetelt", row.gm_code),
                format!("deel van {symbool}"),
                ExplainUnit::Personen,
                exact_whole(part),
                ExplainFormula::GrootsteRest(Arc::new(verdeling), place),
                vec![leaf, own],
            )
            .toelichting("naar inwoners verdeeld over de opvolgers")
            .artikel(Article::BI_10_3_1)
        })
    }

    fn from_row(&self, row: &SourceRow) -> ExplainOrigin {
        self.from_file().in_line(&self.rijen.aantallen, row.regel)
    }

    /// Source of the whole delivery.
    pub(crate) fn from_file(&self) -> ExplainOrigin {
        let stated = self.herkomst("aantallen.bestand");
        let usual = || ExplainOrigin::van("levering van aantallen", Status::Aanname);
        let mut herkomst = stated.unwrap_or_else(usual);
        herkomst.bestand = Some(self.rijen.aantallen.clone());
        herkomst.regel = None;
        herkomst
    }
}
