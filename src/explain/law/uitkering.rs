//! The voorlopige and the definitieve uitkering (Bi2021 art. 10.1 and 10.2),
//! term by term as the law code has them.

use std::sync::Arc;

use super::grondslag::weights;
use crate::explain::explainer::Explainer;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{Article, ExplainNode, ExplainUnit, euros};
use crate::model::BedragKind;
use crate::projection::YearInput;
use crate::terms::jaar::Jaar;
use crate::uitkering::{
    GEWICHTEN, Term, Uitkering, peiljaar_voorlopig, tba, terms_definitief, terms_voorlopig,
};

/// Which of the two uitkeringen of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UitkeringStage {
    Voorlopig,
    Definitief,
}

impl UitkeringStage {
    pub fn word(self) -> &'static str {
        match self {
            Self::Voorlopig => "voorlopig",
            Self::Definitief => "definitief",
        }
    }

    pub fn artikel(self) -> Article {
        match self {
            Self::Voorlopig => Article::BI_10_1,
            Self::Definitief => Article::BI_10_2,
        }
    }

    /// The terms of GG and TBA, as the law code adds them up.
    pub fn terms<'s>(self, invoer: &'s YearInput<'_>) -> [Term<'s>; GEWICHTEN] {
        match self {
            Self::Voorlopig => terms_voorlopig(&invoer.plan.bedragen, &invoer.geraamd()),
            Self::Definitief => terms_definitief(&invoer.plan.bedragen, &invoer.gerealiseerd()),
        }
    }

    /// The end of the year at which people are counted.
    pub fn peiljaar(self, jaar: Jaar) -> Jaar {
        match self {
            Self::Voorlopig => peiljaar_voorlopig(jaar),
            Self::Definitief => jaar,
        }
    }
}

impl Explainer<'_> {
    pub(crate) fn uitkering(&mut self, soort: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        let word = soort.word();
        self.eigen(format!("uitkering_{word}.{jaar}"), |uitleg| {
            let parts = vec![
                uitleg.bgo(soort, jaar),
                uitleg.ba(soort, jaar),
                uitleg.abo(soort, jaar),
            ];
            let amount = uitleg.outcome(soort, jaar).of(uitleg.gemeente);
            let naam = match soort {
                UitkeringStage::Voorlopig => format!("voorlopige uitkering {jaar}"),
                UitkeringStage::Definitief => format!("definitieve uitkering {jaar}"),
            };
            let symbool = format!("U_{word}({jaar})");
            let value = euros(amount);
            ExplainNode::new(
                naam,
                symbool,
                ExplainUnit::Euro,
                value,
                ExplainFormula::Som,
                parts,
            )
            .artikel(soort.artikel())
        })
    }

    /// The outcome of the projection.
    pub(crate) fn outcome(&self, soort: UitkeringStage, jaar: Jaar) -> &Uitkering {
        let result = self.resultaat(jaar);
        match soort {
            UitkeringStage::Voorlopig => &result.voorlopig,
            UitkeringStage::Definitief => &result.definitief,
        }
    }

    pub(crate) fn bgo(&mut self, soort: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        if self.is_fonds(jaar) {
            return self.fondsdeel(soort, 0, jaar);
        }
        let word = soort.word();
        self.eigen(format!("bgo_{word}.{jaar}"), |uitleg| {
            let cohort = soort.peiljaar(jaar);
            let parts = vec![
                uitleg.ago(cohort, cohort),
                uitleg.bedrag(BedragKind::GezinsOverig, jaar),
            ];
            let amount = uitleg.outcome(soort, jaar).bgo[uitleg.gemeente];
            ExplainNode::new(
                format!("deel voor gezins- en overige migranten, {word} {jaar}"),
                format!("BGO_{word}({jaar})"),
                ExplainUnit::Euro,
                euros(amount),
                ExplainFormula::Product,
                parts,
            )
            .artikel(soort.artikel())
        })
    }

    pub(crate) fn abo(&mut self, soort: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        if self.is_fonds(jaar) {
            return self.fondsdeel(soort, 2, jaar);
        }
        let word = soort.word();
        self.eigen(format!("abo_{word}.{jaar}"), |uitleg| {
            let parts = match soort {
                UitkeringStage::Voorlopig => vec![
                    uitleg.gpas(jaar),
                    uitleg.pa(0, jaar),
                    uitleg.po(jaar),
                    uitleg.bedrag(BedragKind::Onderwijsroute, jaar),
                ],
                UitkeringStage::Definitief => {
                    vec![
                        uitleg.aao(jaar, jaar),
                        uitleg.bedrag(BedragKind::Onderwijsroute, jaar),
                    ]
                }
            };
            let amount = uitleg.outcome(soort, jaar).abo[uitleg.gemeente];
            let knoop = ExplainNode::new(
                format!("deel voor de onderwijsroute, {word} {jaar}"),
                format!("ABO_{word}({jaar})"),
                ExplainUnit::Euro,
                euros(amount),
                ExplainFormula::Product,
                parts,
            );
            let rounded = match soort {
                UitkeringStage::Voorlopig => Rounding::HalfOmhoog,
                UitkeringStage::Definitief => Rounding::Geen,
            };
            knoop.afgerond(rounded).artikel(soort.artikel())
        })
    }

    pub(crate) fn ba(&mut self, soort: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        if self.is_fonds(jaar) {
            return self.fondsdeel(soort, 1, jaar);
        }
        let word = soort.word();
        self.eigen(format!("ba_{word}.{jaar}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let total = tba(&soort.terms(&invoer));
            let verdeling = uitleg.verdeling(&format!("ba_{word}.{jaar}"), total.get(), || {
                weights(&soort.terms(&invoer))
            });
            let parts = vec![
                uitleg.tba(soort, jaar),
                uitleg.gg(soort, jaar),
                uitleg.som_gg(soort, jaar),
            ];
            let gemeente = uitleg.gemeente;
            let amount = uitleg.outcome(soort, jaar).ba[gemeente];
            ExplainNode::new(
                format!("deel voor asielstatushouders, {word} {jaar}"),
                format!("BA_{word}({jaar})"),
                ExplainUnit::Euro,
                euros(amount),
                ExplainFormula::GrootsteRest(verdeling, gemeente),
                parts,
            )
            .artikel(soort.artikel())
        })
    }
}
