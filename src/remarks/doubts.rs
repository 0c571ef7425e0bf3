//! What the user should doubt about a result: counts that nobody delivered,
//! published amounts that hide a change.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::exact::money::Cents;
use crate::model::Model;
use crate::people::Kind;
use crate::projection::Projection;
use crate::scenario::Node;
use crate::scenario::values::Personen;
use crate::terms::Remark;
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;
use crate::uitkering::{GEWICHT_D, Letter, peiljaar_voorlopig, ritme_of};

impl Model {
    /// All that a reader of a run should know: how the input was read, and what
    /// to doubt about the result.
    pub fn remarks_on(&self, projection: &Projection) -> Vec<Remark> {
        let mut all = self.remarks();
        all.extend(self.doubts(projection));
        all
    }

    /// What to doubt about a run, and what has no effect in it.
    pub fn doubts(&self, projection: &Projection) -> Vec<Remark> {
        let mut remarks = self.hidden_changes(projection);
        remarks.extend(self.published_nowhere());
        remarks.extend(self.uncounted(projection));
        remarks.extend(self.other_country());
        remarks.extend(self.between_rhythms());
        remarks.extend(self.without_effect());
        remarks.extend(self.only_in_backtest());
        remarks.extend(self.late_start().map(Remark::Figures));
        remarks.extend(self.of_figures(projection));
        remarks.extend(self.carried());
        remarks.extend(self.of_two_sources());
        remarks.extend(too_many_on_route(projection));
        remarks.extend(self.too_many_late());
        let costs = projection
            .jaren
            .iter()
            .map(|year| Cents::total(&year.kosten));
        if costs.sum::<Cents>() == Cents::ZERO {
            remarks.push(if self.tarieven.is_empty() {
                Remark::NoKosten
            } else {
                Remark::KostenOfNobody
            });
        }
        remarks
    }

    /// Figures that are called published, of which nobody says where.
    fn published_nowhere(&self) -> Option<Remark> {
        let figures = self.scenario.cijfers();
        let nowhere = figures
            .iter()
            .filter(|cijfer| cijfer.is_published_nowhere());
        let keys: Vec<String> = nowhere.map(|cijfer| cijfer.pad.clone()).collect();
        (!keys.is_empty()).then_some(Remark::PublishedWithoutSource { keys })
    }

    /// Years in which a published amount of a basis wins over a derived one
    /// that this scenario changed.
    fn hidden_changes(&self, projection: &Projection) -> Vec<Remark> {
        let mut remarks = Vec::new();
        for result in &projection.jaren {
            let Some(year) = self.bedragen.of(result.jaar) else {
                continue;
            };
            let own = self.is_deliberate(&["bedragen", &result.jaar.to_string()]);
            if year.hides_derived() && !own {
                remarks.push(Remark::PublishedWins { jaar: result.jaar });
            }
        }
        remarks
    }

    /// Whether a table was written by whoever changed the scenario last: on the
    /// command line where there are settings, else in the scenario itself.
    pub(crate) fn is_deliberate(&self, path: &[&str]) -> bool {
        self.is_own(path) && (self.scenario.settings.is_empty() || self.is_set(path))
    }

    /// Whether a table stands in the scenario itself or on the command line,
    /// rather than in a scenario that it inherits from.
    pub(crate) fn is_own(&self, path: &[&str]) -> bool {
        let Some(node) = self.scenario.tree().get(path) else {
            return false;
        };
        let inherited = self.scenario.sources.split_last();
        !inherited.is_some_and(|(_, inherited)| {
            inherited
                .iter()
                .any(|source| Arc::ptr_eq(source, &node.source))
        })
    }

    /// Gemeenten of one's own with the national numbers of another country. What
    /// is set on the command line is set for these gemeenten.
    fn other_country(&self) -> Option<Remark> {
        let root = self.scenario.tree();
        let van = self.scenario.tables().scenario.van;
        let gemeenten = root.get(&["gemeenten", "bestand"])?;
        let foreign = |table: &str, jaar: Jaar| {
            let node = root.get(&[table, &jaar.to_string()])?;
            let other = self.in_a_file(node) && !Arc::ptr_eq(&gemeenten.source, &node.source);
            other.then(|| node.source.name.clone())
        };
        let prognose = foreign("prognose", van);
        let taakstelling = foreign("taakstelling", van.plus(-1));
        let is_foreign = prognose.is_some() || taakstelling.is_some();
        is_foreign.then(|| Remark::OtherArea {
            gemeenten: gemeenten.source.name.clone(),
            prognose,
            taakstelling,
        })
    }

    /// A fondsuitkering that carries on a year in which cohorts are paid in two
    /// rhythms: its total has the dip, or the bump, of going from one to the other.
    fn between_rhythms(&self) -> Option<Remark> {
        let tables = self.scenario.tables();
        let referentiejaar = tables.instrument.as_ref()?.referentiejaar?;
        if !self.years().any(|jaar| tables.is_fonds(jaar)) {
            return None;
        }
        let rhythms = || tables.betaalritme.iter().map(|rhythm| rhythm.vanaf_cohort);
        let (van, tot) = (Letter::C.cohort(referentiejaar), referentiejaar);
        (ritme_of(van, rhythms()) != ritme_of(tot, rhythms())).then_some(Remark::BetweenRitmes {
            referentiejaar,
            van,
            tot,
        })
    }

    /// Whether a value stands in a file, not on the command line.
    fn in_a_file(&self, node: &Node) -> bool {
        let files = &self.scenario.sources;
        files.iter().any(|source| Arc::ptr_eq(source, &node.source))
    }

    /// Counts that the law asks for, with weight, and that are not there.
    fn uncounted(&self, projection: &Projection) -> Vec<Remark> {
        let mut missing: BTreeSet<(Kind, Jaar)> = BTreeSet::new();
        for result in &projection.jaren {
            let t = result.jaar;
            let early = peiljaar_voorlopig(t);
            let amounts = &result.bedragen;
            let counted = |number: usize| {
                amounts.bedrag[number] != Cents::ZERO || amounts.gewicht[number] != Cents::ZERO
            };
            let mut needs = vec![
                (Kind::Asielstatushouder, t, t, counted(0)),
                (Kind::Asielstatushouder, t.plus(-1), t, counted(1)),
                (Kind::Asielstatushouder, early, t, counted(2)),
                (Kind::Asielstatushouder, early, early, counted(2)),
                (
                    Kind::Onderwijsroute,
                    t,
                    t,
                    amounts.onderwijsroute != Cents::ZERO,
                ),
            ];
            for cohort in [early, t] {
                let counts = amounts.gezins_overig != Cents::ZERO;
                needs.push((Kind::GezinsOverig, cohort, cohort, counts));
            }
            let results = amounts.gewicht[GEWICHT_D] != Cents::ZERO;
            for year in self.aia_years(t) {
                needs.push((Kind::Afgerond, year, early, results));
            }
            let unknown = needs
                .into_iter()
                .filter(|&(kind, cohort, peiljaar, counts)| {
                    counts && !self.people.of(kind).knows(cohort, peiljaar)
                });
            missing.extend(unknown.map(|(kind, cohort, ..)| (kind, cohort)));
        }
        Kind::ALL
            .into_iter()
            .filter_map(|kind| {
                let of_kind = missing.iter().filter(|(is, _)| *is == kind);
                let years: Vec<Jaar> = of_kind.map(|&(_, year)| year).collect();
                let groep = kind.key();
                (!years.is_empty()).then_some(Remark::MissingCounts { groep, years })
            })
            .collect()
    }

    /// Cohorts of which more people start late than there are.
    fn too_many_late(&self) -> Option<Remark> {
        let groep = Groep::Asielstatushouder;
        let late = self.scenario.tables().vertraging.get(groep)?;
        let is_more = |&(&cohort, people): &(&Jaar, &Personen)| {
            let housed: i64 = self.people.asielstatushouder.housed(cohort).iter().sum();
            people.get() > housed
        };
        let cohorts: Vec<Jaar> = late
            .0
            .range(..=self.scenario.tables().scenario.tot)
            .filter(is_more)
            .map(|(&cohort, _)| cohort)
            .collect();
        (!cohorts.is_empty()).then_some(Remark::MoreLate { cohorts })
    }
}

/// Years in which a gemeente has more people on the onderwijsroute than asielstatushouders.
fn too_many_on_route(projection: &Projection) -> Option<Remark> {
    let years: Vec<Jaar> = projection
        .jaren
        .iter()
        .filter(|year| {
            let people = &year.tellingen;
            let mut pairs = people.onderwijsroute.iter().zip(&people.asielstatushouders);
            pairs.any(|(route, everyone)| route > everyone)
        })
        .map(|year| year.jaar)
        .collect();
    (!years.is_empty()).then_some(Remark::MoreOnRoute { years })
}
