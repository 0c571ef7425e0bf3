//! Counts that were delivered: the rows of `aantallen.csv` that they stand in.

use std::sync::Arc;

use super::rows::SourceRow;
use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::{Count, NodeKey};
use crate::explain::people::inwoners::InwonersChapter;
use crate::explain::tree::division::{Division, DivisionWeights};
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin};
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The chapter about delivered counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DeliveryChapter<'c>(pub &'c Context<'c>);

impl DeliveryChapter<'_> {
    /// A count that stands in a row of the delivery, or in several: those with this
    /// peiljaar, or without one.
    pub fn count(
        self,
        count: Count,
        label: NodeLabel,
        peiljaar: Option<Jaar>,
        people: i64,
    ) -> ExplainNode {
        let context = self.0;
        let kind = count.symbol.kind();
        let rows = context
            .rows
            .counted(context.gemeente, kind, count.cohort, peiljaar);
        let own = &context.model.gemeenten.list()[context.gemeente].code;
        match &rows[..] {
            [row] if row.gm_code == *own => label.leaf(exact_whole(people), self.line(row)),
            [] if context.model.is_filled(context.gemeente) => {
                label.leaf(exact_whole(people), self.filled(count, peiljaar))
            }
            [] => {
                let origin = self.file();
                let bron = Text::new(
                    format!("geen rij voor {own}: als 0 geteld ({})", origin.bron),
                    format!("no row for {own}: counted as 0 ({:#})", origin.bron),
                );
                label.leaf(exact_whole(people), ExplainOrigin { bron, ..origin })
            }
            _ => {
                let parts = rows.iter().map(|row| self.row(row, count, &label));
                let parts = parts.collect();
                label
                    .node(exact_whole(people), ExplainFormula::Som, parts)
                    .article(Article::BI_10_3_1)
                    .remark(Text::fixed(
                        "gemeenten die zijn opgegaan tellen mee",
                        "gemeenten that merged into it are counted",
                    ))
            }
        }
    }

    /// What one row brings in: all of it, or a part where the gemeente was split.
    fn row(self, row: &SourceRow, count: Count, label: &NodeLabel) -> Arc<ExplainNode> {
        let context = self.0;
        let (gm_code, line) = (&row.gm_code, row.line);
        let symbol = format!("{count} {gm_code}");
        let name = label.name.map(|name| format!("{name} in {gm_code}"));
        let key = NodeKey::CountRow {
            count,
            gm_code: gm_code.clone(),
            line,
        };
        let leaf = context.given(
            key,
            NodeLabel::people(name, symbol.clone()),
            exact_whole(row.people),
            self.line(row),
        );
        let place = row.successors.iter().position(|&it| it == context.gemeente);
        let Some(place) = place.filter(|_| row.successors.len() > 1) else {
            return leaf;
        };
        let key = NodeKey::CountRowShare {
            count,
            gm_code: gm_code.clone(),
            line,
        };
        context.node(key, || {
            let inwoners = context.model.gemeenten.inwoners(count.cohort);
            let weights = row.successors.iter().map(|&index| inwoners[index]);
            let weights = DivisionWeights::Counts(weights.collect());
            let division = Division::new(row.people, weights);
            let part = exact_whole(division.part(place));
            let own = InwonersChapter(context).of_gemeente(count.cohort);
            let all = InwonersChapter(context).of_successors(row, count.cohort);
            let name = Text::new(
                format!("deel van {gm_code} dat hier meetelt"),
                format!("share of {gm_code} that counts here"),
            );
            NodeLabel::people(name, format!("deel van {symbol}"))
                .node(
                    part,
                    ExplainFormula::GrootsteRest(Arc::new(division), place),
                    vec![leaf, own, all],
                )
                .remark(Text::fixed(
                    "naar inwoners verdeeld over de opvolgers",
                    "divided over the successors by inhabitants",
                ))
                .article(Article::BI_10_3_1)
        })
    }

    /// How a gemeente that stands nowhere in the delivery comes by its people.
    fn filled(self, count: Count, peiljaar: Option<Jaar>) -> ExplainOrigin {
        let model = &self.0.model;
        let own = &model.gemeenten.list()[self.0.gemeente].code;
        let people = model.people.of(count.symbol.kind());
        let people = match peiljaar {
            Some(peiljaar) => people.at(count.cohort, peiljaar),
            None => people.of(count.cohort),
        };
        let (counted, left) = self.counted_and_left(people);
        let bron = Text::new(
            format!(
                "geen rij voor {own}: deel van de {left} die na de {counted} getelde mensen van \
                 het landelijke aantal over zijn (aanvullen = \"model\")"
            ),
            format!(
                "no row for {own}: share of the {left} that are left of the national number \
                 after the {counted} people counted (aanvullen = \"model\")"
            ),
        );
        ExplainOrigin::new(bron, Status::Afgeleid)
    }

    fn line(self, row: &SourceRow) -> ExplainOrigin {
        self.file().in_line(&self.0.rows.aantallen, row.line)
    }

    /// How many of these people were counted, and how many follow from the model because
    /// their gemeente stands nowhere in the delivery.
    fn counted_and_left(self, people: &[i64]) -> (i64, i64) {
        let model = &self.0.model;
        let is_filled = |(index, _): &(usize, &i64)| model.is_filled(*index);
        let filled = people.iter().enumerate().filter(is_filled);
        let left: i64 = filled.map(|(_, people)| people).sum();
        (people.iter().sum::<i64>() - left, left)
    }

    /// Source of the people of all gemeenten together: of the delivery as far as they were
    /// counted there.
    pub fn whole(self, people: &[i64]) -> ExplainOrigin {
        let origin = self.file();
        let (counted, left) = self.counted_and_left(people);
        if left == 0 {
            return origin;
        }
        let bron = Text::new(
            format!(
                "{counted} geteld ({}), {left} volgen het model (aanvullen = \"model\")",
                origin.bron
            ),
            format!(
                "{counted} counted ({:#}), {left} follow the model (aanvullen = \"model\")",
                origin.bron
            ),
        );
        ExplainOrigin { bron, ..origin }
    }

    /// Source of the whole delivery.
    pub fn file(self) -> ExplainOrigin {
        let usual = || {
            let bron = Text::fixed("levering van aantallen", "delivery of numbers");
            ExplainOrigin::new(bron, Status::Aanname)
        };
        let stated = self.0.origin("aantallen.bestand");
        ExplainOrigin {
            bestand: Some(self.0.rows.aantallen.clone()),
            regel: None,
            ..stated.unwrap_or_else(usual)
        }
    }
}
