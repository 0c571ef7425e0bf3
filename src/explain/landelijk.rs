//! The numbers for the country that people of gemeenten are spread from.

use std::sync::Arc;

use super::bronnen::Etiket;
use super::formule::{Afronding, Formule};
use super::knoop::{Eenheid, Herkomst, Knoop};
use super::mensen::naam;
use super::uitlegger::Uitlegger;
use super::verdeling::{Gewichten, Verdeling};
use crate::begrippen::{Groep, Route};
use crate::fraction::exact_whole;
use crate::jaar::Jaar;
use crate::people::{Gehuisvest, Kind, Oorsprong};
use crate::scenario::Status;

impl Uitlegger<'_> {
    /// The number for the country that the counts of the scenario are spread from.
    pub(super) fn totaal(&mut self, kind: Kind, cohort: Jaar) -> Arc<Knoop> {
        let tables = &self.model.scenario.tabellen;
        let oorsprong = self.model.people.oorsprong.get(&(kind, cohort)).copied();
        match (oorsprong, kind.national(tables, cohort)) {
            (Some(Oorsprong::Instroom), _) | (_, None) if kind != Kind::Onderwijsroute => {
                self.gehuisvest(kind, cohort)
            }
            (_, Some(people)) => {
                let sleutel = format!("aantallen.landelijk.{}.{cohort}", kind.key());
                let etiket = Etiket::new(
                    format!("{} van cohort {cohort} in het land", naam(kind)),
                    format!("landelijk_{}({cohort})", kind.key()),
                    Eenheid::Personen,
                );
                self.cijfer(&sleutel, etiket, exact_whole(people))
            }
            (_, None) => self.op_de_onderwijsroute(cohort),
        }
    }

    /// The people of a cohort on the onderwijsroute in the country.
    fn op_de_onderwijsroute(&mut self, cohort: Jaar) -> Arc<Knoop> {
        self.landelijk(format!("landelijk_aao.{cohort}"), |uitleg| {
            let share = uitleg.routedeel(Route::Onderwijs);
            let everyone = uitleg.land_van_cohort(cohort, cohort);
            Knoop::stap(
                format!("asielstatushouders van cohort {cohort} op de onderwijsroute in het land"),
                format!("landelijk_AAO({cohort})"),
                Eenheid::Personen,
                Formule::Product,
                vec![everyone, share],
            )
            .op_hele_mensen()
        })
    }

    /// People of a kind housed in a cohort, by the year they became obliged.
    pub(super) fn gehuisvest(&mut self, kind: Kind, cohort: Jaar) -> Arc<Knoop> {
        self.landelijk(format!("gehuisvest_{}.{cohort}", kind.key()), |uitleg| {
            let mut parts = Vec::new();
            for &groep in kind.groepen() {
                let housed = uitleg.stroom().housed_in(groep, cohort);
                for part in housed.ok().flatten().unwrap_or_default() {
                    if part.years + 1 < part.verdeling.len() {
                        parts.push(uitleg.gehuisvest_uit(groep, cohort, &part));
                    }
                }
            }
            Knoop::stap(
                format!("in {cohort} gehuisvest in een gemeente, hele land"),
                format!("gehuisvest_{}({cohort})", kind.key()),
                Eenheid::Personen,
                Formule::Som,
                parts,
            )
        })
    }

    fn gehuisvest_uit(&mut self, groep: Groep, cohort: Jaar, part: &Gehuisvest) -> Arc<Knoop> {
        let (key, jaar, years) = (groep.key(), part.jaar, part.years);
        self.landelijk(format!("gehuisvest_{key}.{jaar}.{cohort}"), |uitleg| {
            let instroom = uitleg.cijfer(
                &format!("instroom.pad.{key}.{jaar}"),
                Etiket::new(
                    format!("instroom van {key} in {jaar}"),
                    format!("instroom_{key}({jaar})"),
                    Eenheid::Personen,
                ),
                exact_whole(part.instroom),
            );
            let etiket = Etiket::new(
                format!("deel van {key} dat na {years} jaar een woning heeft"),
                format!("huisvesting_{key}[{years}]"),
                Eenheid::Aandeel,
            );
            let sleutel = format!("huisvesting.{key}.{years}");
            let share = part.verdeling[years].clone();
            let share = match uitleg.herkomst(&sleutel) {
                Some(_) => uitleg.cijfer(&sleutel, etiket, share),
                None => {
                    let usual = "zonder [huisvesting]: iedereen in het jaar zelf";
                    let herkomst = Herkomst::van(usual, Status::Aanname);
                    uitleg.vast(sleutel, etiket, share, herkomst)
                }
            };
            let weights = Gewichten::Aandelen(part.verdeling.clone());
            let verdeling = Arc::new(Verdeling::new(part.instroom, weights));
            Knoop::new(
                format!("{key}, instroom {jaar}, gehuisvest in {cohort}"),
                format!("gehuisvest_{key}({jaar}→{cohort})"),
                Eenheid::Personen,
                exact_whole(part.people()),
                Formule::GrootsteRest(verdeling, years),
                vec![instroom, share],
            )
        })
    }
}

impl Knoop {
    /// Rounds a number of people half up.
    fn op_hele_mensen(self) -> Self {
        let mut knoop = self.afgerond(Afronding::HalfOmhoog);
        knoop.waarde = knoop.recompute().unwrap_or_else(|| exact_whole(0));
        knoop
    }
}
