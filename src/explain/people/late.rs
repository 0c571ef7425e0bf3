//! Who starts late, and what a late start does to shares by year.

use std::sync::Arc;

use crate::exact::fraction::{Exact, exact_whole};
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, ExplainUnit};
use crate::people::{at, late_by_a_year};
use crate::scenario::Status;
use crate::scenario::values::Aandeel;
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;

const ASIEL: Groep = Groep::Asielstatushouder;

impl Explainer<'_> {
    /// Share of a cohort that starts a year late.
    pub(crate) fn laat(&mut self, cohort: Jaar) -> Exact {
        self.verloop(cohort).cohort.late.clone()
    }

    /// A share of a list, when a part of the cohort runs a year late.
    pub(crate) fn deels_later(
        &mut self,
        list: &str,
        curve: &[Aandeel],
        cohort: Jaar,
        years: i32,
    ) -> Arc<ExplainNode> {
        let late = self.laat(cohort);
        let now = self.uit_lijst(list, curve, years);
        if late == exact_whole(0) {
            return now;
        }
        let jaar = cohort.plus(years);
        self.landelijk(format!("{list}.{years}.cohort.{cohort}"), |uitleg| {
            let kinderen = vec![
                now,
                uitleg.uit_lijst(list, curve, years - 1),
                uitleg.laat_begonnen(cohort),
            ];
            ExplainNode::new(
                format!("deel in {jaar}, wie laat begint een jaar later"),
                format!("{}({cohort}→{jaar})", kort(list)),
                ExplainUnit::Aandeel,
                late_by_a_year(curve, years, &late),
                ExplainFormula::Laat,
                kinderen,
            )
        })
    }

    /// One share of a list by years; nothing before it and after it.
    pub(crate) fn uit_lijst(
        &mut self,
        list: &str,
        curve: &[Aandeel],
        years: i32,
    ) -> Arc<ExplainNode> {
        let sleutel = format!("{list}.{years}");
        if let Some(known) = self.bekend(&sleutel) {
            return known;
        }
        let etiket = NodeLabel::new(
            format!("deel na {years} jaar"),
            format!("{}[{years}]", kort(list)),
            ExplainUnit::Aandeel,
        );
        let share = at(curve, years);
        if self.herkomst(&sleutel).is_some() {
            return self.cijfer(&sleutel, etiket, share);
        }
        let mut herkomst = ExplainOrigin::van("buiten de lijst: niets", Status::Afgeleid);
        if let Some(place) = self.herkomst(list) {
            (herkomst.bestand, herkomst.regel) = (place.bestand, place.regel);
        }
        self.vast(sleutel, etiket, share, herkomst)
    }

    /// Share of a cohort that starts a year late, and why.
    fn laat_begonnen(&mut self, cohort: Jaar) -> Arc<ExplainNode> {
        self.landelijk(format!("laat.{cohort}"), |uitleg| {
            let tables = &uitleg.model.scenario.tabellen;
            let (start, late) = (&tables.start, tables.vertraging.get(ASIEL));
            let mut parts = Vec::new();
            if let (Some(missed), Some(delay)) =
                (start.pip_termijn_gemist, start.vertraging_in_jaren)
            {
                let kinderen = vec![
                    uitleg.cijfer(
                        "start.pip_termijn_gemist",
                        NodeLabel::new(
                            "deel zonder PIP binnen de termijn",
                            "pip_gemist",
                            ExplainUnit::Aandeel,
                        ),
                        missed.0.exact(),
                    ),
                    uitleg.cijfer(
                        "start.vertraging_in_jaren",
                        NodeLabel::new(
                            "zoveel later begint wie de termijn mist",
                            "vertraging",
                            ExplainUnit::Factor,
                        ),
                        delay.0.exact(),
                    ),
                ];
                parts.push(uitleg.landelijk("pip_laat".to_owned(), |_| {
                    let naam = "later door een gemiste termijn van de PIP";
                    ExplainNode::stap(
                        naam,
                        "",
                        ExplainUnit::Aandeel,
                        ExplainFormula::Product,
                        kinderen,
                    )
                }));
            }
            let everyone = uitleg.land_gehuisvest(cohort);
            let late = late.and_then(|late| late.get(cohort));
            if let Some(people) = late.filter(|_| everyone.waarde != exact_whole(0)) {
                let sleutel = format!("vertraging.{}.{cohort}", ASIEL.key());
                let etiket = NodeLabel::new(
                    format!("te late kennisgevingen, cohort {cohort}"),
                    format!("te_laat({cohort})"),
                    ExplainUnit::Personen,
                );
                let people = uitleg.cijfer(&sleutel, etiket, exact_whole(people.get()));
                parts.push(uitleg.landelijk(format!("te_laat.{cohort}"), |_| {
                    let naam = "later door een te late kennisgeving";
                    let kinderen = vec![people, everyone];
                    ExplainNode::stap(
                        naam,
                        "",
                        ExplainUnit::Aandeel,
                        ExplainFormula::Quotient,
                        kinderen,
                    )
                }));
            }
            let value = uitleg.laat(cohort);
            let naam = format!("deel van cohort {cohort} dat een jaar later begint");
            let sum: Exact = parts.iter().map(|part| &part.waarde).sum();
            if sum == value {
                let symbool = format!("laat({cohort})");
                return ExplainNode::new(
                    naam,
                    symbool,
                    ExplainUnit::Aandeel,
                    value,
                    ExplainFormula::Som,
                    parts,
                );
            }
            // More than everyone cannot be late.
            let whole = NodeLabel::new("iedereen", "1", ExplainUnit::Aandeel);
            let everyone = ExplainOrigin::van("ten hoogste iedereen", Status::Afgeleid);
            let whole = uitleg.vast("iedereen".to_owned(), whole, exact_whole(1), everyone);
            let together = uitleg.landelijk(format!("laat_samen.{cohort}"), |_| {
                let naam = "door beide samen";
                let symbool = format!("laat_samen({cohort})");
                ExplainNode::stap(
                    naam,
                    symbool,
                    ExplainUnit::Aandeel,
                    ExplainFormula::Som,
                    parts,
                )
            });
            let kinderen = vec![together, whole];
            let symbool = format!("laat({cohort})");
            ExplainNode::new(
                naam,
                symbool,
                ExplainUnit::Aandeel,
                value,
                ExplainFormula::Minimum,
                kinderen,
            )
        })
    }
}

/// The name of a list without what is the same for all of them.
fn kort(list: &str) -> String {
    let group = format!(".{}", ASIEL.key());
    list.replace(&group, "").replace(".leerroute.", ".")
}
