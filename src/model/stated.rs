//! What a scenario states of amounts and rhythms, as the law code takes it.

use crate::exact::fraction::Fraction;
use crate::exact::money::{Cents, euros_to_cents};
use crate::scenario::tables::Tables;
use crate::scenario::values::{Aandeel, Centbedrag};
use crate::uitkering::{Betaalritme, Ritme, TERMIJNEN};

/// A published amount in cents.
pub fn cents(amount: Option<Centbedrag>) -> Option<Cents> {
    euros_to_cents(&amount?.exact())
}

/// The rhythms of a scenario, in the order of the file.
pub fn betaalritmes(tables: &Tables) -> Vec<Betaalritme> {
    let ritmes = tables.betaalritme.iter().map(|table| Betaalritme {
        vanaf_cohort: table.vanaf_cohort,
        ritme: match (table.totaal, table.leerroute, table.overig) {
            (Some(totaal), ..) => Ritme::Totaal(totaal.map(|share| share.0)),
            (None, leerroute, overig) => {
                let shares = |part: Option<[Aandeel; TERMIJNEN]>| {
                    part.map_or([Fraction::ZERO; TERMIJNEN], |part| {
                        part.map(|share| share.0)
                    })
                };
                Ritme::PerDeel {
                    leerroute: shares(leerroute),
                    overig: shares(overig),
                }
            }
        },
    });
    ritmes.collect()
}
