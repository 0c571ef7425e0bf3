//! What a gemeente keeps, carries on and pays back (Bi2021 art. 10.5 and 10.6,
//! Wi2021 art. 42).

use crate::fraction::Fraction;
use crate::money::{Cents, round_half_up};

/// What a gemeente takes from one year into the next; one of the two is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reserve {
    /// Unspent money that may be kept (art. 10.5).
    pub reserve: Cents,
    /// Net costs above the uitkering, carried administratively (art. 10.6).
    pub tekort: Cents,
}

/// How a year ends for one gemeente.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verantwoording {
    /// What goes into the next year.
    pub einde: Reserve,
    /// What has to be paid back.
    pub terugvordering: Cents,
}

/// How one year is accounted for, step by step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stappen {
    /// Costs of the year with the tekort carried into it.
    pub te_dekken: Cents,
    /// Covered by last year's reserve, which is spent first.
    pub uit_reserve: Cents,
    /// Left of last year's reserve.
    pub reserve_over: Cents,
    /// Covered by the uitkering of the year.
    pub uit_uitkering: Cents,
    /// Left of the uitkering of the year.
    pub onbesteed: Cents,
    /// The most of it that may be kept; `None` without a limit.
    pub ten_hoogste: Option<Cents>,
    /// The outcome.
    pub uitkomst: Verantwoording,
}

/// Accounts for one year. Last year's reserve is spent first, and what is left
/// of it is paid back; only this year's own uitkering can be reserved, up to
/// `maximum` of it. A fondsuitkering (`maximum` is `None`) is free money:
/// everything left is kept and nothing flows back.
///
/// Conserves money: `uitkering + reserve - tekort - kosten` at the start equals
/// `reserve - tekort + terugvordering` at the end.
#[inline]
pub fn stappen(
    begin: Reserve,
    uitkering: Cents,
    kosten: Cents,
    maximum: Option<Fraction>,
) -> Stappen {
    let te_dekken = kosten + begin.tekort;
    let uit_reserve = begin.reserve.min(te_dekken);
    let reserve_over = begin.reserve - uit_reserve;
    let uit_uitkering = uitkering.or_zero().min(te_dekken - uit_reserve);
    let tekort = te_dekken - uit_reserve - uit_uitkering;
    let onbesteed = uitkering - uit_uitkering;
    let ten_hoogste = maximum.map(|maximum| share(uitkering, maximum));
    let (reserve, terugvordering) = match ten_hoogste {
        None => (onbesteed + reserve_over, Cents::ZERO),
        Some(most) => {
            let kept = onbesteed.min(most);
            (kept, onbesteed - kept + reserve_over)
        }
    };
    Stappen {
        te_dekken,
        uit_reserve,
        reserve_over,
        uit_uitkering,
        onbesteed,
        ten_hoogste,
        uitkomst: Verantwoording {
            einde: Reserve { reserve, tekort },
            terugvordering,
        },
    }
}

/// The outcome of [`stappen`].
#[inline]
pub fn verantwoord(
    begin: Reserve,
    uitkering: Cents,
    kosten: Cents,
    maximum: Option<Fraction>,
) -> Verantwoording {
    stappen(begin, uitkering, kosten, maximum).uitkomst
}

fn share(amount: Cents, share: Fraction) -> Cents {
    if share == Fraction::ONE {
        return amount;
    }
    let product = i128::from(amount.get()) * i128::from(share.numerator());
    Cents::new(round_half_up(product, i128::from(share.denominator())) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(reserve: i64, tekort: i64, uitkering: i64, kosten: i64, percent: i64) -> [i64; 3] {
        let begin = Reserve {
            reserve: Cents::new(reserve),
            tekort: Cents::new(tekort),
        };
        let maximum = Some(Fraction::new(percent, 100));
        let end = verantwoord(begin, Cents::new(uitkering), Cents::new(kosten), maximum);
        [
            end.einde.reserve.get(),
            end.einde.tekort.get(),
            end.terugvordering.get(),
        ]
    }

    #[test]
    fn unspent_money_is_kept_up_to_the_maximum() {
        assert_eq!(year(0, 0, 1000, 700, 100), [300, 0, 0]);
        assert_eq!(year(0, 0, 1000, 700, 10), [100, 0, 200]);
    }

    #[test]
    fn last_years_reserve_is_spent_first_and_cannot_be_kept_again() {
        assert_eq!(year(400, 0, 1000, 700, 100), [700, 0, 0]);
        assert_eq!(year(900, 0, 1000, 700, 100), [1000, 0, 200]);
    }

    #[test]
    fn costs_above_the_uitkering_are_carried_to_the_next_year() {
        assert_eq!(year(0, 0, 1000, 1300, 100), [0, 300, 0]);
        assert_eq!(year(0, 300, 1000, 600, 100), [100, 0, 0]);
    }

    #[test]
    fn nothing_flows_back_from_a_fondsuitkering() {
        let begin = Reserve {
            reserve: Cents::new(900),
            tekort: Cents::ZERO,
        };
        let end = verantwoord(begin, Cents::new(1000), Cents::new(700), None);
        assert_eq!(end.einde.reserve, Cents::new(1200));
        assert_eq!(end.terugvordering, Cents::ZERO);
    }
}
