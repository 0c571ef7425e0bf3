//! The voorlopige uitkering, announced by 30 September t-1 (Bi2021 art. 10.1).

use super::bedragen::Bedragen;
use super::grondslag::{NoGrondslag, Term, UitkeringScratch, fill};
use super::parts::{Uitkering, to_cents};
use super::termijn::GEWICHTEN;
use crate::exact::apportion::{Apportioner, Shares};
use crate::exact::fraction::Fraction;
use crate::exact::money::Cents;
use crate::exact::vector::total;

/// What is known about people on 30 September t-1; slices are per gemeente.
#[derive(Debug, Clone, Copy)]
pub struct Geraamd<'a> {
    /// LPAS(t): national prognosis.
    pub lpas: i64,
    /// GPAS(t): the same per gemeente.
    pub gpas: &'a [i64],
    /// LHT(t-1): national taakstelling of the year before.
    pub lht: i64,
    /// GHT(t-1): the same per gemeente.
    pub ght: &'a [i64],
    /// VAA(cohort t-2): asielstatushouders.
    pub vaa: &'a [i64],
    /// AGO(cohort t-2): gezins- en overige migranten.
    pub ago: &'a [i64],
    /// AIA: completed trajecten that count in year t.
    pub aia: &'a [i64],
}

/// The voorlopige uitkering of every gemeente: `U = BGO + BA + ABO`.
///
/// # Errors
/// [`NoGrondslag`] if there is a TBA and no gemeente has any grondslag.
#[cfg(any(test, feature = "internals"))]
pub fn voorlopig(bedragen: &Bedragen, people: &Geraamd<'_>) -> Result<Uitkering, NoGrondslag> {
    let mut result = Uitkering::default();
    voorlopig_into(
        bedragen,
        people,
        &mut result,
        &mut UitkeringScratch::default(),
    )?;
    Ok(result)
}

/// [`voorlopig`] in memory that is used again.
///
/// # Errors
/// As [`voorlopig`]; `result` holds nothing of use then.
pub fn voorlopig_into(
    bedragen: &Bedragen,
    people: &Geraamd<'_>,
    result: &mut Uitkering,
    space: &mut UitkeringScratch,
) -> Result<(), NoGrondslag> {
    abo(bedragen, people.gpas, space, &mut result.abo);
    let terms = terms(bedragen, people);
    // Rounded per gemeente, so what they get is what the state pays.
    let abo = Cents::total(&result.abo);
    let gezins_overig = bedragen.gezins_overig;
    fill(result, &terms, people.ago, gezins_overig, abo, space)
}

/// The terms of GG and TBA: those of cohort t, t-1 and t-2, and the completed trajecten.
pub fn terms<'a>(bedragen: &Bedragen, people: &Geraamd<'a>) -> [Term<'a>; GEWICHTEN] {
    let [a, b, c] = bedragen.bedrag;
    let [gewicht_a, gewicht_b, gewicht_c, gewicht_d] = bedragen.gewicht;
    [
        Term {
            people: people.gpas,
            landelijk: people.lpas,
            share: bedragen.pa_t,
            gewicht: gewicht_a,
            bedrag: a,
        },
        Term {
            people: people.ght,
            landelijk: people.lht,
            share: bedragen.pa_t1,
            gewicht: gewicht_b,
            bedrag: b,
        },
        Term {
            people: people.vaa,
            landelijk: total(people.vaa),
            share: Fraction::ONE,
            gewicht: gewicht_c,
            bedrag: c,
        },
        Term {
            people: people.aia,
            landelijk: 0,
            share: Fraction::ONE,
            gewicht: gewicht_d,
            bedrag: Cents::ZERO,
        },
    ]
}

/// `ABO = GPAS(t) * pa_t * po * onderwijsroute(t)`, rounded half up per gemeente.
fn abo(bedragen: &Bedragen, gpas: &[i64], space: &mut UitkeringScratch, amounts: &mut Vec<Cents>) {
    let (pa, po) = (bedragen.pa_t, bedragen.po);
    let factor = i128::from(pa.numerator())
        * i128::from(po.numerator())
        * i128::from(bedragen.onderwijsroute.get());
    let denominator = i128::from(pa.denominator()) * i128::from(po.denominator());
    amounts.clear();
    match (u64::try_from(factor), u64::try_from(denominator)) {
        (Ok(0), _) => amounts.resize(gpas.len(), Cents::ZERO),
        (Ok(factor), Ok(denominator)) if denominator < Apportioner::LARGEST_SUM => {
            let shares = Shares::new(factor, denominator);
            space.parts.resize(gpas.len(), 0);
            shares.rounded_half_up(gpas, &mut space.parts);
            to_cents(&space.parts, amounts);
        }
        _ => amounts.extend(
            gpas.iter()
                .map(|&people| Cents::half_up(i128::from(people) * factor, denominator)),
        ),
    }
}
