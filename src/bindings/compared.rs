//! Comparisons: what differs, for whom, when and why.

use super::drawn::{Quiet, Watch, made};
use super::said::{Answer, of_each};
use super::{Question, Rows, receipt};
use crate::columns::Column;
use crate::compare::{AttributionOrder, Comparison, MoneyColumn};
use crate::export::{
    ComparisonCsv, ComparisonSelection, DifferenceDraws, SortBy, Table, money_column_named,
    table_of_comparison,
};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::simulate::part::Shard;
use crate::terms::Remark;

/// What is asked of a comparison.
#[derive(Debug, Clone, Default)]
pub struct ComparisonQuestion {
    /// Which rows.
    pub rows: Rows,
    /// Which columns of money; none for all.
    pub veld: Vec<String>,
    /// The parts of the rules in the order in which they change; none for the mean over
    /// all orders.
    pub order: Vec<String>,
    /// So many draws, for the spread of the differences; none without.
    pub draws: Option<u32>,
    /// The seed of those draws; else that of the first scenario.
    pub seed: Option<u64>,
}

/// A comparison of every scenario but the first with the first.
#[derive(Debug, Clone, Default)]
pub struct ComparisonAnswer {
    /// Both amounts and the difference.
    pub verschil: Table,
    /// The difference attributed to what differs in the rules.
    pub bijdrage: Table,
    /// Receipts and costs per cohort.
    pub voorfinanciering: Table,
    /// Every key that differs.
    pub sleutels: Table,
    /// How the effect on gemeenten is spread, by size class, provincie and gemeente;
    /// without rows where no draws were asked for.
    pub verdeling: Table,
}

impl Question {
    /// The first scenario held against every other, as `spuk compare` does.
    ///
    /// # Errors
    /// Anything wrong with the input; scenarios that cannot be compared; money that is
    /// not conserved; a stop.
    pub fn compare(
        &self,
        asked: &ComparisonQuestion,
        watch: &impl Watch,
    ) -> Result<Answer<ComparisonAnswer>, Diagnostic> {
        let order = AttributionOrder::of_words(&asked.order)?;
        let mut study = self.study()?;
        let remarks: Vec<Vec<Remark>> = study.models().iter().map(Model::remarks).collect();
        let mut said = of_each(study.models(), &remarks);
        let selection = selection(asked, &study.models()[0])?;
        let drawn = match asked.draws {
            None => None,
            Some(draws) => {
                let request = study.request(Some(draws), asked.seed)?;
                Some(made(&request, Shard::WHOLE, watch)?)
            }
        };
        if let Some((drawn, told)) = &drawn {
            study.beside_draws(drawn);
            said.extend(told.iter().cloned());
        }
        let held = study.compare(&order)?;
        let effects = drawn.as_ref().map(|(drawn, _)| {
            let years = selection.effect_years(&held, &drawn.part);
            let what = (selection.field().column, years);
            study.effects((asked.draws, asked.seed), what, &Quiet(watch))
        });
        let effects = effects.transpose()?.flatten();
        let mut doubts: Vec<Vec<Remark>> = Vec::new();
        for (index, comparison) in held.iter().enumerate() {
            if index == 0 {
                doubts.push(comparison.a.doubts(&comparison.projectie_a));
            }
            doubts.push(comparison.b.doubts(&comparison.projectie_b));
        }
        for (model, doubts) in study.models().iter().zip(&mut doubts) {
            doubts.extend(model.only_in_draws());
        }
        said.extend(of_each(study.models(), &doubts));
        let held = held.into_iter().enumerate().map(|(index, comparison)| {
            let draws = drawn.as_ref().map(|(drawn, _)| DifferenceDraws {
                part: &drawn.part,
                scenario: index + 1,
                effecten: effects.as_ref(),
            });
            (comparison, draws)
        });
        let held: Vec<(Comparison<'_>, Option<DifferenceDraws<'_>>)> = held.collect();
        let table = |which| table_of_comparison(&held, &selection, which);
        Ok(Answer {
            value: ComparisonAnswer {
                verschil: table(ComparisonCsv::Verschil),
                bijdrage: table(ComparisonCsv::Bijdrage),
                voorfinanciering: table(ComparisonCsv::Voorfinanciering),
                sleutels: table(ComparisonCsv::Sleutels),
                verdeling: table(ComparisonCsv::Verdeling),
            },
            remarks: said,
            receipts: study.models().iter().map(receipt).collect(),
        })
    }
}

fn selection(asked: &ComparisonQuestion, model: &Model) -> Result<ComparisonSelection, Diagnostic> {
    let named = asked.veld.iter().map(|name| money_column_named(name));
    let mut velden: Vec<MoneyColumn> = named.collect::<Result<_, _>>()?;
    if velden.is_empty() {
        velden.extend(MoneyColumn::of(Column::UitkeringDefinitief));
    }
    Ok(ComparisonSelection {
        keuze: asked.rows.of(model)?,
        niveau_gevraagd: asked.rows.level.is_some(),
        velden,
        velden_gevraagd: !asked.veld.is_empty(),
        volgens: SortBy::default(),
        top: usize::MAX,
    })
}
