//! What a gemeente receives in a calendar year, and money beside the grant.

use std::sync::Arc;

use super::reserve::ReserveChapter;
use super::uitkering::UitkeringChapter;
use crate::columns::Column;
use crate::exact::fraction::exact_whole;
use crate::exact::money::Cents;
use crate::explain::context::Context;
use crate::explain::key::{CountSymbol, NodeKey, UitkeringStage};
use crate::explain::people::counts::CountChapter;
use crate::explain::people::inwoners::InwonersChapter;
use crate::explain::tree::division::DivisionWeights;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::label::{NodeLabel, years_in_english};
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, euros};
use crate::model::incidenteel_amount;
use crate::scenario::Status;
use crate::scenario::tables::{IncidenteelKey, IncidenteelTable};
use crate::terms::jaar::Jaar;
use crate::terms::{Lang, Text};
use crate::uitkering::twelve_payments;

/// The chapter about what is received in a calendar year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KasChapter<'c>(pub &'c Context<'c>);

impl KasChapter<'_> {
    /// Twelve payments, the verrekening of the year before, less what is paid back.
    pub fn kas(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Kas(jaar), || {
            let years_back = i32::from(self.0.projection.kasregels.terugvordering_na_jaren);
            let due = self.0.year_before(jaar, years_back);
            let amount = self.0.result(jaar).kas[self.0.gemeente];
            let received = self.received(jaar);
            let (formula, children, remark) = match due {
                Some(due) => {
                    let back = ReserveChapter(self.0).terugvordering(due);
                    let years_back_en = years_in_english(years_back);
                    let after = Text::new(
                        format!(
                            "een terugvordering wordt na {years_back} jaar betaald: die over {due}"
                        ),
                        format!(
                            "a terugvordering is paid after {years_back_en}: the one over {due}"
                        ),
                    );
                    (ExplainFormula::Verschil, vec![received, back], after)
                }
                None => {
                    let none = before_the_projection(
                        Column::Terugvordering.name(),
                        jaar.plus(-years_back),
                    );
                    (ExplainFormula::Gelijk, vec![received], none)
                }
            };
            let name = Text::new(
                format!("ontvangen in kalenderjaar {jaar}"),
                format!("received in calendar year {jaar}"),
            );
            NodeLabel::euros(name, format!("kas({jaar})"))
                .node(euros(amount), formula, children)
                .article(Article::BI_10_8)
                .remark(remark)
        })
    }

    fn received(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Received(jaar), || {
            let before = self.0.year_before(jaar, 1);
            let mut children = vec![self.twelve_payments(jaar)];
            children.extend(before.map(|before| self.verrekening(before)));
            let name = Text::new(
                format!("betalingen en verrekening in {jaar}"),
                format!("payments and verrekening in {jaar}"),
            );
            let node = NodeLabel::euros(name, format!("ontvangen({jaar})"))
                .step(ExplainFormula::Som, children)
                .article(Article::BI_10_8);
            match before {
                Some(_) => node,
                None => node.remark(before_the_projection(
                    Column::Verrekening.name(),
                    jaar.plus(-1),
                )),
            }
        })
    }

    /// The twelve payments of the voorlopige uitkering.
    fn twelve_payments(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::TwelvePayments(jaar), || {
            let amount = self.0.result(jaar).voorlopig.of(self.0.gemeente);
            let months = twelve_payments(amount);
            let listed = |lang: Lang| {
                let months = (1..).zip(&months).map(|(month, &amount)| {
                    let euros = lang.notation().euros(amount);
                    format!("{month}: {}", euros.trim_start_matches("€ "))
                });
                months.collect::<Vec<_>>().join("; ")
            };
            let remark = Text::new(
                format!(
                    "maand m betaalt U × m / 12 min U × (m - 1) / 12, elk half omhoog op de cent: \
                     {}",
                    listed(Lang::Nl)
                ),
                format!(
                    "month m pays U × m / 12 less U × (m - 1) / 12, each rounded half up to the \
                     cent: {}",
                    listed(Lang::En)
                ),
            );
            let name = Text::new(
                format!("twaalf maandbedragen van {jaar}"),
                format!("twelve monthly amounts of {jaar}"),
            );
            let uitkering = UitkeringChapter(self.0).total(UitkeringStage::Voorlopig, jaar);
            NodeLabel::euros(name, format!("betalingen({jaar})"))
                .step(ExplainFormula::TwaalfBetalingen, vec![uitkering])
                .article(Article::BI_10_8)
                .remark(remark)
        })
    }

    /// Definitief less voorlopig, settled in the next year.
    pub fn verrekening(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Verrekening(jaar), || {
            let uitkering = UitkeringChapter(self.0);
            let children = vec![
                uitkering.total(UitkeringStage::Definitief, jaar),
                uitkering.total(UitkeringStage::Voorlopig, jaar),
            ];
            let amount = self.0.result(jaar).verrekening(self.0.gemeente);
            let paid = jaar.plus(1);
            let name = Text::new(
                format!("verrekening over {jaar}, betaald in {paid}"),
                format!("verrekening over {jaar}, paid in {paid}"),
            );
            NodeLabel::euros(name, format!("verrekening({jaar})"))
                .node(euros(amount), ExplainFormula::Verschil, children)
                .article(Article::BI_10_8)
        })
    }

    /// Money beside the grant, line by line.
    pub fn incidenteel(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Incidenteel(jaar), || {
            let lines = self.0.model.scenario.tables().incidenteel.iter();
            let lines = lines.enumerate();
            let paid = lines.filter(|(_, line)| incidenteel_amount(line, jaar) != Cents::ZERO);
            let parts = paid.map(|(number, line)| self.line(number, line, jaar));
            let parts: Vec<_> = parts.collect();
            let amount = euros(self.0.result(jaar).incidenteel[self.0.gemeente]);
            let name = Text::new(
                format!("geld naast de uitkering in {jaar}"),
                format!("money beside the uitkering in {jaar}"),
            );
            let label = NodeLabel::euros(name, format!("incidenteel({jaar})"));
            if parts.is_empty() {
                let none = Text::new(
                    format!("geen regel van [[incidenteel]] heeft een bedrag in {jaar}"),
                    format!("no line of [[incidenteel]] has an amount in {jaar}"),
                );
                return label.leaf(amount, ExplainOrigin::new(none, Status::Afgeleid));
            }
            label.node(amount, ExplainFormula::Som, parts)
        })
    }

    /// The share of the gemeente in one line, counted from 0.
    fn line(self, number: usize, line: &IncidenteelTable, jaar: Jaar) -> Arc<ExplainNode> {
        let key = NodeKey::IncidenteelLine(number, jaar);
        self.0.node(key.clone(), || {
            let (line_name, ordinal) = (&line.naam, number + 1);
            let total = incidenteel_amount(line, jaar);
            let (own, all, weights) = self.divided_by(line.verdeelsleutel, jaar);
            let national_name = Text::new(
                format!("{line_name}, {jaar}, hele land"),
                format!("{line_name}, {jaar}, the whole country"),
            );
            let symbol = format!("landelijk_incidenteel_{ordinal}({jaar})");
            let amount = self.0.figure(
                &format!("incidenteel.{number}.bedrag.{jaar}"),
                NodeLabel::euros(national_name, symbol),
                euros(total),
            );
            let weights = || DivisionWeights::Counts(weights.to_vec());
            let division = self.0.division(key, total.get(), weights);
            let gemeente = self.0.gemeente;
            let value = exact_whole(division.part(gemeente)) / exact_whole(100);
            let name = Text::same(format!("{line_name}, {jaar}"));
            NodeLabel::euros(name, format!("incidenteel_{ordinal}({jaar})")).node(
                value,
                ExplainFormula::GrootsteRest(division, gemeente),
                vec![amount, own, all],
            )
        })
    }

    /// What a line is divided by, in the gemeente, in the country and for each
    /// gemeente: inhabitants, also where there is nobody of the groep it names.
    fn divided_by(
        &self,
        key: IncidenteelKey,
        jaar: Jaar,
    ) -> (Arc<ExplainNode>, Arc<ExplainNode>, &[i64]) {
        let symbol = match key {
            IncidenteelKey::Inwoners => None,
            IncidenteelKey::Asielstatushouder => Some(CountSymbol::Aa),
            IncidenteelKey::GezinsOverig => Some(CountSymbol::Ago),
            IncidenteelKey::Onderwijsroute => Some(CountSymbol::Aao),
        };
        if let Some(symbol) = symbol {
            let people = self.0.people.of(symbol.kind()).at(jaar, jaar);
            if people.iter().any(|&count| count > 0) {
                let counts = CountChapter(self.0);
                let own = counts.in_gemeente(symbol, jaar, jaar);
                return (own, counts.in_country(symbol, jaar, jaar), people);
            }
        }
        let inwoners = InwonersChapter(self.0);
        let before = jaar.plus(-1);
        let weights = self.0.model.gemeenten.inwoners(before);
        (
            inwoners.of_gemeente(before),
            inwoners.national(before),
            weights,
        )
    }
}

/// What to say where a year before the first one had to be counted.
fn before_the_projection(what: &str, jaar: Jaar) -> Text {
    Text::new(
        format!("{what} over {jaar} valt voor de projectie: als 0 geteld"),
        format!("{what} over {jaar} falls before the projection: counted as 0"),
    )
}
