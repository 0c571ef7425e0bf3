//! Series that a scenario changes in part: where they end, and what does not move with
//! them.

use std::collections::BTreeSet;

use crate::exact::money::Cents;
use crate::model::{Model, incidenteel_amount};
use crate::projection::{Projection, YearProjection};
use crate::scenario::tables::{Gebruik, IncidenteelKey};
use crate::terms::Remark;
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;
use crate::terms::remark::FigureRemark;

impl Model {
    /// What a reader may not expect of the figures behind a run.
    pub(crate) fn of_figures(&self, projection: &Projection) -> Vec<Remark> {
        let mut all = self.falling_back();
        all.extend(self.forecast_alone());
        all.extend(self.biased_forecasts());
        all.extend(self.price_seams());
        all.extend(self.keys_of_nobody(projection));
        all.into_iter().map(Remark::Figures).collect()
    }

    /// The years of a table that the scenario changes itself, and those of its basis.
    fn years_by_owner(&self, keys: &[&str]) -> (BTreeSet<Jaar>, BTreeSet<Jaar>) {
        let node = self.scenario.tree().get(keys);
        let years = node.map_or_else(Vec::new, |node| node.keys());
        let years = years.iter().filter_map(|year| Jaar::written(year));
        years.partition(|jaar| self.is_changed(keys, &jaar.to_string()))
    }

    /// Whether a key stands in a scenario that has a basis, and not in the basis.
    fn is_changed(&self, keys: &[&str], last: &str) -> bool {
        let path = [keys, &[last]].concat();
        self.is_own(&path) && self.is_change(&path.join("."))
    }

    /// Series of two years or more that end before the last one, where those of the
    /// basis go on. A single year is a change of that year.
    fn falling_back(&self) -> Vec<FigureRemark> {
        let tot = self.scenario.tables().scenario.tot;
        let paths = Groep::ALL.map(|groep| vec!["instroom", "pad", groep.key()]);
        let tables = [vec!["prognose"], vec!["taakstelling"], vec!["index"]];
        let of_table = |keys: Vec<&str>| {
            let (own, others) = self.years_by_owner(&keys);
            let last = own.last().copied().filter(|&last| last < tot)?;
            let years: Vec<Jaar> = others.range(last..=tot).copied().collect();
            let end = if keys[0] == "taakstelling" {
                tot.plus(-1)
            } else {
                tot
            };
            let is_series = own.contains(&last.plus(-1)) && last < end;
            (is_series && !years.is_empty()).then(|| FigureRemark::FallsBack {
                table: keys.join("."),
                last,
                years,
            })
        };
        tables
            .into_iter()
            .chain(paths)
            .filter_map(of_table)
            .collect()
    }

    /// Own ramingen beside the instroom of the basis: they move when money comes. Of a
    /// fondsuitkering they decide who gets it, so there they do more.
    fn forecast_alone(&self) -> Option<FigureRemark> {
        let tables = self.scenario.tables();
        let asked = |table: &str, jaar: Jaar| match table {
            "prognose" => self.years().any(|year| year == jaar),
            _ => self.years().any(|year| year.plus(-1) == jaar),
        };
        let changed = |table: &&'static str| {
            let (own, _) = self.years_by_owner(&[table]);
            own.into_iter().any(|jaar| asked(table, jaar))
        };
        let found: Vec<&'static str> = ["prognose", "taakstelling"]
            .into_iter()
            .filter(changed)
            .collect();
        let people = ["instroom", "aantallen", "huisvesting"];
        let moves_people = people.iter().any(|table| {
            let mut found = false;
            let node = self.scenario.tree().get(&[table]);
            if let Some(node) = node {
                node.for_each_leaf(&mut |path, _| {
                    let path: Vec<&str> = path.iter().map(String::as_str).collect();
                    let keys = [&[*table], &path[..]].concat();
                    found |= self.is_own(&keys) && self.is_change(&keys.join("."));
                });
            }
            found
        });
        let is_spuk = !self.years().any(|jaar| tables.is_fonds(jaar));
        (is_spuk && !found.is_empty() && !moves_people)
            .then_some(FigureRemark::ForecastAlone { tables: found })
    }

    /// Forecasts that are off by the scenario itself, where any year goes by them.
    fn biased_forecasts(&self) -> Option<FigureRemark> {
        let tables = self.scenario.tables();
        let mut years = self.years().filter(|&jaar| tables.asks_forecasts(jaar));
        years.find(|&jaar| tables.vertekening(jaar).is_some())?;
        let vanaf = tables.instroom_vanaf().plus(1);
        let tenths = tables.instroom.prognosevertekening?.tenths();
        Some(FigureRemark::BiasedForecasts { vanaf, tenths })
    }

    /// Years with published amounts that later, derived ones grow from, and those whose
    /// published amounts do not follow from the price that does so.
    fn price_seams(&self) -> Vec<FigureRemark> {
        let tables = self.scenario.tables();
        let derives = |jaar: Jaar| {
            let year = self.bedragen.of(jaar);
            year.is_some_and(|year| {
                let published = year.gepubliceerd.a.is_some();
                year.afgeleid.is_some() && !year.takes_published(published, true)
            })
        };
        let prijspeil = self.bedragen.prijspeil();
        // Whether a projected year derives its amounts from the level of this one.
        let is_followed = |jaar: Jaar| {
            let mut later = self.years().filter(|&later| later > jaar);
            later.any(|later| {
                let own = |year: Jaar| {
                    tables.prijs.get(year).is_some() || prijspeil.seams().contains_key(&year)
                };
                derives(later) && !jaar.plus(1).through(later).any(own)
            })
        };
        let seams = prijspeil.seams().iter();
        let seams = seams.filter(|(jaar, _)| is_followed(**jaar));
        let seams = seams.map(|(&jaar, seam)| FigureRemark::PriceSeam {
            jaar,
            is_exact: seam.is_exact(),
        });
        let apart = self.bedragen.years().filter(|year| {
            let stated = tables.prijs.get(year.jaar).is_some();
            let counts = year.gepubliceerd.gebruik == Gebruik::Gepubliceerd;
            let amounts = year.geldend.zip(year.afgeleid);
            let differs = amounts.is_some_and(|(counts, derived)| counts.bedrag != derived.bedrag);
            // Where it was not they that changed, published amounts win and that is said.
            let is_own = self.publishes(year.jaar);
            stated && counts && differs && is_own && is_followed(year.jaar)
        });
        let apart = apart.map(|year| FigureRemark::PriceApart { jaar: year.jaar });
        seams.chain(apart).collect()
    }

    /// Incidental money that was divided by inhabitants because nobody has its key.
    fn keys_of_nobody(&self, projection: &Projection) -> Vec<FigureRemark> {
        let lines = self.scenario.tables().incidenteel.iter();
        let of_line = lines.filter_map(|line| {
            let people: fn(&YearProjection) -> &Vec<i64> = match line.verdeelsleutel {
                IncidenteelKey::Inwoners => return None,
                IncidenteelKey::Asielstatushouder => |year| &year.tellingen.asielstatushouders,
                IncidenteelKey::GezinsOverig => |year| &year.tellingen.gezins_overig,
                IncidenteelKey::Onderwijsroute => |year| &year.tellingen.onderwijsroute,
            };
            let years = projection.jaren.iter().filter(|year| {
                let money = incidenteel_amount(line, year.jaar) != Cents::ZERO;
                money && people(year).iter().all(|&count| count == 0)
            });
            let years: Vec<Jaar> = years.map(|year| year.jaar).collect();
            (!years.is_empty()).then(|| FigureRemark::KeyOfNobody {
                naam: line.naam.clone(),
                key: line.verdeelsleutel.word(),
                years,
            })
        });
        of_line.collect()
    }

    /// A projection that could have begun a year earlier by its own figures, and so
    /// lacks what that year leaves behind.
    pub(crate) fn late_start(&self) -> Option<FigureRemark> {
        let tables = self.scenario.tables();
        let van = tables.scenario.van;
        let before = van.plus(-1);
        let amounts = self.bedragen.of(before).and_then(|year| year.geldend);
        let known = amounts.is_some()
            && tables.prognose.get(before).is_some()
            && tables.taakstelling.get(before.plus(-1)).is_some();
        let years = tables.kas.terugvordering_na_jaren.map_or(
            crate::uitkering::KasRules::default().terugvordering_na_jaren,
            |years| years.0,
        );
        let last = van.plus(i32::from(years) - 1);
        (known && !tables.is_fonds(before)).then(|| FigureRemark::LateStart {
            van,
            back_until: last.min(tables.scenario.tot),
        })
    }
}
