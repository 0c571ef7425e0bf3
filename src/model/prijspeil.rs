//! Price levels: published, or carried on by `[index]`.

use std::collections::BTreeMap;

use crate::exact::fraction::Exact;
use crate::scenario::tables::Tables;
use crate::terms::jaar::Jaar;
use crate::uitkering::Prijs;

/// Prices in every year that can be reckoned: published, or carried on by `[index]`.
#[derive(Debug, Clone, Default)]
pub struct Prijspeil(pub(crate) BTreeMap<Jaar, Prijs>);

impl Prijspeil {
    pub(crate) fn new(tables: &Tables) -> Self {
        let mut levels = BTreeMap::new();
        let Some(&first) = tables.prijs.0.keys().next() else {
            return Self(levels);
        };
        let last_key = |keys: Option<&Jaar>| keys.copied().unwrap_or(first);
        let last = tables
            .scenario
            .tot
            .max(last_key(tables.prijs.0.keys().next_back()))
            .max(last_key(tables.index.0.keys().next_back()));
        let mut before: Option<Prijs> = None;
        for jaar in first.through(last) {
            let level = match (tables.prijs.get(jaar), tables.index.get(jaar), &before) {
                (Some(prijs), ..) => Some(Prijs {
                    leerroute: prijs.leerroute.exact(),
                    overig: prijs.overig.exact(),
                    gezins_overig: prijs.gezins_overig.map(|amount| amount.exact()),
                }),
                (None, Some(groei), Some(before)) => {
                    let factor = groei.factor();
                    Some(Prijs {
                        leerroute: &before.leerroute * &factor,
                        overig: &before.overig * &factor,
                        gezins_overig: before.gezins_overig.as_ref().map(|amount| amount * &factor),
                    })
                }
                _ => None,
            };
            before = level.clone();
            levels.extend(level.map(|level| (jaar, level)));
        }
        Self(levels)
    }

    /// The prices of a year.
    pub fn get(&self, jaar: Jaar) -> Option<&Prijs> {
        self.0.get(&jaar)
    }

    /// Price level of `jaar` over that of `base`, by the price of the leerroute.
    pub fn ratio(&self, base: Jaar, jaar: Jaar) -> Option<Exact> {
        let (base, now) = (&self.get(base)?.leerroute, &self.get(jaar)?.leerroute);
        (!base.is_zero()).then(|| now / base)
    }
}
