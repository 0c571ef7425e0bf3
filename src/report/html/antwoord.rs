//! The answer in words: one sentence with the figure that matters most, and
//! what has to be known beside it.

use super::super::invoer::Invoer;
use super::super::vergelijking::cohort_years;
use super::data::{Antwoord, Feit};
use super::pakket::without_hidden;
use crate::jaar::Jaar;
use crate::money::{Cents, round_half_up};
use crate::projection::{Jaarprojectie, Projection};
use crate::report::Taal;
use crate::simulate::shard::Part;
use crate::simulate::statistics::Summary;
use crate::simulate::{Eenheid, Uitslag};

/// An answer for every other scenario, or the one answer when there is but one.
pub(super) fn antwoorden(invoer: &Invoer<'_>, taal: Taal) -> Vec<Antwoord> {
    let teller = Verteller { invoer, taal };
    match invoer.modellen.len() {
        1 => vec![teller.one()],
        scenarios => (1..scenarios).map(|other| teller.pair(other)).collect(),
    }
}

/// Says figures of a report in words.
pub(super) struct Verteller<'a> {
    pub invoer: &'a Invoer<'a>,
    pub taal: Taal,
}

/// Sum over gemeenten and years of what `of` takes of them.
fn total(projection: &Projection, of: fn(&Jaarprojectie, usize) -> Cents) -> Cents {
    projection.jaren.iter().map(|year| sum(year, of)).sum()
}

fn sum(year: &Jaarprojectie, of: fn(&Jaarprojectie, usize) -> Cents) -> Cents {
    (0..year.kosten.len())
        .map(|gemeente| of(year, gemeente))
        .sum()
}

fn definitief(year: &Jaarprojectie, gemeente: usize) -> Cents {
    year.definitief.of(gemeente)
}

fn kosten(year: &Jaarprojectie, gemeente: usize) -> Cents {
    year.kosten[gemeente]
}

/// Tenths of a per cent, rounded; none of nothing.
pub(super) fn per_mille(part: Cents, whole: Cents) -> Option<i64> {
    let share = || round_half_up(i128::from(part.get()) * 1000, i128::from(whole.get()));
    (whole > Cents::ZERO).then(|| share() as i64)
}

impl Verteller<'_> {
    /// `€ 139,0 mln`, or in euros below a million.
    pub fn amount(&self, amount: Cents) -> String {
        let notation = self.taal.notation();
        if amount.size().get() < 100_000_000 {
            let euros = round_half_up(i128::from(amount.get()), 100) as i64;
            return format!("€ {}", notation.whole(euros));
        }
        let unit = self.taal.kies("mln", "million");
        format!("€ {} {unit}", notation.millions(amount))
    }

    /// The same with its sign in front.
    fn signed(&self, amount: Cents) -> String {
        let sign = match amount.get().signum() {
            1 => "+ ",
            -1 => "− ",
            _ => "",
        };
        format!("{sign}{}", self.amount(amount.size()))
    }

    pub fn percent(&self, tenths: i64) -> String {
        let text = self.taal.notation().per_mille_as_percent(tenths);
        text.replace('-', "−")
    }

    pub fn name(&self, scenario: usize) -> String {
        without_hidden(&self.invoer.modellen[scenario].scenario.naam)
    }

    /// `2024-2031`.
    pub fn period(&self) -> String {
        let years = &self.invoer.projecties[0].jaren;
        match (years.first(), years.last()) {
            (Some(first), Some(last)) => format!("{}–{}", first.jaar, last.jaar),
            _ => String::new(),
        }
    }

    fn pair(&self, other: usize) -> Antwoord {
        let taal = self.taal;
        let (a, b) = (&self.invoer.projecties[0], &self.invoer.projecties[other]);
        let (name_a, name_b) = (self.name(0), self.name(other));
        let difference = total(b, definitief) - total(a, definitief);
        let years: Vec<(Jaar, Cents, Cents)> = a
            .jaren
            .iter()
            .zip(&b.jaren)
            .map(|(a, b)| {
                let before = sum(a, definitief);
                (a.jaar, sum(b, definitief) - before, before)
            })
            .collect();
        // Of years that are as large, the first.
        let largest = years
            .iter()
            .rev()
            .max_by_key(|(_, amount, _)| amount.size());
        let period = self.period();
        let zin = if years.iter().all(|(_, amount, _)| *amount == Cents::ZERO) {
            taal.kies(
                format!(
                    "In {period} krijgen gemeenten samen met beide scenario’s precies evenveel."
                ),
                format!("In {period} gemeenten together get exactly the same in both scenarios."),
            )
        } else {
            let more = if difference < Cents::ZERO {
                taal.kies("minder", "less")
            } else {
                taal.kies("meer", "more")
            };
            let amount = self.amount(difference.size());
            taal.kies(
                format!("Met ‘{name_b}’ krijgen gemeenten in {period} samen {amount} {more} dan met ‘{name_a}’."),
                format!("With ‘{name_b}’ gemeenten together get {amount} {more} over {period} than with ‘{name_a}’."),
            )
        };
        let mut feiten = Vec::new();
        if let Some(&(jaar, amount, before)) =
            largest.filter(|(_, amount, _)| *amount != Cents::ZERO)
        {
            let share = per_mille(amount, before).map(|tenths| {
                format!(
                    " ({}{})",
                    if tenths > 0 { "+" } else { "" },
                    self.percent(tenths)
                )
            });
            let share = share.unwrap_or_default();
            feiten.push(Feit {
                cijfer: self.signed(amount),
                tekst: taal.kies(
                    format!("in {jaar}, het jaar met het grootste verschil{share}"),
                    format!("in {jaar}, the year with the largest difference{share}"),
                ),
            });
            let reeks = self.invoer.modellen.len() + other - 1;
            feiten.extend(self.band(reeks, jaar, true));
        }
        feiten.extend(self.window(other));
        feiten.push(self.winners(a, b));
        feiten.extend(self.cover(a, b));
        Antwoord {
            vraag: taal.kies(
                format!("Wat krijgen gemeenten met ‘{name_b}’ in plaats van ‘{name_a}’?"),
                format!("What do gemeenten get with ‘{name_b}’ instead of ‘{name_a}’?"),
            ),
            cijfer: self.signed(difference),
            zin,
            feiten,
        }
    }

    /// The band of 90% of a definitive amount or difference in a year.
    fn band(&self, reeks: usize, jaar: Jaar, difference: bool) -> Option<Feit> {
        let part: &Part = self.invoer.trekkingen?;
        let labels = &part.header.labels;
        let year = labels.jaren.iter().position(|&known| known == jaar.get())?;
        let cell = Uitslag(part).cel(reeks, Eenheid::Landelijk, year, "uitkering_definitief")?;
        let it = Summary::of(cell)?;
        let notation = self.taal.notation();
        let draws = notation.whole(i64::from(part.header.draws));
        let (low, high) = (Cents::new(it.p5.value), Cents::new(it.p95.value));
        let millions = |amount: Cents| notation.millions(amount).replace('-', "−");
        let (low, high) = (millions(low), millions(high));
        let what = if difference {
            self.taal.kies("het verschil", "the difference")
        } else {
            self.taal
                .kies("de definitieve uitkering", "the definitieve uitkering")
        };
        let taal = self.taal;
        let of = match part.header.draws {
            1 => taal.kies("trekking", "draw"),
            _ => taal.kies("trekkingen", "draws"),
        };
        Some(Feit {
            cijfer: taal.kies(
                format!("€ {low} tot {high} mln"),
                format!("€ {low} to {high} million"),
            ),
            tekst: taal.kies(
                format!("{what} in {jaar} met 90% kans ({draws} {of} van de instroom)"),
                format!("{what} in {jaar} with 90% probability ({draws} {of} of the instroom)"),
            ),
        })
    }

    /// That most of a difference is about cohorts that the years cut off, where
    /// that is so: money that comes earlier or later, not more or less.
    fn window(&self, other: usize) -> Option<Feit> {
        let parts = self.optelling(other)?;
        if !parts.is_of_the_window() {
            return None;
        }
        let last = self.invoer.projecties[0].jaren.last()?.jaar;
        let (cohorts, af) = (
            cohort_years(parts.cohorten, self.taal),
            self.signed(parts.af),
        );
        Some(Feit {
            cijfer: self.signed(parts.lopend),
            tekst: self.taal.kies(
                format!("van het verschil zit in de cohorten {cohorts}, waarvan na {last} nog termijnen volgen; voor de cohorten die af zijn is het {af}"),
                format!("of the difference is in the cohorts {cohorts}, with instalments to come after {last}; for the cohorts that are complete it is {af}"),
            ),
        })
    }

    /// How many gemeenten get more and less over all years.
    fn winners(&self, a: &Projection, b: &Projection) -> Feit {
        let all = a.jaren.first().map_or(0, |year| year.kosten.len());
        let of = |projection: &Projection, gemeente: usize| -> Cents {
            projection
                .jaren
                .iter()
                .map(|year| definitief(year, gemeente))
                .sum()
        };
        let differences = (0..all).map(|gemeente| of(b, gemeente) - of(a, gemeente));
        let (mut more, mut less) = (0, 0);
        for difference in differences {
            more += usize::from(difference > Cents::ZERO);
            less += usize::from(difference < Cents::ZERO);
        }
        let taal = self.taal;
        let same = all - more - less;
        let period = self.period();
        let (count, word) = if less > more {
            (less, taal.kies("minder", "less"))
        } else {
            (more, taal.kies("meer", "more"))
        };
        let rest = match (more.min(less), same) {
            (0, 0) => String::new(),
            (some, same) => {
                let other = if less > more {
                    taal.kies("meer", "more")
                } else {
                    taal.kies("minder", "less")
                };
                taal.kies(
                    format!("; {some} {other}, {same} gelijk"),
                    format!("; {some} {other}, {same} the same"),
                )
            }
        };
        Feit {
            cijfer: taal.kies(format!("{count} van {all}"), format!("{count} of {all}")),
            tekst: taal.kies(
                format!("gemeenten krijgen in {period} {word}{rest}"),
                format!("gemeenten get {word} over {period}{rest}"),
            ),
        }
    }

    /// What share of the costs the uitkering covers.
    fn cover(&self, a: &Projection, b: &Projection) -> Option<Feit> {
        let share =
            |projection| per_mille(total(projection, definitief), total(projection, kosten));
        let (before, after) = (share(a)?, share(b)?);
        let (period, taal) = (self.period(), self.taal);
        let (before, after) = (self.percent(before), self.percent(after));
        let name = self.name(0);
        Some(Feit {
            cijfer: after,
            tekst: taal.kies(
                format!(
                    "van de kosten in {period} gedekt door de uitkering; {before} met ‘{name}’"
                ),
                format!("of costs over {period} covered by the grant; {before} with ‘{name}’"),
            ),
        })
    }

    /// The answer of a single scenario: what the state pays, and the year that
    /// falls shortest of the costs.
    fn one(&self) -> Antwoord {
        let taal = self.taal;
        let projection = &self.invoer.projecties[0];
        let period = self.period();
        let paid = total(projection, definitief);
        let years: Vec<(Jaar, Cents)> = projection
            .jaren
            .iter()
            .map(|year| (year.jaar, sum(year, Jaarprojectie::saldo)))
            .collect();
        let mut feiten = Vec::new();
        let name = self.name(0);
        if let Some(&(jaar, saldo)) = years.iter().min_by_key(|(_, saldo)| *saldo) {
            feiten.push(Feit {
                cijfer: self.signed(saldo),
                tekst: taal.kies(
                    format!("uitkering min kosten in {jaar}, het krapste jaar"),
                    format!("grant less costs in {jaar}, the tightest year"),
                ),
            });
            feiten.extend(self.band(0, jaar, false));
        }
        if let Some(share) = per_mille(paid, total(projection, kosten)) {
            feiten.push(Feit {
                cijfer: self.percent(share),
                tekst: taal.kies(
                    format!("van de kosten in {period} gedekt door de uitkering"),
                    format!("of costs over {period} covered by the grant"),
                ),
            });
        }
        let kop = &self.invoer.modellen[0].scenario.tabellen.scenario;
        let question = kop.omschrijving.as_deref().map(without_hidden);
        Antwoord {
            vraag: question.filter(|_| taal == Taal::Nl).unwrap_or_else(|| taal.kies(
                format!("Wat betaalt het Rijk gemeenten met ‘{name}’?"),
                format!("What does the state pay gemeenten with ‘{name}’?"),
            )),
            cijfer: self.amount(paid),
            zin: taal.kies(
                format!("Zoveel betaalt het Rijk gemeenten in {period} met ‘{name}’ als definitieve uitkering."),
                format!("That is what the state pays gemeenten over {period} with ‘{name}’ as definitieve uitkering."),
            ),
            feiten,
        }
    }
}
