//! The numbers for the country that people of gemeenten are spread from.

use std::sync::Arc;

use super::completion::CompletionChapter;
use super::counts::{CountChapter, kind_name};
use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::NodeKey;
use crate::explain::tree::division::{Division, DivisionWeights};
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::{NodeLabel, years_in_english};
use crate::explain::tree::node::{ExplainNode, ExplainOrigin};
use crate::people::{Gehuisvest, Kind, Origin};
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

/// The chapter about numbers for the country.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NationalChapter<'c>(pub &'c Context<'c>);

impl NationalChapter<'_> {
    /// The number for the country that the counts of the scenario are spread from.
    pub fn total(self, kind: Kind, cohort: Jaar) -> Arc<ExplainNode> {
        let tables = self.0.model.scenario.tables();
        let origin = self.0.model.people.oorsprong.get(&(kind, cohort)).copied();
        match (origin, kind.national(tables, cohort)) {
            (Some(Origin::Instroom), _) | (_, None) if kind != Kind::Onderwijsroute => {
                self.housed(kind, cohort)
            }
            (_, Some(people)) => {
                let key = format!("aantallen.landelijk.{}.{cohort}", kind.key());
                let who = kind_name(kind);
                let name = Text::new(
                    format!("{who} van cohort {cohort} in het land"),
                    format!("{who:#} of cohort {cohort} in the country"),
                );
                let symbol = format!("landelijk_{}({cohort})", kind.key());
                self.0
                    .figure(&key, NodeLabel::people(name, symbol), exact_whole(people))
            }
            (_, None) => self.onderwijsroute(cohort),
        }
    }

    /// The people of a cohort on the onderwijsroute in the country.
    pub fn onderwijsroute(self, cohort: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::NationalOnderwijsroute(cohort), || {
            let everyone = CountChapter(self.0).national_undrawn(cohort, cohort);
            let share = CompletionChapter(self.0).route_share(Route::Onderwijs);
            let name = Text::new(
                format!("asielstatushouders van cohort {cohort} op de onderwijsroute in het land"),
                format!(
                    "asielstatushouders of cohort {cohort} on the onderwijsroute in the country"
                ),
            );
            NodeLabel::people(name, format!("landelijk_AAO({cohort})"))
                .step(ExplainFormula::Product, vec![everyone, share])
                .in_whole_people()
        })
    }

    /// People of a kind housed in a cohort, by the year they became obliged.
    fn housed(self, kind: Kind, cohort: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Housed { kind, cohort }, || {
            let mut parts = Vec::new();
            for &groep in kind.groepen() {
                let housed = self.0.flow().housed_in(groep, cohort);
                for part in housed.ok().flatten().unwrap_or_default() {
                    if part.years + 1 < part.verdeling.len() {
                        parts.push(self.housed_from(groep, cohort, &part));
                    }
                }
            }
            let name = Text::new(
                format!("in {cohort} gehuisvest in een gemeente, hele land"),
                format!("housed in a gemeente in {cohort}, the whole country"),
            );
            NodeLabel::people(name, format!("gehuisvest_{}({cohort})", kind.key()))
                .step(ExplainFormula::Som, parts)
        })
    }

    fn housed_from(self, groep: Groep, cohort: Jaar, part: &Gehuisvest) -> Arc<ExplainNode> {
        let (key, jaar, years) = (groep.key(), part.jaar, part.years);
        let node_key = NodeKey::HousedFrom {
            groep,
            jaar,
            cohort,
        };
        self.0.node(node_key, || {
            let people = groep.people();
            let name = Text::new(
                format!("instroom van {people} in {jaar}"),
                format!("instroom of {people} in {jaar}"),
            );
            let instroom = self.0.figure(
                &format!("instroom.pad.{key}.{jaar}"),
                NodeLabel::people(name, format!("instroom_{key}({jaar})")),
                exact_whole(part.instroom),
            );
            let share = self.housed_after(groep, part);
            let weights = DivisionWeights::Shares(part.verdeling.to_vec());
            let division = Arc::new(Division::new(part.instroom, weights));
            let name = Text::new(
                format!("{people}, instroom {jaar}, gehuisvest in {cohort}"),
                format!("{people}, instroom of {jaar}, housed in {cohort}"),
            );
            NodeLabel::people(name, format!("gehuisvest_{key}({jaar}→{cohort})")).node(
                exact_whole(part.people()),
                ExplainFormula::GrootsteRest(division, years),
                vec![instroom, share],
            )
        })
    }

    /// Share of a groep that is housed so many years after it came.
    fn housed_after(self, groep: Groep, part: &Gehuisvest) -> Arc<ExplainNode> {
        let (years, people) = (part.years, groep.people());
        let tables = self.0.model.scenario.tables();
        let stated = tables.huisvesting.get(groep);
        let stated = stated.and_then(|shares| shares.stated_in(part.jaar));
        let groep = groep.key();
        let years_en = years_in_english(years as i32);
        let name = Text::new(
            format!("deel van {people} dat na {years} jaar een woning heeft"),
            format!("share of {people} that is housed after {years_en}"),
        );
        let share = part.verdeling[years].clone();
        let (name, symbol, key) = match stated {
            Some(stated) => (
                Text::new(
                    format!("{name} (delen van {stated})"),
                    format!("{name:#} (shares of {stated})"),
                ),
                format!("huisvesting_{groep}({stated})[{years}]"),
                format!("huisvesting.{groep}.{stated}.{years}"),
            ),
            None => (
                name,
                format!("huisvesting_{groep}[{years}]"),
                format!("huisvesting.{groep}.{years}"),
            ),
        };
        let label = NodeLabel::share(name, symbol);
        if self.0.origin(&key).is_some() {
            return self.0.figure(&key, label, share);
        }
        let usual = Text::fixed(
            "zonder [huisvesting]: iedereen in het jaar zelf",
            "without [huisvesting]: everyone in the year itself",
        );
        let origin = ExplainOrigin::new(usual, Status::Aanname);
        self.0.given(NodeKey::Figure(key), label, share, origin)
    }
}

impl ExplainNode {
    /// Rounds a number of people half up.
    fn in_whole_people(self) -> Self {
        let mut node = self.rounded(Rounding::HalfOmhoog);
        node.waarde = node.recompute().unwrap_or_else(|| exact_whole(0));
        node
    }
}
