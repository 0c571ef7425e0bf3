//! What gemeenten spend: an amount in whole cents per person, cohort and year.

use super::bedragen::Prijspeil;
use crate::begrippen::{Groep, Route};
use crate::diagnostic::{Code, Diagnostic};
use crate::fraction::{Exact, exact_whole};
use crate::jaar::Jaar;
use crate::money::{Cents, euros_to_cents};
use crate::people::{People, Stroom};
use crate::scenario::Scenario;
use crate::scenario::types::KostenRegel;
use crate::scenario::values::MAX_PER_PERSON;

/// Costs of one year beyond this would not fit when they are carried on for a century.
const LARGEST_TOTAL: Cents = Cents::new(10_000_000_000_000_000);

/// Costs per person of a cohort in a year.
pub struct Tarieven<'a> {
    scenario: &'a Scenario,
    stroom: Stroom<'a>,
    prijspeil: &'a Prijspeil,
}

impl<'a> Tarieven<'a> {
    /// The tariffs of a scenario.
    pub fn new(scenario: &'a Scenario, prijspeil: &'a Prijspeil) -> Self {
        Self {
            scenario,
            stroom: Stroom::new(&scenario.tabellen),
            prijspeil,
        }
    }

    /// Price level of `jaar` over that of the amounts.
    fn index(&self, jaar: Jaar) -> Result<Exact, Diagnostic> {
        let Some(base) = self.scenario.tabellen.kosten.prijspeil else {
            return Ok(exact_whole(1));
        };
        self.prijspeil.ratio(base, jaar).ok_or_else(|| {
            let message =
                format!("er zijn geen prijzen om kosten van {base} naar {jaar} te indexeren");
            Diagnostic::new(Code::BedragenOntbreken, message)
                .at(self.scenario.place_of(&["kosten", "prijspeil"]))
        })
    }

    /// Cents per asielstatushouder of a cohort of `people` in `jaar`: the mean
    /// over the routes, late starters a year later, with what an extended term costs.
    fn asiel(
        &self,
        cohort: Jaar,
        people: i64,
        jaar: Jaar,
        index: &Exact,
    ) -> Result<Cents, Diagnostic> {
        let tables = &self.scenario.tabellen;
        let groep = Groep::Asielstatushouder;
        let late = self.stroom.delayed(groep, cohort, people);
        let years = jaar.since(cohort);
        let line = |line: &KostenRegel| {
            line.bedrag.exact() * crate::people::late_by_a_year(&line.ritme, years, &late)
        };
        let mut euros = exact_whole(0);
        if let (Some(lines), Some(shares)) = (&tables.kosten.leerroute, tables.leerroute.get(groep))
        {
            for route in Route::ALL {
                euros += line(lines.get(route)) * shares.get(route).0.exact();
            }
        }
        if let Some(begeleiding) = &tables.kosten.begeleiding {
            euros += line(begeleiding);
        }
        if let Some(extra) = tables.verlenging.kosten {
            euros += extra.exact() * self.stroom.extended_share(groep, cohort, people, jaar);
        }
        self.tariff(&(euros * index), jaar)
    }

    /// Cents per gezins- of overige migrant of a cohort in `jaar`.
    fn gezins_overig(&self, cohort: Jaar, jaar: Jaar, index: &Exact) -> Result<Cents, Diagnostic> {
        let Some(line) = &self.scenario.tabellen.kosten.gezins_overig else {
            return Ok(Cents::ZERO);
        };
        let share = crate::people::at(&line.ritme, jaar.since(cohort));
        self.tariff(&(line.bedrag.exact() * share * index), jaar)
    }

    /// Whole cents per person, within the bounds that amounts have themselves.
    fn tariff(&self, euros: &Exact, jaar: Jaar) -> Result<Cents, Diagnostic> {
        let cents = euros_to_cents(euros).filter(|_| *euros <= exact_whole(MAX_PER_PERSON));
        cents.ok_or_else(|| {
            let message =
                format!("de kosten in {jaar} komen boven {MAX_PER_PERSON} euro per persoon");
            Diagnostic::new(Code::BuitenBereik, message)
                .at(self.scenario.place_of(&["kosten", "prijspeil"]))
        })
    }

    /// Costs per gemeente in `jaar`: people of every cohort since the Act began,
    /// where they live at the end of `jaar`, times the tariff.
    ///
    /// # Errors
    /// If the costs have a price level and `jaar` has no price, or one out of all bounds.
    pub fn of(&self, people: &People, jaar: Jaar) -> Result<Vec<Cents>, Diagnostic> {
        let gemeenten = people.asielstatushouder.at(jaar, jaar).len();
        let mut kosten = vec![Cents::ZERO; gemeenten];
        if !self.has_costs() {
            return Ok(kosten);
        }
        let index = self.index(jaar)?;
        for cohort in Jaar::START_WI2021.through(jaar) {
            let asiel = people.asielstatushouder.at(cohort, jaar);
            let national = people.asielstatushouder.of(cohort).iter().sum();
            let tarief = self.asiel(cohort, national, jaar, &index)?;
            add(&mut kosten, asiel, tarief);
            let migranten = people.gezins_overig.at(cohort, jaar);
            add(
                &mut kosten,
                migranten,
                self.gezins_overig(cohort, jaar, &index)?,
            );
        }
        if kosten.iter().sum::<Cents>() > LARGEST_TOTAL {
            let message = format!("de kosten van {jaar} komen boven 100.000 miljard euro");
            return Err(Diagnostic::new(Code::BuitenBereik, message)
                .at(self.scenario.place_of(&["kosten"])));
        }
        Ok(kosten)
    }

    fn has_costs(&self) -> bool {
        let tables = &self.scenario.tabellen;
        let kosten = &tables.kosten;
        kosten.leerroute.is_some()
            || kosten.begeleiding.is_some()
            || kosten.gezins_overig.is_some()
            || tables.verlenging.kosten.is_some()
    }
}

fn add(kosten: &mut [Cents], people: &[i64], tarief: Cents) {
    if tarief == Cents::ZERO {
        return;
    }
    for (sum, &count) in kosten.iter_mut().zip(people) {
        *sum += tarief * count;
    }
}
