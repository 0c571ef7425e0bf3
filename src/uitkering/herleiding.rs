//! Prices derived back from published amounts: what was last published is what grows
//! in later years (verantwoording 2.5).

use super::bedragen::{Betaalritme, Prijs, Ritme, ritme_of};
use super::termijn::{Letter, TERMIJNEN};
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::{Cents, euros_to_cents};
use crate::terms::jaar::Jaar;

/// The prices that published amounts a, b and c were made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herleiding {
    /// Euros per asielstatushouder for the leerroute.
    pub leerroute: Exact,
    /// Euros for everything else.
    pub overig: Exact,
    /// Whether all three amounts follow from these prices again, to the cent. Else the
    /// rhythm does not fit the amounts, and some of them are a little off.
    pub is_exact: bool,
}

/// How often the leerroute and the rest stand in an instalment, and what it came to.
struct Equation {
    leerroute: Exact,
    overig: Exact,
    bedrag: Cents,
}

/// Euros for the leerroute and for the rest.
type Prices = (Exact, Exact);

impl Equation {
    /// What an instalment comes to by these prices, in euros.
    fn of(&self, (leerroute, overig): &Prices) -> Exact {
        &self.leerroute * leerroute + &self.overig * overig
    }

    fn follows_from(&self, prices: &Prices) -> bool {
        euros_to_cents(&self.of(prices)) == Some(self.bedrag)
    }

    fn euros(&self) -> Exact {
        Exact::new(self.bedrag.get().into(), 100.into())
    }

    /// Half a cent below and above the amount: what rounds to it lies between.
    fn bounds(&self) -> [Exact; 2] {
        let half = || Exact::new(1.into(), 200.into());
        [self.euros() - half(), self.euros() + half()]
    }
}

/// The prices that published amounts of budget year `jaar` follow from, each instalment
/// in the rhythm of its cohort. Where the rhythms leave open which part is the
/// leerroute, its share is that of the prices `before`.
///
/// `None` if a cohort has no rhythm, or no prices that are not below zero come near.
pub fn herleid(
    jaar: Jaar,
    bedragen: [Cents; TERMIJNEN],
    ritmes: &[Betaalritme],
    before: Option<&Prijs>,
) -> Option<Herleiding> {
    let equations = equations(jaar, bedragen, ritmes)?;
    let solved = pairs(&equations).filter_map(|(one, other)| {
        solution((one, one.euros()), (other, other.euros())).filter(is_price)
    });
    let solved: Vec<Prices> = solved.collect();
    let scaled = before.map_or_else(Vec::new, |before| {
        scaled(
            &equations,
            &(before.leerroute.clone(), before.overig.clone()),
        )
    });
    let within = between(&equations).filter(is_price);
    let candidates = solved.iter().chain(within.iter()).chain(&scaled);
    let is_exact = |prices: &&Prices| equations.iter().all(|one| one.follows_from(prices));
    let exact = candidates.clone().find(is_exact);
    let (leerroute, overig) = exact.or_else(|| candidates.clone().next())?.clone();
    Some(Herleiding {
        leerroute,
        overig,
        is_exact: exact.is_some(),
    })
}

fn equations(
    jaar: Jaar,
    bedragen: [Cents; TERMIJNEN],
    ritmes: &[Betaalritme],
) -> Option<[Equation; TERMIJNEN]> {
    let equation = |letter: Letter| {
        let vanaf = ritmes.iter().map(|ritme| ritme.vanaf_cohort);
        let ritme = ritmes[ritme_of(letter.cohort(jaar), vanaf)?].ritme;
        let number = letter.nummer();
        let (leerroute, overig) = match ritme {
            Ritme::PerDeel { leerroute, overig } => (leerroute[number], overig[number]),
            Ritme::Totaal(shares) => (shares[number], shares[number]),
        };
        Some(Equation {
            leerroute: leerroute.exact(),
            overig: overig.exact(),
            bedrag: bedragen[number],
        })
    };
    let [a, b, c] = Letter::ALL.map(equation);
    Some([a?, b?, c?])
}

/// a with b, a with c, b with c: the largest amounts say most about the prices.
fn pairs(
    equations: &[Equation; TERMIJNEN],
) -> impl Iterator<Item = (&Equation, &Equation)> + Clone {
    let [a, b, c] = equations;
    [(a, b), (a, c), (b, c)].into_iter()
}

fn is_price((leerroute, overig): &Prices) -> bool {
    let zero = exact_whole(0);
    *leerroute >= zero && *overig >= zero
}

/// The prices by which two instalments come to these euros; `None` where both say the
/// same about them.
fn solution(
    (one, first): (&Equation, Exact),
    (other, second): (&Equation, Exact),
) -> Option<Prices> {
    let determinant = &one.leerroute * &other.overig - &other.leerroute * &one.overig;
    (determinant != exact_whole(0)).then(|| {
        let leerroute = &first * &other.overig - &second * &one.overig;
        let overig = &one.leerroute * &second - &other.leerroute * &first;
        (leerroute / &determinant, overig / determinant)
    })
}

/// Prices in the middle of all that round to the amounts: the mean of the corners of
/// what half a cent up and down leaves room for; `None` where that is nothing.
fn between(equations: &[Equation; TERMIJNEN]) -> Option<Prices> {
    let corners = pairs(equations).flat_map(|(one, other)| {
        one.bounds().into_iter().flat_map(move |first| {
            let second = other.bounds().into_iter();
            second.filter_map(move |second| solution((one, first.clone()), (other, second)))
        })
    });
    let fits = |prices: &Prices| {
        equations.iter().all(|one| {
            let [low, high] = one.bounds();
            (low..=high).contains(&one.of(prices))
        })
    };
    mean(corners.filter(fits).collect())
}

fn mean(prices: Vec<Prices>) -> Option<Prices> {
    let count = exact_whole(prices.len() as i64);
    let (leerroute, overig): (Vec<Exact>, Vec<Exact>) = prices.into_iter().unzip();
    let mean = |all: Vec<Exact>| all.into_iter().sum::<Exact>() / &count;
    (count != exact_whole(0)).then(|| (mean(leerroute), mean(overig)))
}

/// The prices of before, as many times larger as the amounts are: by each of these, and
/// by the middle of all that rounds to them.
fn scaled(equations: &[Equation; TERMIJNEN], before: &Prices) -> Vec<Prices> {
    let zero = exact_whole(0);
    let larger = |factor: &Exact| (&before.0 * factor, &before.1 * factor);
    let known = equations.iter().filter(|one| one.of(before) > zero);
    let mut factors: Vec<Exact> = known
        .clone()
        .map(|one| one.euros() / one.of(before))
        .collect();
    let bounds = known.map(|one| one.bounds().map(|bound| bound / one.of(before)));
    let (lows, highs): (Vec<Exact>, Vec<Exact>) = bounds.map(|[low, high]| (low, high)).unzip();
    if let (Some(low), Some(high)) = (lows.into_iter().max(), highs.into_iter().min()) {
        factors.push((low + high) / exact_whole(2));
    }
    factors.iter().map(larger).filter(is_price).collect()
}
