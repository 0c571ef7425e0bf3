//! What has to be known beside the answer, a figure with its words each.

use super::narrator::{Narrator, definitief, kosten, per_mille};
use crate::columns::Column;
use crate::compare::{Comparison, Effect, MoneyColumn, landelijk};
use crate::exact::money::Cents;
use crate::projection::Projection;
use crate::report::page::data::PageFact;
use crate::report::words::band::what_varies;
use crate::report::words::comparison::{afronding, nearly_word};
use crate::report::words::period::years_in_words;
use crate::report::words::spread::of_assumed_costs;
use crate::simulate::Draws;
use crate::simulate::part::Part;
use crate::simulate::statistics::Summary;
use crate::study::FEW_DRAWS;
use crate::terms::jaar::Jaar;

/// Of an uitkering, a difference below one in so many is not worth a sentence.
const NOTABLE_SHARE: i128 = 100_000;

impl Narrator<'_> {
    /// The band of 90% of a definitive amount or difference in a year.
    pub fn band(&self, reeks: usize, jaar: Jaar, difference: bool) -> Option<PageFact> {
        let part: &Part = self.invoer.trekkingen?;
        let labels = &part.header.labels;
        let year = labels.jaren.iter().position(|&known| known == jaar.get())?;
        let cell = Draws(part).cel(reeks, self.invoer.area(), year, Column::UitkeringDefinitief)?;
        let it = Summary::of(cell)?;
        let taal = self.taal;
        let draws = taal.notation().whole(i64::from(part.header.draws));
        let ends = [it.p5, it.p95].map(|end| Cents::new(end.value));
        // What is the same in many draws has no band.
        if part.header.draws >= FEW_DRAWS && ends[0] == ends[1] {
            return None;
        }
        let largest = ends[0].size().max(ends[1].size());
        let [low, high] = ends.map(|end| match difference {
            true => self.signed_as(end, largest),
            false => self.amount_as(end, largest),
        });
        let what = match difference {
            true => taal.choose("het verschil", "the difference"),
            false => self.grant(),
        };
        let of = match part.header.draws {
            1 => taal.choose("trekking", "draw"),
            _ => taal.choose("trekkingen", "draws"),
        };
        let band = format!("{draws} {of}, {}", what_varies(part).of(taal));
        let of = taal.choose(
            format!("{draws} {of} van de instroom"),
            format!("{draws} {of} of the instroom"),
        );
        let tekst = if part.header.draws < FEW_DRAWS {
            taal.choose(
                format!("{what} in {jaar}: P5 en P95 van {of}, te weinig voor een kans"),
                format!("{what} in {jaar}: P5 and P95 of {of}, too few for a probability"),
            )
        } else {
            taal.choose(
                format!("{what} in {jaar} met 90% kans ({band})"),
                format!("{what} in {jaar} with 90% probability ({band})"),
            )
        };
        Some(PageFact {
            cijfer: taal.choose(format!("{low} tot {high}"), format!("{low} to {high}")),
            tekst,
        })
    }

    /// That most of a difference is about cohorts that the years cut off, where
    /// that is so: money that comes earlier or later, not more or less.
    pub fn window(&self, other: usize) -> Option<PageFact> {
        let parts = self.reconciliation(other)?;
        let whole = self.total(&self.invoer.projecties[0], definitief);
        if !parts.is_of_the_window() || !is_notable(parts.lopend, whole) {
            return None;
        }
        let last = self.invoer.last();
        let (cohorts, af) = (
            years_in_words(parts.cohorten, self.taal),
            self.signed(parts.af),
        );
        Some(PageFact {
            cijfer: self.signed(parts.lopend),
            tekst: self.taal.choose(
                format!("van het verschil zit in cohorten waarvan een deel van het geld pas na {last} komt ({cohorts}); voor de cohorten die af zijn is het {af}"),
                format!("of the difference is in cohorts of which part of the money comes after {last} only ({cohorts}); for the cohorts that are complete it is {af}"),
            ),
        })
    }

    /// What differs where the definitieve uitkering does not: what is paid in
    /// advance, what comes in a year, and what the state absorbs itself. Empty where
    /// nothing does.
    pub fn elsewhere(&self, other: usize) -> String {
        let taal = self.taal;
        let columns = [
            (
                Column::UitkeringVoorlopig,
                taal.choose(
                    "de voorlopige uitkering",
                    "the provisional grant (voorlopig)",
                ),
            ),
            (
                Column::Kas,
                taal.choose(
                    "wat in een jaar wordt ontvangen",
                    "what is received in a year",
                ),
            ),
        ];
        let told = columns.into_iter().filter_map(|(column, words)| {
            let (jaar, amount) = self.largest(other, column)?;
            let more = self.more_or_less(amount);
            Some(taal.choose(
                format!("{words} (het meest in {jaar}: {more})"),
                format!("{words} (most in {jaar}: {more})"),
            ))
        });
        let absorbed = self.absorbed(other).map(|(jaar, amount)| {
            let more = self.more_or_less(amount);
            taal.choose(
                format!("de korting die het Rijk zelf opvangt (het meest in {jaar}: {more})"),
                format!("the cut that the state absorbs itself (most in {jaar}: {more})"),
            )
        });
        let told: Vec<String> = told.chain(absorbed).collect();
        if told.is_empty() {
            return String::new();
        }
        let list = told.join(taal.choose(" en ", " and "));
        taal.choose(
            format!(" Wel anders: {list}."),
            format!(" What does differ: {list}."),
        )
    }

    /// The largest difference of a column in a year, if it is worth a sentence.
    fn largest(&self, other: usize, column: Column) -> Option<(Jaar, Cents)> {
        let vergelijking = self.invoer.vergelijkingen.get(other - 1)?;
        let veld = MoneyColumn::of(column)?;
        let years = self.invoer.jaren().into_iter().zip(self.invoer.places());
        let worth = years.map(|(jaar, place)| {
            let mut effecten = vergelijking.effects(&veld, &[place]);
            if let Some(own) = self.invoer.keuze.gemeente {
                effecten = vec![effecten[own]];
            }
            let whole = landelijk(&effecten);
            (jaar, whole.difference(), whole.van)
        });
        furthest(worth)
    }

    /// The largest difference in what the state absorbs of a cut, which no column holds.
    fn absorbed(&self, other: usize) -> Option<(Jaar, Cents)> {
        if self.invoer.keuze.gemeente.is_some() {
            return None;
        }
        let [first, own] =
            [0, other].map(|scenario| self.invoer.shown(&self.invoer.projecties[scenario]));
        furthest(first.into_iter().zip(own).map(|(first, own)| {
            let van = first.binnen_begroting;
            (first.jaar, own.binnen_begroting - van, van)
        }))
    }

    /// The effects on the gemeenten over all years.
    fn effects(&self, other: usize) -> Option<(&Comparison<'_>, Vec<Effect>)> {
        let vergelijking = self.invoer.vergelijkingen.get(other - 1)?;
        let years = self.invoer.places();
        let veld = MoneyColumn::of(Column::UitkeringDefinitief)?;
        Some((vergelijking, vergelijking.effects(&veld, &years)))
    }

    /// That who gains and who loses is rounding, where it is; else nothing.
    pub fn afronding(&self, other: usize) -> &'static str {
        match self.effects(other) {
            Some((vergelijking, effecten)) if vergelijking.is_afronding(&effecten) => {
                afronding(self.taal)
            }
            _ => "",
        }
    }

    /// How many gemeenten get more and less over the years that are shown; nothing in a
    /// report of one.
    pub fn winners(&self, scenario: usize) -> Option<PageFact> {
        if self.invoer.keuze.gemeente.is_some() {
            return None;
        }
        let (_, effecten) = self.effects(scenario)?;
        let whole = landelijk(&effecten);
        let (all, more, less) = (whole.gemeenten, whole.winnaars, whole.verliezers);
        let (taal, period) = (self.taal, self.period());
        if more == 0 && less == 0 {
            let within = nearly_word(taal);
            return Some(PageFact {
                cijfer: taal.choose(format!("{all} van {all}"), format!("{all} of {all}")),
                tekst: taal.choose(
                    format!("gemeenten krijgen in {period} nagenoeg evenveel ({within})"),
                    format!("gemeenten get about as much over {period} ({within})"),
                ),
            });
        }
        let (count, word, rest, other) = if less > more {
            (
                less,
                taal.choose("minder", "less"),
                more,
                taal.choose("meer", "more"),
            )
        } else {
            (
                more,
                taal.choose("meer", "more"),
                less,
                taal.choose("minder", "less"),
            )
        };
        let rest = match (rest, whole.gelijk()) {
            (0, 0) => String::new(),
            (some, same) => {
                let within = nearly_word(taal);
                taal.choose(
                    format!("; {some} {other}, {same} nagenoeg gelijk ({within})"),
                    format!("; {some} {other}, {same} about the same ({within})"),
                )
            }
        };
        // Rounding has no winners: the count is no headline then.
        let rounding = self.afronding(scenario);
        if !rounding.is_empty() {
            return Some(PageFact {
                cijfer: taal.choose("afronding", "rounding").to_owned(),
                tekst: taal.choose(
                    format!("is wat gemeenten in {period} scheelt: {count} {word}{rest}. {rounding}"),
                    format!("is what differs between gemeenten over {period}: {count} {word}{rest}. {rounding}"),
                ),
            });
        }
        Some(PageFact {
            cijfer: taal.choose(format!("{count} van {all}"), format!("{count} of {all}")),
            tekst: taal.choose(
                format!("gemeenten krijgen in {period} {word}{rest}"),
                format!("gemeenten get {word} over {period}{rest}"),
            ),
        })
    }

    /// What share of the costs the uitkering covers.
    pub fn cover(&self, a: &Projection, b: &Projection) -> Option<PageFact> {
        let share = |projection| {
            per_mille(
                self.total(projection, definitief),
                self.total(projection, kosten),
            )
        };
        let (before, after) = (share(a)?, share(b)?);
        let (period, taal) = (self.period(), self.taal);
        let (before, after) = (self.percent(before), self.percent(after));
        let name = self.name(0);
        let assumed = of_assumed_costs(&self.invoer.modellen[0]);
        let assumed = assumed.of(taal);
        Some(PageFact {
            cijfer: after,
            tekst: taal.choose(
                format!(
                    "van de kosten in {period} gedekt door de uitkering; {before} met ‘{name}’{assumed}"
                ),
                format!("of costs over {period} covered by the grant; {before} with ‘{name}’{assumed}"),
            ),
        })
    }
}

/// Of years with a difference and what it is a difference of, the one that is largest,
/// if it is worth a sentence; of years that are as large, the first.
fn furthest(years: impl DoubleEndedIterator<Item = (Jaar, Cents, Cents)>) -> Option<(Jaar, Cents)> {
    let largest = years.rev().max_by_key(|(_, amount, _)| amount.size());
    let (jaar, amount, van) = largest?;
    is_notable(amount, van).then_some((jaar, amount))
}

/// Whether a difference is more than what dividing people and cents leaves.
pub(crate) fn is_notable(difference: Cents, whole: Cents) -> bool {
    let size = i128::from(difference.size().get());
    size > 0 && size * NOTABLE_SHARE >= i128::from(whole.size().get())
}
