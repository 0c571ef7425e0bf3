//! The rows of the CSV files behind a model, found by gemeente.

use std::collections::HashMap;
use std::sync::Arc;

use crate::gemeente::read as gemeenten;
use crate::input::diagnostic::Diagnostic;
use crate::input::source::Source;
use crate::model::Model;
use crate::people::{Kind, delivery_rows as aantallen};
use crate::terms::jaar::Jaar;

/// A number in a row of a file.
#[derive(Debug, Clone)]
pub(crate) struct SourceRow {
    /// Code of the gemeente in the row.
    pub gm_code: String,
    /// The number.
    pub people: i64,
    /// The line, from 1.
    pub line: usize,
    /// The gemeenten of today that it counts for, more than one after a split.
    pub successors: Vec<usize>,
}

type SourceRowKey = (Kind, Jaar, Option<Jaar>);

/// Inhabitants on 1 January of each year in a row.
type InwonersPerJaar = Vec<(Jaar, i64)>;

/// The rows of `aantallen.csv` and `gemeenten.csv`.
#[derive(Debug, Default)]
pub struct SourceRows {
    /// Name of the file of counts.
    pub(crate) aantallen: String,
    /// Name of the file of gemeenten.
    pub(crate) gemeenten: String,
    counts: HashMap<(usize, SourceRowKey), Vec<SourceRow>>,
    inwoners: HashMap<usize, Vec<(SourceRow, InwonersPerJaar)>>,
}

impl SourceRows {
    /// Reads the rows again, from what the model was read from.
    ///
    /// # Errors
    /// None that reading the model did not have.
    pub fn read(model: &Model) -> Result<Self, Diagnostic> {
        let mut rows = Self::default();
        let source = &model.gemeenten_bron;
        rows.gemeenten.clone_from(&source.name);
        rows.read_gemeenten(model, source)?;
        if let Some(source) = &model.aantallen_bron {
            rows.aantallen.clone_from(&source.name);
            rows.read_counts(model, source)?;
        }
        Ok(rows)
    }

    fn read_gemeenten(&mut self, model: &Model, source: &Arc<Source>) -> Result<(), Diagnostic> {
        for row in gemeenten::rows(source)? {
            let successors = today(model, &row.gm_code);
            let found = SourceRow {
                gm_code: row.gm_code,
                people: 0,
                line: row.regel,
                successors,
            };
            let inwoners: InwonersPerJaar = row.inwoners.into_iter().collect();
            for &gemeente in &found.successors {
                let known = self.inwoners.entry(gemeente).or_default();
                known.push((found.clone(), inwoners.clone()));
            }
        }
        Ok(())
    }

    fn read_counts(&mut self, model: &Model, source: &Arc<Source>) -> Result<(), Diagnostic> {
        for row in aantallen::rows(source)? {
            let key = (row.kind, row.jaar, row.peiljaar);
            let found = SourceRow {
                successors: today(model, &row.gm_code),
                gm_code: row.gm_code,
                people: row.aantal,
                line: row.regel,
            };
            for &gemeente in &found.successors {
                let known = self.counts.entry((gemeente, key)).or_default();
                known.push(found.clone());
            }
        }
        Ok(())
    }

    /// The rows that count for a gemeente.
    pub(crate) fn counted(
        &self,
        gemeente: usize,
        kind: Kind,
        cohort: Jaar,
        peiljaar: Option<Jaar>,
    ) -> Vec<SourceRow> {
        let known = self.counts.get(&(gemeente, (kind, cohort, peiljaar)));
        known.cloned().unwrap_or_default()
    }

    /// The rows with inhabitants on 1 January of a year that went into a gemeente.
    pub(crate) fn inwoners(&self, gemeente: usize, jaar: Jaar) -> Vec<SourceRow> {
        let known = self.inwoners.get(&gemeente).into_iter().flatten();
        let with_number = known.map(|(found, years)| {
            let number = years.iter().find(|(year, _)| *year == jaar);
            SourceRow {
                people: number.map_or(0, |&(_, people)| people),
                ..found.clone()
            }
        });
        with_number.collect()
    }
}

/// The gemeenten of today that a code counts for.
fn today(model: &Model, code: &str) -> Vec<usize> {
    match model.gemeenten.index_of(code) {
        Some(index) => vec![index],
        None => {
            let found = model.herindelingen.today(code, &model.gemeenten);
            found.map(Vec::from_iter).unwrap_or_default()
        }
    }
}
