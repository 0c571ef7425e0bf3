//! What was understood of a delivery.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::field::Form;
use super::words::says_otherwise;
use crate::input::source::Source;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// A delivery in the columns that the program reads.
#[derive(Debug, Clone)]
pub struct Imported {
    /// What was understood of it.
    pub account: Account,
    /// The rows as CSV, each with the place that it had.
    pub source: Arc<Source>,
}

/// What was understood of a delivery.
#[derive(Debug, Clone)]
pub struct Account {
    /// The file.
    pub file: String,
    /// Its sheet, where it is a workbook.
    pub blad: Option<String>,
    /// What it holds.
    pub form: Form,
    /// Its columns, in their order.
    pub columns: Vec<ColumnUse>,
    /// How many rows were written.
    pub rows: usize,
    /// The people per group and year; none for other forms.
    pub totals: Vec<Total>,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
    /// What else to know about it.
    pub notes: Vec<Text>,
    /// Whether rows of the file were added up.
    pub adds_up: bool,
}

impl Account {
    /// Whether counts can be read as they stand: every row of them is a row of the result, but
    /// for those that add up others or are no row at all.
    pub(super) fn reads_as_it_stands(&self) -> bool {
        let mut left_out = self.left_out.iter();
        left_out.all(|left| matches!(left.reason, Reason::Total | Reason::Remark)) && !self.adds_up
    }
}

/// A column, and what it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnUse {
    /// Its name; a constant of the command line has none.
    pub header: String,
    /// The column of the file that is written, and for a column of one year or group
    /// that; `None` for one that is not used.
    pub reading: Option<String>,
}

/// Which columns a mark makes something else of, so that they are not read: several years
/// together, or per cents.
pub(super) fn told_of_marked(columns: &[ColumnUse]) -> Option<Text> {
    let unread = columns.iter().filter(|column| column.reading.is_none());
    let marked = unread.filter(|column| says_otherwise(&column.header));
    let marked: Vec<String> = marked
        .map(|column| format!("`{}`", column.header))
        .collect();
    let marked = (!marked.is_empty()).then(|| marked.join(", "))?;
    Some(Text::new(
        format!(
            "niet gelezen: {marked}; het teken maakt iets anders van het woord of het jaar erbij"
        ),
        format!(
            "not read: {marked}; the mark makes something else of the word or the year beside it"
        ),
    ))
}

/// The people of a group in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The group, as the column `groep` says it.
    pub groep: &'static str,
    /// The cohort, or the year of completion.
    pub jaar: Jaar,
    /// When they were counted.
    pub peiljaar: Option<Jaar>,
    /// How many gemeenten.
    pub gemeenten: usize,
    /// People.
    pub aantal: i64,
}

/// Why rows were left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// They add up others.
    Total,
    /// They are about a provincie or another area.
    Area,
    /// They are text without a count.
    Remark,
    /// Their people live in no gemeente that is named.
    Nowhere,
}

impl Reason {
    /// A stable word for programs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Total => "totaal",
            Self::Area => "gebied",
            Self::Remark => "tekst",
            Self::Nowhere => "zonder-gemeente",
        }
    }

    /// The reason in words.
    pub fn text(self) -> Text {
        match self {
            Self::Total => Text::fixed("telt andere rijen op", "adds up other rows"),
            Self::Area => Text::fixed(
                "gaat over een provincie of ander gebied",
                "is about a provincie or another area",
            ),
            Self::Remark => Text::fixed("tekst zonder aantal", "text without a number"),
            Self::Nowhere => Text::fixed(
                "mensen zonder gemeente: zij tellen nergens mee",
                "people without a gemeente: they count nowhere",
            ),
        }
    }
}

/// Rows that were left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: Reason,
    /// Their numbers in the file.
    pub rows: Vec<usize>,
    /// The people in them, as far as they are numbers.
    pub people: i64,
}

/// Rows that are left out, while a file is read.
#[derive(Debug, Default)]
pub(super) struct Left(BTreeMap<Reason, (Vec<usize>, i64)>);

impl Left {
    pub fn add(&mut self, reason: Reason, row: usize, people: i64) {
        let known = self.0.entry(reason).or_default();
        if known.0.last() != Some(&row) {
            known.0.push(row);
        }
        known.1 = known.1.saturating_add(people);
    }

    /// More people in rows that are told already.
    pub fn more(&mut self, reason: Reason, people: i64) {
        if let Some(known) = self.0.get_mut(&reason) {
            known.1 = known.1.saturating_add(people);
        }
    }

    pub fn told(self) -> Vec<LeftOut> {
        let all = self.0.into_iter();
        all.map(|(reason, (rows, people))| LeftOut {
            reason,
            rows,
            people,
        })
        .collect()
    }
}
