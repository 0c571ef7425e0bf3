//! Reserve, tekort and terugvordering (Bi2021 art. 10.5 and 10.6; verantwoording 2.3).

use std::panic::catch_unwind;

use proptest::collection::vec;
use proptest::prelude::*;
use spuk::internals::exact::fraction::Fraction;
use spuk::internals::exact::money::Cents;
use spuk::internals::uitkering::{
    Reserve, ReserveMaximum, ReserveSteps, Verantwoording, Verantwoordingen, stappen,
    verantwoord_into,
};

use super::exact::{half_up, q, share_of};

/// Small amounts as well, so that many are equal to each other.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![0..10i64, 0..10_000_000_000i64]
}

fn maximum() -> impl Strategy<Value = Option<ReserveMaximum>> {
    let share = || {
        prop_oneof![
            Just(Fraction::ZERO),
            Just(Fraction::ONE),
            (0..=1_000i64).prop_map(|part| Fraction::new(part, 1_000)),
        ]
    };
    let both = (share(), share()).prop_map(|(eerste, tweede)| ReserveMaximum { eerste, tweede });
    prop_oneof![Just(None), both.prop_map(Some)]
}

/// The rule in the words of the articles.
fn expected(
    reserve: i64,
    tekort: i64,
    (uitkering, eerder): (i64, i64),
    kosten: i64,
    maximum: Option<ReserveMaximum>,
) -> ReserveSteps {
    let mut left_of_reserve = reserve;
    let mut left_of_grant = uitkering;
    let mut uncovered = kosten + tekort;
    // Last year's reserve goes first, then the uitkering of the year, if any.
    let from_reserve = uncovered.min(left_of_reserve);
    left_of_reserve -= from_reserve;
    uncovered -= from_reserve;
    let from_grant = if uitkering > 0 {
        uncovered.min(uitkering)
    } else {
        0
    };
    left_of_grant -= from_grant;
    uncovered -= from_grant;
    let part = |amount: i64, share| half_up(&(q(amount) * share_of(share)));
    let most = maximum.map(|shares| part(uitkering, shares.eerste));
    let again = maximum.map_or(0, |shares| part(eerder.max(0), shares.tweede));
    let kept_again = left_of_reserve.min(again);
    let (kept, back) = match most {
        None => (left_of_grant + left_of_reserve, 0),
        Some(most) => {
            // Both shares are one purse, out of which the older money is kept first.
            let room = most + again - kept_again;
            let own = if left_of_grant > room {
                room
            } else {
                left_of_grant
            };
            let back = left_of_grant - own + left_of_reserve - kept_again;
            (own + kept_again, back)
        }
    };
    ReserveSteps {
        te_dekken: Cents::new(kosten + tekort),
        uit_reserve: Cents::new(from_reserve),
        reserve_over: Cents::new(left_of_reserve),
        uit_uitkering: Cents::new(from_grant),
        onbesteed: Cents::new(left_of_grant),
        ten_hoogste: most.map(Cents::new),
        opnieuw_hoogste: Cents::new(again),
        opnieuw: Cents::new(if most.is_some() { kept_again } else { 0 }),
        uitkomst: Verantwoording {
            einde: Reserve {
                reserve: Cents::new(kept),
                tekort: Cents::new(uncovered),
            },
            terugvordering: Cents::new(back),
        },
    }
}

proptest! {
    #[test]
    fn a_year_is_accounted_for_as_the_articles_say(
        years in vec((amount(), amount(), -100..10_000_000_000i64, amount(), -9..10_000_000_000i64), 1..9),
        maximum in maximum(),
        is_first in any::<bool>(),
    ) {
        let column = |which: fn(&(i64, i64, i64, i64, i64)) -> i64| -> Vec<Cents> {
            years.iter().map(|year| Cents::new(which(year))).collect()
        };
        let before = Verantwoordingen {
            reserve: column(|year| year.0),
            tekort: column(|year| year.1),
            terugvordering: column(|_| 7),
        };
        let mut end = Verantwoordingen::none(0);
        let eerder = if is_first { Vec::new() } else { column(|year| year.4) };
        let uitkeringen = (&column(|year| year.2)[..], &eerder[..]);
        verantwoord_into(&before, uitkeringen, &column(|year| year.3), maximum, &mut end);
        for (gemeente, &(reserve, tekort, uitkering, kosten, eerder)) in years.iter().enumerate() {
            let eerder = if is_first { 0 } else { eerder };
            let begin = Reserve { reserve: Cents::new(reserve), tekort: Cents::new(tekort) };
            let steps = expected(reserve, tekort, (uitkering, eerder), kosten, maximum);
            let (uitkering, kosten) = (Cents::new(uitkering), Cents::new(kosten));
            let uitkeringen = (uitkering, Cents::new(eerder));
            prop_assert_eq!(stappen(begin, uitkeringen, kosten, maximum), steps);
            prop_assert_eq!(end.of(gemeente), steps.uitkomst);
            // Every euro at the start is somewhere at the end.
            let Verantwoording { einde, terugvordering } = steps.uitkomst;
            prop_assert_eq!(
                uitkering + begin.reserve - begin.tekort - kosten,
                einde.reserve - einde.tekort + terugvordering
            );
        }
    }
}

/// Three years of one gemeente, worked out by hand with a = 10% and b = 5%: an uitkering
/// of 1,000.00 each year, costs of 700.00, 30.00 and 1,200.00.
#[test]
fn money_of_two_years_by_hand() {
    let maximum = Some(ReserveMaximum {
        eerste: Fraction::new(1, 10),
        tweede: Fraction::new(1, 20),
    });
    let euros = |amount: i64| Cents::new(amount * 100);
    let mut begin = Reserve::default();
    let mut eerder = Cents::ZERO;
    let mut told = Vec::new();
    for costs in [700, 30, 1_200] {
        let steps = stappen(begin, (euros(1_000), eerder), euros(costs), maximum);
        let Verantwoording {
            einde,
            terugvordering,
        } = steps.uitkomst;
        told.push([einde.reserve, steps.opnieuw, einde.tekort, terugvordering]);
        (begin, eerder) = (einde, euros(1_000));
    }
    let expected = [
        // 300 is left, 100 may be kept.
        [100, 0, 0, 200],
        // 70 is left of the reserve, of which 50 is kept, and 100 of the 1,000 of the year.
        [150, 50, 0, 920],
        // The reserve goes first, then the uitkering: 50 is short.
        [0, 0, 50, 0],
    ];
    assert_eq!(told, expected.map(|year| year.map(euros)));
}

/// What the second share leaves unused is room for money of the year itself.
#[test]
fn both_shares_are_one_purse() {
    let maximum = Some(ReserveMaximum {
        eerste: Fraction::new(1, 10),
        tweede: Fraction::new(1, 20),
    });
    let begin = Reserve {
        reserve: Cents::new(300),
        tekort: Cents::ZERO,
    };
    let kept = |costs: i64, maximum| {
        let uitkeringen = (Cents::new(10_000), Cents::new(8_000));
        let steps = stappen(begin, uitkeringen, Cents::new(costs), maximum);
        (steps.opnieuw.get(), steps.uitkomst.einde.reserve.get())
    };
    // 300 is spent; of the 10,000 left 1,000 + 400 is kept.
    assert_eq!(kept(300, maximum), (0, 1_400));
    // 250 of it is spent: 50 stays, and 1,350 of the year.
    assert_eq!(kept(250, maximum), (50, 1_400));
    let without = Some(ReserveMaximum::of_the_year(Fraction::new(1, 10)));
    assert_eq!(kept(250, without), (0, 1_000));
}

#[test]
fn nothing_happened_to_any_gemeente_before_the_first_year() {
    assert_eq!(Verantwoordingen::none(2).of(1), Verantwoording::default());
}

/// An amount that could make a sum wrap around is refused, wherever it stands.
#[test]
fn amounts_beyond_all_bounds_are_refused() {
    let largest = Cents::new(1 << 62);
    for place in 0..5 {
        for (amount, fits) in [(largest - Cents::new(1), true), (largest, false)] {
            let mut all = [Cents::ZERO; 5];
            all[place] = amount;
            let [reserve, tekort, uitkering, kosten, eerder] = all;
            let single = catch_unwind(|| {
                stappen(
                    Reserve { reserve, tekort },
                    (uitkering, eerder),
                    kosten,
                    Some(ReserveMaximum::of_the_year(Fraction::ONE)),
                )
            });
            assert_eq!(single.is_ok(), fits, "{place}");
            let many = catch_unwind(|| {
                let before = Verantwoordingen {
                    reserve: vec![reserve],
                    tekort: vec![tekort],
                    terugvordering: vec![Cents::ZERO],
                };
                let mut end = Verantwoordingen::none(1);
                let uitkeringen = (&[uitkering][..], &[eerder][..]);
                verantwoord_into(&before, uitkeringen, &[kosten], None, &mut end);
            });
            assert_eq!(many.is_ok(), fits, "{place}");
        }
    }
}
