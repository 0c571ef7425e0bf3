//! AIA: completed trajecten that weigh in the distribution of a year.

use std::sync::Arc;

use super::counts::{CountChapter, counted_at_the_end_of};
use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::{Count, CountSymbol, NodeKey};
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The chapter about completed trajecten that weigh in a year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CompletedChapter<'c>(pub &'c Context<'c>);

impl CompletedChapter<'_> {
    /// AIA: completed trajecten that weigh in a year.
    pub fn in_gemeente(self, jaar: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        let count = self.count(jaar, peiljaar);
        self.0.node(NodeKey::Count(count), || {
            let input = self.0.input(jaar);
            let years = input.plan.aia_years.iter();
            let counts = CountChapter(self.0);
            let parts =
                years.map(|&year| counts.in_gemeente(CountSymbol::Afgerond, year, peiljaar));
            let people = self.people(jaar, peiljaar)[self.0.gemeente];
            let node = NodeLabel::people(name(count, &Text::default()), count.to_string()).node(
                exact_whole(people),
                ExplainFormula::Som,
                parts.collect(),
            );
            if input.plan.aia_years.len() > 1 {
                node.article(Article::BI_10_3_5).remark(Text::fixed(
                    "het eerste jaar met een gewicht d: alles sinds 2022 telt mee",
                    "the first year with a weight d: all since 2022 count",
                ))
            } else if peiljaar == jaar {
                node.article(Article::BI_10_2)
            } else {
                node.article(Article::BI_10_1)
            }
        })
    }

    /// AIA of all gemeenten together.
    pub fn in_country(self, jaar: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        let count = self.count(jaar, peiljaar);
        self.0.node(NodeKey::NationalCount(count), || {
            let all = Text::fixed(", alle gemeenten", ", all gemeenten");
            NodeLabel::people(name(count, &all), format!("L{count}"))
                .summed(self.people(jaar, peiljaar))
        })
    }

    /// AIA by gemeente, as counted at the end of the year itself or before it.
    fn people(&self, jaar: Jaar, peiljaar: Jaar) -> &[i64] {
        let input = self.0.input(jaar);
        if peiljaar == jaar {
            input.gerealiseerd().aia
        } else {
            input.geraamd().aia
        }
    }

    /// The count says when was counted where it makes a difference.
    fn count(self, jaar: Jaar, peiljaar: Jaar) -> Count {
        let counts = &self.0.people.afgerond;
        let mut years = self.0.input(jaar).plan.aia_years.iter();
        let differs = years.any(|&year| counts.at(year, peiljaar) != counts.at(year, jaar));
        Count {
            symbol: CountSymbol::Aia,
            cohort: jaar,
            counted: differs.then_some(peiljaar),
        }
    }
}

fn name(count: Count, between: &Text) -> Text {
    let (jaar, when) = (count.cohort, counted_at_the_end_of(count.counted));
    Text::new(
        format!("afgeronde trajecten die in {jaar} meetellen{between}{when}"),
        format!("completed trajecten that count in {jaar}{between:#}{when:#}"),
    )
}
