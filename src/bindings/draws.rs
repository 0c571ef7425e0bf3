//! Draws in bulk: every draw for itself, some at a time, so that memory does not grow with
//! their number.

use rayon::prelude::*;

use super::drawn::{Quiet, Watch};
use super::said::{Answer, of_each};
use super::{Question, Rows, receipt};
use crate::columns::Column;
use crate::export::{Selection, Table, key_table, money_column_named, unit_members};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::choose_from;
use crate::model::Model;
use crate::projection::{Measure, Projection};
use crate::simulate::{EachDraw, KEPT_FIELDS, Request};
use crate::terms::{Remark, Text};

/// Rows that are made at a time, about: enough to make the threads worth while, and few
/// enough to stay in some megabytes.
const AT_ONCE: usize = 1 << 18;

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
pub struct DrawPlan {
    request: Request,
    columns: Vec<Column>,
    selection: Selection,
}

impl Question {
    /// Prepares draws in bulk, every scenario on the same ones.
    ///
    /// # Errors
    /// Anything wrong with the input, or a column of which no draws are made.
    pub fn draws(&self, asked: &AskedDraws) -> Result<Answer<DrawPlan>, Diagnostic> {
        let study = self.study()?;
        let named = asked.veld.iter().map(|name| drawn_column(name));
        let mut columns: Vec<Column> = named.collect::<Result<_, _>>()?;
        if columns.is_empty() {
            columns.push(Column::UitkeringDefinitief);
        }
        let selection = asked.rows.of(&study.models()[0])?;
        let request = study.request(asked.draws, asked.seed)?;
        let models = study.models();
        let remarks: Vec<Vec<Remark>> = models.iter().map(Model::remarks).collect();
        Ok(Answer {
            remarks: of_each(models, &remarks),
            receipts: models.iter().map(receipt).collect(),
            value: DrawPlan {
                request,
                columns,
                selection,
            },
        })
    }
}

/// The column of this name, one of those of which draws are made.
fn drawn_column(name: &str) -> Result<Column, Diagnostic> {
    let column = money_column_named(name)?.column;
    if KEPT_FIELDS.contains(&column) {
        return Ok(column);
    }
    let message = Text::new(
        format!("van `{name}` zijn er geen trekkingen"),
        format!("there are no draws of `{name}`"),
    );
    let help = choose_from(&KEPT_FIELDS.map(Column::name));
    Err(Diagnostic::new(Code::OnbekendeWaarde, message).help(help))
}

impl DrawPlan {
    /// How many draws.
    pub fn draws(&self) -> u32 {
        self.request.trekkingen
    }

    /// Their seed.
    pub fn seed(&self) -> u64 {
        self.request.zaad
    }

    /// The names of the scenarios.
    pub fn scenarios(&self) -> Vec<&str> {
        let models = self.request.modellen.iter();
        models.map(|model| model.scenario.naam.as_str()).collect()
    }

    /// The names of the columns, in cents each.
    pub fn columns(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name()).collect()
    }

    /// What the rows of every draw are about: scenario, code, and year.
    pub fn keys(&self) -> Table {
        key_table(&self.request.modellen, &self.selection)
    }

    /// Begins to make them.
    ///
    /// # Errors
    /// A scenario that cannot be drawn.
    pub fn begin(&self, watch: &impl Watch) -> Result<Drawing<'_>, Diagnostic> {
        let jaren = self.request.jaren();
        let years = 0..jaren.len();
        let years: Vec<usize> = years
            .filter(|&it| self.selection.shows(jaren[it]))
            .collect();
        let members = unit_members(&self.request.modellen[0].gemeenten, &self.selection);
        Ok(Drawing {
            plan: self,
            each: EachDraw::new(&self.request, &Quiet(watch))?,
            rows: self.request.modellen.len() * members.len() * years.len(),
            members,
            years,
            next: 0,
        })
    }
}

/// Draws that are being made.
pub struct Drawing<'a> {
    plan: &'a DrawPlan,
    each: EachDraw<'a>,
    /// The gemeenten of every row of a year.
    members: Vec<Vec<usize>>,
    /// The places of the years that are shown.
    years: Vec<usize>,
    /// Rows of one draw.
    rows: usize,
    next: u32,
}

/// The first of some draws, and the cents of every column, row after row.
pub type SomeDraws = (u32, Vec<Vec<i128>>);

impl Drawing<'_> {
    /// The next draws, some of them together; `None` behind the last.
    ///
    /// # Errors
    /// Money that is not conserved, or a stop.
    pub fn some(&mut self, watch: &impl Watch) -> Result<Option<SomeDraws>, Diagnostic> {
        let (first, all) = (self.next, self.plan.draws());
        if first >= all {
            return Ok(None);
        }
        let at_once = (AT_ONCE / self.rows.max(1)).max(1) as u32;
        let end = all.min(first.saturating_add(at_once));
        let form = |runs: &[&Projection]| self.values(runs);
        let made = self.each.some(first..end, &Quiet(watch), form)?;
        let rows = self.rows;
        let columns = (0..self.plan.columns.len()).into_par_iter().map(|place| {
            let own = made
                .iter()
                .map(|draw| &draw[place * rows..(place + 1) * rows]);
            own.flatten().map(|&cents| i128::from(cents)).collect()
        });
        let columns = columns.collect();
        watch.complete(end - first);
        self.next = end;
        Ok(Some((first, columns)))
    }

    /// The cents of one draw: by column, scenario, unit and year.
    fn values(&self, runs: &[&Projection]) -> Vec<i64> {
        let mut values = Vec::with_capacity(self.plan.columns.len() * self.rows);
        for &column in &self.plan.columns {
            let measure = Measure::of(column);
            for run in runs {
                for leden in &self.members {
                    let years = self.years.iter().map(|&place| &run.jaren[place]);
                    values.extend(years.map(|year| {
                        let own = leden.iter().map(|&index| measure.figure(year, index));
                        own.sum::<i64>()
                    }));
                }
            }
        }
        values
    }
}
