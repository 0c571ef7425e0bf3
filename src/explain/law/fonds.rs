//! A fondsuitkering: the total of a referentiejaar, indexed and divided.

use std::sync::Arc;

use super::grondslag::weights;
use super::uitkering::UitkeringStage;
use crate::exact::fraction::exact_whole;
use crate::exact::money::Cents;
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::division::{Division, DivisionWeights};
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, ExplainUnit, euros};
use crate::model::BedragKind;
use crate::people::Kind;
use crate::scenario::Status;
use crate::terms::jaar::Jaar;
use crate::terms::law::Verdeelsleutel;
use crate::uitkering::peiljaar_voorlopig;

/// BGO, BA and ABO, in the order of the envelopes.
const PARTS: [&str; 3] = ["BGO", "BA", "ABO"];

impl Explainer<'_> {
    /// BGO, BA or ABO of a year of fondsuitkering; nothing is settled later.
    pub(crate) fn fondsdeel(
        &mut self,
        soort: UitkeringStage,
        part: usize,
        jaar: Jaar,
    ) -> Arc<ExplainNode> {
        let naam = PARTS[part];
        let id = format!("{}_{}.{jaar}", naam.to_lowercase(), soort.word());
        if soort == UitkeringStage::Voorlopig {
            return self.eigen(id, |uitleg| uitleg.fondsdeel_voorlopig(part, jaar));
        }
        self.eigen(id, |uitleg| {
            let fixed = uitleg.fondsdeel(UitkeringStage::Voorlopig, part, jaar);
            let outcome = uitleg.outcome(soort, jaar);
            let amount = [&outcome.bgo, &outcome.ba, &outcome.abo][part][uitleg.gemeente];
            ExplainNode::new(
                format!("{naam} van de fondsuitkering {jaar}"),
                format!("{naam}_definitief({jaar})"),
                ExplainUnit::Euro,
                euros(amount),
                ExplainFormula::Gelijk,
                vec![fixed],
            )
            .toelichting("een fondsuitkering wordt niet herzien naar het aantal mensen")
        })
    }

    fn fondsdeel_voorlopig(&mut self, part: usize, jaar: Jaar) -> ExplainNode {
        let naam = PARTS[part];
        let gemeente = self.gemeente;
        let invoer = self.invoer(jaar);
        let geraamd = invoer.geraamd();
        let (_, parts) = self
            .fonds(jaar)
            .expect("a year of fondsuitkering has a total");
        let key = match part {
            0 => DivisionWeights::Aantallen(geraamd.ago.to_vec()),
            1 => weights(&UitkeringStage::Voorlopig.terms(&invoer)),
            _ => DivisionWeights::Aantallen(geraamd.gpas.to_vec()),
        };
        let envelope = parts.delen[part];
        let sleutel = invoer.plan.fonds.as_ref().map(|(_, sleutel)| *sleutel);
        let has_weight = envelope == 0 || key.som() != exact_whole(0);
        let by_grondslag = sleutel == Some(Verdeelsleutel::Grondslag) && has_weight;
        let (own, all, key) = if by_grondslag {
            let cohort = peiljaar_voorlopig(jaar);
            let (own, all) = match part {
                0 => (
                    self.ago(cohort, cohort),
                    self.in_land(Kind::GezinsOverig, "LAGO", cohort, cohort),
                ),
                1 => (
                    self.gg(UitkeringStage::Voorlopig, jaar),
                    self.som_gg(UitkeringStage::Voorlopig, jaar),
                ),
                _ => (self.gpas(jaar), self.som_gpas(jaar)),
            };
            (own, all, key)
        } else {
            let before = jaar.plus(-1);
            let key = DivisionWeights::Aantallen(invoer.plan.inwoners.to_vec());
            (self.inwoners(before), self.inwoners_nl(before), key)
        };
        let id = format!("fonds_{naam}.{jaar}");
        let verdeling = self.verdeling(&id, envelope, || key);
        let kinderen = vec![self.envelop(part, jaar), own, all];
        let outcome = self.outcome(UitkeringStage::Voorlopig, jaar);
        let amount = [&outcome.bgo, &outcome.ba, &outcome.abo][part][gemeente];
        ExplainNode::new(
            format!("{naam} van de fondsuitkering {jaar}"),
            format!("{naam}_voorlopig({jaar})"),
            ExplainUnit::Euro,
            euros(amount),
            ExplainFormula::GrootsteRest(verdeling, gemeente),
            kinderen,
        )
    }

    /// What BGO, BA or ABO has for the country.
    fn envelop(&mut self, part: usize, jaar: Jaar) -> Arc<ExplainNode> {
        let naam = PARTS[part];
        self.landelijk(format!("envelop_{naam}.{jaar}"), |uitleg| {
            let (base, parts) = uitleg.fonds(jaar).expect("a year of fondsuitkering");
            let verdeling = Division::new(
                parts.totaal.get(),
                DivisionWeights::Bedragen(parts.referentie.map(Cents::get).to_vec()),
            );
            let kinderen = vec![
                uitleg.fondstotaal(jaar),
                uitleg.referentiedeel(part, base, parts.referentie[part]),
                uitleg.referentietotaal(jaar),
            ];
            ExplainNode::new(
                format!("{naam} van alle gemeenten in de fondsuitkering {jaar}"),
                format!("L{naam}({jaar})"),
                ExplainUnit::Euro,
                euros(Cents::new(parts.delen[part])),
                ExplainFormula::GrootsteRest(Arc::new(verdeling), part),
                kinderen,
            )
        })
    }

    fn fondstotaal(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.landelijk(format!("fondstotaal.{jaar}"), |uitleg| {
            let (_, parts) = uitleg.fonds(jaar).expect("a year of fondsuitkering");
            let kinderen = vec![uitleg.referentietotaal(jaar), uitleg.fondsfactor(jaar)];
            ExplainNode::new(
                format!("totaal van de fondsuitkering {jaar}"),
                format!("fonds({jaar})"),
                ExplainUnit::Euro,
                euros(parts.totaal),
                ExplainFormula::Product,
                kinderen,
            )
            .afgerond(Rounding::HalfOmhoog)
        })
    }

    fn referentietotaal(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let (base, parts) = self.fonds(jaar).expect("a year of fondsuitkering");
        self.landelijk(format!("referentietotaal.{base}"), |uitleg| {
            let kinderen = (0..3).map(|part| {
                let amount = parts.referentie[part];
                uitleg.referentiedeel(part, base, amount)
            });
            let kinderen = kinderen.collect();
            ExplainNode::new(
                format!("definitieve uitkering van alle gemeenten in het referentiejaar {base}"),
                format!("LU_definitief({base})"),
                ExplainUnit::Euro,
                euros(parts.referentie.iter().sum()),
                ExplainFormula::Som,
                kinderen,
            )
        })
    }

    /// BGO, BA or ABO of the country in the referentiejaar.
    fn referentiedeel(&mut self, part: usize, jaar: Jaar, amount: Cents) -> Arc<ExplainNode> {
        let naam = PARTS[part];
        self.landelijk(format!("referentie_{naam}.{jaar}"), |uitleg| {
            let (formule, kinderen) = match part {
                0 => {
                    let people = uitleg.in_land(Kind::GezinsOverig, "LAGO", jaar, jaar);
                    let price = uitleg.bedrag(BedragKind::GezinsOverig, jaar);
                    (ExplainFormula::Product, vec![people, price])
                }
                1 => (
                    ExplainFormula::Gelijk,
                    vec![uitleg.tba(UitkeringStage::Definitief, jaar)],
                ),
                _ => {
                    let people = uitleg.in_land(Kind::Onderwijsroute, "LAAO", jaar, jaar);
                    let price = uitleg.bedrag(BedragKind::Onderwijsroute, jaar);
                    (ExplainFormula::Product, vec![people, price])
                }
            };
            ExplainNode::new(
                format!("{naam} van alle gemeenten in {jaar}, definitief"),
                format!("L{naam}_definitief({jaar})"),
                ExplainUnit::Euro,
                euros(amount),
                formule,
                kinderen,
            )
        })
    }

    /// What the total of the referentiejaar is multiplied by.
    fn fondsfactor(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
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
                        ExplainNode::stap(
                            format!("wat de korting in {jaar} overlaat, ten opzichte van {base}"),
                            format!("korting({jaar}; {base})"),
                            ExplainUnit::Factor,
                            ExplainFormula::Quotient,
                            vec![after, before],
                        )
                    }));
                }
            }
            ExplainNode::new(
                format!("van {base} naar {jaar}"),
                format!("factor({jaar})"),
                ExplainUnit::Factor,
                factor.unwrap_or_else(|| exact_whole(1)),
                ExplainFormula::Product,
                kinderen,
            )
        })
    }

    /// What a cut that is passed on leaves of the amounts of a year.
    fn over_na_korting(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let een = NodeLabel::new("geheel", "1", ExplainUnit::Factor);
        let whole = ExplainOrigin::van(
            "geen doorberekende korting: alles blijft over",
            Status::Afgeleid,
        );
        let een = self.vast("geheel".to_owned(), een, exact_whole(1), whole);
        match self.korting(jaar) {
            None => een,
            Some(korting) => self.landelijk(format!("over.{jaar}"), |_| {
                ExplainNode::stap(
                    format!("wat de korting in {jaar} overlaat"),
                    format!("over({jaar})"),
                    ExplainUnit::Factor,
                    ExplainFormula::Korten,
                    vec![een, korting],
                )
            }),
        }
    }
}
