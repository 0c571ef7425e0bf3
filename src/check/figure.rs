//! A figure in a baseline: exact, with the decimals that it was written with.

use std::fmt;

use crate::exact::money::{decimal, hundredths};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::{Lang, Text};

/// How far something may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// So many cents.
    Cents(i64),
    /// So many hundredths of a per cent of what it was.
    BasisPoints(i64),
}

impl Tolerance {
    /// Euros, or a percentage, with at most two decimals.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let (number, of): (_, fn(i64) -> Tolerance) = match text.strip_suffix('%') {
            Some(percent) => (percent, Tolerance::BasisPoints),
            None => (text, Tolerance::Cents),
        };
        hundredths(number).map(of).ok_or_else(|| {
            let message = if text.ends_with('%') {
                Text::new(
                    format!("`{text}` is geen percentage met ten hoogste twee decimalen"),
                    format!("`{text}` is no percentage with two decimals at most"),
                )
            } else {
                Text::new(
                    format!("`{text}` is geen bedrag in euro's"),
                    format!("`{text}` is no amount in euros"),
                )
            };
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "schrijf bijvoorbeeld --tolerance 1, --tolerance 0.50 of --tolerance 0.1%",
                "write --tolerance 1, --tolerance 0.50 or --tolerance 0.1%, for example",
            ))
        })
    }

    /// Whether nothing may move.
    pub fn is_none(self) -> bool {
        matches!(self, Self::Cents(0) | Self::BasisPoints(0))
    }

    /// Whether a figure moved further than this.
    pub fn is_exceeded(self, was: BaselineFigure, is: BaselineFigure) -> bool {
        let moved = is.less(was).abs().micros();
        match self {
            Self::Cents(cents) => moved > BaselineFigure::of_cents(cents).micros(),
            Self::BasisPoints(points) => {
                // What does not fit is larger than anything that moves.
                let most = was.abs().micros().saturating_mul(i128::from(points));
                moved.saturating_mul(10_000) > most
            }
        }
    }
}

/// A decimal number of at most six decimals: people, euros or a probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaselineFigure {
    micros: i128,
    decimals: u8,
}

impl BaselineFigure {
    /// The most decimals that a figure of the program has.
    const DECIMALS: usize = 6;

    /// Nothing, with as many decimals as `like`.
    pub const fn zero(like: Self) -> Self {
        Self {
            micros: 0,
            decimals: like.decimals,
        }
    }

    /// Hundredths, as euros and cents.
    pub fn of_cents(cents: i64) -> Self {
        Self {
            micros: i128::from(cents) * 10_000,
            decimals: 2,
        }
    }

    /// A whole number, as people.
    pub fn of_people(people: i64) -> Self {
        Self {
            micros: i128::from(people) * 1_000_000,
            decimals: 0,
        }
    }

    /// `-1234.05`, as CSV holds it; nothing else is a figure.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (micros, decimals) = decimal(digits, Self::DECIMALS)?;
        Some(Self {
            micros: if negative { -micros } else { micros },
            decimals: decimals as u8,
        })
    }

    /// Whether this is an amount of money, which is all that has two decimals.
    pub fn is_money(self) -> bool {
        self.decimals == 2
    }

    /// In millionths.
    pub fn micros(self) -> i128 {
        self.micros
    }

    /// `self - other`.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self {
            micros: self.micros - other.micros,
            decimals: self.decimals.max(other.decimals),
        }
    }

    /// `self + other`.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            micros: self.micros + other.micros,
            decimals: self.decimals.max(other.decimals),
        }
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self {
            micros: self.micros.abs(),
            ..self
        }
    }

    /// For people: `-1.234,05`, or in English `-1,234.05`.
    pub fn shown(self, lang: Lang) -> String {
        let text = self.abs().to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let whole = match whole.parse() {
            Ok(number) => lang.notation().whole(number),
            Err(_) => whole.to_owned(),
        };
        let sign = if self.micros < 0 { "-" } else { "" };
        let point = match decimals.is_empty() {
            true => "",
            false => lang.choose(",", "."),
        };
        format!("{sign}{whole}{point}{decimals}")
    }

    /// [`BaselineFigure::shown`] with its sign, also where that is a plus.
    pub fn signed(self, lang: Lang) -> String {
        let plus = if self.micros > 0 { "+" } else { "" };
        format!("{plus}{}", self.shown(lang))
    }
}

/// The notation of CSV and JSON.
impl fmt::Display for BaselineFigure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.micros < 0 { "-" } else { "" };
        let micros = self.micros.unsigned_abs();
        write!(formatter, "{sign}{}", micros / 1_000_000)?;
        let decimals = format!("{:06}", micros % 1_000_000);
        match usize::from(self.decimals) {
            0 => Ok(()),
            shown => write!(formatter, ".{}", &decimals[..shown]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_written_as_it_was_read() {
        for text in [
            "0",
            "12",
            "-1234.05",
            "0.000001",
            "1.00",
            "99999999999999999999.99",
        ] {
            assert_eq!(BaselineFigure::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "-", "1.", ".5", "1e3", "1,00", "+1", "0.0000001", "٣"] {
            assert_eq!(BaselineFigure::parse(text), None, "{text}");
        }
    }

    #[test]
    fn people_read_it_in_their_language() {
        let figure = BaselineFigure::of_cents(-123_456_705);
        assert_eq!(figure.shown(Lang::Nl), "-1.234.567,05");
        assert_eq!(figure.abs().signed(Lang::Nl), "+1.234.567,05");
        assert_eq!(figure.abs().signed(Lang::En), "+1,234,567.05");
        assert_eq!(BaselineFigure::of_people(0).signed(Lang::Nl), "0");
    }
}
