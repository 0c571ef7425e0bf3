//! What a gemeente keeps, carries on and pays back (Bi2021 art. 10.5 and 10.6,
//! Wi2021 art. 42).

use crate::fraction::Fraction;
use crate::money::{Cents, round_half_up};
use crate::vector::{largest, vectorised};

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

/// How a year ends for every gemeente.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verantwoordingen {
    /// Unspent money that goes into the next year.
    pub reserve: Vec<Cents>,
    /// Costs that go into the next year.
    pub tekort: Vec<Cents>,
    /// What has to be paid back.
    pub terugvordering: Vec<Cents>,
}

impl Verantwoordingen {
    /// How the year ends for one gemeente.
    pub fn of(&self, gemeente: usize) -> Verantwoording {
        Verantwoording {
            einde: Reserve {
                reserve: self.reserve[gemeente],
                tekort: self.tekort[gemeente],
            },
            terugvordering: self.terugvordering[gemeente],
        }
    }

    /// A year of so many gemeenten in which nothing happened.
    pub fn none(gemeenten: usize) -> Self {
        let none = || vec![Cents::ZERO; gemeenten];
        Self {
            reserve: none(),
            tekort: none(),
            terugvordering: none(),
        }
    }
}

/// Accounts for one year. Last year's reserve is spent first, and what is left
/// of it is paid back; only this year's own uitkering can be reserved, up to
/// `maximum` of it. A fondsuitkering (`maximum` is `None`) is free money:
/// everything left is kept and nothing flows back.
///
/// Conserves money: `uitkering + reserve - tekort - kosten` at the start equals
/// `reserve - tekort + terugvordering` at the end.
pub fn verantwoord(
    begin: Reserve,
    uitkering: Cents,
    kosten: Cents,
    maximum: Option<Fraction>,
) -> Verantwoording {
    let before = Verantwoordingen {
        reserve: vec![begin.reserve],
        tekort: vec![begin.tekort],
        terugvordering: vec![Cents::ZERO],
    };
    let mut end = Verantwoordingen::none(1);
    verantwoord_into(&before, &[uitkering], &[kosten], maximum, &mut end);
    end.of(0)
}

/// [`verantwoord`] for every gemeente, after a year that ended as in `before`.
///
/// # Panics
/// If an amount is beyond all bounds.
pub fn verantwoord_into(
    before: &Verantwoordingen,
    uitkering: &[Cents],
    kosten: &[Cents],
    maximum: Option<Fraction>,
    end: &mut Verantwoordingen,
) {
    for amounts in [&before.reserve, &before.tekort, uitkering, kosten] {
        assert!(largest(amounts) < 1 << 60, "an amount beyond all bounds");
    }
    let gemeenten = uitkering.len();
    for column in [&mut end.reserve, &mut end.tekort, &mut end.terugvordering] {
        column.resize(gemeenten, Cents::ZERO);
    }
    // What of the uitkering of this year may be kept, and of last year's reserve.
    let shares: Vec<Cents>;
    let (most, rest_is_kept) = match maximum {
        None => (None, true),
        Some(Fraction::ONE) => (Some(uitkering), false),
        Some(maximum) => {
            let of_all = uitkering.iter().map(|&amount| share(amount, maximum));
            shares = of_all.collect();
            (Some(&shares[..]), false)
        }
    };
    let year = Year {
        reserve: &before.reserve,
        tekort: &before.tekort,
        uitkering,
        kosten,
        most: most.unwrap_or(uitkering),
    };
    if rest_is_kept {
        vectorised(
            #[inline(always)]
            || settle::<true>((year, end)),
        );
    } else {
        vectorised(
            #[inline(always)]
            || settle::<false>((year, end)),
        );
    }
}

/// What the end of a year follows from, per gemeente.
struct Year<'a> {
    reserve: &'a [Cents],
    tekort: &'a [Cents],
    uitkering: &'a [Cents],
    kosten: &'a [Cents],
    /// The most that may be kept.
    most: &'a [Cents],
}

/// The rule itself. Amounts are below 2^60, so sums of a few of them fit.
#[inline(always)]
fn settle<const FREE: bool>((year, end): (Year<'_>, &mut Verantwoordingen)) {
    let n = year.uitkering.len();
    let (reserve, tekort) = (&year.reserve[..n], &year.tekort[..n]);
    let (kosten, most) = (&year.kosten[..n], &year.most[..n]);
    let new_reserve = &mut end.reserve[..n];
    let new_tekort = &mut end.tekort[..n];
    let back = &mut end.terugvordering[..n];
    for gemeente in 0..n {
        let uitkering = year.uitkering[gemeente].get();
        let to_cover = kosten[gemeente].get().wrapping_add(tekort[gemeente].get());
        let from_reserve = reserve[gemeente].get().min(to_cover);
        let reserve_left = reserve[gemeente].get().wrapping_sub(from_reserve);
        let still_to_cover = to_cover.wrapping_sub(from_reserve);
        let from_uitkering = uitkering.max(0).min(still_to_cover);
        let unspent = uitkering.wrapping_sub(from_uitkering);
        new_tekort[gemeente] = Cents::new(still_to_cover.wrapping_sub(from_uitkering));
        let (kept, returned) = if FREE {
            (unspent.wrapping_add(reserve_left), 0)
        } else {
            let kept = unspent.min(most[gemeente].get());
            (kept, unspent.wrapping_sub(kept).wrapping_add(reserve_left))
        };
        new_reserve[gemeente] = Cents::new(kept);
        back[gemeente] = Cents::new(returned);
    }
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
