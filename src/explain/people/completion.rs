//! The stream of people in the scenario: who of a cohort completes a traject when.

use std::sync::Arc;

use super::counts::CountChapter;
use super::late::LateChapter;
use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::NodeKey;
use crate::explain::tree::division::DivisionWeights;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin};
use crate::people::{Completion, late_by_a_year};
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

const ASIEL: Groep = Groep::Asielstatushouder;

/// The chapter about who completes when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CompletionChapter<'c>(pub &'c Context<'c>);

impl CompletionChapter<'_> {
    /// Share of the asielstatushouders on a route.
    pub fn route_share(self, route: Route) -> Arc<ExplainNode> {
        let key = route.key();
        let shares = self.0.model.scenario.tables().leerroute.get(ASIEL);
        let share = shares.map_or_else(|| exact_whole(0), |it| it.get(route).0.exact());
        let name = Text::new(
            format!("deel van de asielstatushouders op route {key}"),
            format!("share of the asielstatushouders on route {key}"),
        );
        self.0.figure(
            &format!("leerroute.{}.{key}", ASIEL.key()),
            NodeLabel::share(name, format!("route_{key}")),
            share,
        )
    }

    /// Who completed in a year, a part for every cohort that has anyone.
    pub fn by_cohort(self, jaar: Jaar) -> Vec<Arc<ExplainNode>> {
        let mut parts = Vec::new();
        for cohort in self.0.model.people.first_cohort().through(jaar) {
            let people = self.0.course(cohort).completed(jaar.since(cohort));
            if people > 0 {
                parts.push(self.of_gemeente(cohort, jaar, people));
            }
        }
        parts
    }

    /// Who of a cohort completed in a year, in the gemeente.
    fn of_gemeente(self, cohort: Jaar, jaar: Jaar, people: i64) -> Arc<ExplainNode> {
        let key = NodeKey::Completed { cohort, jaar };
        self.0.node(key.clone(), || {
            let counts = &self.0.model.people.asielstatushouder;
            let (housed, when) = (counts.housed(cohort), counts.housed_at(cohort));
            let weights = || DivisionWeights::Counts(housed.to_vec());
            let division = self.0.division(key, people, weights);
            let children = vec![
                self.of_country(cohort, jaar, people),
                CountChapter(self.0).undrawn(cohort, when),
                CountChapter(self.0).national_housed(cohort),
            ];
            let gemeente = self.0.gemeente;
            let name = Text::new(
                format!("cohort {cohort}, afgerond in {jaar}"),
                format!("cohort {cohort}, completed in {jaar}"),
            );
            NodeLabel::people(name, format!("afgerond({cohort}→{jaar})")).node(
                exact_whole(division.part(gemeente)),
                ExplainFormula::GrootsteRest(division, gemeente),
                children,
            )
        })
    }

    /// The same in the country: a share of the cohort.
    fn of_country(self, cohort: Jaar, jaar: Jaar, people: i64) -> Arc<ExplainNode> {
        self.0
            .node(NodeKey::NationalCompleted { cohort, jaar }, || {
                let course = self.0.course(cohort);
                let years = jaar.since(cohort);
                let children = vec![
                    CountChapter(self.0).national_housed(cohort),
                    self.share(&course.cohort.completion, cohort, years),
                ];
                let name = Text::new(
                    format!("cohort {cohort}, afgerond in {jaar}, hele land"),
                    format!("cohort {cohort}, completed in {jaar}, the whole country"),
                );
                NodeLabel::people(name, format!("landelijk_afgerond({cohort}→{jaar})")).node(
                    exact_whole(people),
                    ExplainFormula::GrootsteRest(Arc::clone(&course.completed), years as usize),
                    children,
                )
            })
    }

    /// Share of a cohort that completes so many years after it was housed:
    /// who was to do so, less who takes a year longer, and who took one.
    fn share(self, completion: &Completion, cohort: Jaar, years: i32) -> Arc<ExplainNode> {
        let scheduled = self.scheduled(completion, cohort, years);
        let [now, before] = [years, years - 1].map(|years| {
            let share = completion.extended_share(years);
            (share != exact_whole(0)).then(|| self.extended(completion, cohort, years))
        });
        if now.is_none() && before.is_none() {
            return scheduled;
        }
        self.0.node(NodeKey::CompletionShare { cohort, years }, || {
            let jaar = cohort.plus(years);
            let in_time = match now {
                None => scheduled,
                Some(now) => self.in_time(cohort, years, vec![scheduled, now]),
            };
            let parts = std::iter::once(in_time).chain(before).collect();
            let name = Text::new(
                format!("deel van cohort {cohort} dat in {jaar} afrondt"),
                format!("share of cohort {cohort} that completes in {jaar}"),
            );
            NodeLabel::share(name, format!("afronddeel({cohort}→{jaar})")).node(
                completion.completed(years),
                ExplainFormula::Som,
                parts,
            )
        })
    }

    fn in_time(self, cohort: Jaar, years: i32, parts: Vec<Arc<ExplainNode>>) -> Arc<ExplainNode> {
        self.0.node(NodeKey::CompletedInTime { cohort, years }, || {
            let name = Text::fixed(
                "waarvan de termijn niet wordt verlengd",
                "of whom the term is not extended",
            );
            NodeLabel::share(name, "").step(ExplainFormula::Verschil, parts)
        })
    }

    /// Share of a cohort whose term is extended in a year.
    pub fn extended(self, completion: &Completion, cohort: Jaar, years: i32) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Extended { cohort, years }, || {
            let jaar = cohort.plus(years);
            let part_name = Text::fixed(
                "deel dat een jaar verlenging krijgt",
                "share that gets an extension of a year",
            );
            let children = vec![
                self.scheduled(completion, cohort, years),
                self.0.figure(
                    "verlenging.aandeel",
                    NodeLabel::share(part_name, "verlenging"),
                    self.0.flow().extended(jaar),
                ),
            ];
            let name = Text::new(
                format!("deel van cohort {cohort} dat in {jaar} verlenging krijgt"),
                format!("share of cohort {cohort} that gets an extension in {jaar}"),
            );
            NodeLabel::share(name, format!("verlengd({cohort}→{jaar})")).node(
                completion.extended_share(years),
                ExplainFormula::Product,
                children,
            )
        })
    }

    /// Share of a cohort that is to complete in a year, over the routes.
    fn scheduled(self, completion: &Completion, cohort: Jaar, years: i32) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Scheduled { cohort, years }, || {
            let jaar = cohort.plus(years);
            let parts = Route::ALL.map(|route| self.scheduled_by_route(route, cohort, years));
            let parts: Vec<_> = parts.into_iter().flatten().collect();
            let name = Text::new(
                format!("deel van cohort {cohort} dat in {jaar} zou afronden"),
                format!("share of cohort {cohort} that would complete in {jaar}"),
            );
            let label = NodeLabel::share(name, format!("gepland({cohort}→{jaar})"));
            if parts.is_empty() {
                let none = Text::fixed(
                    "volgens [traject] niemand in dat jaar",
                    "nobody in that year, by [traject]",
                );
                return label.leaf(exact_whole(0), ExplainOrigin::new(none, Status::Aanname));
            }
            label.node(completion.scheduled(years), ExplainFormula::Som, parts)
        })
    }

    /// The part on one route; `None` where nobody of it is to complete in that year.
    fn scheduled_by_route(
        self,
        route: Route,
        cohort: Jaar,
        years: i32,
    ) -> Option<Arc<ExplainNode>> {
        let curve = self
            .0
            .model
            .scenario
            .tables()
            .traject
            .get(ASIEL)?
            .get(route);
        let course = self.0.course(cohort);
        let late = &course.cohort.late;
        if late_by_a_year(curve, years, late) == exact_whole(0) {
            return None;
        }
        let list = format!("traject.{}.{}", ASIEL.key(), route.key());
        let children = vec![
            LateChapter(self.0).share(&list, curve, cohort, years),
            self.route_share(route),
        ];
        let key = NodeKey::ScheduledByRoute {
            route,
            cohort,
            years,
        };
        Some(self.0.node(key, || {
            let name = Text::same(format!("route {}", route.key()));
            NodeLabel::share(name, "").step(ExplainFormula::Product, children)
        }))
    }
}
