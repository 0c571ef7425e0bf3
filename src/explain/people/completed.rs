//! AIA: completed trajecten that weigh in the distribution of a year.

use std::sync::Arc;

use super::counts::{counted_end, op, summed_over_gemeenten};
use crate::exact::fraction::exact_whole;
use crate::explain::explainer::Explainer;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::node::{Article, ExplainNode, ExplainUnit};
use crate::terms::jaar::Jaar;

impl Explainer<'_> {
    /// AIA: completed trajecten that weigh in a year.
    pub(crate) fn aia(&mut self, jaar: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        let when = self.moment(peiljaar, jaar);
        self.eigen(format!("aia.{jaar}{}", op(when)), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let years = invoer.plan.aia_years.iter();
            let parts = years.map(|&year| uitleg.afgerond(year, peiljaar)).collect();
            let people = if peiljaar == jaar {
                invoer.gerealiseerd().aia[uitleg.gemeente]
            } else {
                invoer.geraamd().aia[uitleg.gemeente]
            };
            let knoop = ExplainNode::new(
                format!(
                    "afgeronde trajecten die in {jaar} meetellen{}",
                    counted_end(when)
                ),
                format!("AIA({jaar}){}", op(when)),
                ExplainUnit::Personen,
                exact_whole(people),
                ExplainFormula::Som,
                parts,
            );
            if invoer.plan.aia_years.len() > 1 {
                let first = "het eerste jaar met een gewicht d: alles sinds 2022 telt mee";
                knoop.artikel(Article::BI_10_3_5).toelichting(first)
            } else {
                let definitief = peiljaar == jaar;
                knoop.artikel(if definitief {
                    Article::BI_10_2
                } else {
                    Article::BI_10_1
                })
            }
        })
    }

    /// AIA of all gemeenten together.
    pub(crate) fn laia(&mut self, jaar: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        let when = self.moment(peiljaar, jaar);
        self.landelijk(format!("laia.{jaar}{}", op(when)), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let people: Arc<[i64]> = if peiljaar == jaar {
                invoer.gerealiseerd().aia.into()
            } else {
                invoer.geraamd().aia.into()
            };
            summed_over_gemeenten(
                format!(
                    "afgeronde trajecten die in {jaar} meetellen, alle gemeenten{}",
                    counted_end(when)
                ),
                format!("LAIA({jaar}){}", op(when)),
                people,
            )
        })
    }

    /// When was counted, where it makes a difference.
    fn moment(&self, peiljaar: Jaar, usual: Jaar) -> Option<Jaar> {
        let counts = &self.people.afgerond;
        let invoer = self.invoer(usual);
        let mut years = invoer.plan.aia_years.iter();
        let differs = years.any(|&year| counts.at(year, peiljaar) != counts.at(year, usual));
        differs.then_some(peiljaar)
    }
}
