//! Draws in bulk, as other languages take them: some at a time.

use super::drawn::{Quiet, Unwatched, Watch, before};
use super::said::Answer;
use super::{Question, Rows, receipts};
use crate::export::{DrawPlan as Plan, Drawing as PlanDrawing, Table};
use crate::input::diagnostic::Diagnostic;

/// What is asked of draws in bulk.
#[derive(Debug, Clone, Default)]
pub struct AskedDraws {
    /// How many; else as many as the first scenario says.
    pub draws: Option<u32>,
    /// The seed; else that of the first scenario.
    pub seed: Option<u64>,
    /// Columns that a simulation keeps; none for the definitieve uitkering alone.
    pub veld: Vec<String>,
    /// Which rows of every draw.
    pub rows: Rows,
}

/// Draws that can be made: which, of what, for whom.
#[derive(Debug)]
pub struct DrawPlan(Plan);

impl Question {
    /// Prepares draws in bulk, every scenario on the same ones.
    ///
    /// # Errors
    /// Anything wrong with the input, or a column of which no draws are made.
    pub fn draws(&self, asked: &AskedDraws) -> Result<Answer<DrawPlan>, Diagnostic> {
        let study = self.study()?;
        let selection = asked.rows.of(&study.models()[0])?;
        let request = study.request(asked.draws, asked.seed)?;
        let remarks = before(&study, &request, &Unwatched)?;
        let plan = Plan::new(request, &asked.veld, selection)?;
        Ok(Answer {
            remarks,
            receipts: receipts(&plan.receipts()),
            value: DrawPlan(plan),
        })
    }
}

impl DrawPlan {
    /// How many draws.
    pub fn draws(&self) -> u32 {
        self.0.draws()
    }

    /// Their seed.
    pub fn seed(&self) -> u64 {
        self.0.seed()
    }

    /// The names of the scenarios.
    pub fn scenarios(&self) -> Vec<&str> {
        self.0.scenarios()
    }

    /// The names of the columns, in cents each.
    pub fn columns(&self) -> Vec<&'static str> {
        self.0.columns()
    }

    /// What the rows of every draw are about: scenario, code, and year.
    pub fn keys(&self) -> Table {
        self.0.keys()
    }

    /// Begins to make them.
    ///
    /// # Errors
    /// A scenario that cannot be drawn.
    pub fn begin(&self, watch: &impl Watch) -> Result<Drawing<'_>, Diagnostic> {
        Ok(Drawing {
            all: self.draws(),
            some: self.0.begin(&Quiet(watch))?,
            next: 0,
        })
    }
}

/// Draws that are being made.
pub struct Drawing<'a> {
    some: PlanDrawing<'a>,
    next: u32,
    all: u32,
}

/// The first of some draws, and the cents of every column, row after row.
pub type SomeDraws = (u32, Vec<Vec<i128>>);

impl Drawing<'_> {
    /// The next draws, some of them together; `None` behind the last.
    ///
    /// # Errors
    /// Money that is not conserved, or a stop.
    pub fn some(&mut self, watch: &impl Watch) -> Result<Option<SomeDraws>, Diagnostic> {
        let first = self.next;
        if first >= self.all {
            return Ok(None);
        }
        let end = self.all.min(first.saturating_add(self.some.at_once()));
        let columns = self.some.some(first..end, &Quiet(watch))?;
        watch.complete(end - first);
        self.next = end;
        Ok(Some((first, columns)))
    }
}
