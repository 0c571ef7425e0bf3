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
    /// A missing or unknown column, a draw that is missing or stands twice, a group
    /// with fewer draws than another, a year between `first` and `last` without a
    /// column, or a number that is none in the column of any year.
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
        result.draws = result.draws_of_each(&input, (draw, groep))?;
        Ok(result)
    }

    /// How many draws every group has: one of them takes a path of each, so that a group
    /// with more would lose rows without a word. The places are those of the columns.
    fn draws_of_each(
        &self,
        input: &CsvInput,
        (draw, groep): (usize, usize),
    ) -> Result<u64, Diagnostic> {
        let groups = self.people.iter();
        let counts =
            groups.map(|(&known, years)| (known, years.values().next().map_or(0, Vec::len)));
        let counts: Vec<(Groep, usize)> = counts.collect();
        let Some(&most) = counts.iter().max_by_key(|(_, paths)| *paths) else {
            return Ok(0);
        };
        let fewer = counts.into_iter().filter(|(_, paths)| *paths < most.1);
        let fewer: Vec<(Groep, usize)> = fewer.collect();
        let Some(&(first, _)) = fewer.first() else {
            return Ok(most.1 as u64);
        };
        // Its draws are in order: what is missing belongs behind the last of its rows.
        let mut place = input.header_place(draw);
        input.for_each(|row| {
            if row.field(groep) == first.key() {
                place = row.place(draw);
            }
            Ok(())
        })?;
        Err(missing_draws(&fewer, most).at(place))
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

/// The message for groups with fewer draws than the one with most, each with how many.
fn missing_draws(fewer: &[(Groep, usize)], (longest, most): (Groep, usize)) -> Diagnostic {
    let last = most - 1;
    let each = fewer.iter().map(|&(groep, paths)| {
        let groep = groep.key();
        match paths == last {
            true => Text::new(
                format!("`{groep}` mist trekking {last}"),
                format!("`{groep}` lacks draw {last}"),
            ),
            false => Text::new(
                format!("`{groep}` mist trekking {paths} tot en met {last}"),
                format!("`{groep}` lacks draws {paths} through {last}"),
            ),
        }
    });
    let (first, longest) = (fewer[0].0.key(), longest.key());
    let label = Text::new(
        format!("hier eindigt `{first}`, en `{longest}` loopt door tot en met trekking {last}"),
        format!("`{first}` ends here, and `{longest}` goes on through draw {last}"),
    );
    let help = Text::fixed(
        "vul de rijen aan, of laat alle rijen van een groep weg: die volgt dan het pad van het scenario",
        "add the rows, or leave out all rows of a group: it follows the path of the scenario then",
    );
    Diagnostic::new(Code::CsvFout, Text::join(each, ", "))
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
    use super::*;

    fn read(rows: &str) -> Result<Paden, Diagnostic> {
        let text = format!("trekking,groep,2026,2027\n{rows}");
        let [first, last] = [2026, 2027].map(|jaar| Jaar::new(jaar).unwrap());
        Paden::read(&Source::embedded("p.csv", text), first, last)
    }

    #[test]
    fn a_group_with_fewer_paths_than_another_is_refused_where_its_rows_end() {
        let refused = |rows: &str| {
            let refused = read(rows).unwrap_err();
            assert_eq!(refused.code(), Code::CsvFout);
            (refused.place().unwrap().line(), refused.message().clone())
        };
        assert_eq!(
            refused(
                "0,gezinsmigrant,1,2\n0,overige_migrant,5,6\n1,gezinsmigrant,3,4\n\
                 2,gezinsmigrant,3,4\n1,overige_migrant,5,6\n"
            ),
            (
                6,
                Text::fixed(
                    "`overige_migrant` mist trekking 2",
                    "`overige_migrant` lacks draw 2"
                )
            )
        );
        // Every one that lacks some is named, whichever comes first in the file.
        assert_eq!(
            refused(
                "0,overige_migrant,1,1\n1,overige_migrant,1,1\n2,overige_migrant,1,1\n\
                 0,gezinsmigrant,1,1\n1,gezinsmigrant,1,1\n0,asielstatushouder,1,1\n"
            ),
            (
                7,
                Text::fixed(
                    "`asielstatushouder` mist trekking 1 tot en met 2, `gezinsmigrant` mist \
                     trekking 2",
                    "`asielstatushouder` lacks draws 1 through 2, `gezinsmigrant` lacks draw 2"
                )
            )
        );
    }

    #[test]
    fn groups_with_as_many_paths_may_stand_in_any_order_and_be_left_out() {
        let both = "0,overige_migrant,1,2\n0,gezinsmigrant,3,4\n1,gezinsmigrant,5,6\n\
                    1,overige_migrant,7,8\n";
        assert_eq!(read(both).unwrap().draws(), 2);
        assert_eq!(read("0,gezinsmigrant,3,4\n").unwrap().draws(), 1);
        assert_eq!(read("").unwrap().draws(), 0);
    }

    #[test]
    fn a_year_that_only_some_rows_have_is_refused_at_the_first_without() {
        let refused = read("0,gezinsmigrant,1,2\n1,gezinsmigrant,3,\n").unwrap_err();
        assert_eq!(refused.code(), Code::BuitenBereik);
        assert_eq!(refused.place().unwrap().line(), 3);
        let short = read("0,gezinsmigrant,1,2\n1,gezinsmigrant,3\n").unwrap_err();
        assert_eq!(short.place().unwrap().line(), 3);
    }

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
