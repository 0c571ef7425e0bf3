//! A fondsuitkering: the total of a referentiejaar, indexed and divided.

use std::sync::Arc;

use super::bronnen::Etiket;
use super::formule::{Afronding, Formule};
use super::grondslag::weights;
use super::knoop::{Eenheid, Herkomst, Knoop, euros};
use super::uitkering::Soort;
use super::uitlegger::Uitlegger;
use super::verdeling::{Gewichten, Verdeling};
use crate::begrippen::Verdeelsleutel;
use crate::fraction::exact_whole;
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::people::Kind;
use crate::projection::Bedragsoort;
use crate::scenario::Status;

/// BGO, BA and ABO, in the order of the envelopes.
const DELEN: [&str; 3] = ["BGO", "BA", "ABO"];

impl Uitlegger<'_> {
    /// BGO, BA or ABO of a year of fondsuitkering; nothing is settled later.
    pub(super) fn fondsdeel(&mut self, soort: Soort, part: usize, jaar: Jaar) -> Arc<Knoop> {
        let naam = DELEN[part];
        let id = format!("{}_{}.{jaar}", naam.to_lowercase(), soort.word());
        if soort == Soort::Voorlopig {
            return self.eigen(id, |uitleg| uitleg.fondsdeel_voorlopig(part, jaar));
        }
        self.eigen(id, |uitleg| {
            let fixed = uitleg.fondsdeel(Soort::Voorlopig, part, jaar);
            let outcome = uitleg.outcome(soort, jaar);
            let amount = [&outcome.bgo, &outcome.ba, &outcome.abo][part][uitleg.gemeente];
            Knoop::new(
                format!("{naam} van de fondsuitkering {jaar}"),
                format!("{naam}_definitief({jaar})"),
                Eenheid::Euro,
                euros(amount),
                Formule::Gelijk,
                vec![fixed],
            )
            .toelichting("een fondsuitkering wordt niet herzien naar het aantal mensen")
        })
    }

    fn fondsdeel_voorlopig(&mut self, part: usize, jaar: Jaar) -> Knoop {
        let naam = DELEN[part];
        let gemeente = self.gemeente;
        let invoer = self.invoer(jaar);
        let geraamd = invoer.geraamd();
        let (_, parts) = self
            .fonds(jaar)
            .expect("a year of fondsuitkering has a total");
        let key = match part {
            0 => Gewichten::Aantallen(geraamd.ago.to_vec()),
            1 => weights(&Soort::Voorlopig.terms(&invoer)),
            _ => Gewichten::Aantallen(geraamd.gpas.to_vec()),
        };
        let envelope = parts.delen[part];
        let sleutel = invoer.plan.fonds.as_ref().map(|(_, sleutel)| *sleutel);
        let has_weight = envelope == 0 || key.som() != exact_whole(0);
        let by_grondslag = sleutel == Some(Verdeelsleutel::Grondslag) && has_weight;
        let (own, all, key) = if by_grondslag {
            let cohort = jaar.plus(-2);
            let (own, all) = match part {
                0 => (
                    self.ago(cohort, cohort),
                    self.in_land(Kind::GezinsOverig, "LAGO", cohort, cohort),
                ),
                1 => (
                    self.gg(Soort::Voorlopig, jaar),
                    self.som_gg(Soort::Voorlopig, jaar),
                ),
                _ => (self.gpas(jaar), self.som_gpas(jaar)),
            };
            (own, all, key)
        } else {
            let before = jaar.plus(-1);
            let key = Gewichten::Aantallen(invoer.plan.inwoners.to_vec());
            (self.inwoners(before), self.inwoners_nl(before), key)
        };
        let id = format!("fonds_{naam}.{jaar}");
        let verdeling = self.verdeling(&id, envelope, || key);
        let kinderen = vec![self.envelop(part, jaar), own, all];
        let outcome = self.outcome(Soort::Voorlopig, jaar);
        let amount = [&outcome.bgo, &outcome.ba, &outcome.abo][part][gemeente];
        Knoop::new(
            format!("{naam} van de fondsuitkering {jaar}"),
            format!("{naam}_voorlopig({jaar})"),
            Eenheid::Euro,
            euros(amount),
            Formule::GrootsteRest(verdeling, gemeente),
            kinderen,
        )
    }

    /// What BGO, BA or ABO has for the country.
    fn envelop(&mut self, part: usize, jaar: Jaar) -> Arc<Knoop> {
        let naam = DELEN[part];
        self.landelijk(format!("envelop_{naam}.{jaar}"), |uitleg| {
            let (base, parts) = uitleg.fonds(jaar).expect("a year of fondsuitkering");
            let verdeling = Verdeling::new(
                parts.totaal.get(),
                Gewichten::Bedragen(parts.referentie.map(Cents::get).to_vec()),
            );
            let kinderen = vec![
                uitleg.fondstotaal(jaar),
                uitleg.referentiedeel(part, base, parts.referentie[part]),
                uitleg.referentietotaal(jaar),
            ];
            Knoop::new(
                format!("{naam} van alle gemeenten in de fondsuitkering {jaar}"),
                format!("L{naam}({jaar})"),
                Eenheid::Euro,
                euros(Cents::new(parts.delen[part])),
                Formule::GrootsteRest(Arc::new(verdeling), part),
                kinderen,
            )
        })
    }

    fn fondstotaal(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.landelijk(format!("fondstotaal.{jaar}"), |uitleg| {
            let (_, parts) = uitleg.fonds(jaar).expect("a year of fondsuitkering");
            let kinderen = vec![uitleg.referentietotaal(jaar), uitleg.fondsfactor(jaar)];
            Knoop::new(
                format!("totaal van de fondsuitkering {jaar}"),
                format!("fonds({jaar})"),
                Eenheid::Euro,
                euros(parts.totaal),
                Formule::Product,
                kinderen,
            )
            .afgerond(Afronding::HalfOmhoog)
        })
    }

    fn referentietotaal(&mut self, jaar: Jaar) -> Arc<Knoop> {
        let (base, parts) = self.fonds(jaar).expect("a year of fondsuitkering");
        self.landelijk(format!("referentietotaal.{base}"), |uitleg| {
            let kinderen = (0..3).map(|part| {
                let amount = parts.referentie[part];
                uitleg.referentiedeel(part, base, amount)
            });
            let kinderen = kinderen.collect();
            Knoop::new(
                format!("definitieve uitkering van alle gemeenten in het referentiejaar {base}"),
                format!("LU_definitief({base})"),
                Eenheid::Euro,
                euros(parts.referentie.iter().sum()),
                Formule::Som,
                kinderen,
            )
        })
    }

    /// BGO, BA or ABO of the country in the referentiejaar.
    fn referentiedeel(&mut self, part: usize, jaar: Jaar, amount: Cents) -> Arc<Knoop> {
        let naam = DELEN[part];
        self.landelijk(format!("referentie_{naam}.{jaar}"), |uitleg| {
            let (formule, kinderen) = match part {
                0 => {
                    let people = uitleg.in_land(Kind::GezinsOverig, "LAGO", jaar, jaar);
                    let price = uitleg.bedrag(Bedragsoort::GezinsOverig, jaar);
                    (Formule::Product, vec![people, price])
                }
                1 => (Formule::Gelijk, vec![uitleg.tba(Soort::Definitief, jaar)]),
                _ => {
                    let people = uitleg.in_land(Kind::Onderwijsroute, "LAAO", jaar, jaar);
                    let price = uitleg.bedrag(Bedragsoort::Onderwijsroute, jaar);
                    (Formule::Product, vec![people, price])
                }
            };
            Knoop::new(
                format!("{naam} van alle gemeenten in {jaar}, definitief"),
                format!("L{naam}_definitief({jaar})"),
                Eenheid::Euro,
                euros(amount),
                formule,
                kinderen,
            )
        })
    }

    /// What the total of the referentiejaar is multiplied by.
    fn fondsfactor(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.landelijk(format!("fondsfactor.{jaar}"), |uitleg| {
            let (base, _) = uitleg.fonds(jaar).expect("a year of fondsuitkering");
            let invoer = uitleg.invoer(jaar);
            let factor = invoer.plan.fonds.as_ref().map(|(factor, _)| factor.clone());
            let mut kinderen = vec![uitleg.prijsverhouding(base, jaar)];
            let before = uitleg.over_na_korting(base);
            if before.waarde != exact_whole(0) {
                let after = uitleg.over_na_korting(jaar);
                if after.waarde != before.waarde {
                    kinderen.push(uitleg.landelijk(format!("kortingsverhouding.{jaar}"), |_| {
                        Knoop::stap(
                            format!("wat de korting in {jaar} overlaat, ten opzichte van {base}"),
                            format!("korting({jaar}; {base})"),
                            Eenheid::Factor,
                            Formule::Quotient,
                            vec![after, before],
                        )
                    }));
                }
            }
            Knoop::new(
                format!("van {base} naar {jaar}"),
                format!("factor({jaar})"),
                Eenheid::Factor,
                factor.unwrap_or_else(|| exact_whole(1)),
                Formule::Product,
                kinderen,
            )
        })
    }

    /// What a cut that is passed on leaves of the amounts of a year.
    fn over_na_korting(&mut self, jaar: Jaar) -> Arc<Knoop> {
        let een = Etiket::new("geheel", "1", Eenheid::Factor);
        let whole = Herkomst::van(
            "geen doorberekende korting: alles blijft over",
            Status::Afgeleid,
        );
        let een = self.vast("geheel".to_owned(), een, exact_whole(1), whole);
        match self.korting(jaar) {
            None => een,
            Some(korting) => self.landelijk(format!("over.{jaar}"), |_| {
                Knoop::stap(
                    format!("wat de korting in {jaar} overlaat"),
                    format!("over({jaar})"),
                    Eenheid::Factor,
                    Formule::Korten,
                    vec![een, korting],
                )
            }),
        }
    }
}
