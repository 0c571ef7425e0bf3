//! Which counts of people the projected years ask for.

use std::collections::{BTreeMap, BTreeSet};

use super::without_effect::AskedFor;
use crate::exact::money::Cents;
use crate::model::Model;
use crate::people::{Flow, Kind, Origin};
use crate::terms::Remark;
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;
use crate::terms::remark::{CountRows, FigureRemark};
use crate::uitkering::{Letter, peiljaar_voorlopig};

impl Model {
    /// Cohorts that follow from the instroom in one year and were counted in another:
    /// who is paid for and who completes then come from two sources.
    pub(crate) fn of_two_sources(&self) -> Vec<Remark> {
        let asked = AskedFor::new(self);
        let of_kind = |kind: Kind| {
            let counts = self.people.of(kind);
            let cohorts = asked.cohorts().filter_map(|cohort| {
                let oorsprong = self.people.oorsprong.get(&(kind, cohort))?;
                let years = asked.asked_at(kind, cohort);
                let is_counted = |jaar: &Jaar| counts.has_peiljaar(cohort, *jaar);
                let first = years.iter().copied().find(is_counted)?;
                let both = oorsprong.is_modelled() && !years.iter().all(is_counted);
                both.then_some((cohort, first))
            });
            let cohorts: Vec<(Jaar, Jaar)> = cohorts.collect();
            let groep = kind.key();
            let is_any = !cohorts.is_empty();
            let remark = FigureRemark::TwoSources { groep, cohorts };
            is_any.then_some(Remark::Figures(remark))
        };
        Kind::ALL.into_iter().filter_map(of_kind).collect()
    }
}

impl AskedFor<'_> {
    /// Whether the people of a cohort, or those who completed in a year, are
    /// counted in a projected year.
    pub(crate) fn counts(&self, kind: Kind, jaar: Jaar) -> bool {
        !self.asked_at(kind, jaar).is_empty()
    }

    /// The peiljaren at which the projected years ask for a cohort, or for those
    /// who completed in a year (Bi2021 art. 10.1, 10.2).
    fn asked_at(&self, kind: Kind, cohort: Jaar) -> BTreeSet<Jaar> {
        let mut asked = BTreeSet::new();
        let mut followed = kind == Kind::Asielstatushouder && self.completes(cohort);
        for &t in &self.jaren {
            let is_paid = Letter::ALL.iter().any(|letter| letter.cohort(t) == cohort);
            let early = self.asks_forecasts(t);
            let is_counted_early = early && peiljaar_voorlopig(t) == cohort;
            let results = || self.model.aia_years(t).any(|year| year == cohort);
            let (definitief, voorlopig) = match kind {
                Kind::Asielstatushouder => (is_paid, is_counted_early),
                Kind::GezinsOverig => (t == cohort, is_counted_early),
                Kind::Onderwijsroute => (t == cohort, false),
                Kind::Afgerond => (t == cohort || results(), early && results()),
            };
            let costs = self.costs(kind, cohort, t);
            followed |= kind == Kind::Asielstatushouder && costs;
            if definitief || costs {
                asked.insert(t);
            }
            if voorlopig {
                asked.insert(peiljaar_voorlopig(t));
            }
        }
        if followed {
            asked.insert(self.model.people.asielstatushouder.housed_at(cohort));
        }
        asked
    }

    /// Whether a person of a cohort costs something in a projected year.
    fn costs(&self, kind: Kind, cohort: Jaar, jaar: Jaar) -> bool {
        let mut tariffs = self.model.tarieven.of(jaar).iter();
        let amount = tariffs.find(|tariff| tariff.cohort == cohort);
        amount.is_some_and(|tariff| match kind {
            Kind::Asielstatushouder => tariff.asielstatushouder != Cents::ZERO,
            Kind::GezinsOverig => tariff.gezins_overig != Cents::ZERO,
            Kind::Onderwijsroute | Kind::Afgerond => false,
        })
    }

    /// Whether asielstatushouders of a cohort can complete in a year of which the
    /// completions are asked for, and counted by nobody.
    fn completes(&self, cohort: Jaar) -> bool {
        let stroom = Flow::new(self.tables());
        let mut years = 0..stroom.longest_traject(Groep::Asielstatushouder);
        years.any(|later| self.follows(Kind::Afgerond, cohort.plus(later)))
    }

    /// Whether the people of a cohort are asked for and follow from the instroom.
    pub(crate) fn follows(&self, kind: Kind, cohort: Jaar) -> bool {
        let oorsprong = self.model.people.oorsprong.get(&(kind, cohort));
        // Gemeenten that were not counted have what the model says, where the scenario
        // asks for that and no national count stands in its place. Of such a count those who
        // complete are divided as the model has them complete.
        let is_filled = || {
            let is_stated = kind.national(self.tables(), cohort).is_some();
            let is_by_model = !is_stated || kind == Kind::Afgerond;
            oorsprong == Some(&Origin::Levering) && self.model.fills() && is_by_model
        };
        let is_modelled = oorsprong.is_some_and(|it| it.is_modelled());
        (is_modelled || is_filled()) && self.counts(kind, cohort)
    }

    /// Whether it matters how asielstatushouders of a cohort go through their traject.
    pub(crate) fn runs(&self, cohort: Jaar) -> bool {
        let mut years = self.jaren.iter();
        self.completes(cohort)
            || years.any(|&jaar| self.costs(Kind::Asielstatushouder, cohort, jaar))
    }

    /// Whether it matters of any cohort.
    pub(crate) fn runs_any(&self) -> bool {
        self.cohorts().any(|cohort| self.runs(cohort))
    }

    pub(crate) fn cohorts(&self) -> impl Iterator<Item = Jaar> + use<> {
        self.model.people.first_cohort().through(self.tot)
    }

    /// Tables about the people of one group that change nobody who is asked for.
    pub(crate) fn tables_of_nobody(&self) -> Vec<String> {
        let mut tables = Vec::new();
        for kind in [Kind::Asielstatushouder, Kind::GezinsOverig] {
            if !self.cohorts().any(|cohort| self.follows(kind, cohort)) {
                let groepen = kind.groepen().iter();
                tables.extend(groepen.map(|groep| format!("huisvesting.{}", groep.key())));
            }
        }
        let groep = Groep::Asielstatushouder.key();
        let runs = self.runs_any();
        if !runs {
            tables.push(format!("traject.{groep}"));
            tables.extend(
                ["start.pip_termijn_gemist", "start.vertraging_in_jaren"].map(str::to_owned),
            );
        }
        if !runs
            && !self
                .cohorts()
                .any(|cohort| self.follows(Kind::Onderwijsroute, cohort))
        {
            tables.push(format!("leerroute.{groep}"));
        }
        tables
    }

    /// Rows of a delivery that no year asks for, or for which others come first.
    pub(crate) fn unused_rows(&self) -> Vec<CountRows> {
        let Some(file) = &self.tables().aantallen.bestand else {
            return Vec::new();
        };
        if !self.model.is_answerable("aantallen.bestand") {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for kind in Kind::ALL {
            let mut by_cohort: BTreeMap<(bool, Jaar), BTreeSet<Jaar>> = BTreeMap::new();
            for (cohort, peiljaar) in self.unused_of(kind) {
                let peiljaren = by_cohort.entry((peiljaar.is_some(), cohort)).or_default();
                peiljaren.extend(peiljaar);
            }
            // Cohorts with the same peiljaren together; a count without one stands apart.
            let mut cohorts: BTreeMap<BTreeSet<Jaar>, BTreeSet<Jaar>> = BTreeMap::new();
            for ((_, cohort), peiljaren) in by_cohort {
                cohorts.entry(peiljaren).or_default().insert(cohort);
            }
            rows.extend(cohorts.into_iter().map(|(peiljaren, cohorts)| CountRows {
                groep: kind.key(),
                cohorts: cohorts.into_iter().collect(),
                peiljaren: peiljaren.into_iter().collect(),
                file: file.clone(),
            }));
        }
        rows
    }

    /// Cohorts and peiljaren that were delivered and are not asked for.
    fn unused_of(&self, kind: Kind) -> impl Iterator<Item = (Jaar, Option<Jaar>)> {
        let people = &self.model.people;
        let counts = people.of(kind);
        counts.known().filter(move |&(cohort, peiljaar)| {
            let asked = self.asked_at(kind, cohort);
            match peiljaar {
                Some(peiljaar) => !asked.contains(&peiljaar),
                None => {
                    people.oorsprong.get(&(kind, cohort)) == Some(&Origin::Levering)
                        && asked.iter().all(|&jaar| counts.has_peiljaar(cohort, jaar))
                }
            }
        })
    }
}
