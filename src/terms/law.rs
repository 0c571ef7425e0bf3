//! Terms of the law that several modules share, in its own words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// More people than this do not live in the country, nor come to it in a year.
pub const MAX_PEOPLE: i64 = 20_000_000;

/// A group of inburgeringsplichtigen (letter of 9 July 2025).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Groep {
    /// People with an asylum permit.
    Asielstatushouder,
    /// Family migrants.
    Gezinsmigrant,
    /// Other migrants, such as ministers of religion.
    OverigeMigrant,
}

impl Groep {
    /// Every group, in the order of the letters.
    pub const ALL: [Self; 3] = [
        Self::Asielstatushouder,
        Self::Gezinsmigrant,
        Self::OverigeMigrant,
    ];

    /// The key of the group in a scenario.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Asielstatushouder => "asielstatushouder",
            Self::Gezinsmigrant => "gezinsmigrant",
            Self::OverigeMigrant => "overige_migrant",
        }
    }

    /// Its people, as the law calls them.
    pub const fn people(self) -> &'static str {
        match self {
            Self::Asielstatushouder => "asielstatushouders",
            Self::Gezinsmigrant => "gezinsmigranten",
            Self::OverigeMigrant => "overige migranten",
        }
    }
}

/// A leerroute (Wi2021 art. 7-9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Route {
    /// Language at level B1 within three years.
    B1,
    /// Towards a Dutch diploma, by a taalschakeltraject.
    Onderwijs,
    /// Zelfredzaamheid, for whom A2 is out of reach.
    Z,
}

impl Route {
    /// Every route, in the order of the letters.
    pub const ALL: [Self; 3] = [Self::B1, Self::Onderwijs, Self::Z];

    /// The key of the route in a scenario.
    pub const fn key(self) -> &'static str {
        match self {
            Self::B1 => "B1",
            Self::Onderwijs => "onderwijs",
            Self::Z => "Z",
        }
    }
}

/// How someone stops being inburgeringsplichtig (letter of 9 July 2025).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Uitkomst {
    /// The obligation was met: the only outcome that counts for AIA.
    Voldaan,
    /// Exempt, for a time or for good.
    Vrijgesteld,
    /// Released.
    Ontheven,
    /// Lapsed, such as when the permit was withdrawn.
    Vervallen,
}

impl Uitkomst {
    /// Every outcome, in the order of the letters.
    pub const ALL: [Self; 4] = [
        Self::Voldaan,
        Self::Vrijgesteld,
        Self::Ontheven,
        Self::Vervallen,
    ];

    /// The key of the outcome in a scenario.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Voldaan => "voldaan",
            Self::Vrijgesteld => "vrijgesteld",
            Self::Ontheven => "ontheven",
            Self::Vervallen => "vervallen",
        }
    }
}

/// Who bears a korting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KortingWijze {
    /// The amounts fall: gemeenten receive less.
    #[default]
    Doorberekend,
    /// Gemeenten see nothing; the state has to find the money in its own budget.
    BinnenBegroting,
}

/// How the fixed total of a fondsuitkering is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdeelsleutel {
    /// By the grondslagen of the grant itself.
    #[default]
    Grondslag,
    /// By inhabitants on 1 January of the year before.
    Inwoners,
}
