//! The amounts and weights of a budget year, each by its key in `[bedragen.J]`.

use std::fmt;

use super::bedragen::YearBedragen;
use super::stated::cents;
use crate::exact::money::Cents;
use crate::scenario::tables::BedragenTable;
use crate::uitkering::{Bedragen, GEWICHT_D, GEWICHTEN, Letter};

/// What an amount per person of a budget year is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BedragKind {
    /// A gezins- or overige migrant (Ri2021 art. 10.2).
    GezinsOverig,
    /// An instalment for an asielstatushouder (Ri2021 art. 10.3).
    Bedrag(Letter),
    /// What an asielstatushouder weighs in the distribution (Ri2021 art. 10.4).
    Gewicht(Letter),
    /// What a completed traject weighs in it.
    GewichtD,
    /// A person on the onderwijsroute.
    Onderwijsroute,
}

impl BedragKind {
    /// Every amount and weight, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::GezinsOverig,
        Self::Bedrag(Letter::A),
        Self::Bedrag(Letter::B),
        Self::Bedrag(Letter::C),
        Self::Gewicht(Letter::A),
        Self::Gewicht(Letter::B),
        Self::Gewicht(Letter::C),
        Self::GewichtD,
        Self::Onderwijsroute,
    ];

    /// The weights, in the order of the terms of GG.
    pub const GEWICHTEN: [Self; GEWICHTEN] = [
        Self::Gewicht(Letter::A),
        Self::Gewicht(Letter::B),
        Self::Gewicht(Letter::C),
        Self::GewichtD,
    ];

    /// Its key in `[bedragen.J]`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::GezinsOverig => "gezins_overig",
            Self::Bedrag(letter) => letter.key(),
            Self::Gewicht(Letter::A) => "gewicht_a",
            Self::Gewicht(Letter::B) => "gewicht_b",
            Self::Gewicht(Letter::C) => "gewicht_c",
            Self::GewichtD => "gewicht_d",
            Self::Onderwijsroute => "onderwijsroute",
        }
    }

    /// Whether it divides money and pays none.
    pub const fn is_gewicht(self) -> bool {
        match self {
            Self::Gewicht(_) | Self::GewichtD => true,
            Self::GezinsOverig | Self::Bedrag(_) | Self::Onderwijsroute => false,
        }
    }

    /// The one that counts.
    pub fn geldend(self, bedragen: &Bedragen) -> Cents {
        match self {
            Self::GezinsOverig => bedragen.gezins_overig,
            Self::Bedrag(letter) => bedragen.bedrag[letter.nummer()],
            Self::Gewicht(letter) => bedragen.gewicht[letter.nummer()],
            Self::GewichtD => bedragen.gewicht[GEWICHT_D],
            Self::Onderwijsroute => bedragen.onderwijsroute,
        }
    }

    /// What the scenario says is published.
    pub fn gepubliceerd(self, tabel: &BedragenTable) -> Option<Cents> {
        cents(match self {
            Self::GezinsOverig => tabel.gezins_overig,
            Self::Bedrag(Letter::A) => tabel.a,
            Self::Bedrag(Letter::B) => tabel.b,
            Self::Bedrag(Letter::C) => tabel.c,
            Self::Gewicht(Letter::A) => tabel.gewicht_a,
            Self::Gewicht(Letter::B) => tabel.gewicht_b,
            Self::Gewicht(Letter::C) => tabel.gewicht_c,
            Self::GewichtD => tabel.gewicht_d,
            Self::Onderwijsroute => tabel.onderwijsroute,
        })
    }

    /// What follows from the prices.
    pub fn afgeleid(self, year: &YearBedragen) -> Option<Cents> {
        let amounts = year.afgeleid.as_ref();
        match self {
            Self::GezinsOverig => year.gezins_overig,
            Self::Bedrag(letter) => amounts.map(|amounts| amounts.bedrag[letter.nummer()]),
            Self::Gewicht(letter) => amounts.map(|amounts| amounts.gewicht[letter.nummer()]),
            Self::GewichtD => amounts.map(|amounts| amounts.gewicht[GEWICHT_D]),
            Self::Onderwijsroute => year.onderwijsroute,
        }
    }
}

impl fmt::Display for BedragKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.key())
    }
}
