//! The rows of a comparison: one per unit, year and column.

use super::ComparisonSelection;
use crate::compare::{Comparison, MoneyColumn, per_inwoner};
use crate::exact::money::Cents;
use crate::export::rows::units;
use crate::simulate::Area;
use crate::terms::jaar::Jaar;

/// A unit with the gemeenten that it adds up.
pub(crate) struct ComparedUnit {
    /// Code of the gemeente, `NL` for the country.
    pub code: String,
    /// Name of the gemeente, provincie or country.
    pub naam: String,
    /// Name of the provincie; empty for the country.
    pub provincie: String,
    /// The gemeenten.
    pub leden: Vec<usize>,
    /// Inhabitants in the last of the years that are shown.
    pub inwoners: i64,
    /// Where a simulation keeps its cells; `None` for a sum that it does not keep.
    pub eenheid: Option<Area>,
}

/// One unit, year and column.
pub(crate) struct ComparedRow {
    pub jaar: Jaar,
    /// Place of the year, from the first.
    pub plaats: usize,
    /// Inhabitants of the unit on 1 January of the year.
    pub inwoners: i64,
    pub a: Cents,
    pub b: Cents,
    /// The difference of this and all earlier years together.
    pub cumulatief: Cents,
}

impl ComparedRow {
    pub fn difference(&self) -> Cents {
        self.b - self.a
    }

    /// The difference per inhabitant of its year; `None` where nobody lives.
    pub fn per_inwoner(&self) -> Option<Cents> {
        per_inwoner(self.difference(), self.inwoners)
    }
}

/// The units that were asked for.
pub(crate) fn groepen(
    vergelijking: &Comparison<'_>,
    selectie: &ComparisonSelection,
) -> Vec<ComparedUnit> {
    let gemeenten = &vergelijking.a.gemeenten;
    let inwoners = vergelijking.inwoners(&selectie.years_of(vergelijking));
    let units = units(gemeenten, &selectie.keuze).into_iter();
    units
        .map(|unit| ComparedUnit {
            naam: if unit.gemeente.is_empty() {
                unit.provincie.clone()
            } else {
                unit.gemeente
            },
            code: unit.gm_code,
            provincie: unit.provincie,
            inwoners: unit.leden.iter().map(|&index| inwoners[index]).sum(),
            leden: unit.leden,
            eenheid: unit.cel,
        })
        .collect()
}

/// The years of one unit and column that were asked for; the running total
/// counts from the first year of the comparison, shown or not.
pub(crate) fn compared_rows(
    vergelijking: &Comparison<'_>,
    groep: &ComparedUnit,
    veld: &MoneyColumn,
    jaren: &[usize],
) -> Vec<ComparedRow> {
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
            let inwoners = vergelijking.inwoners(&[plaats]);
            rows.push(ComparedRow {
                jaar,
                plaats,
                inwoners: groep.leden.iter().map(|&index| inwoners[index]).sum(),
                a,
                b,
                cumulatief,
            });
        }
    }
    rows
}

/// Hundredths of a per cent as a number of per cents.
pub(crate) fn percent_text(points: i64) -> String {
    Cents::new(points).plain()
}
