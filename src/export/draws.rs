//! Draws in bulk: every draw for itself, some at a time, so that memory does not grow with
//! their number.

use std::ops::Range;

use rayon::prelude::*;

use super::comparison::condition::money_column_named;
use super::receipt::Receipt;
use super::rows::Selection;
use super::table::{Table, key_table, unit_members};
use crate::columns::Column;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::choose_from;
use crate::projection::{Measure, Projection};
use crate::simulate::{EachDraw, KEPT_FIELDS, Progress, Request};
use crate::terms::Text;

/// Rows that are made at a time, about: enough to make the threads worth while, and few
/// enough to stay in some megabytes.
const ROWS_AT_ONCE: usize = 1 << 18;

/// Draws that can be made: which, of what, for whom.
#[derive(Debug)]
pub struct DrawPlan {
    /// The draws.
    pub request: Request,
    columns: Vec<Column>,
    selection: Selection,
}

/// The column of this name, one of those of which draws are made.
///
/// # Errors
/// A column that does not exist, or of which there are no draws.
fn drawn_column(name: &str) -> Result<Column, Diagnostic> {
    of_draws(money_column_named(name)?.column)
}

/// The column, where draws of it are made.
///
/// # Errors
/// A column of which there are no draws.
pub fn of_draws(column: Column) -> Result<Column, Diagnostic> {
    if KEPT_FIELDS.contains(&column) {
        return Ok(column);
    }
    let name = column.name();
    let message = Text::new(
        format!("van `{name}` zijn er geen trekkingen"),
        format!("there are no draws of `{name}`"),
    );
    let help = choose_from(&KEPT_FIELDS.map(Column::name));
    Err(Diagnostic::new(Code::OnbekendeWaarde, message).help(help))
}

impl DrawPlan {
    /// Of these draws the columns of these names, or the definitieve uitkering alone.
    ///
    /// # Errors
    /// A column of which no draws are made.
    pub fn new(
        request: Request,
        veld: &[String],
        selection: Selection,
    ) -> Result<Self, Diagnostic> {
        let named = veld.iter().map(|name| drawn_column(name));
        let mut columns: Vec<Column> = Vec::new();
        for column in named {
            let column = column?;
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        if columns.is_empty() {
            columns.push(Column::UitkeringDefinitief);
        }
        Ok(Self {
            request,
            columns,
            selection,
        })
    }

    /// How many draws.
    pub fn draws(&self) -> u32 {
        self.request.trekkingen
    }

    /// Their seed.
    pub fn seed(&self) -> u64 {
        self.request.zaad
    }

    /// Of each scenario what makes its draws again.
    pub fn receipts(&self) -> Vec<Receipt> {
        Receipt::of_drawn(&self.request.modellen, Some((self.draws(), self.seed())))
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
    pub fn begin(&self, watcher: &impl Progress) -> Result<Drawing<'_>, Diagnostic> {
        let jaren = self.request.jaren();
        let years = 0..jaren.len();
        let years: Vec<usize> = years
            .filter(|&it| self.selection.shows(jaren[it]))
            .collect();
        let members = unit_members(&self.request.modellen[0].gemeenten, &self.selection);
        Ok(Drawing {
            plan: self,
            each: EachDraw::new(&self.request, watcher)?,
            rows: self.request.modellen.len() * members.len() * years.len(),
            members,
            years,
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
}

impl Drawing<'_> {
    /// How many draws are made at a time.
    pub fn at_once(&self) -> u32 {
        (ROWS_AT_ONCE / self.rows.max(1)).max(1) as u32
    }

    /// The cents of every column in these draws, row after row.
    ///
    /// # Errors
    /// Money that is not conserved, or a stop.
    pub fn some<T: From<i64> + Send>(
        &self,
        draws: Range<u32>,
        watcher: &impl Progress,
    ) -> Result<Vec<Vec<T>>, Diagnostic> {
        let form = |runs: &[&Projection]| self.values(runs);
        let made = self.each.some(draws, watcher, form)?;
        let rows = self.rows;
        let columns = (0..self.plan.columns.len()).into_par_iter().map(|place| {
            let own = made
                .iter()
                .map(|draw| &draw[place * rows..(place + 1) * rows]);
            own.flatten().map(|&cents| T::from(cents)).collect()
        });
        Ok(columns.collect())
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
