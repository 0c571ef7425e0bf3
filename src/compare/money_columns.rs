//! The columns of money of a run as sums of a few that stand by themselves.
//! What is divided over parts is divided there, so that the contribution to a
//! sum is the sum of the contributions.

use crate::columns::{Column, ColumnSet};
use crate::projection::{Measure, Projection};

/// The columns that no others add up to.
const BASE_COLUMNS: [Column; ColumnSet::BASE.len()] = ColumnSet::BASE.in_order_of(Column::ALL);

/// A column of money of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyColumn {
    /// Which one.
    pub column: Column,
    /// Index in `BASE_COLUMNS` and sign of what it is made of.
    pub(crate) termen: Vec<(usize, i64)>,
}

impl MoneyColumn {
    /// Every column of money, in the order of a run.
    pub fn all() -> Vec<Self> {
        Column::ALL.iter().copied().filter_map(Self::of).collect()
    }

    /// A column as a column of money; `None` for one of people.
    pub fn of(column: Column) -> Option<Self> {
        let terms = column.terms().into_iter().map(|(term, sign)| {
            let index = BASE_COLUMNS.iter().position(|&base| base == term)?;
            Some((index, sign))
        });
        let termen = terms.collect::<Option<_>>()?;
        Some(Self { column, termen })
    }

    /// The column of money with this name.
    pub fn named(naam: &str) -> Option<Self> {
        Self::of(Column::named(naam)?)
    }
}

/// The values of `BASE_COLUMNS` in cents, gemeente after gemeente.
pub(crate) fn basis(projection: &Projection) -> Vec<i64> {
    let gemeenten = projection.jaren.first().map_or(0, |year| year.kas.len());
    let mut values = Vec::with_capacity(projection.jaren.len() * BASE_COLUMNS.len() * gemeenten);
    for year in &projection.jaren {
        for column in BASE_COLUMNS {
            match Measure::of(column) {
                Measure::Amounts(of) => values.extend(of(year).iter().map(|amount| amount.get())),
                other => values.extend((0..gemeenten).map(|gemeente| other.figure(year, gemeente))),
            }
        }
    }
    values
}

/// Where the value of a base column, year and gemeente is in [`basis`].
pub(crate) fn place(gemeenten: usize, jaar: usize, base: usize, gemeente: usize) -> usize {
    (jaar * BASE_COLUMNS.len() + base) * gemeenten + gemeente
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn every_column_of_money_is_made_of_the_base_columns() {
        let projection = Model::load("wi2021", &[]).unwrap().project().unwrap();
        let money = Column::ALL.iter().copied().filter(|one| one.is_money());
        let all = MoneyColumn::all();
        assert_eq!(all.len(), money.clone().count());
        let values = basis(&projection);
        for (veld, column) in all.iter().zip(money) {
            assert_eq!(veld.column, column);
            for (jaar, year) in projection.jaren.iter().enumerate() {
                for gemeente in [0, 100, 341] {
                    let terms = veld.termen.iter();
                    let sum: i64 = terms
                        .map(|&(base, sign)| sign * values[place(342, jaar, base, gemeente)])
                        .sum();
                    assert_eq!(sum, Measure::of(column).figure(year, gemeente), "{column}");
                }
            }
        }
    }
}
