//! Calendar years, and values that are kept by year.

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

    /// The year that four digits write, and nothing else does.
    pub fn written(text: &str) -> Option<Self> {
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let year = is_year.then(|| text.parse().ok())??;
        Self::new(year)
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

/// A value for every year from [`Jaar::MIN`] on, `T::default()` where none was
/// set. Clearing keeps the memory: a simulation fills it thousands of times a
/// second.
#[derive(Debug, Clone, Default)]
pub struct JaarSeries<T>(Vec<T>);

impl<T: Copy + Default> JaarSeries<T> {
    /// The value of a year.
    pub fn get(&self, jaar: Jaar) -> T {
        let place = usize::try_from(jaar.since(Jaar::MIN)).ok();
        let value = place.and_then(|place| self.0.get(place));
        value.copied().unwrap_or_default()
    }

    /// The value of a year, to change in place.
    ///
    /// # Panics
    /// Before [`Jaar::MIN`].
    pub fn edit(&mut self, jaar: Jaar) -> &mut T {
        let place = usize::try_from(jaar.since(Jaar::MIN)).expect("a year that can be kept");
        if place >= self.0.len() {
            self.0.resize(place + 1, T::default());
        }
        &mut self.0[place]
    }

    /// Forgets every value.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// Years in order, those that follow each other as `2032-2035`.
pub fn ranges(years: impl IntoIterator<Item = Jaar>) -> Vec<String> {
    let mut ranges: Vec<(Jaar, Jaar)> = Vec::new();
    for jaar in years {
        match ranges.last_mut() {
            Some((_, last)) if last.plus(1) == jaar => *last = jaar,
            _ => ranges.push((jaar, jaar)),
        }
    }
    let text = |(first, last): (Jaar, Jaar)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    };
    ranges.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_written_in_four_digits() {
        assert_eq!(Jaar::written("2024"), Jaar::new(2024));
        for text in [
            "+2024",
            "02024",
            "20240",
            "1999",
            "",
            "2 24",
            "-202",
            "２０２４",
        ] {
            assert_eq!(Jaar::written(text), None, "{text}");
        }
    }

    #[test]
    fn years_that_follow_each_other_are_one_range() {
        let years = [2024, 2026, 2027, 2028, 2031].map(Jaar);
        assert_eq!(ranges(years), ["2024", "2026-2028", "2031"]);
    }

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

    #[test]
    fn a_year_without_a_value_has_the_default_one() {
        let mut values = JaarSeries::default();
        *values.edit(Jaar(2030)) += 7;
        *values.edit(Jaar(2024)) = 3;
        let seen = [1999, 2000, 2024, 2030, 2031].map(|year| values.get(Jaar(year)));
        assert_eq!(seen, [0, 0, 3, 7, 0]);
        values.clear();
        assert_eq!(values.get(Jaar(2030)), 0);
    }
}
