//! Keys of rules that hold in no projected year, and of what only the backtest reads.

use super::without_effect::AskedFor;
use crate::model::Model;
use crate::model::korting_in;
use crate::people::backtest_years;
use crate::scenario::tables::InstrumentKind;
use crate::terms::Remark;
use crate::terms::law::Groep;

impl Model {
    /// A remark on the keys of this scenario that change the backtest and nothing
    /// else. Who inherits nothing writes them for the backtest.
    pub(crate) fn only_in_backtest(&self) -> Option<Remark> {
        if !self.has_backtest() {
            return None;
        }
        let own = |path: &String| self.is_answerable(path) && self.is_change(path);
        let keys = AskedFor::new(self).keys_of_backtest().into_iter();
        let keys: Vec<String> = keys.filter(own).collect();
        (!keys.is_empty()).then_some(Remark::OnlyInBacktest { keys })
    }

    /// Whether there is instroom to hold against what DUO counted.
    fn has_backtest(&self) -> bool {
        let path = &self.scenario.tables().instroom.pad;
        Groep::ALL
            .into_iter()
            .any(|groep| path.get(groep).is_some())
    }
}

impl AskedFor<'_> {
    /// How people leave without a diploma and have a PIP, how migranten who are no
    /// asielstatushouder go through their traject, and what is said of people who
    /// were all counted: the uitkering asks for none of it.
    fn keys_of_backtest(&self) -> Vec<String> {
        let mut keys = self.tables_of_nobody();
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

    /// Keys of rules that hold in no projected year.
    pub(crate) fn never_in_force(&self) -> Vec<String> {
        let tables = self.tables();
        let mut dead = Vec::new();
        if let Some(instrument) = &tables.instrument {
            let never = instrument.vanaf.is_some_and(|vanaf| vanaf > self.tot);
            if instrument.soort == InstrumentKind::Spuk || never {
                let keys = ["vanaf", "referentiejaar", "verdeelsleutel", "spuk_reserve"];
                dead.extend(keys.map(|key| format!("instrument.{key}")));
            } else if instrument.vanaf.is_some_and(|vanaf| vanaf <= self.van) {
                // No year of the SPUK leaves a reserve.
                dead.push("instrument.spuk_reserve".to_owned());
            }
        }
        let reservering = &tables.reservering;
        let too_late = reservering.vanaf.is_some_and(|vanaf| vanaf > self.tot);
        let (first, second) = (reservering.maximum, reservering.maximum_tweede_jaar);
        if too_late || (first.is_none() && second.is_none()) {
            let keys = ["vanaf", "maximum", "maximum_tweede_jaar"];
            dead.extend(keys.map(|key| format!("reservering.{key}")));
        }
        // Without a gemeente that lacks there is nothing to fill in.
        if tables.aantallen.aanvullen.is_some() && !self.model.lacks_gemeenten() {
            dead.push("aantallen.aanvullen".to_owned());
        }
        let uncertain = tables.instroom_vanaf().plus(1);
        let mut later = uncertain.through(self.tot);
        if !later.any(|jaar| self.asks_forecasts(jaar)) {
            dead.push("instroom.prognosevertekening".to_owned());
        }
        let start = &tables.start;
        if start.pip_termijn_gemist.is_none() || start.vertraging_in_jaren.is_none() {
            dead.extend(
                ["start.pip_termijn_gemist", "start.vertraging_in_jaren"].map(str::to_owned),
            );
        }
        let verlenging = &tables.verlenging;
        let too_late = verlenging.vanaf.is_some_and(|vanaf| vanaf > self.tot);
        if too_late || verlenging.aandeel.is_none() || !self.runs_any() {
            let keys = ["aandeel", "vanaf", "kosten"];
            dead.extend(keys.map(|key| format!("verlenging.{key}")));
        }
        if !self.model.has_backtest() {
            dead.extend(self.keys_of_backtest());
        }
        dead.extend(self.cuts_never_in_force());
        dead.extend(self.rhythms_of_no_cohort());
        dead.extend(self.route_never_paid());
        dead.extend(self.results_never_paid());
        dead.extend(self.keys_of_no_money());
        dead
    }

    /// How incidental money is divided of which every year is left out.
    fn keys_of_no_money(&self) -> Vec<String> {
        let lines = self.tables().incidenteel.iter().enumerate();
        let never = lines.filter(|(number, line)| {
            let (_, unused) = self.unused_money(*number, line);
            unused.len() == line.bedrag.0.len()
        });
        let key = |(number, _)| format!("incidenteel.{number}.verdeelsleutel");
        never.map(key).collect()
    }

    fn cuts_never_in_force(&self) -> Vec<String> {
        let tables = self.tables();
        let mut dead = Vec::new();
        let in_list = self.model.scenario.tree().get(&["korting", "0"]).is_some();
        for number in 0..tables.korting.0.len() {
            let mut years = self.jaren.iter();
            let holds = |jaar| korting_in(tables, jaar).is_some_and(|(place, _)| place == number);
            if years.any(|&jaar| holds(jaar)) {
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
}
