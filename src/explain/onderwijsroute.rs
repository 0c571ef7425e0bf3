//! The shares of a year, and the amount for the onderwijsroute.

use std::sync::Arc;

use super::bedragen::{etiket, knoop};
use super::bronnen::Etiket;
use super::formule::{Afronding, Formule};
use super::knoop::{Artikel, Eenheid, Herkomst, Knoop};
use super::prijs::Prijsdeel;
use super::uitlegger::Uitlegger;
use crate::fraction::exact_whole;
use crate::jaar::Jaar;
use crate::projection::{Bedragsoort, bron_pa};
use crate::scenario::Status;
use crate::scenario::types::BedragenTabel;
use crate::scenario::values::Aandeel;

impl Uitlegger<'_> {
    /// Share of the prognosis (0) or the taakstelling (1) that is
    /// inburgeringsplichtig; it holds on from the last year that says so.
    pub(super) fn pa(&mut self, number: usize, jaar: Jaar) -> Arc<Knoop> {
        let bedragen = self.invoer(jaar).plan.bedragen;
        let (key, waarde, stated): (_, _, fn(&BedragenTabel) -> Option<Aandeel>) = match number {
            0 => ("pa_t", bedragen.pa_t, |table| table.pa_t),
            _ => ("pa_t1", bedragen.pa_t1, |table| table.pa_t1),
        };
        let id = format!("{key}.{jaar}");
        let etiket = Etiket::new(
            "deel dat inburgeringsplichtig is",
            format!("{key}({jaar})"),
            Eenheid::Aandeel,
        )
        .artikel(Artikel::RI_10_1);
        let mut years = self.model.scenario.tabellen.bedragen.0.range(..=jaar).rev();
        let last = years.find(|(_, table)| stated(table).is_some());
        let found = last.and_then(|(year, _)| {
            let mut herkomst = self.herkomst(&format!("bedragen.{year}.{key}"))?;
            if *year != jaar {
                // Published for that year, not for this one.
                herkomst.status = Status::Aanname;
                herkomst.bron = format!("dat van {year} aangehouden ({})", herkomst.bron);
            }
            Some(herkomst)
        });
        let herkomst = found.unwrap_or_else(|| Herkomst::van(bron_pa(), Status::Aanname));
        self.vast(id, etiket, waarde.exact(), herkomst)
    }

    /// po: the share expected on the onderwijsroute.
    pub(super) fn po(&mut self, jaar: Jaar) -> Arc<Knoop> {
        let tables = &self.model.scenario.tabellen;
        let table = tables.bedragen.get(jaar);
        let stated = table.is_some_and(|table| table.po.is_some());
        let sleutel = if stated {
            format!("bedragen.{jaar}.po")
        } else {
            "onderwijsroute.aandeel".to_owned()
        };
        let etiket = Etiket::new(
            "deel dat naar verwachting de onderwijsroute volgt",
            format!("po({jaar})"),
            Eenheid::Aandeel,
        );
        let waarde = self.invoer(jaar).plan.bedragen.po.exact();
        let none = || Herkomst::van("geen [onderwijsroute] in het scenario", Status::Afgeleid);
        let herkomst = self.herkomst(&sleutel).unwrap_or_else(none);
        self.vast(format!("po.{jaar}"), etiket, waarde, herkomst)
    }

    pub(super) fn onderwijsroute(&mut self, id: String, jaar: Jaar) -> Arc<Knoop> {
        let soort = Bedragsoort::Onderwijsroute;
        let tables = &self.model.scenario.tabellen;
        let table = tables.onderwijsroute.as_ref();
        let Some(table) = table.filter(|table| table.in_force(jaar)) else {
            let bron = format!("geen budget voor de onderwijsroute binnen de uitkering in {jaar}");
            let place = self.herkomst("onderwijsroute");
            let mut herkomst = Herkomst::van(bron, Status::Afgeleid);
            if let Some(place) = place {
                (herkomst.bestand, herkomst.regel) = (place.bestand, place.regel);
            }
            return self.vast(id, etiket(soort, jaar), exact_whole(0), herkomst);
        };
        self.landelijk(id, |uitleg| {
            let etiket = Etiket::new(
                format!(
                    "prijs van een traject op de onderwijsroute, prijspeil {}",
                    table.prijspeil
                ),
                "trajectprijs",
                Eenheid::EuroPerPersoon,
            );
            let sleutel = "onderwijsroute.trajectprijs";
            let price = uitleg.cijfer(sleutel, etiket, table.trajectprijs.exact());
            let base = uitleg.prijs(Prijsdeel::Leerroute, table.prijspeil);
            let now = uitleg.prijs(Prijsdeel::Leerroute, jaar);
            let indexed = if base.waarde == exact_whole(0) {
                price
            } else {
                let kinderen = vec![price, Arc::clone(&now), base];
                uitleg.landelijk(format!("trajectprijs.{jaar}"), |_| {
                    Knoop::stap(
                        format!("prijs van een traject op de onderwijsroute in {jaar}"),
                        format!("trajectprijs({jaar})"),
                        Eenheid::EuroPerPersoon,
                        Formule::NaarRato,
                        kinderen,
                    )
                })
            };
            let amount = uitleg.afgeleid_bedrag(soort, jaar);
            let kinderen = vec![indexed, now];
            let knoop = knoop(soort, jaar, amount, Formule::VerschilVanafNul, kinderen);
            knoop.afgerond(Afronding::HalfOmhoog)
        })
    }
}
