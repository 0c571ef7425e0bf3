//! The columns of money of a run as sums of a few that stand by themselves.
//! What is divided over parts is divided there, so that the contribution to a
//! sum is the sum of the contributions.

use crate::exact::money::Cents;
use crate::projection::{COLUMNS, Measure, Projection, YearProjection};

/// A column of a year, gemeente after gemeente.
type ColumnValues = fn(&YearProjection) -> &[Cents];

/// The columns that no other columns add up to, and where they stand.
const BASE_COLUMNS: [(&str, ColumnValues); 12] = [
    ("bgo_voorlopig", |year| &year.voorlopig.bgo),
    ("ba_voorlopig", |year| &year.voorlopig.ba),
    ("abo_voorlopig", |year| &year.voorlopig.abo),
    ("bgo_definitief", |year| &year.definitief.bgo),
    ("ba_definitief", |year| &year.definitief.ba),
    ("abo_definitief", |year| &year.definitief.abo),
    ("incidenteel", |year| &year.incidenteel),
    ("kosten", |year| &year.kosten),
    ("reserve", |year| &year.verantwoording.reserve),
    ("terugvordering", |year| &year.verantwoording.terugvordering),
    ("tekort", |year| &year.verantwoording.tekort),
    ("kas", |year| &year.kas),
];

/// What the others are made of: plus and minus.
const SUM_COLUMNS: [(&str, &[&str], &[&str]); 4] = [
    (
        "uitkering_voorlopig",
        &["bgo_voorlopig", "ba_voorlopig", "abo_voorlopig"],
        &[],
    ),
    (
        "uitkering_definitief",
        &["bgo_definitief", "ba_definitief", "abo_definitief"],
        &[],
    ),
    (
        "verrekening",
        &["bgo_definitief", "ba_definitief", "abo_definitief"],
        &["bgo_voorlopig", "ba_voorlopig", "abo_voorlopig"],
    ),
    (
        "saldo",
        &["bgo_definitief", "ba_definitief", "abo_definitief"],
        &["kosten"],
    ),
];

/// A column of money of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyColumn {
    /// Its name (design 4.1).
    pub naam: &'static str,
    /// Index in `BASE_COLUMNS` and sign of what it is made of.
    pub(crate) termen: Vec<(usize, i64)>,
}

impl MoneyColumn {
    /// Every column of money, in the order of a run.
    pub fn all() -> Vec<Self> {
        let money = COLUMNS
            .iter()
            .filter(|kolom| matches!(kolom.meting, Measure::Bedrag(_)));
        money.filter_map(|kolom| Self::named(kolom.naam)).collect()
    }

    /// Whether the column says how things stand at the end of a year, so that
    /// the sum of some years means nothing.
    pub fn is_stand(&self) -> bool {
        ["reserve", "tekort"].contains(&self.naam)
    }

    /// Whether it is money that a gemeente gets, so that more is a gain. The
    /// others are what it spends, has left over or pays back.
    pub fn is_ontvangst(&self) -> bool {
        let others = ["kosten", "saldo", "reserve", "terugvordering", "tekort"];
        !others.contains(&self.naam)
    }

    /// The column of money with this name.
    pub fn named(naam: &str) -> Option<Self> {
        let naam = COLUMNS.iter().find(|kolom| kolom.naam == naam)?.naam;
        if let Some(index) = base(naam) {
            return Some(Self {
                naam,
                termen: vec![(index, 1)],
            });
        }
        let (_, plus, minus) = SUM_COLUMNS.iter().find(|(sum, ..)| *sum == naam)?;
        let signed = |names: &[&str], sign| -> Vec<(usize, i64)> {
            let indices = names.iter().filter_map(|name| base(name));
            indices.map(|index| (index, sign)).collect()
        };
        let mut termen = signed(plus, 1);
        termen.extend(signed(minus, -1));
        Some(Self { naam, termen })
    }
}

fn base(naam: &str) -> Option<usize> {
    BASE_COLUMNS.iter().position(|(base, _)| *base == naam)
}

/// The values of `BASE_COLUMNS` in cents, gemeente after gemeente.
pub(crate) fn basis(projection: &Projection) -> Vec<i64> {
    let gemeenten = projection.jaren.first().map_or(0, |year| year.kas.len());
    let mut values = Vec::with_capacity(projection.jaren.len() * BASE_COLUMNS.len() * gemeenten);
    for year in &projection.jaren {
        for (_, of) in BASE_COLUMNS {
            values.extend(of(year).iter().map(|amount| amount.get()));
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
        let money: Vec<_> = COLUMNS
            .iter()
            .filter_map(|kolom| match kolom.meting {
                Measure::Bedrag(of) => Some((kolom.naam, of)),
                Measure::Personen(_) => None,
            })
            .collect();
        let all = MoneyColumn::all();
        assert_eq!(all.len(), money.len());
        let values = basis(&projection);
        for (veld, (naam, of)) in all.iter().zip(money) {
            assert_eq!(veld.naam, naam);
            for (jaar, year) in projection.jaren.iter().enumerate() {
                for gemeente in [0, 100, 341] {
                    let terms = veld.termen.iter();
                    let sum: i64 = terms
                        .map(|&(base, sign)| sign * values[place(342, jaar, base, gemeente)])
                        .sum();
                    assert_eq!(sum, of(year, gemeente).get(), "{naam}");
                }
            }
        }
    }
}
