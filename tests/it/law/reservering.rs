//! Reserve, tekort and terugvordering (Bi2021 art. 10.5 and 10.6; verantwoording 2.3).

use std::panic::catch_unwind;

use proptest::collection::vec;
use proptest::prelude::*;
use spuk::internals::exact::fraction::Fraction;
use spuk::internals::exact::money::Cents;
use spuk::internals::uitkering::{
    Reserve, ReserveSteps, Verantwoording, Verantwoordingen, stappen, verantwoord_into,
};

use super::exact::{half_up, q, share_of};

/// Small amounts as well, so that many are equal to each other.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![0..10i64, 0..10_000_000_000i64]
}

fn maximum() -> impl Strategy<Value = Option<Fraction>> {
    prop_oneof![
        Just(None),
        Just(Some(Fraction::ONE)),
        (0..=1_000i64).prop_map(|part| Some(Fraction::new(part, 1_000))),
    ]
}

/// The rule in the words of the articles.
fn expected(
    reserve: i64,
    tekort: i64,
    uitkering: i64,
    kosten: i64,
    maximum: Option<Fraction>,
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
    let most = maximum.map(|share| half_up(&(q(uitkering) * share_of(share))));
    let (kept, back) = match most {
        None => (left_of_grant + left_of_reserve, 0),
        Some(most) if left_of_grant > most => (most, left_of_grant - most + left_of_reserve),
        Some(_) => (left_of_grant, left_of_reserve),
    };
    ReserveSteps {
        te_dekken: Cents::new(kosten + tekort),
        uit_reserve: Cents::new(from_reserve),
        reserve_over: Cents::new(left_of_reserve),
        uit_uitkering: Cents::new(from_grant),
        onbesteed: Cents::new(left_of_grant),
        ten_hoogste: most.map(Cents::new),
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
        years in vec((amount(), amount(), -100..10_000_000_000i64, amount()), 1..9),
        maximum in maximum(),
    ) {
        let column = |which: fn(&(i64, i64, i64, i64)) -> i64| -> Vec<Cents> {
            years.iter().map(|year| Cents::new(which(year))).collect()
        };
        let before = Verantwoordingen {
            reserve: column(|year| year.0),
            tekort: column(|year| year.1),
            terugvordering: column(|_| 7),
        };
        let mut end = Verantwoordingen::none(0);
        verantwoord_into(&before, &column(|year| year.2), &column(|year| year.3), maximum, &mut end);
        for (gemeente, &(reserve, tekort, uitkering, kosten)) in years.iter().enumerate() {
            let begin = Reserve { reserve: Cents::new(reserve), tekort: Cents::new(tekort) };
            let steps = expected(reserve, tekort, uitkering, kosten, maximum);
            let (uitkering, kosten) = (Cents::new(uitkering), Cents::new(kosten));
            prop_assert_eq!(stappen(begin, uitkering, kosten, maximum), steps);
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

#[test]
fn nothing_happened_to_any_gemeente_before_the_first_year() {
    assert_eq!(Verantwoordingen::none(2).of(1), Verantwoording::default());
}

/// An amount that could make a sum wrap around is refused, wherever it stands.
#[test]
fn amounts_beyond_all_bounds_are_refused() {
    let largest = Cents::new(1 << 62);
    for place in 0..4 {
        for (amount, fits) in [(largest - Cents::new(1), true), (largest, false)] {
            let mut all = [Cents::ZERO; 4];
            all[place] = amount;
            let [reserve, tekort, uitkering, kosten] = all;
            let single = catch_unwind(|| {
                stappen(
                    Reserve { reserve, tekort },
                    uitkering,
                    kosten,
                    Some(Fraction::ONE),
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
                verantwoord_into(&before, &[uitkering], &[kosten], None, &mut end);
            });
            assert_eq!(many.is_ok(), fits, "{place}");
        }
    }
}
