//! The cohorts of the page: what comes for each, what it costs, and in words
//! what a scenario does to them.
//!
//! In a budget year the money of three cohorts goes together, so a year with
//! less does not show that a cohort gets it later. Per cohort it does.

use super::answer::narrator::Narrator;
use super::data::{PageCohorts, PageStream};
use crate::compare::{CohortFlow, cohorts_together};
use crate::exact::money::Cents;
use crate::report::input::ReportInput;
use crate::terms::Lang;

/// Every cohort of every scenario, with a sentence for each comparison.
///
/// A report of one gemeente has none: its people are too few to tell a cohort by. What is
/// clawed back of it is told all the same.
pub(crate) fn cohorten(invoer: &ReportInput<'_>, taal: Lang) -> PageCohorts {
    let teller = Narrator { invoer, taal };
    if invoer.keuze.gemeente.is_some() {
        return PageCohorts {
            geen_terugvordering: teller.nothing_clawed_back(),
            ..PageCohorts::default()
        };
    }
    let streams: Vec<Vec<CohortFlow>> = invoer
        .paren()
        .map(|(model, projection)| {
            let shown = invoer.jaren();
            let mut own = cohorts_together(model, projection, &invoer.summed());
            own.retain(|one| shown.contains(&one.cohort));
            own
        })
        .collect();
    let zinnen = match &streams[..] {
        [one] => vec![teller.cohort(one)],
        [first, others @ ..] => (1..)
            .zip(others)
            .map(|(other, own)| {
                let names = [0, other].map(|one| teller.name(one));
                let mut zin = teller.cohorts(names, first, own);
                zin.optelling = teller.added_up(other).unwrap_or_default();
                zin
            })
            .collect(),
        [] => Vec::new(),
    };
    PageCohorts {
        stromen: streams
            .iter()
            .map(|own| own.iter().map(stream).collect())
            .collect(),
        zinnen,
        geen_terugvordering: teller.nothing_clawed_back(),
    }
}

fn stream(stream: &CohortFlow) -> PageStream {
    let cents = |amounts: &[Cents]| amounts.iter().map(|amount| amount.get()).collect();
    let advance = stream.voorfinanciering();
    PageStream {
        cohort: stream.cohort.get(),
        ontvangen: cents(&stream.ontvangen),
        kosten: cents(&stream.kosten),
        maanden: advance.maanden,
        voorschot: advance.grootste_voorschot.get(),
        overschot: advance.grootste_overschot.get(),
        eindsaldo: advance.eindsaldo.get(),
    }
}
