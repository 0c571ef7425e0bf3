//! TBA, GG and SOM_GG: the same four terms, summed over the country, over the
//! gemeente and over all gemeenten (Bi2021 art. 10.1 and 10.2).

use std::sync::Arc;

use super::uitkering::UitkeringStage;
use crate::exact::fraction::Fraction;
use crate::explain::explainer::Explainer;
use crate::explain::tree::division::DivisionWeights;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{ExplainNode, ExplainUnit, euros};
use crate::model::BedragKind;
use crate::people::Kind;
use crate::terms::jaar::Jaar;
use crate::uitkering::{GEWICHT_D, GEWICHTEN, Letter, Term, common_denominator, grondslagen, tba};

/// The letters of the terms.
const LETTERS: [&str; GEWICHTEN] = ["a", "b", "c", "d"];

/// What four terms add up to: for the country, the gemeente, all gemeenten.
#[derive(Debug, Clone, Copy)]
enum SummedOver {
    Tba,
    Gg,
    SomGg,
}

/// GG of every gemeente, as the law code reckons it.
pub(crate) fn weights(terms: &[Term<'_>]) -> DivisionWeights {
    DivisionWeights::Grondslagen {
        gewichten: grondslagen(terms),
        schaal: common_denominator(terms),
    }
}

impl Explainer<'_> {
    /// TBA: the total for asielstatushouders in the country.
    pub(crate) fn tba(&mut self, soort: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        let word = soort.word();
        self.landelijk(format!("tba_{word}.{jaar}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let terms = soort.terms(&invoer);
            // Completed trajecten share in the total and add nothing to it.
            let parts = Letter::ALL.map(|letter| {
                let number = letter.nummer();
                let term = &terms[number];
                let people = uitleg.in_het_land(soort, number, jaar, true);
                let price = uitleg.bedrag(BedragKind::Bedrag(letter), jaar);
                uitleg.term(
                    SummedOver::Tba,
                    soort,
                    (number, term),
                    jaar,
                    [people, price],
                )
            });
            ExplainNode::new(
                format!("totaalbedrag voor asielstatushouders, {word} {jaar}"),
                format!("TBA_{word}({jaar})"),
                ExplainUnit::Euro,
                euros(tba(&terms)),
                ExplainFormula::Som,
                parts.into(),
            )
            .afgerond(Rounding::HalfOmhoog)
            .artikel(soort.artikel())
        })
    }

    /// GG: what the gemeente weighs in the distribution.
    pub(crate) fn gg(&mut self, soort: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        let word = soort.word();
        self.eigen(format!("gg_{word}.{jaar}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let terms = soort.terms(&invoer);
            let parts = terms.iter().enumerate().map(|(number, term)| {
                let people = uitleg.in_gemeente(soort, number, jaar);
                let weight = uitleg.bedrag(BedragKind::GEWICHTEN[number], jaar);
                uitleg.term(
                    SummedOver::Gg,
                    soort,
                    (number, term),
                    jaar,
                    [people, weight],
                )
            });
            let parts = parts.collect();
            let value = weights(&terms).of(uitleg.gemeente);
            ExplainNode::new(
                format!("grondslag van de gemeente, {word} {jaar}"),
                format!("GG_{word}({jaar})"),
                ExplainUnit::Grondslag,
                value,
                ExplainFormula::Som,
                parts,
            )
            .artikel(soort.artikel())
        })
    }

    /// SOM_GG: what all gemeenten weigh together.
    pub(crate) fn som_gg(&mut self, soort: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        let word = soort.word();
        self.landelijk(format!("som_gg_{word}.{jaar}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let terms = soort.terms(&invoer);
            let parts = terms.iter().enumerate().map(|(number, term)| {
                let people = uitleg.in_het_land(soort, number, jaar, false);
                let weight = uitleg.bedrag(BedragKind::GEWICHTEN[number], jaar);
                uitleg.term(
                    SummedOver::SomGg,
                    soort,
                    (number, term),
                    jaar,
                    [people, weight],
                )
            });
            let parts = parts.collect();
            let value = weights(&terms).som();
            ExplainNode::new(
                format!("grondslag van alle gemeenten samen, {word} {jaar}"),
                format!("SOM_GG_{word}({jaar})"),
                ExplainUnit::Grondslag,
                value,
                ExplainFormula::Som,
                parts,
            )
            .artikel(soort.artikel())
        })
    }

    /// One term: people, the share of them that counts, and a price or weight.
    fn term(
        &mut self,
        optelling: SummedOver,
        soort: UitkeringStage,
        (number, term): (usize, &Term<'_>),
        jaar: Jaar,
        [people, amount]: [Arc<ExplainNode>; 2],
    ) -> Arc<ExplainNode> {
        let share = (term.share != Fraction::ONE).then(|| self.pa(number, jaar));
        let naam = match number {
            GEWICHT_D => "term d: afgeronde trajecten".to_owned(),
            _ => {
                let cohort = Letter::ALL[number].cohort(jaar);
                format!("term {}: cohort {cohort}", LETTERS[number])
            }
        };
        let (what, eenheid) = match optelling {
            SummedOver::Tba => ("tba", ExplainUnit::Euro),
            SummedOver::Gg => ("gg", ExplainUnit::Grondslag),
            SummedOver::SomGg => ("som_gg", ExplainUnit::Grondslag),
        };
        let id = format!("{what}_{}.{jaar}.{}", soort.word(), LETTERS[number]);
        let parts = [Some(people), share, Some(amount)];
        let parts = parts.into_iter().flatten().collect();
        let make =
            |_: &mut Self| ExplainNode::stap(naam, "", eenheid, ExplainFormula::Product, parts);
        match optelling {
            SummedOver::Gg => self.eigen(id, make),
            SummedOver::Tba | SummedOver::SomGg => self.landelijk(id, make),
        }
    }

    /// The people of a term in the gemeente.
    fn in_gemeente(
        &mut self,
        soort: UitkeringStage,
        number: usize,
        jaar: Jaar,
    ) -> Arc<ExplainNode> {
        match (soort, number) {
            (_, GEWICHT_D) => self.aia(jaar, soort.peiljaar(jaar)),
            (UitkeringStage::Voorlopig, 0) => self.gpas(jaar),
            (UitkeringStage::Voorlopig, 1) => self.ght(jaar),
            (UitkeringStage::Voorlopig, _) => self.vaa(soort.peiljaar(jaar)),
            (UitkeringStage::Definitief, _) => self.aa(Letter::ALL[number].cohort(jaar), jaar),
        }
    }

    /// The people of a term in the country: for the total those of the
    /// national prognosis, for the distribution the sum over gemeenten.
    fn in_het_land(
        &mut self,
        soort: UitkeringStage,
        number: usize,
        jaar: Jaar,
        total: bool,
    ) -> Arc<ExplainNode> {
        match (soort, number) {
            (_, GEWICHT_D) => self.laia(jaar, soort.peiljaar(jaar)),
            (UitkeringStage::Voorlopig, 0) if total => self.lpas(jaar),
            (UitkeringStage::Voorlopig, 1) if total => self.lht(jaar.plus(-1)),
            (UitkeringStage::Voorlopig, 0) => self.som_gpas(jaar),
            (UitkeringStage::Voorlopig, 1) => self.som_ght(jaar),
            (UitkeringStage::Voorlopig, _) => {
                let cohort = soort.peiljaar(jaar);
                self.in_land(Kind::Asielstatushouder, "LVAA", cohort, cohort)
            }
            (UitkeringStage::Definitief, _) => {
                let cohort = Letter::ALL[number].cohort(jaar);
                self.in_land(Kind::Asielstatushouder, "LAA", cohort, jaar)
            }
        }
    }
}
