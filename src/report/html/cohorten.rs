//! The cohorts of the page: what comes for each, what it costs, and in words
//! what a scenario does to them.
//!
//! In a budget year the money of three cohorts goes together, so a year with
//! less does not show that a cohort gets it later. Per cohort it does.

use super::super::invoer::Invoer;
use super::antwoord::Verteller;
use super::data::{Cohorten, Stroom};
use crate::compare::{Cohortstroom, cohorten_samen};
use crate::money::Cents;
use crate::report::Taal;

/// Every cohort of every scenario, with a sentence for each comparison.
pub(super) fn cohorten(invoer: &Invoer<'_>, taal: Taal) -> Cohorten {
    let streams: Vec<Vec<Cohortstroom>> = invoer
        .paren()
        .map(|(model, projection)| {
            let all: Vec<usize> = (0..model.gemeenten.len()).collect();
            cohorten_samen(model, projection, &all)
        })
        .collect();
    let teller = Verteller { invoer, taal };
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
    Cohorten {
        stromen: streams
            .iter()
            .map(|own| own.iter().map(stroom).collect())
            .collect(),
        zinnen,
        geen_terugvordering: teller.nothing_clawed_back(),
    }
}

fn stroom(stream: &Cohortstroom) -> Stroom {
    let cents = |amounts: &[Cents]| amounts.iter().map(|amount| amount.get()).collect();
    let advance = stream.voorfinanciering();
    Stroom {
        cohort: stream.cohort.get(),
        ontvangen: cents(&stream.ontvangen),
        kosten: cents(&stream.kosten),
        maanden: advance.maanden,
        voorschot: advance.grootste_voorschot.get(),
        overschot: advance.grootste_overschot.get(),
        eindsaldo: advance.eindsaldo.get(),
    }
}
