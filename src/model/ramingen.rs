//! National numbers that are known before a year begins, and what every gemeente has of
//! them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::exact::fraction::exact_whole;
use crate::exact::money::to_whole;
use crate::gemeente::Gemeenten;
use crate::scenario::tables::Tables;
use crate::terms::jaar::Jaar;
use crate::uitkering::{HalfYears, prognose_into, taakstelling_into};

/// National numbers that are known before a year begins (Bi2021 art. 10.4).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ramingen {
    /// LPAS per uitvoeringsjaar.
    pub prognose: BTreeMap<Jaar, i64>,
    /// LHT per half of each calendar year.
    pub taakstelling: BTreeMap<Jaar, HalfYears>,
}

impl Ramingen {
    /// The numbers as forecasters announce them: those of the scenario, and with
    /// `prognosevertekening` as far off as that says. A half-year is biased by itself.
    pub fn of(tables: &Tables) -> Self {
        let prognose = tables.prognose.0.iter();
        let taakstelling = tables.taakstelling.0.iter();
        let prognose = prognose.map(|(&jaar, people)| (jaar, biased(tables, jaar, people.get())));
        let taakstelling = taakstelling.map(|(&jaar, people)| {
            let HalfYears { eerste, tweede } = people.halves();
            let [eerste, tweede] = [eerste, tweede].map(|half| biased(tables, jaar, half));
            (jaar, HalfYears { eerste, tweede })
        });
        Self {
            prognose: prognose.collect(),
            taakstelling: taakstelling.collect(),
        }
    }
}

/// What is said beforehand of so many people, rounded half up.
fn biased(tables: &Tables, jaar: Jaar, people: i64) -> i64 {
    let Some(factor) = tables.vertekening(jaar) else {
        return people;
    };
    // At most twice the largest number of a scenario.
    to_whole(&(exact_whole(people) / factor)).expect("a number of people")
}

/// The numbers of a scenario, divided over its gemeenten by inhabitants: GPAS and GHT
/// (Bi2021 art. 10.4). Dividing them takes as long as all that is paid by them, so that
/// scenarios with the same number in a year have one division of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct RamingenPerGemeente {
    /// For the country.
    pub landelijk: Ramingen,
    gpas: BTreeMap<Jaar, Divided<i64>>,
    ght: BTreeMap<Jaar, Divided<HalfYears>>,
}

/// A number with what every gemeente has of it.
#[derive(Debug, Clone)]
struct Divided<T> {
    number: T,
    parts: Arc<[i64]>,
}

impl RamingenPerGemeente {
    /// Divides the numbers of every year that is projected. What was divided before, over
    /// the same gemeenten, is not divided again.
    pub fn new(tables: &Tables, gemeenten: &Gemeenten, before: &Self) -> Self {
        let landelijk = Ramingen::of(tables);
        let years = || tables.scenario.van.through(tables.scenario.tot);
        // Where nobody lives there is nothing to divide by: that is told by the plan.
        let gpas = years().filter_map(|jaar| {
            let number = *landelijk.prognose.get(&jaar)?;
            let inwoners = gemeenten.verdeelsleutel(number, jaar.plus(-1)).ok()?;
            let divided = again(&before.gpas, (jaar, number), |parts| {
                prognose_into(number, inwoners, parts);
            });
            Some((jaar, divided))
        });
        let ght = years().map(|jaar| jaar.plus(-1)).filter_map(|jaar| {
            let number = *landelijk.taakstelling.get(&jaar)?;
            let inwoners = gemeenten
                .verdeelsleutel(number.total(), jaar.plus(-1))
                .ok()?;
            let divided = again(&before.ght, (jaar, number), |parts| {
                taakstelling_into(number, inwoners, parts, &mut Vec::new());
            });
            Some((jaar, divided))
        });
        let (gpas, ght) = (gpas.collect(), ght.collect());
        Self {
            landelijk,
            gpas,
            ght,
        }
    }

    /// GPAS of a year, where it is `lpas` people that are divided.
    pub fn gpas(&self, jaar: Jaar, lpas: i64) -> Option<&[i64]> {
        parts(&self.gpas, jaar, lpas)
    }

    /// GHT of a year, where it is `lht` people that are divided.
    pub fn ght(&self, jaar: Jaar, lht: HalfYears) -> Option<&[i64]> {
        parts(&self.ght, jaar, lht)
    }
}

/// What there is of this number in this year already, or else what `divide` makes of it.
fn again<T: Copy + PartialEq>(
    before: &BTreeMap<Jaar, Divided<T>>,
    (jaar, number): (Jaar, T),
    divide: impl FnOnce(&mut Vec<i64>),
) -> Divided<T> {
    let known = before.get(&jaar).filter(|known| known.number == number);
    known.cloned().unwrap_or_else(|| {
        let mut parts = Vec::new();
        divide(&mut parts);
        Divided {
            number,
            parts: parts.into(),
        }
    })
}

fn parts<T: PartialEq>(
    divided: &BTreeMap<Jaar, Divided<T>>,
    jaar: Jaar,
    number: T,
) -> Option<&[i64]> {
    let known = divided.get(&jaar).filter(|known| known.number == number);
    known.map(|known| &*known.parts)
}
