//! Formulas as data: how a number follows from those below it, and working
//! that out again.

use std::sync::Arc;

use num_traits::ToPrimitive;

use super::division::Division;
use super::divisors::DivisorDivision;
use super::node::{ExplainNode, ExplainUnit};
use crate::exact::apportion::Shares;
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::{Cents, euros_to_cents, to_whole};
use crate::people::BILLION;
use crate::terms::Text;
use crate::uitkering::twelve_payments;

/// How a number follows from its children, in their order.
#[derive(Debug, Clone)]
pub enum ExplainFormula {
    /// It does not: a source says so.
    Gegeven,
    /// People of all gemeenten together, in the order of their codes.
    OverGemeenten(Arc<[i64]>),
    /// The first; any others stand there to compare with.
    Gelijk,
    /// All together.
    Som,
    /// The first less the others.
    Verschil,
    /// The first less the others, never below zero.
    VerschilVanafNul,
    /// All multiplied.
    Product,
    /// The first over the second.
    Quotient,
    /// The first times the second over the third.
    NaarRato,
    /// The first grown by the second: `a * (1 + b)`.
    Groei,
    /// The first less a share of it: `a * (1 - b)`.
    Korten,
    /// A share of which the third part runs a year late: `a * (1 - c) + b * c`,
    /// with the share of this year and of the year before.
    Laat,
    /// The least.
    Minimum,
    /// A part of the first in proportion to the second, by largest remainder;
    /// the third, where there is one, is what all weights add up to.
    GrootsteRest(Arc<Division>, usize),
    /// A part of the first, by smallest divisors: the second over the third, rounded up,
    /// and where a tie decides one more (Hw2014 art. 29).
    KleinsteDelers(Arc<DivisorDivision>, usize),
    /// The twelve payments of a year (Bi2021 art. 10.8).
    TwaalfBetalingen,
}

/// Where a number is rounded: to the cent, or to whole people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Not at all.
    Geen,
    /// Half up.
    HalfOmhoog,
    /// Up (Hw2014 art. 29).
    NaarBoven,
    /// Half up on nine decimals, those that a share has in a scenario.
    Miljardste,
}

impl ExplainFormula {
    /// The word in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Gegeven => "gegeven",
            Self::OverGemeenten(_) => "som over gemeenten",
            Self::Gelijk => "gelijk",
            Self::Som => "som",
            Self::Verschil => "verschil",
            Self::VerschilVanafNul => "verschil, niet onder nul",
            Self::Product => "product",
            Self::Quotient => "quotient",
            Self::NaarRato => "naar rato",
            Self::Groei => "groei",
            Self::Korten => "korten",
            Self::Laat => "deels een jaar later",
            Self::Minimum => "minimum",
            Self::GrootsteRest(..) => "grootste rest",
            Self::KleinsteDelers(..) => "kleinste delers",
            Self::TwaalfBetalingen => "twaalf betalingen",
        }
    }
}

impl Rounding {
    /// In words; `None` without rounding.
    pub const fn word(self) -> Option<Text> {
        match self {
            Self::Geen => None,
            Self::HalfOmhoog => Some(Text::fixed("half omhoog", "half up")),
            Self::NaarBoven => Some(Text::fixed("naar boven", "up")),
            Self::Miljardste => Some(Text::fixed(
                "half omhoog op negen decimalen",
                "half up on nine decimals",
            )),
        }
    }

    /// The rounded number; `None` where it does not fit.
    fn of(self, value: Exact, unit: ExplainUnit) -> Option<Exact> {
        match (self, unit.is_money()) {
            (Self::Geen, _) => Some(value),
            (Self::HalfOmhoog, true) => euros_to_cents(&value).map(super::node::euros),
            (Self::HalfOmhoog, false) => to_whole(&value).map(exact_whole),
            (Self::Miljardste, _) => {
                let billionths = to_whole(&(value * exact_whole(BILLION)))?;
                Some(Exact::new(billionths.into(), BILLION.into()))
            }
            (Self::NaarBoven, true) => None,
            (Self::NaarBoven, false) => Some(value.ceil()),
        }
    }
}

impl ExplainNode {
    /// How the number is made whole, in words; `None` where it is not.
    pub fn made_whole(&self) -> Option<Text> {
        match self.formule {
            ExplainFormula::GrootsteRest(..) => {
                Some(Text::fixed("grootste rest", "largest remainder"))
            }
            ExplainFormula::KleinsteDelers(..) => Some(Text::fixed(
                "naar boven, bij gelijke stand de laagste code eerst",
                "up, of a tie the lowest code first",
            )),
            _ => self.afronding.word(),
        }
    }

    /// Works the formula out for the children, before rounding. `None` where a
    /// child is missing or something is divided by nothing.
    pub fn unrounded(&self) -> Option<Exact> {
        let child = |number: usize| self.kinderen.get(number).map(|node| &node.waarde);
        let rest = || self.kinderen.iter().skip(1).map(|node| &node.waarde);
        let less = |first: &Exact| first - rest().sum::<Exact>();
        let one = exact_whole(1);
        match &self.formule {
            ExplainFormula::Gegeven => Some(self.waarde.clone()),
            ExplainFormula::OverGemeenten(people) => Some(exact_whole(people.iter().sum())),
            ExplainFormula::Gelijk => child(0).cloned(),
            ExplainFormula::Som => Some(self.kinderen.iter().map(|node| &node.waarde).sum()),
            ExplainFormula::Verschil => child(0).map(less),
            ExplainFormula::VerschilVanafNul => Some(less(child(0)?).max(exact_whole(0))),
            ExplainFormula::Product => {
                let mut product = one;
                for node in &self.kinderen {
                    product = product * &node.waarde;
                }
                Some(product)
            }
            ExplainFormula::Quotient => over(child(0)?.clone(), child(1)?),
            ExplainFormula::NaarRato if child(0)?.is_zero() => Some(exact_whole(0)),
            ExplainFormula::NaarRato => over(child(0)? * child(1)?, child(2)?),
            ExplainFormula::Groei => Some(child(0)? * (one + child(1)?)),
            ExplainFormula::Korten => Some(child(0)? * (one - child(1)?)),
            ExplainFormula::Laat => Some(child(0)? * (one - child(2)?) + child(1)? * child(2)?),
            ExplainFormula::Minimum => self.kinderen.iter().map(|k| &k.waarde).min().cloned(),
            ExplainFormula::GrootsteRest(division, index) => {
                let part = exact_whole(division.part(*index));
                Some(part / exact_whole(self.eenheid.per_unit()))
            }
            ExplainFormula::KleinsteDelers(division, index) => Some(division.part(*index)),
            ExplainFormula::TwaalfBetalingen => {
                let payments = twelve_payments(self.kinderen.first()?.cents()?);
                Some(super::node::euros(payments.iter().sum::<Cents>()))
            }
        }
    }

    /// Works the formula out for the children, with the rounding of the law.
    pub fn recompute(&self) -> Option<Exact> {
        if let (ExplainFormula::NaarRato, Rounding::NaarBoven) = (&self.formule, self.afronding) {
            return self.prognose();
        }
        self.afronding.of(self.unrounded()?, self.eenheid)
    }

    /// The rounding of a prognosis (Bi2021 art. 10.4), by the function that does it.
    fn prognose(&self) -> Option<Exact> {
        let whole = |number: usize| {
            let value = &self.kinderen.get(number)?.waarde;
            value.is_integer().then(|| value.to_integer().to_u64())?
        };
        let (total, weight, sum) = (whole(0)?, i64::try_from(whole(1)?).ok()?, whole(2)?);
        if total == 0 {
            return Some(exact_whole(0));
        }
        let shares = (sum > 0).then(|| Shares::new(total, sum))?;
        let mut share = [0];
        shares.rounded_up(&[weight], &mut share);
        Some(exact_whole(share[0]))
    }

    /// Whether the value is what the formula makes of the children, to the
    /// cent and the person; at a leaf whether it has a source.
    pub fn follows(&self) -> bool {
        let divided = match &self.formule {
            ExplainFormula::Gegeven => return self.herkomst.is_some() && self.kinderen.is_empty(),
            ExplainFormula::GrootsteRest(division, index) => self.is_part_of(division, *index),
            ExplainFormula::KleinsteDelers(division, index) => {
                let basis = self.kinderen.iter().map(|node| &node.waarde);
                basis.eq(&division.basis(*index))
            }
            _ => true,
        };
        divided && self.recompute().as_ref() == Some(&self.waarde)
    }

    /// Whether what was divided is the first child, and the weight and the sum
    /// of the weights are the other two.
    fn is_part_of(&self, division: &Division, index: usize) -> bool {
        let is = |number: usize, expected: Exact| {
            let child = self.kinderen.get(number);
            child.is_none_or(|node| node.waarde == expected)
        };
        let total = exact_whole(division.total()) / exact_whole(self.eenheid.per_unit());
        self.kinderen.len() >= 2
            && is(0, total)
            && is(1, division.weight(index))
            && is(2, division.sum())
            && !self.waarde.is_negative()
    }
}

fn over(numerator: Exact, denominator: &Exact) -> Option<Exact> {
    (!denominator.is_zero()).then(|| numerator / denominator)
}
