//! What a scenario does to the cohorts, in words.

use std::cmp::Ordering;

use super::narrator::{Narrator, per_mille};
use crate::compare::{CohortFlow, Voorfinanciering};
use crate::exact::money::Cents;
use crate::report::page::data::CohortSentence;
use crate::report::words::status::direction;
use crate::uitkering::TERMIJNEN;

/// A cohort changes by more than one in so many of what it gets, or not at all.
const NOTABLE: i64 = 1000;

/// How much more has come for a cohort after each of its instalments.
pub(super) fn ahead(old: &CohortFlow, new: &CohortFlow) -> Vec<Cents> {
    let years = old.cumulatief().into_iter().zip(new.cumulatief());
    years
        .take(TERMIJNEN)
        .map(|((old, _), (new, _))| new - old)
        .collect()
}

/// The most that has come more, or less, after one of its instalments.
fn furthest(old: &CohortFlow, new: &CohortFlow) -> Cents {
    let sizes = ahead(old, new).into_iter().map(Cents::size);
    sizes.max().unwrap_or_default()
}

impl Narrator<'_> {
    /// What another scenario does to a cohort that it changes as much as any.
    pub fn cohorts(
        &self,
        names: [String; 2],
        first: &[CohortFlow],
        own: &[CohortFlow],
    ) -> CohortSentence {
        let taal = self.taal;
        let only = |ritme: &str| CohortSentence {
            ritme: ritme.to_owned(),
            ..CohortSentence::default()
        };
        let pairs: Vec<_> = own
            .iter()
            .filter_map(|new| {
                let old = first.iter().find(|old| old.cohort == new.cohort)?;
                Some((old, new))
            })
            .collect();
        if pairs.is_empty() {
            let none = taal.choose(
                "Geen cohort krijgt in beide scenario’s drie termijnen van de SPUK.",
                "No cohort gets three instalments of the SPUK in both scenarios.",
            );
            return only(none);
        }
        let (from, to) = (pairs[0].1.cohort, pairs[pairs.len() - 1].1.cohort);
        let notable = pairs.iter().any(|(old, new)| {
            let (all, _) = old.total();
            // Dividing people leaves a few euros of difference in any cohort.
            furthest(old, new).get() > all.get() / NOTABLE
        });
        let most = pairs.iter().map(|(old, new)| furthest(old, new)).max();
        // The first that is changed about as much as any.
        let changed = pairs
            .into_iter()
            .find(|(old, new)| furthest(old, new) * 4 >= most.unwrap_or_default() * 3)
            .filter(|_| notable);
        let missing = first
            .iter()
            .find(|old| !own.iter().any(|new| new.cohort == old.cohort));
        let Some((old, new)) = changed else {
            let same = taal.choose(
                format!("Van {from} tot en met {to} krijgt elk cohort in beide scenario’s na elk jaar evenveel, op minder dan een promille na."),
                format!("From {from} to {to} every cohort gets the same after every year in both scenarios, within one in a thousand."),
            );
            let missing = missing.map(|old| taal.choose(
                format!(" Vanaf cohort {} valt een termijn in de fondsuitkering van ‘{}’, die geen cohorten kent.", old.cohort, names[1]),
                format!(" From cohort {} on an instalment falls in the fondsuitkering of ‘{}’, which knows no cohorts.", old.cohort, names[1]),
            ));
            return only(&(same + &missing.unwrap_or_default()));
        };
        let ([a, b], cohort) = (names, new.cohort);
        let ahead = ahead(old, new);
        let [one, two, three] = [0, 1, 2].map(|year| self.more_or_less(ahead[year]));
        let years = taal.choose(
            format!("Vergeleken met ‘{a}’ is voor cohort {cohort} met ‘{b}’ na een jaar {one} ontvangen, na twee jaar {two} en na drie jaar {three}."),
            format!("Compared with ‘{a}’, for cohort {cohort} with ‘{b}’ {one} has been received after one year, {two} after two years and {three} after three."),
        );
        let (before, after) = (old.voorfinanciering(), new.voorfinanciering());
        let (before, after) = (self.advance(before), self.advance(after));
        let voorschot = taal.choose(
            format!("Voor dit cohort alleen moeten alle gemeenten samen met ‘{b}’ {after} geld voorschieten; met ‘{a}’ {before}. Wat eerdere cohorten dan nog kosten, telt hier niet mee."),
            format!("For this cohort alone all gemeenten together advance money {after} with ‘{b}’; with ‘{a}’ {before}. What earlier cohorts still cost then does not count here."),
        );
        let ritme = format!("{years} {}", self.back(&ahead));
        CohortSentence {
            ritme: ritme.trim_end().to_owned(),
            voorschot,
            ..CohortSentence::default()
        }
    }

    /// The cohort of a single scenario that gemeenten advance the longest for.
    pub fn cohort(&self, own: &[CohortFlow]) -> CohortSentence {
        let taal = self.taal;
        // Of cohorts with as many months, the first.
        let longest = own
            .iter()
            .rev()
            .max_by_key(|stream| stream.voorfinanciering().maanden);
        let Some(stream) = longest else {
            return CohortSentence::default();
        };
        let (all, _) = stream.total();
        let share = |amount| per_mille(amount, all).map_or_else(String::new, |it| self.percent(it));
        let running = stream.cumulatief();
        let [(r1, s1), (r2, s2)] =
            [0, 1].map(|year| (share(running[year].0), share(running[year].1)));
        let (cohort, advance) = (stream.cohort, self.advance(stream.voorfinanciering()));
        let ritme = taal.choose(
            format!("Van alles wat voor cohort {cohort} komt, is na een jaar {r1} ontvangen en {s1} uitgegeven, na twee jaar {r2} en {s2}."),
            format!("Of all that comes for cohort {cohort}, {r1} has been received and {s1} spent after one year, {r2} and {s2} after two."),
        );
        let voorschot = taal.choose(
            format!("Alle gemeenten samen moeten voor dit cohort {advance} geld voorschieten."),
            format!("Gemeenten together advance money {advance}."),
        );
        CohortSentence {
            ritme,
            voorschot,
            ..CohortSentence::default()
        }
    }

    /// An amount without its sign.
    pub fn size(&self, amount: Cents) -> String {
        self.amount(amount.size())
    }

    pub fn more_or_less(&self, amount: Cents) -> String {
        let taal = self.taal;
        let size = self.size(amount);
        match direction(amount, &size) {
            Ordering::Equal => taal.choose("evenveel", "as much").to_owned(),
            Ordering::Greater => format!("{size} {}", taal.choose("meer", "more")),
            Ordering::Less => format!("{size} {}", taal.choose("minder", "less")),
        }
    }

    /// The word between [`Narrator::more_or_less`] and what it is held against.
    pub fn than(&self, amount: Cents) -> &'static str {
        match direction(amount, &self.size(amount)) {
            Ordering::Equal => self.taal.choose("als", "as"),
            _ => self.taal.choose("dan", "than"),
        }
    }

    fn advance(&self, advance: Voorfinanciering) -> String {
        let (taal, months) = (self.taal, advance.maanden);
        if months == 0 {
            return taal
                .choose("in geen enkele maand", "in no month")
                .to_owned();
        }
        let most = self.size(advance.grootste_voorschot);
        let all = 12 * TERMIJNEN;
        taal.choose(
            format!("in {months} van de {all} maanden (hoogstens {most})"),
            format!("in {months} of the {all} months (at most {most})"),
        )
    }

    /// Whether what came later, or earlier, has been made up for in the end.
    fn back(&self, ahead: &[Cents]) -> String {
        let taal = self.taal;
        let first = ahead.iter().find(|&&amount| amount != Cents::ZERO);
        let end = ahead.last().copied().unwrap_or_default();
        let text = |amount| self.size(amount);
        let dips = first.is_some_and(|&amount| amount < Cents::ZERO);
        let furthest = match dips {
            true => ahead.iter().min(),
            false => ahead.iter().max(),
        };
        let furthest = furthest.copied().unwrap_or_default();
        match dips {
            true if end >= Cents::ZERO => taal.choose(
                "De dip komt binnen die drie jaar helemaal terug.".to_owned(),
                "The dip comes back in full within those three years.".to_owned(),
            ),
            true if end > furthest => {
                let (dip, back) = (text(furthest), text(end - furthest));
                taal.choose(
                    format!("Van de dip van {dip} komt {back} binnen die drie jaar terug."),
                    format!("Of the dip of {dip}, {back} comes back within those three years."),
                )
            }
            true => taal.choose(
                "Dat komt binnen die drie jaar niet terug.".to_owned(),
                "That does not come back within those three years.".to_owned(),
            ),
            false if end <= Cents::ZERO => taal.choose(
                "De voorsprong is na die drie jaar weer weg.".to_owned(),
                "The lead is gone again after those three years.".to_owned(),
            ),
            false if end < furthest => {
                let (lead, left) = (text(furthest), text(end));
                taal.choose(
                    format!("Van de voorsprong van {lead} blijft {left} over."),
                    format!("Of the lead of {lead}, {left} remains."),
                )
            }
            false => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::input::{ReportInput, ReportScope};
    use crate::terms::Lang;
    use crate::terms::jaar::Jaar;

    /// A cohort that gets these millions, and costs nothing.
    fn cohort(year: i64, millions: [i64; 3]) -> CohortFlow {
        CohortFlow {
            cohort: Jaar::new(year).expect("a year"),
            ontvangen: millions.map(|it| Cents::new(it * 100_000_000)).into(),
            kosten: vec![Cents::ZERO; 3],
        }
    }

    /// Who tells of no scenario in particular.
    const TELLER: Narrator<'_> = Narrator {
        invoer: &ReportInput {
            modellen: &[],
            projecties: &[],
            vergelijkingen: &[],
            trekkingen: None,
            aannames: None,
            effecten: None,
            gewichten: &[],
            afweging: None,
            keuze: &ReportScope::WHOLE,
            adres: None,
        },
        taal: Lang::Nl,
    };

    fn told(first: &[CohortFlow], own: &[CohortFlow]) -> String {
        TELLER
            .cohorts(["A".to_owned(), "B".to_owned()], first, own)
            .ritme
    }

    #[test]
    fn cents_that_a_figure_leaves_out_are_no_difference() {
        let teller = TELLER;
        for (cents, sentence, signed) in [
            (40, "evenveel als", "€\u{a0}0"),
            (-40, "evenveel als", "€\u{a0}0"),
            (50, "€\u{a0}1 meer dan", "+\u{a0}€\u{a0}1"),
            (-50, "€\u{a0}1 minder dan", "−\u{a0}€\u{a0}1"),
        ] {
            let amount = Cents::new(cents);
            let told = format!("{} {}", teller.more_or_less(amount), teller.than(amount));
            assert_eq!(
                (told.as_str(), teller.signed(amount).as_str()),
                (sentence, signed)
            );
        }
        // A loss is as large as the same gain.
        let share = |cents| per_mille(Cents::new(cents), Cents::new(10_000));
        assert_eq!((share(25), share(-25)), (Some(3), Some(-3)));
        assert_eq!(teller.amount(Cents::new(-250)), "€\u{a0}-3");
    }

    #[test]
    fn what_comes_back_is_said_and_what_does_not_too() {
        let old = [cohort(2026, [60, 30, 10])];
        for (own, wanted) in [
            (
                [40, 30, 30],
                "De dip komt binnen die drie jaar helemaal terug.",
            ),
            (
                [40, 30, 20],
                "Van de dip van €\u{a0}20,0\u{a0}mln komt €\u{a0}10,0\u{a0}mln binnen die drie jaar terug.",
            ),
            ([40, 30, 10], "Dat komt binnen die drie jaar niet terug."),
            ([70, 30, 0], "De voorsprong is na die drie jaar weer weg."),
            (
                [70, 30, 5],
                "Van de voorsprong van €\u{a0}10,0\u{a0}mln blijft €\u{a0}5,0\u{a0}mln over.",
            ),
            ([70, 40, 20], "en na drie jaar €\u{a0}30,0\u{a0}mln meer."),
        ] {
            let told = told(&old, &[cohort(2026, own)]);
            assert!(told.ends_with(wanted), "{told}");
        }
    }

    #[test]
    fn the_cohort_that_changes_by_more_than_rounding_is_told_of() {
        let old = [cohort(2025, [60, 30, 10]), cohort(2026, [60, 30, 10])];
        let mut rounded = old.clone();
        rounded[0].ontvangen[2] += Cents::new(301);
        assert!(told(&old, &rounded).contains("Van 2025 tot en met 2026 krijgt elk cohort"));
        rounded[1].ontvangen[0] += Cents::new(100_000_000);
        assert!(told(&old, &rounded).contains("voor cohort 2026"));
    }

    #[test]
    fn the_cohort_that_is_told_of_is_changed_about_as_much_as_any() {
        let old = [2026, 2027, 2028].map(|year| cohort(year, [60, 30, 10]));
        let hit = [[60, 30, 8], [60, 24, 8], [54, 24, 8]];
        let new = [0, 1, 2].map(|place| cohort(old[place].cohort.get().into(), hit[place]));
        assert!(told(&old, &new).contains("voor cohort 2028"));
    }

    #[test]
    fn a_fondsuitkering_knows_no_cohorts() {
        let old = [cohort(2025, [60, 30, 10]), cohort(2026, [60, 30, 10])];
        let told = told(&old, &old[..1]);
        assert!(told.contains("Vanaf cohort 2026 valt een termijn in de fondsuitkering van ‘B’"));
    }

    #[test]
    fn without_a_cohort_in_both_there_is_nothing_to_compare() {
        let told = told(&[cohort(2026, [60, 30, 10])], &[]);
        assert!(told.starts_with("Geen cohort"), "{told}");
    }
}
