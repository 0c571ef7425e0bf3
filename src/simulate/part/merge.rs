//! One simulation from its parts.

use std::collections::BTreeMap;

use super::contents::Part;
use super::error::{MergeError, PartMismatch};
use super::header::{Header, Shard};

/// Takes parts one by one, so that no more than two need be in memory, and gives
/// the whole. Neither the order nor the names of the parts show in the result.
#[derive(Debug, Default)]
pub struct Merge {
    /// The name of the first part, and the sum of all.
    whole: Option<(String, Part)>,
    /// The name of the part of each shard that was added.
    names: BTreeMap<u32, String>,
}

impl Merge {
    /// Adds `part`, called `name` (its file) in errors. A part that is refused
    /// leaves what was added before as it was.
    ///
    /// # Errors
    /// When it contradicts itself, is of another simulation than the first part,
    /// or of a shard that was added before.
    pub fn add(&mut self, name: &str, part: Part) -> Result<(), MergeError> {
        part.check().map_err(|what| MergeError::Contradiction {
            name: name.to_owned(),
            what,
        })?;
        let shard = part.header.shard;
        match &mut self.whole {
            None => self.whole = Some((name.to_owned(), part)),
            Some((first, whole)) => {
                let difference = difference(&whole.header, &part.header);
                if let Some(what) = difference.or_else(|| whole.layout_difference(&part)) {
                    return Err(MergeError::Differs {
                        first: first.clone(),
                        second: name.to_owned(),
                        what,
                    });
                }
                if let Some(first) = self.names.get(&shard.index()) {
                    return Err(MergeError::Twice {
                        shard,
                        first: first.clone(),
                        second: name.to_owned(),
                    });
                }
                whole.add(&part);
                // Of files that are the same under other names, those of the
                // first shard, whichever was added first.
                if self.names.keys().all(|&index| shard.index() < index) {
                    whole.header.labels.bestanden = part.header.labels.bestanden;
                }
            }
        }
        self.names.insert(shard.index(), name.to_owned());
        Ok(())
    }

    /// The whole simulation, as if it had been one shard.
    ///
    /// # Errors
    /// When no parts were added, or some are missing.
    pub fn finish(self) -> Result<Part, MergeError> {
        self.finish_as(Shard::WHOLE)
    }

    /// What `shard` of fewer would have been: so parts become one in a tree, and nobody has
    /// to hold all of them. Shards that follow on each other make the same draws as one that
    /// takes their place.
    ///
    /// # Errors
    /// When no parts were added, some of those that make up `shard` are missing, or one is
    /// no part of it.
    pub fn finish_as(self, shard: Shard) -> Result<Part, MergeError> {
        let (_, mut whole) = self.whole.ok_or(MergeError::Nothing)?;
        let of = whole.header.shard.of();
        let each = of / shard.of();
        if of % shard.of() != 0 {
            return Err(MergeError::Uneven { of, shard });
        }
        let (first, last) = ((shard.index() - 1) * each + 1, shard.index() * each);
        let outside = self.names.iter();
        let outside = outside.filter(|&(index, _)| !(first..=last).contains(index));
        if let Some((_, name)) = outside.into_iter().next() {
            let name = name.clone();
            return Err(MergeError::Outside { name, of, shard });
        }
        let mut missing = Vec::new();
        let mut next = first;
        for &index in self.names.keys() {
            if next < index {
                missing.push(next..=index - 1);
            }
            next = index.saturating_add(1);
        }
        if self
            .names
            .last_key_value()
            .is_some_and(|(&known, _)| known < last)
        {
            missing.push(next..=last);
        }
        if !missing.is_empty() {
            let of = last - first + 1;
            return Err(MergeError::Missing { of, missing });
        }
        whole.header.shard = shard;
        whole.header.range = shard.range(whole.header.draws);
        Ok(whole)
    }
}

/// The first thing in which two headers are of different simulations.
fn difference(first: &Header, second: &Header) -> Option<PartMismatch> {
    if first.program != second.program {
        let both = [first.program.clone(), second.program.clone()];
        return Some(PartMismatch::Program(Box::new(both)));
    }
    if let Some(name) = other_scenario(first, second) {
        return Some(PartMismatch::Scenario(name));
    }
    if first.seed != second.seed {
        return Some(PartMismatch::Seed(first.seed, second.seed));
    }
    if first.draws != second.draws {
        return Some(PartMismatch::Draws(first.draws, second.draws));
    }
    let (first, second) = (first.shard.of(), second.shard.of());
    (first != second).then_some(PartMismatch::Split(first, second))
}

/// The name of the first scenario that is not the same in both.
fn other_scenario(first: &Header, second: &Header) -> Option<String> {
    let (first, second) = (&first.scenarios, &second.scenarios);
    let alike = first
        .iter()
        .zip(second)
        .take_while(|(one, other)| one == other);
    let place = alike.count();
    let other = first.get(place).or(second.get(place));
    other.map(|scenario| scenario.name.clone())
}
