//! What has to hold: `uitkering_definitief<=300mln`.

use crate::columns::Column;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::question::amount;
use crate::question::target::{OfDraws, TargetKind, column_named};
use crate::scenario::tables::Relatie;
use crate::terms::Text;

/// A column held against an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    /// The column of a run.
    pub column: Column,
    /// How it is held.
    pub relation: Relation,
    /// Cents, or people.
    pub amount: i64,
}

/// How a figure is held against a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is the goal.
    Equal,
    /// It is the goal or less.
    AtMost,
    /// It is the goal or more.
    AtLeast,
}

impl Relation {
    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
        }
    }

    /// The figure of draws that is held to an amount where that has to hold in so many
    /// millionths of them: what those do not exceed, or what they reach.
    pub fn in_draws(self, mut values: Vec<i64>, millionths: u32) -> i64 {
        if self == Self::AtLeast {
            // The most that enough draws reach is the least of what they do not exceed, seen
            // from the other side.
            values.iter_mut().for_each(|value| *value = -*value);
            return -OfDraws::Quantile(millionths).of(values);
        }
        OfDraws::Quantile(millionths).of(values)
    }
}

impl From<Relatie> for Relation {
    fn from(relatie: Relatie) -> Self {
        match relatie {
            Relatie::Gelijk => Self::Equal,
            Relatie::Hoogstens => Self::AtMost,
            Relatie::Minstens => Self::AtLeast,
        }
    }
}

impl Goal {
    /// Reads a goal as it is typed.
    ///
    /// # Errors
    /// A text without `=`, `<=` or `>=`, a column that does not exist, or no amount.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let relations = [
            ("<=", Relation::AtMost),
            ("≤", Relation::AtMost),
            (">=", Relation::AtLeast),
            ("≥", Relation::AtLeast),
            ("=", Relation::Equal),
        ];
        let found = relations.iter().find_map(|(sign, relation)| {
            let (column, figure) = text.split_once(sign)?;
            Some((column.trim(), *relation, figure))
        });
        let Some((name, relation, figure)) = found else {
            let message = Text::new(
                format!("`{text}` is geen doel"),
                format!("`{text}` is no goal"),
            );
            return Err(
                Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                    "schrijf een kolom, =, <= of >=, en een bedrag, zoals 'uitkering_definitief<=300mln'",
                    "write a column, =, <= or >=, and an amount, such as 'uitkering_definitief<=300mln'",
                )),
            );
        };
        let column = column_named(name)?;
        Ok(Self {
            column,
            relation,
            amount: amount(figure, TargetKind::of(column))?,
        })
    }

    /// What the amount counts.
    pub fn kind(self) -> TargetKind {
        TargetKind::of(self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_a_column_a_relation_and_an_amount() {
        let goal = Goal::parse("kas <= 300mln").unwrap();
        assert_eq!(goal.column, Column::Kas);
        assert_eq!(goal.relation, Relation::AtMost);
        assert_eq!(goal.amount, 30_000_000_000);
        assert_eq!(Goal::parse("afgerond≥5k").unwrap().amount, 5000);
        for text in ["kas", "kas>3mln", "kass=3mln", "kas=veel", "=3"] {
            assert!(Goal::parse(text).is_err(), "{text}");
        }
    }
}
