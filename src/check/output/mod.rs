//! What a check says: to people, and to the programs that run it.

mod github;
mod json;
mod junit;
mod text;

pub use github::github;
pub use json::json;
pub use junit::junit;
pub use text::text;

use super::assertion::Assertion;
use super::examine::CheckOutcome;
use super::moved::{BaselineComparison, MovedTotal};

/// How many scenarios of which kind.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct CheckTally {
    goed: usize,
    verschoven: usize,
    fout: usize,
}

impl CheckTally {
    fn of(outcomes: &[CheckOutcome]) -> Self {
        let mut telling = Self::default();
        for outcome in outcomes {
            *match CheckStatus::of(outcome) {
                CheckStatus::Fout => &mut telling.fout,
                CheckStatus::Verschoven => &mut telling.verschoven,
                CheckStatus::Goed => &mut telling.goed,
            } += 1;
        }
        telling
    }
}

/// What became of one scenario.
enum CheckStatus {
    Goed,
    Verschoven,
    Fout,
}

impl CheckStatus {
    fn of(outcome: &CheckOutcome) -> Self {
        if !outcome.fouten.is_empty() {
            Self::Fout
        } else if outcome.moved() {
            Self::Verschoven
        } else {
            Self::Goed
        }
    }
}

/// One word for an outcome.
fn status(outcome: &CheckOutcome) -> &'static str {
    match CheckStatus::of(outcome) {
        CheckStatus::Fout => "fout",
        CheckStatus::Verschoven => "verschoven",
        CheckStatus::Goed => "goed",
    }
}

/// `uitkering_definitief 2026: +1.000,00 netto, 3.000,00 bruto, 342 cellen`
fn total_line(total: &MovedTotal) -> String {
    let jaar = if total.jaar.is_empty() { "" } else { " " };
    format!(
        "{}{jaar}{}: {} netto, {} bruto, {}",
        total.veld,
        total.jaar,
        total.netto.signed(),
        total.bruto.dutch(),
        cells(total.aantal)
    )
}

/// What is told of a baseline before its cells: causes first, then at most `most`
/// gemeenten.
fn heading(one: &BaselineComparison, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let causes = one.oorzaken.iter();
    lines.extend(causes.map(|cause| format!("mogelijke oorzaak: {cause}")));
    lines.extend(one.vorm.iter().map(|change| format!("anders: {change}")));
    if !one.gemeenten.is_empty() {
        let shown: Vec<&str> = one
            .gemeenten
            .iter()
            .map(String::as_str)
            .take(most)
            .collect();
        let more = if shown.len() < one.gemeenten.len() {
            ", ..."
        } else {
            ""
        };
        let count = one.gemeenten.len();
        lines.push(format!(
            "andere trekkingen in {count} gemeenten: {}{more}",
            shown.join(", ")
        ));
    }
    lines
}

fn cells(count: usize) -> String {
    let shown = crate::exact::money::Notation::DUTCH.whole(count as i64);
    if count == 1 {
        format!("{shown} cel")
    } else {
        format!("{shown} cellen")
    }
}

/// A cell, what it is and what it was: `Utrecht (GM0344) 2026 kas: was 1,00, is
/// 2,00 (+1,00)`.
fn movement(moved: &super::moved::Moved) -> String {
    let shown = |figure: Option<super::figure::BaselineFigure>| {
        figure.map_or_else(
            || "er niet".to_owned(),
            super::figure::BaselineFigure::dutch,
        )
    };
    format!(
        "{}: was {}, is {} ({})",
        moved.onderwerp(),
        shown(moved.was),
        shown(moved.is),
        moved.verschil().signed()
    )
}

/// An assertion that does not hold, with where its figure comes from.
fn broken(assertion: &Assertion) -> String {
    format!("{} · bron: {}", assertion.message(), assertion.bron)
}

/// Baselines of which something moved and was not blessed.
fn unblessed(outcome: &CheckOutcome) -> impl Iterator<Item = &BaselineComparison> {
    let read =
        |one: &&BaselineComparison| one.moved() && one.gezegend == super::examine::Blessing::Read;
    outcome.baselines.iter().filter(read)
}
