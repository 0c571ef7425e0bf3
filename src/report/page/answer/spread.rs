//! Where the country gets the same but gemeenten do not: how far they can come out.

use super::facts::is_notable;
use super::narrator::Narrator;
use crate::columns::Column;
use crate::compare::SizeClass;
use crate::exact::money::{Cents, round_half_away};
use crate::report::page::data::{PageSizeSpread, PageSpread};
use crate::simulate::part::Part;
use crate::simulate::statistics::Summary;
use crate::simulate::{Area, Draws};
use crate::study::FEW_DRAWS;
use crate::terms::jaar::Jaar;

/// Parts of an amount that a share is told in: hundredths of a per cent.
const PARTS: i128 = 10_000;
/// A band narrower than this, in those parts, is next to nothing.
const NARROW: i64 = 20;

/// P5, P25, P50, P75 and P95 of a difference, as parts of what it is a difference of.
type Five = [i64; 5];

impl Narrator<'_> {
    /// How far gemeenten come out from what they get in the first scenario, in the year
    /// in which that is furthest; none where it is next to nothing, and none without
    /// draws or with too few of them.
    pub fn spread(&self, other: usize) -> Option<PageSpread> {
        let part: &Part = self.invoer.trekkingen?;
        if part.header.draws < FEW_DRAWS || self.invoer.keuze.gemeente.is_some() {
            return None;
        }
        let years = 0..part.header.labels.jaren.len();
        let of_years = years.map(|year| (year, self.shares(part, other, year)));
        let width = |five: &Five| five[4] - five[0];
        let (year, shares) = of_years.max_by_key(|(_, shares)| {
            middle(shares.iter().flatten().collect()).map_or(0, |five| width(&five))
        })?;
        let midden = middle(shares.iter().flatten().collect())?;
        if width(&midden) < NARROW {
            return None;
        }
        let jaar = part.header.labels.jaren[year];
        let model = &self.invoer.modellen[0];
        let inwoners = model.gemeenten.inwoners(self.invoer.last());
        let classes = SizeClass::ALL.into_iter().filter_map(|class| {
            let own = shares.iter().zip(inwoners);
            let own = own.filter(|(_, people)| class.holds(**people));
            let own: Vec<&Five> = own.filter_map(|(five, _)| five.as_ref()).collect();
            Some(PageSizeSpread {
                naam: class.name().of(self.taal).to_owned(),
                gemeenten: own.len(),
                vijf: middle(own)?,
            })
        });
        Some(PageSpread {
            jaar,
            midden,
            klassen: classes.collect(),
        })
    }

    /// The year in which the difference lies furthest apart in the draws, of those in which
    /// it is worth a sentence there: the projection alone can have none.
    pub fn apart_in_draws(&self, other: usize, years: &[(Jaar, Cents, Cents)]) -> Option<Jaar> {
        let part: &Part = self.invoer.trekkingen?;
        let (reeks, area) = (self.series_of_difference(other), self.invoer.area());
        let worth = years.iter().filter_map(|&(jaar, _, before)| {
            let mut labels = part.header.labels.jaren.iter();
            let year = labels.position(|&known| known == jaar.get())?;
            let cell = Draws(part).cel(reeks, area, year, Column::UitkeringDefinitief)?;
            let it = Summary::of(cell)?;
            let [low, high] = [it.p5, it.p95].map(|end| Cents::new(end.value));
            let is_worth = is_notable(low, before) || is_notable(high, before);
            is_worth.then_some((high - low, jaar))
        });
        worth.max().map(|(_, jaar)| jaar)
    }

    /// The series in the draws of the difference of a scenario with the first.
    pub fn series_of_difference(&self, other: usize) -> usize {
        self.invoer.modellen.len() + other - 1
    }

    /// The band of every gemeente in a year; none of one that gets nothing.
    fn shares(&self, part: &Part, other: usize, year: usize) -> Vec<Option<Five>> {
        let reeks = self.series_of_difference(other);
        let first = &self.invoer.shown(&self.invoer.projecties[0])[year].definitief;
        let gemeenten = 0..part.header.labels.gemeenten.len();
        let of = |gemeente: usize| {
            let van = i128::from(first.of(gemeente).get());
            let area = Area::Gemeente(gemeente);
            let cell = Draws(part).cel(reeks, area, year, Column::UitkeringDefinitief)?;
            let it = Summary::of(cell).filter(|_| van > 0)?;
            let five = [it.p5, it.p25, it.p50, it.p75, it.p95];
            Some(five.map(|one| round_half_away(i128::from(one.value) * PARTS, van) as i64))
        };
        gemeenten.map(of).collect()
    }

    /// The band of the gemeente in the middle: `−1,9% tot +2,0%`.
    pub fn spread_in_words(&self, spread: &PageSpread) -> String {
        let share = |parts: i64| {
            let tenths = round_half_away(i128::from(parts), 10) as i64;
            let sign = if tenths > 0 { "+" } else { "" };
            format!("{sign}{}", self.percent(tenths))
        };
        let to = self.taal.choose("tot", "to");
        let [low, .., high] = spread.midden;
        format!("{}\u{a0}{to}\u{a0}{}", share(low), share(high))
    }
}

/// Of each quantile the one in the middle.
fn middle(all: Vec<&Five>) -> Option<Five> {
    if all.is_empty() {
        return None;
    }
    Some([0, 1, 2, 3, 4].map(|quantile| {
        let mut list: Vec<i64> = all.iter().map(|five| five[quantile]).collect();
        list.sort_unstable();
        list[list.len() / 2]
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_taken_of_each_quantile_by_itself() {
        let all = [[-3, -1, 0, 1, 9], [-9, -2, 1, 2, 3], [-6, -3, 2, 3, 6]];
        assert_eq!(middle(all.iter().collect()), Some([-6, -2, 1, 2, 6]));
        assert_eq!(middle(Vec::new()), None);
    }
}
