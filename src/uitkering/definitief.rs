//! The definitieve uitkering, by 30 June t+1 (Bi2021 art. 10.2): people are
//! counted where they live at the end of t, those who have met their
//! obligation still count (art. 10.3(6)).

use super::bedragen::Bedragen;
use super::grondslag::{NoGrondslag, Term, UitkeringScratch, fill};
use super::parts::{Uitkering, per_person};
use super::termijn::{GEWICHT_D, GEWICHTEN, Letter, TERMIJNEN};
use crate::exact::fraction::Fraction;
use crate::exact::money::Cents;
use crate::exact::vector::total;

/// Who turned out to be there; slices are per gemeente, counted at the end of t.
#[derive(Debug, Clone, Copy)]
pub struct Gerealiseerd<'a> {
    /// AA(t), AA(t-1), AA(t-2): asielstatushouders of the three cohorts.
    pub aa: [&'a [i64]; TERMIJNEN],
    /// AGO(cohort t): gezins- en overige migranten.
    pub ago: &'a [i64],
    /// AAO(t): asielstatushouders of cohort t on the onderwijsroute.
    pub aao: &'a [i64],
    /// AIA: completed trajecten that count in year t.
    pub aia: &'a [i64],
}

/// The definitieve uitkering of every gemeente: `U = BGO + BA + ABO`.
///
/// # Errors
/// [`NoGrondslag`] if there is a TBA and no gemeente has any grondslag.
pub fn definitief(
    bedragen: &Bedragen,
    people: &Gerealiseerd<'_>,
) -> Result<Uitkering, NoGrondslag> {
    let mut result = Uitkering::default();
    definitief_into(
        bedragen,
        people,
        &mut result,
        &mut UitkeringScratch::default(),
    )?;
    Ok(result)
}

/// [`definitief`] in memory that is used again.
///
/// # Errors
/// As [`definitief`]; `result` holds nothing of use then.
pub fn definitief_into(
    bedragen: &Bedragen,
    people: &Gerealiseerd<'_>,
    result: &mut Uitkering,
    space: &mut UitkeringScratch,
) -> Result<(), NoGrondslag> {
    per_person(people.aao, bedragen.onderwijsroute, &mut result.abo);
    let terms = terms(bedragen, people);
    let abo = bedragen.onderwijsroute * total(people.aao);
    let gezins_overig = bedragen.gezins_overig;
    fill(result, &terms, people.ago, gezins_overig, abo, space)
}

/// The terms of GG and TBA: those of cohort t, t-1 and t-2, and the completed trajecten.
pub fn terms<'a>(bedragen: &Bedragen, people: &Gerealiseerd<'a>) -> [Term<'a>; GEWICHTEN] {
    let [a, b, c] = Letter::ALL.map(|letter| {
        let number = letter.nummer();
        Term {
            people: people.aa[number],
            landelijk: total(people.aa[number]),
            share: Fraction::ONE,
            gewicht: bedragen.gewicht[number],
            bedrag: bedragen.bedrag[number],
        }
    });
    let results = Term {
        people: people.aia,
        landelijk: 0,
        share: Fraction::ONE,
        gewicht: bedragen.gewicht[GEWICHT_D],
        bedrag: Cents::ZERO,
    };
    [a, b, c, results]
}
