//! The efficiency cut on all SPUKs (letters of 2 December 2024 and 9 July 2025).

use super::bedragen::Bedragen;
use crate::exact::fraction::Fraction;
use crate::exact::money::Cents;

/// The amounts of a year in which a cut is passed on to gemeenten
/// (`doorberekend`): every amount falls by `percentage`, rounded half up to
/// the cent. The weights stay, so a cut moves no money between gemeenten.
pub fn korting(bedragen: &Bedragen, percentage: Fraction) -> Bedragen {
    let left = |amount: Cents| less(amount, percentage);
    Bedragen {
        gezins_overig: left(bedragen.gezins_overig),
        bedrag: bedragen.bedrag.map(left),
        onderwijsroute: left(bedragen.onderwijsroute),
        ..*bedragen
    }
}

/// What a cut takes of an amount: the product, rounded half up to the cent. It is not
/// the amount less [`less`]: half a cent would go the other way.
pub fn taken(amount: Cents, percentage: Fraction) -> Cents {
    let numerator = i128::from(percentage.numerator());
    Cents::half_up(
        i128::from(amount.get()) * numerator,
        i128::from(percentage.denominator()),
    )
}

/// An amount less a percentage, rounded half up to the cent.
pub fn less(amount: Cents, percentage: Fraction) -> Cents {
    let denominator = i128::from(percentage.denominator());
    let left = denominator - i128::from(percentage.numerator());
    Cents::half_up(i128::from(amount.get()) * left, denominator)
}
