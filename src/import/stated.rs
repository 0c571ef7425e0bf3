//! What a delivery says that the country has, held against the rows of the gemeenten.

use std::collections::BTreeMap;

use super::account::Total;
use super::cells::{Number, number};
use crate::people::Kind;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// What a count is of: whom, which cohort, and counted when.
pub(super) type Key = (Kind, Jaar, Option<Jaar>);

/// A total of the file itself.
#[derive(Debug)]
struct Said {
    row: usize,
    people: i64,
    /// What stands there, where it can be read in two ways: the rows say which was meant.
    two_ways: Option<String>,
}

/// The totals of a file, by what they are of.
#[derive(Debug, Default)]
pub(super) struct Stated(BTreeMap<Key, Said>);

impl Stated {
    /// Keeps a total. What is no number, is hidden or is empty says nothing of the country.
    pub fn add(&mut self, key: Key, text: &str, row: usize) {
        let (people, two_ways) = match number(text) {
            Number::Whole(people) => (people, None),
            Number::TwoWays => {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                let Ok(people) = digits.parse() else {
                    return;
                };
                (people, Some(text.to_owned()))
            }
            Number::Hidden(_) | Number::Empty | Number::Wrong => return,
        };
        let said = Said {
            row,
            people,
            two_ways,
        };
        self.0.insert(key, said);
    }

    /// Every total with what the rows add up to.
    fn held<'a>(&'a self, totals: &'a [Total]) -> impl Iterator<Item = (Key, &'a Said, i64)> {
        self.0.iter().map(|(&(kind, jaar, peiljaar), said)| {
            let mut own = totals.iter();
            let own =
                own.find(|own| (own.groep, own.jaar, own.peiljaar) == (kind.key(), jaar, peiljaar));
            (
                (kind, jaar, peiljaar),
                said,
                own.map_or(0, |own| own.aantal),
            )
        })
    }

    /// The people of totals that could be read in two ways, where the rows say which it is.
    pub fn confirmed(&self, totals: &[Total]) -> i64 {
        let known = self.held(totals);
        let known = known.filter(|(_, said, sum)| said.two_ways.is_some() && said.people == *sum);
        known.map(|(_, said, _)| said.people).sum()
    }

    /// The totals that are not what the rows add up to, each as it stands there.
    pub fn notes<'a>(&'a self, totals: &'a [Total]) -> impl Iterator<Item = Text> + 'a {
        let other = self.held(totals);
        let other = other.filter(|(_, said, sum)| said.people != *sum);
        other.map(|((kind, jaar, _), said, sum)| {
            let (groep, row) = (kind.key(), said.row);
            let people = match &said.two_ways {
                Some(text) => format!("`{text}`"),
                None => said.people.to_string(),
            };
            Text::new(
                format!("rij {row} zegt dat {groep} in {jaar} samen {people} is; de rijen tellen op tot {sum}"),
                format!("row {row} says that {groep} in {jaar} is {people} together; the rows add up to {sum}"),
            )
        })
    }
}
