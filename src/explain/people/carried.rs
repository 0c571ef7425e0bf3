//! What a cohort of the model is divided by where counted cohorts bear on it.

use std::sync::Arc;

use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::NodeKey;
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin};
use crate::people::Kind;
use crate::scenario::{Status, Value};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The chapter about shares that counted gemeenten keep.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CarriedChapter<'c>(pub &'c Context<'c>);

impl CarriedChapter<'_> {
    /// The weight of the gemeente, and that of all.
    pub fn keys(self, kind: Kind, cohort: Jaar, weights: &[i64]) -> [Arc<ExplainNode>; 2] {
        let stated = self
            .0
            .model
            .scenario
            .tree()
            .get(&["aantallen", "doorwerking"]);
        let share = match stated.map(|node| &node.value) {
            Some(Value::Number(digits)) => digits.as_str(),
            _ => "1",
        };
        let why = Text::new(
            format!(
                "[aantallen] doorwerking = {share}: dat deel zoals de eerder getelde cohorten samen verdeeld \
                 zijn, de rest naar inwoners op 1 januari {}",
                cohort.plus(-1)
            ),
            format!(
                "[aantallen] doorwerking = {share}: that share as the cohorts counted before it together are \
                 divided, the rest by inhabitants on 1 January {}",
                cohort.plus(-1)
            ),
        );
        let groep = kind.key();
        let origin = || ExplainOrigin::new(why.clone(), Status::Aanname);
        let own = NodeLabel::factor(
            Text::new(
                format!("gewicht van de gemeente voor {groep} {cohort}"),
                format!("weight of the gemeente for {groep} {cohort}"),
            ),
            format!("gewicht({groep}, {cohort})"),
        );
        let all = NodeLabel::factor(
            Text::new(
                format!("gewicht van alle gemeenten voor {groep} {cohort}"),
                format!("weight of all gemeenten for {groep} {cohort}"),
            ),
            format!("gewicht_nl({groep}, {cohort})"),
        );
        let (weight, sum) = (weights[self.0.gemeente], weights.iter().sum());
        [
            self.0.given(
                NodeKey::Carried(kind, cohort),
                own,
                exact_whole(weight),
                origin(),
            ),
            self.0.given(
                NodeKey::NationalCarried(kind, cohort),
                all,
                exact_whole(sum),
                origin(),
            ),
        ]
    }
}
