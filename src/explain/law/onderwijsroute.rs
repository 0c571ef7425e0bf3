//! The shares of a year, and the amount for the onderwijsroute.

use std::sync::Arc;

use super::bedragen::{etiket, knoop};
use super::prijs::Prijsdeel;
use crate::exact::fraction::exact_whole;
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit};
use crate::model::{BedragKind, bron_pa};
use crate::scenario::Status;
use crate::scenario::tables::BedragenTable;
use crate::scenario::values::Aandeel;
use crate::terms::jaar::Jaar;

impl Explainer<'_> {
    /// Share of the prognosis (0) or the taakstelling (1) that is
    /// inburgeringsplichtig; it holds on from the last year that says so.
    pub(crate) fn pa(&mut self, number: usize, jaar: Jaar) -> Arc<ExplainNode> {
        let bedragen = self.invoer(jaar).plan.bedragen;
        let (key, waarde, stated): (_, _, fn(&BedragenTable) -> Option<Aandeel>) = match number {
            0 => ("pa_t", bedragen.pa_t, |table| table.pa_t),
            _ => ("pa_t1", bedragen.pa_t1, |table| table.pa_t1),
        };
        let id = format!("{key}.{jaar}");
        let etiket = NodeLabel::new(
            "deel dat inburgeringsplichtig is",
            format!("{key}({jaar})"),
            ExplainUnit::Aandeel,
        )
        .artikel(Article::RI_10_1);
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
        let herkomst = found.unwrap_or_else(|| ExplainOrigin::van(bron_pa(), Status::Aanname));
        self.vast(id, etiket, waarde.exact(), herkomst)
    }

    /// po: the share expected on the onderwijsroute.
    pub(crate) fn po(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let tables = &self.model.scenario.tabellen;
        let table = tables.bedragen.get(jaar);
        let stated = table.is_some_and(|table| table.po.is_some());
        let sleutel = if stated {
            format!("bedragen.{jaar}.po")
        } else {
            "onderwijsroute.aandeel".to_owned()
        };
        let etiket = NodeLabel::new(
            "deel dat naar verwachting de onderwijsroute volgt",
            format!("po({jaar})"),
            ExplainUnit::Aandeel,
        );
        let waarde = self.invoer(jaar).plan.bedragen.po.exact();
        let none = || ExplainOrigin::van("geen [onderwijsroute] in het scenario", Status::Afgeleid);
        let herkomst = self.herkomst(&sleutel).unwrap_or_else(none);
        self.vast(format!("po.{jaar}"), etiket, waarde, herkomst)
    }

    pub(crate) fn onderwijsroute(&mut self, id: String, jaar: Jaar) -> Arc<ExplainNode> {
        let soort = BedragKind::Onderwijsroute;
        let tables = &self.model.scenario.tabellen;
        let table = tables.onderwijsroute.as_ref();
        let Some(table) = table.filter(|table| table.in_force(jaar)) else {
            let bron = format!("geen budget voor de onderwijsroute binnen de uitkering in {jaar}");
            let place = self.herkomst("onderwijsroute");
            let mut herkomst = ExplainOrigin::van(bron, Status::Afgeleid);
            if let Some(place) = place {
                (herkomst.bestand, herkomst.regel) = (place.bestand, place.regel);
            }
            return self.vast(id, etiket(soort, jaar), exact_whole(0), herkomst);
        };
        self.landelijk(id, |uitleg| {
            let etiket = NodeLabel::new(
                format!(
                    "prijs van een traject op de onderwijsroute, prijspeil {}",
                    table.prijspeil
                ),
                "trajectprijs",
                ExplainUnit::EuroPerPersoon,
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
                    ExplainNode::stap(
                        format!("prijs van een traject op de onderwijsroute in {jaar}"),
                        format!("trajectprijs({jaar})"),
                        ExplainUnit::EuroPerPersoon,
                        ExplainFormula::NaarRato,
                        kinderen,
                    )
                })
            };
            let amount = uitleg.afgeleid_bedrag(soort, jaar);
            let kinderen = vec![indexed, now];
            let knoop = knoop(
                soort,
                jaar,
                amount,
                ExplainFormula::VerschilVanafNul,
                kinderen,
            );
            knoop.afgerond(Rounding::HalfOmhoog)
        })
    }
}
