//! What a column says of itself.

use std::fmt;

use super::definition::{MoreIs, Span, SumOf, Unit};
use super::register::Column;
use crate::terms::Lang;

impl Column {
    /// The column of this name.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|column| column.name() == name)
    }

    /// The line of a table.
    pub fn label(self, lang: Lang) -> &'static str {
        self.definition().label.of(lang)
    }

    /// The head of a column of the workbook.
    pub fn heading(self, lang: Lang) -> &'static str {
        self.definition().heading.of(lang)
    }

    /// What it is, in a sentence.
    pub fn meaning(self, lang: Lang) -> &'static str {
        self.definition().meaning.of(lang)
    }

    /// Whether it is an amount of money.
    pub const fn is_money(self) -> bool {
        matches!(self.definition().unit, Unit::Cents)
    }

    /// Whether it says how things stand at the end of a year, so that the sum of some
    /// years means nothing.
    pub const fn is_stock(self) -> bool {
        matches!(self.definition().span, Span::Stock)
    }

    /// Whether more of it is money that a gemeente gains.
    pub const fn is_gain(self) -> bool {
        matches!(self.definition().more_is, MoreIs::Gain)
    }

    /// Whether it is money that no other columns add up to.
    pub const fn is_base(self) -> bool {
        self.is_money() && self.definition().sum_of.is_nothing()
    }

    /// The column that it is a part of, with others that are all added.
    pub fn whole(self) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|column| {
            let SumOf { plus, minus } = column.definition().sum_of;
            minus.is_empty() && self.is_among(plus)
        })
    }

    /// What it is the sum of in the end, with the sign of each: itself, if no others add
    /// up to it.
    pub fn terms(self) -> Vec<(Self, i64)> {
        let SumOf { plus, minus } = self.definition().sum_of;
        if plus.is_empty() && minus.is_empty() {
            return vec![(self, 1)];
        }
        let signed = |columns: &'static [Self], sign| {
            let terms = columns.iter().flat_map(|column| column.terms());
            terms.map(move |(column, own)| (column, sign * own))
        };
        signed(plus, 1).chain(signed(minus, -1)).collect()
    }

    /// Whether it is one of these: `contains` for what the compiler works out.
    pub const fn is_among(self, columns: &[Self]) -> bool {
        let mut index = 0;
        while index < columns.len() {
            if columns[index] as usize == self as usize {
                return true;
            }
            index += 1;
        }
        false
    }
}

impl fmt::Display for Column {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
