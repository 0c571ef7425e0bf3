//! The shares of a year, and the amount for the onderwijsroute.

use std::sync::Arc;

use super::bedragen::{BedragenChapter, amount_label};
use super::prijs::PrijsChapter;
use crate::exact::fraction::{Fraction, exact_whole};
use crate::explain::context::Context;
use crate::explain::key::{NodeKey, PricePart, YearShare};
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, euros};
use crate::model::{BedragKind, bron_pa, last_route, no_route};
use crate::scenario::Status;
use crate::scenario::tables::{BedragenTable, OnderwijsrouteTable};
use crate::scenario::values::Aandeel;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The chapter about the onderwijsroute and the shares of a year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnderwijsrouteChapter<'c>(pub &'c Context<'c>);

impl OnderwijsrouteChapter<'_> {
    /// pa_t: share of the prognose that is inburgeringsplichtig.
    pub fn pa_t(self, jaar: Jaar) -> Arc<ExplainNode> {
        let share = self.0.input(jaar).plan.bedragen.pa_t;
        self.pa(YearShare::PaT, share, |table| table.pa_t, jaar)
    }

    /// pa_t1: share of the taakstelling that is.
    pub fn pa_t1(self, jaar: Jaar) -> Arc<ExplainNode> {
        let share = self.0.input(jaar).plan.bedragen.pa_t1;
        self.pa(YearShare::PaT1, share, |table| table.pa_t1, jaar)
    }

    /// A share that holds on from the last year that states it.
    fn pa(
        self,
        which: YearShare,
        share: Fraction,
        stated: fn(&BedragenTable) -> Option<Aandeel>,
        jaar: Jaar,
    ) -> Arc<ExplainNode> {
        let key = which.key();
        let name = Text::fixed(
            "deel dat inburgeringsplichtig is",
            "share that is inburgeringsplichtig",
        );
        let label = NodeLabel::share(name, format!("{key}({jaar})")).article(Article::RI_10_1);
        let bedragen = &self.0.model.scenario.tables().bedragen.0;
        let mut years = bedragen.range(..=jaar).rev();
        let last = years.find(|(_, table)| stated(table).is_some());
        let found = last.and_then(|(year, _)| {
            let origin = self.0.origin(&format!("bedragen.{year}.{key}"))?;
            if *year == jaar {
                return Some(origin);
            }
            // The article names no year: what it says holds until it is changed.
            let bron = Text::new(
                format!(
                    "dat van {year}, zolang het artikel niet wijzigt ({})",
                    origin.bron
                ),
                format!(
                    "that of {year}, until the article changes ({:#})",
                    origin.bron
                ),
            );
            Some(ExplainOrigin { bron, ..origin })
        });
        let origin = found.unwrap_or_else(|| ExplainOrigin::new(bron_pa(), Status::Aanname));
        let key = NodeKey::YearShare(which, jaar);
        self.0.given(key, label, share.exact(), origin)
    }

    /// po: the share expected on the onderwijsroute.
    pub fn po(self, jaar: Jaar) -> Arc<ExplainNode> {
        let table = self.0.model.scenario.tables().bedragen.get(jaar);
        let key = if table.is_some_and(|table| table.po.is_some()) {
            format!("bedragen.{jaar}.po")
        } else {
            "onderwijsroute.aandeel".to_owned()
        };
        let name = Text::fixed(
            "deel dat naar verwachting de onderwijsroute volgt",
            "share expected to take the onderwijsroute",
        );
        let none = || {
            let none = Text::fixed(
                "geen [onderwijsroute] in het scenario",
                "no [onderwijsroute] in the scenario",
            );
            ExplainOrigin::new(none, Status::Afgeleid)
        };
        self.0.given(
            NodeKey::YearShare(YearShare::Po, jaar),
            NodeLabel::share(name, format!("po({jaar})")),
            self.0.input(jaar).plan.bedragen.po.exact(),
            self.0.origin(&key).unwrap_or_else(none),
        )
    }

    /// The amount per person that follows from the price of a traject.
    pub fn derived(self, jaar: Jaar) -> Arc<ExplainNode> {
        let kind = BedragKind::Onderwijsroute;
        let label = amount_label(kind, jaar);
        self.0.node(NodeKey::AmountDerived(kind, jaar), || {
            let table = self.0.model.scenario.tables().onderwijsroute.as_ref();
            let Some(table) = table.filter(|table| table.in_force(jaar)) else {
                return label.leaf(exact_whole(0), self.no_budget(jaar));
            };
            let now = PrijsChapter(self.0).price(PricePart::Leerroute, jaar);
            if let Some((from, published)) = last_route(self.0.model.scenario.tables(), jaar)
                && let base = PrijsChapter(self.0).price(PricePart::Leerroute, from)
                && base.waarde != exact_whole(0)
            {
                let key = format!("bedragen.{from}.{kind}");
                let first = self
                    .0
                    .figure(&key, amount_label(kind, from), euros(published));
                let amount = BedragenChapter(self.0).derived_amount(kind, jaar);
                let children = vec![first, now, base];
                return label
                    .node(euros(amount), ExplainFormula::NaarRato, children)
                    .rounded(Rounding::HalfOmhoog);
            }
            let price = self.traject_price(table, jaar, &now);
            let amount = BedragenChapter(self.0).derived_amount(kind, jaar);
            let children = vec![price, now];
            label
                .node(euros(amount), ExplainFormula::VerschilVanafNul, children)
                .rounded(Rounding::HalfOmhoog)
        })
    }

    fn no_budget(self, jaar: Jaar) -> ExplainOrigin {
        let mut origin = ExplainOrigin::new(no_route(jaar), Status::Afgeleid);
        if let Some(place) = self.0.origin("onderwijsroute") {
            (origin.bestand, origin.regel) = (place.bestand, place.regel);
        }
        origin
    }

    /// The price of a traject, grown with the price of the leerroute.
    fn traject_price(
        self,
        table: &OnderwijsrouteTable,
        jaar: Jaar,
        now: &Arc<ExplainNode>,
    ) -> Arc<ExplainNode> {
        let base_year = table.prijspeil;
        let name = Text::new(
            format!("prijs van een traject op de onderwijsroute, prijspeil {base_year}"),
            format!("price of a traject on the onderwijsroute, price level {base_year}"),
        );
        let price = self.0.figure(
            "onderwijsroute.trajectprijs",
            NodeLabel::per_person(name, "trajectprijs"),
            table.trajectprijs.exact(),
        );
        let base = PrijsChapter(self.0).price(PricePart::Leerroute, base_year);
        if base.waarde == exact_whole(0) {
            return price;
        }
        self.0.node(NodeKey::TrajectPrice(jaar), || {
            let name = Text::new(
                format!("prijs van een traject op de onderwijsroute in {jaar}"),
                format!("price of a traject on the onderwijsroute in {jaar}"),
            );
            NodeLabel::per_person(name, format!("trajectprijs({jaar})"))
                .step(ExplainFormula::NaarRato, vec![price, Arc::clone(now), base])
        })
    }
}
