//! The voorlopige and the definitieve uitkering (Bi2021 art. 10.1 and 10.2),
//! term by term as the law code has them.

use std::sync::Arc;

use super::formule::{Afronding, Formule};
use super::grondslag::weights;
use super::knoop::{Artikel, Eenheid, Knoop, euros};
use super::uitlegger::Uitlegger;
use crate::jaar::Jaar;
use crate::projection::{Bedragsoort, Jaarinvoer};
use crate::uitkering::{Term, Uitkering, tba, terms_definitief, terms_voorlopig};

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

    pub fn artikel(self) -> Artikel {
        match self {
            Self::Voorlopig => Artikel::BI_10_1,
            Self::Definitief => Artikel::BI_10_2,
        }
    }

    /// The terms of GG and TBA, as the law code adds them up.
    pub fn terms<'s>(self, invoer: &'s Jaarinvoer<'_>) -> [Term<'s>; 4] {
        match self {
            Self::Voorlopig => terms_voorlopig(&invoer.plan.bedragen, &invoer.geraamd()),
            Self::Definitief => terms_definitief(&invoer.plan.bedragen, &invoer.gerealiseerd()),
        }
    }

    /// The end of the year at which people are counted.
    pub fn peiljaar(self, jaar: Jaar) -> Jaar {
        match self {
            Self::Voorlopig => jaar.plus(-2),
            Self::Definitief => jaar,
        }
    }
}

impl Uitlegger<'_> {
    pub(super) fn uitkering(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
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

    pub(super) fn bgo(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
        if self.is_fonds(jaar) {
            return self.fondsdeel(soort, 0, jaar);
        }
        let word = soort.word();
        self.eigen(format!("bgo_{word}.{jaar}"), |uitleg| {
            let cohort = soort.peiljaar(jaar);
            let parts = vec![
                uitleg.ago(cohort, cohort),
                uitleg.bedrag(Bedragsoort::GezinsOverig, jaar),
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

    pub(super) fn abo(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
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
                    uitleg.bedrag(Bedragsoort::Onderwijsroute, jaar),
                ],
                Soort::Definitief => {
                    vec![
                        uitleg.aao(jaar, jaar),
                        uitleg.bedrag(Bedragsoort::Onderwijsroute, jaar),
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

    pub(super) fn ba(&mut self, soort: Soort, jaar: Jaar) -> Arc<Knoop> {
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
}
