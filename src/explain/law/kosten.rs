//! What a gemeente spends: people times a tariff, cohort by cohort.

use std::sync::Arc;

use super::prijs::PrijsChapter;
use crate::exact::fraction::exact_whole;
use crate::exact::money::Cents;
use crate::explain::context::Context;
use crate::explain::key::{CountSymbol, LocalKey, NodeKey};
use crate::explain::people::completion::CompletionChapter;
use crate::explain::people::counts::CountChapter;
use crate::explain::people::kenmerken::KenmerkChapter;
use crate::explain::people::late::LateChapter;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, euros};
use crate::model::{KostenKind, KostenPart, Tarief, kosten_asiel, kosten_gezins_overig};
use crate::people::Kind;
use crate::scenario::Status;
use crate::scenario::tables::KostenLine;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The chapter about costs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KostenChapter<'c>(pub &'c Context<'c>);

impl<'c> KostenChapter<'c> {
    /// The costs of the gemeente in a year.
    pub fn kosten(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Kosten(jaar), || {
            let mut parts = Vec::new();
            for tariff in self.0.model.tarieven.of(jaar) {
                for (kind, amount) in [
                    (Kind::Asielstatushouder, tariff.asielstatushouder),
                    (Kind::GezinsOverig, tariff.gezins_overig),
                ] {
                    if amount != Cents::ZERO {
                        parts.push(self.of_cohort(kind, tariff.cohort, jaar, amount));
                    }
                }
            }
            let amount = euros(self.0.result(jaar).kosten[self.0.gemeente]);
            let kenmerken = KenmerkChapter(self.0);
            let (shift, factor) = (kenmerken.cost_shift(jaar), kenmerken.cost_factor(jaar));
            let name = Text::new(
                format!("kosten van de gemeente in {jaar}"),
                format!("costs of the gemeente in {jaar}"),
            );
            let label = NodeLabel::euros(name, format!("kosten({jaar})"));
            if parts.is_empty() {
                let none = Text::fixed("geen kosten opgegeven", "no costs given");
                return label.leaf(amount, ExplainOrigin::new(none, Status::Aanname));
            }
            if shift.is_none() && factor.is_none() {
                return label.node(amount, ExplainFormula::Som, parts);
            }
            let plain = self.0.node(NodeKey::Local(LocalKey::PlainCosts(jaar)), || {
                let name = Text::new(
                    format!("mensen maal tarief in {jaar}"),
                    format!("people times tariff in {jaar}"),
                );
                NodeLabel::euros(name, format!("kosten_naar_tarief({jaar})"))
                    .step(ExplainFormula::Som, parts)
            });
            let mut parts = vec![plain];
            parts.extend(shift.map(|shift| self.of_z_route(jaar, shift)));
            let Some(factor) = factor else {
                return label.node(amount, ExplainFormula::Som, parts);
            };
            let before = match &parts[..] {
                [plain] => Arc::clone(plain),
                _ => self
                    .0
                    .node(NodeKey::Local(LocalKey::CostsBefore(jaar)), || {
                        let name = Text::fixed("kosten voor de factor", "costs before the factor");
                        NodeLabel::euros(name, format!("kosten_voor_factor({jaar})"))
                            .step(ExplainFormula::Som, parts)
                    }),
            };
            label
                .node(amount, ExplainFormula::Product, vec![before, factor])
                .rounded(Rounding::HalfOmhoog)
        })
    }

    /// Costs because another share is on the Z-route than in the country.
    fn of_z_route(self, jaar: Jaar, shift: Arc<ExplainNode>) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Local(LocalKey::ZCosts(jaar)), || {
            let of_all = self
                .0
                .node(NodeKey::Local(LocalKey::ZCostsOfAll(jaar)), || {
                    let tariffs = self.0.model.tarieven.of(jaar).iter();
                    let parts = tariffs.map(|tariff| self.z_route_of_cohort(tariff, jaar));
                    let name = Text::fixed(
                        "wat iedereen op route Z meer kost dan op de andere routes",
                        "what everyone costs more on route Z than on the other routes",
                    );
                    NodeLabel::euros(name, format!("meerkosten_Z({jaar})"))
                        .step(ExplainFormula::Som, parts.collect())
                });
            let name = Text::new(
                format!("kosten in {jaar} door een ander deel op route Z"),
                format!("costs in {jaar} because of another share on route Z"),
            );
            let mut node = NodeLabel::euros(name, format!("kosten_door_Z({jaar})"))
                .node(exact_whole(0), ExplainFormula::Product, vec![of_all, shift])
                .rounded(Rounding::HalfOmhoog);
            node.waarde = node.recompute().unwrap_or_else(|| exact_whole(0));
            node
        })
    }

    fn z_route_of_cohort(self, tariff: &Tarief, jaar: Jaar) -> Arc<ExplainNode> {
        let cohort = tariff.cohort;
        let key = NodeKey::Local(LocalKey::ZCostsOf(cohort, jaar));
        self.0.node(key, || {
            let name = Text::new(
                format!("meerkosten van route Z per persoon van cohort {cohort} in {jaar}"),
                format!("extra costs of route Z per person of cohort {cohort} in {jaar}"),
            );
            let bron = Text::fixed(
                "[kosten], [leerroute], [traject] en [verlenging]",
                "[kosten], [leerroute], [traject] and [verlenging]",
            );
            let more = self.0.given(
                NodeKey::Local(LocalKey::ZTariff(cohort, jaar)),
                NodeLabel::per_person(name, format!("tarief_Z({cohort}→{jaar})")),
                euros(tariff.on_z_route),
                ExplainOrigin::new(bron, Status::Afgeleid),
            );
            let people = CountChapter(self.0).in_gemeente(CountSymbol::Aa, cohort, jaar);
            let name = Text::same(format!("cohort {cohort}"));
            NodeLabel::euros(name, "").step(ExplainFormula::Product, vec![people, more])
        })
    }

    fn of_cohort(self, kind: Kind, cohort: Jaar, jaar: Jaar, amount: Cents) -> Arc<ExplainNode> {
        self.0.node(NodeKey::KostenOf { kind, cohort, jaar }, || {
            let symbol = CountSymbol::of(kind);
            let children = vec![
                CountChapter(self.0).in_gemeente(symbol, cohort, jaar),
                self.tariff(kind, cohort, jaar, amount),
            ];
            let name = Text::same(format!("{}, cohort {cohort}", kind.key()));
            NodeLabel::euros(name, "").step(ExplainFormula::Product, children)
        })
    }

    /// What one person of a cohort costs in a year, in whole cents.
    fn tariff(self, kind: Kind, cohort: Jaar, jaar: Jaar, amount: Cents) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Tariff { kind, cohort, jaar }, || {
            let base = self.0.model.scenario.tables().kosten.prijspeil;
            let index = base.map(|base| PrijsChapter(self.0).ratio(base, jaar));
            let children = std::iter::once(self.unindexed(kind, cohort, jaar)).chain(index);
            let name = Text::new(
                format!("kosten per persoon van cohort {cohort} in {jaar}"),
                format!("costs per person of cohort {cohort} in {jaar}"),
            );
            NodeLabel::per_person(name, format!("tarief_{}({cohort}→{jaar})", kind.key()))
                .node(euros(amount), ExplainFormula::Product, children.collect())
                .rounded(Rounding::HalfOmhoog)
        })
    }

    /// The same at the price level of `[kosten]`.
    fn unindexed(self, kind: Kind, cohort: Jaar, jaar: Jaar) -> Arc<ExplainNode> {
        self.0
            .node(NodeKey::TariffUnindexed { kind, cohort, jaar }, || {
                let scenario = &self.0.model.scenario;
                let parts = match kind {
                    Kind::GezinsOverig => kosten_gezins_overig(scenario, jaar.since(cohort)),
                    _ => kosten_asiel(scenario, &self.0.course(cohort).cohort.course(jaar)),
                };
                let parts = parts.iter().filter(|part| part.euros() != exact_whole(0));
                let parts = parts.map(|part| self.part(part, cohort, jaar)).collect();
                let name = Text::new(
                    format!(
                        "kosten per persoon van cohort {cohort} in {jaar}, prijspeil van [kosten]"
                    ),
                    format!(
                        "costs per person of cohort {cohort} in {jaar}, price level of [kosten]"
                    ),
                );
                let symbol = format!("basistarief_{}({cohort}→{jaar})", kind.key());
                NodeLabel::per_person(name, symbol).step(ExplainFormula::Som, parts)
            })
    }

    /// One part of a tariff: an amount, the share in this year, who it is for.
    fn part(self, part: &KostenPart, cohort: Jaar, jaar: Jaar) -> Arc<ExplainNode> {
        let (key, line) = self.line(part.soort);
        let node_key = NodeKey::TariffPart {
            line: key.clone(),
            cohort,
            jaar,
        };
        self.0.node(node_key, || {
            let years = jaar.since(cohort);
            let late = LateChapter(self.0);
            let rhythm = format!("{key}.ritme");
            let share = match (part.soort, line) {
                (KostenKind::GezinsOverig, Some(line)) => late.listed(&rhythm, &line.ritme, years),
                (_, Some(line)) => late.share(&rhythm, &line.ritme, cohort, years),
                (_, None) => {
                    let course = self.0.course(cohort);
                    let completion = &course.cohort.completion;
                    CompletionChapter(self.0).extended(completion, cohort, years)
                }
            };
            let amount = match line {
                Some(_) => format!("{key}.bedrag"),
                None => key.clone(),
            };
            let amount_name = Text::fixed(
                "kosten per persoon over het hele traject",
                "costs per person over the whole traject",
            );
            let label = NodeLabel::per_person(amount_name, amount.clone());
            let amount = self.0.figure(&amount, label, part.bedrag.clone());
            let route = match part.soort {
                KostenKind::Leerroute(route) => Some(CompletionChapter(self.0).route_share(route)),
                _ => None,
            };
            let children = [amount, share].into_iter().chain(route).collect();
            NodeLabel::per_person(Text::same(key), "").step(ExplainFormula::Product, children)
        })
    }

    /// Where the costs of a kind stand in the scenario: the key, and the line if it
    /// is one with a rhythm.
    fn line(self, kind: KostenKind) -> (String, Option<&'c KostenLine>) {
        let kosten = &self.0.model.scenario.tables().kosten;
        match kind {
            KostenKind::Leerroute(route) => {
                let lines = kosten.leerroute.as_ref();
                let line = lines.map(|lines| lines.get(route));
                (format!("kosten.leerroute.{}", route.key()), line)
            }
            KostenKind::Begeleiding => {
                ("kosten.begeleiding".to_owned(), kosten.begeleiding.as_ref())
            }
            KostenKind::GezinsOverig => (
                "kosten.gezins_overig".to_owned(),
                kosten.gezins_overig.as_ref(),
            ),
            KostenKind::Verlenging => ("verlenging.kosten".to_owned(), None),
        }
    }
}
