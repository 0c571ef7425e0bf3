//! Inhabitants, that much is divided by.

use std::sync::Arc;

use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::NodeKey;
use crate::explain::leaf::rows::SourceRow;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin};
use crate::gemeente::BRON;
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The chapter about inhabitants.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InwonersChapter<'c>(pub &'c Context<'c>);

impl InwonersChapter<'_> {
    /// Inhabitants of the gemeente on 1 January of a year, or of the nearest
    /// year that is known.
    pub fn of_gemeente(self, wanted: Jaar) -> Arc<ExplainNode> {
        let jaar = self.known_year(wanted);
        self.0.node(NodeKey::Inwoners(jaar), || {
            let people = self.0.model.gemeenten.inwoners(jaar)[self.0.gemeente];
            let name = Text::new(
                format!("inwoners van de gemeente op 1 januari {jaar}"),
                format!("inhabitants of the gemeente on 1 January {jaar}"),
            );
            let label = NodeLabel::people(name, format!("inwoners({jaar})"));
            let mut node = self.counted_in_rows(label, people, jaar);
            node.toelichting = node.toelichting.or_else(|| nearest(wanted, jaar));
            node
        })
    }

    fn known_year(self, wanted: Jaar) -> Jaar {
        let known = self.0.model.gemeenten.known_year(wanted);
        known.unwrap_or(wanted)
    }

    fn counted_in_rows(self, label: NodeLabel, people: i64, jaar: Jaar) -> ExplainNode {
        let rows = self.0.rows.inwoners(self.0.gemeente, jaar);
        let is_whole = |row: &&SourceRow| row.successors.len() == 1;
        let whole: Vec<&SourceRow> = rows.iter().filter(is_whole).collect();
        let sum: i64 = whole.iter().map(|row| row.people).sum();
        if let [row] = whole[..]
            && row.people == people
        {
            return label.leaf(exact_whole(people), self.origin(Some(row.line)));
        }
        if whole.is_empty() || sum != people {
            return label
                .leaf(exact_whole(people), self.origin(None))
                .article(Article::BI_10_3_1)
                .remark(Text::fixed(
                    "na herindeling, uit de rijen van eerdere gemeenten",
                    "after herindeling, from the rows of earlier gemeenten",
                ));
        }
        let parts = whole.iter().map(|row| {
            let gm_code = &row.gm_code;
            let name = label.name.map(|name| format!("{name} in {gm_code}"));
            let key = NodeKey::InwonersRow {
                jaar,
                gm_code: gm_code.clone(),
            };
            self.0.given(
                key,
                NodeLabel::people(name, format!("{} {gm_code}", label.symbol)),
                exact_whole(row.people),
                self.origin(Some(row.line)),
            )
        });
        let parts = parts.collect();
        label
            .node(exact_whole(people), ExplainFormula::Som, parts)
            .article(Article::BI_10_3_1)
    }

    /// Inhabitants of the country, the sum of the gemeenten.
    pub fn national(self, wanted: Jaar) -> Arc<ExplainNode> {
        let jaar = self.known_year(wanted);
        self.0.node(NodeKey::NationalInwoners(jaar), || {
            let name = Text::new(
                format!("inwoners van alle gemeenten op 1 januari {jaar}"),
                format!("inhabitants of all gemeenten on 1 January {jaar}"),
            );
            let mut node = NodeLabel::people(name, format!("inwoners_NL({jaar})"))
                .summed(self.0.model.gemeenten.inwoners(jaar))
                .origin(self.origin(None));
            node.toelichting = nearest(wanted, jaar);
            node
        })
    }

    /// Inhabitants of all gemeenten that one was split over, which its people are divided by.
    pub fn of_successors(self, row: &SourceRow, wanted: Jaar) -> Arc<ExplainNode> {
        let (jaar, gm_code) = (self.known_year(wanted), &row.gm_code);
        let key = NodeKey::SuccessorInwoners {
            jaar,
            gm_code: gm_code.clone(),
        };
        self.0.node(key, || {
            let inwoners = self.0.model.gemeenten.inwoners(jaar);
            let people = row.successors.iter().map(|&index| inwoners[index]);
            let name = Text::new(
                format!("inwoners van de opvolgers van {gm_code} op 1 januari {jaar}"),
                format!("inhabitants of the successors of {gm_code} on 1 January {jaar}"),
            );
            let symbol = format!("inwoners_opvolgers({jaar}) {gm_code}");
            let mut node = NodeLabel::people(name, symbol)
                .summed(&people.collect::<Vec<i64>>())
                .origin(self.origin(None));
            node.toelichting = nearest(wanted, jaar);
            node
        })
    }

    fn origin(self, line: Option<usize>) -> ExplainOrigin {
        let usual = || ExplainOrigin::new(Text::same(BRON), Status::Gepubliceerd);
        let stated = self.0.origin("gemeenten.bestand");
        ExplainOrigin {
            bestand: Some(self.0.rows.gemeenten.clone()),
            regel: line,
            ..stated.unwrap_or_else(usual)
        }
    }
}

/// What to say where another year had to do.
fn nearest(wanted: Jaar, jaar: Jaar) -> Option<Text> {
    (wanted != jaar).then(|| {
        Text::new(
            format!("het bekende jaar dat het dichtst bij {wanted} ligt"),
            format!("the known year nearest to {wanted}"),
        )
    })
}
