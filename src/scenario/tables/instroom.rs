//! The tables about the instroom and its uncertainty.

use schemars::JsonSchema;
use serde::Deserialize;

use super::PerGroep;
use crate::scenario::values::{
    Aandeel, DrawCount, Groei, PerJaar, Persistentie, Personen, Seed, Spreiding, Vertekening,
};
use crate::terms::jaar::Jaar;

/// `[instroom]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct InstroomTable {
    /// People who become obliged per calendar year; the expectation of a simulation.
    #[serde(default)]
    pub pad: PerGroep<PerJaar<Personen>>,
    /// How the national number moves around the path in a simulation.
    #[serde(default)]
    pub model: InstroomModel,
    /// First uncertain year; default: the second projected year.
    pub vanaf: Option<Jaar>,
    /// `ar1`: standard deviation of the yearly shock, as a share of the number.
    #[serde(default)]
    pub spreiding: PerGroep<Spreiding>,
    /// `ar1`: share of a deviation that is left a year later.
    #[serde(default)]
    pub persistentie: PerGroep<Persistentie>,
    /// `ar1`: correlation between the shocks of asiel and those of the other groups.
    pub samenhang: Option<Aandeel>,
    /// `bootstrap`: yearly growth rates to draw from.
    #[serde(default)]
    pub groei: Vec<Groei>,
    /// `paden`: CSV `trekking,groep,2026,2027,...`, path relative to this file.
    pub bestand: Option<String>,
    /// Standard deviation of the error of prognosis and taakstelling, as a share.
    pub prognosefout: Option<Spreiding>,
    /// Mean error of prognosis and taakstelling of the years that are drawn: what came
    /// less what was forecast, as a share of the forecast; default 0.
    pub prognosevertekening: Option<Vertekening>,
    /// Differences between gemeenten.
    #[serde(default)]
    pub gemeenten: InstroomGemeenten,
}

/// How the national instroom moves around its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum InstroomModel {
    /// Shocks that die out: log-AR(1).
    #[default]
    Ar1,
    /// Growth rates drawn from a list.
    Bootstrap,
    /// Paths from a file.
    Paden,
}

impl InstroomModel {
    /// The word in a scenario.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ar1 => "ar1",
            Self::Bootstrap => "bootstrap",
            Self::Paden => "paden",
        }
    }
}

/// `[instroom.gemeenten]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct InstroomGemeenten {
    /// Standard deviation of how much of its part a gemeente realises, lasting over the years.
    pub realisatie: Option<Spreiding>,
    /// Overdispersion of the yearly numbers: variance = mean + ruis * mean^2. Without it
    /// people are divided, not drawn.
    pub ruis: Option<Spreiding>,
    /// Share of the asielstatushouders of a cohort that moves to another gemeente in a year.
    pub verhuizing: Option<Aandeel>,
}

/// `[simulatie]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct SimulatieTable {
    /// Number of draws; default 1000.
    pub trekkingen: Option<DrawCount>,
    /// Seed of the draws; default 1.
    pub zaad: Option<Seed>,
}

impl SimulatieTable {
    /// How many draws to make: as asked, else as the scenario says, else 1000.
    pub fn trekkingen_of(&self, asked: Option<u32>) -> u32 {
        let own = self.trekkingen.map(|draws| draws.get());
        asked.or(own).unwrap_or(1000)
    }

    /// The seed of the draws: as asked, else as the scenario says, else 1.
    pub fn zaad_of(&self, asked: Option<u64>) -> u64 {
        asked.or(self.zaad.map(|seed| seed.get())).unwrap_or(1)
    }
}
