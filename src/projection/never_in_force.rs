//! Keys of rules that hold in no projected year, and of what only the backtest reads.

use std::collections::BTreeSet;

use super::model::Model;
use super::plan::korting_in;
use super::without_effect::Gevraagd;
use crate::begrippen::Groep;
use crate::people::backtest_years;
use crate::scenario::types::Soort;
use crate::uitkering::ritme_van;

impl Model {
    /// A remark on the keys of this scenario that change the backtest and nothing
    /// else. Who inherits nothing writes them for the backtest.
    pub(super) fn only_in_backtest(&self) -> Option<String> {
        let own = |path: &String| self.is_answerable(path) && self.is_change(path);
        let keys: Vec<String> = self.keys_of_backtest().into_iter().filter(own).collect();
        let all = keys.join(", ");
        (!all.is_empty()).then(|| format!("telt alleen in `spuk backtest`: {all}"))
    }

    /// How people leave without a diploma and have a PIP, and how migranten who are
    /// no asielstatushouder go through their traject: the uitkering asks for neither.
    fn keys_of_backtest(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for groep in Groep::ALL {
            let of_run = groep == Groep::Asielstatushouder;
            let all = ["uitkomst", "pip"].into_iter();
            let course = ["leerroute", "traject"];
            let tables = all.chain(course.into_iter().filter(|_| !of_run));
            keys.extend(tables.map(|table| format!("{table}.{}", groep.key())));
            if !of_run {
                let late = |jaar| format!("vertraging.{}.{jaar}", groep.key());
                keys.extend(backtest_years().map(late));
            }
        }
        keys
    }
}

impl Gevraagd<'_> {
    /// Keys of rules that hold in no projected year.
    pub(super) fn never_in_force(&self) -> Vec<String> {
        let tables = &self.model.scenario.tabellen;
        let mut dead = Vec::new();
        if let Some(instrument) = &tables.instrument {
            let never = instrument.vanaf.is_some_and(|vanaf| vanaf > self.tot);
            if instrument.soort == Soort::Spuk || never {
                let keys = ["vanaf", "referentiejaar", "verdeelsleutel"];
                dead.extend(keys.map(|key| format!("instrument.{key}")));
            }
        }
        let reservering = &tables.reservering;
        let too_late = reservering.vanaf.is_some_and(|vanaf| vanaf > self.tot);
        if too_late || reservering.maximum.is_none() {
            dead.extend(["reservering.vanaf", "reservering.maximum"].map(str::to_owned));
        }
        let start = &tables.start;
        if start.pip_termijn_gemist.is_none() || start.vertraging_in_jaren.is_none() {
            dead.extend(
                ["start.pip_termijn_gemist", "start.vertraging_in_jaren"].map(str::to_owned),
            );
        }
        let verlenging = &tables.verlenging;
        let too_late = verlenging.vanaf.is_some_and(|vanaf| vanaf > self.tot);
        if too_late || verlenging.aandeel.is_none() {
            let keys = ["aandeel", "vanaf", "kosten"];
            dead.extend(keys.map(|key| format!("verlenging.{key}")));
        }
        dead.extend(self.cuts_never_in_force());
        dead.extend(self.rhythms_of_no_cohort());
        dead.extend(self.results_never_paid());
        dead
    }

    fn cuts_never_in_force(&self) -> Vec<String> {
        let tables = &self.model.scenario.tabellen;
        let mut dead = Vec::new();
        let in_list = self.model.scenario.root.get(&["korting", "0"]).is_some();
        for number in 0..tables.korting.0.len() {
            let mut years = self.first.through(self.tot);
            if years.any(|jaar| korting_in(tables, jaar).is_some_and(|(place, _)| place == number))
            {
                continue;
            }
            let table = if in_list {
                format!("korting.{number}")
            } else {
                "korting".to_owned()
            };
            dead.extend(["vanaf", "tot"].map(|key| format!("{table}.{key}")));
        }
        dead
    }

    /// Rhythms that no cohort is paid in. Earlier ones may stand there as history.
    fn rhythms_of_no_cohort(&self) -> Vec<String> {
        let rhythms = &self.model.scenario.tabellen.betaalritme;
        let begin = || rhythms.iter().map(|rhythm| rhythm.vanaf_cohort);
        let cohorts = self.first.plus(-2).through(self.tot);
        let used = cohorts.filter_map(|cohort| ritme_van(cohort, begin()));
        let used: BTreeSet<usize> = used.collect();
        let unused = begin()
            .enumerate()
            .filter(|(place, _)| !used.contains(place));
        let unused = unused.map(|(place, vanaf)| (format!("betaalritme.{place}"), vanaf));
        let dead = unused.filter(|(key, vanaf)| *vanaf > self.tot || self.model.is_change(key));
        dead.map(|(key, _)| key).collect()
    }

    /// What prestatiebekostiging says of years that are not projected.
    fn results_never_paid(&self) -> Vec<String> {
        let Some(table) = &self.model.scenario.tabellen.prestatie else {
            return Vec::new();
        };
        let mut dead = Vec::new();
        if table.vanaf > self.tot {
            dead.push("prestatie.aandeel".to_owned());
        }
        let first = self.model.bedragen.first_prestatie_year();
        let key = "prestatie.eerste_jaar";
        let is_history = first.is_some_and(|jaar| jaar < self.first) && !self.model.is_change(key);
        if !first.is_some_and(|jaar| (self.first..=self.tot).contains(&jaar)) && !is_history {
            dead.push(key.to_owned());
        }
        dead
    }
}
