//! Where an amount per person comes from: a figure that was stated, or the
//! figures that it was derived from.

use crate::model::{BedragKind, Model, PriceKind, Prijspeil, YearBedragen, last_route, no_route};
use crate::scenario::{Provenance, Scenario, Status};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Letter, ritme_of};

/// Source and status of an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AmountSource {
    /// What the scenario names, or what the program says where it names nothing.
    pub bron: Text,
    /// How firm the amount is.
    pub status: Status,
}

/// The instalments that an amount is about.
fn instalments(soort: BedragKind) -> Vec<Letter> {
    match soort {
        BedragKind::Bedrag(letter) | BedragKind::Gewicht(letter) => vec![letter],
        BedragKind::GewichtD => Letter::ALL.to_vec(),
        BedragKind::GezinsOverig | BedragKind::Onderwijsroute => Vec::new(),
    }
}

impl AmountSource {
    /// Of a figure as the scenario states it, or as the program carried it on from the last
    /// one of its series.
    pub fn stated(scenario: &Scenario, path: &str) -> Option<Self> {
        let Some(provenance) = provenance(scenario, path) else {
            return Some(Self {
                bron: scenario.carried_to(path)?,
                status: Status::Aanname,
            });
        };
        Some(Self {
            bron: Text::clone(&provenance.bron),
            status: provenance.status,
        })
    }

    /// Of an amount that follows from others: as firm as the weakest of them
    /// and never published itself.
    pub fn derived(model: &Model, year: &YearBedragen, soort: BedragKind) -> Self {
        let scenario = &model.scenario;
        let route = scenario.tables().onderwijsroute.as_ref();
        if soort == BedragKind::Onderwijsroute && !route.is_some_and(|it| it.in_force(year.jaar)) {
            return Self {
                bron: no_route(year.jaar),
                status: Status::Afgeleid,
            };
        }
        let paths = AmountDerivation {
            scenario,
            prijspeil: model.bedragen.prijspeil(),
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
            bron: Text::new(
                format!("volgt uit geen cijfer in {}", scenario.naam),
                format!("follows from no figure in {}", scenario.naam),
            ),
            status: Status::Afgeleid,
        })
    }
}

fn provenance<'a>(scenario: &'a Scenario, path: &str) -> Option<&'a Provenance> {
    let keys: Vec<&str> = path.split('.').collect();
    Some(&scenario.tree().get(&keys)?.provenance)
}

/// What the amounts of a year are derived from.
struct AmountDerivation<'a> {
    scenario: &'a Scenario,
    prijspeil: &'a Prijspeil,
    jaar: Jaar,
}

impl AmountDerivation<'_> {
    /// The figures that an amount rests on, those of the year itself first.
    fn paths(&self, soort: BedragKind) -> Vec<String> {
        let jaar = self.jaar;
        match soort {
            BedragKind::GezinsOverig => self.price(jaar, PriceKind::GezinsOverig),
            BedragKind::Onderwijsroute => self.onderwijsroute(),
            BedragKind::Bedrag(_) | BedragKind::Gewicht(_) | BedragKind::GewichtD => {
                self.instalment(soort)
            }
        }
    }

    /// What an instalment or a weight rests on.
    fn instalment(&self, soort: BedragKind) -> Vec<String> {
        let jaar = self.jaar;
        let letters = instalments(soort);
        let mut paths = self.price(jaar, PriceKind::Leerroute);
        if paths.is_empty() {
            // Without prices the amounts themselves are the weights, and a
            // completed traject has none.
            let own = letters.iter().filter(|_| soort != BedragKind::GewichtD);
            return own
                .map(|letter| format!("bedragen.{jaar}.{letter}"))
                .collect();
        }
        if soort != BedragKind::GewichtD {
            paths.extend(self.price(jaar, PriceKind::Overig));
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

    /// A price of a year: as stated, or the growth since the year that states it or
    /// whose published amounts it was derived back from.
    fn price(&self, jaar: Jaar, kind: PriceKind) -> Vec<String> {
        let (key, behind): (_, &[&str]) = match kind {
            PriceKind::Leerroute => ("leerroute", &["a", "b", "c"]),
            PriceKind::Overig => ("overig", &["a", "b", "c"]),
            PriceKind::GezinsOverig => ("gezins_overig", &["gezins_overig"]),
        };
        let mut paths = Vec::new();
        for year in Jaar::MIN.through(jaar).rev() {
            if self.prijspeil.is_derived_back(kind, year) {
                paths.extend(behind.iter().map(|it| format!("bedragen.{year}.{it}")));
                return paths;
            }
            let stated = format!("prijs.{year}.{key}");
            if provenance(self.scenario, &stated).is_some() {
                paths.push(stated);
                return paths;
            }
            paths.push(format!("index.{year}"));
        }
        Vec::new()
    }

    /// The budget for the onderwijsroute in a year that has one.
    fn onderwijsroute(&self) -> Vec<String> {
        let tables = self.scenario.tables();
        if let Some((from, _)) = last_route(tables, self.jaar) {
            let mut paths = vec![format!("bedragen.{from}.onderwijsroute")];
            paths.extend(self.price(self.jaar, PriceKind::Leerroute));
            return paths;
        }
        let own = ["trajectprijs", "prijspeil"].map(|key| format!("onderwijsroute.{key}"));
        let mut paths = Vec::from(own);
        paths.extend(self.price(self.jaar, PriceKind::Leerroute));
        let prijspeil = tables.onderwijsroute.as_ref().map(|table| table.prijspeil);
        paths.extend(
            prijspeil
                .into_iter()
                .flat_map(|jaar| self.price(jaar, PriceKind::Leerroute)),
        );
        paths
    }

    /// The rhythm in which a cohort is paid.
    fn ritme(&self, cohort: Jaar) -> Option<String> {
        let rhythms = self.scenario.tables().betaalritme.iter();
        let place = ritme_of(cohort, rhythms.map(|rhythm| rhythm.vanaf_cohort))?;
        Some(format!("betaalritme.{place}"))
    }

    fn has_prestatie(&self) -> bool {
        let prestatie = self.scenario.tables().prestatie.as_ref();
        prestatie.is_some_and(|table| table.vanaf <= self.jaar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::amount_rows::{AmountRow, rows};
    use crate::model::law;

    fn named<'r>(rows: &'r [AmountRow], bedrag: &str, jaar: i64) -> &'r AmountSource {
        let jaar = Jaar::new(jaar).unwrap();
        let mut all = rows.iter();
        let own = all.find(|row| row.bedrag == bedrag && row.jaar == jaar);
        own.and_then(|row| row.herkomst.as_ref()).unwrap()
    }

    /// The growth of years behind the last figure is an assumption of the program.
    #[test]
    fn an_amount_beyond_the_last_index_is_no_firmer_than_what_is_carried_on() {
        let published = (2027..=2031).map(|jaar| {
            format!("index.{jaar}={{waarde=0.021,status=\"gepubliceerd\",bron=\"raming\"}}")
        });
        let published: Vec<String> = published.collect();
        let mut settings: Vec<&str> = published.iter().map(String::as_str).collect();
        settings.push("scenario.tot=2033");
        let model = law(&settings);
        let all = rows(&model, None);
        let carried = model.scenario.carried_to("index.2033").unwrap();
        for bedrag in ["gezins_overig", "a", "gewicht_b"] {
            let own = named(&all, bedrag, 2033);
            assert_eq!(
                (own.status, &own.bron),
                (Status::Aanname, &carried),
                "{bedrag}"
            );
        }
        let own = named(&all, "gezins_overig", 2031);
        assert_eq!(
            (own.status, own.bron.to_string().as_str()),
            (Status::Afgeleid, "raming")
        );
    }

    /// Outside its years nothing was assumed about the onderwijsroute.
    #[test]
    fn without_a_budget_the_onderwijsroute_rests_on_no_price() {
        let model = law(&["onderwijsroute.tot=2028"]);
        let all = rows(&model, None);
        for jaar in [2029, 2031] {
            let own = named(&all, "onderwijsroute", jaar);
            let none = no_route(Jaar::new(jaar).unwrap());
            assert_eq!((own.status, &own.bron), (Status::Afgeleid, &none), "{jaar}");
        }
        let own = named(&all, "onderwijsroute", 2028);
        assert!(
            !own.bron.to_string().contains("geen budget"),
            "{}",
            own.bron
        );
    }
}
