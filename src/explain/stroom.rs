//! The stream of people in the scenario: who of a cohort completes a traject when.

use std::sync::Arc;

use super::bronnen::Etiket;
use super::formule::Formule;
use super::knoop::{Eenheid, Herkomst, Knoop};
use super::uitlegger::Uitlegger;
use super::verdeling::Gewichten;
use crate::begrippen::{Groep, Route};
use crate::fraction::exact_whole;
use crate::jaar::Jaar;
use crate::people::{Completion, Stroom, late_by_a_year};
use crate::scenario::Status;

const ASIEL: Groep = Groep::Asielstatushouder;

impl<'a> Uitlegger<'a> {
    pub(super) fn stroom(&self) -> Stroom<'a> {
        Stroom::new(&self.model.scenario.tabellen)
    }

    /// Share of the asielstatushouders on a route.
    pub(super) fn routedeel(&mut self, route: Route) -> Arc<Knoop> {
        let key = route.key();
        let shares = self.model.scenario.tabellen.leerroute.get(ASIEL);
        let share = shares.map_or_else(|| exact_whole(0), |it| it.get(route).0.exact());
        let etiket = Etiket::new(
            format!("deel van de asielstatushouders op route {key}"),
            format!("route_{key}"),
            Eenheid::Aandeel,
        );
        self.cijfer(&format!("leerroute.{}.{key}", ASIEL.key()), etiket, share)
    }

    /// Who completed in a year, a part for every cohort that has anyone.
    pub(super) fn voltooid_per_cohort(&mut self, jaar: Jaar) -> Vec<Arc<Knoop>> {
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
    fn voltooid_van(&mut self, cohort: Jaar, jaar: Jaar, people: i64) -> Arc<Knoop> {
        self.eigen(format!("voltooid.{cohort}.{jaar}"), |uitleg| {
            let counts = &uitleg.model.people.asielstatushouder;
            let (housed, when) = (counts.housed(cohort), counts.housed_at(cohort));
            let id = format!("voltooid.{cohort}.{jaar}");
            let verdeling = uitleg.verdeling(&id, people, || Gewichten::Aantallen(housed.to_vec()));
            let kinderen = vec![
                uitleg.voltooid_landelijk(cohort, jaar, people),
                uitleg.van_cohort(cohort, when),
                uitleg.land_gehuisvest(cohort),
            ];
            let gemeente = uitleg.gemeente;
            Knoop::new(
                format!("cohort {cohort}, afgerond in {jaar}"),
                format!("afgerond({cohort}→{jaar})"),
                Eenheid::Personen,
                exact_whole(verdeling.deel(gemeente)),
                Formule::GrootsteRest(verdeling, gemeente),
                kinderen,
            )
        })
    }

    /// The same in the country: a share of the cohort.
    fn voltooid_landelijk(&mut self, cohort: Jaar, jaar: Jaar, people: i64) -> Arc<Knoop> {
        self.landelijk(format!("landelijk_voltooid.{cohort}.{jaar}"), |uitleg| {
            let everyone = uitleg.land_gehuisvest(cohort);
            let verloop = uitleg.verloop(cohort);
            let years = jaar.since(cohort);
            let share = uitleg.afronddeel(&verloop.cohort.completion, cohort, years);
            let verdeling = Arc::clone(&verloop.voltooid);
            let kinderen = vec![everyone, share];
            Knoop::new(
                format!("cohort {cohort}, afgerond in {jaar}, hele land"),
                format!("landelijk_afgerond({cohort}→{jaar})"),
                Eenheid::Personen,
                exact_whole(people),
                Formule::GrootsteRest(verdeling, years as usize),
                kinderen,
            )
        })
    }

    /// Share of a cohort that completes so many years after it was housed:
    /// who was to do so, less who takes a year longer, and who took one.
    fn afronddeel(&mut self, completion: &Completion, cohort: Jaar, years: i32) -> Arc<Knoop> {
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
                    Knoop::stap(naam, "", Eenheid::Aandeel, Formule::Verschil, parts)
                }),
            };
            let parts = std::iter::once(in_time).chain(before).collect();
            Knoop::new(
                format!("deel van cohort {cohort} dat in {jaar} afrondt"),
                format!("afronddeel({cohort}→{jaar})"),
                Eenheid::Aandeel,
                completion.completed(years),
                Formule::Som,
                parts,
            )
        })
    }

    /// Share of a cohort whose term is extended in a year.
    pub(super) fn verlengd(
        &mut self,
        completion: &Completion,
        cohort: Jaar,
        years: i32,
    ) -> Arc<Knoop> {
        let jaar = cohort.plus(years);
        self.landelijk(format!("verlengd.{cohort}.{years}"), |uitleg| {
            let etiket = Etiket::new(
                "deel dat een jaar verlenging krijgt",
                "verlenging",
                Eenheid::Aandeel,
            );
            let share = uitleg.stroom().extended(jaar);
            let kinderen = vec![
                uitleg.gepland(completion, cohort, years),
                uitleg.cijfer("verlenging.aandeel", etiket, share),
            ];
            Knoop::new(
                format!("deel van cohort {cohort} dat in {jaar} verlenging krijgt"),
                format!("verlengd({cohort}→{jaar})"),
                Eenheid::Aandeel,
                completion.extended_share(years),
                Formule::Product,
                kinderen,
            )
        })
    }

    /// Share of a cohort that is to complete in a year, over the routes.
    fn gepland(&mut self, completion: &Completion, cohort: Jaar, years: i32) -> Arc<Knoop> {
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
                    Knoop::stap(naam, "", Eenheid::Aandeel, Formule::Product, kinderen)
                }));
            }
            if parts.is_empty() {
                let none = "volgens [traject] niemand in dat jaar";
                let mut knoop = Knoop::new(
                    format!("deel van cohort {cohort} dat in {jaar} zou afronden"),
                    format!("gepland({cohort}→{jaar})"),
                    Eenheid::Aandeel,
                    exact_whole(0),
                    Formule::Gegeven,
                    Vec::new(),
                );
                knoop.herkomst = Some(Herkomst::van(none, Status::Aanname));
                return knoop;
            }
            Knoop::new(
                format!("deel van cohort {cohort} dat in {jaar} zou afronden"),
                format!("gepland({cohort}→{jaar})"),
                Eenheid::Aandeel,
                completion.scheduled(years),
                Formule::Som,
                parts,
            )
        })
    }
}
