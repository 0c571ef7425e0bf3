//! Factors of a gemeente on what no projected year has of the model.

use super::without_effect::AskedFor;
use crate::people::{Kenmerk, KenmerkPlace, Kind, MILLION, Origin, ZShare};

/// So many gemeenten of a file are named, and of more that there are.
const NAMED: usize = 4;

impl AskedFor<'_> {
    /// The keys of factors that change nothing: whatever they are on was counted, or is
    /// not there.
    pub(crate) fn unused_factors(&self) -> Vec<String> {
        let list = self.model.gemeenten.list().iter().enumerate();
        let keys = list.flat_map(|(gemeente, one)| {
            let all = Kenmerk::ALL.into_iter();
            let unused = all.filter(move |&kenmerk| !self.has_effect(kenmerk, gemeente));
            unused.filter_map(move |kenmerk| {
                let code = match self.model.kenmerken.place(kenmerk, gemeente)? {
                    KenmerkPlace::Scenario => &one.code,
                    KenmerkPlace::Former(step) => &self.model.herindelingen.steps()[step].van_code,
                    KenmerkPlace::Line(_) => return None,
                };
                Some(format!("kenmerken.{code}.{}", kenmerk.key()))
            })
        });
        keys.collect()
    }

    /// The same of factors in a file: `afronding (GM0344, GM0363) in kenmerken.csv`, in any
    /// language. A factor of 1 asks for nothing.
    pub(crate) fn unused_factors_in_file(&self) -> Vec<String> {
        let model = self.model;
        let Some(file) = &self.tables().kenmerken.bestand else {
            return Vec::new();
        };
        if !model.is_answerable("kenmerken.bestand") {
            return Vec::new();
        }
        let of_kenmerk = |kenmerk: Kenmerk| {
            let list = model.gemeenten.list().iter().enumerate();
            let unused = list.filter(|&(gemeente, _)| {
                let place = model.kenmerken.place(kenmerk, gemeente);
                matches!(place, Some(KenmerkPlace::Line(_)))
                    && model.kenmerken.factor(kenmerk, gemeente) != MILLION
                    && !self.has_effect(kenmerk, gemeente)
            });
            let codes: Vec<&str> = unused.map(|(_, one)| one.code.as_str()).collect();
            let (named, more) = match codes.len() > NAMED {
                true => (&codes[..NAMED], ", …"),
                false => (&codes[..], ""),
            };
            let named = named.join(", ");
            (!codes.is_empty()).then(|| format!("{} ({named}{more}) in {file}", kenmerk.key()))
        };
        Kenmerk::ALL.into_iter().filter_map(of_kenmerk).collect()
    }

    fn has_effect(&self, kenmerk: Kenmerk, gemeente: usize) -> bool {
        let origins = self.model.people.oorsprong.iter();
        let any = |kinds: &[Kind], is: fn(Origin) -> bool| {
            let mut own = origins
                .clone()
                .filter(|((kind, _), _)| kinds.contains(kind));
            own.any(|(_, origin)| is(*origin)) || self.model.is_filled(gemeente)
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
