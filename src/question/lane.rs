//! A factor of one scenario, or of several of which the difference is asked.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::factors::{Factor, FactorKind, Reach, Standing, factors};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;

/// A factor of several models at once: of each its own, where it moves with the others.
#[derive(Debug, Clone)]
pub(super) struct Lane {
    own: Vec<Option<Factor>>,
}

/// Every factor of these models, sorted by key.
///
/// A figure with a range in some of them moves over it in those alone: what another states
/// without one is taken for known there, as draws take it.
///
/// # Errors
/// None of scenarios that were read.
pub(super) fn lanes(models: &[Model], reach: Reach) -> Result<Vec<Lane>, Diagnostic> {
    let mut lanes: BTreeMap<String, Lane> = BTreeMap::new();
    for (place, model) in models.iter().enumerate() {
        for factor in factors(&model.scenario, reach)? {
            let lane = lanes.entry(factor.key.clone()).or_insert_with(|| Lane {
                own: vec![None; models.len()],
            });
            lane.own[place] = Some(factor);
        }
    }
    join_series(&mut lanes);
    let mut lanes: Vec<Lane> = lanes.into_values().collect();
    for lane in &mut lanes {
        if lane.own.iter().flatten().any(Factor::is_drawn) {
            let known = |own: &Option<Factor>| own.as_ref().is_some_and(|it| !it.is_drawn());
            let known = lane.own.iter_mut().filter(|own| known(own));
            known.for_each(|own| *own = None);
        }
    }
    Ok(lanes)
}

/// Lets a figure that stands alone in one model move with the series that it is of in
/// another: it is a series of one there.
fn join_series(lanes: &mut BTreeMap<String, Lane>) {
    let wholes = lanes.iter().filter_map(|(key, lane)| {
        let mut own = lane.own.iter().flatten();
        let whole = own.find_map(|one| one.part_of.clone())?;
        Some((key.clone(), whole))
    });
    let wholes: Vec<(String, String)> = wholes.collect();
    for (key, whole) in wholes {
        let Some(lane) = lanes.get_mut(&key) else {
            continue;
        };
        let alone = lane.own.iter_mut().enumerate();
        let alone = alone.filter_map(|(place, own)| {
            let own = own.as_mut().filter(|one| one.part_of.is_none())?;
            let mut series = own.clone();
            (series.key, series.kind) = (whole.clone(), FactorKind::Series);
            own.part_of = Some(whole.clone());
            Some((place, series))
        });
        let alone: Vec<(usize, Factor)> = alone.collect();
        if let Some(lane) = lanes.get_mut(&whole) {
            for (place, series) in alone {
                lane.own[place] = Some(series);
            }
        }
    }
}

impl Lane {
    /// The factor of each model, in their order.
    pub fn of_models(&self) -> Vec<Option<&Factor>> {
        self.own.iter().map(Option::as_ref).collect()
    }

    /// The factor, in the model that tells most of it: where it moves, and of those where it
    /// can turn out otherwise; of equals the first. A figure that was published in one scenario
    /// can be an assumption of the other, and one that is zero in one moves in the other.
    pub fn factor(&self) -> &Factor {
        let weight = |one: &&Factor| (one.moves(), one.standing() == Standing::Open);
        // The last of equals would be taken.
        let most = self.own.iter().flatten().rev().max_by_key(weight);
        most.expect("a factor is that of a model")
    }

    /// Whether it moves in the model at this place.
    pub fn moves_in(&self, place: usize) -> bool {
        self.own[place].as_ref().is_some_and(Factor::moves)
    }

    /// Whether every figure of a part of it moves with it, in each model that has that part: a
    /// series of which some figures have a range moves those alone.
    pub fn moves_all_of(&self, part: &Self) -> bool {
        let mut pairs = self.own.iter().zip(&part.own);
        pairs.all(|(whole, part)| match (whole, part) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(whole), Some(part)) => {
                let is_moved = |path: &[String]| whole.figures.iter().any(|one| one.path == path);
                part.figures.iter().all(|one| is_moved(&one.path))
            }
        })
    }

    /// The models with the factor of each at an end.
    pub fn moved(&self, models: &[Model], end: usize) -> Result<Vec<Model>, Diagnostic> {
        let pairs = models.iter().zip(&self.own);
        let moved = pairs.map(|(model, factor)| match factor {
            Some(factor) if factor.moves() => model.with_figures(&factor.moved(end, Decimal::ONE)),
            _ => Ok(model.clone()),
        });
        moved.collect()
    }
}
