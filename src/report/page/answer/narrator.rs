//! The answer in words: one sentence with the figure that matters most, and
//! what has to be known beside it.

use std::cmp::Ordering;

use super::facts::is_notable;
use crate::exact::money::{Cents, round_half_away};
use crate::projection::{Projection, YearProjection};
use crate::report::input::ReportInput;
use crate::report::page::data::{PageAnswer, PageFact};
use crate::report::page::pack::without_hidden;
use crate::report::words::spread::of_assumed_costs;
use crate::report::words::status::direction;
use crate::terms::Lang;
use crate::terms::jaar::Jaar;

/// An answer for every other scenario, or the one answer when there is but one.
pub(crate) fn answers(invoer: &ReportInput<'_>, taal: Lang) -> Vec<PageAnswer> {
    let teller = Narrator { invoer, taal };
    match invoer.modellen.len() {
        1 => vec![teller.one()],
        scenarios => (1..scenarios).map(|other| teller.pair(other)).collect(),
    }
}

/// Says figures of a report in words.
pub(crate) struct Narrator<'a> {
    pub invoer: &'a ReportInput<'a>,
    pub taal: Lang,
}

pub(crate) fn definitief(year: &YearProjection, gemeente: usize) -> Cents {
    year.definitief.of(gemeente)
}

pub(crate) fn kosten(year: &YearProjection, gemeente: usize) -> Cents {
    year.kosten[gemeente]
}

/// Tenths of a per cent, rounded half away from zero; none of nothing.
pub(crate) fn per_mille(part: Cents, whole: Cents) -> Option<i64> {
    let share = || round_half_away(i128::from(part.get()) * 1000, i128::from(whole.get()));
    (whole > Cents::ZERO).then(|| share() as i64)
}

impl Narrator<'_> {
    /// `€ 139,0 mln`, or in euros below a million. No line breaks an amount in two:
    /// its spaces are those that hold together.
    pub fn amount(&self, amount: Cents) -> String {
        self.amount_as(amount, amount)
    }

    /// An amount in the unit of another, so that the two can be laid side by side.
    pub fn amount_as(&self, amount: Cents, other: Cents) -> String {
        let notation = self.taal.notation();
        if other.size().get() < 100_000_000 {
            let euros = round_half_away(i128::from(amount.get()), 100) as i64;
            return format!("€\u{a0}{}", notation.whole(euros));
        }
        let unit = self.taal.choose("mln", "million");
        format!("€\u{a0}{}\u{a0}{unit}", notation.millions(amount))
    }

    /// The same with its sign in front.
    pub fn signed(&self, amount: Cents) -> String {
        self.signed_as(amount, amount)
    }

    /// [`Narrator::amount_as`] with its sign in front.
    pub fn signed_as(&self, amount: Cents, other: Cents) -> String {
        let size = self.amount_as(amount.size(), other);
        let sign = match direction(amount, &size) {
            Ordering::Greater => "+\u{a0}",
            Ordering::Less => "−\u{a0}",
            Ordering::Equal => "",
        };
        format!("{sign}{size}")
    }

    pub fn percent(&self, tenths: i64) -> String {
        let text = self.taal.notation().per_mille_as_percent(tenths);
        text.replace('-', "−")
    }

    pub fn name(&self, scenario: usize) -> String {
        without_hidden(&self.invoer.modellen[scenario].scenario.naam)
    }

    /// The definitieve uitkering; terms of the law stand in brackets in English.
    pub fn grant(&self) -> &'static str {
        self.taal
            .choose("de definitieve uitkering", "the final grant (definitief)")
    }

    /// `2024–2031`, the only year, or years with others between them: `2026, 2028`.
    pub fn period(&self) -> String {
        let years = self.invoer.jaren();
        match years[..] {
            [] => String::new(),
            [only] => only.to_string(),
            [first, .., last] if last.since(first) as usize + 1 == years.len() => {
                format!("{first}–{last}")
            }
            _ => {
                let years: Vec<String> = years.iter().map(Jaar::to_string).collect();
                years.join(", ")
            }
        }
    }

    /// Sum over gemeenten and the years that are shown of what `of` takes of them.
    pub fn total(&self, projection: &Projection, of: fn(&YearProjection, usize) -> Cents) -> Cents {
        let years = self.invoer.shown(projection);
        years.iter().map(|year| self.invoer.sum(year, of)).sum()
    }

    /// Who get money: gemeenten, or the one that the report is about.
    pub fn whom(&self) -> String {
        let own = self.invoer.own_name().map(without_hidden);
        own.unwrap_or_else(|| "gemeenten".to_owned())
    }

    /// That they get, before the period and before how much: `krijgen gemeenten` and
    /// ` samen`, or of one `krijgt Rijswijk` and nothing; in English both in front.
    fn gets(&self) -> (String, &'static str) {
        let (whom, is_one) = (self.whom(), self.invoer.keuze.gemeente.is_some());
        match (self.taal, is_one) {
            (Lang::Nl, true) => (format!("krijgt {whom}"), ""),
            (Lang::Nl, false) => (format!("krijgen {whom}"), " samen"),
            (Lang::En, true) => (format!("{whom} gets"), ""),
            (Lang::En, false) => (format!("{whom} together get"), ""),
        }
    }

    fn pair(&self, other: usize) -> PageAnswer {
        let taal = self.taal;
        let (a, b) = (&self.invoer.projecties[0], &self.invoer.projecties[other]);
        let (name_a, name_b) = (self.name(0), self.name(other));
        let difference = self.total(b, definitief) - self.total(a, definitief);
        let pairs = self.invoer.shown(a).into_iter().zip(self.invoer.shown(b));
        let years: Vec<(Jaar, Cents, Cents)> = pairs
            .map(|(a, b)| {
                let before = self.invoer.sum(a, definitief);
                let after = self.invoer.sum(b, definitief);
                (a.jaar, after - before, before)
            })
            .collect();
        let notable = years
            .iter()
            .any(|(_, amount, before)| is_notable(*amount, *before));
        let apart = match notable {
            true => None,
            false => self.apart_in_draws(other, &years),
        };
        let (gets, together) = self.gets();
        // Of years that are as large, the first.
        let largest = years
            .iter()
            .rev()
            .max_by_key(|(_, amount, _)| amount.size());
        let period = self.period();
        let zin = if !notable {
            let exactly = match years.iter().all(|(_, amount, _)| *amount == Cents::ZERO) {
                true => taal.choose("precies", "exactly"),
                false => taal.choose("nagenoeg", "about"),
            };
            let same = taal.choose(
                format!("In {period} {gets}{together} met beide scenario’s {exactly} evenveel, definitief vastgesteld."),
                format!("In {period} {gets} {exactly} the same final grant (definitief) in both scenarios."),
            );
            let drawn = match apart {
                None => String::new(),
                Some(_) => taal.choose(
                    format!(" Dat is zo in de projectie; in de trekkingen {gets}{together} meer of minder."),
                    format!(" That is so in the projection; in the draws {gets} more or less."),
                ),
            };
            same + &drawn + &self.elsewhere(other)
        } else {
            let (more, than) = (self.more_or_less(difference), self.than(difference));
            taal.choose(
                format!(
                    "Met ‘{name_b}’ {gets} in {period}{together} {more} {than} met ‘{name_a}’."
                ),
                format!("With ‘{name_b}’ {gets} {more} over {period} {than} with ‘{name_a}’."),
            )
        };
        let reeks = self.series_of_difference(other);
        let mut feiten = Vec::new();
        if let Some(&(jaar, amount, before)) =
            largest.filter(|(_, amount, before)| is_notable(*amount, *before))
        {
            let share = per_mille(amount, before).map(|tenths| {
                let sign = if tenths > 0 { "+" } else { "" };
                format!("{sign}{}", self.percent(tenths))
            });
            feiten.extend(self.of_year((jaar, amount), share, years.len()));
            feiten.extend(self.band(reeks, jaar, true));
        }
        feiten.extend(apart.and_then(|jaar| self.band(reeks, jaar, true)));
        feiten.extend(self.window(other));
        feiten.extend(self.winners(other));
        feiten.extend(self.cover(a, b));
        let vraag = taal.choose(
            format!("Wat {gets} met ‘{name_b}’ in plaats van ‘{name_a}’?"),
            match self.invoer.own_name() {
                Some(_) => format!(
                    "What does {} get with ‘{name_b}’ instead of ‘{name_a}’?",
                    self.whom()
                ),
                None => format!("What do gemeenten get with ‘{name_b}’ instead of ‘{name_a}’?"),
            },
        );
        // What hardly changes for the country may change for each gemeente.
        let spreiding = if notable { None } else { self.spread(other) };
        let (vooraf, cijfer, zin) = match &spreiding {
            Some(spread) => {
                let jaar = spread.jaar;
                let says = taal.choose(
                    format!("Zo ver komt een gemeente in het midden in {jaar} met ‘{name_b}’ uit van wat zij met ‘{name_a}’ krijgt, in 90% van de trekkingen van de instroom. {zin}"),
                    format!("That is how far a gemeente in the middle comes out with ‘{name_b}’ in {jaar} from what it gets with ‘{name_a}’, in 90% of the draws of the instroom. {zin}"),
                );
                let before = match apart {
                    None => taal.choose(
                        "Een verschuiving tussen gemeenten, geen geld erbij of eraf",
                        "A shift between gemeenten, no money more or less",
                    ),
                    Some(_) => "",
                };
                (before.to_owned(), self.spread_in_words(spread), says)
            }
            None => (self.shift(other).to_owned(), self.signed(difference), zin),
        };
        PageAnswer {
            vraag,
            vooraf,
            cijfer,
            zin,
            feiten,
            afronding: self.afronding(other),
            spreiding,
        }
    }

    /// The difference of a year, with its share of what it is a difference of;
    /// of the only year the share alone, as the amount is the answer itself.
    fn of_year(
        &self,
        (jaar, amount): (Jaar, Cents),
        share: Option<String>,
        years: usize,
    ) -> Option<PageFact> {
        let taal = self.taal;
        if years == 1 {
            let name = self.name(0);
            return share.map(|cijfer| PageFact {
                cijfer,
                tekst: taal.choose(
                    format!("van {} met ‘{name}’", self.grant()),
                    format!("of {} with ‘{name}’", self.grant()),
                ),
            });
        }
        let share = share.map_or_else(String::new, |share| format!(" ({share})"));
        Some(PageFact {
            cijfer: self.signed(amount),
            tekst: taal.choose(
                format!("in {jaar}, het jaar met het grootste verschil{share}"),
                format!("in {jaar}, the year with the largest difference{share}"),
            ),
        })
    }

    /// The answer of a single scenario: what the state pays, and the year that
    /// falls shortest of the costs.
    fn one(&self) -> PageAnswer {
        let taal = self.taal;
        let projection = &self.invoer.projecties[0];
        let period = self.period();
        let paid = self.total(projection, definitief);
        let years = self.invoer.shown(projection).into_iter();
        let years: Vec<(Jaar, Cents)> = years
            .map(|year| (year.jaar, self.invoer.sum(year, YearProjection::saldo)))
            .collect();
        let whom = self.whom();
        let mut feiten = Vec::new();
        let name = self.name(0);
        let assumed = of_assumed_costs(&self.invoer.modellen[0]);
        let assumed = assumed.of(taal);
        if let Some(&(jaar, saldo)) = years.iter().min_by_key(|(_, saldo)| *saldo) {
            feiten.push(PageFact {
                cijfer: self.signed(saldo),
                tekst: match years.len() {
                    1 => taal.choose(
                        format!("uitkering min kosten{assumed}"),
                        format!("grant less costs{assumed}"),
                    ),
                    _ => taal.choose(
                        format!("uitkering min kosten in {jaar}, het krapste jaar{assumed}"),
                        format!("grant less costs in {jaar}, the tightest year{assumed}"),
                    ),
                },
            });
            feiten.extend(self.band(0, jaar, false));
        }
        if let Some(share) = per_mille(paid, self.total(projection, kosten)) {
            feiten.push(PageFact {
                cijfer: self.percent(share),
                tekst: taal.choose(
                    format!("van de kosten in {period} gedekt door de uitkering{assumed}"),
                    format!("of costs over {period} covered by the grant{assumed}"),
                ),
            });
        }
        let scenario = &self.invoer.modellen[0].scenario;
        // With something laid over it the scenario no longer asks its own question.
        let question = scenario.tables().scenario.omschrijving.as_deref();
        // Nor is it about one gemeente.
        let is_own = scenario.settings.is_empty() && self.invoer.keuze.gemeente.is_none();
        let question = question.filter(|_| is_own);
        let question = question.map(without_hidden);
        PageAnswer {
            vraag: question.filter(|_| taal == Lang::Nl).unwrap_or_else(|| taal.choose(
                format!("Wat betaalt het Rijk {whom} met ‘{name}’?"),
                format!("What does the state pay {whom} with ‘{name}’?"),
            )),
            cijfer: self.amount(paid),
            zin: taal.choose(
                format!("Zoveel betaalt het Rijk {whom} in {period} met ‘{name}’ als definitieve uitkering."),
                format!("That is what the state pays {whom} over {period} with ‘{name}’ as final grant (definitief)."),
            ),
            feiten,
            vooraf: String::new(),
            afronding: "",
            spreiding: None,
        }
    }
}
