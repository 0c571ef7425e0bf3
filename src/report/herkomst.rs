//! Where an amount per person comes from: a figure that was stated, or the
//! figures that it was derived from.

use crate::jaar::Jaar;
use crate::projection::{Bedragsoort, Jaarbedragen, Letter};
use crate::scenario::{Provenance, Scenario, Status};
use crate::uitkering::ritme_van;

/// Source and status of an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Herkomst {
    /// The text that the scenario names.
    pub bron: String,
    /// How firm the amount is.
    pub status: Status,
}

/// The instalments that an amount is about.
fn instalments(soort: Bedragsoort) -> Vec<Letter> {
    match soort {
        Bedragsoort::Bedrag(letter) | Bedragsoort::Gewicht(letter) => vec![letter],
        Bedragsoort::GewichtD => Letter::ALL.to_vec(),
        Bedragsoort::GezinsOverig | Bedragsoort::Onderwijsroute => Vec::new(),
    }
}

impl Herkomst {
    /// Of a figure as the scenario states it.
    pub fn stated(scenario: &Scenario, path: &str) -> Option<Self> {
        let provenance = provenance(scenario, path)?;
        Some(Self {
            bron: provenance.bron.to_string(),
            status: provenance.status,
        })
    }

    /// Of an amount that follows from others: as firm as the weakest of them
    /// and never published itself.
    pub fn derived(scenario: &Scenario, year: &Jaarbedragen, soort: Bedragsoort) -> Self {
        let paths = Afleiding {
            scenario,
            jaar: year.jaar,
        }
        .paths(soort);
        let known = paths.iter().filter_map(|path| Self::stated(scenario, path));
        let known: Vec<Self> = known
            .map(|herkomst| Self {
                status: herkomst.status.max(Status::Afgeleid),
                ..herkomst
            })
            .collect();
        // Of several as weak, the first: the figure of the year itself.
        let weakest = known.into_iter().rev().max_by_key(|known| known.status);
        weakest.unwrap_or_else(|| Self {
            bron: format!("volgt uit geen cijfer in {}", scenario.naam),
            status: Status::Afgeleid,
        })
    }
}

fn provenance<'a>(scenario: &'a Scenario, path: &str) -> Option<&'a Provenance> {
    let keys: Vec<&str> = path.split('.').collect();
    Some(&scenario.root.get(&keys)?.provenance)
}

/// What the amounts of a year are derived from.
struct Afleiding<'a> {
    scenario: &'a Scenario,
    jaar: Jaar,
}

impl Afleiding<'_> {
    /// The figures that an amount rests on, those of the year itself first.
    fn paths(&self, soort: Bedragsoort) -> Vec<String> {
        let jaar = self.jaar;
        match soort {
            Bedragsoort::GezinsOverig => self.price(jaar, "gezins_overig"),
            Bedragsoort::Onderwijsroute => self.onderwijsroute(),
            Bedragsoort::Bedrag(_) | Bedragsoort::Gewicht(_) | Bedragsoort::GewichtD => {
                self.instalment(soort)
            }
        }
    }

    /// What an instalment or a weight rests on.
    fn instalment(&self, soort: Bedragsoort) -> Vec<String> {
        let jaar = self.jaar;
        let letters = instalments(soort);
        let mut paths = self.price(jaar, "leerroute");
        if paths.is_empty() {
            // Without prices the amounts themselves are the weights, and a
            // completed traject has none.
            let own = letters.iter().filter(|_| soort != Bedragsoort::GewichtD);
            return own
                .map(|letter| format!("bedragen.{jaar}.{letter}"))
                .collect();
        }
        if soort != Bedragsoort::GewichtD {
            paths.extend(self.price(jaar, "overig"));
        }
        let cohorts = letters
            .iter()
            .map(|letter| jaar.plus(-(letter.nummer() as i32)));
        paths.extend(cohorts.filter_map(|cohort| self.ritme(cohort)));
        if soort.is_gewicht() && self.has_prestatie() {
            paths.push("prestatie.aandeel".to_owned());
        }
        paths
    }

    /// A price of a year: as stated, or the growth since the year that states it.
    fn price(&self, jaar: Jaar, key: &str) -> Vec<String> {
        let mut paths = Vec::new();
        for year in Jaar::MIN.through(jaar).rev() {
            let stated = format!("prijs.{year}.{key}");
            if provenance(self.scenario, &stated).is_some() {
                paths.push(stated);
                return paths;
            }
            paths.push(format!("index.{year}"));
        }
        Vec::new()
    }

    /// The budget for the onderwijsroute; outside its years it is zero.
    fn onderwijsroute(&self) -> Vec<String> {
        let mut paths = vec!["onderwijsroute.trajectprijs".to_owned()];
        let table = self.scenario.tabellen.onderwijsroute.as_ref();
        if let Some(table) = table.filter(|table| table.in_force(self.jaar)) {
            paths.push("onderwijsroute.prijspeil".to_owned());
            paths.extend(self.price(self.jaar, "leerroute"));
            paths.extend(self.price(table.prijspeil, "leerroute"));
        }
        paths
    }

    /// The rhythm in which a cohort is paid.
    fn ritme(&self, cohort: Jaar) -> Option<String> {
        let rhythms = self.scenario.tabellen.betaalritme.iter();
        let place = ritme_van(cohort, rhythms.map(|rhythm| rhythm.vanaf_cohort))?;
        Some(format!("betaalritme.{place}"))
    }

    fn has_prestatie(&self) -> bool {
        let prestatie = self.scenario.tabellen.prestatie.as_ref();
        prestatie.is_some_and(|table| table.vanaf <= self.jaar)
    }
}
