//! How what cohorts get adds up to the difference of all years: a window of
//! years cuts cohorts off, and money that comes earlier looks like more money.

use super::voorfinanciering::{CohortFlow, complete_and_running};
use crate::exact::money::Cents;
use crate::model::Model;
use crate::projection::Projection;
use crate::terms::jaar::Jaar;

/// The difference of all years between two scenarios, in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CohortReconciliation {
    /// Of the cohorts with all their instalments in these years.
    pub af: Cents,
    /// Of those that have instalments to come.
    pub lopend: Cents,
    /// The first and the last of these.
    pub cohorten: (Jaar, Jaar),
    /// Of everything else: earlier cohorts, gezin en overig, onderwijsroute.
    pub rest: Cents,
}

impl CohortReconciliation {
    /// Of these gemeenten together, in the second scenario less the first; none
    /// where the two do not have the same cohorts, as with a fondsuitkering, or
    /// the years are too few to complete one.
    pub fn of(both: [(&Model, &Projection); 2], gemeenten: &[usize]) -> Option<Self> {
        Some(Self::with_cohorts(both, gemeenten)?.0)
    }

    /// [`CohortReconciliation::of`] with the cohorts of both that have all their
    /// instalments in these years.
    pub fn with_cohorts(
        both: [(&Model, &Projection); 2],
        gemeenten: &[usize],
    ) -> Option<(Self, [Vec<CohortFlow>; 2])> {
        let [(complete, open), (own_complete, own_open)] = both.map(|(model, run)| {
            let [complete, open] = complete_and_running(model, run, gemeenten);
            (complete, open)
        });
        let all = both.map(|(_, run)| -> Cents {
            let years = run.jaren.iter();
            let amounts =
                years.flat_map(|year| gemeenten.iter().map(|&one| year.definitief.of(one)));
            amounts.sum()
        });
        let verschil = all[1] - all[0];
        let parts = Self::new([&complete, &own_complete], [&open, &own_open], verschil)?;
        Some((parts, [complete, own_complete]))
    }

    /// From the cohorts of two scenarios and the whole difference; none where they
    /// do not have the same cohorts, as with a fondsuitkering, or none is complete.
    fn new(
        [first, own]: [&[CohortFlow]; 2],
        [open, own_open]: [&[CohortFlow]; 2],
        verschil: Cents,
    ) -> Option<Self> {
        first.first()?;
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
    pub fn difference(self) -> Cents {
        self.af + self.lopend + self.rest
    }

    /// Whether most of it is about cohorts that have instalments to come.
    pub fn is_of_the_window(self) -> bool {
        self.lopend != Cents::ZERO && self.lopend.size() * 2 >= self.difference().size()
    }
}

/// What the second get more than the first; none where they are not the same cohorts.
fn received_more(first: &[CohortFlow], own: &[CohortFlow]) -> Option<Cents> {
    let cohorts = |list: &[CohortFlow]| list.iter().map(|one| one.cohort).collect::<Vec<_>>();
    let received = |list: &[CohortFlow]| list.iter().map(|one| one.total().0).sum::<Cents>();
    (cohorts(first) == cohorts(own)).then(|| received(own) - received(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cohort(year: i64, millions: i64) -> CohortFlow {
        CohortFlow {
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
        let parts = CohortReconciliation::new(
            [&complete[0], &complete[1]],
            [&open[0], &open[1]],
            million(70),
        );
        let parts = parts.expect("the same cohorts");
        assert_eq!(parts.af, million(-3));
        assert_eq!(parts.lopend, million(71));
        assert_eq!((parts.rest, parts.difference()), (million(2), million(70)));
        assert!(parts.is_of_the_window());
        let none =
            CohortReconciliation::new([&complete[0], &[]], [&open[0], &open[1]], million(70));
        assert_eq!(none, None, "a fondsuitkering has no cohorts");
        let short = CohortReconciliation::new([&[], &[]], [&open[0], &open[1]], million(70));
        assert_eq!(short, None, "in too few years no cohort is complete");
    }
}
