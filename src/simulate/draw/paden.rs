//! Paths of instroom from a file: `trekking,groep,2026,2027,...`, a row for
//! every draw and group.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::input::csv::CsvInput;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::nearest;
use crate::input::source::Source;
use crate::terms::Text;
use crate::terms::jaar::{Jaar, ranges};
use crate::terms::law::Groep;

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
    /// year between `first` and `last` without a column, or a number that is none in
    /// the column of any year.
    pub fn read(source: &Arc<Source>, first: Jaar, last: Jaar) -> Result<Self, Diagnostic> {
        let input = CsvInput::open(source)?;
        let (draw, groep) = (input.required("trekking")?, input.required("groep")?);
        let is_missing = |jaar: &Jaar| input.optional(&jaar.to_string()).is_none();
        let missing: Vec<Jaar> = first.through(last).filter(is_missing).collect();
        if !missing.is_empty() {
            return Err(missing_years(&missing, first, last).at(input.header_place(0)));
        }
        let mut years = Vec::new();
        for (column, name) in input.header().iter().enumerate() {
            if let Some(jaar) = Jaar::written(name) {
                years.push((jaar, column));
            } else if column != draw && column != groep {
                let message = Text::new(
                    format!("onbekende kolom `{name}`"),
                    format!("unknown column `{name}`"),
                );
                let label = Text::fixed(
                    "verwacht: trekking, groep en een kolom per jaar",
                    "expected: trekking, groep and a column for each year",
                );
                return Err(Diagnostic::new(Code::OnbekendeSleutel, message)
                    .at(input.header_place(column))
                    .label(label));
            }
        }
        let mut result = Self::default();
        input.for_each(|row| {
            let word = row.field(groep);
            let known = Groep::ALL.into_iter().find(|groep| groep.key() == word);
            let Some(known) = known else {
                let near = nearest(word, Groep::ALL.map(Groep::key)).unwrap_or("asielstatushouder");
                let message = Text::new(
                    format!("onbekende groep `{word}`"),
                    format!("unknown group `{word}`"),
                );
                let meant = Text::new(
                    format!("bedoelt u `{near}`?"),
                    format!("did you mean `{near}`?"),
                );
                return Err(Diagnostic::new(Code::OnbekendeWaarde, message)
                    .at(row.place(groep))
                    .label(meant));
            };
            let columns = result.people.entry(known).or_default();
            for &(jaar, column) in &years {
                let count = row.people(column)? as f64;
                if !(first..=last).contains(&jaar) {
                    continue;
                }
                let people = columns.entry(jaar).or_default();
                if row.field(draw) != people.len().to_string() {
                    let message = Text::new(
                        format!("hier hoort trekking {} te staan", people.len()),
                        format!("draw {} belongs here", people.len()),
                    );
                    let label = Text::fixed(
                        "trekkingen lopen per groep op vanaf 0",
                        "draws count up from 0 in each group",
                    );
                    return Err(Diagnostic::new(Code::CsvFout, message)
                        .at(row.place(draw))
                        .label(label));
                }
                people.push(count);
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

    /// The groups of which there are paths.
    pub fn groepen(&self) -> impl Iterator<Item = Groep> {
        self.people.keys().copied()
    }

    /// The paths of a group by year; empty for a group without paths.
    pub fn of(&self, groep: Groep) -> BTreeMap<Jaar, PathYear> {
        let Some(years) = self.people.get(&groep) else {
            return BTreeMap::new();
        };
        let with_forecast = |(&jaar, people): (&Jaar, &Vec<f64>)| {
            let before = years.get(&jaar.plus(-1));
            let forecast = Forecast::new(people, before.map(Vec::as_slice));
            let people = people.clone();
            (jaar, PathYear { people, forecast })
        };
        years.iter().map(with_forecast).collect()
    }
}

/// The message for years without a column: another year is never what was meant.
fn missing_years(missing: &[Jaar], first: Jaar, last: Jaar) -> Diagnostic {
    let years = ranges(missing.iter().copied()).join(", ");
    let message = Text::new(
        format!("er is geen kolom voor {years}"),
        format!("there is no column for {years}"),
    );
    let label = Text::new(
        format!("verwacht: een kolom voor elk jaar van {first} tot en met {last}"),
        format!("expected: a column for every year from {first} through {last}"),
    );
    let help = Text::fixed(
        "vul de jaren aan, of laat het scenario eerder eindigen (tot) of later beginnen te trekken (instroom.vanaf)",
        "add the years, or let the scenario end earlier (`tot`) or begin to draw later (`instroom.vanaf`)",
    );
    Diagnostic::new(Code::KolomOntbreekt, message)
        .label(label)
        .help(help)
}

/// The paths of one group in one year.
#[derive(Debug, Clone)]
pub struct PathYear {
    /// People in every draw.
    pub people: Vec<f64>,
    /// What was expected of them the year before.
    pub forecast: Forecast,
}

/// What the year before tells of a year, over all paths: the best straight line.
///
/// A forecaster knows what may happen, which is the file, and what has happened
/// up to the year before.
#[derive(Debug, Clone, Copy)]
pub struct Forecast {
    mean: f64,
    mean_before: f64,
    slope: f64,
}

impl Forecast {
    /// By least squares, from the same draws of a year and of the year before;
    /// without a year before, or where that is the same in all, the mean.
    fn new(people: &[f64], before: Option<&[f64]>) -> Self {
        let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len().max(1) as f64;
        let mut result = Self {
            mean: mean(people),
            mean_before: 0.0,
            slope: 0.0,
        };
        if let Some(before) = before {
            result.mean_before = mean(before);
            let (mut shared, mut own) = (0.0, 0.0);
            for (now, then) in people.iter().zip(before) {
                let off = then - result.mean_before;
                shared += off * (now - result.mean);
                own += off * off;
            }
            if own > 0.0 {
                result.slope = shared / own;
            }
        }
        result
    }

    /// What to expect after `last`, in people.
    pub fn after(self, last: f64) -> f64 {
        (self.mean + self.slope * (last - self.mean_before)).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Forecast;

    #[test]
    fn a_forecast_from_paths_is_the_best_straight_line() {
        let before = [1.0, 2.0, 3.0, 4.0];
        // All paths the same: nothing is uncertain.
        assert_eq!(Forecast::new(&[7.0; 4], Some(&[9.0; 4])).after(9.0), 7.0);
        // Every path goes on as it was, or turns about.
        assert_eq!(Forecast::new(&before, Some(&before)).after(3.5), 3.5);
        let back = [4.0, 3.0, 2.0, 1.0];
        assert_eq!(Forecast::new(&back, Some(&before)).after(4.0), 1.0);
        // The year before tells nothing, or there is none.
        assert_eq!(
            Forecast::new(&[5.0, 1.0, 1.0, 5.0], Some(&before)).after(4.0),
            3.0
        );
        assert_eq!(Forecast::new(&before, None).after(100.0), 2.5);
        // People are not fewer than none.
        assert_eq!(Forecast::new(&back, Some(&before)).after(40.0), 0.0);
    }
}
