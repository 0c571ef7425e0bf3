//! Amounts and weights of a budget year from prices and rhythms (verantwoording 2.5).

use num_traits::Zero;
use proptest::collection::vec;
use proptest::prelude::*;
use spuk::internals::exact::fraction::{Exact, Fraction};
use spuk::internals::exact::money::Cents;
use spuk::internals::terms::jaar::Jaar;
use spuk::internals::uitkering::{
    Betaalritme, Prijs, Ritme, afgeleid, herleid, onderwijsroute, termijnen,
};

use super::exact::{Q, half_up, q, share_of};

/// Euros per person, to a hundredth of a cent.
fn price() -> impl Strategy<Value = Q> {
    (0..300_000_000i64).prop_map(|amount| q(amount) / q(10_000))
}

/// Three shares that make a whole.
fn shares() -> impl Strategy<Value = [Fraction; 3]> {
    (0..=100i64, 0..=100i64).prop_map(|(one, other)| {
        let (first, last) = (one.min(other), one.max(other));
        [first, last - first, 100 - last].map(|part| Fraction::new(part, 100))
    })
}

fn ritme() -> impl Strategy<Value = Ritme> {
    prop_oneof![
        (shares(), shares()).prop_map(|(leerroute, overig)| Ritme::PerDeel { leerroute, overig }),
        shares().prop_map(Ritme::Totaal),
    ]
}

fn year(number: i64) -> Jaar {
    Jaar::new(number).unwrap()
}

/// Up to four rhythms from years of their own, in any order.
fn ritmes() -> impl Strategy<Value = Vec<(i64, Ritme)>> {
    let years = Just((2021..2029).collect::<Vec<i64>>()).prop_shuffle();
    (years, vec(ritme(), 1..5)).prop_map(|(years, ritmes)| years.into_iter().zip(ritmes).collect())
}

/// Leerroute and rest of instalment `number` of a cohort.
fn parts(ritme: &Ritme, leerroute: &Q, overig: &Q, number: usize) -> (Q, Q) {
    match ritme {
        Ritme::PerDeel {
            leerroute: first,
            overig: second,
        } => (
            share_of(first[number]) * leerroute,
            share_of(second[number]) * overig,
        ),
        Ritme::Totaal(shares) => {
            // The rest is paid first: what of it lies within all that is paid by then.
            let whole = leerroute + overig;
            let paid = |through: usize| -> Q {
                shares[..through]
                    .iter()
                    .map(|&share| share_of(share))
                    .sum::<Q>()
                    * &whole
            };
            let within = |paid: Q| paid.min(overig.clone());
            let rest = within(paid(number + 1)) - within(paid(number));
            (paid(number + 1) - paid(number) - &rest, rest)
        }
    }
}

fn cents(euros: &Q) -> Cents {
    Cents::new(half_up(&(euros * q(100))))
}

proptest! {
    #[test]
    fn every_instalment_follows_the_rhythm_of_its_cohort(
        leerroute in price(),
        overig in price(),
        ritmes in ritmes(),
        jaar in 2022..2032i64,
        prestatie in 0..=100i64,
    ) {
        let prijs = Prijs {
            leerroute: Exact::from(leerroute.clone()),
            overig: Exact::from(overig.clone()),
            gezins_overig: None,
        };
        let list: Vec<Betaalritme> = ritmes
            .iter()
            .map(|&(vanaf, ritme)| Betaalritme { vanaf_cohort: year(vanaf), ritme })
            .collect();
        let share = Fraction::new(prestatie, 100);
        let found = termijnen(year(jaar), &prijs, &list);
        let derived = afgeleid(year(jaar), &prijs, &list, share);
        // A rhythm holds until the next one begins.
        let in_force = |cohort: i64| {
            (2021..=cohort).rev().find_map(|vanaf| ritmes.iter().position(|(from, _)| *from == vanaf))
        };
        let places: Option<Vec<usize>> = (0..3).map(|number| in_force(jaar - number)).collect();
        let Some(places) = places else {
            prop_assert!(found.is_none());
            prop_assert_eq!(derived, None);
            return Ok(());
        };
        let (found, derived) = (found.unwrap(), derived.unwrap());
        let mut results = Cents::ZERO;
        for (number, place) in places.into_iter().enumerate() {
            let (first, second) = parts(&ritmes[place].1, &leerroute, &overig, number);
            let termijn = &found[number];
            prop_assert_eq!(termijn.cohort, year(jaar - number as i64));
            prop_assert_eq!(termijn.ritme, place);
            prop_assert_eq!(Q::from(&termijn.leerroute.clone().reduced()), first.clone());
            prop_assert_eq!(Q::from(&termijn.overig.clone().reduced()), second.clone());
            let amount = cents(&(&first + &second));
            let result = cents(&(share_of(share) * &first));
            prop_assert_eq!(termijn.bedrag(), Some(amount));
            prop_assert_eq!(termijn.for_results(share), Some(result));
            prop_assert_eq!(derived.bedrag[number], amount);
            prop_assert_eq!(derived.gewicht[number], amount - result);
            results += result;
        }
        prop_assert_eq!(derived.gewicht[3], results);
    }

    /// Prices are made into amounts and back: the amounts come out again, to the cent.
    #[test]
    fn amounts_that_were_made_from_prices_are_made_from_those_derived_back(
        leerroute in price(),
        overig in price(),
        ritmes in ritmes(),
        jaar in 2022..2032i64,
        grown in 50..200i64,
    ) {
        let prijs = |factor: i64| Prijs {
            leerroute: Exact::from(&leerroute * q(factor) / q(100)),
            overig: Exact::from(&overig * q(factor) / q(100)),
            gezins_overig: None,
        };
        let list: Vec<Betaalritme> = ritmes
            .iter()
            .map(|&(vanaf, ritme)| Betaalritme { vanaf_cohort: year(vanaf), ritme })
            .collect();
        let jaar = year(jaar);
        let Some(published) = afgeleid(jaar, &prijs(grown), &list, Fraction::ZERO) else {
            prop_assert_eq!(herleid(jaar, [Cents::new(1); 3], &list, None), None);
            return Ok(());
        };
        let found = herleid(jaar, published.bedrag, &list, Some(&prijs(100)));
        // Nothing says what nothing was made from.
        let Some(found) = found else {
            prop_assert!(published.bedrag.contains(&Cents::ZERO));
            return Ok(());
        };
        prop_assert!(found.is_exact);
        let back = Prijs {
            leerroute: found.leerroute,
            overig: found.overig,
            gezins_overig: None,
        };
        let again = afgeleid(jaar, &back, &list, Fraction::ZERO).unwrap();
        prop_assert_eq!(again.bedrag, published.bedrag);
    }

    #[test]
    fn the_onderwijsroute_has_what_it_costs_above_the_leerroute(
        traject in price(),
        level in prop_oneof![1 => Just(q(0)), 4 => price()],
        leerroute in price(),
    ) {
        let indexed = if level.is_zero() { traject.clone() } else { &traject * &leerroute / &level };
        let expected = cents(&(indexed - &leerroute)).max(Cents::ZERO);
        prop_assert_eq!(onderwijsroute(&traject.into(), &level.into(), &leerroute.into()), Some(expected));
    }
}

fn two_rhythms() -> Vec<Betaalritme> {
    let percent = |shares: [i64; 3]| shares.map(|share| Fraction::new(share, 100));
    vec![
        Betaalritme {
            vanaf_cohort: year(2020),
            ritme: Ritme::PerDeel {
                leerroute: percent([50, 40, 10]),
                overig: percent([100, 0, 0]),
            },
        },
        Betaalritme {
            vanaf_cohort: year(2026),
            ritme: Ritme::Totaal(percent([40, 30, 30])),
        },
    ]
}

/// The amounts of Ri2021 for 2026: cohort 2026 has 40% of the whole, cohort 2025 has 40%
/// and cohort 2024 10% of the leerroute.
#[test]
fn the_prices_behind_2026_are_those_that_it_was_derived_from() {
    let published = [608_734, 471_896, 117_974].map(Cents::new);
    let found = herleid(year(2026), published, &two_rhythms(), None).unwrap();
    assert!(found.is_exact);
    assert_eq!(Q::from(&found.leerroute), q(1_179_740) / q(100));
    assert_eq!(Q::from(&found.overig), q(342_095) / q(100));
}

/// Amounts that no price gives: a and c say what the prices are, and b is a little off.
#[test]
fn amounts_that_do_not_fit_the_rhythm_are_said_to() {
    let published = [640_010, 480_100, 125_000].map(Cents::new);
    let found = herleid(year(2027), published, &two_rhythms(), None).unwrap();
    assert!(!found.is_exact);
    assert_eq!(Q::from(&found.leerroute), q(12_500));
    // a is 40% of all: 6,400.10 / 0.4 = 16,000.25.
    assert_eq!(Q::from(&found.overig), q(350_025) / q(100));
}

/// From 2028 on all three instalments are shares of the whole: what part of it is the
/// leerroute is as before.
#[test]
fn one_rhythm_for_all_says_the_whole_and_not_its_parts() {
    let published = [680_000, 510_000, 510_000].map(Cents::new);
    assert_eq!(herleid(year(2028), published, &two_rhythms(), None), None);
    let before = Prijs {
        leerroute: q(12_000).into(),
        overig: q(4_000).into(),
        gezins_overig: None,
    };
    let found = herleid(year(2028), published, &two_rhythms(), Some(&before)).unwrap();
    assert!(found.is_exact);
    assert_eq!(Q::from(&found.leerroute), q(12_750));
    assert_eq!(Q::from(&found.overig), q(4_250));
    // Where no price gives all three, a says how much larger it is.
    let published = [680_000, 510_100, 510_000].map(Cents::new);
    let off = herleid(year(2028), published, &two_rhythms(), Some(&before)).unwrap();
    assert!(!off.is_exact);
    assert_eq!((off.leerroute, off.overig), (found.leerroute, found.overig));
}

/// A third of a cent more than 16,000.08 euros is 40% of it in a and 30% in b, each to the
/// nearest cent: neither amount alone, nor c with either, gives the other back.
#[test]
fn prices_between_those_that_two_amounts_give_are_found() {
    let found = herleid(
        year(2027),
        [640_003, 480_003, 125_000].map(Cents::new),
        &two_rhythms(),
        None,
    );
    let found = found.expect("prices");
    assert!(found.is_exact);
    assert_eq!(Q::from(&found.leerroute), q(12_500));
    // The whole is at least what b leaves room for and at most what a does: 480,002.5 cents
    // by 0.3 and 640,003.5 cents by 0.4. In the middle are 1,600,008 cents and 13/24.
    let whole = q(1_600_008 * 24 + 13) / q(2_400);
    assert_eq!(Q::from(&found.overig), &whole - q(12_500));
    // Where all three are shares of the whole, its parts are those of before.
    let before = Prijs {
        leerroute: q(12_000).into(),
        overig: q(4_000).into(),
        gezins_overig: None,
    };
    let published = [640_003, 480_003, 480_003].map(Cents::new);
    let found = herleid(year(2028), published, &two_rhythms(), Some(&before)).expect("prices");
    assert!(found.is_exact);
    assert_eq!(Q::from(&found.leerroute), &whole * q(3) / q(4));
    assert_eq!(Q::from(&found.overig), whole / q(4));
}

/// The leerroute alone, 17,000 euros by c, would be more than the whole, 16,000 by a.
#[test]
fn no_price_is_below_zero() {
    let published = [640_000, 480_000, 170_000].map(Cents::new);
    assert_eq!(herleid(year(2027), published, &two_rhythms(), None), None);
}
