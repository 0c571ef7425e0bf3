//! Calendar years, and the dense row of years that a projection covers.

use std::fmt;

/// A calendar year, between [`Jaar::MIN`] and [`Jaar::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jaar(u16);

impl Jaar {
    /// The first year that the program takes for a year.
    pub const MIN: Self = Self(2000);
    /// The last year that the program takes for a year.
    pub const MAX: Self = Self(2200);
    /// The Wet inburgering 2021 took effect on 1 January 2022 (letter of 9 July 2025).
    pub const START_WI2021: Self = Self(2022);

    /// `year`, if it lies within [`Jaar::MIN`] and [`Jaar::MAX`].
    pub fn new(year: i64) -> Option<Self> {
        let year = Self(u16::try_from(year).ok()?);
        (Self::MIN <= year && year <= Self::MAX).then_some(year)
    }

    /// The number of the year.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The year `years` later, or earlier when negative. It may leave the
    /// range of [`Jaar::new`]: nothing is known there, so every look-up is empty.
    pub const fn plus(self, years: i32) -> Self {
        Self((self.0 as i32 + years) as u16)
    }

    /// How many years `self` lies after `other`; negative when before.
    pub const fn since(self, other: Self) -> i32 {
        self.0 as i32 - other.0 as i32
    }

    /// Every year from `self` up to and including `last`.
    pub fn through(self, last: Self) -> impl DoubleEndedIterator<Item = Self> + Clone {
        (self.0..=last.0).map(Self)
    }
}

impl fmt::Display for Jaar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_outside_reason_are_refused() {
        assert_eq!(Jaar::new(1999), None);
        assert_eq!(Jaar::new(2201), None);
        assert_eq!(Jaar::new(-2024), None);
        assert_eq!(Jaar::new(2024).map(Jaar::get), Some(2024));
    }

    #[test]
    fn a_range_of_years_is_inclusive() {
        let years: Vec<u16> = Jaar(2024).through(Jaar(2026)).map(Jaar::get).collect();
        assert_eq!(years, [2024, 2025, 2026]);
    }
}
