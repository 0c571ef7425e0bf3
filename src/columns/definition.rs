//! What there is to know of a column.

use std::fmt;

use super::register::Column;
use crate::terms::{Lang, Text};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// People.
    People,
    /// Eurocents; written as euros with two decimals.
    Cents,
}

impl Unit {
    /// What a figure is written in.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::People => lang.choose("personen", "people"),
            Self::Cents => lang.choose("euro", "euros"),
        }
    }
}

/// The time that a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A whole year, so that the figures of some years add up.
    Flow,
    /// The end of a year: it is carried on, so that a sum of years means nothing.
    Stock,
}

impl Span {
    /// The word for it.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Flow => lang.choose("stroom", "flow"),
            Self::Stock => lang.choose("stand", "stock"),
        }
    }
}

/// What more of a column means to a gemeente.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoreIs {
    /// More is better: the gemeente receives it.
    Gain,
    /// More is worse: the gemeente spends it, owes it or goes without it.
    Loss,
    /// Neither: it is no money, or a gemeente may have to give it back.
    Neither,
}

impl MoreIs {
    /// The word for it.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Gain => lang.choose("winst", "gain"),
            Self::Loss => lang.choose("verlies", "loss"),
            Self::Neither => lang.choose("geen van beide", "neither"),
        }
    }
}

/// The columns that another is the sum of.
#[derive(Debug, Clone, Copy)]
pub struct SumOf {
    /// What is added.
    pub plus: &'static [Column],
    /// What is taken off.
    pub minus: &'static [Column],
}

impl SumOf {
    /// Of a column that no others add up to.
    pub const NOTHING: Self = Self {
        plus: &[],
        minus: &[],
    };

    /// Whether no others add up to the column.
    pub const fn is_nothing(self) -> bool {
        self.plus.is_empty() && self.minus.is_empty()
    }
}

/// `uitkering_definitief - kosten`; nothing for a column that no others add up to.
impl fmt::Display for SumOf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, column) in self.plus.iter().enumerate() {
            let sign = if place == 0 { "" } else { " + " };
            write!(formatter, "{sign}{column}")?;
        }
        self.minus
            .iter()
            .try_for_each(|column| write!(formatter, " - {column}"))
    }
}

/// A column as everyone who shows it knows it.
#[derive(Debug)]
pub struct Definition {
    /// What it counts.
    pub unit: Unit,
    /// The time that it is about.
    pub span: Span,
    /// The columns that it is the sum of, in the same year.
    pub sum_of: SumOf,
    /// What more of it means to a gemeente.
    pub more_is: MoreIs,
    /// The article of the law that it comes from; none for what the law leaves to others.
    pub article: Option<&'static str>,
    /// The line of a table; a part stands below the column that it is a part of.
    pub label: Text,
    /// The head of a column of the workbook, which stands by itself.
    pub heading: Text,
    /// The head in the table of many gemeenten; only columns with one stand there.
    pub narrow: Option<Text>,
    /// Whether a simulation keeps its distribution, for the memory and the time that
    /// takes.
    pub is_kept: bool,
    /// What it is, in a sentence.
    pub meaning: Text,
}
