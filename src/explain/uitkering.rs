//! The voorlopige and the definitieve uitkering (Bi2021 art. 10.1 and 10.2),
//! term by term as the law code has them.

use std::sync::Arc;

use super::bronnen::Etiket;
use super::formule::{Afronding, Formule};
use super::knoop::{Artikel, Eenheid, Knoop, euros};
use super::uitlegger::Uitlegger;
use super::verdeling::Gewichten;
use crate::fraction::Fraction;
use crate::jaar::Jaar;
use crate::people::Kind;
use crate::projection::Jaarinvoer;
use crate::uitkering::{
    Term, Uitkering, common_denominator, grondslagen, tba, terms_definitief, terms_voorlopig,
};

/// Which of the two uitkeringen of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Soort {
    Voorlopig,
    Definitief,
}

impl Soort {
    pub fn word(self) -> &'static str {
        match self {
            Self::Voorlopig => "voorlopig",
            Self::Definitief => "definitief",
        }
    }

    fn artikel(self) -> Artikel {
        match self {
            Self::Voorlopig => Artikel::BI_10_1,
            Self::Definitief => Artikel::BI_10_2,
        }
    }

    /// The terms of GG and TBA, as the law code adds them up.
    fn terms<'s>(self, invoer: &'s Jaarinvoer<'_>) -> [Term<'s>; 4] {
        match self {
            Self::Voorlopig => terms_voorlopig(&invoer.bedragen, &invoer.geraamd()),
            Self::Definitief => terms_definitief(&invoer.bedragen, &invoer.gerealiseerd()),
        }
    }

    /// The end of the year at which people are counted.
    fn peiljaar(self, jaar: Jaar) -> Jaar {
        match self {
            Self::Voorlopig => jaar.plus(-2),
            Self::Definitief => jaar,
        }
    }
}

/// The letters of the terms.
const LETTERS: [&str; 4] = ["a", "b", "c", "d"];

impl Uitlegger<'_> {
    pub(super) fn uitkering_voorlopig(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.uitkering(Soort::Voorlopig, jaar)
    }

    pub(super) fn uitkering_definitief(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.uitkering(Soort::Definitief, jaar)
    }

    pub(super) fn bgo_voorlopig(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.bgo(Soort::Voorlopig, jaar)
    }

    pub(super) fn bgo_definitief(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.bgo(Soort::Definitief, jaar)
    }

    pub(super) fn ba_voorlopig(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.ba(Soort::Voorlopig, jaar)
    }

    pub(super) fn ba_definitief(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.ba(Soort::Definitief, jaar)
    }

    pub(super) fn abo_voorlopig(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.abo(Soort::Voorlopig, jaar)
    }

    pub(super) fn abo_definitief(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.abo(Soort::Definitief, jaar)
    }

    fn uitkering(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
        let word = soort.word();
        self.eigen(format!("uitkering_{word}.{jaar}"), |uitleg| {
            let parts = vec![
                uitleg.bgo(soort, jaar),
                uitleg.ba(soort, jaar),
                uitleg.abo(soort, jaar),
            ];
            let amount = uitleg.outcome(soort, jaar).of(uitleg.gemeente);
            let naam = match soort {
                Soort::Voorlopig => format!("voorlopige uitkering {jaar}"),
                Soort::Definitief => format!("definitieve uitkering {jaar}"),
            };
            let symbool = format!("U_{word}({jaar})");
            let value = euros(amount);
            Knoop::new(naam, symbool, Eenheid::Euro, value, Formule::Som, parts)
                .artikel(soort.artikel())
        })
    }

    /// The outcome of the projection.
    pub(super) fn outcome(&self, soort: Soort, jaar: Jaar) -> &Uitkering {
        let result = self.resultaat(jaar);
        match soort {
            Soort::Voorlopig => &result.voorlopig,
            Soort::Definitief => &result.definitief,
        }
    }

    fn bgo(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
        if self.is_fonds(jaar) {
            return self.fondsdeel(soort, 0, jaar);
        }
        let word = soort.word();
        self.eigen(format!("bgo_{word}.{jaar}"), |uitleg| {
            let cohort = soort.peiljaar(jaar);
            let parts = vec![
                uitleg.ago(cohort, cohort),
                uitleg.bedrag("gezins_overig", jaar),
            ];
            let amount = uitleg.outcome(soort, jaar).bgo[uitleg.gemeente];
            Knoop::new(
                format!("deel voor gezins- en overige migranten, {word} {jaar}"),
                format!("BGO_{word}({jaar})"),
                Eenheid::Euro,
                euros(amount),
                Formule::Product,
                parts,
            )
            .artikel(soort.artikel())
        })
    }

    fn abo(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
        if self.is_fonds(jaar) {
            return self.fondsdeel(soort, 2, jaar);
        }
        let word = soort.word();
        self.eigen(format!("abo_{word}.{jaar}"), |uitleg| {
            let parts = match soort {
                Soort::Voorlopig => vec![
                    uitleg.gpas(jaar),
                    uitleg.pa(0, jaar),
                    uitleg.po(jaar),
                    uitleg.bedrag("onderwijsroute", jaar),
                ],
                Soort::Definitief => {
                    vec![
                        uitleg.aao(jaar, jaar),
                        uitleg.bedrag("onderwijsroute", jaar),
                    ]
                }
            };
            let amount = uitleg.outcome(soort, jaar).abo[uitleg.gemeente];
            let knoop = Knoop::new(
                format!("deel voor de onderwijsroute, {word} {jaar}"),
                format!("ABO_{word}({jaar})"),
                Eenheid::Euro,
                euros(amount),
                Formule::Product,
                parts,
            );
            let rounded = match soort {
                Soort::Voorlopig => Afronding::HalfOmhoog,
                Soort::Definitief => Afronding::Geen,
            };
            knoop.afgerond(rounded).artikel(soort.artikel())
        })
    }

    fn ba(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
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
            Knoop::new(
                format!("deel voor asielstatushouders, {word} {jaar}"),
                format!("BA_{word}({jaar})"),
                Eenheid::Euro,
                euros(amount),
                Formule::GrootsteRest(verdeling, gemeente),
                parts,
            )
            .artikel(soort.artikel())
        })
    }

    /// TBA: the total for asielstatushouders in the country.
    pub(super) fn tba(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
        let word = soort.word();
        self.landelijk(format!("tba_{word}.{jaar}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let terms = soort.terms(&invoer);
            // Completed trajecten share in the total and add nothing to it.
            let paid = terms.iter().enumerate().filter(|&(number, _)| number < 3);
            let parts = paid.map(|(number, term)| {
                let people = uitleg.in_het_land(soort, number, jaar, true);
                let price = uitleg.bedrag(LETTERS[number], jaar);
                uitleg.term("tba", soort, (number, term), jaar, [people, price])
            });
            let parts = parts.collect();
            Knoop::new(
                format!("totaalbedrag voor asielstatushouders, {word} {jaar}"),
                format!("TBA_{word}({jaar})"),
                Eenheid::Euro,
                euros(tba(&terms)),
                Formule::Som,
                parts,
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
                let weight = uitleg.bedrag(GEWICHTEN[number], jaar);
                uitleg.term("gg", soort, (number, term), jaar, [people, weight])
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
                let weight = uitleg.bedrag(GEWICHTEN[number], jaar);
                uitleg.term("som_gg", soort, (number, term), jaar, [people, weight])
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
        what: &str,
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
        let eenheid = if what == "tba" {
            Eenheid::Euro
        } else {
            Eenheid::Grondslag
        };
        let id = format!("{what}_{}.{jaar}.{}", soort.word(), LETTERS[number]);
        let parts = [Some(people), share, Some(amount)];
        let parts = parts.into_iter().flatten().collect();
        let make = |_: &mut Self| Knoop::stap(naam, "", eenheid, Formule::Product, parts);
        if what == "gg" {
            self.eigen(id, make)
        } else {
            self.landelijk(id, make)
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

    /// Share of the prognosis (0) or the taakstelling (1) that is inburgeringsplichtig.
    pub(super) fn pa(&mut self, number: usize, jaar: Jaar) -> Arc<Knoop> {
        let bedragen = self.invoer(jaar).bedragen;
        let (key, value, symbool) = match number {
            0 => ("pa_t", bedragen.pa_t, format!("pa_t({jaar})")),
            _ => ("pa_t1", bedragen.pa_t1, format!("pa_t1({jaar})")),
        };
        let etiket = Etiket::new(
            "deel dat inburgeringsplichtig is",
            symbool,
            Eenheid::Aandeel,
        )
        .artikel(Artikel::RI_10_1);
        self.aandeel_van_jaar(key, jaar, etiket, value.exact())
    }
}

/// The keys of the weights.
const GEWICHTEN: [&str; 4] = ["gewicht_a", "gewicht_b", "gewicht_c", "gewicht_d"];

/// GG of every gemeente, as the law code reckons it.
fn weights(terms: &[Term<'_>]) -> Gewichten {
    Gewichten::Grondslagen {
        gewichten: grondslagen(terms),
        schaal: common_denominator(terms),
    }
}
