//! The draws of a study, and what to know about them.

use crate::columns::Column;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::simulate::part::{Part, Shard};
use crate::simulate::statistics::Summary;
use crate::simulate::{Area, Draws, Progress, Request, interrupted, series_names, simulate};
use crate::terms::{Remark, Text};

/// Below so many draws, P5 and P95 rest on fewer than five of them.
pub const FEW_DRAWS: u32 = 100;

/// The draws of a study, or of a shard of it.
#[derive(Debug, Clone)]
pub struct DrawnStudy {
    /// The result.
    pub part: Part,
}

impl DrawnStudy {
    /// Makes the draws of a shard, until `watcher` asks to stop.
    ///
    /// # Errors
    /// Input that cannot be simulated, money that is not conserved, or a stop.
    pub fn make(
        request: &Request,
        shard: Shard,
        watcher: &impl Progress,
    ) -> Result<Self, Diagnostic> {
        let part = simulate(request, shard, watcher)?;
        if watcher.stop() {
            // It came after the last time that the draws looked.
            return Err(interrupted(part.header.range.len() as u32));
        }
        Ok(Self { part })
    }

    /// What a reader of it should know: that the draws are all the same, or too few to say
    /// much. Found in the draws themselves, so that it is the same of draws that were read
    /// or merged as of those that were made here.
    pub fn remark(&self) -> Option<Remark> {
        let alike = self.part.without_chance();
        if self.part.header.range.len() > 1 && !alike.is_empty() {
            let scenarios = alike.into_iter().map(str::to_owned).collect();
            return Some(Remark::DrawsAlike { scenarios });
        }
        let (draws, enough) = (self.part.header.draws, FEW_DRAWS);
        (draws < enough).then_some(Remark::FewDraws { draws, enough })
    }

    /// What the draws say of a column of money for the country: of the scenario at this
    /// place, or behind those of the difference of another with the first. `None` for a
    /// column of which no draws are kept, and for what is not there. `jaar` counts from the
    /// first year of the projection.
    pub fn national(&self, series: usize, column: Column, jaar: usize) -> Option<Summary> {
        let cell = Draws(&self.part).cel(series, Area::Landelijk, jaar, column)?;
        Summary::of(cell)
    }
}

/// P5 and P95 over people alone, and over people and assumptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BothBands {
    /// Over people alone, in cents.
    pub people: [i64; 2],
    /// Over people and assumptions, in cents.
    pub both: [i64; 2],
}

impl BothBands {
    /// Of a series, an area, a year by its place and a column; `None` of what no draws are
    /// kept.
    pub fn of(
        people: &Part,
        assumed: &Part,
        (series, area, year, column): (usize, Area, usize, Column),
    ) -> Option<Self> {
        let of = |part: &Part| {
            let cell = Draws(part).cel(series, area, year, column)?;
            Summary::of(cell).map(|it| [it.p5.value, it.p95.value])
        };
        Some(Self {
            people: of(people)?,
            both: of(assumed)?,
        })
    }

    /// The share of people in the width of both, in tenths of a per cent; that of
    /// assumptions is the rest. Independent widths add up by their squares, and so shares
    /// do. Nothing where there is no width, and where people alone are as wide by chance:
    /// then the draws cannot tell the shares apart.
    pub fn share_of_people(&self) -> Option<i64> {
        let square = |[low, high]: [i64; 2]| {
            let wide = i128::from(high) - i128::from(low);
            wide * wide
        };
        let (people, whole) = (square(self.people), square(self.both));
        (whole > 0 && people <= whole).then(|| ((people * 1000 + whole / 2) / whole) as i64)
    }
}

/// The same draws of people as a request makes, with every figure that has a range drawn
/// too; each scenario says so in its name, which no series of the request has.
///
/// # Errors
/// Scenarios of which no figure has a range.
pub fn with_assumptions(request: &Request) -> Result<Request, Diagnostic> {
    let mut modellen = request.modellen.clone();
    for (model, naam) in modellen.iter_mut().zip(names_with_assumptions(request)) {
        model.scenario.naam = naam;
    }
    let assumed = Request::new(modellen, request.trekkingen, request.zaad)?;
    let assumed = assumed.with_assumptions()?;
    if assumed.aannames.iter().all(Vec::is_empty) {
        let message = Text::fixed(
            "geen enkel cijfer van deze scenario's heeft een bereik",
            "no figure of these scenarios has a range",
        );
        return Err(
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "geef cijfers een bereik: `2028 = { waarde = 0.02, tussen = [0.01, 0.035] }`",
                "give figures a range: `2028 = { waarde = 0.02, tussen = [0.01, 0.035] }`",
            )),
        );
    }
    Ok(assumed)
}

/// The names of the scenarios with assumptions: `Wi2021 met aannames`, with a number behind
/// them where a series of people alone is called so already.
fn names_with_assumptions(request: &Request) -> Vec<String> {
    let models = request.modellen.iter();
    let names: Vec<&str> = models.map(|model| model.scenario.naam.as_str()).collect();
    let taken = series_names(&names);
    let numbered = (1..).map(|number| {
        let number = match number {
            1 => String::new(),
            _ => format!(" ({number})"),
        };
        let names = names.iter();
        names
            .map(|naam| format!("{naam} met aannames{number}"))
            .collect::<Vec<_>>()
    });
    let is_free = |assumed: &Vec<String>| {
        let assumed: Vec<&str> = assumed.iter().map(String::as_str).collect();
        let mut series = series_names(&assumed).into_iter();
        series.all(|naam| !taken.contains(&naam))
    };
    let mut free = numbered.filter(is_free);
    free.next()
        .expect("fewer names are taken than there are numbers")
}

#[cfg(test)]
mod tests {
    use super::BothBands;

    #[test]
    fn shares_of_a_width_add_up_by_their_squares() {
        let share = |people, both| BothBands { people, both }.share_of_people();
        assert_eq!(share([0, 30], [-10, 40]), Some(360));
        assert_eq!(share([0, 0], [0, 40]), Some(0));
        let by_chance = share([0, 50], [0, 40]);
        assert_eq!(by_chance, None, "the draws cannot tell");
        assert_eq!(share([0, 40], [0, 40]), Some(1000));
        assert_eq!(share([5, 5], [7, 7]), None);
    }
}
