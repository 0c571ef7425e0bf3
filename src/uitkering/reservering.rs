//! What a gemeente keeps, carries on and pays back (Bi2021 art. 10.5 and 10.6,
//! Wi2021 art. 42).

use crate::exact::fraction::Fraction;
use crate::exact::money::{Cents, round_half_up};
use crate::exact::vector::{largest, vectorised};

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

/// The most that may be kept (Bi2021 art. 10.5), as shares of two uitkeringen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReserveMaximum {
    /// a: of the uitkering of the year.
    pub eerste: Fraction,
    /// b: of the uitkering of the year before, of which what is left may then be kept once
    /// more.
    pub tweede: Fraction,
}

impl ReserveMaximum {
    /// So much of the uitkering of the year, and nothing of the year before.
    pub const fn of_the_year(eerste: Fraction) -> Self {
        Self {
            eerste,
            tweede: Fraction::ZERO,
        }
    }
}

/// How one year is accounted for, step by step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReserveSteps {
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
    /// The most of the uitkering of the year before that may be kept once more.
    pub opnieuw_hoogste: Cents,
    /// What is kept of last year's reserve.
    pub opnieuw: Cents,
    /// The outcome.
    pub uitkomst: Verantwoording,
}

/// Accounts for one year, of which the uitkering stands first in `uitkeringen` and that of
/// the year before behind it. Last year's reserve is spent first. What is left of it may be
/// kept up to the second share of the `maximum`, of the uitkering of the year before; what
/// is left of this year's own uitkering up to what both shares together leave. All else is
/// paid back. A fondsuitkering (`maximum` is `None`) is free money: everything left is kept
/// and nothing flows back.
///
/// Conserves money: `uitkering + reserve - tekort - kosten` at the start equals
/// `reserve - tekort + terugvordering` at the end.
///
/// # Panics
/// If an amount is beyond all bounds.
pub fn stappen(
    begin: Reserve,
    (uitkering, eerder): (Cents, Cents),
    kosten: Cents,
    maximum: Option<ReserveMaximum>,
) -> ReserveSteps {
    let all = [begin.reserve, begin.tekort, uitkering, kosten];
    assert!(largest(&all) < LARGEST, "an amount beyond all bounds");
    assert!(largest(&[eerder]) < LARGEST, "an amount beyond all bounds");
    let most = maximum.map(|maximum| most_to_keep((uitkering, eerder), maximum));
    let [reserve, tekort, uitkering, kosten] = all.map(Cents::get);
    match most {
        None => rule::<true>(reserve, tekort, uitkering, kosten, (0, 0)),
        Some((most, again)) => ReserveSteps {
            ten_hoogste: Some(most),
            opnieuw_hoogste: again,
            ..rule::<false>(
                reserve,
                tekort,
                uitkering,
                kosten,
                (most.get(), again.get()),
            )
        },
    }
}

/// The most that may be kept of the uitkering of a year, and of that of the year before.
fn most_to_keep((uitkering, eerder): (Cents, Cents), maximum: ReserveMaximum) -> (Cents, Cents) {
    let again = share(eerder.max(Cents::ZERO), maximum.tweede);
    (share(uitkering, maximum.eerste), again)
}

/// Amounts are below this, so that two of them add up within 64 bits.
const LARGEST: u64 = 1 << 62;

/// The rule itself, in cents below [`LARGEST`]: one gemeente and a whole column
/// of them go through the same lines.
#[inline(always)]
fn rule<const FREE: bool>(
    reserve: i64,
    tekort: i64,
    uitkering: i64,
    kosten: i64,
    (most, again): (i64, i64),
) -> ReserveSteps {
    let te_dekken = kosten.wrapping_add(tekort);
    let uit_reserve = reserve.min(te_dekken);
    let reserve_over = reserve.wrapping_sub(uit_reserve);
    let still_to_cover = te_dekken.wrapping_sub(uit_reserve);
    let uit_uitkering = uitkering.max(0).min(still_to_cover);
    let onbesteed = uitkering.wrapping_sub(uit_uitkering);
    let kept_again = reserve_over.min(again);
    let (kept, returned) = if FREE {
        (onbesteed.wrapping_add(reserve_over), 0)
    } else {
        // What the second share leaves unused makes room for the money of this year.
        let room = most.wrapping_add(again).wrapping_sub(kept_again);
        let kept = onbesteed.min(room);
        (
            kept.wrapping_add(kept_again),
            onbesteed
                .wrapping_sub(kept)
                .wrapping_add(reserve_over.wrapping_sub(kept_again)),
        )
    };
    ReserveSteps {
        te_dekken: Cents::new(te_dekken),
        uit_reserve: Cents::new(uit_reserve),
        reserve_over: Cents::new(reserve_over),
        uit_uitkering: Cents::new(uit_uitkering),
        onbesteed: Cents::new(onbesteed),
        ten_hoogste: None,
        opnieuw_hoogste: Cents::ZERO,
        opnieuw: Cents::new(if FREE { 0 } else { kept_again }),
        uitkomst: Verantwoording {
            einde: Reserve {
                reserve: Cents::new(kept),
                tekort: Cents::new(still_to_cover.wrapping_sub(uit_uitkering)),
            },
            terugvordering: Cents::new(returned),
        },
    }
}

/// The outcome of [`stappen`] for every gemeente, after a year that ended as in `before`
/// and had the uitkeringen `eerder`; none in the first year.
///
/// # Panics
/// If an amount is beyond all bounds.
pub fn verantwoord_into(
    before: &Verantwoordingen,
    (uitkering, eerder): (&[Cents], &[Cents]),
    kosten: &[Cents],
    maximum: Option<ReserveMaximum>,
    end: &mut Verantwoordingen,
) {
    for amounts in [&before.reserve, &before.tekort, uitkering, eerder, kosten] {
        assert!(largest(amounts) < LARGEST, "an amount beyond all bounds");
    }
    let gemeenten = uitkering.len();
    for column in [&mut end.reserve, &mut end.tekort, &mut end.terugvordering] {
        column.resize(gemeenten, Cents::ZERO);
    }
    let year = ReserveYear {
        before,
        uitkering,
        kosten,
    };
    let Some(maximum) = maximum else {
        return vectorised(
            #[inline(always)]
            || settle::<true, false>((year, end)),
        );
    };
    // The most that may be kept stands where what is kept and what flows back will: no
    // memory of its own, for this happens in every draw of a simulation.
    for (most, &amount) in end.reserve.iter_mut().zip(uitkering) {
        *most = share(amount, maximum.eerste);
    }
    if maximum.tweede == Fraction::ZERO || eerder.is_empty() {
        return vectorised(
            #[inline(always)]
            || settle::<false, false>((year, end)),
        );
    }
    for (again, &amount) in end.terugvordering.iter_mut().zip(eerder) {
        *again = share(amount.max(Cents::ZERO), maximum.tweede);
    }
    vectorised(
        #[inline(always)]
        || settle::<false, true>((year, end)),
    );
}

/// What the end of a year follows from, per gemeente.
struct ReserveYear<'a> {
    before: &'a Verantwoordingen,
    uitkering: &'a [Cents],
    kosten: &'a [Cents],
}

/// The rule for every gemeente. Unless all may be kept, the most that may of the year
/// stands in the reserve at the end, and with `AGAIN` that of the year before in what
/// flows back.
#[inline(always)]
fn settle<const FREE: bool, const AGAIN: bool>(
    (year, end): (ReserveYear<'_>, &mut Verantwoordingen),
) {
    let n = year.uitkering.len();
    let (reserve, tekort) = (&year.before.reserve[..n], &year.before.tekort[..n]);
    let kosten = &year.kosten[..n];
    let new_reserve = &mut end.reserve[..n];
    let new_tekort = &mut end.tekort[..n];
    let back = &mut end.terugvordering[..n];
    for gemeente in 0..n {
        let Verantwoording {
            einde,
            terugvordering,
        } = rule::<FREE>(
            reserve[gemeente].get(),
            tekort[gemeente].get(),
            year.uitkering[gemeente].get(),
            kosten[gemeente].get(),
            (
                new_reserve[gemeente].get(),
                if AGAIN { back[gemeente].get() } else { 0 },
            ),
        )
        .uitkomst;
        new_reserve[gemeente] = einde.reserve;
        new_tekort[gemeente] = einde.tekort;
        back[gemeente] = terugvordering;
    }
}

fn share(amount: Cents, share: Fraction) -> Cents {
    if share == Fraction::ONE {
        return amount;
    }
    let product = i128::from(amount.get()) * i128::from(share.numerator());
    let part = round_half_up(product, i128::from(share.denominator()));
    // Per gemeente in a simulation, so without the check of [`Cents::half_up`]:
    // no part of an amount below [`LARGEST`] is larger than that.
    debug_assert!(part.unsigned_abs() <= amount.get().unsigned_abs().into());
    Cents::new(part as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(reserve: i64, tekort: i64, uitkering: i64, kosten: i64, percent: i64) -> [i64; 3] {
        let begin = Reserve {
            reserve: Cents::new(reserve),
            tekort: Cents::new(tekort),
        };
        let maximum = ReserveMaximum::of_the_year(Fraction::new(percent, 100));
        let uitkeringen = (Cents::new(uitkering), Cents::new(5000));
        let end = stappen(begin, uitkeringen, Cents::new(kosten), Some(maximum)).uitkomst;
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
        let uitkeringen = (Cents::new(1000), Cents::new(1000));
        let end = stappen(begin, uitkeringen, Cents::new(700), None).uitkomst;
        assert_eq!(end.einde.reserve, Cents::new(1200));
        assert_eq!(end.terugvordering, Cents::ZERO);
    }
}
