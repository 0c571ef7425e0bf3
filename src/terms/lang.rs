//! The language that something is said in: Dutch, or English on request.

use crate::exact::money::Notation;

/// Language of everything that a person reads; CSV and JSON are the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Lang {
    /// Every language, the usual one first.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// The Dutch or the English text.
    pub fn choose<T>(self, nl: T, en: T) -> T {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// How numbers are written.
    pub fn notation(self) -> Notation {
        self.choose(Notation::DUTCH, Notation::ENGLISH)
    }
}
