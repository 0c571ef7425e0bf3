//! The arithmetic under the law: dividing, rounding, twelve payments.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use proptest::collection::vec;
use proptest::prelude::*;
use spuk::internals::exact::apportion::{
    NoWeight, apportion, apportion_by_counts, apportion_exact,
};
use spuk::internals::exact::fraction::{Exact, Fraction};
use spuk::internals::exact::money::{Cents, euros_to_cents, round_half_up, to_whole};
use spuk::internals::uitkering::{less, prognose_into, twelve_payments};

use super::exact::largest_remainder;

/// `floor(x + 1/2)`, the definition.
fn half_up(value: &BigRational) -> i128 {
    (value + BigRational::new(1.into(), 2.into()))
        .floor()
        .to_integer()
        .to_i128()
        .unwrap()
}

fn whole(value: u128) -> BigRational {
    BigRational::from_integer(BigInt::from(value))
}

/// Weights with many ties and zeros among them, and some beyond 64 bits.
fn weights() -> impl Strategy<Value = Vec<u128>> {
    let weight = prop_oneof![
        1 => Just(0u128),
        4 => 0..5u128,
        4 => 0..1_000_000u128,
        1 => 0..(1u128 << 80),
    ];
    vec(weight, 0..12)
}

proptest! {
    #[test]
    fn parts_add_up_and_are_within_one_of_the_exact_share(
        total in 0..10_000_000_000_000i64,
        weights in weights(),
    ) {
        let sum: u128 = weights.iter().sum();
        let Ok(parts) = apportion(total, &weights) else {
            prop_assert!(total > 0 && sum == 0, "only nobody cannot be given anything");
            return Ok(());
        };
        prop_assert_eq!(parts.iter().sum::<i64>(), total);
        for (&part, &weight) in parts.iter().zip(&weights) {
            prop_assert!(weight > 0 || part == 0);
            if sum > 0 {
                let share = whole(total as u128) * whole(weight) / whole(sum);
                let distance = share - BigRational::from_integer(part.into());
                prop_assert!(distance < whole(1) && distance > -whole(1));
            }
        }
    }

    #[test]
    fn the_parts_are_those_of_a_plain_largest_remainder(
        total in 0..100_000i64,
        weights in weights(),
    ) {
        let plain: Vec<BigRational> = weights.iter().map(|&weight| whole(weight)).collect();
        let exact: Vec<Exact> = plain.iter().cloned().map(Exact::from).collect();
        let expected = largest_remainder(total, &plain).ok_or(NoWeight);
        prop_assert_eq!(apportion(total, &weights), expected.clone());
        prop_assert_eq!(apportion_exact(total, &exact), expected);
    }

    #[test]
    fn dividing_by_fractions_is_dividing_by_their_numerators(
        total in 0..10_000_000_000i64,
        weights in weights(),
        denominator in 1..1_000_000u128,
    ) {
        let fractions: Vec<Exact> =
            weights.iter().map(|&weight| Exact::from(whole(weight) / whole(denominator))).collect();
        prop_assert_eq!(apportion_exact(total, &fractions), apportion(total, &weights));
    }

    #[test]
    fn dividing_by_counts_is_dividing_by_numbers(
        total in 0..10_000_000_000i64,
        people in vec(0..20_000_000i64, 0..12),
    ) {
        let weights: Vec<u128> = people.iter().map(|&count| count as u128).collect();
        prop_assert_eq!(apportion_by_counts(total, &people), apportion(total, &weights));
    }

    /// A gemeente gets the same wherever it stands, unless its remainder is a tie.
    #[test]
    fn order_decides_nothing_but_ties(
        total in 0..1_000_000i64,
        (weights, order) in weights().prop_flat_map(|weights| {
            let order: Vec<usize> = (0..weights.len()).collect();
            (Just(weights), Just(order).prop_shuffle())
        }),
    ) {
        let moved: Vec<u128> = order.iter().map(|&from| weights[from]).collect();
        let (Ok(here), Ok(there)) = (apportion(total, &weights), apportion(total, &moved)) else {
            return Ok(());
        };
        let sum: u128 = weights.iter().sum::<u128>().max(1);
        let remainder = |weight: u128| (total as u128 * weight) % sum;
        for (to, &from) in order.iter().enumerate() {
            let tied = weights.iter().enumerate().any(|(other, &weight)| {
                other != from && remainder(weight) == remainder(weights[from])
            });
            let allowed = i64::from(tied);
            prop_assert!((here[from] - there[to]).abs() <= allowed);
        }
    }

    #[test]
    fn everything_rounds_half_up(numerator in any::<i64>(), denominator in 1..2_000_000i64) {
        let value = BigRational::new(numerator.into(), denominator.into());
        let expected = half_up(&value);
        prop_assert_eq!(round_half_up(numerator.into(), denominator.into()), expected);
        let people = to_whole(&value.clone().into()).map(i128::from);
        prop_assert_eq!(people, (numerator >= 0).then_some(expected));
        let cents = euros_to_cents(&(value / BigRational::from_integer(100.into())).into());
        prop_assert_eq!(cents.map(|amount| i128::from(amount.get())), Some(expected));
    }

    /// Halves are rare among random fractions and are what rounding is about.
    #[test]
    fn an_exact_half_goes_up(whole in -1_000_000_000i64..1_000_000_000) {
        let half = BigRational::new((2 * whole + 1).into(), 2.into());
        prop_assert_eq!(round_half_up(i128::from(2 * whole + 1), 2), i128::from(whole) + 1);
        let euros = half / BigRational::from_integer(100.into());
        prop_assert_eq!(euros_to_cents(&euros.into()), Some(Cents::new(whole + 1)));
    }

    #[test]
    fn a_cut_rounds_what_is_left_half_up(amount in 0..1_000_000_000i64, cut in 0..=1_000i64) {
        let left = BigRational::new((i128::from(amount) * i128::from(1_000 - cut)).into(), 1_000.into());
        let found = less(Cents::new(amount), Fraction::new(cut, 1_000));
        prop_assert_eq!(i128::from(found.get()), half_up(&left));
    }

    #[test]
    fn the_twelve_payments_add_up_to_the_cent(amount in -10_000_000_000_000i64..10_000_000_000_000) {
        let payments = twelve_payments(Cents::new(amount)).map(Cents::get);
        prop_assert_eq!(payments.iter().sum::<i64>(), amount);
        let through = |month: i64| half_up(&BigRational::new((amount * month).into(), 12.into()));
        for (month, payment) in (1..).zip(payments) {
            prop_assert_eq!(i128::from(payment), through(month) - through(month - 1));
        }
    }

    #[test]
    fn a_prognosis_is_rounded_up_for_every_gemeente(
        landelijk in 0..1_000_000i64,
        inwoners in vec(0..900_000i64, 1..12),
    ) {
        let country: i64 = inwoners.iter().sum();
        prop_assume!(country > 0);
        let mut parts = Vec::new();
        prognose_into(landelijk, &inwoners, &mut parts);
        for (&part, &people) in parts.iter().zip(&inwoners) {
            let share = BigRational::new((i128::from(landelijk) * i128::from(people)).into(), country.into());
            prop_assert_eq!(share.ceil().to_integer(), BigInt::from(part));
        }
    }
}
