//! Why two scenarios differ: the difference of every amount, divided over the
//! parts of the rules that differ.
//!
//! Two ways. **Shapley**: what a part adds, averaged over all orders in which
//! the parts can be changed, which is the only division that treats parts alike
//! and leaves nothing over (L.S. Shapley, 1953). **In order**: what each part
//! adds when the parts are changed one after another, as in a negotiation.

use std::ops::Range;

use rayon::prelude::*;

use super::mixed::MixedModels;
use super::money_columns::basis;
use crate::exact::apportion::round_table;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::nearest_or_all;
use crate::model::Model;
use crate::projection::Projection;
use crate::scenario::{RulePart, RuleParts};
use crate::terms::Text;

/// How the difference is divided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AttributionOrder {
    /// The mean over all orders.
    #[default]
    Shapley,
    /// One after another, these first, the others after them.
    Vast(Vec<RulePart>),
}

impl AttributionOrder {
    /// The order of these parts of the rules; the mean over all orders without any.
    ///
    /// # Errors
    /// A word for no part, or one that stands there twice.
    pub fn of_words(words: &[String]) -> Result<Self, Diagnostic> {
        if words.is_empty() {
            return Ok(Self::Shapley);
        }
        let mut parts = Vec::new();
        for word in words {
            let part = RulePart::from_word(word.trim()).ok_or_else(|| unknown_part(word))?;
            if parts.contains(&part) {
                let message = Text::new(
                    format!("`{part}` staat twee keer in --order"),
                    format!("`{part}` stands twice in --order"),
                );
                return Err(Diagnostic::new(Code::Opdrachtregel, message));
            }
            parts.push(part);
        }
        Ok(Self::Vast(parts))
    }
}

fn unknown_part(word: &str) -> Diagnostic {
    let words = RulePart::ALL.map(RulePart::word);
    let message = Text::new(
        format!("`{word}` is geen onderdeel van de regels"),
        format!("`{word}` is no part of the rules"),
    );
    Diagnostic::new(Code::Opdrachtregel, message).help(nearest_or_all(word, &words))
}

/// The difference of every gemeente, year and base column over the parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// What is divided over: a part each, or several that only go together.
    pub groepen: Vec<RuleParts>,
    /// Cents by year, base column, gemeente and group.
    bijdragen: Vec<i64>,
    /// How many projections it took.
    pub projecties: usize,
}

impl Attribution {
    /// The cents of one gemeente, year and base column that a group is worth.
    pub fn of(&self, cell: usize, groep: usize) -> i64 {
        self.bijdragen[cell * self.groepen.len() + groep]
    }
}

/// Divides the differences between two projections over their parts. Parts
/// that do not go together with the rest of the other scenario, such as a
/// rhythm without the prices it needs, are taken as one.
///
/// # Errors
/// If even the two scenarios themselves cannot be projected.
pub(crate) fn attribute(
    tussenvormen: &mut MixedModels<'_>,
    van: &Projection,
    naar: &Projection,
    volgorde: &AttributionOrder,
) -> Result<Attribution, Diagnostic> {
    let changed = tussenvormen.verschillend;
    if changed.is_empty() {
        return Ok(Attribution::default());
    }
    let single: Vec<RuleParts> = changed.iter().map(one).collect();
    let amounts: RuleParts = RulePart::BEDRAGEN.into_iter().collect();
    let together = changed.and(amounts.with(RulePart::Kosten));
    let mut coarser = vec![single];
    // Costs can also need people whose leerroutes are known.
    let with_people = RuleParts::default()
        .with(RulePart::Aantallen)
        .with(RulePart::Kosten);
    for together in [together, changed.and(with_people)] {
        if !together.is_empty() {
            let others = changed.without(together).iter().map(one);
            coarser.push(std::iter::once(together).chain(others).collect());
        }
    }
    coarser.push(vec![changed]);
    let mut last = None;
    for groepen in coarser {
        let groepen = in_order(groepen, volgorde);
        let result = match volgorde {
            AttributionOrder::Shapley => shapley(tussenvormen, van, naar, groepen),
            AttributionOrder::Vast(_) => one_after_another(tussenvormen, van, naar, groepen),
        };
        match result {
            Ok(toedeling) => return Ok(toedeling),
            // Money that is not conserved is no part that does not fit.
            Err(breach) if breach.code() == Code::BoekenSluitenNiet => return Err(breach),
            Err(diagnostic) => last = Some(diagnostic),
        }
    }
    Err(last.expect("there is always a coarsest division"))
}

fn one(part: RulePart) -> RuleParts {
    RuleParts::default().with(part)
}

/// The groups in the order that was asked for; the others keep theirs, behind.
fn in_order(mut groepen: Vec<RuleParts>, volgorde: &AttributionOrder) -> Vec<RuleParts> {
    if let AttributionOrder::Vast(wanted) = volgorde {
        let place = |groep: &RuleParts| wanted.iter().position(|&part| groep.has(part));
        groepen.sort_by_key(|groep| place(groep).unwrap_or(usize::MAX));
    }
    groepen
}

fn union(groepen: &[RuleParts]) -> RuleParts {
    groepen
        .iter()
        .fold(RuleParts::default(), |all, &groep| all.or(groep))
}

fn one_after_another(
    tussenvormen: &mut MixedModels<'_>,
    van: &Projection,
    naar: &Projection,
    groepen: Vec<RuleParts>,
) -> Result<Attribution, Diagnostic> {
    let mut before = basis(van);
    let mut bijdragen = vec![0; before.len() * groepen.len()];
    for number in 0..groepen.len() {
        let after = if number + 1 == groepen.len() {
            basis(naar)
        } else {
            basis(&tussenvormen.model(union(&groepen[..=number]))?.project()?)
        };
        for (cell, (after, before)) in after.iter().zip(&before).enumerate() {
            bijdragen[cell * groepen.len() + number] = after - before;
        }
        before = after;
    }
    Ok(Attribution {
        projecties: groepen.len() + 1,
        groepen,
        bijdragen,
    })
}

fn factorial(count: usize) -> i64 {
    (1..=count as i64).product()
}

/// How often, out of n!, what a set of groups is worth counts for each group:
/// for a member what the set adds, for any other what it takes away.
fn factors(set: usize, n: usize) -> Vec<i64> {
    let members = set.count_ones() as usize;
    let with = factorial(members - 1) * factorial(n - members);
    let without = match members {
        all if all == n => 0,
        _ => factorial(members) * factorial(n - members - 1),
    };
    let is_member = |bit: usize| set & (1 << bit) != 0;
    let groups = 0..n;
    groups
        .map(|bit| if is_member(bit) { with } else { -without })
        .collect()
}

/// How many cells a thread brings up to date at a time.
const CELLS: usize = 1024;

/// Shapley values, exact: `sum over sets S without i of |S|! (n-|S|-1)! / n! *
/// (v(S and i) - v(S))`, as whole numbers of n!-th cents, rounded by largest remainder
/// to cents that add up per gemeente and for the country. A set of groups is a number with a bit for each.
fn shapley(
    tussenvormen: &mut MixedModels<'_>,
    van: &Projection,
    naar: &Projection,
    groepen: Vec<RuleParts>,
) -> Result<Attribution, Diagnostic> {
    let n = groepen.len();
    let before = basis(van);
    let mut sums = vec![0i128; before.len() * n];
    let whole = 1usize << n;
    // What models share is made one after another, the projections side by side.
    let at_once = 2 * rayon::current_num_threads();
    for from in (1..whole).step_by(at_once) {
        let sets: Range<usize> = from..whole.min(from + at_once);
        let models: Vec<(usize, Model)> = sets
            .map(|set| {
                let chosen: Vec<RuleParts> = (0..n)
                    .filter(|bit| set & (1 << bit) != 0)
                    .map(|bit| groepen[bit])
                    .collect();
                Ok((set, tussenvormen.model(union(&chosen))?))
            })
            .collect::<Result<_, Diagnostic>>()?;
        let worth = models.into_par_iter().map(|(set, model)| {
            let after = if set == whole - 1 {
                basis(naar)
            } else {
                basis(&model.project()?)
            };
            Ok((after, factors(set, n)))
        });
        let worth: Vec<(Vec<i64>, Vec<i64>)> = worth.collect::<Result<_, Diagnostic>>()?;
        // Every thread takes cells of its own: the sums are by far the largest, and
        // there is one of each whatever the number of threads.
        let blocks = sums.par_chunks_mut(CELLS * n).enumerate();
        blocks.for_each(|(block, sums)| {
            let first = block * CELLS;
            for (after, factors) in &worth {
                let pairs = after[first..].iter().zip(&before[first..]);
                for ((after, before), own) in pairs.zip(sums.chunks_exact_mut(n)) {
                    let amount = after - before;
                    if amount != 0 {
                        for (sum, &factor) in own.iter_mut().zip(factors) {
                            *sum += i128::from(factor) * i128::from(amount);
                        }
                    }
                }
            }
        });
    }
    let denominator = i128::from(factorial(n));
    // A column in a year is rounded as a whole: what a part is worth to all gemeenten is
    // rounded once, and what it is worth to each adds up to that.
    let gemeenten = van.jaren.first().map_or(0, |year| year.kas.len());
    let bijdragen = sums
        .par_chunks(gemeenten.max(1) * n)
        .flat_map_iter(|shares| {
            if shares.iter().all(|&share| share == 0) {
                vec![0; shares.len()]
            } else {
                round_table(shares, n, denominator)
            }
        })
        .collect();
    Ok(Attribution {
        projecties: whole,
        groepen,
        bijdragen,
    })
}
