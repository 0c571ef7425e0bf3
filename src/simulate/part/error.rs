//! What can be wrong with part files, as the user is told.

use std::error::Error;
use std::fmt;
use std::ops::RangeInclusive;

use super::file::FORMAT;
use super::header::{Program, Shard};

/// Why bytes are not a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartError {
    /// Something else altogether.
    NotAPart,
    /// A part file of this other version of the format.
    OtherFormat(String),
    /// Truncated or damaged: the checksum does not match.
    Damaged,
    /// The checksum matches, but the contents contradict each other in this: made
    /// by a program that is not this one.
    Contradiction(&'static str),
}

impl fmt::Display for PartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPart => formatter.write_str("dit is geen deelbestand van `spuk simulate`"),
            Self::OtherFormat(version) => write!(
                formatter,
                "dit deelbestand heeft formaat {version}; deze versie van spuk leest formaat {FORMAT}"
            ),
            Self::Damaged => formatter.write_str(
                "dit deelbestand is afgebroken of beschadigd: de controlesom klopt niet",
            ),
            Self::Contradiction(what) => {
                write!(formatter, "dit deelbestand spreekt zichzelf tegen: {what}")
            }
        }
    }
}

impl Error for PartError {}

/// Why parts do not make one simulation. Parts go by the names they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeError {
    /// There are no parts.
    Nothing,
    /// A part contradicts itself in this.
    Contradiction {
        /// The part.
        name: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Two parts are of different simulations.
    Differs {
        /// The part that came first.
        first: String,
        /// The part that differs from it.
        second: String,
        /// In what they differ.
        what: PartMismatch,
    },
    /// Two parts are the same shard.
    Twice {
        /// That shard.
        shard: Shard,
        /// One part.
        first: String,
        /// The other.
        second: String,
    },
    /// Shards are missing.
    Missing {
        /// The number of shards there should be.
        of: u32,
        /// The shards that are not there.
        missing: Vec<RangeInclusive<u32>>,
    },
}

/// In what two parts differ that should be alike; the first part comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartMismatch {
    /// The version or the commit of the program.
    Program(Box<[Program; 2]>),
    /// The first scenario that has another name or content.
    Scenario(String),
    /// The seed.
    Seed(u64, u64),
    /// The number of draws of the whole simulation.
    Draws(u32, u32),
    /// The number of shards.
    Split(u32, u32),
    /// The number of tables.
    Tables,
    /// The dimensions or the kind of cells of this table.
    Table(String),
}

impl fmt::Display for MergeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => formatter.write_str("er zijn geen delen om samen te voegen"),
            Self::Contradiction { name, what } => {
                write!(formatter, "{name} spreekt zichzelf tegen: {what}")
            }
            Self::Differs {
                first,
                second,
                what,
            } => write!(
                formatter,
                "{first} en {second} zijn geen delen van dezelfde simulatie: {what}"
            ),
            Self::Twice {
                shard,
                first,
                second,
            } => write!(formatter, "{first} en {second} zijn allebei deel {shard}"),
            Self::Missing { of, missing } => {
                let list: Vec<String> = missing.iter().map(shards).collect();
                let list = list.join(", ");
                write!(
                    formatter,
                    "niet alle {of} delen zijn er; het ontbreekt aan: {list}"
                )
            }
        }
    }
}

impl Error for MergeError {}

impl fmt::Display for PartMismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(both) => {
                write!(
                    formatter,
                    "gemaakt met spuk {} en met spuk {}",
                    both[0], both[1]
                )
            }
            Self::Scenario(name) => write!(formatter, "het scenario `{name}` is niet hetzelfde"),
            Self::Seed(a, b) => write!(formatter, "het zaad is {a} en {b}"),
            Self::Draws(a, b) => write!(formatter, "het aantal trekkingen is {a} en {b}"),
            Self::Split(a, b) => write!(formatter, "verdeeld in {a} en in {b} delen"),
            Self::Tables => formatter.write_str("het aantal tabellen is niet hetzelfde"),
            Self::Table(name) => write!(formatter, "de tabel `{name}` is niet hetzelfde"),
        }
    }
}

/// One shard or a row of them.
fn shards(range: &RangeInclusive<u32>) -> String {
    if range.start() == range.end() {
        range.start().to_string()
    } else {
        format!("{} t/m {}", range.start(), range.end())
    }
}
