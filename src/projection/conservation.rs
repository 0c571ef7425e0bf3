//! Every euro that the state pays is a euro that a gemeente receives.

use std::error::Error;
use std::fmt;

use super::result::Projection;
use crate::jaar::Jaar;
use crate::money::Cents;

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
        let back: Cents = result
            .verantwoording
            .iter()
            .map(|end| end.terugvordering)
            .sum();
        paid += result.definitief.rijk - back;
        received += result.kas.iter().sum();
    }
    let gemeenten = projection
        .jaren
        .first()
        .map_or(0, |result| result.kas.len());
    for gemeente in 0..gemeenten {
        let open = projection.openstaand(gemeente);
        received += open.verrekening - open.terugvordering;
        own_books(projection, gemeente)?;
    }
    balance("kas over alle jaren", None, paid, received)
}

/// Uitkeringen less costs of one gemeente are what it kept, owes and paid back.
fn own_books(projection: &Projection, gemeente: usize) -> Result<(), Breach> {
    let mut before = Cents::ZERO;
    for result in &projection.jaren {
        let end = result.verantwoording[gemeente];
        let after = end.einde.reserve - end.einde.tekort;
        let kept = after - before + end.terugvordering;
        balance(
            "verantwoording",
            Some(result.jaar),
            result.saldo(gemeente),
            kept,
        )?;
        before = after;
    }
    Ok(())
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
