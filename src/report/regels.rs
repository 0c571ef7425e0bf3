//! The rows of a run: one per gemeente, provincie or country, and year.

use clap::ValueEnum;

use crate::gemeente::Gemeenten;
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::projection::{Jaarprojectie, KOLOMMEN, Meting, Projection};
use crate::simulate;

/// What one row of a report stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Niveau {
    /// Het hele land
    Landelijk,
    /// Een regel per provincie
    Provincie,
    /// Een regel per gemeente
    Gemeente,
}

impl Niveau {
    /// The word on the command line and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Landelijk => "landelijk",
            Self::Provincie => "provincie",
            Self::Gemeente => "gemeente",
        }
    }
}

/// Which rows a report shows.
#[derive(Debug, Clone)]
pub struct Keuze {
    /// What a row stands for.
    pub niveau: Niveau,
    /// Indices of the gemeenten that count; `None` for all.
    pub gemeenten: Option<Vec<usize>>,
    /// The years; `None` for all.
    pub jaren: Option<Vec<Jaar>>,
}

impl Keuze {
    /// Whether a year is shown.
    pub fn toont(&self, jaar: Jaar) -> bool {
        let jaren = self.jaren.as_ref();
        jaren.is_none_or(|jaren| jaren.contains(&jaar))
    }

    /// The gemeenten that count.
    pub fn leden(&self, gemeenten: &Gemeenten) -> Vec<usize> {
        match &self.gemeenten {
            Some(chosen) => chosen.clone(),
            None => (0..gemeenten.len()).collect(),
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// Code of the gemeente, `NL` for the country, empty for any other sum.
    pub gm_code: String,
    /// Name of the gemeente, `Nederland` for the country, empty for a
    /// provincie, `selectie` for the sum of some gemeenten.
    pub gemeente: String,
    /// Name of the provincie; empty for the country.
    pub provincie: String,
    /// The year.
    pub jaar: Jaar,
    /// The values, in the order of [`KOLOMMEN`].
    pub waarden: Vec<Waarde>,
}

/// The value in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waarde {
    /// People.
    Personen(i64),
    /// Money.
    Bedrag(Cents),
}

impl Regel {
    /// The value in a column; `None` if there is no such column.
    pub fn waarde(&self, naam: &str) -> Option<Waarde> {
        let index = KOLOMMEN.iter().position(|kolom| kolom.naam == naam)?;
        Some(self.waarden[index])
    }

    /// The amount in a column.
    ///
    /// # Panics
    /// If there is no such column of money: a fault of the program.
    pub fn bedrag(&self, naam: &str) -> Cents {
        match self.waarde(naam) {
            Some(Waarde::Bedrag(amount)) => amount,
            _ => panic!("`{naam}` is no column of money"),
        }
    }

    /// The people in a column.
    ///
    /// # Panics
    /// If there is no such column of people: a fault of the program.
    pub fn personen(&self, naam: &str) -> i64 {
        match self.waarde(naam) {
            Some(Waarde::Personen(people)) => people,
            _ => panic!("`{naam}` is no column of people"),
        }
    }
}

/// A row's label and the gemeenten that it adds up.
pub(super) struct Eenheid {
    pub gm_code: String,
    pub gemeente: String,
    pub provincie: String,
    pub leden: Vec<usize>,
    /// Where a simulation keeps its draws; `None` for a sum that it does not keep.
    pub cel: Option<simulate::Eenheid>,
}

/// What a sum over some of the gemeenten is called.
const SELECTIE: &str = "selectie";

/// The rows of a run, sorted by gm_code or provincie, then by year.
pub fn regels(projection: &Projection, gemeenten: &Gemeenten, keuze: &Keuze) -> Vec<Regel> {
    let mut rows = Vec::new();
    for eenheid in eenheden(gemeenten, keuze) {
        let years = projection.jaren.iter();
        for result in years.filter(|result| keuze.toont(result.jaar)) {
            rows.push(Regel {
                gm_code: eenheid.gm_code.clone(),
                gemeente: eenheid.gemeente.clone(),
                provincie: eenheid.provincie.clone(),
                jaar: result.jaar,
                waarden: values(result, &eenheid.leden),
            });
        }
    }
    rows
}

fn values(result: &Jaarprojectie, leden: &[usize]) -> Vec<Waarde> {
    let leden = leden.iter().copied();
    KOLOMMEN
        .iter()
        .map(|kolom| match kolom.meting {
            Meting::Personen(of) => Waarde::Personen(leden.clone().map(|g| of(result, g)).sum()),
            Meting::Bedrag(of) => Waarde::Bedrag(leden.clone().map(|g| of(result, g)).sum()),
        })
        .collect()
}

pub(super) fn eenheden(gemeenten: &Gemeenten, keuze: &Keuze) -> Vec<Eenheid> {
    let all = keuze.leden(gemeenten);
    let selection = keuze.gemeenten.is_some();
    let kept = |leden: &[usize], whole| match leden {
        _ if !selection => Some(whole),
        // A sum of one gemeente is that gemeente.
        &[only] => Some(simulate::Eenheid::Gemeente(only)),
        _ => None,
    };
    match keuze.niveau {
        Niveau::Landelijk => vec![Eenheid {
            gm_code: if selection { "" } else { "NL" }.to_owned(),
            gemeente: if selection { SELECTIE } else { "Nederland" }.to_owned(),
            provincie: String::new(),
            cel: kept(&all, simulate::Eenheid::Landelijk),
            leden: all,
        }],
        Niveau::Provincie => gemeenten
            .provincies()
            .into_iter()
            .enumerate()
            .map(|(index, provincie)| {
                let members = all.iter().copied();
                let leden: Vec<usize> = members
                    .filter(|&g| gemeenten.list()[g].provincie == provincie)
                    .collect();
                Eenheid {
                    gm_code: String::new(),
                    gemeente: if selection { SELECTIE } else { "" }.to_owned(),
                    provincie: provincie.to_owned(),
                    cel: kept(&leden, simulate::Eenheid::Provincie(index)),
                    leden,
                }
            })
            .filter(|eenheid| !eenheid.leden.is_empty())
            .collect(),
        Niveau::Gemeente => all
            .into_iter()
            .map(|g| {
                let gemeente = &gemeenten.list()[g];
                Eenheid {
                    gm_code: gemeente.code.clone(),
                    gemeente: gemeente.naam.clone(),
                    provincie: gemeente.provincie.clone(),
                    leden: vec![g],
                    cel: Some(simulate::Eenheid::Gemeente(g)),
                }
            })
            .collect(),
    }
}
