//! The amounts and weights of a budget year (Ri2021 art. 10.1-10.4), and how
//! they follow from prices, betaalritme and prestatiebekostiging (verantwoording 2.5).

use num_bigint::BigInt;

use super::termijn::{GEWICHT_D, GEWICHTEN, Letter, TERMIJNEN};
use crate::exact::fraction::{Exact, Fraction, OneDenominator, Unreduced, exact_whole};
use crate::exact::money::{Cents, euros_to_cents, product_to_cents, unreduced_to_cents};
use crate::terms::jaar::Jaar;

/// Everything that Ri2021 sets for one budget year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bedragen {
    /// Amount per gezins- of overige migrant (Ri2021 10.2).
    pub gezins_overig: Cents,
    /// Amounts a, b, c per asielstatushouder, by instalment (Ri2021 10.3).
    pub bedrag: [Cents; TERMIJNEN],
    /// Weights a, b, c, d (Ri2021 10.4).
    pub gewicht: [Cents; GEWICHTEN],
    /// Share of LPAS(t) that is inburgeringsplichtig (Ri2021 10.1).
    pub pa_t: Fraction,
    /// Share of LHT(t-1) that is inburgeringsplichtig.
    pub pa_t1: Fraction,
    /// Amount per person on the onderwijsroute.
    pub onderwijsroute: Cents,
    /// Share expected on the onderwijsroute.
    pub po: Fraction,
}

/// Prices in a budget year, in exact euros per person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prijs {
    /// Leerroute, per asielstatushouder.
    pub leerroute: Exact,
    /// Everything else, per asielstatushouder.
    pub overig: Exact,
    /// Per gezins- of overige migrant, where known.
    pub gezins_overig: Option<Exact>,
}

/// In what parts a cohort is paid over its three years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ritme {
    /// The leerroute and the rest each in their own rhythm: 50/40/10 and 100/0/0.
    PerDeel {
        /// Shares of the leerroute.
        leerroute: [Fraction; TERMIJNEN],
        /// Shares of the rest.
        overig: [Fraction; TERMIJNEN],
    },
    /// Both together: 40/30/30 (letter of 16 October 2025). The rest counts as
    /// the first part that is paid.
    Totaal([Fraction; TERMIJNEN]),
}

/// A rhythm and the first cohort that it holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Betaalritme {
    /// First cohort.
    pub vanaf_cohort: Jaar,
    /// The rhythm.
    pub ritme: Ritme,
}

/// Amounts and weights that follow from prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Afgeleid {
    /// Amounts a, b, c.
    pub bedrag: [Cents; TERMIJNEN],
    /// Weights a, b, c, d.
    pub gewicht: [Cents; GEWICHTEN],
}

/// One instalment of a budget year before rounding, in euros per person.
#[derive(Debug, Clone)]
pub struct Termijn {
    /// The cohort that it is paid for.
    pub cohort: Jaar,
    /// The place of its rhythm in the list of rhythms.
    pub ritme: usize,
    /// Its leerroute part.
    pub leerroute: Unreduced,
    /// The rest.
    pub overig: Unreduced,
}

impl Termijn {
    /// Amount a, b or c: both parts, rounded half up to the cent.
    ///
    /// `None` if it does not fit in cents.
    pub fn bedrag(&self) -> Option<Cents> {
        unreduced_to_cents(self.leerroute.clone().plus(self.overig.clone()))
    }

    /// What of its leerroute part goes to completed trajecten, rounded half up
    /// to the cent.
    ///
    /// `None` if it does not fit in cents.
    pub fn for_results(&self, prestatie: Fraction) -> Option<Cents> {
        let share = Unreduced::from(&prestatie.exact());
        product_to_cents([&share, &self.leerroute])
    }
}

impl Ritme {
    /// The leerroute part and the rest of an instalment, of the prices of both.
    fn parts(&self, prices: &OneDenominator, number: usize) -> [Unreduced; 2] {
        let (leerroute, overig) = (&prices.numerators()[0], &prices.numerators()[1]);
        let below = prices.denominator();
        match self {
            Self::PerDeel {
                leerroute: shares,
                overig: of_rest,
            } => {
                let part = |price: &BigInt, share: Fraction| {
                    let below = below * share.denominator();
                    Unreduced::new(price * share.numerator(), below)
                };
                [
                    part(leerroute, shares[number]),
                    part(overig, of_rest[number]),
                ]
            }
            Self::Totaal(shares) => {
                let shares = OneDenominator::of(&shares.map(Fraction::exact));
                let whole = leerroute + overig;
                let amount = &whole * &shares.numerators()[number];
                let before: BigInt = shares.numerators()[..number].iter().sum();
                let left = overig * shares.denominator() - before * whole;
                let overig = left.max(BigInt::ZERO).min(amount.clone());
                let below = below * shares.denominator();
                [amount - &overig, overig].map(|part| Unreduced::new(part, below.clone()))
            }
        }
    }
}

/// The place of the rhythm that a cohort is paid in, among rhythms by the first
/// cohort of each: of those that have begun the one that did so last.
///
/// `None` if none has begun.
pub fn ritme_of(cohort: Jaar, vanaf: impl Iterator<Item = Jaar>) -> Option<usize> {
    let begun = vanaf.enumerate().filter(|&(_, first)| first <= cohort);
    let (place, _) = begun.max_by_key(|&(_, first)| first)?;
    Some(place)
}

/// The instalments of budget year `jaar`, each in the rhythm **of its cohort**.
///
/// `None` if a cohort has no rhythm.
pub fn termijnen(
    jaar: Jaar,
    prijs: &Prijs,
    ritmes: &[Betaalritme],
) -> Option<[Termijn; TERMIJNEN]> {
    let prices = OneDenominator::of(&[prijs.leerroute.clone(), prijs.overig.clone()]);
    let termijn = |letter: Letter| {
        let cohort = letter.cohort(jaar);
        let ritme = ritme_of(cohort, ritmes.iter().map(|ritme| ritme.vanaf_cohort))?;
        let [leerroute, overig] = ritmes[ritme].ritme.parts(&prices, letter.nummer());
        Some(Termijn {
            cohort,
            ritme,
            leerroute,
            overig,
        })
    };
    let [a, b, c] = Letter::ALL.map(termijn);
    Some([a?, b?, c?])
}

/// Derives a, b, c and the weights of budget year `jaar` from its instalments.
/// `prestatie` is the share of the leerroute part of each instalment that is
/// taken out of its weight, rounded to the cent; together these are weight d.
///
/// `None` if a cohort has no rhythm, or an amount does not fit in cents.
pub fn afgeleid(
    jaar: Jaar,
    prijs: &Prijs,
    ritmes: &[Betaalritme],
    prestatie: Fraction,
) -> Option<Afgeleid> {
    let mut bedrag = [Cents::ZERO; TERMIJNEN];
    let mut gewicht = [Cents::ZERO; GEWICHTEN];
    for (number, termijn) in termijnen(jaar, prijs, ritmes)?.iter().enumerate() {
        let for_results = termijn.for_results(prestatie)?;
        bedrag[number] = termijn.bedrag()?;
        gewicht[number] = bedrag[number] - for_results;
        gewicht[GEWICHT_D] += for_results;
    }
    Some(Afgeleid { bedrag, gewicht })
}

/// The amount per person on the onderwijsroute: what the traject costs above
/// the leerroute of everyone else, never below zero. `trajectprijs` has the
/// price level at which the leerroute costs `leerroute_prijspeil`.
///
/// `None` if the amount does not fit in cents.
pub fn onderwijsroute(
    trajectprijs: &Exact,
    leerroute_prijspeil: &Exact,
    leerroute: &Exact,
) -> Option<Cents> {
    if *leerroute_prijspeil == exact_whole(0) {
        return euros_to_cents(&(trajectprijs - leerroute)).map(Cents::or_zero);
    }
    let indexed = trajectprijs * leerroute / leerroute_prijspeil;
    euros_to_cents(&(indexed - leerroute)).map(Cents::or_zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(shares: [i64; TERMIJNEN]) -> [Fraction; TERMIJNEN] {
        shares.map(|share| Fraction::new(share, 100))
    }

    fn euros(ten_thousandths: i64) -> Exact {
        Exact::new(ten_thousandths.into(), 10_000.into())
    }

    fn ritmes() -> [Betaalritme; 2] {
        [
            Betaalritme {
                vanaf_cohort: Jaar::new(2020).unwrap(),
                ritme: Ritme::PerDeel {
                    leerroute: percent([50, 40, 10]),
                    overig: percent([100, 0, 0]),
                },
            },
            Betaalritme {
                vanaf_cohort: Jaar::new(2026).unwrap(),
                ritme: Ritme::Totaal(percent([40, 30, 30])),
            },
        ]
    }

    fn derive(year: i64, leerroute: i64, overig: i64, prestatie: i64) -> Afgeleid {
        let prijs = Prijs {
            leerroute: euros(leerroute),
            overig: euros(overig),
            gezins_overig: None,
        };
        let jaar = Jaar::new(year).unwrap();
        afgeleid(jaar, &prijs, &ritmes(), Fraction::new(prestatie, 100)).unwrap()
    }

    #[test]
    fn derived_amounts_equal_the_published_ones_to_the_cent() {
        let published = [
            (2022, 101_991_750, 29_575_125, [805_710, 407_967, 101_992]),
            (2023, 106_054_250, 30_753_175, [837_803, 424_217, 106_054]),
            (2025, 115_888_500, 33_604_850, [915_491, 463_554, 115_889]),
            (2026, 117_974_000, 34_209_500, [608_734, 471_896, 117_974]),
        ];
        for (year, leerroute, overig, expected) in published {
            let bedrag = derive(year, leerroute, overig, 0).bedrag;
            assert_eq!(bedrag.map(Cents::get), expected, "{year}");
        }
    }

    #[test]
    fn the_weights_of_2026_equal_the_published_ones() {
        let gewicht = derive(2026, 117_974_000, 34_209_500, 10).gewicht;
        assert_eq!(gewicht.map(Cents::get), [582_070, 424_706, 106_177, 85_651]);
    }

    #[test]
    fn the_onderwijsroute_gets_what_it_costs_above_the_leerroute() {
        let leerroute = euros(117_974_000);
        let amount = onderwijsroute(&exact_whole(17_000), &leerroute, &leerroute);
        assert_eq!(amount, Some(Cents::new(520_260)));
        let cheap = onderwijsroute(&exact_whole(9_000), &leerroute, &leerroute);
        assert_eq!(cheap, Some(Cents::ZERO));
    }
}
