//! The uitkering in its three parts, and the division of BA by the grondslag
//! of each gemeente: what the voorlopige and the definitieve uitkering share.

use std::error::Error;
use std::fmt;

use crate::apportion::{Apportioner, NoWeight, apportion};
use crate::fraction::Fraction;
use crate::money::{Cents, round_half_up};

/// What each gemeente gets for one uitvoeringsjaar, in the order of their codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Uitkering {
    /// BGO: for gezins- en overige migranten.
    pub bgo: Vec<Cents>,
    /// BA: for asielstatushouders.
    pub ba: Vec<Cents>,
    /// ABO: for the onderwijsroute.
    pub abo: Vec<Cents>,
    /// What the state pays, reckoned from the national numbers alone: TBA and
    /// the other two parts. It equals the sum over gemeenten to the cent.
    pub rijk: Cents,
}

impl Uitkering {
    /// U = BGO + BA + ABO of one gemeente.
    pub fn of(&self, gemeente: usize) -> Cents {
        self.bgo[gemeente] + self.ba[gemeente] + self.abo[gemeente]
    }

    /// U of the whole country.
    pub fn total(&self) -> Cents {
        [&self.bgo, &self.ba, &self.abo]
            .into_iter()
            .flat_map(|part| part.iter())
            .sum()
    }
}

/// There is a TBA to divide, and no gemeente has any grondslag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GeenGrondslag {
    /// The amount that cannot be divided.
    pub tba: Cents,
}

impl fmt::Display for GeenGrondslag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "no gemeente has a grondslag for a TBA of {}",
            self.tba
        )
    }
}

impl Error for GeenGrondslag {}

/// One term of GG and of TBA: a count of people, the share of it that counts,
/// a weight for the distribution and a price for the total.
#[derive(Debug, Clone, Copy)]
pub struct Term<'a> {
    /// People per gemeente.
    pub people: &'a [i64],
    /// People in the country; for a taakstelling not the sum of `people`.
    pub landelijk: i64,
    /// Share of them that is inburgeringsplichtig.
    pub share: Fraction,
    /// Weight in GG, cents per person.
    pub gewicht: Cents,
    /// Amount in TBA, cents per person.
    pub bedrag: Cents,
}

impl Term<'_> {
    /// What one person weighs in GG, on a scale that holds every share.
    fn factor(&self, scale: i128) -> u128 {
        let factor = scaled(self.share, scale) * i128::from(self.gewicht.get());
        u128::try_from(factor).expect("weights are not negative")
    }
}

/// Memory that one uitkering after another is reckoned in.
#[derive(Debug, Clone, Default)]
pub struct Werkruimte {
    weights: Vec<u64>,
    parts: Vec<i64>,
    apportioner: Apportioner,
}

/// GG per gemeente, on a scale of its own that is the same for all of them:
/// the sum of people times share times gewicht, without any rounding.
pub fn grondslagen(terms: &[Term<'_>]) -> Vec<u128> {
    let scale = common_denominator(terms);
    let gemeenten = terms.first().map_or(0, |term| term.people.len());
    let mut sums = vec![0u128; gemeenten];
    for term in terms {
        let factor = term.factor(scale);
        for (sum, &people) in sums.iter_mut().zip(term.people) {
            *sum += u128::from(people.unsigned_abs()) * factor;
        }
    }
    sums
}

impl Werkruimte {
    /// GG per gemeente in 64 bits; `false` where they do not fit.
    fn small_grondslagen(&mut self, terms: &[Term<'_>]) -> bool {
        let scale = common_denominator(terms);
        let mut sum = 0u128;
        for term in terms {
            let people: i64 = term.people.iter().sum();
            sum += u128::from(people.unsigned_abs()) * term.factor(scale);
        }
        if sum >= u128::from(Apportioner::LARGEST_SUM) {
            return false;
        }
        let gemeenten = terms.first().map_or(0, |term| term.people.len());
        self.weights.clear();
        self.weights.resize(gemeenten, 0);
        for term in terms {
            let factor = term.factor(scale) as u64;
            if factor != 0 {
                for (weight, &people) in self.weights.iter_mut().zip(term.people) {
                    *weight += people.unsigned_abs() * factor;
                }
            }
        }
        true
    }

    /// BA per gemeente: `GG / SOM_GG * TBA` by largest remainder.
    fn divide(&mut self, tba: Cents, terms: &[Term<'_>]) -> Result<(), NoWeight> {
        if self.small_grondslagen(terms) {
            let (weights, parts) = (&self.weights, &mut self.parts);
            return self.apportioner.divide(tba.get(), weights, parts);
        }
        self.parts = apportion(tba.get(), &grondslagen(terms))?;
        Ok(())
    }
}

/// TBA: the sum of people times share times bedrag over the country, rounded
/// half up to the cent once (design 2.4).
pub fn tba(terms: &[Term<'_>]) -> Cents {
    let scale = common_denominator(terms);
    let sum: i128 = terms
        .iter()
        .map(|term| {
            i128::from(term.landelijk) * scaled(term.share, scale) * i128::from(term.bedrag.get())
        })
        .sum();
    Cents::new(round_half_up(sum, scale) as i64)
}

/// Fills in BGO, BA and the account of the state; ABO is in `result` already.
///
/// # Errors
/// [`GeenGrondslag`] if there is a TBA and every GG is zero.
pub fn fill(
    result: &mut Uitkering,
    terms: &[Term<'_>],
    ago: &[i64],
    gezins_overig: Cents,
    space: &mut Werkruimte,
) -> Result<(), GeenGrondslag> {
    let tba = tba(terms);
    space
        .divide(tba, terms)
        .map_err(|_| GeenGrondslag { tba })?;
    result.ba.clear();
    result
        .ba
        .extend(space.parts.iter().map(|&part| Cents::new(part)));
    per_person(ago, gezins_overig, &mut result.bgo);
    let lago: i64 = ago.iter().sum();
    result.rijk = gezins_overig * lago + tba + result.abo.iter().sum::<Cents>();
    Ok(())
}

/// People times an amount, per gemeente.
pub fn per_person(people: &[i64], bedrag: Cents, amounts: &mut Vec<Cents>) {
    amounts.clear();
    amounts.extend(people.iter().map(|&count| bedrag * count));
}

/// The scale of [`grondslagen`]: GG in cents per person is a grondslag over this.
pub fn common_denominator(terms: &[Term<'_>]) -> i128 {
    terms.iter().fold(1, |common, term| {
        num_integer::lcm(common, i128::from(term.share.denominator()))
    })
}

fn scaled(share: Fraction, scale: i128) -> i128 {
    i128::from(share.numerator()) * (scale / i128::from(share.denominator()))
}
