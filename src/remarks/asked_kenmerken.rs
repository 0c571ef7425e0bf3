//! Factors of a gemeente on what no projected year has of the model.

use super::without_effect::AskedFor;
use crate::people::{Kenmerk, Kind, Origin, ZShare};

impl AskedFor<'_> {
    /// The keys of factors that change nothing: whatever they are on was counted, or is
    /// not there.
    pub(crate) fn unused_factors(&self) -> Vec<String> {
        let gemeenten = &self.tables().kenmerken.gemeenten;
        let of_gemeente = |code: &String| {
            let unused = Kenmerk::ALL.into_iter();
            let unused = unused.filter(|&kenmerk| !self.has_effect(kenmerk));
            let code = code.clone();
            unused.map(move |kenmerk| format!("kenmerken.{code}.{}", kenmerk.key()))
        };
        let keys = gemeenten.keys().flat_map(of_gemeente);
        let is_stated = |key: &String| {
            let path: Vec<&str> = key.split('.').collect();
            self.model.scenario.tree().get(&path).is_some()
        };
        keys.filter(is_stated).collect()
    }

    fn has_effect(&self, kenmerk: Kenmerk) -> bool {
        let origins = self.model.people.oorsprong.iter();
        let any = |kinds: &[Kind], is: fn(Origin) -> bool| {
            let mut own = origins
                .clone()
                .filter(|((kind, _), _)| kinds.contains(kind));
            own.any(|(_, origin)| is(*origin)) || self.model.fills()
        };
        let has_costs = !self.model.tarieven.is_empty();
        match kenmerk {
            Kenmerk::Instroom => any(&Kind::ALL, |origin| {
                matches!(origin, Origin::Landelijk | Origin::Instroom)
            }),
            Kenmerk::Afronding => any(&[Kind::Afgerond], Origin::is_modelled),
            Kenmerk::Kosten => has_costs,
            Kenmerk::ZRoute => {
                let routes = [Kind::Onderwijsroute, Kind::Afgerond];
                let moves = ZShare::of(self.tables()).is_some();
                moves && (has_costs || any(&routes, Origin::is_modelled))
            }
        }
    }
}
