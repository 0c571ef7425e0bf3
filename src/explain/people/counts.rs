//! How many people: delivered, drawn, spread by inhabitants, or made by the
//! stream of the scenario.

use std::sync::Arc;

use super::carried::CarriedChapter;
use super::completion::CompletionChapter;
use super::inwoners::InwonersChapter;
use super::kenmerken::KenmerkChapter;
use super::national::NationalChapter;
use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::{Count, CountSymbol, NodeKey};
use crate::explain::leaf::delivered::DeliveryChapter;
use crate::explain::tree::division::DivisionWeights;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin};
use crate::people::{Kind, Origin};
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// What a kind is called in the law.
pub(crate) fn kind_name(kind: Kind) -> Text {
    match kind {
        Kind::Asielstatushouder => Text::same("asielstatushouders"),
        Kind::GezinsOverig => Text::same("gezins- en overige migranten"),
        Kind::Onderwijsroute => Text::fixed(
            "asielstatushouders op de onderwijsroute",
            "asielstatushouders on the onderwijsroute",
        ),
        Kind::Afgerond => Text::fixed("afgeronde trajecten", "completed trajecten"),
    }
}

/// `, geteld eind 2025`
pub(crate) fn counted_at_the_end_of(counted: Option<Jaar>) -> Text {
    counted.map_or_else(Text::default, |jaar| {
        Text::new(
            format!(", geteld eind {jaar}"),
            format!(", counted at the end of {jaar}"),
        )
    })
}

/// Says of whom a count is, with what stands between the cohort and when was counted.
fn count_name(count: Count, between: &Text) -> Text {
    let kind = count.symbol.kind();
    let (kind_name, cohort) = (kind_name(kind), count.cohort);
    let when = counted_at_the_end_of(count.counted);
    let (nl, en) = match kind {
        Kind::Afgerond => ("in", "in"),
        _ => ("van cohort", "of cohort"),
    };
    Text::new(
        format!("{kind_name} {nl} {cohort}{between}{when}"),
        format!("{kind_name:#} {en} {cohort}{between:#}{when:#}"),
    )
}

/// The chapter about counts of people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CountChapter<'c>(pub &'c Context<'c>);

impl CountChapter<'_> {
    /// A count in the gemeente, as it stood at the end of `peiljaar`.
    pub fn in_gemeente(
        self,
        symbol: CountSymbol,
        cohort: Jaar,
        peiljaar: Jaar,
    ) -> Arc<ExplainNode> {
        let count = self.of(symbol, cohort, peiljaar);
        self.0.node(NodeKey::Count(count), || {
            let label = NodeLabel::people(count_name(count, &Text::default()), count.to_string());
            let node = self.counted(count, peiljaar, label);
            let article = node.artikel.unwrap_or(Article::BI_10_4);
            node.article(article)
        })
    }

    /// The count of a cohort; it says when was counted where that was at a peiljaar.
    fn of(self, symbol: CountSymbol, cohort: Jaar, peiljaar: Jaar) -> Count {
        let counts = self.0.people.of(symbol.kind());
        let counted = counts.has_peiljaar(cohort, peiljaar).then_some(peiljaar);
        Count {
            symbol,
            cohort,
            counted,
        }
    }

    /// A count of the gemeente, from wherever it comes.
    fn counted(self, count: Count, peiljaar: Jaar, label: NodeLabel) -> ExplainNode {
        let context = self.0;
        let (kind, cohort) = (count.symbol.kind(), count.cohort);
        let people = context.people.of(kind).at(cohort, peiljaar);
        let known = context.model.people.of(kind);
        let value = people[context.gemeente];
        if people != known.at(cohort, peiljaar) {
            return label.leaf(exact_whole(value), self.drawn());
        }
        let origin = context.model.people.oorsprong.get(&(kind, cohort)).copied();
        if known.has_peiljaar(cohort, peiljaar) {
            return DeliveryChapter(context).count(count, label, Some(peiljaar), value);
        }
        match origin {
            Some(Origin::Levering) => DeliveryChapter(context).count(count, label, None, value),
            Some(Origin::Instroom)
                if context.model.people.sleutels.contains_key(&(kind, cohort)) =>
            {
                let weights = &context.model.people.sleutels[&(kind, cohort)];
                let keys = CarriedChapter(context).keys(kind, cohort, weights);
                let (keys, weights) =
                    KenmerkChapter(context).weighted((kind, cohort), keys, weights);
                self.spread(label, (kind, cohort), value, keys, weights)
            }
            Some(Origin::Landelijk | Origin::Instroom) => {
                let inwoners = InwonersChapter(context);
                let before = cohort.plus(-1);
                let keys = [inwoners.of_gemeente(before), inwoners.national(before)];
                let weights = context.model.gemeenten.inwoners(before);
                let (keys, weights) =
                    KenmerkChapter(context).weighted((kind, cohort), keys, weights);
                self.spread(label, (kind, cohort), value, keys, weights)
                    .article(Article::BI_10_4)
            }
            Some(Origin::Aandeel | Origin::Voltooiing) if KenmerkChapter(context).differs(kind) => {
                KenmerkChapter(context).counted(kind, cohort, label, value)
            }
            Some(Origin::Aandeel) => {
                let weights = context.model.people.asielstatushouder.at(cohort, cohort);
                let own = self.undrawn(cohort, cohort);
                let all = self.national_undrawn(cohort, cohort);
                let weights = DivisionWeights::Counts(weights.to_vec());
                self.spread(label, (kind, cohort), value, [own, all], weights)
            }
            Some(Origin::Voltooiing) => {
                let parts = CompletionChapter(context).by_cohort(cohort);
                if parts.is_empty() {
                    let none = Text::fixed(
                        "nog niemand van een cohort is zo ver",
                        "no cohort has come that far yet",
                    );
                    let origin = ExplainOrigin::new(none, Status::Afgeleid);
                    return label.leaf(exact_whole(value), origin);
                }
                label.node(exact_whole(value), ExplainFormula::Som, parts)
            }
            None => {
                let none = Text::fixed(
                    "geen aantallen bekend: als 0 geteld",
                    "no numbers known: counted as 0",
                );
                label.leaf(
                    exact_whole(value),
                    ExplainOrigin::new(none, Status::Aanname),
                )
            }
        }
    }

    /// `trekking 17 van zaad 100`.
    pub fn drawn(self) -> ExplainOrigin {
        let bron = match self.0.draw {
            Some(draw) => Text::new(
                format!("trekking {} van zaad {}", draw.nummer, draw.zaad),
                format!("draw {} of seed {}", draw.nummer, draw.zaad),
            ),
            None => Text::fixed("trekking", "draw"),
        };
        ExplainOrigin::new(bron, Status::Aanname)
    }

    /// A number for the country divided over gemeenten by largest remainder, in
    /// proportion to what the gemeente has of all.
    fn spread(
        self,
        label: NodeLabel,
        (kind, cohort): (Kind, Jaar),
        value: i64,
        [own, all]: [Arc<ExplainNode>; 2],
        weights: DivisionWeights,
    ) -> ExplainNode {
        let context = self.0;
        let national = NationalChapter(context).total(kind, cohort);
        let total = i64::try_from(national.waarde.to_integer()).unwrap_or(0);
        let key = NodeKey::Count(Count {
            symbol: CountSymbol::of(kind),
            cohort,
            counted: None,
        });
        let division = context.division(key, total, || weights);
        label.node(
            exact_whole(value),
            ExplainFormula::GrootsteRest(division, context.gemeente),
            vec![national, own, all],
        )
    }

    /// Asielstatushouders of a cohort as the scenario has them at a peiljaar: what is
    /// not drawn follows from the people of the scenario itself.
    pub fn undrawn(self, cohort: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        if !self.is_drawn(cohort, peiljaar) {
            return self.in_gemeente(CountSymbol::Aa, cohort, peiljaar);
        }
        let context = self.0;
        let people = context.model.people.asielstatushouder.at(cohort, peiljaar);
        let bron = Text::fixed(
            "het scenario, zonder trekking",
            "the scenario, without a draw",
        );
        context.given(
            NodeKey::UndrawnCount(cohort),
            NodeLabel::people(undrawn_name(cohort), format!("AA({cohort})@scenario")),
            exact_whole(people[context.gemeente]),
            ExplainOrigin::new(bron, Status::Aanname),
        )
    }

    /// The same in the country.
    pub fn national_undrawn(self, cohort: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        if !self.is_drawn(cohort, peiljaar) {
            return self.in_country(CountSymbol::Aa, cohort, peiljaar);
        }
        let people = &self.0.model.people.asielstatushouder;
        self.0.node(NodeKey::NationalUndrawnCount(cohort), || {
            NodeLabel::people(undrawn_name(cohort), format!("LAA({cohort})@scenario"))
                .summed(people.at(cohort, peiljaar))
        })
    }

    /// The same where they were housed: what the course of a cohort follows from.
    pub fn national_housed(self, cohort: Jaar) -> Arc<ExplainNode> {
        let when = self.0.model.people.asielstatushouder.housed_at(cohort);
        self.national_undrawn(cohort, when)
    }

    /// Whether a draw has other asielstatushouders of a cohort than the scenario.
    fn is_drawn(self, cohort: Jaar, peiljaar: Jaar) -> bool {
        let drawn = self.0.people.asielstatushouder.at(cohort, peiljaar);
        drawn != self.0.model.people.asielstatushouder.at(cohort, peiljaar)
    }

    /// A count of all gemeenten together.
    pub fn in_country(self, symbol: CountSymbol, cohort: Jaar, peiljaar: Jaar) -> Arc<ExplainNode> {
        let context = self.0;
        let count = self.of(symbol, cohort, peiljaar);
        context.node(NodeKey::NationalCount(count), || {
            let kind = symbol.kind();
            let people = context.people.of(kind).at(cohort, peiljaar);
            let known = context.model.people.of(kind);
            let all = Text::fixed(", alle gemeenten", ", all gemeenten");
            let label = NodeLabel::people(count_name(count, &all), format!("L{count}"));
            let origin = context.model.people.oorsprong.get(&(kind, cohort));
            let is_spread = matches!(
                origin,
                Some(Origin::Landelijk | Origin::Instroom | Origin::Aandeel)
            );
            let is_drawn = people != known.at(cohort, peiljaar);
            let sum = exact_whole(people.iter().sum());
            if is_spread && !is_drawn && !known.has_peiljaar(cohort, peiljaar) {
                let total = NationalChapter(context).total(kind, cohort);
                // Nobody is anywhere where there is nobody to divide like.
                if total.waarde == sum {
                    return label.node(sum, ExplainFormula::Gelijk, vec![total]).remark(
                        Text::fixed(
                            "verdeeld over gemeenten en weer opgeteld",
                            "divided over gemeenten and added up again",
                        ),
                    );
                }
            }
            let node = label.summed(people);
            if is_drawn {
                node.origin(self.drawn())
            } else if origin == Some(&Origin::Levering) || known.has_peiljaar(cohort, peiljaar) {
                node.origin(DeliveryChapter(context).whole(people))
            } else {
                node
            }
        })
    }
}

fn undrawn_name(cohort: Jaar) -> Text {
    Text::new(
        format!("asielstatushouders van cohort {cohort} in het scenario"),
        format!("asielstatushouders of cohort {cohort} in the scenario"),
    )
}
