//! Paths of instroom from a file: `trekking,groep,2026,2027,...`, a row for
//! every draw and group.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::begrippen::Groep;
use crate::csv_input::CsvInput;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::jaar::Jaar;
use crate::source::Source;

/// People per group, year and draw.
#[derive(Debug, Clone, Default)]
pub struct Paden {
    people: BTreeMap<Groep, BTreeMap<Jaar, Vec<f64>>>,
    draws: u64,
}

impl Paden {
    /// Reads the paths. Draws are numbered from 0 and complete for every group
    /// in the file; a group that is not in it follows the path of the scenario.
    ///
    /// # Errors
    /// A missing or unknown column, a draw that is missing or stands twice, a
    /// year between `first` and `last` without a column.
    pub fn read(source: &Arc<Source>, first: Jaar, last: Jaar) -> Result<Self, Diagnostic> {
        let input = CsvInput::open(source)?;
        let (draw, groep) = (input.required("trekking")?, input.required("groep")?);
        let years = first
            .through(last)
            .map(|jaar| Ok((jaar, input.required(&jaar.to_string())?)))
            .collect::<Result<Vec<_>, Diagnostic>>()?;
        for (column, name) in input.header().iter().enumerate() {
            let is_year = name.parse().ok().and_then(Jaar::new).is_some();
            if !is_year && column != draw && column != groep {
                let message = format!("onbekende kolom `{name}`");
                return Err(Diagnostic::new(Code::OnbekendeSleutel, message)
                    .at(input.header_place(column))
                    .label("verwacht: trekking, groep en een kolom per jaar"));
            }
        }
        let mut result = Self::default();
        input.for_each(|row| {
            let word = row.field(groep);
            let known = Groep::ALL.into_iter().find(|groep| groep.key() == word);
            let Some(known) = known else {
                let near = nearest(word, Groep::ALL.map(Groep::key)).unwrap_or("asielstatushouder");
                let message = format!("onbekende groep `{word}`");
                return Err(Diagnostic::new(Code::OnbekendeWaarde, message)
                    .at(row.place(groep))
                    .label(format!("bedoelt u `{near}`?")));
            };
            let columns = result.people.entry(known).or_default();
            for &(jaar, column) in &years {
                let people = columns.entry(jaar).or_default();
                if row.field(draw) != people.len().to_string() {
                    let message = format!("hier hoort trekking {} te staan", people.len());
                    return Err(Diagnostic::new(Code::CsvFout, message)
                        .at(row.place(draw))
                        .label("trekkingen lopen per groep op vanaf 0"));
                }
                people.push(row.people(column)? as f64);
            }
            Ok(())
        })?;
        result.draws = result
            .people
            .values()
            .flat_map(BTreeMap::values)
            .map(|people| people.len() as u64)
            .min()
            .unwrap_or(0);
        Ok(result)
    }

    /// For how many draws there is a path.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// The paths of a group, by year and draw; empty for a group without paths.
    pub fn of(&self, groep: Groep) -> BTreeMap<Jaar, Vec<f64>> {
        self.people.get(&groep).cloned().unwrap_or_default()
    }
}
