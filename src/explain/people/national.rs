//! The numbers for the country that people of gemeenten are spread from.

use std::sync::Arc;

use super::counts::naam;
use crate::exact::fraction::exact_whole;
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::division::{Division, DivisionWeights};
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, ExplainUnit};
use crate::people::{Gehuisvest, Kind, Origin};
use crate::scenario::Status;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

impl Explainer<'_> {
    /// The number for the country that the counts of the scenario are spread from.
    pub(crate) fn totaal(&mut self, kind: Kind, cohort: Jaar) -> Arc<ExplainNode> {
        let tables = &self.model.scenario.tabellen;
        let oorsprong = self.model.people.oorsprong.get(&(kind, cohort)).copied();
        match (oorsprong, kind.national(tables, cohort)) {
            (Some(Origin::Instroom), _) | (_, None) if kind != Kind::Onderwijsroute => {
                self.gehuisvest(kind, cohort)
            }
            (_, Some(people)) => {
                let sleutel = format!("aantallen.landelijk.{}.{cohort}", kind.key());
                let etiket = NodeLabel::new(
                    format!("{} van cohort {cohort} in het land", naam(kind)),
                    format!("landelijk_{}({cohort})", kind.key()),
                    ExplainUnit::Personen,
                );
                self.cijfer(&sleutel, etiket, exact_whole(people))
            }
            (_, None) => self.op_de_onderwijsroute(cohort),
        }
    }

    /// The people of a cohort on the onderwijsroute in the country.
    fn op_de_onderwijsroute(&mut self, cohort: Jaar) -> Arc<ExplainNode> {
        self.landelijk(format!("landelijk_aao.{cohort}"), |uitleg| {
            let share = uitleg.routedeel(Route::Onderwijs);
            let everyone = uitleg.land_van_cohort(cohort, cohort);
            ExplainNode::stap(
                format!("asielstatushouders van cohort {cohort} op de onderwijsroute in het land"),
                format!("landelijk_AAO({cohort})"),
                ExplainUnit::Personen,
                ExplainFormula::Product,
                vec![everyone, share],
            )
            .op_hele_mensen()
        })
    }

    /// People of a kind housed in a cohort, by the year they became obliged.
    pub(crate) fn gehuisvest(&mut self, kind: Kind, cohort: Jaar) -> Arc<ExplainNode> {
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
            ExplainNode::stap(
                format!("in {cohort} gehuisvest in een gemeente, hele land"),
                format!("gehuisvest_{}({cohort})", kind.key()),
                ExplainUnit::Personen,
                ExplainFormula::Som,
                parts,
            )
        })
    }

    fn gehuisvest_uit(
        &mut self,
        groep: Groep,
        cohort: Jaar,
        part: &Gehuisvest,
    ) -> Arc<ExplainNode> {
        let (key, jaar, years) = (groep.key(), part.jaar, part.years);
        self.landelijk(format!("gehuisvest_{key}.{jaar}.{cohort}"), |uitleg| {
            let instroom = uitleg.cijfer(
                &format!("instroom.pad.{key}.{jaar}"),
                NodeLabel::new(
                    format!("instroom van {key} in {jaar}"),
                    format!("instroom_{key}({jaar})"),
                    ExplainUnit::Personen,
                ),
                exact_whole(part.instroom),
            );
            let etiket = NodeLabel::new(
                format!("deel van {key} dat na {years} jaar een woning heeft"),
                format!("huisvesting_{key}[{years}]"),
                ExplainUnit::Aandeel,
            );
            let sleutel = format!("huisvesting.{key}.{years}");
            let share = part.verdeling[years].clone();
            let share = match uitleg.herkomst(&sleutel) {
                Some(_) => uitleg.cijfer(&sleutel, etiket, share),
                None => {
                    let usual = "zonder [huisvesting]: iedereen in het jaar zelf";
                    let herkomst = ExplainOrigin::van(usual, Status::Aanname);
                    uitleg.vast(sleutel, etiket, share, herkomst)
                }
            };
            let weights = DivisionWeights::Aandelen(part.verdeling.clone());
            let verdeling = Arc::new(Division::new(part.instroom, weights));
            ExplainNode::new(
                format!("{key}, instroom {jaar}, gehuisvest in {cohort}"),
                format!("gehuisvest_{key}({jaar}→{cohort})"),
                ExplainUnit::Personen,
                exact_whole(part.people()),
                ExplainFormula::GrootsteRest(verdeling, years),
                vec![instroom, share],
            )
        })
    }
}

impl ExplainNode {
    /// Rounds a number of people half up.
    fn op_hele_mensen(self) -> Self {
        let mut knoop = self.afgerond(Rounding::HalfOmhoog);
        knoop.waarde = knoop.recompute().unwrap_or_else(|| exact_whole(0));
        knoop
    }
}
