//! TBA, GG and SOM_GG: the same four terms, summed over the country, over the
//! gemeente and over all gemeenten (Bi2021 art. 10.1 and 10.2).

use std::sync::Arc;

use super::formule::{Afronding, Formule};
use super::knoop::{Eenheid, Knoop, euros};
use super::uitkering::Soort;
use super::uitlegger::Uitlegger;
use super::verdeling::Gewichten;
use crate::fraction::Fraction;
use crate::jaar::Jaar;
use crate::people::Kind;
use crate::projection::{Bedragsoort, Letter};
use crate::uitkering::{Term, common_denominator, grondslagen, tba};

/// The letters of the terms.
const LETTERS: [&str; 4] = ["a", "b", "c", "d"];

/// What four terms add up to: for the country, the gemeente, all gemeenten.
#[derive(Debug, Clone, Copy)]
enum Optelling {
    Tba,
    Gg,
    SomGg,
}

/// GG of every gemeente, as the law code reckons it.
pub(super) fn weights(terms: &[Term<'_>]) -> Gewichten {
    Gewichten::Grondslagen {
        gewichten: grondslagen(terms),
        schaal: common_denominator(terms),
    }
}

impl Uitlegger<'_> {
    /// TBA: the total for asielstatushouders in the country.
    pub(super) fn tba(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
        let word = soort.word();
        self.landelijk(format!("tba_{word}.{jaar}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let terms = soort.terms(&invoer);
            // Completed trajecten share in the total and add nothing to it.
            let parts = Letter::ALL.map(|letter| {
                let number = letter.nummer();
                let term = &terms[number];
                let people = uitleg.in_het_land(soort, number, jaar, true);
                let price = uitleg.bedrag(Bedragsoort::Bedrag(letter), jaar);
                uitleg.term(Optelling::Tba, soort, (number, term), jaar, [people, price])
            });
            Knoop::new(
                format!("totaalbedrag voor asielstatushouders, {word} {jaar}"),
                format!("TBA_{word}({jaar})"),
                Eenheid::Euro,
                euros(tba(&terms)),
                Formule::Som,
                parts.into(),
            )
            .afgerond(Afronding::HalfOmhoog)
            .artikel(soort.artikel())
        })
    }

    /// GG: what the gemeente weighs in the distribution.
    pub(super) fn gg(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
        let word = soort.word();
        self.eigen(format!("gg_{word}.{jaar}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let terms = soort.terms(&invoer);
            let parts = terms.iter().enumerate().map(|(number, term)| {
                let people = uitleg.in_gemeente(soort, number, jaar);
                let weight = uitleg.bedrag(Bedragsoort::GEWICHTEN[number], jaar);
                uitleg.term(Optelling::Gg, soort, (number, term), jaar, [people, weight])
            });
            let parts = parts.collect();
            let value = weights(&terms).of(uitleg.gemeente);
            Knoop::new(
                format!("grondslag van de gemeente, {word} {jaar}"),
                format!("GG_{word}({jaar})"),
                Eenheid::Grondslag,
                value,
                Formule::Som,
                parts,
            )
            .artikel(soort.artikel())
        })
    }

    /// SOM_GG: what all gemeenten weigh together.
    pub(super) fn som_gg(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
        let word = soort.word();
        self.landelijk(format!("som_gg_{word}.{jaar}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let terms = soort.terms(&invoer);
            let parts = terms.iter().enumerate().map(|(number, term)| {
                let people = uitleg.in_het_land(soort, number, jaar, false);
                let weight = uitleg.bedrag(Bedragsoort::GEWICHTEN[number], jaar);
                uitleg.term(
                    Optelling::SomGg,
                    soort,
                    (number, term),
                    jaar,
                    [people, weight],
                )
            });
            let parts = parts.collect();
            let value = weights(&terms).som();
            Knoop::new(
                format!("grondslag van alle gemeenten samen, {word} {jaar}"),
                format!("SOM_GG_{word}({jaar})"),
                Eenheid::Grondslag,
                value,
                Formule::Som,
                parts,
            )
            .artikel(soort.artikel())
        })
    }

    /// One term: people, the share of them that counts, and a price or weight.
    fn term(
        &mut self,
        optelling: Optelling,
        soort: Soort,
        (number, term): (usize, &Term<'_>),
        jaar: Jaar,
        [people, amount]: [Arc<Knoop>; 2],
    ) -> Arc<Knoop> {
        let share = (term.share != Fraction::ONE).then(|| self.pa(number, jaar));
        let naam = match number {
            3 => "term d: afgeronde trajecten".to_owned(),
            _ => {
                let cohort = jaar.plus(-(number as i32));
                format!("term {}: cohort {cohort}", LETTERS[number])
            }
        };
        let (what, eenheid) = match optelling {
            Optelling::Tba => ("tba", Eenheid::Euro),
            Optelling::Gg => ("gg", Eenheid::Grondslag),
            Optelling::SomGg => ("som_gg", Eenheid::Grondslag),
        };
        let id = format!("{what}_{}.{jaar}.{}", soort.word(), LETTERS[number]);
        let parts = [Some(people), share, Some(amount)];
        let parts = parts.into_iter().flatten().collect();
        let make = |_: &mut Self| Knoop::stap(naam, "", eenheid, Formule::Product, parts);
        match optelling {
            Optelling::Gg => self.eigen(id, make),
            Optelling::Tba | Optelling::SomGg => self.landelijk(id, make),
        }
    }

    /// The people of a term in the gemeente.
    fn in_gemeente(&mut self, soort: Soort, number: usize, jaar: Jaar) -> Arc<Knoop> {
        match (soort, number) {
            (_, 3) => self.aia(jaar, soort.peiljaar(jaar)),
            (Soort::Voorlopig, 0) => self.gpas(jaar),
            (Soort::Voorlopig, 1) => self.ght(jaar),
            (Soort::Voorlopig, _) => self.vaa(jaar.plus(-2)),
            (Soort::Definitief, _) => self.aa(jaar.plus(-(number as i32)), jaar),
        }
    }

    /// The people of a term in the country: for the total those of the
    /// national prognosis, for the distribution the sum over gemeenten.
    fn in_het_land(&mut self, soort: Soort, number: usize, jaar: Jaar, total: bool) -> Arc<Knoop> {
        match (soort, number) {
            (_, 3) => self.laia(jaar, soort.peiljaar(jaar)),
            (Soort::Voorlopig, 0) if total => self.lpas(jaar),
            (Soort::Voorlopig, 1) if total => self.lht(jaar.plus(-1)),
            (Soort::Voorlopig, 0) => self.som_gpas(jaar),
            (Soort::Voorlopig, 1) => self.som_ght(jaar),
            (Soort::Voorlopig, _) => {
                let cohort = jaar.plus(-2);
                self.in_land(Kind::Asielstatushouder, "LVAA", cohort, cohort)
            }
            (Soort::Definitief, _) => {
                let cohort = jaar.plus(-(number as i32));
                self.in_land(Kind::Asielstatushouder, "LAA", cohort, jaar)
            }
        }
    }
}
