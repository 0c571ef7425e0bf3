//! The stream of people in the scenario: who of a cohort completes a traject when.

use std::sync::Arc;

use crate::exact::fraction::exact_whole;
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::division::DivisionWeights;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, ExplainUnit};
use crate::people::{Completion, Flow, late_by_a_year};
use crate::scenario::Status;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

const ASIEL: Groep = Groep::Asielstatushouder;

impl<'a> Explainer<'a> {
    pub(crate) fn stroom(&self) -> Flow<'a> {
        Flow::new(&self.model.scenario.tabellen)
    }

    /// Share of the asielstatushouders on a route.
    pub(crate) fn routedeel(&mut self, route: Route) -> Arc<ExplainNode> {
        let key = route.key();
        let shares = self.model.scenario.tabellen.leerroute.get(ASIEL);
        let share = shares.map_or_else(|| exact_whole(0), |it| it.get(route).0.exact());
        let etiket = NodeLabel::new(
            format!("deel van de asielstatushouders op route {key}"),
            format!("route_{key}"),
            ExplainUnit::Aandeel,
        );
        self.cijfer(&format!("leerroute.{}.{key}", ASIEL.key()), etiket, share)
    }

    /// Who completed in a year, a part for every cohort that has anyone.
    pub(crate) fn voltooid_per_cohort(&mut self, jaar: Jaar) -> Vec<Arc<ExplainNode>> {
        let mut parts = Vec::new();
        for cohort in self.model.people.first_cohort().through(jaar) {
            let people = self.verloop(cohort).voltooid(jaar.since(cohort));
            if people > 0 {
                parts.push(self.voltooid_van(cohort, jaar, people));
            }
        }
        parts
    }

    /// Who of a cohort completed in a year, in the gemeente.
    fn voltooid_van(&mut self, cohort: Jaar, jaar: Jaar, people: i64) -> Arc<ExplainNode> {
        self.eigen(format!("voltooid.{cohort}.{jaar}"), |uitleg| {
            let counts = &uitleg.model.people.asielstatushouder;
            let (housed, when) = (counts.housed(cohort), counts.housed_at(cohort));
            let id = format!("voltooid.{cohort}.{jaar}");
            let verdeling =
                uitleg.verdeling(&id, people, || DivisionWeights::Aantallen(housed.to_vec()));
            let kinderen = vec![
                uitleg.voltooid_landelijk(cohort, jaar, people),
                uitleg.van_cohort(cohort, when),
                uitleg.land_gehuisvest(cohort),
            ];
            let gemeente = uitleg.gemeente;
            ExplainNode::new(
                format!("cohort {cohort}, afgerond in {jaar}"),
                format!("afgerond({cohort}→{jaar})"),
                ExplainUnit::Personen,
                exact_whole(verdeling.deel(gemeente)),
                ExplainFormula::GrootsteRest(verdeling, gemeente),
                kinderen,
            )
        })
    }

    /// The same in the country: a share of the cohort.
    fn voltooid_landelijk(&mut self, cohort: Jaar, jaar: Jaar, people: i64) -> Arc<ExplainNode> {
        self.landelijk(format!("landelijk_voltooid.{cohort}.{jaar}"), |uitleg| {
            let everyone = uitleg.land_gehuisvest(cohort);
            let verloop = uitleg.verloop(cohort);
            let years = jaar.since(cohort);
            let share = uitleg.afronddeel(&verloop.cohort.completion, cohort, years);
            let verdeling = Arc::clone(&verloop.voltooid);
            let kinderen = vec![everyone, share];
            ExplainNode::new(
                format!("cohort {cohort}, afgerond in {jaar}, hele land"),
                format!("landelijk_afgerond({cohort}→{jaar})"),
                ExplainUnit::Personen,
                exact_whole(people),
                ExplainFormula::GrootsteRest(verdeling, years as usize),
                kinderen,
            )
        })
    }

    /// Share of a cohort that completes so many years after it was housed:
    /// who was to do so, less who takes a year longer, and who took one.
    fn afronddeel(
        &mut self,
        completion: &Completion,
        cohort: Jaar,
        years: i32,
    ) -> Arc<ExplainNode> {
        let scheduled = self.gepland(completion, cohort, years);
        let [now, before] = [years, years - 1].map(|years| {
            let share = completion.extended_share(years);
            (share != exact_whole(0)).then(|| self.verlengd(completion, cohort, years))
        });
        if now.is_none() && before.is_none() {
            return scheduled;
        }
        let jaar = cohort.plus(years);
        self.landelijk(format!("afronddeel.{cohort}.{years}"), |uitleg| {
            let in_time = match now {
                None => scheduled,
                Some(now) => uitleg.landelijk(format!("optijd.{cohort}.{years}"), |_| {
                    let parts = vec![scheduled, now];
                    let naam = "waarvan de termijn niet wordt verlengd";
                    ExplainNode::stap(
                        naam,
                        "",
                        ExplainUnit::Aandeel,
                        ExplainFormula::Verschil,
                        parts,
                    )
                }),
            };
            let parts = std::iter::once(in_time).chain(before).collect();
            ExplainNode::new(
                format!("deel van cohort {cohort} dat in {jaar} afrondt"),
                format!("afronddeel({cohort}→{jaar})"),
                ExplainUnit::Aandeel,
                completion.completed(years),
                ExplainFormula::Som,
                parts,
            )
        })
    }

    /// Share of a cohort whose term is extended in a year.
    pub(crate) fn verlengd(
        &mut self,
        completion: &Completion,
        cohort: Jaar,
        years: i32,
    ) -> Arc<ExplainNode> {
        let jaar = cohort.plus(years);
        self.landelijk(format!("verlengd.{cohort}.{years}"), |uitleg| {
            let etiket = NodeLabel::new(
                "deel dat een jaar verlenging krijgt",
                "verlenging",
                ExplainUnit::Aandeel,
            );
            let share = uitleg.stroom().extended(jaar);
            let kinderen = vec![
                uitleg.gepland(completion, cohort, years),
                uitleg.cijfer("verlenging.aandeel", etiket, share),
            ];
            ExplainNode::new(
                format!("deel van cohort {cohort} dat in {jaar} verlenging krijgt"),
                format!("verlengd({cohort}→{jaar})"),
                ExplainUnit::Aandeel,
                completion.extended_share(years),
                ExplainFormula::Product,
                kinderen,
            )
        })
    }

    /// Share of a cohort that is to complete in a year, over the routes.
    fn gepland(&mut self, completion: &Completion, cohort: Jaar, years: i32) -> Arc<ExplainNode> {
        let jaar = cohort.plus(years);
        self.landelijk(format!("gepland.{cohort}.{years}"), |uitleg| {
            let traject = uitleg.model.scenario.tabellen.traject.get(ASIEL);
            let late = uitleg.laat(cohort);
            let mut parts = Vec::new();
            for route in Route::ALL {
                let Some(curve) = traject.map(|traject| traject.get(route)) else {
                    continue;
                };
                let share = late_by_a_year(curve, years, &late);
                if share == exact_whole(0) {
                    continue;
                }
                let list = format!("traject.{}.{}", ASIEL.key(), route.key());
                let kinderen = vec![
                    uitleg.deels_later(&list, curve, cohort, years),
                    uitleg.routedeel(route),
                ];
                let id = format!("gepland_{}.{cohort}.{years}", route.key());
                parts.push(uitleg.landelijk(id, |_| {
                    let naam = format!("route {}", route.key());
                    ExplainNode::stap(
                        naam,
                        "",
                        ExplainUnit::Aandeel,
                        ExplainFormula::Product,
                        kinderen,
                    )
                }));
            }
            if parts.is_empty() {
                let none = "volgens [traject] niemand in dat jaar";
                let mut knoop = ExplainNode::new(
                    format!("deel van cohort {cohort} dat in {jaar} zou afronden"),
                    format!("gepland({cohort}→{jaar})"),
                    ExplainUnit::Aandeel,
                    exact_whole(0),
                    ExplainFormula::Gegeven,
                    Vec::new(),
                );
                knoop.herkomst = Some(ExplainOrigin::van(none, Status::Aanname));
                return knoop;
            }
            ExplainNode::new(
                format!("deel van cohort {cohort} dat in {jaar} zou afronden"),
                format!("gepland({cohort}→{jaar})"),
                ExplainUnit::Aandeel,
                completion.scheduled(years),
                ExplainFormula::Som,
                parts,
            )
        })
    }
}
