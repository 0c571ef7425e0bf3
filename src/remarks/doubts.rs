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
use crate::terms::remark::CountedRemark;
use crate::uitkering::{GEWICHT_D, Letter, peiljaar_voorlopig, ritme_of};

/// Where fewer people complete than this, one family that moved there can make them more
/// than were ever housed.
const FEWEST: i64 = 10;

/// What stands beside the published amounts of a year and is none of them: shares of who is
/// expected, and where a table comes from.
const NO_AMOUNTS: [&str; 5] = ["pa_t", "pa_t1", "po", "bron", "status"];

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
        remarks.extend(self.too_many_completed().map(Remark::Counted));
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
            if year.hides_derived() && !self.publishes(result.jaar) {
                remarks.push(Remark::PublishedWins { jaar: result.jaar });
            }
        }
        remarks
    }

    /// Whether whoever changed the scenario last wrote an amount of this year, or that the
    /// published ones count: shares of who is expected say nothing of the amounts.
    pub(crate) fn publishes(&self, jaar: Jaar) -> bool {
        let jaar = jaar.to_string();
        let node = self.scenario.tree().get(&["bedragen", &jaar]);
        let mut keys = node.map_or_else(Vec::new, Node::keys).into_iter();
        keys.any(|key| {
            let path: [&str; 3] = ["bedragen", &jaar, &key];
            !NO_AMOUNTS.contains(&key.as_str()) && self.is_deliberate(&path)
        })
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

    /// Where more people completed up to a counted year than were ever housed, of whichever
    /// kind: nobody completes who was not there.
    fn too_many_completed(&self) -> Option<CountedRemark> {
        let (asiel, gezins) = (&self.people.asielstatushouder, &self.people.gezins_overig);
        // Beside a cohort that nobody knows, everyone who completed would be too many.
        let is_known =
            |jaar: &Jaar| *jaar < Jaar::START_WI2021 || asiel.knows(*jaar, asiel.housed_at(*jaar));
        let tot = self.scenario.tables().scenario.tot;
        let years = self.people.first_cohort().through(tot);
        let mut sums = vec![(0_i64, 0_i64); self.gemeenten.len()];
        let mut found = BTreeSet::new();
        let mut most: Option<(i64, usize, Jaar, (i64, i64))> = None;
        for jaar in years.take_while(is_known) {
            let (completed, is_counted) = self.completed(jaar);
            let housed = asiel.housed(jaar).iter().zip(gezins.housed(jaar));
            let both = completed.iter().zip(housed);
            for (index, (sum, (completed, (asiel, gezins)))) in
                sums.iter_mut().zip(both).enumerate()
            {
                *sum = (sum.0 + completed, sum.1 + asiel + gezins);
                let more = sum.0 - sum.1;
                let is_too_many = more > 0 && sum.0 >= FEWEST;
                if !is_too_many || !is_counted || self.is_filled(index) {
                    continue;
                }
                found.insert(index);
                if most.is_none_or(|(most, ..)| more > most) {
                    most = Some((more, index, jaar, *sum));
                }
            }
        }
        let (_, index, jaar, (completed, housed)) = most?;
        Some(CountedRemark::MoreCompleted {
            gemeenten: found.len(),
            most: self.gemeenten.list()[index].naam.clone(),
            jaar,
            completed,
            housed,
        })
    }

    /// Who completed in a year, by where they lived at the last peiljaar of those that were
    /// delivered, and whether anyone counted them.
    fn completed(&self, jaar: Jaar) -> (&[i64], bool) {
        let counts = &self.people.afgerond;
        let own = counts.known().filter(|(known, _)| *known == jaar);
        match own.filter_map(|(_, peiljaar)| peiljaar).max() {
            Some(peiljaar) => (counts.at(jaar, peiljaar), true),
            None => {
                let oorsprong = self.people.oorsprong.get(&(Kind::Afgerond, jaar));
                let is_counted = oorsprong.is_some_and(|it| !it.is_modelled());
                (counts.of(jaar), is_counted)
            }
        }
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
