//! A fondsuitkering: the total of a referentiejaar, indexed and divided.

use std::sync::Arc;

use super::bedragen::BedragenChapter;
use super::grondslag::{GrondslagChapter, weights};
use super::prijs::PrijsChapter;
use super::uitkering::UitkeringChapter;
use crate::exact::fraction::exact_whole;
use crate::exact::money::Cents;
use crate::explain::context::Context;
use crate::explain::key::{CountSymbol, NodeKey, TermSum, UitkeringPart, UitkeringStage};
use crate::explain::people::counts::CountChapter;
use crate::explain::people::forecast::ForecastChapter;
use crate::explain::people::inwoners::InwonersChapter;
use crate::explain::tree::division::{Division, DivisionWeights};
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, euros};
use crate::model::BedragKind;
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::Verdeelsleutel;
use crate::uitkering::{Enveloppen, Fonds, definitief, enveloppen};

/// The chapter about a fondsuitkering.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FondsChapter<'c>(pub &'c Context<'c>);

impl FondsChapter<'_> {
    /// BGO, BA or ABO of a year of fondsuitkering; nothing is settled later.
    pub fn part(self, part: UitkeringPart, stage: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Part(part, stage, jaar), || {
            let symbol = part.symbol();
            let name = Text::new(
                format!("{symbol} van de fondsuitkering {jaar}"),
                format!("{symbol} of the fondsuitkering {jaar}"),
            );
            let label = NodeLabel::euros(name, format!("{symbol}_{}({jaar})", stage.word()));
            if stage == UitkeringStage::Voorlopig {
                return self.divided(part, label, jaar);
            }
            let amount = UitkeringChapter(self.0).amount(part, stage, jaar);
            let fixed = self.part(part, UitkeringStage::Voorlopig, jaar);
            label
                .node(euros(amount), ExplainFormula::Gelijk, vec![fixed])
                .remark(Text::fixed(
                    "een fondsuitkering wordt niet herzien naar het aantal mensen",
                    "a fondsuitkering is not revised to the number of people",
                ))
        })
    }

    /// The share of the gemeente in an envelope.
    fn divided(self, part: UitkeringPart, label: NodeLabel, jaar: Jaar) -> ExplainNode {
        let stage = UitkeringStage::Voorlopig;
        let envelope = self.envelopes(jaar).delen[part as usize];
        let (key, own, all) = self.key(part, envelope, jaar);
        let division_key = NodeKey::Part(part, stage, jaar);
        let division = self.0.division(division_key, envelope, || key);
        let amount = UitkeringChapter(self.0).amount(part, stage, jaar);
        label.node(
            euros(amount),
            ExplainFormula::GrootsteRest(division, self.0.gemeente),
            vec![self.envelope(part, jaar), own, all],
        )
    }

    /// What an envelope is divided by, with what the gemeente and all have of it: the
    /// grondslag of the part itself, or inhabitants.
    fn key(
        self,
        part: UitkeringPart,
        envelope: i64,
        jaar: Jaar,
    ) -> (DivisionWeights, Arc<ExplainNode>, Arc<ExplainNode>) {
        let stage = UitkeringStage::Voorlopig;
        let input = self.0.input(jaar);
        let geraamd = input.geraamd();
        let key = match part {
            UitkeringPart::Bgo => DivisionWeights::Counts(geraamd.ago.to_vec()),
            UitkeringPart::Ba => weights(&stage.terms(input)),
            UitkeringPart::Abo => DivisionWeights::Counts(geraamd.gpas.to_vec()),
        };
        let sleutel = input.plan.fonds.as_ref().map(|(_, sleutel)| *sleutel);
        let has_weight = envelope == 0 || key.sum() != exact_whole(0);
        if sleutel != Some(Verdeelsleutel::Grondslag) || !has_weight {
            let inwoners = InwonersChapter(self.0);
            let before = jaar.plus(-1);
            let key = DivisionWeights::Counts(input.plan.inwoners.to_vec());
            return (key, inwoners.of_gemeente(before), inwoners.national(before));
        }
        let (own, all) = match part {
            UitkeringPart::Bgo => {
                let (counts, cohort) = (CountChapter(self.0), stage.peiljaar(jaar));
                (
                    counts.in_gemeente(CountSymbol::Ago, cohort, cohort),
                    counts.in_country(CountSymbol::Ago, cohort, cohort),
                )
            }
            UitkeringPart::Ba => {
                let grondslag = GrondslagChapter(self.0);
                (
                    grondslag.sum(TermSum::Gg, stage, jaar),
                    grondslag.sum(TermSum::SomGg, stage, jaar),
                )
            }
            UitkeringPart::Abo => {
                let forecast = ForecastChapter(self.0);
                (forecast.gpas(jaar), forecast.gpas_sum(jaar))
            }
        };
        (key, own, all)
    }

    /// What BGO, BA or ABO has for the country.
    fn envelope(self, part: UitkeringPart, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Envelope(part, jaar), || {
            let (symbol, place) = (part.symbol(), part as usize);
            let parts = self.envelopes(jaar);
            let weights = DivisionWeights::Cents(parts.referentie.map(Cents::get).to_vec());
            let division = Division::new(parts.totaal.get(), weights);
            let children = vec![
                self.total(jaar),
                self.base_part(part, parts.referentie[place]),
                self.base_total(jaar),
            ];
            let name = Text::new(
                format!("{symbol} van alle gemeenten in de fondsuitkering {jaar}"),
                format!("{symbol} of all gemeenten in the fondsuitkering {jaar}"),
            );
            NodeLabel::euros(name, format!("L{symbol}({jaar})")).node(
                euros(Cents::new(parts.delen[place])),
                ExplainFormula::GrootsteRest(Arc::new(division), place),
                children,
            )
        })
    }

    fn total(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::FondsTotal(jaar), || {
            let name = Text::new(
                format!("totaal van de fondsuitkering {jaar}"),
                format!("total of the fondsuitkering {jaar}"),
            );
            let children = vec![self.base_total(jaar), self.factor(jaar)];
            NodeLabel::euros(name, format!("fonds({jaar})"))
                .node(
                    euros(self.envelopes(jaar).totaal),
                    ExplainFormula::Product,
                    children,
                )
                .rounded(Rounding::HalfOmhoog)
        })
    }

    fn base_total(self, jaar: Jaar) -> Arc<ExplainNode> {
        let base = self.base_year();
        self.0.node(NodeKey::BaseTotal(base), || {
            let amounts = self.envelopes(jaar).referentie;
            let parts = UitkeringPart::ALL.map(|part| self.base_part(part, amounts[part as usize]));
            let name = Text::new(
                format!("definitieve uitkering van alle gemeenten in het referentiejaar {base}"),
                format!("definitieve uitkering of all gemeenten in the referentiejaar {base}"),
            );
            NodeLabel::euros(name, format!("LU_definitief({base})")).node(
                euros(amounts.iter().sum()),
                ExplainFormula::Som,
                parts.into(),
            )
        })
    }

    /// BGO, BA or ABO of the country in the referentiejaar.
    fn base_part(self, part: UitkeringPart, amount: Cents) -> Arc<ExplainNode> {
        let jaar = self.base_year();
        self.0.node(NodeKey::BasePart(part, jaar), || {
            let counts = CountChapter(self.0);
            let bedragen = BedragenChapter(self.0);
            let (formula, children) = match part {
                UitkeringPart::Bgo => {
                    let people = counts.in_country(CountSymbol::Ago, jaar, jaar);
                    let price = bedragen.bedrag(BedragKind::GezinsOverig, jaar);
                    (ExplainFormula::Product, vec![people, price])
                }
                UitkeringPart::Ba => {
                    let grondslag = GrondslagChapter(self.0);
                    let tba = grondslag.sum(TermSum::Tba, UitkeringStage::Definitief, jaar);
                    (ExplainFormula::Gelijk, vec![tba])
                }
                UitkeringPart::Abo => {
                    let people = counts.in_country(CountSymbol::Aao, jaar, jaar);
                    let price = bedragen.bedrag(BedragKind::Onderwijsroute, jaar);
                    (ExplainFormula::Product, vec![people, price])
                }
            };
            let symbol = part.symbol();
            let name = Text::new(
                format!("{symbol} van alle gemeenten in {jaar}, definitief"),
                format!("{symbol} of all gemeenten in {jaar}, definitief"),
            );
            NodeLabel::euros(name, format!("L{symbol}_definitief({jaar})")).node(
                euros(amount),
                formula,
                children,
            )
        })
    }

    /// What the total of the referentiejaar is multiplied by.
    fn factor(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::FondsFactor(jaar), || {
            let base = self.base_year();
            let plan = &self.0.input(jaar).plan;
            let factor = plan.fonds.as_ref().map(|(factor, _)| factor.clone());
            let growth = PrijsChapter(self.0).ratio(base, jaar);
            let children = std::iter::once(growth).chain(self.cut_ratio(base, jaar));
            let name = Text::new(
                format!("van {base} naar {jaar}"),
                format!("from {base} to {jaar}"),
            );
            NodeLabel::factor(name, format!("factor({jaar})")).node(
                factor.unwrap_or_else(|| exact_whole(1)),
                ExplainFormula::Product,
                children.collect(),
            )
        })
    }

    /// What the cut of a year leaves relative to that of the referentiejaar; `None`
    /// where both leave the same.
    fn cut_ratio(self, base: Jaar, jaar: Jaar) -> Option<Arc<ExplainNode>> {
        let before = self.left_after_cut(base);
        if before.waarde == exact_whole(0) {
            return None;
        }
        let after = self.left_after_cut(jaar);
        if after.waarde == before.waarde {
            return None;
        }
        Some(self.0.node(NodeKey::CutRatio(jaar), || {
            let name = Text::new(
                format!("wat de korting in {jaar} overlaat, ten opzichte van {base}"),
                format!("what the cut leaves in {jaar}, relative to {base}"),
            );
            NodeLabel::factor(name, format!("korting({jaar}; {base})"))
                .step(ExplainFormula::Quotient, vec![after, before])
        }))
    }

    /// What a cut that is passed on leaves of the amounts of a year.
    fn left_after_cut(self, jaar: Jaar) -> Arc<ExplainNode> {
        let none = Text::fixed(
            "geen doorberekende korting: alles blijft over",
            "no cut that is passed on: all is left",
        );
        let whole = self.0.given(
            NodeKey::Whole,
            NodeLabel::factor(Text::fixed("geheel", "the whole"), "1"),
            exact_whole(1),
            ExplainOrigin::new(none, Status::Afgeleid),
        );
        let Some(korting) = BedragenChapter(self.0).korting(jaar) else {
            return whole;
        };
        self.0.node(NodeKey::LeftAfterCut(jaar), || {
            let name = Text::new(
                format!("wat de korting in {jaar} overlaat"),
                format!("what the cut leaves in {jaar}"),
            );
            NodeLabel::factor(name, format!("over({jaar})"))
                .step(ExplainFormula::Korten, vec![whole, korting])
        })
    }

    fn base_year(self) -> Jaar {
        let base = self
            .0
            .base()
            .expect("a fondsuitkering has a referentiejaar");
        base.plan.jaar
    }

    /// What a year of fondsuitkering has of its referentiejaar.
    fn envelopes(self, jaar: Jaar) -> Enveloppen {
        let found = self.0.envelopes.once(jaar, || {
            let base = self.0.base()?;
            let plan = &self.0.input(jaar).plan;
            let (factor, verdeelsleutel) = plan.fonds.as_ref()?;
            let settled = definitief(&base.plan.bedragen, &base.gerealiseerd()).ok()?;
            let fonds = Fonds {
                referentie: &settled,
                factor,
                verdeelsleutel: *verdeelsleutel,
                inwoners: plan.inwoners,
            };
            enveloppen(&fonds).ok()
        });
        found.expect("a year of fondsuitkering has a total")
    }
}
