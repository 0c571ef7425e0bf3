//! How what cohorts get adds up to the difference of all years: a window of
//! years cuts cohorts off, and money that comes earlier looks like more money.

use super::antwoord::Verteller;
use crate::compare::{Cohortstroom, cohorten_samen, lopende_cohorten};
use crate::jaar::Jaar;
use crate::money::{Cents, round_half_up};
use crate::simulate::KANSEN;

/// The difference of all years between two scenarios, in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Optelling {
    /// Of the cohorts with all their instalments in these years.
    pub af: Cents,
    /// Of those that have instalments to come.
    pub lopend: Cents,
    /// The first and the last of these.
    pub cohorten: (Jaar, Jaar),
    /// Of everything else: earlier cohorts, gezin en overig, onderwijsroute.
    pub rest: Cents,
}

impl Optelling {
    /// From the cohorts of two scenarios and the whole difference; none where
    /// they do not have the same cohorts, as with a fondsuitkering.
    fn new(
        [first, own]: [&[Cohortstroom]; 2],
        [open, own_open]: [&[Cohortstroom]; 2],
        verschil: Cents,
    ) -> Option<Self> {
        let af = received_more(first, own)?;
        let lopend = received_more(open, own_open)?;
        Some(Self {
            af,
            lopend,
            cohorten: (open.first()?.cohort, open.last()?.cohort),
            rest: verschil - af - lopend,
        })
    }

    /// All of it.
    pub fn verschil(self) -> Cents {
        self.af + self.lopend + self.rest
    }

    /// Whether most of it is about cohorts that have instalments to come.
    pub fn is_of_the_window(self) -> bool {
        let size = |amount: Cents| amount.max(-amount);
        self.lopend != Cents::ZERO && size(self.lopend) * 2 >= size(self.verschil())
    }
}

/// What the second get more than the first; none where they are not the same cohorts.
fn received_more(first: &[Cohortstroom], own: &[Cohortstroom]) -> Option<Cents> {
    let cohorts = |list: &[Cohortstroom]| list.iter().map(|one| one.cohort).collect::<Vec<_>>();
    let received = |list: &[Cohortstroom]| list.iter().map(|one| one.totaal().0).sum::<Cents>();
    (cohorts(first) == cohorts(own)).then(|| received(own) - received(first))
}

impl Verteller<'_> {
    /// How another scenario differs from the first, in parts.
    pub fn optelling(&self, other: usize) -> Option<Optelling> {
        let pairs: Vec<_> = self.invoer.paren().collect();
        let [first, own] = [pairs[0], pairs[other]];
        let complete = [first, own].map(|(model, projection)| {
            let everyone: Vec<usize> = (0..model.gemeenten.len()).collect();
            cohorten_samen(model, projection, &everyone)
        });
        let open = [first, own].map(|(model, projection)| lopende_cohorten(model, projection));
        let total = |years: &crate::projection::Projection| -> Cents {
            years.jaren.iter().map(|year| year.definitief.total()).sum()
        };
        let verschil = total(own.1) - total(first.1);
        Optelling::new([&complete[0], &complete[1]], [&open[0], &open[1]], verschil)
    }

    /// `2030 en 2031`.
    pub fn cohort_years(&self, (first, last): (Jaar, Jaar)) -> String {
        if first == last {
            return first.to_string();
        }
        let word = match (last.since(first), self.taal) {
            (1, taal) => taal.kies("en", "and"),
            (_, taal) => taal.kies("tot en met", "to"),
        };
        format!("{first} {word} {last}")
    }

    /// The parts of the difference with the first scenario, in words.
    pub fn added_up(&self, other: usize) -> Option<String> {
        let parts = self.optelling(other)?;
        if parts.af == Cents::ZERO && parts.lopend == Cents::ZERO {
            return None;
        }
        let [af, lopend, rest, all] = [parts.af, parts.lopend, parts.rest, parts.verschil()]
            .map(|amount| self.more_or_less(amount));
        let (cohorts, period) = (self.cohort_years(parts.cohorten), self.period());
        let last = self.invoer.projecties[0].jaren.last()?.jaar;
        Some(self.taal.kies(
            format!("Over {period} krijgen de cohorten die af zijn samen {af}, de cohorten {cohorts}, waarvan na {last} nog termijnen volgen, {lopend}, en al het andere {rest}: bij elkaar {all}."),
            format!("Over {period} the cohorts that are complete get {af} together, the cohorts {cohorts}, with instalments to come after {last}, {lopend}, and everything else {rest}: {all} in all."),
        ))
    }

    /// That the projections claw nothing back, where that is so, and in what
    /// share of the draws something is.
    pub fn nothing_clawed_back(&self) -> Option<String> {
        let years = self.invoer.projecties.iter().flat_map(|run| &run.jaren);
        let mut back = years.map(|year| Cents::total(&year.verantwoording.terugvordering));
        if back.any(|amount| amount != Cents::ZERO) {
            return None;
        }
        let (taal, period) = (self.taal, self.period());
        let nothing = taal.kies(
            format!("In {period} wordt in de doorrekening zelf niets teruggevorderd, met de reservering die de scenario’s aannemen."),
            format!("Over {period} the projections themselves claw nothing back, with the reserve that the scenarios assume."),
        );
        let Some(part) = self.invoer.trekkingen else {
            return Some(nothing);
        };
        let labels = &part.header.labels;
        let units = 1 + labels.provincies.len() + labels.gemeenten.len();
        let often = (0..self.invoer.modellen.len()).filter_map(|scenario| {
            // The country is the first unit, clawing back the first event.
            let country = scenario * units * labels.jaren.len() * KANSEN.len();
            let counts = part.counters[0].counts[country..]
                .iter()
                .step_by(KANSEN.len());
            let years = labels.jaren.iter().zip(counts).rev();
            let (jaar, &count) = years.max_by_key(|(_, count)| **count)?;
            let tenths = round_half_up(i128::from(count) * 1000, part.header.draws.into()) as i64;
            (count > 0).then(|| {
                let (name, share) = (self.name(scenario), self.percent(tenths));
                format!("‘{name}’ {share} ({jaar})")
            })
        });
        let often: Vec<String> = often.collect();
        Some(if often.is_empty() {
            nothing + taal.kies(" Ook in geen van de trekkingen.", " Nor does any draw.")
        } else {
            let list = often.join(", ");
            nothing
                + &taal.kies(
                    format!(" In trekkingen wel, in het jaar waarin dat het vaakst is: {list}."),
                    format!(" Draws do, in the year in which most do: {list}."),
                )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cohort(year: i64, millions: i64) -> Cohortstroom {
        Cohortstroom {
            cohort: Jaar::new(year).expect("a year"),
            ontvangen: vec![Cents::new(millions * 100_000_000)],
            kosten: vec![Cents::ZERO],
        }
    }

    #[test]
    fn a_difference_is_of_cohorts_that_are_complete_or_not_and_of_the_rest() {
        let million = |count: i64| Cents::new(count * 100_000_000);
        let complete = [[cohort(2026, 100)], [cohort(2026, 97)]];
        let open = [
            [cohort(2030, 40), cohort(2031, 40)],
            [cohort(2030, 90), cohort(2031, 61)],
        ];
        let parts = Optelling::new(
            [&complete[0], &complete[1]],
            [&open[0], &open[1]],
            million(70),
        );
        let parts = parts.expect("the same cohorts");
        assert_eq!(parts.af, million(-3));
        assert_eq!(parts.lopend, million(71));
        assert_eq!((parts.rest, parts.verschil()), (million(2), million(70)));
        assert!(parts.is_of_the_window());
        let none = Optelling::new([&complete[0], &[]], [&open[0], &open[1]], million(70));
        assert_eq!(none, None, "a fondsuitkering has no cohorts");
    }
}
