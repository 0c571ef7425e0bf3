//! Amounts of the country and of a provincie: what the law says of the country as a
//! whole, and for all else the parts that add up to it.

use std::sync::Arc;

use super::bedragen::BedragenChapter;
use super::grondslag::GrondslagChapter;
use crate::columns::Column;
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::Cents;
use crate::explain::context::Context;
use crate::explain::explanation::ExplainPlace;
use crate::explain::field::ExplainField;
use crate::explain::key::{CountSymbol, NodeKey, TermSum, UitkeringStage};
use crate::explain::people::completed::CompletedChapter;
use crate::explain::people::counts::CountChapter;
use crate::explain::tree::formula::ExplainFormula;
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, euros};
use crate::gemeente::provincie_code;
use crate::model::BedragKind;
use crate::projection::Measure;
use crate::scenario::Status;
use crate::terms::jaar::Jaar;
use crate::terms::legible::shell_word;
use crate::terms::{Lang, Text};

/// The chapter about many gemeenten together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AreaChapter<'c>(pub &'c Context<'c>);

impl AreaChapter<'_> {
    /// A column of a year, of the country or of a provincie.
    pub fn column(self, place: ExplainPlace<'_>, column: Column, jaar: Jaar) -> Arc<ExplainNode> {
        match place {
            ExplainPlace::Landelijk => self.of_country(column, jaar),
            ExplainPlace::Provincie(_) | ExplainPlace::Gemeente(_) => {
                self.added_up(place, column, jaar)
            }
        }
    }

    /// People of the country have a tree of their own; money follows from the parts of the
    /// uitkering, and those from the law where that says what the country as a whole gets.
    fn of_country(self, column: Column, jaar: Jaar) -> Arc<ExplainNode> {
        use UitkeringStage::{Definitief, Voorlopig};
        let counts = CountChapter(self.0);
        let sum = || self.added_up(ExplainPlace::Landelijk, column, jaar);
        let of = |formula, parts: &[Column]| self.of_columns(column, formula, parts, jaar);
        match column {
            Column::Asielstatushouders => counts.in_country(CountSymbol::Aa, jaar, jaar),
            Column::GezinsOverig => counts.in_country(CountSymbol::Ago, jaar, jaar),
            Column::Onderwijsroute => counts.in_country(CountSymbol::Aao, jaar, jaar),
            Column::Afgerond => counts.in_country(CountSymbol::Afgerond, jaar, jaar),
            Column::AfgerondMeetellend => CompletedChapter(self.0).in_country(jaar, jaar),
            Column::UitkeringVoorlopig
            | Column::UitkeringDefinitief
            | Column::Saldo
            | Column::Verrekening => {
                let parts = column.definition().sum_of;
                match parts.minus.is_empty() {
                    true => of(ExplainFormula::Som, parts.plus),
                    false => of(
                        ExplainFormula::Verschil,
                        &[parts.plus, parts.minus].concat(),
                    ),
                }
            }
            Column::BaVoorlopig => self.ba(column, Voorlopig, jaar).unwrap_or_else(sum),
            Column::BaDefinitief => self.ba(column, Definitief, jaar).unwrap_or_else(sum),
            Column::BgoVoorlopig => self.bgo(column, Voorlopig, jaar).unwrap_or_else(sum),
            Column::BgoDefinitief => self.bgo(column, Definitief, jaar).unwrap_or_else(sum),
            _ => sum(),
        }
    }

    /// TBA, all of which is divided; `None` where the law has no TBA, or nobody to divide
    /// it among.
    fn ba(self, column: Column, stage: UitkeringStage, jaar: Jaar) -> Option<Arc<ExplainNode>> {
        if self.0.is_fonds(jaar) {
            return None;
        }
        let total = GrondslagChapter(self.0).sum(TermSum::Tba, stage, jaar);
        self.following(column, ExplainFormula::Gelijk, vec![total], jaar)
    }

    /// People times the amount: cents that are whole for every gemeente are so together.
    fn bgo(self, column: Column, stage: UitkeringStage, jaar: Jaar) -> Option<Arc<ExplainNode>> {
        if self.0.is_fonds(jaar) {
            return None;
        }
        let cohort = stage.peiljaar(jaar);
        let people = CountChapter(self.0).in_country(CountSymbol::Ago, cohort, cohort);
        let bedrag = BedragenChapter(self.0).bedrag(BedragKind::GezinsOverig, jaar);
        self.following(column, ExplainFormula::Product, vec![people, bedrag], jaar)
    }

    /// A column of the country by a formula, if it does follow from it.
    fn following(
        self,
        column: Column,
        formula: ExplainFormula,
        children: Vec<Arc<ExplainNode>>,
        jaar: Jaar,
    ) -> Option<Arc<ExplainNode>> {
        let node = self.node(ExplainPlace::Landelijk, column, jaar, formula, children);
        node.follows().then_some(node)
    }

    /// A column of the country that others of it add up to.
    fn of_columns(
        self,
        column: Column,
        formula: ExplainFormula,
        parts: &[Column],
        jaar: Jaar,
    ) -> Arc<ExplainNode> {
        let parts = parts.iter().map(|&part| self.of_country(part, jaar));
        self.node(
            ExplainPlace::Landelijk,
            column,
            jaar,
            formula,
            parts.collect(),
        )
    }

    /// The sum of the provincies of the country, or of the gemeenten of a provincie, each
    /// with the command that goes on from there.
    fn added_up(self, place: ExplainPlace<'_>, column: Column, jaar: Jaar) -> Arc<ExplainNode> {
        let gemeenten = &self.0.model.gemeenten;
        let parts: Vec<ExplainPlace<'_>> = match place {
            ExplainPlace::Landelijk => {
                let all = gemeenten.provincies().into_iter();
                all.map(ExplainPlace::Provincie).collect()
            }
            ExplainPlace::Provincie(_) | ExplainPlace::Gemeente(_) => {
                let members = place.members(gemeenten).into_iter();
                members.map(ExplainPlace::Gemeente).collect()
            }
        };
        let parts = parts.into_iter().map(|part| {
            let label = self.label(part, column, jaar);
            let (option, named) = match part {
                ExplainPlace::Gemeente(index) => ("--gemeente", &*gemeenten.list()[index].code),
                ExplainPlace::Provincie(naam) => ("--provincie", naam),
                ExplainPlace::Landelijk => ("", ""),
            };
            let (call, named) = (self.0.model.call(), shell_word(named));
            let command =
                format!("spuk explain{call} {option} {named} --jaar {jaar} --veld {column}");
            let origin = ExplainOrigin::new(Text::same(command), Status::Afgeleid);
            let key = self.key(part, column, jaar);
            self.0
                .node(key, || label.leaf(self.value(part, column, jaar), origin))
        });
        self.node(place, column, jaar, ExplainFormula::Som, parts.collect())
    }

    fn node(
        self,
        place: ExplainPlace<'_>,
        column: Column,
        jaar: Jaar,
        formula: ExplainFormula,
        children: Vec<Arc<ExplainNode>>,
    ) -> Arc<ExplainNode> {
        // Not kept: what does not follow from one formula may do so from another.
        let value = self.value(place, column, jaar);
        let mut node = self
            .label(place, column, jaar)
            .node(value, formula, children);
        node.id = self.key(place, column, jaar).to_string();
        Arc::new(node)
    }

    fn key(self, place: ExplainPlace<'_>, column: Column, jaar: Jaar) -> NodeKey {
        NodeKey::OfArea {
            area: self.code(place),
            column,
            jaar,
        }
    }

    /// The code of the CBS; the name of a provincie that has none.
    fn code(self, place: ExplainPlace<'_>) -> String {
        match place {
            ExplainPlace::Landelijk => "NL".to_owned(),
            ExplainPlace::Provincie(naam) => match provincie_code(naam) {
                "" => naam.to_owned(),
                code => code.to_owned(),
            },
            ExplainPlace::Gemeente(index) => self.0.model.gemeenten.list()[index].code.clone(),
        }
    }

    fn label(self, place: ExplainPlace<'_>, column: Column, jaar: Jaar) -> NodeLabel {
        let gemeenten = &self.0.model.gemeenten;
        let name = place.name(gemeenten);
        let name = Text::new(
            format!("{} {jaar}, {name}", column.heading(Lang::Nl)),
            format!("{} {jaar}, {name:#}", column.heading(Lang::En)),
        );
        let symbol = format!(
            "{}_{}",
            column.heading(Lang::Nl).replace(' ', "_"),
            self.code(place)
        );
        match column.is_money() {
            true => NodeLabel::euros(name, symbol),
            false => NodeLabel::people(name, symbol),
        }
    }

    /// What the run says of it.
    fn value(self, place: ExplainPlace<'_>, column: Column, jaar: Jaar) -> Exact {
        let (measure, result) = (Measure::of(column), self.0.result(jaar));
        let members = place.members(&self.0.model.gemeenten).into_iter();
        let sum = members
            .map(|gemeente| measure.figure(result, gemeente))
            .sum();
        match column.is_money() {
            true => euros(Cents::new(sum)),
            false => exact_whole(sum),
        }
    }
}

/// Whether a field is a column of a run; all others are the same everywhere.
pub(crate) fn column_of(field: ExplainField) -> Option<Column> {
    Column::named(field.key())
}
