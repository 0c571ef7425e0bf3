//! What a gemeente receives in a calendar year, and money beside the grant.

use std::sync::Arc;

use super::uitkering::UitkeringStage;
use crate::exact::fraction::exact_whole;
use crate::exact::money::{Cents, Notation};
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::division::DivisionWeights;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit, euros};
use crate::model::incidenteel_amount;
use crate::people::Kind;
use crate::scenario::Status;
use crate::scenario::tables::{IncidenteelKey, IncidenteelTable};
use crate::terms::jaar::Jaar;
use crate::uitkering::twelve_payments;

impl Explainer<'_> {
    /// Twelve payments, the verrekening of the year before, less what is paid back.
    pub(crate) fn kas(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("kas.{jaar}"), |uitleg| {
            let years_back = i32::from(uitleg.projection.kasregels.terugvordering_na_jaren);
            let due = uitleg.year_before(jaar, years_back);
            let received = uitleg.ontvangen(jaar);
            let amount = uitleg.resultaat(jaar).kas[uitleg.gemeente];
            let (formule, kinderen) = match due {
                Some(due) => {
                    let back = uitleg.terugvordering(due);
                    (ExplainFormula::Verschil, vec![received, back])
                }
                None => (ExplainFormula::Gelijk, vec![received]),
            };
            let knoop = ExplainNode::new(
                format!("ontvangen in kalenderjaar {jaar}"),
                format!("kas({jaar})"),
                ExplainUnit::Euro,
                euros(amount),
                formule,
                kinderen,
            )
            .artikel(Article::BI_10_8);
            match due {
                Some(due) => {
                    let after = format!(
                        "een terugvordering wordt na {years_back} jaar betaald: die over {due}"
                    );
                    knoop.toelichting(after)
                }
                None => knoop.toelichting(format!(
                    "terugvordering over {} valt voor de projectie: als 0 geteld",
                    jaar.plus(-years_back)
                )),
            }
        })
    }

    fn ontvangen(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("ontvangen.{jaar}"), |uitleg| {
            let before = uitleg.year_before(jaar, 1);
            let mut kinderen = vec![uitleg.twaalf(jaar)];
            kinderen.extend(before.map(|before| uitleg.verrekend(before)));
            let knoop = ExplainNode::stap(
                format!("betalingen en verrekening in {jaar}"),
                format!("ontvangen({jaar})"),
                ExplainUnit::Euro,
                ExplainFormula::Som,
                kinderen,
            )
            .artikel(Article::BI_10_8);
            match before {
                Some(_) => knoop,
                None => knoop.toelichting(format!(
                    "verrekening over {} valt voor de projectie: als 0 geteld",
                    jaar.plus(-1)
                )),
            }
        })
    }

    /// The twelve payments of the voorlopige uitkering.
    fn twaalf(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("twaalf.{jaar}"), |uitleg| {
            let amount = uitleg.resultaat(jaar).voorlopig.of(uitleg.gemeente);
            let months = twelve_payments(amount);
            let months: Vec<String> = (1..)
                .zip(months)
                .map(|(month, amount)| {
                    let euros = Notation::DUTCH.euros(amount);
                    format!("{month}: {}", euros.trim_start_matches("€ "))
                })
                .collect();
            let kinderen = vec![uitleg.uitkering(UitkeringStage::Voorlopig, jaar)];
            ExplainNode::stap(
                format!("twaalf maandbedragen van {jaar}"),
                format!("betalingen({jaar})"),
                ExplainUnit::Euro,
                ExplainFormula::TwaalfBetalingen,
                kinderen,
            )
            .artikel(Article::BI_10_8)
            .toelichting(format!(
                "maand m betaalt U × m / 12 min U × (m - 1) / 12, elk half omhoog op de cent: {}",
                months.join("; ")
            ))
        })
    }

    /// Definitief less voorlopig, settled in the next year.
    pub(crate) fn verrekend(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("verrekening.{jaar}"), |uitleg| {
            let kinderen = vec![
                uitleg.uitkering(UitkeringStage::Definitief, jaar),
                uitleg.uitkering(UitkeringStage::Voorlopig, jaar),
            ];
            let amount = uitleg.resultaat(jaar).verrekening(uitleg.gemeente);
            ExplainNode::new(
                format!("verrekening over {jaar}, betaald in {}", jaar.plus(1)),
                format!("verrekening({jaar})"),
                ExplainUnit::Euro,
                euros(amount),
                ExplainFormula::Verschil,
                kinderen,
            )
            .artikel(Article::BI_10_8)
        })
    }

    /// Money beside the grant, line by line.
    pub(crate) fn incidenteel(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("incidenteel.{jaar}"), |uitleg| {
            let lines = uitleg.model.scenario.tabellen.incidenteel.iter();
            let lines = lines.enumerate();
            let paid = lines.filter(|(_, line)| incidenteel_amount(line, jaar) != Cents::ZERO);
            let parts = paid.map(|(number, line)| uitleg.regel(number, line, jaar));
            let parts: Vec<_> = parts.collect();
            let amount = uitleg.resultaat(jaar).incidenteel[uitleg.gemeente];
            let naam = format!("geld naast de uitkering in {jaar}");
            let symbool = format!("incidenteel({jaar})");
            let (eenheid, value) = (ExplainUnit::Euro, euros(amount));
            if parts.is_empty() {
                let none = format!("geen regel van [[incidenteel]] heeft een bedrag in {jaar}");
                return ExplainNode::new(
                    naam,
                    symbool,
                    eenheid,
                    value,
                    ExplainFormula::Gegeven,
                    parts,
                )
                .herkomst(ExplainOrigin::van(none, Status::Afgeleid));
            }
            ExplainNode::new(naam, symbool, eenheid, value, ExplainFormula::Som, parts)
        })
    }

    fn regel(&mut self, number: usize, line: &IncidenteelTable, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("incidenteel_{number}.{jaar}"), |uitleg| {
            let total = incidenteel_amount(line, jaar);
            let before = jaar.plus(-1);
            let kind = match line.verdeelsleutel {
                IncidenteelKey::Inwoners => None,
                IncidenteelKey::Asielstatushouder => Some(Kind::Asielstatushouder),
                IncidenteelKey::GezinsOverig => Some(Kind::GezinsOverig),
                IncidenteelKey::Onderwijsroute => Some(Kind::Onderwijsroute),
            };
            let people = kind.map(|kind| uitleg.people.of(kind).at(jaar, jaar));
            let somebody = people.is_some_and(|people| people.iter().any(|&count| count > 0));
            let (own, all, weights) = match (kind.filter(|_| somebody), people) {
                (Some(Kind::GezinsOverig), Some(people)) => (
                    uitleg.ago(jaar, jaar),
                    uitleg.in_land(Kind::GezinsOverig, "LAGO", jaar, jaar),
                    people,
                ),
                (Some(Kind::Onderwijsroute), Some(people)) => (
                    uitleg.aao(jaar, jaar),
                    uitleg.in_land(Kind::Onderwijsroute, "LAAO", jaar, jaar),
                    people,
                ),
                (Some(_), Some(people)) => (
                    uitleg.aa(jaar, jaar),
                    uitleg.in_land(Kind::Asielstatushouder, "LAA", jaar, jaar),
                    people,
                ),
                _ => (
                    uitleg.inwoners(before),
                    uitleg.inwoners_nl(before),
                    uitleg.model.gemeenten.inwoners(before),
                ),
            };
            let etiket = NodeLabel::new(
                format!("{}, {jaar}, hele land", line.naam),
                format!("landelijk_incidenteel_{}({jaar})", number + 1),
                ExplainUnit::Euro,
            );
            let sleutel = format!("incidenteel.{number}.bedrag.{jaar}");
            let amount = uitleg.cijfer(&sleutel, etiket, euros(total));
            let id = format!("incidenteel_{number}.{jaar}");
            let verdeling = uitleg.verdeling(&id, total.get(), || {
                DivisionWeights::Aantallen(weights.to_vec())
            });
            let gemeente = uitleg.gemeente;
            let value = exact_whole(verdeling.deel(gemeente)) / exact_whole(100);
            ExplainNode::new(
                format!("{}, {jaar}", line.naam),
                format!("incidenteel_{}({jaar})", number + 1),
                ExplainUnit::Euro,
                value,
                ExplainFormula::GrootsteRest(verdeling, gemeente),
                vec![amount, own, all],
            )
        })
    }
}
