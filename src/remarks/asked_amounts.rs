//! Which amounts, prices and rules about amounts the projected years ask for.

use std::collections::BTreeSet;

use super::without_effect::{AskedFor, left};
use crate::exact::money::Cents;
use crate::model::BedragKind;
use crate::model::{BedragenByYear, PriceSeam, grown_route};
use crate::terms::jaar::Jaar;
use crate::uitkering::{Letter, ritme_of};

impl AskedFor<'_> {
    /// Published amounts. Those of years that are not reckoned can still decide about
    /// a percentage that holds on, or about the first year with prestatiebekostiging.
    pub(crate) fn unused_amounts(&self) -> (String, Vec<Jaar>) {
        left(&self.tables().bedragen, "bedragen", |jaar| {
            self.jaren.contains(&jaar) || self.is_history("bedragen", jaar) || self.decides(jaar)
        })
    }

    /// Whether a reckoned year has other amounts without those of `jaar`.
    fn decides(&self, jaar: Jaar) -> bool {
        let mut tables = self.tables().clone();
        tables.bedragen.0.remove(&jaar);
        let (with, without) = (&*self.model.bedragen, BedragenByYear::new(&tables));
        let geldend = |table: &BedragenByYear, jaar| table.of(jaar).and_then(|year| year.geldend);
        let mut years = self.jaren.iter();
        with.first_prestatie_year() != without.first_prestatie_year()
            || years.any(|&jaar| geldend(with, jaar) != geldend(&without, jaar))
    }

    /// The reckoned years in which one of these amounts follows from the prices.
    fn derived(&self, is_asked: impl Fn(BedragKind) -> bool) -> BTreeSet<Jaar> {
        let asked: Vec<BedragKind> = BedragKind::ALL
            .into_iter()
            .filter(|&it| is_asked(it))
            .collect();
        let derives = |&jaar: &Jaar| {
            self.model.bedragen.of(jaar).is_some_and(|year| {
                asked.iter().any(|soort| {
                    let derived = soort.afgeleid(year).is_some();
                    let published = soort.gepubliceerd(&year.gepubliceerd).is_some();
                    derived && !year.takes_published(published, derived)
                })
            })
        };
        self.jaren.iter().copied().filter(derives).collect()
    }

    /// The reckoned years in which an instalment, or what it weighs, follows from the
    /// prices.
    pub(crate) fn derived_instalments(&self) -> BTreeSet<Jaar> {
        self.derived(|soort| {
            matches!(
                soort,
                BedragKind::Bedrag(_) | BedragKind::Gewicht(_) | BedragKind::GewichtD
            )
        })
    }

    /// Prices and growth that no price level rests on.
    pub(crate) fn unused_prices(&self) -> [(String, Vec<Jaar>); 2] {
        let tables = self.tables();
        let mut based: BTreeSet<Jaar> = BTreeSet::new();
        let mut grown: BTreeSet<Jaar> = BTreeSet::new();
        let seams = self.model.bedragen.prijspeil().seams();
        // A published amount that the price behind it gives is no new beginning; those of
        // asielstatushouders and of migrants are held to their prices apart.
        let begins: [fn(&PriceSeam) -> bool; 2] =
            [|seam| seam.instalments.is_some(), |seam| seam.gezins_overig];
        let asked = self.price_levels();
        let asked = asked
            .iter()
            .flat_map(|&level| begins.map(|begins| (level, begins)));
        for (level, begins) in asked {
            let stated = tables.prijs.0.range(..=level).next_back();
            let stated = stated.map(|(&jaar, _)| jaar);
            let behind = seams.range(..=level).rev();
            let behind = behind.filter(|(_, seam)| begins(seam));
            let Some(base) = stated.max(behind.map(|(&jaar, _)| jaar).next()) else {
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
                let goes_on = self.is_carried_on("index", jaar);
                let later = goes_on && grown.range(jaar.plus(1)..).next().is_some();
                grown.contains(&jaar) || later || self.is_history("index", jaar)
            }),
        ]
    }

    /// The years of which a price level is asked for: by amounts, by costs and by a
    /// fondsuitkering.
    fn price_levels(&self) -> BTreeSet<Jaar> {
        let tables = self.tables();
        let mut levels = self.derived(|_| true);
        let indexed = self.jaren.iter().any(|&jaar| tables.is_fonds(jaar));
        if indexed || tables.kosten.prijspeil.is_some() {
            levels.extend(&self.jaren);
        }
        levels.extend(tables.kosten.prijspeil);
        if let Some(table) = &tables.onderwijsroute {
            let routes = self.derived_route().into_iter();
            let in_force = routes.filter(|&jaar| table.in_force(jaar));
            levels.extend(in_force.map(|jaar| self.route_from(jaar).unwrap_or(table.prijspeil)));
        }
        levels
    }

    /// The year with a published amount that the amount for the onderwijsroute of a later
    /// year grows from, which the price of a traject then says nothing about.
    fn route_from(&self, jaar: Jaar) -> Option<Jaar> {
        let found = grown_route(self.tables(), self.model.bedragen.prijspeil(), jaar);
        found.map(|(from, _)| from)
    }

    /// The reckoned years in which the amount for the onderwijsroute follows from the
    /// prices: nothing outside the years of its budget.
    fn derived_route(&self) -> BTreeSet<Jaar> {
        self.derived(|soort| soort == BedragKind::Onderwijsroute)
    }

    /// Keys about the onderwijsroute that no amount follows from.
    pub(crate) fn route_never_paid(&self) -> Vec<String> {
        let pays = |jaar: &Jaar| {
            let amounts = self.model.bedragen.of(*jaar).and_then(|year| year.geldend);
            amounts.is_some_and(|amounts| amounts.onderwijsroute != Cents::ZERO)
        };
        let published = &self.tables().bedragen;
        let says = |jaar: &Jaar| published.get(*jaar).is_some_and(|year| year.po.is_some());
        let idle = self.jaren.iter().filter(|jaar| says(jaar) && !pays(jaar));
        let mut dead: Vec<String> = idle.map(|jaar| format!("bedragen.{jaar}.po")).collect();
        if let Some(table) = &self.tables().onderwijsroute {
            if table.is_taken_out() {
                let amounts = published.0.iter();
                let given = amounts.filter(|(_, year)| year.onderwijsroute.is_some());
                dead.extend(given.map(|(jaar, _)| format!("bedragen.{jaar}.onderwijsroute")));
            }
            let derived = self.derived_route();
            let mut keys = Vec::new();
            if derived.is_empty() {
                keys.extend(["actief", "vanaf", "tot"]);
            }
            let mut in_force = derived.iter().filter(|jaar| table.in_force(**jaar));
            match in_force.clone().next() {
                None => keys.extend(["trajectprijs", "prijspeil"]),
                // The year of the price still decides which published amounts are of later.
                Some(_) if in_force.all(|&jaar| self.route_from(jaar).is_some()) => {
                    keys.push("trajectprijs");
                }
                Some(_) => {}
            }
            if !self.jaren.iter().any(|jaar| pays(jaar) && !says(jaar)) {
                keys.push("aandeel");
            }
            dead.extend(keys.into_iter().map(|key| format!("onderwijsroute.{key}")));
        }
        dead
    }

    /// Rhythms that no amount follows from. Earlier ones may stand there as history of
    /// those that count.
    pub(crate) fn rhythms_of_no_cohort(&self) -> Vec<String> {
        let rhythms = &self.tables().betaalritme;
        let begin = || rhythms.iter().map(|rhythm| rhythm.vanaf_cohort);
        let derived = self.derived_instalments();
        let cohorts = derived
            .iter()
            .flat_map(|&jaar| Letter::ALL.map(|letter| letter.cohort(jaar)));
        let used = cohorts.filter_map(|cohort| ritme_of(cohort, begin()));
        let used: BTreeSet<usize> = used.collect();
        let unused = begin()
            .enumerate()
            .filter(|(place, _)| !used.contains(place));
        let unused = unused.map(|(place, vanaf)| (format!("betaalritme.{place}"), vanaf));
        let dead = unused.filter(|(key, vanaf)| {
            used.is_empty() || *vanaf > self.tot || self.model.is_change(key)
        });
        dead.map(|(key, _)| key).collect()
    }

    /// What prestatiebekostiging says of years that are not projected.
    pub(crate) fn results_never_paid(&self) -> Vec<String> {
        let Some(table) = &self.tables().prestatie else {
            return Vec::new();
        };
        let mut dead = Vec::new();
        let mut derived = self.derived_instalments().into_iter();
        if !derived.any(|jaar| table.vanaf <= jaar) {
            dead.push("prestatie.aandeel".to_owned());
        }
        let first = self.model.bedragen.first_prestatie_year();
        let key = "prestatie.eerste_jaar";
        let is_history =
            first.is_some_and(|jaar| jaar < self.first()) && !self.model.is_change(key);
        if !first.is_some_and(|jaar| self.jaren.contains(&jaar)) && !is_history {
            dead.push(key.to_owned());
        }
        dead
    }
}
