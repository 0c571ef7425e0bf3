//! What every column of the register comes to in a year of a run.

use super::result::{Projection, YearProjection};
use crate::columns::Column;
use crate::exact::money::Cents;
use crate::terms::jaar::Jaar;

/// What a column measures in one year; for a provincie or the country it is the sum
/// over gemeenten.
#[derive(Debug, Clone, Copy)]
pub enum Measure {
    /// People, gemeente after gemeente.
    People(fn(&YearProjection) -> &[i64]),
    /// Eurocents, gemeente after gemeente.
    Amounts(fn(&YearProjection) -> &[Cents]),
    /// Eurocents of one gemeente, which the run does not keep but works out when asked.
    Derived(fn(&YearProjection, usize) -> Cents),
}

impl Measure {
    /// What a column measures.
    pub const fn of(column: Column) -> Self {
        match column {
            Column::Asielstatushouders => Self::People(|year| &year.tellingen.asielstatushouders),
            Column::GezinsOverig => Self::People(|year| &year.tellingen.gezins_overig),
            Column::Onderwijsroute => Self::People(|year| &year.tellingen.onderwijsroute),
            Column::Afgerond => Self::People(|year| &year.tellingen.afgerond),
            Column::BgoVoorlopig => Self::Amounts(|year| &year.voorlopig.bgo),
            Column::BaVoorlopig => Self::Amounts(|year| &year.voorlopig.ba),
            Column::AboVoorlopig => Self::Amounts(|year| &year.voorlopig.abo),
            Column::UitkeringVoorlopig => Self::Amounts(|year| &year.voorlopig.totaal),
            Column::BgoDefinitief => Self::Amounts(|year| &year.definitief.bgo),
            Column::BaDefinitief => Self::Amounts(|year| &year.definitief.ba),
            Column::AboDefinitief => Self::Amounts(|year| &year.definitief.abo),
            Column::UitkeringDefinitief => Self::Amounts(|year| &year.definitief.totaal),
            Column::Verrekening => Self::Derived(YearProjection::verrekening),
            Column::Incidenteel => Self::Amounts(|year| &year.incidenteel),
            Column::Kosten => Self::Amounts(|year| &year.kosten),
            Column::Reserve => Self::Amounts(|year| &year.verantwoording.reserve),
            Column::Terugvordering => Self::Amounts(|year| &year.verantwoording.terugvordering),
            Column::Tekort => Self::Amounts(|year| &year.verantwoording.tekort),
            Column::Kas => Self::Amounts(|year| &year.kas),
            Column::Saldo => Self::Derived(YearProjection::saldo),
            Column::AfgerondMeetellend => Self::People(|year| &year.tellingen.meetellend),
            #[cfg(feature = "proefkolom")]
            Column::Proefkolom => Self::Amounts(|year| &year.kosten),
        }
    }

    /// The figure of one gemeente: people, or eurocents.
    pub fn figure(self, year: &YearProjection, gemeente: usize) -> i64 {
        match self {
            Self::People(of) => of(year)[gemeente],
            Self::Amounts(of) => of(year)[gemeente].get(),
            Self::Derived(of) => of(year, gemeente).get(),
        }
    }
}

impl Projection {
    /// A column of a year for the whole country: people, or eurocents. `None` for a year
    /// outside the projection.
    pub fn national(&self, column: Column, jaar: Jaar) -> Option<i64> {
        let year = self.jaar(jaar)?;
        let measure = Measure::of(column);
        let gemeenten = 0..year.kas.len();
        Some(
            gemeenten
                .map(|gemeente| measure.figure(year, gemeente))
                .sum(),
        )
    }

    /// A column of a year for one gemeente, by its place among the sorted gm_codes:
    /// people, or eurocents. `None` outside the projection.
    pub fn local(&self, column: Column, jaar: Jaar, gemeente: usize) -> Option<i64> {
        let year = self.jaar(jaar)?;
        let is_there = gemeente < year.kas.len();
        is_there.then(|| Measure::of(column).figure(year, gemeente))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn a_column_counts_what_its_definition_says() {
        for &column in Column::ALL {
            let is_money = !matches!(Measure::of(column), Measure::People(_));
            assert_eq!(is_money, column.is_money(), "{column}");
        }
    }

    #[test]
    fn a_sum_is_the_sum_of_its_parts_in_every_year() {
        let projection = Model::load("wi2021", &[]).unwrap().project().unwrap();
        for &column in Column::ALL {
            let terms = column.terms();
            for year in &projection.jaren {
                for gemeente in [0, 100, 341] {
                    let of = |column| Measure::of(column).figure(year, gemeente);
                    let sum: i64 = terms.iter().map(|&(term, sign)| sign * of(term)).sum();
                    assert_eq!(sum, of(column), "{column} in {}", year.jaar);
                }
            }
        }
    }
}
