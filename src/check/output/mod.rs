//! What a check says: to people, and to the programs that run it.

mod github;
mod json;
mod junit;
mod markdown;
mod text;
mod totals;

pub use github::{Repository, github};
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use text::text;

use std::collections::BTreeMap;

use super::assertion::Assertion;
use super::document::month_of;
use super::examine::{Blessing, CheckOutcome};
use super::figure::BaselineFigure;
use super::find::baseline_stem;
use super::moved::{BaselineComparison, Moved, MovedTotal};
use super::words::{field, subject};
use crate::terms::noun::{CELLS, GEMEENTEN};
use crate::terms::{Lang, Text, legible};

/// How many scenarios of which kind.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct CheckTally {
    goed: usize,
    verschoven: usize,
    fout: usize,
}

impl CheckTally {
    fn of<'a>(outcomes: impl IntoIterator<Item = &'a CheckOutcome>) -> Self {
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

impl CheckStatus {
    /// In one word; JSON has the Dutch one, whatever the language.
    fn word(&self) -> Text {
        match self {
            Self::Fout => Text::fixed("fout", "wrong"),
            Self::Verschoven => Text::fixed("verschoven", "moved"),
            Self::Goed => Text::fixed("goed", "ok"),
        }
    }
}

/// `Uitkering definitief 2026: +1.000,00 netto, 3.000,00 bruto, 342 cellen`
fn total_line(total: &MovedTotal, lang: Lang) -> String {
    let jaar = if total.jaar.is_empty() { "" } else { " " };
    format!(
        "{}{jaar}{}: {} {}, {} {}, {}",
        field(&total.veld, lang),
        total.jaar,
        total.netto.signed(lang),
        lang.choose("netto", "net"),
        total.bruto.shown(lang),
        lang.choose("bruto", "gross"),
        cells(total.aantal).of(lang)
    )
}

/// What is told of a baseline before its cells: causes first, then at most `most`
/// gemeenten.
fn heading(one: &BaselineComparison, most: usize, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let (cause, changed) = lang.choose(
        ("mogelijke oorzaak", "anders"),
        ("possible cause", "different"),
    );
    let causes = one.oorzaken.iter().map(|text| (cause, text));
    let changes = one.vorm.iter().map(|text| (changed, text));
    let known = causes.chain(changes);
    lines.extend(known.map(|(what, text)| format!("{what}: {}", text.of(lang))));
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
        let other = lang.choose("andere trekkingen in", "other draws in");
        let gemeenten = GEMEENTEN.of(one.gemeenten.len(), lang);
        lines.push(format!("{other} {gemeenten}: {}{more}", shown.join(", ")));
    }
    let stem = baseline_stem(&one.bestand).filter(|_| one.gezegend == Blessing::Read);
    if let Some(stem) = stem.filter(|_| one.moved()) {
        let scenario = legible::shell_word(&format!("{stem}.toml")).into_owned();
        lines.push(match one.expectation_fails {
            true => lang.choose(
                format!("als dit zo hoort: maak eerst de verwachting kloppend, dan legt `spuk check --bless {scenario}` het opnieuw vast"),
                format!("if this is meant: make the expectation hold first, then `spuk check --bless {scenario}` writes it down anew"),
            ),
            false => lang.choose(
                format!("als dit zo hoort: `spuk check --bless {scenario}` legt het opnieuw vast"),
                format!("if this is meant: `spuk check --bless {scenario}` writes it down anew"),
            ),
        });
    }
    lines
}

/// What moved of every column in every year, a line each: people, who are often the
/// cause, then money, the largest first, then the months of a year together. At most
/// `most`, and how many more there are.
fn total_lines(one: &BaselineComparison, most: usize, lang: Lang) -> Vec<String> {
    let (months, mut columns): (Vec<MovedTotal>, Vec<MovedTotal>) = one
        .totals()
        .into_iter()
        .partition(|total| month_of(&total.veld).is_some());
    columns.sort_by_key(|total| total.netto.is_money());
    let mut lines: Vec<String> = columns
        .iter()
        .map(|total| total_line(total, lang))
        .collect();
    let mut by_year: BTreeMap<&str, usize> = BTreeMap::new();
    for month in &months {
        *by_year.entry(&month.jaar).or_default() += month.aantal;
    }
    let month = lang.choose("Kas per maand", "Cash by month");
    lines.extend(by_year.into_iter().map(|(jaar, count)| {
        let cells = cells(count);
        format!("{month} {jaar}: {}", cells.of(lang))
    }));
    let left = lines.len().saturating_sub(most);
    if left > 0 {
        lines.truncate(most);
        lines.push(lang.choose(
            format!("en nog {left} van deze regels"),
            format!("and {left} more of these lines"),
        ));
    }
    lines
}

fn cells(count: usize) -> Text {
    let shown = |lang: Lang| CELLS.of(lang.notation().whole(count as i64), lang);
    Text::new(shown(Lang::Nl), shown(Lang::En))
}

/// `12 cellen verschoven`
fn cells_moved(count: usize, lang: Lang) -> String {
    let moved = lang.choose("verschoven", "moved");
    format!("{} {moved}", cells(count).of(lang))
}

/// How many of the cells of a scenario are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellLimit(Option<usize>);

impl CellLimit {
    /// So many where nobody says how many: enough to see what moved, and no log is full.
    pub const USUAL: usize = 20;

    /// So many; 0 for all.
    pub fn of(count: usize) -> Self {
        Self((count > 0).then_some(count))
    }

    fn most(self) -> usize {
        self.0.unwrap_or(usize::MAX)
    }

    /// The baselines of a scenario, each with the cells that are named of it.
    fn shares(
        self,
        baselines: &[BaselineComparison],
    ) -> impl Iterator<Item = (&BaselineComparison, &[Moved])> {
        let mut left = self.most();
        baselines.iter().map(move |one| {
            let named = one.verschoven.len().min(left);
            left -= named;
            (one, &one.verschoven[..named])
        })
    }
}

/// Says how many cells are not named; `None` where all are.
fn unnamed(one: &BaselineComparison, named: &[Moved], lang: Lang) -> Option<String> {
    let more = one.verschoven.len() - named.len();
    let cells = cells(more);
    (more > 0).then(|| match (lang, named) {
        (Lang::Nl, []) => format!("{cells}, hier niet genoemd; --top 0 noemt ze allemaal"),
        (Lang::En, []) => format!("{cells:#}, not named here; --top 0 names them all"),
        (Lang::Nl, _) => format!("en nog {cells}; --top 0 noemt ze allemaal"),
        (Lang::En, _) => format!("and {cells:#} more; --top 0 names them all"),
    })
}

/// A cell, what it is and what it was: `Utrecht (GM0344) 2026 Kas: was 1,00, is
/// 2,00 (+1,00)`.
fn movement(moved: &Moved, lang: Lang) -> String {
    let shown = |figure: Option<BaselineFigure>| match figure {
        Some(figure) => figure.shown(lang),
        None => lang.choose("er niet", "absent").to_owned(),
    };
    format!(
        "{}: was {}, is {} ({})",
        subject(moved, lang),
        shown(moved.was),
        shown(moved.is),
        moved.difference().signed(lang)
    )
}

/// An assertion that does not hold, with where its figure comes from.
fn broken(assertion: &Assertion, lang: Lang) -> String {
    let source = lang.choose("bron", "source");
    let message = assertion.message(lang);
    format!("{message} · {source}: {}", assertion.bron.of(lang))
}

/// Baselines of which something moved and was not blessed.
fn unblessed(outcome: &CheckOutcome) -> impl Iterator<Item = &BaselineComparison> {
    let read = |one: &&BaselineComparison| one.moved() && one.gezegend == Blessing::Read;
    outcome.baselines.iter().filter(read)
}
