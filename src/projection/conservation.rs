//! Every euro that the state pays is a euro that a gemeente receives.

use std::error::Error;
use std::fmt;

use super::result::{Jaarprojectie, Projection};
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::uitkering::Verantwoordingen;
use crate::vector::vectorised;

/// Money appeared or disappeared: a fault of the program, never of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Which balance does not hold.
    pub what: &'static str,
    /// In which year; `None` over all years.
    pub jaar: Option<Jaar>,
    /// What the state pays.
    pub paid: Cents,
    /// What gemeenten receive.
    pub received: Cents,
}

impl fmt::Display for Breach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: the state pays {}, gemeenten receive {}",
            self.what, self.paid, self.received
        )
    }
}

impl Error for Breach {}

/// Holds the books of the state, kept from national numbers, against those of
/// the gemeenten: each uitkering, each year of each gemeente, and the cash of
/// all years with what is still to be settled.
///
/// # Errors
/// The first balance that does not hold.
pub fn check(projection: &Projection) -> Result<(), Breach> {
    lost_for_a_test()?;
    books(projection)
}

/// A breach where a test asks for one, to see what a command does with it: no
/// input can make one. A release build has no such thing.
#[cfg(debug_assertions)]
fn lost_for_a_test() -> Result<(), Breach> {
    if std::env::var_os("SPUK_TEST_BREACH").is_none() {
        return Ok(());
    }
    balance(
        "een cent die een test kwijt is",
        None,
        Cents::new(1),
        Cents::ZERO,
    )
}

#[cfg(not(debug_assertions))]
fn lost_for_a_test() -> Result<(), Breach> {
    Ok(())
}

/// The balances themselves.
pub(super) fn books(projection: &Projection) -> Result<(), Breach> {
    let mut paid = Cents::ZERO;
    let mut received = Cents::ZERO;
    for result in &projection.jaren {
        let jaar = Some(result.jaar);
        balance(
            "voorlopige uitkering",
            jaar,
            result.voorlopig.rijk,
            result.voorlopig.total(),
        )?;
        balance(
            "definitieve uitkering",
            jaar,
            result.definitief.rijk,
            result.definitief.total(),
        )?;
        let back = Cents::total(&result.verantwoording.terugvordering);
        paid += result.definitief.rijk - back;
        received += Cents::total(&result.kas);
    }
    if let Some(last) = projection.jaren.last() {
        // What is still open of every gemeente, for all of them at once.
        received += last.definitief.total() - last.voorlopig.total();
        let years_back = i32::from(projection.kasregels.terugvordering_na_jaren);
        for result in &projection.jaren {
            if result.jaar.plus(years_back) > last.jaar {
                received -= Cents::total(&result.verantwoording.terugvordering);
            }
        }
    }
    let mut before = &projection.begin;
    for result in &projection.jaren {
        own_books(before, result)?;
        before = &result.verantwoording;
    }
    balance("kas over alle jaren", None, paid, received)
}

/// Uitkeringen less costs of each gemeente are what it kept, owes and paid back.
fn own_books(before: &Verantwoordingen, result: &Jaarprojectie) -> Result<(), Breach> {
    if vectorised(
        #[inline(always)]
        || balanced((before, result)),
    ) {
        return Ok(());
    }
    for gemeente in 0..result.kosten.len() {
        let net = |books: &Verantwoordingen| books.reserve[gemeente] - books.tekort[gemeente];
        let end = &result.verantwoording;
        let kept = net(end) - net(before) + end.terugvordering[gemeente];
        let saldo = result.saldo(gemeente);
        balance("verantwoording", Some(result.jaar), saldo, kept)?;
    }
    Ok(())
}

/// Whether the books of every gemeente balance. Sums that wrap are equal where
/// the true ones are.
#[inline(always)]
fn balanced((before, result): (&Verantwoordingen, &Jaarprojectie)) -> bool {
    let end = &result.verantwoording;
    let n = result.kosten.len();
    let column = |amounts: &'_ [Cents], gemeente: usize| amounts[gemeente].get();
    let uitkering = &result.definitief.totaal[..n];
    let (reserve, tekort, back) = (
        &end.reserve[..n],
        &end.tekort[..n],
        &end.terugvordering[..n],
    );
    let (old_reserve, old_tekort) = (&before.reserve[..n], &before.tekort[..n]);
    let mut off = 0;
    for gemeente in 0..n {
        let saldo = column(uitkering, gemeente).wrapping_sub(result.kosten[gemeente].get());
        let now = column(reserve, gemeente).wrapping_sub(column(tekort, gemeente));
        let then = column(old_reserve, gemeente).wrapping_sub(column(old_tekort, gemeente));
        let kept = now.wrapping_sub(then);
        off |= saldo ^ kept.wrapping_add(column(back, gemeente));
    }
    off == 0
}

fn balance(
    what: &'static str,
    jaar: Option<Jaar>,
    paid: Cents,
    received: Cents,
) -> Result<(), Breach> {
    if paid == received {
        return Ok(());
    }
    Err(Breach {
        what,
        jaar,
        paid,
        received,
    })
}
