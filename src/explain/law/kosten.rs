//! What a gemeente spends: people times a tariff, cohort by cohort.

use std::sync::Arc;

use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::Cents;
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, ExplainUnit, euros};
use crate::model::{KostenKind, KostenPart, kosten_asiel, kosten_gezins_overig};
use crate::people::Kind;
use crate::scenario::Status;
use crate::scenario::tables::KostenLine;
use crate::terms::jaar::Jaar;

impl Explainer<'_> {
    /// The costs of the gemeente in a year.
    pub(crate) fn kosten(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("kosten.{jaar}"), |uitleg| {
            let model = uitleg.model;
            let mut parts = Vec::new();
            for tarief in model.tarieven.of(jaar) {
                let cohort = tarief.cohort;
                for (kind, amount) in [
                    (Kind::Asielstatushouder, tarief.asielstatushouder),
                    (Kind::GezinsOverig, tarief.gezins_overig),
                ] {
                    if amount != Cents::ZERO {
                        parts.push(uitleg.kosten_van(kind, cohort, jaar, amount));
                    }
                }
            }
            let amount = uitleg.resultaat(jaar).kosten[uitleg.gemeente];
            let naam = format!("kosten van de gemeente in {jaar}");
            let symbool = format!("kosten({jaar})");
            let (eenheid, value) = (ExplainUnit::Euro, euros(amount));
            if parts.is_empty() {
                let none = ExplainOrigin::van("geen kosten opgegeven", Status::Aanname);
                return ExplainNode::new(
                    naam,
                    symbool,
                    eenheid,
                    value,
                    ExplainFormula::Gegeven,
                    parts,
                )
                .herkomst(none);
            }
            ExplainNode::new(naam, symbool, eenheid, value, ExplainFormula::Som, parts)
        })
    }

    fn kosten_van(
        &mut self,
        kind: Kind,
        cohort: Jaar,
        jaar: Jaar,
        amount: Cents,
    ) -> Arc<ExplainNode> {
        let key = kind.key();
        self.eigen(format!("kosten_{key}.{cohort}.{jaar}"), |uitleg| {
            let people = match kind {
                Kind::GezinsOverig => uitleg.ago(cohort, jaar),
                _ => uitleg.aa(cohort, jaar),
            };
            let kinderen = vec![people, uitleg.tarief(kind, cohort, jaar, amount)];
            let naam = format!("{key}, cohort {cohort}");
            ExplainNode::stap(
                naam,
                "",
                ExplainUnit::Euro,
                ExplainFormula::Product,
                kinderen,
            )
        })
    }

    /// What one person of a cohort costs in a year, in whole cents.
    fn tarief(&mut self, kind: Kind, cohort: Jaar, jaar: Jaar, amount: Cents) -> Arc<ExplainNode> {
        let key = kind.key();
        self.landelijk(format!("tarief_{key}.{cohort}.{jaar}"), |uitleg| {
            let scenario = &uitleg.model.scenario;
            let delen = match kind {
                Kind::GezinsOverig => kosten_gezins_overig(scenario, cohort, jaar),
                _ => {
                    let verloop = uitleg.verloop(cohort);
                    kosten_asiel(scenario, &verloop.cohort, jaar)
                }
            };
            let parts = delen.iter().filter(|deel| deel.euros() != exact_whole(0));
            let parts = parts.map(|deel| uitleg.kostendeel(deel, cohort, jaar));
            let parts: Vec<_> = parts.collect();
            let before = uitleg.landelijk(format!("tarief_{key}.{cohort}.{jaar}.voor"), |_| {
                ExplainNode::stap(
                    format!(
                        "kosten per persoon van cohort {cohort} in {jaar}, prijspeil van [kosten]"
                    ),
                    format!("basistarief_{key}({cohort}→{jaar})"),
                    ExplainUnit::EuroPerPersoon,
                    ExplainFormula::Som,
                    parts,
                )
            });
            let prijspeil = uitleg.model.scenario.tabellen.kosten.prijspeil;
            let index = prijspeil.map(|base| uitleg.prijsverhouding(base, jaar));
            let kinderen = std::iter::once(before).chain(index).collect();
            ExplainNode::new(
                format!("kosten per persoon van cohort {cohort} in {jaar}"),
                format!("tarief_{key}({cohort}→{jaar})"),
                ExplainUnit::EuroPerPersoon,
                euros(amount),
                ExplainFormula::Product,
                kinderen,
            )
            .afgerond(Rounding::HalfOmhoog)
        })
    }

    /// One part of a tariff: an amount, the share in this year, who it is for.
    fn kostendeel(&mut self, deel: &KostenPart, cohort: Jaar, jaar: Jaar) -> Arc<ExplainNode> {
        let tables = &self.model.scenario.tabellen;
        let years = jaar.since(cohort);
        let kosten = &tables.kosten;
        let (sleutel, regel) = match deel.soort {
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
        };
        let id = format!("{sleutel}.{cohort}.{jaar}");
        self.landelijk(id, |uitleg| {
            let mut kinderen = vec![uitleg.kostenbedrag(&sleutel, regel, &deel.bedrag)];
            kinderen.push(match (deel.soort, regel) {
                (KostenKind::GezinsOverig, Some(line)) => {
                    uitleg.uit_lijst(&format!("{sleutel}.ritme"), &line.ritme, years)
                }
                (_, Some(line)) => {
                    let list = format!("{sleutel}.ritme");
                    uitleg.deels_later(&list, &line.ritme, cohort, years)
                }
                (_, None) => {
                    let verloop = uitleg.verloop(cohort);
                    uitleg.verlengd(&verloop.cohort.completion, cohort, years)
                }
            });
            if let KostenKind::Leerroute(route) = deel.soort {
                kinderen.push(uitleg.routedeel(route));
            }
            let eenheid = ExplainUnit::EuroPerPersoon;
            ExplainNode::stap(
                sleutel.clone(),
                "",
                eenheid,
                ExplainFormula::Product,
                kinderen,
            )
        })
    }

    fn kostenbedrag(
        &mut self,
        sleutel: &str,
        regel: Option<&KostenLine>,
        bedrag: &Exact,
    ) -> Arc<ExplainNode> {
        let path = match regel {
            Some(_) => format!("{sleutel}.bedrag"),
            None => sleutel.to_owned(),
        };
        let etiket = NodeLabel::new(
            "kosten per persoon over het hele traject",
            path.clone(),
            ExplainUnit::EuroPerPersoon,
        );
        self.cijfer(&path, etiket, bedrag.clone())
    }
}
