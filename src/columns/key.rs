//! The columns that say what a row is about.

use crate::terms::{Lang, Text};

/// The column before all others where a table is about several scenarios.
pub const SCENARIO: &str = "scenario";

/// A column before those with figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyColumn {
    /// Code of the gemeente, of the provincie or of the country.
    GmCode,
    /// Name of the gemeente, of the country or of a sum of gemeenten.
    Gemeente,
    /// Name of the provincie.
    Provincie,
    /// The year.
    Jaar,
}

static HEADINGS: [Text; 4] = [
    Text::fixed("Gemeentecode", "Gemeente code"),
    Text::fixed("Gemeente", "Gemeente"),
    Text::fixed("Provincie", "Province"),
    Text::fixed("Jaar", "Year"),
];

static MEANINGS: [Text; 4] = [
    Text::fixed(
        "Code van de gemeente of de provincie bij het CBS; NL voor het land, leeg voor gekozen gemeenten samen.",
        "Code of the gemeente or the provincie at the CBS; NL for the country, empty for chosen gemeenten together.",
    ),
    Text::fixed(
        "Naam van de gemeente; Nederland voor het land, leeg voor een provincie, selectie voor gekozen gemeenten samen.",
        "Name of the gemeente; Nederland for the country, empty for a provincie, selectie for chosen gemeenten together.",
    ),
    Text::fixed(
        "Naam van de provincie; leeg voor het land, ook als het om gekozen gemeenten gaat.",
        "Name of the provincie; empty for the country, also where it is about chosen gemeenten.",
    ),
    Text::fixed(
        "Het uitvoeringsjaar waar de regel over gaat.",
        "The uitvoeringsjaar that the row is about.",
    ),
];

impl KeyColumn {
    /// All of them, in the order of the CSV.
    pub const ALL: [Self; 4] = [Self::GmCode, Self::Gemeente, Self::Provincie, Self::Jaar];

    /// Its name in CSV and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GmCode => "gm_code",
            Self::Gemeente => "gemeente",
            Self::Provincie => "provincie",
            Self::Jaar => "jaar",
        }
    }

    /// The head of the column for people.
    pub fn heading(self, lang: Lang) -> &'static str {
        HEADINGS[self as usize].of(lang)
    }

    /// What it is, in a sentence.
    pub fn meaning(self, lang: Lang) -> &'static str {
        MEANINGS[self as usize].of(lang)
    }
}
