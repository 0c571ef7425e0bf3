//! The three instalments in which a cohort of asielstatushouders is paid, and the
//! moment at which those of the voorlopige uitkering are counted.

use std::fmt;

use crate::terms::jaar::Jaar;

/// A cohort is paid in so many yearly instalments: budget year t pays the first of
/// cohort t, the second of t-1 and the third of t-2 (Bi2021 art. 10.1 and 10.2).
pub const TERMIJNEN: usize = 3;

/// The weights of the instalments, and behind them the one of completed trajecten
/// (Ri2021 art. 10.4).
pub const GEWICHTEN: usize = TERMIJNEN + 1;

/// The place of weight d, of completed trajecten, among the weights.
pub const GEWICHT_D: usize = TERMIJNEN;

/// The letter of an instalment (Ri2021 art. 10.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Letter {
    /// The first, for cohort t.
    A,
    /// The second, for cohort t-1.
    B,
    /// The third, for cohort t-2.
    C,
}

impl Letter {
    /// Every letter, in the order in which a cohort is paid.
    pub const ALL: [Self; TERMIJNEN] = [Self::A, Self::B, Self::C];

    /// Its place, from 0: how many years the cohort came before the budget year.
    pub const fn nummer(self) -> usize {
        self as usize
    }

    /// The cohort that it pays for in budget year `jaar`.
    pub const fn cohort(self, jaar: Jaar) -> Jaar {
        jaar.plus(-(self as i32))
    }

    /// The letter as Ri2021 writes it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
        }
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.key())
    }
}

/// The year at whose end people are counted for the voorlopige uitkering of `jaar`.
/// It is announced in t-1, when the end of t-2 is the last that is known (Bi2021
/// art. 10.4).
pub const fn peiljaar_voorlopig(jaar: Jaar) -> Jaar {
    jaar.plus(-2)
}
