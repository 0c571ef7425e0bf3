//! The rows of a comparison: one per unit, year and column.

use super::super::regels::eenheden;
use super::Selectie;
use crate::compare::{Veld, Vergelijking};
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::simulate::Eenheid;

/// A unit with the gemeenten that it adds up.
pub(super) struct Groep {
    /// Code of the gemeente, `NL` for the country.
    pub code: String,
    /// Name of the gemeente, provincie or country.
    pub naam: String,
    /// Name of the provincie; empty for the country.
    pub provincie: String,
    /// The gemeenten.
    pub leden: Vec<usize>,
    /// Inhabitants in the last year that is compared.
    pub inwoners: i64,
    /// Where a simulation keeps its cells; `None` for a sum that it does not keep.
    pub eenheid: Option<Eenheid>,
}

impl Groep {
    /// Whether amounts in millions would say nothing.
    pub fn is_small(&self) -> bool {
        self.inwoners < SMALL
    }
}

/// Fewer inhabitants than this are shown in whole euros.
const SMALL: i64 = 1_000_000;

/// One unit, year and column.
pub(super) struct Rij {
    pub jaar: Jaar,
    /// Place of the year, from the first.
    pub plaats: usize,
    pub a: Cents,
    pub b: Cents,
    /// The difference of this and all earlier years together.
    pub cumulatief: Cents,
}

impl Rij {
    pub fn verschil(&self) -> Cents {
        self.b - self.a
    }
}

/// The units that were asked for.
pub(super) fn groepen(vergelijking: &Vergelijking<'_>, selectie: &Selectie) -> Vec<Groep> {
    let gemeenten = &vergelijking.a.gemeenten;
    let last = vergelijking.jaren().last().copied().unwrap_or(Jaar::MIN);
    let inwoners = gemeenten.inwoners(last);
    let whole = selectie.keuze.gemeenten.is_none();
    let provincies = gemeenten.provincies();
    let units = eenheden(gemeenten, &selectie.keuze).into_iter();
    units
        .map(|unit| {
            let provincie = provincies.iter().position(|name| *name == unit.provincie);
            let eenheid = match (unit.gm_code.as_str(), &unit.leden[..]) {
                ("NL", _) => Some(Eenheid::Landelijk),
                // A sum of one gemeente is that gemeente.
                ("", &[only]) if !whole => Some(Eenheid::Gemeente(only)),
                ("", _) if whole => provincie.map(Eenheid::Provincie),
                ("", _) => None,
                (_, leden) => leden.first().map(|&index| Eenheid::Gemeente(index)),
            };
            Groep {
                naam: if unit.gemeente.is_empty() {
                    unit.provincie.clone()
                } else {
                    unit.gemeente
                },
                code: unit.gm_code,
                provincie: unit.provincie,
                inwoners: unit.leden.iter().map(|&index| inwoners[index]).sum(),
                leden: unit.leden,
                eenheid,
            }
        })
        .collect()
}

/// The years of one unit and column that were asked for; the running total
/// counts from the first year of the comparison, shown or not.
pub(super) fn rijen(
    vergelijking: &Vergelijking<'_>,
    groep: &Groep,
    veld: &Veld,
    jaren: &[usize],
) -> Vec<Rij> {
    let years = vergelijking.jaren();
    let mut cumulatief = Cents::ZERO;
    let mut rows = Vec::with_capacity(jaren.len());
    for (plaats, &jaar) in years.iter().enumerate() {
        let sum = |of: &dyn Fn(usize) -> Cents| {
            groep
                .leden
                .iter()
                .map(|&gemeente| of(gemeente))
                .sum::<Cents>()
        };
        let a = sum(&|gemeente| vergelijking.van(veld, plaats, gemeente));
        let b = sum(&|gemeente| vergelijking.naar(veld, plaats, gemeente));
        cumulatief += b - a;
        if jaren.contains(&plaats) {
            rows.push(Rij {
                jaar,
                plaats,
                a,
                b,
                cumulatief,
            });
        }
    }
    rows
}
