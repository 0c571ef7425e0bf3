//! Why two scenarios differ: the difference of every amount, divided over the
//! parts of the rules that differ.
//!
//! Two ways. **Shapley**: what a part adds, averaged over all orders in which
//! the parts can be changed, which is the only division that treats parts alike
//! and leaves nothing over (L.S. Shapley, 1953). **In order**: what each part
//! adds when the parts are changed one after another, as in a negotiation.

use std::ops::Range;

use rayon::prelude::*;

use super::onderdeel::{Onderdeel, Onderdelen};
use super::tussenvorm::Tussenvormen;
use super::velden::{BASIS, basis};
use crate::apportion::round_together;
use crate::diagnostic::Diagnostic;
use crate::projection::{Model, Projection};

/// How the difference is divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Volgorde {
    /// The mean over all orders.
    Shapley,
    /// One after another, these first, the others after them.
    Vast(Vec<Onderdeel>),
}

/// The difference of every gemeente, year and base column over the parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Toedeling {
    /// What is divided over: a part each, or several that only go together.
    pub groepen: Vec<Onderdelen>,
    /// Cents by gemeente, year, base column and group.
    bijdragen: Vec<i64>,
    /// How many projections it took.
    pub projecties: usize,
}

impl Toedeling {
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
pub(super) fn verdeel(
    tussenvormen: &mut Tussenvormen<'_>,
    van: &Projection,
    naar: &Projection,
    volgorde: &Volgorde,
) -> Result<Toedeling, Diagnostic> {
    let changed = tussenvormen.verschillend;
    let single: Vec<Onderdelen> = changed.iter().map(|part| one(part)).collect();
    let amounts: Onderdelen = Onderdeel::BEDRAGEN.into_iter().collect();
    let together = changed.and(amounts.with(Onderdeel::Kosten));
    let mut coarser = vec![single];
    if !together.is_empty() {
        let others = changed.without(together).iter().map(|part| one(part));
        coarser.push(std::iter::once(together).chain(others).collect());
    }
    coarser.push(vec![changed]);
    let mut last = None;
    for groepen in coarser {
        if groepen.len() == 1 && groepen[0].is_empty() {
            return Ok(Toedeling::default());
        }
        let groepen = in_order(groepen, volgorde);
        let result = match volgorde {
            Volgorde::Shapley => shapley(tussenvormen, van, naar, groepen),
            Volgorde::Vast(_) => one_after_another(tussenvormen, van, naar, groepen),
        };
        match result {
            Ok(toedeling) => return Ok(toedeling),
            Err(diagnostic) => last = Some(diagnostic),
        }
    }
    Err(last.expect("there is always a coarsest division"))
}

fn one(part: Onderdeel) -> Onderdelen {
    Onderdelen::default().with(part)
}

/// The groups in the order that was asked for; the others keep theirs, behind.
fn in_order(mut groepen: Vec<Onderdelen>, volgorde: &Volgorde) -> Vec<Onderdelen> {
    if let Volgorde::Vast(wanted) = volgorde {
        let place = |groep: &Onderdelen| wanted.iter().position(|&part| groep.has(part));
        groepen.sort_by_key(|groep| place(groep).unwrap_or(usize::MAX));
    }
    groepen
}

fn union(groepen: &[Onderdelen]) -> Onderdelen {
    groepen
        .iter()
        .fold(Onderdelen::default(), |all, &groep| all.or(groep))
}

/// Every base column of every gemeente and year, less that of `van`.
fn difference(van: &Projection, naar: &Projection) -> impl Iterator<Item = [i64; BASIS.len()]> {
    let gemeenten = van.jaren.first().map_or(0, |year| year.kas.len());
    (0..gemeenten).flat_map(move |gemeente| {
        let years = van.jaren.iter().zip(&naar.jaren);
        years.map(move |(van, naar)| {
            let (van, naar) = (basis(van, gemeente), basis(naar, gemeente));
            std::array::from_fn(|index| naar[index] - van[index])
        })
    })
}

/// The number of cells: gemeente, year and base column.
fn cells(projection: &Projection) -> usize {
    let gemeenten = projection.jaren.first().map_or(0, |year| year.kas.len());
    gemeenten * projection.jaren.len() * BASIS.len()
}

fn one_after_another(
    tussenvormen: &mut Tussenvormen<'_>,
    van: &Projection,
    naar: &Projection,
    groepen: Vec<Onderdelen>,
) -> Result<Toedeling, Diagnostic> {
    let mut bijdragen = vec![0; cells(van) * groepen.len()];
    let mut before = van.clone();
    for number in 0..groepen.len() {
        let after = if number + 1 == groepen.len() {
            naar.clone()
        } else {
            tussenvormen.model(union(&groepen[..=number]))?.project()?
        };
        let added = difference(&before, &after).flatten();
        for (cell, amount) in added.enumerate() {
            bijdragen[cell * groepen.len() + number] = amount;
        }
        before = after;
    }
    Ok(Toedeling {
        projecties: groepen.len() + 1,
        groepen,
        bijdragen,
    })
}

/// How many models are made before they are projected: what they share is made
/// one after another, the projections side by side.
const AT_ONCE: usize = 64;

/// Shapley values, exact: `sum over sets S without i of |S|! (n-|S|-1)! / n! *
/// (v(S and i) - v(S))`, as whole numbers of n!-th cents, rounded to cents that
/// add up. A set of groups is a number with a bit for each.
fn shapley(
    tussenvormen: &mut Tussenvormen<'_>,
    van: &Projection,
    naar: &Projection,
    groepen: Vec<Onderdelen>,
) -> Result<Toedeling, Diagnostic> {
    let n = groepen.len();
    let factorial = |count: usize| (1..=count as i128).product::<i128>();
    let size = cells(van) * n;
    let mut sums = vec![0i128; size];
    let whole = 1usize << n;
    for from in (1..whole).step_by(AT_ONCE) {
        let sets: Range<usize> = from..whole.min(from + AT_ONCE);
        let models: Vec<(usize, Model)> = sets
            .map(|set| {
                let chosen: Vec<Onderdelen> = (0..n)
                    .filter(|bit| set & (1 << bit) != 0)
                    .map(|bit| groepen[bit])
                    .collect();
                Ok((set, tussenvormen.model(union(&chosen))?))
            })
            .collect::<Result<_, Diagnostic>>()?;
        let added = models
            .par_iter()
            .try_fold(
                || vec![0i128; size],
                |mut sums, (set, model)| {
                    let members = set.count_ones() as usize;
                    let projection = if *set == whole - 1 {
                        naar.clone()
                    } else {
                        model.project()?
                    };
                    // What the set itself adds to a member, and takes from the others.
                    let with = factorial(members - 1) * factorial(n - members);
                    let without = if members == n {
                        0
                    } else {
                        -(factorial(members) * factorial(n - members - 1))
                    };
                    let factors: Vec<i128> = (0..n)
                        .map(|bit| if set & (1 << bit) != 0 { with } else { without })
                        .collect();
                    let values = difference(van, &projection).flatten();
                    for (amount, own) in values.zip(sums.chunks_exact_mut(n)) {
                        if amount != 0 {
                            for (sum, factor) in own.iter_mut().zip(&factors) {
                                *sum += factor * i128::from(amount);
                            }
                        }
                    }
                    Ok::<_, Diagnostic>(sums)
                },
            )
            .try_reduce(
                || vec![0i128; size],
                |mut sums, more| {
                    add(&mut sums, &more);
                    Ok(sums)
                },
            )?;
        add(&mut sums, &added);
    }
    let denominator = factorial(n);
    let bijdragen = sums
        .par_chunks_exact(n)
        .flat_map_iter(|shares| {
            if shares.iter().all(|&share| share == 0) {
                vec![0; n]
            } else {
                round_together(shares, denominator)
            }
        })
        .collect();
    Ok(Toedeling {
        projecties: whole,
        groepen,
        bijdragen,
    })
}

fn add(sums: &mut [i128], more: &[i128]) {
    for (sum, amount) in sums.iter_mut().zip(more) {
        *sum += amount;
    }
}
