//! TBA, GG and SOM_GG: the same four terms, summed over the country, over the
//! gemeente and over all gemeenten (Bi2021 art. 10.1 and 10.2).

use std::sync::Arc;

use super::bedragen::BedragenChapter;
use super::onderwijsroute::OnderwijsrouteChapter;
use crate::exact::fraction::Fraction;
use crate::explain::context::Context;
use crate::explain::key::{CountSymbol, NodeKey, TERM_LETTERS, TermSum, UitkeringStage};
use crate::explain::people::completed::CompletedChapter;
use crate::explain::people::counts::CountChapter;
use crate::explain::people::forecast::ForecastChapter;
use crate::explain::tree::division::DivisionWeights;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{ExplainNode, ExplainUnit, euros};
use crate::model::BedragKind;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::{GEWICHT_D, Letter, Term, common_denominator, grondslagen, tba};

/// GG of every gemeente, as the law code reckons it.
pub(crate) fn weights(terms: &[Term<'_>]) -> DivisionWeights {
    DivisionWeights::Grondslagen {
        weights: grondslagen(terms),
        scale: common_denominator(terms),
    }
}

/// The chapter about the four terms and what they add up to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GrondslagChapter<'c>(pub &'c Context<'c>);

impl GrondslagChapter<'_> {
    /// TBA, GG or SOM_GG of a year.
    pub fn sum(self, sum: TermSum, stage: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Sum(sum, stage, jaar), || {
            let terms = stage.terms(self.0.input(jaar));
            // Completed trajecten share in the total and add nothing to it.
            let counting = match sum {
                TermSum::Tba => &terms[..GEWICHT_D],
                TermSum::Gg | TermSum::SomGg => &terms[..],
            };
            let parts = counting.iter().enumerate();
            let parts = parts.map(|(number, term)| self.term(sum, stage, (number, term), jaar));
            let parts = parts.collect();
            let (value, rounding) = match sum {
                TermSum::Tba => (euros(tba(&terms)), Rounding::HalfOmhoog),
                TermSum::Gg => (weights(&terms).of(self.0.gemeente), Rounding::Geen),
                TermSum::SomGg => (weights(&terms).sum(), Rounding::Geen),
            };
            let symbol = format!("{}_{}({jaar})", sum.symbol(), stage.word());
            NodeLabel::new(unit(sum), sum_name(sum, stage, jaar), symbol)
                .node(value, ExplainFormula::Som, parts)
                .rounded(rounding)
                .article(stage.article())
        })
    }

    /// One term: people, the share of them that counts, and a price or weight.
    fn term(
        self,
        sum: TermSum,
        stage: UitkeringStage,
        (number, term): (usize, &Term<'_>),
        jaar: Jaar,
    ) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Term(sum, stage, jaar, number), || {
            let people = match sum {
                TermSum::Tba => self.in_country(stage, number, jaar, true),
                TermSum::Gg => self.in_gemeente(stage, number, jaar),
                TermSum::SomGg => self.in_country(stage, number, jaar, false),
            };
            let shares = OnderwijsrouteChapter(self.0);
            let share = (term.share != Fraction::ONE).then(|| match number {
                0 => shares.pa_t(jaar),
                _ => shares.pa_t1(jaar),
            });
            let kind = match sum {
                TermSum::Tba => BedragKind::Bedrag(Letter::ALL[number]),
                TermSum::Gg | TermSum::SomGg => BedragKind::GEWICHTEN[number],
            };
            let amount = BedragenChapter(self.0).bedrag(kind, jaar);
            let name = match number {
                GEWICHT_D => {
                    Text::fixed("term d: afgeronde trajecten", "term d: completed trajecten")
                }
                _ => {
                    let cohort = Letter::ALL[number].cohort(jaar);
                    Text::same(format!("term {}: cohort {cohort}", TERM_LETTERS[number]))
                }
            };
            let children = [Some(people), share, Some(amount)];
            NodeLabel::new(unit(sum), name, "").step(
                ExplainFormula::Product,
                children.into_iter().flatten().collect(),
            )
        })
    }

    /// The people of a term in the gemeente.
    fn in_gemeente(self, stage: UitkeringStage, number: usize, jaar: Jaar) -> Arc<ExplainNode> {
        let counts = CountChapter(self.0);
        match (stage, number) {
            (_, GEWICHT_D) => CompletedChapter(self.0).in_gemeente(jaar, stage.peiljaar(jaar)),
            (UitkeringStage::Voorlopig, 0) => ForecastChapter(self.0).gpas(jaar),
            (UitkeringStage::Voorlopig, 1) => ForecastChapter(self.0).ght(jaar),
            (UitkeringStage::Voorlopig, _) => {
                let cohort = stage.peiljaar(jaar);
                counts.in_gemeente(CountSymbol::Vaa, cohort, cohort)
            }
            (UitkeringStage::Definitief, _) => {
                counts.in_gemeente(CountSymbol::Aa, Letter::ALL[number].cohort(jaar), jaar)
            }
        }
    }

    /// The people of a term in the country: for the total those of the
    /// national prognose, for the distribution the sum over gemeenten.
    fn in_country(
        self,
        stage: UitkeringStage,
        number: usize,
        jaar: Jaar,
        is_total: bool,
    ) -> Arc<ExplainNode> {
        let counts = CountChapter(self.0);
        let forecast = ForecastChapter(self.0);
        match (stage, number) {
            (_, GEWICHT_D) => CompletedChapter(self.0).in_country(jaar, stage.peiljaar(jaar)),
            (UitkeringStage::Voorlopig, 0) if is_total => forecast.lpas(jaar),
            (UitkeringStage::Voorlopig, 1) if is_total => forecast.lht(jaar.plus(-1)),
            (UitkeringStage::Voorlopig, 0) => forecast.gpas_sum(jaar),
            (UitkeringStage::Voorlopig, 1) => forecast.ght_sum(jaar),
            (UitkeringStage::Voorlopig, _) => {
                let cohort = stage.peiljaar(jaar);
                counts.in_country(CountSymbol::Vaa, cohort, cohort)
            }
            (UitkeringStage::Definitief, _) => {
                counts.in_country(CountSymbol::Aa, Letter::ALL[number].cohort(jaar), jaar)
            }
        }
    }
}

const fn unit(sum: TermSum) -> ExplainUnit {
    match sum {
        TermSum::Tba => ExplainUnit::Euro,
        TermSum::Gg | TermSum::SomGg => ExplainUnit::Grondslag,
    }
}

fn sum_name(sum: TermSum, stage: UitkeringStage, jaar: Jaar) -> Text {
    let (nl, en) = match sum {
        TermSum::Tba => (
            "totaalbedrag voor asielstatushouders",
            "total amount for asielstatushouders",
        ),
        TermSum::Gg => ("grondslag van de gemeente", "grondslag of the gemeente"),
        TermSum::SomGg => (
            "grondslag van alle gemeenten samen",
            "grondslag of all gemeenten together",
        ),
    };
    let word = stage.word();
    Text::new(
        format!("{nl}, {word} {jaar}"),
        format!("{en}, {word} {jaar}"),
    )
}
