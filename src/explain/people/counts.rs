//! How many people: delivered, drawn, spread by inhabitants, or made by the
//! stream of the scenario.

use std::sync::Arc;

use crate::exact::fraction::exact_whole;
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::division::DivisionWeights;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit};
use crate::people::{Kind, Origin};
use crate::scenario::Status;
use crate::terms::jaar::Jaar;

/// A count of one kind, cohort and moment.
#[derive(Debug, Clone, Copy)]
struct ExplainedCount {
    kind: Kind,
    cohort: Jaar,
    peiljaar: Jaar,
}

/// What a kind is called in the law.
pub(crate) fn naam(kind: Kind) -> &'static str {
    match kind {
        Kind::Asielstatushouder => "asielstatushouders",
        Kind::GezinsOverig => "gezins- en overige migranten",
        Kind::Onderwijsroute => "asielstatushouders op de onderwijsroute",
        Kind::Afgerond => "afgeronde trajecten",
    }
}

impl Explainer<'_> {
    /// AA: asielstatushouders of a cohort, counted at the end of `peiljaar`.
    pub(crate) fn aa(&mut self, cohort: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        self.telling("AA", Kind::Asielstatushouder, cohort, peiljaar)
    }

    /// VAA: the same, as counted for the voorlopige uitkering.
    pub(crate) fn vaa(&mut self, cohort: Jaar) -> Arc<ExplainNode> {
        self.telling("VAA", Kind::Asielstatushouder, cohort, cohort)
    }

    /// AGO: gezins- en overige migranten.
    pub(crate) fn ago(&mut self, cohort: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        self.telling("AGO", Kind::GezinsOverig, cohort, peiljaar)
    }

    /// AAO: asielstatushouders on the onderwijsroute.
    pub(crate) fn aao(&mut self, cohort: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        self.telling("AAO", Kind::Onderwijsroute, cohort, peiljaar)
    }

    /// Completed trajecten of one year.
    pub(crate) fn afgerond(&mut self, jaar: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        self.telling("afgerond", Kind::Afgerond, jaar, peiljaar)
    }

    fn telling(
        &mut self,
        symbool: &str,
        kind: Kind,
        cohort: Jaar,
        peiljaar: Jaar,
    ) -> Arc<ExplainNode> {
        let telling = ExplainedCount {
            kind,
            cohort,
            peiljaar,
        };
        let when = self.wanneer(telling);
        let id = format!("{}.{cohort}{}", symbool.to_lowercase(), op(when));
        self.eigen(id, |uitleg| {
            let year = if kind == Kind::Afgerond {
                "in"
            } else {
                "van cohort"
            };
            let etiket = NodeLabel::new(
                format!("{} {year} {cohort}{}", naam(kind), counted_end(when)),
                format!("{symbool}({cohort}){}", op(when)),
                ExplainUnit::Personen,
            );
            let mut knoop = uitleg.geteld(etiket, telling);
            knoop.artikel = knoop.artikel.or(Some(Article::BI_10_4));
            knoop
        })
    }

    /// The peiljaar of a cohort that was counted at the end of it.
    fn wanneer(&self, telling: ExplainedCount) -> Option<Jaar> {
        let counts = self.people.of(telling.kind);
        let counted = counts.has_peiljaar(telling.cohort, telling.peiljaar);
        counted.then_some(telling.peiljaar)
    }

    /// A count of the gemeente, from wherever it comes.
    fn geteld(&mut self, etiket: NodeLabel, telling: ExplainedCount) -> ExplainNode {
        let ExplainedCount {
            kind,
            cohort,
            peiljaar,
        } = telling;
        let people = self.people.of(kind).at(cohort, peiljaar);
        let known = self.model.people.of(kind);
        let value = people[self.gemeente];
        if people != known.at(cohort, peiljaar) {
            let mut knoop = etiket.knoop(
                exact_whole(value),
                ExplainOrigin::van(self.draw_source(), Status::Aanname),
            );
            knoop.artikel = Some(Article::BI_10_4);
            return knoop;
        }
        let oorsprong = self.model.people.oorsprong.get(&(kind, cohort)).copied();
        let delivered = if known.has_peiljaar(cohort, peiljaar) {
            Some(Some(peiljaar))
        } else {
            (oorsprong == Some(Origin::Levering)).then_some(None)
        };
        if let Some(peiljaar) = delivered {
            return self.geleverd(etiket, (kind, cohort, peiljaar), value);
        }
        match oorsprong {
            Some(Origin::Landelijk | Origin::Instroom) => {
                let total = self.totaal(kind, cohort);
                let before = cohort.plus(-1);
                let own = self.inwoners(before);
                let all = self.inwoners_nl(before);
                let weights = self.model.gemeenten.inwoners(before);
                self.naar(etiket, (kind, cohort), value, [total, own, all], weights)
                    .artikel(Article::BI_10_4)
            }
            Some(Origin::Aandeel) => {
                let weights = self.model.people.asielstatushouder.at(cohort, cohort);
                let total = self.totaal(kind, cohort);
                let own = self.van_cohort(cohort, cohort);
                let all = self.land_van_cohort(cohort, cohort);
                self.naar(etiket, (kind, cohort), value, [total, own, all], weights)
            }
            Some(Origin::Voltooiing) => {
                let parts = self.voltooid_per_cohort(cohort);
                if parts.is_empty() {
                    let none = "nog niemand van een cohort is zo ver";
                    return etiket.knoop(
                        exact_whole(value),
                        ExplainOrigin::van(none, Status::Afgeleid),
                    );
                }
                ExplainNode::new(
                    etiket.naam,
                    etiket.symbool,
                    ExplainUnit::Personen,
                    exact_whole(value),
                    ExplainFormula::Som,
                    parts,
                )
            }
            Some(Origin::Levering) | None => {
                let bron = "geen aantallen bekend: als 0 geteld";
                etiket.knoop(
                    exact_whole(value),
                    ExplainOrigin::van(bron, Status::Aanname),
                )
            }
        }
    }

    /// `trekking 17 van zaad 100`.
    pub(crate) fn draw_source(&self) -> String {
        match self.trekking {
            Some(draw) => format!("trekking {} van zaad {}", draw.nummer, draw.zaad),
            None => "trekking".to_owned(),
        }
    }

    /// A number for the country divided over gemeenten by largest remainder.
    fn naar(
        &mut self,
        etiket: NodeLabel,
        (kind, cohort): (Kind, Jaar),
        value: i64,
        kinderen: [Arc<ExplainNode>; 3],
        weights: &[i64],
    ) -> ExplainNode {
        let gemeente = self.gemeente;
        let total = kinderen[0].waarde.to_integer();
        let total = i64::try_from(total).unwrap_or(0);
        let id = format!("{}.{cohort}", kind.key());
        let verdeling = self.verdeling(&id, total, || DivisionWeights::Aantallen(weights.to_vec()));
        ExplainNode::new(
            etiket.naam,
            etiket.symbool,
            ExplainUnit::Personen,
            exact_whole(value),
            ExplainFormula::GrootsteRest(verdeling, gemeente),
            kinderen.into(),
        )
    }

    /// Asielstatushouders of a cohort as the scenario has them at a peiljaar.
    pub(crate) fn van_cohort(&mut self, cohort: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        if !self.is_drawn(cohort, peiljaar) {
            return self.telling("AA", Kind::Asielstatushouder, cohort, peiljaar);
        }
        // What is not drawn follows from the people of the scenario itself.
        let people = self.model.people.asielstatushouder.at(cohort, peiljaar)[self.gemeente];
        let etiket = NodeLabel::new(
            format!("asielstatushouders van cohort {cohort} in het scenario"),
            format!("AA({cohort})@scenario"),
            ExplainUnit::Personen,
        );
        let herkomst = ExplainOrigin::van("het scenario, zonder trekking", Status::Aanname);
        let id = format!("aa.{cohort}, scenario");
        self.eigen(id, |_| etiket.knoop(exact_whole(people), herkomst))
    }

    /// The same in the country.
    pub(crate) fn land_van_cohort(&mut self, cohort: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        if !self.is_drawn(cohort, peiljaar) {
            return self.in_land(Kind::Asielstatushouder, "LAA", cohort, peiljaar);
        }
        let people = self.model.people.asielstatushouder.at(cohort, peiljaar);
        let people: Arc<[i64]> = people.into();
        self.landelijk(format!("laa.{cohort}, scenario"), |_| {
            summed_over_gemeenten(
                format!("asielstatushouders van cohort {cohort} in het scenario"),
                format!("LAA({cohort})@scenario"),
                people,
            )
        })
    }

    /// The same where they were housed: what the course of a cohort follows from.
    pub(crate) fn land_gehuisvest(&mut self, cohort: Jaar) -> Arc<ExplainNode> {
        let when = self.model.people.asielstatushouder.housed_at(cohort);
        self.land_van_cohort(cohort, when)
    }

    /// Whether a draw has other asielstatushouders of a cohort than the scenario.
    fn is_drawn(&self, cohort: Jaar, peiljaar: Jaar) -> bool {
        let drawn = self.people.asielstatushouder.at(cohort, peiljaar);
        drawn != self.model.people.asielstatushouder.at(cohort, peiljaar)
    }

    /// A count of all gemeenten together.
    pub(crate) fn in_land(
        &mut self,
        kind: Kind,
        symbool: &str,
        cohort: Jaar,
        peiljaar: Jaar,
    ) -> Arc<ExplainNode> {
        let telling = ExplainedCount {
            kind,
            cohort,
            peiljaar,
        };
        let when = self.wanneer(telling);
        self.landelijk(
            format!("{}.{cohort}{}", symbool.to_lowercase(), op(when)),
            |uitleg| {
                let people = uitleg.people.of(kind).at(cohort, peiljaar);
                let known = uitleg.model.people.of(kind);
                let when_counted = counted_end(when);
                let naam = format!(
                    "{} van cohort {cohort}, alle gemeenten{when_counted}",
                    naam(kind)
                );
                let symbool = format!("{symbool}({cohort}){}", op(when));
                let oorsprong = uitleg.model.people.oorsprong.get(&(kind, cohort));
                let spread = matches!(
                    oorsprong,
                    Some(Origin::Landelijk | Origin::Instroom | Origin::Aandeel)
                );
                let drawn = people != known.at(cohort, peiljaar);
                let sum = exact_whole(people.iter().sum());
                if spread && !drawn && !known.has_peiljaar(cohort, peiljaar) {
                    let total = uitleg.totaal(kind, cohort);
                    // Nobody is anywhere where there is nobody to divide like.
                    if total.waarde == sum {
                        let (eenheid, formule) = (ExplainUnit::Personen, ExplainFormula::Gelijk);
                        return ExplainNode::new(naam, symbool, eenheid, sum, formule, vec![total])
                            .toelichting("verdeeld over gemeenten en weer opgeteld");
                    }
                }
                let mut knoop = summed_over_gemeenten(naam, symbool, people.into());
                if drawn {
                    let bron = uitleg.draw_source();
                    knoop.herkomst = Some(ExplainOrigin::van(bron, Status::Aanname));
                } else if !uitleg.rijen.aantallen.is_empty() {
                    knoop.herkomst = Some(uitleg.from_file());
                }
                knoop
            },
        )
    }
}

/// `, geteld eind 2025`
pub(crate) fn counted_end(when: Option<Jaar>) -> String {
    when.map_or_else(String::new, |jaar| format!(", geteld eind {jaar}"))
}

/// `@2025`
pub(crate) fn op(when: Option<Jaar>) -> String {
    when.map_or_else(String::new, |jaar| format!("@{jaar}"))
}

/// The sum of a number of every gemeente.
pub(crate) fn summed_over_gemeenten(
    naam: String,
    symbool: String,
    people: Arc<[i64]>,
) -> ExplainNode {
    let sum = exact_whole(people.iter().sum());
    let formule = ExplainFormula::OverGemeenten(people);
    ExplainNode::new(
        naam,
        symbool,
        ExplainUnit::Personen,
        sum,
        formule,
        Vec::new(),
    )
}
