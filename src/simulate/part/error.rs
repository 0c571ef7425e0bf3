//! What can be wrong with part files, as the user is told.

use std::error::Error;
use std::fmt;
use std::ops::RangeInclusive;

use super::file::FORMAT;
use super::header::{Program, Shard};
use crate::terms::Text;
use crate::terms::noun::{Noun, PARTS};

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
    Contradiction(Text),
}

impl PartError {
    /// As the user is told.
    pub fn text(&self) -> Text {
        match self {
            Self::NotAPart => Text::fixed(
                "dit is geen deelbestand van `spuk simulate`",
                "this is no part file of `spuk simulate`",
            ),
            Self::OtherFormat(version) => Text::new(
                format!(
                    "dit deelbestand heeft formaat {version}; deze versie van spuk leest formaat {FORMAT}"
                ),
                format!(
                    "this part file has format {version}; this version of spuk reads format {FORMAT}"
                ),
            ),
            Self::Damaged => Text::fixed(
                "dit deelbestand is afgebroken of beschadigd: de controlesom klopt niet",
                "this part file is cut short or damaged: its checksum does not match",
            ),
            Self::Contradiction(what) => Text::new(
                format!("dit deelbestand spreekt zichzelf tegen: {what}"),
                format!("this part file contradicts itself: {what:#}"),
            ),
        }
    }
}

impl fmt::Display for PartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(formatter)
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
        what: Text,
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
    /// So many shards are not so many times this one.
    Uneven {
        /// The number of shards that were made.
        of: u32,
        /// The one that they were to become.
        shard: Shard,
    },
    /// A shard does not belong to the one that they were to become.
    Outside {
        /// The part.
        name: String,
        /// The number of shards that were made.
        of: u32,
        /// The one that they were to become.
        shard: Shard,
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

impl MergeError {
    /// As the user is told.
    pub fn text(&self) -> Text {
        match self {
            Self::Nothing => Text::fixed(
                "er zijn geen delen om samen te voegen",
                "there are no parts to put together",
            ),
            Self::Contradiction { name, what } => Text::new(
                format!("{name} spreekt zichzelf tegen: {what}"),
                format!("{name} contradicts itself: {what:#}"),
            ),
            Self::Differs {
                first,
                second,
                what,
            } => {
                let what = what.text();
                Text::new(
                    format!("{first} en {second} zijn geen delen van dezelfde simulatie: {what}"),
                    format!("{first} and {second} are no parts of the same simulation: {what:#}"),
                )
            }
            Self::Twice {
                shard,
                first,
                second,
            } => Text::new(
                format!("{first} en {second} zijn allebei deel {shard}"),
                format!("{first} and {second} are both part {shard}"),
            ),
            Self::Missing { of, missing } => {
                let list = Text::join(missing.iter().map(shards), ", ");
                Text::new(
                    format!("niet alle {of} delen zijn er; het ontbreekt aan: {list}"),
                    format!("not all {of} parts are there; missing: {list:#}"),
                )
            }
            Self::Uneven { of, shard } => {
                let shards = shard.of();
                const ARE: Noun = Noun::new(["deel is", "delen zijn"], ["part", "parts"]);
                let parts = ARE.counted(of);
                Text::new(
                    format!("{parts} niet in {shards} gelijke groepen te verdelen"),
                    format!("{parts:#} cannot be divided into {shards} groups of one size"),
                )
            }
            Self::Outside { name, of, shard } => {
                let each = of / shard.of();
                let (first, last) = ((shard.index() - 1) * each + 1, shard.index() * each);
                Text::new(
                    format!(
                        "{name} hoort niet bij deel {shard}: dat zijn deel {first} t/m {last} van {of}"
                    ),
                    format!(
                        "{name} does not belong to part {shard}: that is part {first} through {last} of {of}"
                    ),
                )
            }
        }
    }
}

impl fmt::Display for MergeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(formatter)
    }
}

impl Error for MergeError {}

impl PartMismatch {
    /// As the user is told.
    pub fn text(&self) -> Text {
        match self {
            Self::Program(both) => Text::new(
                format!("gemaakt met spuk {} en met spuk {}", both[0], both[1]),
                format!("made with spuk {} and with spuk {}", both[0], both[1]),
            ),
            Self::Scenario(name) => Text::new(
                format!("het scenario `{name}` is niet hetzelfde"),
                format!("the scenario `{name}` is not the same"),
            ),
            Self::Seed(a, b) => Text::new(
                format!("het zaad is {a} en {b}"),
                format!("the seed is {a} and {b}"),
            ),
            Self::Draws(a, b) => Text::new(
                format!("het aantal trekkingen is {a} en {b}"),
                format!("the number of draws is {a} and {b}"),
            ),
            Self::Split(a, b) => {
                let parts = PARTS.counted(b);
                Text::new(
                    format!("verdeeld in {a} en in {parts}"),
                    format!("divided into {a} and into {parts:#}"),
                )
            }
            Self::Tables => Text::fixed(
                "het aantal tabellen is niet hetzelfde",
                "the number of tables is not the same",
            ),
            Self::Table(name) => Text::new(
                format!("de tabel `{name}` is niet hetzelfde"),
                format!("the table `{name}` is not the same"),
            ),
        }
    }
}

/// One shard or a row of them.
fn shards(range: &RangeInclusive<u32>) -> Text {
    let (start, end) = (range.start(), range.end());
    if start == end {
        Text::same(start.to_string())
    } else {
        Text::new(format!("{start} t/m {end}"), format!("{start} to {end}"))
    }
}
