//! Every euro that the state pays is a euro that a gemeente receives.

use std::error::Error;
use std::fmt;

use super::result::{Projection, YearProjection};
use crate::exact::money::{Cents, Notation};
use crate::exact::vector::vectorised;
use crate::gemeente::Gemeenten;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::Verantwoordingen;

/// Money appeared or disappeared: a fault of the program, never of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Which balance does not hold.
    pub what: Text,
    /// In which year; `None` over all years.
    pub jaar: Option<Jaar>,
    /// Of which gemeente; `None` for the country.
    pub gemeente: Option<BookPlace>,
    /// What the state pays; of a gemeente its uitkering less its costs.
    pub paid: Cents,
    /// What gemeenten receive; of a gemeente what it kept and paid back.
    pub received: Cents,
}

/// Which gemeente it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookPlace {
    /// Its index: the books know no names.
    Index(usize),
    /// Its name and code.
    Naam(String),
}

impl Breach {
    /// With the name of the gemeente, for people.
    #[must_use]
    pub fn named(mut self, gemeenten: &Gemeenten) -> Self {
        if let Some(BookPlace::Index(index)) = self.gemeente {
            self.gemeente = Some(BookPlace::Naam(gemeenten.label(index)));
        }
        self
    }
}

impl BookPlace {
    /// The name of the gemeente, or how to find it where that is not known.
    pub fn text(&self) -> Text {
        match self {
            Self::Index(index) => Text::new(
                format!("gemeente {} op volgorde van code", index + 1),
                format!("gemeente {} in the order of codes", index + 1),
            ),
            Self::Naam(naam) => Text::same(naam.clone()),
        }
    }
}

impl Breach {
    /// What does not balance, where and when, and the two amounts that differ.
    pub fn text(&self) -> Text {
        let which = match self.jaar {
            Some(jaar) => self.what.map(|what| format!("{what} {jaar}")),
            None => self.what.clone(),
        };
        let amounts = [self.paid, self.received];
        let [paid, received] = amounts.map(|amount| Notation::DUTCH.euros(amount));
        let [paid_en, received_en] = amounts.map(|amount| Notation::ENGLISH.euros(amount));
        let Some(place) = self.gemeente.as_ref().map(BookPlace::text) else {
            return Text::new(
                format!("{which}: het Rijk betaalt {paid}, gemeenten ontvangen {received}"),
                format!("{which:#}: the state pays {paid_en}, gemeenten receive {received_en}"),
            );
        };
        Text::new(
            format!("{which}, {place}: uitkering min kosten is {paid}, verantwoord is {received}"),
            format!(
                "{which:#}, {place:#}: uitkering less costs is {paid_en}, accounted for is {received_en}"
            ),
        )
    }
}

/// Dutch, or with `{:#}` English.
impl fmt::Display for Breach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(formatter)
    }
}

impl From<Breach> for Diagnostic {
    fn from(breach: Breach) -> Self {
        Self::new(Code::BoekenSluitenNiet, breach.text())
    }
}

impl Error for Breach {}

/// Holds the books of the state, kept from national numbers, against those of
/// the gemeenten: each uitkering, each year of each gemeente, and the cash of
/// all years with what is still to be settled.
///
/// # Errors
/// The first balance that does not hold.
#[cfg(any(test, feature = "internals"))]
pub fn check(projection: &Projection) -> Result<(), Breach> {
    books(projection, Cents::ZERO)
}

const VOORLOPIG: Text = Text::fixed("voorlopige uitkering", "voorlopige uitkering");
const DEFINITIEF: Text = Text::fixed("definitieve uitkering", "definitieve uitkering");
const VERANTWOORDING: Text = Text::fixed("verantwoording", "verantwoording");
const KAS: Text = Text::fixed("kas over alle jaren", "cash over all years");

/// [`check`] where the state paid `discrepancy` outside the projection, which breaks
/// the last balance unless it is zero.
pub(crate) fn books(projection: &Projection, discrepancy: Cents) -> Result<(), Breach> {
    let mut paid = discrepancy;
    let mut received = Cents::ZERO;
    for result in &projection.jaren {
        let jaar = Some(result.jaar);
        let (voorlopig, definitief) = (&result.voorlopig, &result.definitief);
        let columns = [
            &voorlopig.totaal,
            &definitief.totaal,
            &result.verantwoording.terugvordering,
            &result.kas,
        ];
        let [announced, final_amount, back, kas] = Cents::totals(columns.map(Vec::as_slice));
        balance(VOORLOPIG, jaar, voorlopig.rijk, announced)?;
        balance(DEFINITIEF, jaar, definitief.rijk, final_amount)?;
        paid += definitief.rijk - back;
        received += kas;
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
    balance(KAS, None, paid, received)
}

/// Uitkeringen less costs of each gemeente are what it kept, owes and paid back.
fn own_books(before: &Verantwoordingen, result: &YearProjection) -> Result<(), Breach> {
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
        let jaar = Some(result.jaar);
        balance(VERANTWOORDING, jaar, saldo, kept).map_err(|breach| Breach {
            gemeente: Some(BookPlace::Index(gemeente)),
            ..breach
        })?;
    }
    Ok(())
}

/// Whether the books of every gemeente balance. Sums that wrap are equal where
/// the true ones are.
#[inline(always)]
fn balanced((before, result): (&Verantwoordingen, &YearProjection)) -> bool {
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

fn balance(what: Text, jaar: Option<Jaar>, paid: Cents, received: Cents) -> Result<(), Breach> {
    if paid == received {
        return Ok(());
    }
    Err(Breach {
        what,
        jaar,
        gemeente: None,
        paid,
        received,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn a_lost_cent_is_said_with_its_year_and_gemeente() {
        let model = Model::load("wi2021", &["scenario.tot=2025".to_owned()]).unwrap();
        let whole = model.project().unwrap();
        assert_eq!(check(&whole), Ok(()));
        let mut lost = whole.clone();
        lost.jaren[1].verantwoording.tekort[0] += Cents::new(1);
        let breach = check(&lost).unwrap_err();
        let said = breach.to_string();
        assert!(said.starts_with("verantwoording 2025, gemeente 1 op volgorde van code: "));
        let breach = breach.named(&model.gemeenten);
        let (said, in_english) = (breach.to_string(), format!("{breach:#}"));
        let gemeente = model.gemeenten.label(0);
        assert!(in_english.starts_with(&format!(
            "verantwoording 2025, {gemeente}: uitkering less costs is "
        )));
        assert!(said.starts_with(&format!(
            "verantwoording 2025, {gemeente}: uitkering min kosten is € "
        )));
        // What was there before the year, what is short and what was paid back are part of it.
        let last = whole.jaren.len() - 1;
        let before = &whole.jaren[last - 1].verantwoording;
        let had = before.reserve.iter().position(|&kept| kept > Cents::ZERO);
        let gemeente = had.expect("one that kept something");
        let mut lost = whole.clone();
        let year = &mut lost.jaren[last];
        year.kosten[gemeente] += Cents::new(1_000);
        year.verantwoording.tekort[gemeente] += Cents::new(1_000);
        assert_eq!(own_books(before, year), Ok(()));
        year.verantwoording.terugvordering[gemeente] += Cents::new(7);
        let breach = own_books(before, year).unwrap_err();
        assert_eq!(breach.gemeente, Some(BookPlace::Index(gemeente)));
        assert_eq!(breach.paid, year.saldo(gemeente));
        assert_eq!(breach.received - breach.paid, Cents::new(7));
        let mut lost = whole.clone();
        lost.jaren[0].definitief.rijk = Cents::new(1);
        let said = check(&lost).unwrap_err().to_string();
        let start = "definitieve uitkering 2024: het Rijk betaalt € 0,01, gemeenten ontvangen € ";
        assert!(said.starts_with(start), "{said}");
        let said = books(&whole, Cents::new(1)).unwrap_err().to_string();
        let start = "kas over alle jaren: het Rijk betaalt € ";
        assert!(said.starts_with(start), "{said}");
    }
}
