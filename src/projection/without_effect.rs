//! Figures that a scenario gives and that no projected year asks for: nothing
//! is ever silently ignored (design 3).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::bedragen::Bedragentabel;
use super::model::Model;
use crate::begrippen::Groep;
use crate::jaar::{Jaar, ranges};
use crate::people::{Kind, Oorsprong, Stroom, backtest_years};
use crate::scenario::values::PerJaar;

impl Model {
    /// A remark on the keys without effect, those of one table together.
    pub(super) fn without_effect(&self) -> Option<String> {
        let asked = Gevraagd::new(self);
        let mut dead = Vec::new();
        for (table, years) in asked.unused() {
            let own = |jaar: &Jaar| self.is_answerable(&format!("{table}.{jaar}"));
            let years = ranges(years.into_iter().filter(own));
            dead.extend(years.iter().map(|years| format!("{table}.{years}")));
        }
        let keys = asked.never_in_force().into_iter();
        dead.extend(keys.filter(|key| self.is_answerable(key)));
        dead.extend(asked.unused_rows());
        let all = dead.join(", ");
        (!all.is_empty()).then(|| format!("zonder gevolg in deze projectie: {all}"))
    }

    /// Whether whoever chose the projected years also wrote this key. What `--set`
    /// leaves out of the years is no slip of the file that has figures for them.
    pub(super) fn is_answerable(&self, path: &str) -> bool {
        let path: Vec<&str> = path.split('.').collect();
        let mut bounds = ["van", "tot"].into_iter();
        let years_are_set = bounds.any(|bound| self.is_set(&["scenario", bound]));
        self.is_own(&path) && (!years_are_set || self.is_set(&path))
    }

    /// Whether a key stands on the command line.
    pub(super) fn is_set(&self, path: &[&str]) -> bool {
        let mut files = self.scenario.sources.iter();
        let node = self.scenario.root.get(path);
        node.is_some_and(|node| !files.any(|source| Arc::ptr_eq(source, &node.source)))
    }

    /// Whether a key changes what it inherits. In a scenario that inherits nothing
    /// the years before the first are history, which `spuk amounts` shows.
    pub(super) fn is_change(&self, path: &str) -> bool {
        let path: Vec<&str> = path.split('.').collect();
        self.scenario.sources.len() > 1 || self.is_set(&path)
    }
}

/// What the projected years of a scenario ask for.
pub(super) struct Gevraagd<'a> {
    pub model: &'a Model,
    van: Jaar,
    /// The first year that is reckoned: `van`, or the referentiejaar before it.
    pub first: Jaar,
    pub tot: Jaar,
}

impl<'a> Gevraagd<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let tables = &model.scenario.tabellen;
        let (van, tot) = (tables.scenario.van, tables.scenario.tot);
        let instrument = tables.instrument.as_ref();
        let early = instrument.and_then(|table| table.referentiejaar);
        Self {
            model,
            van,
            first: early.map_or(van, |jaar| jaar.min(van)),
            tot,
        }
    }

    /// The years of every table that no projected year asks for.
    fn unused(&self) -> Vec<(String, Vec<Jaar>)> {
        let tables = &self.model.scenario.tabellen;
        let (van, first, tot) = (self.van, self.first, self.tot);
        let before = first.plus(-1)..=tot.plus(-1);
        let mut unused = vec![
            left(&tables.prognose, "prognose", |jaar| {
                (first..=tot).contains(&jaar)
            }),
            left(&tables.taakstelling, "taakstelling", |jaar| {
                before.contains(&jaar)
            }),
            left(&tables.begroting, "begroting", |jaar| {
                (van..=tot).contains(&jaar)
            }),
            self.unused_amounts(),
        ];
        unused.extend(self.unused_prices());
        unused.extend(self.unused_counts());
        unused.extend(self.unused_people());
        for (number, line) in tables.incidenteel.iter().enumerate() {
            let table = format!("incidenteel.{number}.bedrag");
            unused.push(left(&line.bedrag, &table, |jaar| {
                (van..=tot).contains(&jaar) || self.is_history(&table, jaar)
            }));
        }
        unused
    }

    /// Whether a figure of before the first year changes nothing that was inherited.
    fn is_history(&self, table: &str, jaar: Jaar) -> bool {
        jaar < self.first && !self.model.is_change(&format!("{table}.{jaar}"))
    }

    /// Published amounts. Those before the first year can still decide about a
    /// percentage that holds on, or about the first year with prestatiebekostiging.
    fn unused_amounts(&self) -> (String, Vec<Jaar>) {
        let tables = &self.model.scenario.tabellen;
        left(&tables.bedragen, "bedragen", |jaar| {
            (self.first..=self.tot).contains(&jaar)
                || jaar < self.first && (self.is_history("bedragen", jaar) || self.decides(jaar))
        })
    }

    /// Whether a projected year has other amounts without those of `jaar`.
    fn decides(&self, jaar: Jaar) -> bool {
        let mut tables = self.model.scenario.tabellen.clone();
        tables.bedragen.0.remove(&jaar);
        let (with, without) = (&*self.model.bedragen, Bedragentabel::new(&tables));
        let geldend = |table: &Bedragentabel, jaar| table.of(jaar).and_then(|year| year.geldend);
        let mut years = self.first.through(self.tot);
        with.first_prestatie_year() != without.first_prestatie_year()
            || years.any(|jaar| geldend(with, jaar) != geldend(&without, jaar))
    }

    /// Prices and growth that no price level rests on.
    fn unused_prices(&self) -> [(String, Vec<Jaar>); 2] {
        let tables = &self.model.scenario.tabellen;
        let mut based: BTreeSet<Jaar> = BTreeSet::new();
        let mut grown: BTreeSet<Jaar> = BTreeSet::new();
        for level in self.price_levels() {
            let Some((&base, _)) = tables.prijs.0.range(..=level).next_back() else {
                continue;
            };
            let growth = base.plus(1).through(level);
            if growth.clone().all(|jaar| tables.index.get(jaar).is_some()) {
                based.insert(base);
                grown.extend(growth);
            }
        }
        [
            left(&tables.prijs, "prijs", |jaar| {
                based.contains(&jaar) || self.is_history("prijs", jaar)
            }),
            left(&tables.index, "index", |jaar| {
                grown.contains(&jaar) || self.is_history("index", jaar)
            }),
        ]
    }

    /// The years of which a price level is asked for.
    fn price_levels(&self) -> BTreeSet<Jaar> {
        let tables = &self.model.scenario.tabellen;
        let mut levels: BTreeSet<Jaar> = self.first.through(self.tot).collect();
        levels.extend(tables.kosten.prijspeil);
        levels.extend(tables.onderwijsroute.as_ref().map(|table| table.prijspeil));
        levels
    }

    /// Counts for the country of cohorts that nobody asks for, and of those that
    /// were delivered per gemeente.
    fn unused_counts(&self) -> Vec<(String, Vec<Jaar>)> {
        let tables = &self.model.scenario.tabellen;
        let of_kind = |kind: Kind| {
            let table = format!("aantallen.landelijk.{}", kind.key());
            let origins = &self.model.people.oorsprong;
            left(kind.national_counts(tables), &table, |jaar| {
                self.counts(kind, jaar) && origins.get(&(kind, jaar)) != Some(&Oorsprong::Levering)
            })
        };
        Kind::ALL.map(of_kind).into()
    }

    /// Instroom and late starts of years that no cohort follows from.
    fn unused_people(&self) -> Vec<(String, Vec<Jaar>)> {
        let tables = &self.model.scenario.tabellen;
        let stroom = Stroom::new(tables);
        let mut unused = Vec::new();
        for groep in Groep::ALL {
            if let Some(path) = tables.instroom.pad.get(groep) {
                let kinds = [Kind::Asielstatushouder, Kind::GezinsOverig];
                let kind = kinds
                    .into_iter()
                    .find(|kind| kind.groepen().contains(&groep));
                let kind = kind.expect("every group is counted");
                let table = format!("instroom.pad.{}", groep.key());
                unused.push(left(path, &table, |jaar| {
                    let mut years = 0..stroom.longest_housing(groep);
                    years.any(|later| self.counts(kind, jaar.plus(later)))
                }));
            }
            if let Some(late) = tables.vertraging.get(groep) {
                let table = format!("vertraging.{}", groep.key());
                let first = self.model.people.first_cohort();
                unused.push(left(late, &table, |jaar| {
                    if groep == Groep::Asielstatushouder {
                        (first..=self.tot).contains(&jaar)
                    } else {
                        backtest_years().any(|year| year == jaar)
                    }
                }));
            }
        }
        unused
    }
}

/// The years of a table that nobody asks for.
fn left<T>(table: &PerJaar<T>, name: &str, is_used: impl Fn(Jaar) -> bool) -> (String, Vec<Jaar>) {
    let years = table.0.keys().copied();
    (
        name.to_owned(),
        years.filter(|&jaar| !is_used(jaar)).collect(),
    )
}
