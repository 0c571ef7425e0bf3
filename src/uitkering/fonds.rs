//! A fondsuitkering instead of the SPUK: a fixed total, no adjustment to the
//! volume, nothing flows back (letter of 9 July 2025; verantwoording 2.6).

use std::error::Error;
use std::fmt;

use super::bedragen::Bedragen;
use super::grondslag::{Grondslag, NoGrondslag, UitkeringScratch};
use super::parts::{Uitkering, to_cents};
use super::voorlopig::{Geraamd, terms};
use crate::exact::apportion::{NoWeight, apportion_by_counts};
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::{Cents, MAX_NATIONAL, to_whole};
use crate::terms::Text;
use crate::terms::law::Verdeelsleutel;

/// What the fixed total of a year is made of.
#[derive(Debug, Clone)]
pub struct Fonds<'a> {
    /// The definitieve uitkering of the referentiejaar.
    pub referentie: &'a Uitkering,
    /// What the total is multiplied by: the price level of the year over that
    /// of the referentiejaar, less a cut that is not in its amounts yet.
    pub factor: &'a Exact,
    /// How the total is divided.
    pub verdeelsleutel: Verdeelsleutel,
    /// Inhabitants on 1 January of the year before.
    pub inwoners: &'a [i64],
}

/// The largest fondsuitkering: the bound of every amount for the country.
const LARGEST_FONDS: Cents = Cents::new(100 * MAX_NATIONAL);

/// Why there is no fondsuitkering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFonds {
    /// There is a total and nothing to divide it by.
    GeenGrondslag(NoGrondslag),
    /// The total is beyond one hundred billion euros.
    TeGroot,
}

/// Dutch, or with `{:#}` English.
impl fmt::Display for NoFonds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GeenGrondslag(error) => error.fmt(formatter),
            Self::TeGroot => {
                let text = Text::new(
                    format!("het totaal is groter dan {LARGEST_FONDS}"),
                    format!("the total is larger than {LARGEST_FONDS}"),
                );
                text.fmt(formatter)
            }
        }
    }
}

impl Error for NoFonds {}

/// The fixed total and its division over BGO, BA and ABO.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enveloppen {
    /// BGO, BA and ABO of the country in the referentiejaar.
    pub referentie: [Cents; 3],
    /// The total, indexed and less the cut, rounded half up to the cent once.
    pub totaal: Cents,
    /// The total divided as in the referentiejaar, in cents.
    pub delen: [i64; 3],
}

/// What each part of a fondsuitkering has for the country.
///
/// # Errors
/// A total with nothing to divide it by, or one beyond all bounds.
pub fn enveloppen(fonds: &Fonds<'_>) -> Result<Enveloppen, NoFonds> {
    let parts = [
        &fonds.referentie.bgo,
        &fonds.referentie.ba,
        &fonds.referentie.abo,
    ]
    .map(|part| part.iter().sum::<Cents>());
    let before: Cents = parts.iter().sum();
    let total = to_whole(&(exact_whole(before.get()) * fonds.factor))
        .filter(|&total| total <= LARGEST_FONDS.get())
        .ok_or(NoFonds::TeGroot)?;
    let divided = apportion_by_counts(total, &parts.map(Cents::get)).map_err(|_| none(total))?;
    Ok(Enveloppen {
        referentie: parts,
        totaal: Cents::new(total),
        delen: [divided[0], divided[1], divided[2]],
    })
}

fn none(tba: i64) -> NoFonds {
    NoFonds::GeenGrondslag(NoGrondslag {
        tba: Cents::new(tba),
    })
}

/// The fixed total, indexed and less the cut, rounded half up to the cent
/// once; divided over BGO, BA and ABO as in the referentiejaar, and each of
/// them over gemeenten by its own grondslag of this year, or by inhabitants.
/// A part without any grondslag goes by inhabitants.
///
/// # Errors
/// A total with nothing to divide it by, or one beyond all bounds.
#[cfg(any(test, feature = "internals"))]
pub fn fondsuitkering(
    fonds: &Fonds<'_>,
    bedragen: &Bedragen,
    people: &Geraamd<'_>,
) -> Result<Uitkering, NoFonds> {
    let mut result = Uitkering::default();
    fondsuitkering_into(
        fonds,
        bedragen,
        people,
        &mut result,
        &mut Default::default(),
    )?;
    Ok(result)
}

/// [`fondsuitkering`] into memory that is used again.
///
/// # Errors
/// As [`fondsuitkering`]; `result` holds nothing of use then.
pub fn fondsuitkering_into(
    fonds: &Fonds<'_>,
    bedragen: &Bedragen,
    people: &Geraamd<'_>,
    result: &mut Uitkering,
    space: &mut UitkeringScratch,
) -> Result<(), NoFonds> {
    let Enveloppen {
        totaal,
        delen: [bgo, ba, abo],
        ..
    } = enveloppen(fonds)?;
    let terms = terms(bedragen, people);
    let parts = [
        (bgo, Grondslag::Mensen(people.ago), &mut result.bgo),
        (ba, Grondslag::Terms(&terms), &mut result.ba),
        (abo, Grondslag::Mensen(people.gpas), &mut result.abo),
    ];
    for (envelope, grondslag, amounts) in parts {
        let by_grondslag = match fonds.verdeelsleutel {
            Verdeelsleutel::Grondslag => space.divide(envelope, grondslag),
            Verdeelsleutel::Inwoners => Err(NoWeight),
        };
        by_grondslag
            .or_else(|NoWeight| space.divide(envelope, Grondslag::Mensen(fonds.inwoners)))
            .map_err(|NoWeight| none(envelope))?;
        to_cents(&space.parts, amounts);
    }
    result.rijk = totaal;
    result.add_up();
    Ok(())
}
