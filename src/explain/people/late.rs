//! Who starts late, and what a late start does to shares by year.

use std::sync::Arc;

use super::counts::CountChapter;
use crate::exact::fraction::{Exact, exact_whole};
use crate::explain::context::Context;
use crate::explain::key::NodeKey;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::label::{NodeLabel, years_in_english};
use crate::explain::tree::node::{ExplainNode, ExplainOrigin};
use crate::people::{at, late_by_a_year};
use crate::scenario::Status;
use crate::scenario::values::Aandeel;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;

const ASIEL: Groep = Groep::Asielstatushouder;

/// The chapter about late starts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LateChapter<'c>(pub &'c Context<'c>);

impl LateChapter<'_> {
    /// A share of a list by years, when a part of the cohort runs a year late.
    pub fn share(
        self,
        list: &str,
        curve: &[Aandeel],
        cohort: Jaar,
        years: i32,
    ) -> Arc<ExplainNode> {
        let course = self.0.course(cohort);
        let late = &course.cohort.late;
        if *late == exact_whole(0) {
            return self.listed(list, curve, years);
        }
        let key = NodeKey::LateShare {
            list: list.to_owned(),
            years,
            cohort,
        };
        self.0.node(key, || {
            let jaar = cohort.plus(years);
            let name = Text::new(
                format!("deel in {jaar}, wie laat begint een jaar later"),
                format!("share in {jaar}, a year later for who starts late"),
            );
            let symbol = format!("{}({cohort}→{jaar})", short(list));
            NodeLabel::share(name, symbol).node(
                late_by_a_year(curve, years, late),
                ExplainFormula::Laat,
                vec![
                    self.listed(list, curve, years),
                    self.listed(list, curve, years - 1),
                    self.started_late(cohort),
                ],
            )
        })
    }

    /// One share of a list by years; nothing before it and after it.
    pub fn listed(self, list: &str, curve: &[Aandeel], years: i32) -> Arc<ExplainNode> {
        let place = format!("{list}.{years}");
        let key = NodeKey::Figure(place.clone());
        if let Some(known) = self.0.known(&key) {
            return known;
        }
        let years_en = years_in_english(years);
        let name = Text::new(
            format!("deel na {years} jaar"),
            format!("share after {years_en}"),
        );
        let label = NodeLabel::share(name, format!("{}[{years}]", short(list)));
        let share = at(curve, years);
        if self.0.origin(&place).is_some() {
            return self.0.figure(&place, label, share);
        }
        let outside = Text::fixed("buiten de lijst: niets", "beyond the list: nothing");
        let mut origin = ExplainOrigin::new(outside, Status::Afgeleid);
        if let Some(list) = self.0.origin(list) {
            (origin.bestand, origin.regel) = (list.bestand, list.regel);
        }
        self.0.given(key, label, share, origin)
    }

    /// Share of a cohort that starts a year late, and why.
    fn started_late(self, cohort: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Late(cohort), || {
            let parts = self.by_pip().into_iter().chain(self.by_notice(cohort));
            let parts: Vec<Arc<ExplainNode>> = parts.collect();
            let value = self.0.course(cohort).cohort.late.clone();
            let name = Text::new(
                format!("deel van cohort {cohort} dat een jaar later begint"),
                format!("share of cohort {cohort} that starts a year later"),
            );
            let label = NodeLabel::share(name, format!("laat({cohort})"));
            let sum: Exact = parts.iter().map(|part| &part.waarde).sum();
            if sum == value {
                return label.node(value, ExplainFormula::Som, parts);
            }
            let parts = vec![self.together(cohort, parts), self.everyone()];
            label.node(value, ExplainFormula::Minimum, parts)
        })
    }

    /// Who missed the term of the PIP.
    fn by_pip(self) -> Option<Arc<ExplainNode>> {
        let start = &self.0.model.scenario.tables().start;
        let (missed, delay) = (start.pip_termijn_gemist?, start.vertraging_in_jaren?);
        let missed_name = Text::fixed(
            "deel zonder PIP binnen de termijn",
            "share without a PIP within the term",
        );
        let delay_name = Text::fixed(
            "zoveel later begint wie de termijn mist",
            "how much later those start who miss the term",
        );
        let children = vec![
            self.0.figure(
                "start.pip_termijn_gemist",
                NodeLabel::share(missed_name, "pip_gemist"),
                missed.0.exact(),
            ),
            self.0.figure(
                "start.vertraging_in_jaren",
                NodeLabel::factor(delay_name, "vertraging"),
                delay.0.exact(),
            ),
        ];
        let name = Text::fixed(
            "later door een gemiste termijn van de PIP",
            "later because the term of the PIP is missed",
        );
        let step = || NodeLabel::share(name, "").step(ExplainFormula::Product, children);
        Some(self.0.node(NodeKey::LateByPip, step))
    }

    /// Who of a cohort was notified late.
    fn by_notice(self, cohort: Jaar) -> Option<Arc<ExplainNode>> {
        let late = self.0.model.scenario.tables().vertraging.get(ASIEL)?;
        let late = late.get(cohort)?;
        let everyone = CountChapter(self.0).national_housed(cohort);
        if everyone.waarde == exact_whole(0) {
            return None;
        }
        let late_name = Text::new(
            format!("te late kennisgevingen, cohort {cohort}"),
            format!("late kennisgevingen, cohort {cohort}"),
        );
        let people = self.0.figure(
            &format!("vertraging.{}.{cohort}", ASIEL.key()),
            NodeLabel::people(late_name, format!("te_laat({cohort})")),
            exact_whole(late.get()),
        );
        let name = Text::fixed(
            "later door een te late kennisgeving",
            "later because of a late kennisgeving",
        );
        let children = vec![people, everyone];
        let step = || NodeLabel::share(name, "").step(ExplainFormula::Quotient, children);
        Some(self.0.node(NodeKey::LateByNotice(cohort), step))
    }

    /// Both, which may be more than everyone.
    fn together(self, cohort: Jaar, parts: Vec<Arc<ExplainNode>>) -> Arc<ExplainNode> {
        self.0.node(NodeKey::LateTogether(cohort), || {
            let name = Text::fixed("door beide samen", "by both together");
            NodeLabel::share(name, format!("laat_samen({cohort})")).step(ExplainFormula::Som, parts)
        })
    }

    /// All of them, as a share.
    pub fn everyone(self) -> Arc<ExplainNode> {
        let name = Text::fixed("iedereen", "everyone");
        let most = Text::fixed("ten hoogste iedereen", "everyone at most");
        self.0.given(
            NodeKey::Everyone,
            NodeLabel::share(name, "1"),
            exact_whole(1),
            ExplainOrigin::new(most, Status::Afgeleid),
        )
    }
}

/// The name of a list without what is the same for all of them.
fn short(list: &str) -> String {
    let group = format!(".{}", ASIEL.key());
    list.replace(&group, "").replace(".leerroute.", ".")
}
