//! Figures that a scenario gives and that no projected year asks for: nothing
//! is ever silently ignored (verantwoording 3).

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::Model;
use crate::people::{Flow, Kind, Origin, backtest_years};
use crate::scenario::tables::{IncidenteelTable, Tables};
use crate::scenario::values::{PerJaar, SharesPerYear};
use crate::terms::Remark;
use crate::terms::jaar::{Jaar, ranges};
use crate::terms::law::Groep;

impl Model {
    /// A remark on the keys without effect, those of one table together.
    pub(crate) fn without_effect(&self) -> Option<Remark> {
        let asked = AskedFor::new(self);
        let mut keys: Vec<String> = Vec::new();
        for (table, years) in asked.unused() {
            let own = |jaar: &Jaar| self.is_answerable(&format!("{table}.{jaar}"));
            let years = ranges(years.into_iter().filter(own));
            keys.extend(years.iter().map(|years| format!("{table}.{years}")));
        }
        let factors = asked.unused_factors();
        for key in asked.never_in_force().into_iter().chain(factors) {
            if self.is_answerable(&key) && !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.extend(asked.unused_factors_in_file());
        let rows = asked.unused_rows();
        let is_any = !keys.is_empty() || !rows.is_empty();
        is_any.then_some(Remark::WithoutEffect { keys, rows })
    }

    /// Whether whoever chose the projected years also wrote this key. What `--set`
    /// leaves out of the years is no slip of the file that has figures for them.
    pub(crate) fn is_answerable(&self, path: &str) -> bool {
        let path: Vec<&str> = path.split('.').collect();
        let mut bounds = ["van", "tot"].into_iter();
        let years_are_set = bounds.any(|bound| self.is_set(&["scenario", bound]));
        self.is_own(&path) && (!years_are_set || self.is_set(&path))
    }

    /// Whether a key stands on the command line.
    pub(crate) fn is_set(&self, path: &[&str]) -> bool {
        let mut files = self.scenario.sources.iter();
        let node = self.scenario.tree().get(path);
        node.is_some_and(|node| !files.any(|source| Arc::ptr_eq(source, &node.source)))
    }

    /// Whether a key changes what it inherits. In a scenario that inherits nothing
    /// the years before the first are history, which `spuk amounts` shows.
    pub(crate) fn is_change(&self, path: &str) -> bool {
        let path: Vec<&str> = path.split('.').collect();
        self.scenario.sources.len() > 1 || self.is_set(&path)
    }
}

/// What the projected years of a scenario ask for.
pub(crate) struct AskedFor<'a> {
    pub model: &'a Model,
    pub van: Jaar,
    pub tot: Jaar,
    /// The years that are reckoned: from `van` to `tot`, and the referentiejaar of a
    /// fondsuitkering in them.
    pub jaren: BTreeSet<Jaar>,
}

impl<'a> AskedFor<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        let tables = model.scenario.tables();
        let (van, tot) = (tables.scenario.van, tables.scenario.tot);
        let mut jaren: BTreeSet<Jaar> = van.through(tot).collect();
        if van.through(tot).any(|jaar| tables.is_fonds(jaar)) {
            let fonds = tables.fondsuitkering();
            jaren.extend(fonds.and_then(|table| table.referentiejaar));
        }
        Self {
            model,
            van,
            tot,
            jaren,
        }
    }

    pub(crate) fn tables(&self) -> &'a Tables {
        self.model.scenario.tables()
    }

    /// The first year that is reckoned.
    pub(crate) fn first(&self) -> Jaar {
        self.jaren.first().copied().unwrap_or(self.van)
    }

    /// The years of every table that no projected year asks for.
    fn unused(&self) -> Vec<(String, Vec<Jaar>)> {
        let tables = self.tables();
        let (van, tot) = (self.van, self.tot);
        let mut unused = vec![
            left(&tables.prognose, "prognose", |jaar| {
                self.asks_forecasts_from("prognose", jaar, jaar)
            }),
            left(&tables.taakstelling, "taakstelling", |jaar| {
                self.asks_forecasts_from("taakstelling", jaar, jaar.plus(1))
            }),
            left(&tables.begroting, "begroting", |jaar| {
                (van..=tot).contains(&jaar)
            }),
            self.unused_amounts(),
        ];
        unused.extend(self.unused_prices());
        unused.extend(self.unused_counts());
        unused.extend(self.unused_people());
        let lines = tables.incidenteel.iter().enumerate();
        unused.extend(lines.map(|(number, line)| self.unused_money(number, line)));
        unused
    }

    /// Whether what is known before a year begins decides anything: not of the
    /// referentiejaar of a fondsuitkering, nor where that is divided by inhabitants.
    pub(crate) fn asks_forecasts(&self, jaar: Jaar) -> bool {
        (self.van..=self.tot).contains(&jaar) && self.tables().asks_forecasts(jaar)
    }

    /// [`AskedFor::asks_forecasts`] of the year that a figure is for, or of a later one
    /// that goes by it.
    fn asks_forecasts_from(&self, table: &str, jaar: Jaar, first: Jaar) -> bool {
        let mut later = first.through(self.tot);
        self.asks_forecasts(first)
            || (self.is_carried_on(table, jaar) && later.any(|jaar| self.asks_forecasts(jaar)))
    }

    /// Whether the figure of a year is the last one of a series that later years go by.
    pub(crate) fn is_carried_on(&self, table: &str, jaar: Jaar) -> bool {
        let mut all = self.model.scenario.carried().into_iter();
        all.any(|series| series.table == table && series.last == jaar)
    }

    /// Years of a line of incidental money that nobody asks for.
    pub(crate) fn unused_money(
        &self,
        number: usize,
        line: &IncidenteelTable,
    ) -> (String, Vec<Jaar>) {
        let table = format!("incidenteel.{number}.bedrag");
        left(&line.bedrag, &table, |jaar| {
            (self.van..=self.tot).contains(&jaar) || self.is_history(&table, jaar)
        })
    }

    /// Whether a figure of before the first year changes nothing that was inherited.
    pub(crate) fn is_history(&self, table: &str, jaar: Jaar) -> bool {
        jaar < self.first() && !self.model.is_change(&format!("{table}.{jaar}"))
    }

    /// Counts for the country of cohorts that nobody asks for, and of those that
    /// were delivered per gemeente.
    fn unused_counts(&self) -> Vec<(String, Vec<Jaar>)> {
        let tables = self.tables();
        let of_kind = |kind: Kind| {
            let table = format!("aantallen.landelijk.{}", kind.key());
            let origins = &self.model.people.oorsprong;
            left(kind.national_counts(tables), &table, |jaar| {
                let is_delivered = origins.get(&(kind, jaar)) == Some(&Origin::Levering);
                // What is left of it goes to the gemeenten that were not counted.
                self.counts(kind, jaar) && (!is_delivered || self.model.fills())
            })
        };
        Kind::ALL.map(of_kind).into()
    }

    /// Instroom and late starts of years that no cohort follows from.
    fn unused_people(&self) -> Vec<(String, Vec<Jaar>)> {
        let tables = self.tables();
        let stroom = Flow::new(tables);
        let mut unused = Vec::new();
        for groep in Groep::ALL {
            if let Some(path) = tables.instroom.pad.get(groep) {
                let kinds = [Kind::Asielstatushouder, Kind::GezinsOverig];
                let kind = kinds
                    .into_iter()
                    .find(|kind| kind.groepen().contains(&groep));
                let kind = kind.expect("every group is counted");
                let table = format!("instroom.pad.{}", groep.key());
                let is_housed = |jaar: Jaar| {
                    let mut years = 0..stroom.longest_housing(groep, jaar);
                    years.any(|later| self.follows(kind, jaar.plus(later)))
                };
                // The last year is also that of every later one.
                let is_followed = |jaar: Jaar| {
                    let mut later = jaar.plus(1).through(self.tot);
                    is_housed(jaar) || (self.is_carried_on(&table, jaar) && later.any(is_housed))
                };
                unused.push(left(path, &table, is_followed));
                let followed = path.0.keys().copied().filter(|&jaar| is_followed(jaar));
                unused.extend(self.unused_housing(groep, &followed.collect::<Vec<_>>()));
            }
            if let Some(late) = tables.vertraging.get(groep) {
                let table = format!("vertraging.{}", groep.key());
                unused.push(left(late, &table, |jaar| {
                    if groep == Groep::Asielstatushouder {
                        self.runs(jaar)
                    } else {
                        backtest_years().any(|year| year == jaar)
                    }
                }));
            }
        }
        unused
    }

    /// Lists of housing of which no year with instroom takes the shares, where any
    /// people are `followed`; where none are, the whole table is of nobody.
    fn unused_housing(&self, groep: Groep, followed: &[Jaar]) -> Option<(String, Vec<Jaar>)> {
        let shares = self.tables().huisvesting.get(groep)?;
        let used: BTreeSet<Jaar> = followed
            .iter()
            .filter_map(|&jaar| shares.stated_in(jaar))
            .collect();
        // What an inherited list leaves to no year nobody wrote for that.
        let lists = shares.lists().into_iter().filter_map(|(jaar, _)| jaar);
        let lists = lists.filter(|&jaar| jaar != SharesPerYear::FROM_THE_FIRST);
        let unused = lists.filter(|jaar| !used.is_empty() && !used.contains(jaar));
        Some((format!("huisvesting.{}", groep.key()), unused.collect()))
    }
}

/// The years of a table that nobody asks for.
pub(crate) fn left<T>(
    table: &PerJaar<T>,
    name: &str,
    is_used: impl Fn(Jaar) -> bool,
) -> (String, Vec<Jaar>) {
    let years = table.0.keys().copied();
    (
        name.to_owned(),
        years.filter(|&jaar| !is_used(jaar)).collect(),
    )
}
