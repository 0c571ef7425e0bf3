//! Where figures come from and what differs: sources, keys, causes, receipts.

use super::super::invoer::Invoer;
use super::data::{Cijfer, Cijferrij, Cijfers, Oorzaken, Opmerking, Sleutel};
use crate::compare::{Gegeven, Onderdeel, Sleutelverschil, Veld, Vergelijking};
use crate::diagnostic::Place;
use crate::money::Cents;
use crate::report::Taal;
use crate::report::aannames::onderwerp;
use crate::report::engels::{bron, vertaald};
use crate::report::receipt::Receipt;
use crate::scenario::Provenance;

/// A figure as it was written, before its texts have a place in the lists.
struct Gelezen<'a> {
    waarde: &'a str,
    herkomst: &'a Provenance,
    bestand: &'a str,
    regel: usize,
}

impl Cijfers {
    fn cijfer(&mut self, gelezen: &Gelezen<'_>) -> Cijfer {
        let herkomst = gelezen.herkomst;
        Cijfer(
            gelezen.waarde.to_owned(),
            herkomst.status as u8,
            self.bronnen.place(&bron(&herkomst.bron, self.taal)),
            u8::from(herkomst.gefit.is_some()),
            self.bestanden.place(gelezen.bestand),
            gelezen.regel,
        )
    }

    fn gegeven(&mut self, gegeven: &Option<Gegeven>) -> Option<Cijfer> {
        let gegeven = gegeven.as_ref()?;
        Some(self.cijfer(&Gelezen {
            waarde: &gegeven.waarde,
            herkomst: &gegeven.herkomst,
            bestand: &gegeven.bestand,
            regel: gegeven.regel,
        }))
    }
}

/// Every figure and choice of the first scenario.
pub(super) fn cijfers(invoer: &Invoer<'_>, taal: Taal) -> Cijfers {
    let mut all = Cijfers {
        taal,
        ..Cijfers::default()
    };
    for figure in invoer.modellen[0].gegevens() {
        let place = figure.plaats.as_ref();
        let cijfer = all.cijfer(&Gelezen {
            waarde: &figure.waarde,
            herkomst: &figure.herkomst,
            bestand: place.map_or("", |place| place.source.name.as_str()),
            regel: place.map_or(0, Place::line),
        });
        let table = figure.tabel();
        if !all.onderwerpen.contains_key(table) {
            let subject = onderwerp(table, taal).to_owned();
            all.onderwerpen.insert(table.to_owned(), subject);
        }
        all.rijen.push(Cijferrij {
            pad: figure.pad,
            cijfer,
        });
    }
    all
}

/// What a reader should know, once each.
pub(super) fn opmerkingen(invoer: &Invoer<'_>, taal: Taal) -> Vec<Opmerking> {
    let mut all: Vec<Opmerking> = Vec::new();
    for (scenario, (model, projection)) in invoer.paren().enumerate() {
        for remark in model.opmerkingen(projection) {
            let tekst = vertaald(&remark, taal).into_owned();
            match all.iter_mut().find(|known| known.tekst == tekst) {
                Some(known) => known.scenarios.push(scenario),
                None => all.push(Opmerking {
                    scenarios: vec![scenario],
                    tekst,
                }),
            }
        }
    }
    all
}

/// Why the other scenarios differ from the first; their sources go to `cijfers`.
pub(super) fn oorzaken(invoer: &Invoer<'_>, veld: &str, cijfers: &mut Cijfers) -> Vec<Oorzaken> {
    let comparisons = invoer.vergelijkingen.iter();
    let causes = comparisons.map(|vergelijking| {
        let parts = vergelijking.onderdelen().iter();
        let words = parts.map(|group| group.iter().map(Onderdeel::word).collect());
        let sum = |year: Vec<i64>| year.iter().sum();
        let national = by_gemeente(vergelijking, veld).into_iter();
        Oorzaken {
            delen: words.collect(),
            landelijk: national
                .map(|part| part.into_iter().map(sum).collect())
                .collect(),
            sleutels: vergelijking
                .sleutels
                .iter()
                .map(|key| sleutel(key, cijfers))
                .collect(),
        }
    });
    causes.collect()
}

fn sleutel(verschil: &Sleutelverschil, cijfers: &mut Cijfers) -> Sleutel {
    Sleutel {
        pad: verschil.pad.clone(),
        onderdeel: verschil.onderdeel.map(Onderdeel::word),
        a: cijfers.gegeven(&verschil.a),
        b: cijfers.gegeven(&verschil.b),
        afgeleid: verschil.afgeleid.map(|amount| amount.map(Cents::get)),
        met_bron: verschil.has_source(),
    }
}

/// What every part is worth in cents: by part, year, gemeente.
pub(super) fn by_gemeente(vergelijking: &Vergelijking<'_>, veld: &str) -> Vec<Vec<Vec<i64>>> {
    let veld = Veld::named(veld).expect("a column of a run");
    let worth = |part: usize, year: usize, gemeente: usize| {
        vergelijking.bijdrage(part, &veld, year, gemeente).get()
    };
    let of_year = |part: usize, year: usize| {
        let gemeenten = 0..vergelijking.gemeenten();
        gemeenten
            .map(|gemeente| worth(part, year, gemeente))
            .collect()
    };
    let of_part = |part: usize| {
        let years = 0..vergelijking.jaren().len();
        years.map(|year| of_year(part, year)).collect()
    };
    (0..vergelijking.onderdelen().len()).map(of_part).collect()
}

/// A receipt for every scenario.
pub(super) fn receipts(invoer: &Invoer<'_>) -> Vec<Receipt> {
    let drawn = invoer.trekkingen.map(|part| &part.header);
    let receipts = invoer.modellen.iter().map(|model| {
        let mut receipt = Receipt::of(model);
        receipt.zaad = drawn.map(|header| header.seed);
        receipt.trekkingen = drawn.map(|header| header.draws);
        receipt
    });
    receipts.collect()
}
