//! The columns of money of a run as sums of a few that stand by themselves.
//! What is divided over parts is divided there, so that the contribution to a
//! sum is the sum of the contributions.

use crate::money::Cents;
use crate::projection::{Jaarprojectie, KOLOMMEN, Meting};

/// The columns that no other columns add up to.
pub(super) const BASIS: [&str; 12] = [
    "bgo_voorlopig",
    "ba_voorlopig",
    "abo_voorlopig",
    "bgo_definitief",
    "ba_definitief",
    "abo_definitief",
    "incidenteel",
    "kosten",
    "reserve",
    "terugvordering",
    "tekort",
    "kas",
];

/// What the others are made of: plus and minus.
const SOMMEN: [(&str, &[&str], &[&str]); 4] = [
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
pub struct Veld {
    /// Its name (design 4.1).
    pub naam: &'static str,
    /// Index in `BASIS` and sign of what it is made of.
    pub(super) termen: Vec<(usize, i64)>,
}

impl Veld {
    /// Every column of money, in the order of a run.
    pub fn all() -> Vec<Self> {
        let money = KOLOMMEN
            .iter()
            .filter(|kolom| matches!(kolom.meting, Meting::Bedrag(_)));
        money.filter_map(|kolom| Self::named(kolom.naam)).collect()
    }

    /// The column of money with this name.
    pub fn named(naam: &str) -> Option<Self> {
        let naam = KOLOMMEN.iter().find(|kolom| kolom.naam == naam)?.naam;
        if let Some(index) = base(naam) {
            return Some(Self {
                naam,
                termen: vec![(index, 1)],
            });
        }
        let (_, plus, minus) = SOMMEN.iter().find(|(sum, ..)| *sum == naam)?;
        let signed = |names: &[&str], sign| -> Vec<(usize, i64)> {
            let indices = names.iter().filter_map(|name| base(name));
            indices.map(|index| (index, sign)).collect()
        };
        let mut termen = signed(plus, 1);
        termen.extend(signed(minus, -1));
        Some(Self { naam, termen })
    }

    /// The amount in this column.
    pub fn of(&self, year: &Jaarprojectie, gemeente: usize) -> Cents {
        let values = basis(year, gemeente);
        let terms = self.termen.iter();
        Cents::new(terms.map(|&(index, sign)| sign * values[index]).sum())
    }
}

fn base(naam: &str) -> Option<usize> {
    BASIS.iter().position(|base| *base == naam)
}

/// The values of [`BASIS`] for one gemeente in one year, in cents.
pub(super) fn basis(year: &Jaarprojectie, gemeente: usize) -> [i64; BASIS.len()] {
    let end = &year.verantwoording[gemeente];
    [
        year.voorlopig.bgo[gemeente],
        year.voorlopig.ba[gemeente],
        year.voorlopig.abo[gemeente],
        year.definitief.bgo[gemeente],
        year.definitief.ba[gemeente],
        year.definitief.abo[gemeente],
        year.incidenteel[gemeente],
        year.kosten[gemeente],
        end.einde.reserve,
        end.terugvordering,
        end.einde.tekort,
        year.kas[gemeente],
    ]
    .map(Cents::get)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::Model;

    #[test]
    fn every_column_of_money_is_made_of_the_base_columns() {
        let projection = Model::load("wi2021", &[]).unwrap().project().unwrap();
        let money: Vec<_> = KOLOMMEN
            .iter()
            .filter_map(|kolom| match kolom.meting {
                Meting::Bedrag(of) => Some((kolom.naam, of)),
                Meting::Personen(_) => None,
            })
            .collect();
        let all = Veld::all();
        assert_eq!(all.len(), money.len());
        for (veld, (naam, of)) in all.iter().zip(money) {
            assert_eq!(veld.naam, naam);
            for year in &projection.jaren {
                for gemeente in [0, 100, 341] {
                    assert_eq!(veld.of(year, gemeente), of(year, gemeente), "{naam}");
                }
            }
        }
    }
}
