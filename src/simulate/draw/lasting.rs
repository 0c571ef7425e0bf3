//! What draws of a scenario have in common of how gemeenten differ.

use crate::model::Model;
use crate::people::{Kenmerk, Kenmerken, MILLION, ZShare};
use crate::scenario::values::Spreiding;

/// What is the same in all draws of a scenario.
#[derive(Debug, Clone)]
pub(crate) struct Lasting<'a> {
    pub stated: &'a Kenmerken,
    /// The share on the Z-route in the country.
    pub share: Option<ZShare>,
    /// Standard deviation of the logarithm of the factor that is drawn on who completes.
    pub afronding: f64,
    /// Of costs.
    pub kosten: f64,
    /// Of the share on the Z-route.
    pub z_route: f64,
}

impl<'a> Lasting<'a> {
    /// What a scenario states, and how far it lets gemeenten differ.
    pub fn new(model: &'a Model) -> Self {
        let tables = model.scenario.tables();
        let table = &tables.kenmerken.spreiding;
        let spread = |spread: Option<Spreiding>| spread.map_or(0.0, Spreiding::approximate);
        let share = ZShare::of(tables);
        Self {
            stated: &model.kenmerken,
            share,
            afronding: spread(table.afronding),
            kosten: spread(table.kosten),
            // Of a share that no factor moves there is nothing to draw.
            z_route: share.map_or(0.0, |_| spread(table.z_route)),
        }
    }

    /// Whether every draw has the factors of the scenario itself.
    pub fn is_certain(&self) -> bool {
        !self.moves_people() && self.kosten == 0.0
    }

    /// Whether draws differ in who completes or who takes which route.
    pub fn moves_people(&self) -> bool {
        self.afronding > 0.0 || self.z_route > 0.0
    }

    /// Weights of gemeenten, each times the factor on instroom that is stated of it.
    pub fn house(&self, weights: &mut [f64]) {
        for (weight, &factor) in weights
            .iter_mut()
            .zip(self.stated.of(Kenmerk::Instroom).unwrap_or_default())
        {
            *weight *= factor as f64 / MILLION as f64;
        }
    }
}
