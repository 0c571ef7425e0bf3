//! The rows of `spuk amounts`: an amount of a year, derived, published, and
//! the one that counts with its source.

use std::collections::BTreeSet;

use super::amount_source::AmountSource;
use crate::exact::fraction::Fraction;
use crate::exact::money::Cents;
use crate::model::{BedragKind, Model, YearBedragen, doorberekend, incidenteel_amount};
use crate::terms::Lang;
use crate::terms::jaar::Jaar;
use crate::uitkering::korting;

/// One amount of one year.
pub(crate) struct AmountRow {
    pub jaar: Jaar,
    pub bedrag: String,
    pub eenheid: &'static str,
    pub afgeleid: Option<Cents>,
    pub gepubliceerd: Option<Cents>,
    pub geldend: Option<Cents>,
    /// What a run reckons with in a year in which a cut is passed on; none for what
    /// the cut leaves alone: weights and incidental money.
    pub na_korting: Option<Cents>,
    /// Of the amount that counts.
    pub herkomst: Option<AmountSource>,
}

impl AmountRow {
    pub fn difference(&self) -> Option<Cents> {
        Some(self.afgeleid? - self.gepubliceerd?)
    }

    /// The word for the status of what counts; empty where nothing does.
    pub fn status(&self) -> &'static str {
        let herkomst = self.herkomst.as_ref();
        herkomst.map_or("", |herkomst| herkomst.status.word())
    }

    /// The source of what counts; empty where nothing does.
    pub fn bron(&self, lang: Lang) -> &str {
        let herkomst = self.herkomst.as_ref();
        herkomst.map_or("", |herkomst| herkomst.bron.of(lang))
    }
}

/// The years that have amounts or incidental money.
pub fn amounts_years(model: &Model) -> BTreeSet<Jaar> {
    let per_person = model.bedragen.years().map(|year| year.jaar);
    let lines = model.scenario.tables().incidenteel.iter();
    let incidental = lines.flat_map(|line| line.bedrag.0.keys().copied());
    per_person.chain(incidental).collect()
}

/// The rows of these years, or of all.
pub(crate) fn rows(model: &Model, jaren: Option<&[Jaar]>) -> Vec<AmountRow> {
    let scenario = &model.scenario;
    let years = model.bedragen.years();
    let mut rows: Vec<AmountRow> = years.flat_map(|year| of_year(model, year)).collect();
    for (number, line) in scenario.tables().incidenteel.iter().enumerate() {
        for &jaar in line.bedrag.0.keys() {
            let path = format!("incidenteel.{number}.bedrag.{jaar}");
            rows.push(AmountRow {
                jaar,
                bedrag: format!("incidenteel: {}", line.naam),
                eenheid: "euro",
                afgeleid: None,
                gepubliceerd: None,
                geldend: Some(incidenteel_amount(line, jaar)),
                na_korting: None,
                herkomst: AmountSource::stated(scenario, &path),
            });
        }
    }
    rows.retain(|row| jaren.is_none_or(|jaren| jaren.contains(&row.jaar)));
    rows.sort_by_key(|row| row.jaar);
    rows
}

fn of_year(model: &Model, year: &YearBedragen) -> [AmountRow; 9] {
    let share = doorberekend(model.scenario.tables(), year.jaar);
    let cut = year.geldend.filter(|_| share != Fraction::ZERO);
    let cut = cut.map(|amounts| korting(&amounts, share));
    BedragKind::ALL.map(|soort| {
        let geldend = year.geldend.as_ref();
        let cut = cut.as_ref().filter(|_| !soort.is_gewicht());
        let mut row = AmountRow {
            jaar: year.jaar,
            bedrag: soort.key().to_owned(),
            eenheid: "euro per persoon",
            afgeleid: soort.afgeleid(year),
            gepubliceerd: soort.gepubliceerd(&year.gepubliceerd),
            geldend: geldend.map(|bedragen| soort.geldend(bedragen)),
            na_korting: cut.map(|bedragen| soort.geldend(bedragen)),
            herkomst: None,
        };
        row.herkomst = origin(model, year, soort, &row);
        row
    })
}

/// Where the amount that counts comes from.
fn origin(
    model: &Model,
    year: &YearBedragen,
    soort: BedragKind,
    row: &AmountRow,
) -> Option<AmountSource> {
    row.geldend?;
    // What is derived without prices stands in no column, so the amounts are
    // compared too.
    let published = year.takes_published(row.gepubliceerd.is_some(), row.afgeleid.is_some())
        && row.geldend == row.gepubliceerd;
    let stated = published.then(|| format!("bedragen.{}.{soort}", row.jaar));
    stated
        .and_then(|path| AmountSource::stated(&model.scenario, &path))
        .or_else(|| Some(AmountSource::derived(model, year, soort)))
}
