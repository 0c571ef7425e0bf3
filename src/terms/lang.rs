//! The language of a report: Dutch, or English on request.

use std::cmp::Ordering;

use clap::ValueEnum;

use super::legible::on_one_line;
use crate::exact::money::{Cents, Notation};
use crate::scenario::Status;

/// Language of tables and pages; CSV and JSON are the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Lang {
    /// Nederlands
    #[default]
    Nl,
    /// English
    En,
}

impl Lang {
    /// The Dutch or the English text.
    pub fn kies<T>(self, nl: T, en: T) -> T {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// The line below a title that says what was laid over a scenario, which keeps
    /// its name; nothing where nothing was.
    pub(crate) fn overlay(self, settings: &[String]) -> String {
        if settings.is_empty() {
            return String::new();
        }
        let all = settings.join(", ");
        format!("{} {}\n", self.kies("met", "with"), on_one_line(&all))
    }

    /// How numbers are written.
    pub fn notation(self) -> Notation {
        self.kies(Notation::DUTCH, Notation::ENGLISH)
    }
}

/// Whether a difference is more or less as far as its figure tells: what is shown as
/// 0 is no difference to who reads it.
pub(crate) fn richting(difference: Cents, shown: &str) -> Ordering {
    if shown.contains(|letter: char| ('1'..='9').contains(&letter)) {
        difference.cmp(&Cents::ZERO)
    } else {
        Ordering::Equal
    }
}

/// How certain a figure is.
pub(crate) fn status(status: Status, taal: Lang) -> &'static str {
    let english = match status {
        Status::Gepubliceerd => "published",
        Status::Afgeleid => "derived",
        Status::Aanname => "assumption",
    };
    taal.kies(status.word(), english)
}

/// [`status`] of what may have none.
pub(crate) fn status_of(word: &str, taal: Lang) -> &str {
    Status::from_word(word).map_or(word, |known| status(known, taal))
}
