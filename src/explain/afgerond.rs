//! AIA: completed trajecten that weigh in the distribution of a year.

use std::sync::Arc;

use super::formule::Formule;
use super::knoop::{Artikel, Eenheid, Knoop};
use super::mensen::{geteld_eind, op, over_gemeenten};
use super::uitlegger::Uitlegger;
use crate::fraction::exact_whole;
use crate::jaar::Jaar;

impl Uitlegger<'_> {
    /// AIA: completed trajecten that weigh in a year.
    pub(super) fn aia(&mut self, jaar: Jaar, peiljaar: Jaar) -> Arc<Knoop> {
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
            let knoop = Knoop::new(
                format!(
                    "afgeronde trajecten die in {jaar} meetellen{}",
                    geteld_eind(when)
                ),
                format!("AIA({jaar}){}", op(when)),
                Eenheid::Personen,
                exact_whole(people),
                Formule::Som,
                parts,
            );
            if invoer.plan.aia_years.len() > 1 {
                let first = "het eerste jaar met een gewicht d: alles sinds 2022 telt mee";
                knoop.artikel(Artikel::BI_10_3_5).toelichting(first)
            } else {
                let definitief = peiljaar == jaar;
                knoop.artikel(if definitief {
                    Artikel::BI_10_2
                } else {
                    Artikel::BI_10_1
                })
            }
        })
    }

    /// AIA of all gemeenten together.
    pub(super) fn laia(&mut self, jaar: Jaar, peiljaar: Jaar) -> Arc<Knoop> {
        let when = self.moment(peiljaar, jaar);
        self.landelijk(format!("laia.{jaar}{}", op(when)), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let people: Arc<[i64]> = if peiljaar == jaar {
                invoer.gerealiseerd().aia.into()
            } else {
                invoer.geraamd().aia.into()
            };
            over_gemeenten(
                format!(
                    "afgeronde trajecten die in {jaar} meetellen, alle gemeenten{}",
                    geteld_eind(when)
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
