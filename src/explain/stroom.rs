//! The stream of people in the scenario: who is housed when, and who of a
//! cohort completes a traject when.

use std::sync::Arc;

use super::bronnen::Etiket;
use super::formule::Formule;
use super::knoop::{Eenheid, Herkomst, Knoop};
use super::uitlegger::Uitlegger;
use super::verdeling::{Gewichten, Verdeling};
use crate::begrippen::{Groep, Route};
use crate::fraction::{Exact, exact_whole};
use crate::jaar::Jaar;
use crate::people::{Completion, Gehuisvest, Kind, Stroom, at, late_by_a_year, with_rest};
use crate::scenario::Status;
use crate::scenario::values::Aandeel;

const ASIEL: Groep = Groep::Asielstatushouder;

impl<'a> Uitlegger<'a> {
    pub(super) fn stroom(&self) -> Stroom<'a> {
        Stroom::new(&self.model.scenario.tabellen)
    }

    /// People of a kind housed in a cohort, by the year they became obliged.
    pub(super) fn gehuisvest(&mut self, kind: Kind, cohort: Jaar) -> Arc<Knoop> {
        self.landelijk(format!("gehuisvest_{}.{cohort}", kind.key()), |uitleg| {
            let mut parts = Vec::new();
            for &groep in kind.groepen() {
                let housed = uitleg.stroom().housed_in(groep, cohort);
                for part in housed.ok().flatten().unwrap_or_default() {
                    if part.years + 1 < part.verdeling.len() {
                        parts.push(uitleg.gehuisvest_uit(groep, cohort, &part));
                    }
                }
            }
            Knoop::stap(
                format!("in {cohort} gehuisvest in een gemeente, hele land"),
                format!("gehuisvest_{}({cohort})", kind.key()),
                Eenheid::Personen,
                Formule::Som,
                parts,
            )
        })
    }

    fn gehuisvest_uit(&mut self, groep: Groep, cohort: Jaar, part: &Gehuisvest) -> Arc<Knoop> {
        let (key, jaar, years) = (groep.key(), part.jaar, part.years);
        self.landelijk(format!("gehuisvest_{key}.{jaar}.{cohort}"), |uitleg| {
            let instroom = uitleg.cijfer(
                &format!("instroom.pad.{key}.{jaar}"),
                Etiket::new(
                    format!("instroom van {key} in {jaar}"),
                    format!("instroom_{key}({jaar})"),
                    Eenheid::Personen,
                ),
                exact_whole(part.instroom),
            );
            let etiket = Etiket::new(
                format!("deel van {key} dat na {years} jaar een woning heeft"),
                format!("huisvesting_{key}[{years}]"),
                Eenheid::Aandeel,
            );
            let sleutel = format!("huisvesting.{key}.{years}");
            let share = part.verdeling[years].clone();
            let share = match uitleg.herkomst(&sleutel) {
                Some(_) => uitleg.cijfer(&sleutel, etiket, share),
                None => {
                    let usual = "zonder [huisvesting]: iedereen in het jaar zelf";
                    let herkomst = Herkomst::van(usual, Status::Aanname);
                    uitleg.vast(sleutel, etiket, share, herkomst)
                }
            };
            let weights = Gewichten::Aandelen(part.verdeling.clone());
            let verdeling = Arc::new(Verdeling::new(part.instroom, weights));
            Knoop::new(
                format!("{key}, instroom {jaar}, gehuisvest in {cohort}"),
                format!("gehuisvest_{key}({jaar} in {cohort})"),
                Eenheid::Personen,
                exact_whole(part.people()),
                Formule::GrootsteRest(verdeling, years),
                vec![instroom, share],
            )
        })
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
        for cohort in Jaar::START_WI2021.through(jaar) {
            let housed = self.model.people.asielstatushouder.of(cohort);
            let total: i64 = housed.iter().sum();
            let completing = self.stroom().completing(cohort, total);
            let years = jaar.since(cohort) as usize;
            let people = completing.get(years).copied().unwrap_or(0);
            if people > 0 {
                parts.push(self.voltooid_van(cohort, jaar, people));
            }
        }
        parts
    }

    /// Who of a cohort completed in a year, in the gemeente.
    fn voltooid_van(&mut self, cohort: Jaar, jaar: Jaar, people: i64) -> Arc<Knoop> {
        self.eigen(format!("voltooid.{cohort}.{jaar}"), |uitleg| {
            let housed = uitleg.model.people.asielstatushouder.of(cohort);
            let id = format!("voltooid.{cohort}.{jaar}");
            let verdeling = uitleg.verdeling(&id, people, || Gewichten::Aantallen(housed.to_vec()));
            let kinderen = vec![
                uitleg.voltooid_landelijk(cohort, jaar, people),
                uitleg.van_cohort(cohort),
                uitleg.land_van_cohort(cohort),
            ];
            let gemeente = uitleg.gemeente;
            Knoop::new(
                format!("cohort {cohort}, afgerond in {jaar}"),
                format!("afgerond({cohort} in {jaar})"),
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
            let everyone = uitleg.land_van_cohort(cohort);
            let completion = uitleg.voltooiing(cohort);
            let years = jaar.since(cohort);
            let shares = Gewichten::Aandelen(with_rest(completion.all()));
            let whole = i64::try_from(everyone.waarde.to_integer()).unwrap_or(0);
            let verdeling = Arc::new(Verdeling::new(whole, shares));
            let kinderen = vec![everyone, uitleg.afronddeel(&completion, cohort, years)];
            Knoop::new(
                format!("cohort {cohort}, afgerond in {jaar}, hele land"),
                format!("landelijk_afgerond({cohort} in {jaar})"),
                Eenheid::Personen,
                exact_whole(people),
                Formule::GrootsteRest(verdeling, years as usize),
                kinderen,
            )
        })
    }

    fn voltooiing(&self, cohort: Jaar) -> Completion {
        let housed = self.model.people.asielstatushouder.of(cohort);
        self.stroom().completion(ASIEL, cohort, housed.iter().sum())
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
                format!("afronddeel({cohort} in {jaar})"),
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
                format!("verlengd({cohort} in {jaar})"),
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
                    format!("gepland({cohort} in {jaar})"),
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
                format!("gepland({cohort} in {jaar})"),
                Eenheid::Aandeel,
                completion.scheduled(years),
                Formule::Som,
                parts,
            )
        })
    }

    /// Share of a cohort that starts a year late.
    pub(super) fn laat(&self, cohort: Jaar) -> Exact {
        let housed = self.model.people.asielstatushouder.of(cohort);
        self.stroom().delayed(ASIEL, cohort, housed.iter().sum())
    }

    /// A share of a list, when a part of the cohort runs a year late.
    pub(super) fn deels_later(
        &mut self,
        list: &str,
        curve: &[Aandeel],
        cohort: Jaar,
        years: i32,
    ) -> Arc<Knoop> {
        let late = self.laat(cohort);
        let now = self.uit_lijst(list, curve, years);
        if late == exact_whole(0) {
            return now;
        }
        let jaar = cohort.plus(years);
        self.landelijk(format!("{list}.{years}.cohort.{cohort}"), |uitleg| {
            let kinderen = vec![
                now,
                uitleg.uit_lijst(list, curve, years - 1),
                uitleg.laat_begonnen(cohort),
            ];
            Knoop::new(
                format!("deel in {jaar}, wie laat begint een jaar later"),
                format!("{list}({cohort} in {jaar})"),
                Eenheid::Aandeel,
                late_by_a_year(curve, years, &late),
                Formule::Laat,
                kinderen,
            )
        })
    }

    /// One share of a list by years; nothing before it and after it.
    pub(super) fn uit_lijst(&mut self, list: &str, curve: &[Aandeel], years: i32) -> Arc<Knoop> {
        let etiket = Etiket::new(
            format!("deel na {years} jaar"),
            format!("{list}[{years}]"),
            Eenheid::Aandeel,
        );
        let share = at(curve, years);
        let sleutel = format!("{list}.{years}");
        if self.herkomst(&sleutel).is_some() {
            return self.cijfer(&sleutel, etiket, share);
        }
        let mut herkomst = Herkomst::van("buiten de lijst: niets", Status::Afgeleid);
        if let Some(place) = self.herkomst(list) {
            (herkomst.bestand, herkomst.regel) = (place.bestand, place.regel);
        }
        self.vast(sleutel, etiket, share, herkomst)
    }

    /// Share of a cohort that starts a year late, and why.
    fn laat_begonnen(&mut self, cohort: Jaar) -> Arc<Knoop> {
        self.landelijk(format!("laat.{cohort}"), |uitleg| {
            let tables = &uitleg.model.scenario.tabellen;
            let (start, late) = (&tables.start, tables.vertraging.get(ASIEL));
            let mut parts = Vec::new();
            if let (Some(missed), Some(delay)) =
                (start.pip_termijn_gemist, start.vertraging_in_jaren)
            {
                let kinderen = vec![
                    uitleg.cijfer(
                        "start.pip_termijn_gemist",
                        Etiket::new(
                            "deel zonder PIP binnen de termijn",
                            "pip_gemist",
                            Eenheid::Aandeel,
                        ),
                        missed.0.exact(),
                    ),
                    uitleg.cijfer(
                        "start.vertraging_in_jaren",
                        Etiket::new(
                            "zoveel later begint wie de termijn mist",
                            "vertraging",
                            Eenheid::Factor,
                        ),
                        delay.0.exact(),
                    ),
                ];
                parts.push(uitleg.landelijk("pip_laat".to_owned(), |_| {
                    let naam = "later door een gemiste termijn van de PIP";
                    Knoop::stap(naam, "", Eenheid::Aandeel, Formule::Product, kinderen)
                }));
            }
            let everyone = uitleg.land_van_cohort(cohort);
            let late = late.and_then(|late| late.get(cohort));
            if let Some(people) = late.filter(|_| everyone.waarde != exact_whole(0)) {
                let sleutel = format!("vertraging.{}.{cohort}", ASIEL.key());
                let etiket = Etiket::new(
                    format!("te late kennisgevingen, cohort {cohort}"),
                    format!("te_laat({cohort})"),
                    Eenheid::Personen,
                );
                let people = uitleg.cijfer(&sleutel, etiket, exact_whole(people.get()));
                parts.push(uitleg.landelijk(format!("te_laat.{cohort}"), |_| {
                    let naam = "later door een te late kennisgeving";
                    let kinderen = vec![people, everyone];
                    Knoop::stap(naam, "", Eenheid::Aandeel, Formule::Quotient, kinderen)
                }));
            }
            let value = uitleg.laat(cohort);
            let naam = format!("deel van cohort {cohort} dat een jaar later begint");
            let sum: Exact = parts.iter().map(|part| &part.waarde).sum();
            if sum == value {
                let symbool = format!("laat({cohort})");
                return Knoop::new(naam, symbool, Eenheid::Aandeel, value, Formule::Som, parts);
            }
            // More than everyone cannot be late.
            let whole = Etiket::new("iedereen", "1", Eenheid::Aandeel);
            let everyone = Herkomst::van("ten hoogste iedereen", Status::Afgeleid);
            let whole = uitleg.vast("iedereen".to_owned(), whole, exact_whole(1), everyone);
            let together = uitleg.landelijk(format!("laat_samen.{cohort}"), |_| {
                let naam = "door beide samen";
                let symbool = format!("laat_samen({cohort})");
                Knoop::stap(naam, symbool, Eenheid::Aandeel, Formule::Som, parts)
            });
            let kinderen = vec![together, whole];
            let symbool = format!("laat({cohort})");
            Knoop::new(
                naam,
                symbool,
                Eenheid::Aandeel,
                value,
                Formule::Minimum,
                kinderen,
            )
        })
    }
}
