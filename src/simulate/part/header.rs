//! What a part says of the simulation it belongs to.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The simulation a part belongs to, and which draws of it the part holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The program that made the draws.
    pub program: Program,
    /// Seed of the draws.
    pub seed: u64,
    /// Number of draws of the whole simulation.
    pub draws: u32,
    /// Which shard this is.
    pub shard: Shard,
    /// The draws of this shard, from 0: always `shard.range(draws)`, and written
    /// so that a program with another division is found out.
    pub range: Range<u32>,
    /// The scenarios, in the order in which they were asked for.
    pub scenarios: Vec<PartScenario>,
    /// What the rows of the result are called.
    pub labels: Labels,
}

/// Names that go with the numbers of a simulation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Labels {
    /// The years, earliest first.
    pub jaren: Vec<u16>,
    /// The provincies, sorted.
    pub provincies: Vec<String>,
    /// Code and name of the gemeenten, sorted by code.
    pub gemeenten: Vec<(String, String)>,
    /// By scenario and year: whether the scenario has a budget line.
    pub begroting: Vec<bool>,
    /// Name and SHA-256 of every file that was read.
    pub bestanden: Vec<(String, String)>,
}

impl Header {
    /// The header of one shard.
    pub fn new(
        program: Program,
        seed: u64,
        draws: u32,
        shard: Shard,
        scenarios: Vec<PartScenario>,
    ) -> Self {
        Self {
            program,
            seed,
            draws,
            shard,
            range: shard.range(draws),
            scenarios,
            labels: Labels::default(),
        }
    }
}

/// A version of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its version, as `0.1.0`.
    pub version: String,
    /// The git commit it was built from.
    pub commit: String,
}

impl Program {
    /// The version of this program.
    pub const VERSION: &'static str = env!("CARGO_PKG_VERSION");
    /// The git commit that this program was built from, or `onbekend`.
    pub const COMMIT: &'static str = env!("SPUK_COMMIT");

    /// This program.
    pub fn own() -> Self {
        Self {
            version: Self::VERSION.to_owned(),
            commit: Self::COMMIT.to_owned(),
        }
    }
}

impl fmt::Display for Program {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.version, self.commit)
    }
}

/// A scenario of the simulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartScenario {
    /// Its name.
    pub name: String,
    /// SHA-256 of the resolved scenario.
    pub sha256: [u8; 32],
    /// SHA-256 of the resolved scenario with all other files that were read.
    pub invoer_sha256: [u8; 32],
    /// What differs from draw to draw.
    pub varies: Varies,
}

/// What differs from draw to draw of a scenario. All else is the same in all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Varies {
    /// How many people come.
    pub instroom: bool,
    /// In which gemeente they live.
    pub woonplaats: bool,
    /// Which route they take and who completes it.
    pub traject: bool,
    /// How far prognosis and taakstelling are off.
    pub ramingen: bool,
    /// How gemeenten differ lastingly in who completes.
    pub afronding: bool,
    /// In costs.
    pub kosten: bool,
    /// In who is on the Z-route.
    pub z_route: bool,
    /// How many figures with a range are drawn too.
    pub aannames: u32,
}

/// Shard `index` of `of`, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct Shard {
    index: u32,
    of: u32,
}

impl Shard {
    /// The whole simulation as one shard.
    pub const WHOLE: Self = Self { index: 1, of: 1 };

    /// Shard `index` of `of`; none unless `1 <= index <= of`.
    pub fn new(index: u32, of: u32) -> Option<Self> {
        (1 <= index && index <= of).then_some(Self { index, of })
    }

    /// Which one, from 1.
    pub fn index(self) -> u32 {
        self.index
    }

    /// How many there are.
    pub fn of(self) -> u32 {
        self.of
    }

    /// The draws, from 0, that this shard makes of `draws`: the shards follow on
    /// each other, and differ by one draw at most.
    pub fn range(self, draws: u32) -> Range<u32> {
        let end = |shards: u32| {
            let end = u64::from(draws) * u64::from(shards) / u64::from(self.of);
            u32::try_from(end).expect("no more than all draws")
        };
        end(self.index - 1)..end(self.index)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.index, self.of)
    }
}

impl From<Shard> for (u32, u32) {
    fn from(shard: Shard) -> Self {
        (shard.index, shard.of)
    }
}

impl TryFrom<(u32, u32)> for Shard {
    type Error = &'static str;

    fn try_from((index, of): (u32, u32)) -> Result<Self, Self::Error> {
        Self::new(index, of).ok_or("no such shard")
    }
}
