//! Reserve, tekort and terugvordering (Bi2021 art. 10.5 and 10.6, Wi2021
//! art. 42): the steps of the law code, back to the first year.

use std::sync::Arc;

use super::uitkering::UitkeringStage;
use crate::exact::fraction::{Fraction, exact_whole};
use crate::exact::money::Cents;
use crate::explain::explainer::Explainer;
use crate::explain::field::ExplainField;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit, euros};
use crate::model::BRON_MAXIMUM;
use crate::scenario::Status;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Reserve, ReserveSteps, stappen};

/// A step between the amounts of a year.
struct ReserveStep {
    naam: String,
    symbool: &'static str,
    formule: ExplainFormula,
    amount: Cents,
}

impl Explainer<'_> {
    /// The steps of a year, by the function that the projection accounts with.
    fn stappen(&self, jaar: Jaar) -> ReserveSteps {
        let result = self.resultaat(jaar);
        let before = self
            .year_before(jaar, 1)
            .map(|before| self.resultaat(before));
        let begin = before.map_or(Reserve::default(), |before| {
            before.verantwoording.of(self.gemeente).einde
        });
        stappen(
            begin,
            result.definitief.of(self.gemeente),
            result.kosten[self.gemeente],
            self.invoer(jaar).plan.maximum,
        )
    }

    fn stap(
        &mut self,
        jaar: Jaar,
        stap: ReserveStep,
        kinderen: Vec<Arc<ExplainNode>>,
    ) -> Arc<ExplainNode> {
        let ReserveStep {
            naam,
            symbool,
            formule,
            amount,
        } = stap;
        self.eigen(format!("{symbool}.{jaar}"), |_| {
            let symbool = format!("{symbool}({jaar})");
            let value = euros(amount);
            ExplainNode::new(naam, symbool, ExplainUnit::Euro, value, formule, kinderen)
        })
    }

    /// What may be kept of the uitkering at the end of a year.
    pub(crate) fn reserve(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("reserve.{jaar}"), |uitleg| {
            let stappen = uitleg.stappen(jaar);
            let left = uitleg.onbesteed(jaar);
            let (formule, kinderen, artikel) = match stappen.ten_hoogste {
                Some(most) => {
                    let most = uitleg.ten_hoogste(jaar, most);
                    (
                        ExplainFormula::Minimum,
                        vec![left, most],
                        Some(Article::BI_10_5),
                    )
                }
                None => {
                    let kept = uitleg.reserve_over(jaar);
                    (ExplainFormula::Som, vec![left, kept], None)
                }
            };
            let mut knoop = ExplainNode::new(
                format!("reserve aan het eind van {jaar}"),
                format!("reserve({jaar})"),
                ExplainUnit::Euro,
                euros(stappen.uitkomst.einde.reserve),
                formule,
                kinderen,
            );
            knoop.artikel = artikel;
            if artikel.is_none() {
                knoop.toelichting = Some("een fondsuitkering mag de gemeente houden".to_owned());
            }
            knoop
        })
    }

    /// What has to be paid back over a year.
    pub(crate) fn terugvordering(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let amount = self.stappen(jaar).uitkomst.terugvordering;
        let naam = format!("terugvordering over {jaar}");
        let symbool = format!("terugvordering({jaar})");
        let id = format!("terugvordering.{jaar}");
        if self.invoer_maximum(jaar).is_none() {
            let etiket = NodeLabel::new(naam, symbool, ExplainUnit::Euro);
            let none = "van een fondsuitkering vloeit niets terug";
            let herkomst = ExplainOrigin::van(none, Status::Afgeleid);
            return self.eigen(id, |_| etiket.knoop(euros(amount), herkomst));
        }
        self.eigen(id, |uitleg| {
            let kinderen = vec![uitleg.onbesteed(jaar), uitleg.reserve(jaar)];
            let above = ReserveStep {
                naam: format!("onbesteed boven wat in {jaar} mag worden gereserveerd"),
                symbool: "boven_maximum",
                formule: ExplainFormula::Verschil,
                amount: amount - uitleg.stappen(jaar).reserve_over,
            };
            let above = uitleg.stap(jaar, above, kinderen);
            let kinderen = vec![above, uitleg.reserve_over(jaar)];
            ExplainNode::new(
                naam,
                symbool,
                ExplainUnit::Euro,
                euros(amount),
                ExplainFormula::Som,
                kinderen,
            )
            .artikel(Article::WI_42)
        })
    }

    fn invoer_maximum(&self, jaar: Jaar) -> Option<Fraction> {
        self.invoer(jaar).plan.maximum
    }

    /// Net costs above the uitkering, carried to the next year.
    pub(crate) fn tekort(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("tekort.{jaar}"), |uitleg| {
            let kinderen = vec![
                uitleg.te_dekken(jaar),
                uitleg.uit_reserve(jaar),
                uitleg.uit_uitkering(jaar),
            ];
            let amount = uitleg.stappen(jaar).uitkomst.einde.tekort;
            ExplainNode::new(
                format!(
                    "tekort aan het eind van {jaar}, meegenomen naar {}",
                    jaar.plus(1)
                ),
                format!("tekort({jaar})"),
                ExplainUnit::Euro,
                euros(amount),
                ExplainFormula::Verschil,
                kinderen,
            )
            .artikel(Article::BI_10_6)
        })
    }

    fn te_dekken(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let kinderen = vec![self.kosten(jaar), self.begin(ExplainField::Tekort, jaar)];
        let stap = ReserveStep {
            naam: format!("te dekken in {jaar}: kosten en het tekort van het jaar ervoor"),
            symbool: "te_dekken",
            formule: ExplainFormula::Som,
            amount: self.stappen(jaar).te_dekken,
        };
        self.stap(jaar, stap, kinderen)
    }

    /// Reserve or tekort at the start of a year.
    fn begin(&mut self, veld: ExplainField, jaar: Jaar) -> Arc<ExplainNode> {
        match self.year_before(jaar, 1) {
            Some(before) => self.root_node(veld, before),
            None => {
                let (which, before) = (veld.key(), jaar.plus(-1));
                let etiket = NodeLabel::new(
                    format!("{which} aan het eind van {before}"),
                    format!("{which}({before})"),
                    ExplainUnit::Euro,
                );
                let none = format!("de projectie begint in {jaar}: als 0 geteld");
                let herkomst = ExplainOrigin::van(none, Status::Aanname);
                self.vast(
                    format!("{which}.{before}"),
                    etiket,
                    exact_whole(0),
                    herkomst,
                )
            }
        }
    }

    fn uit_reserve(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let kinderen = vec![
            self.begin(ExplainField::Reserve, jaar),
            self.te_dekken(jaar),
        ];
        let stap = ReserveStep {
            naam: format!(
                "gedekt uit de reserve van {}: die gaat eerst op",
                jaar.plus(-1)
            ),
            symbool: "uit_reserve",
            formule: ExplainFormula::Minimum,
            amount: self.stappen(jaar).uit_reserve,
        };
        self.stap(jaar, stap, kinderen)
    }

    fn reserve_over(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let kinderen = vec![
            self.begin(ExplainField::Reserve, jaar),
            self.uit_reserve(jaar),
        ];
        let stap = ReserveStep {
            naam: format!("wat in {jaar} van de reserve overblijft"),
            symbool: "reserve_over",
            formule: ExplainFormula::Verschil,
            amount: self.stappen(jaar).reserve_over,
        };
        self.stap(jaar, stap, kinderen)
    }

    fn uit_uitkering(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let kinderen = vec![self.te_dekken(jaar), self.uit_reserve(jaar)];
        let stappen = self.stappen(jaar);
        let left = ReserveStep {
            naam: format!("nog te dekken uit de uitkering van {jaar}"),
            symbool: "nog_te_dekken",
            formule: ExplainFormula::Verschil,
            amount: stappen.te_dekken - stappen.uit_reserve,
        };
        let left = self.stap(jaar, left, kinderen);
        let kinderen = vec![self.uitkering(UitkeringStage::Definitief, jaar), left];
        let stap = ReserveStep {
            naam: format!("gedekt uit de uitkering van {jaar}"),
            symbool: "uit_uitkering",
            formule: ExplainFormula::Minimum,
            amount: stappen.uit_uitkering,
        };
        self.stap(jaar, stap, kinderen)
    }

    fn onbesteed(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let kinderen = vec![
            self.uitkering(UitkeringStage::Definitief, jaar),
            self.uit_uitkering(jaar),
        ];
        let stap = ReserveStep {
            naam: format!("onbesteed van de uitkering van {jaar}"),
            symbool: "onbesteed",
            formule: ExplainFormula::Verschil,
            amount: self.stappen(jaar).onbesteed,
        };
        self.stap(jaar, stap, kinderen)
    }

    /// The most that may be kept of the uitkering of a year.
    fn ten_hoogste(&mut self, jaar: Jaar, most: Cents) -> Arc<ExplainNode> {
        self.eigen(format!("ten_hoogste.{jaar}"), |uitleg| {
            let share = uitleg.invoer_maximum(jaar).unwrap_or(Fraction::ONE);
            let table = &uitleg.model.scenario.tabellen.reservering;
            let stated = (table.maximum.is_some() && table.in_force(jaar))
                .then(|| uitleg.herkomst("reservering.maximum"))
                .flatten();
            let before = table.vanaf.filter(|&vanaf| jaar < vanaf);
            let usual = || match before {
                Some(vanaf) => {
                    let bron = format!("Bi2021 art. 10.5: tot {vanaf} de hele uitkering");
                    ExplainOrigin::van(bron, Status::Gepubliceerd)
                }
                None => ExplainOrigin::van(BRON_MAXIMUM, Status::Aanname),
            };
            let etiket = NodeLabel::new(
                "grootste deel van de uitkering dat mag worden gereserveerd",
                format!("maximum({jaar})"),
                ExplainUnit::Aandeel,
            )
            .artikel(Article::BI_10_5);
            let id = format!("maximum.{jaar}");
            let herkomst = stated.unwrap_or_else(usual);
            let kinderen = vec![
                uitleg.uitkering(UitkeringStage::Definitief, jaar),
                uitleg.vast(id, etiket, share.exact(), herkomst),
            ];
            ExplainNode::new(
                format!("ten hoogste te reserveren van {jaar}"),
                format!("ten_hoogste({jaar})"),
                ExplainUnit::Euro,
                euros(most),
                ExplainFormula::Product,
                kinderen,
            )
            .afgerond(Rounding::HalfOmhoog)
            .artikel(Article::BI_10_5)
        })
    }
}
