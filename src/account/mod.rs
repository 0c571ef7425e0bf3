//! The model held to account: what was published, of people, forecasts and money, beside
//! what the model makes of it, and whether the model was fitted to it.
//!
//! The counts of DUO stand in [`crate::people::backtest`]; here is everything else.

mod apart;
mod published;

pub use apart::{Apart, Deviation};
pub use published::{AccountBound, AccountMeasure, AccountUnit};

use published::{Published, published};

use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::{round_half_away, to_whole};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::people::{Flow, Kind, Origin};
use crate::projection::Projection;
use crate::scenario::Status;
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;

/// Share of those housed, and of those who wait, that is inburgeringsplichtig: Ri2021
/// art. 10.1, the published percentage.
pub(crate) const PA_PERCENT: i64 = 70;

/// Months in a year.
const MONTHS: i64 = 12;

/// A published figure and what the model makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// What is measured.
    pub maat: AccountMeasure,
    /// Of which year, date or forecast; empty for all of them.
    pub onderdeel: String,
    /// In what both figures are.
    pub eenheid: AccountUnit,
    /// By the model; `None` where the scenario does not go there.
    pub model: Option<i64>,
    /// As published; of people the 70% that is inburgeringsplichtig.
    pub gepubliceerd: i64,
    /// Whether that is the most or the least there is.
    pub begrenzing: Option<AccountBound>,
    /// Whether a figure of the scenario was chosen so that this comes out.
    pub gefit: bool,
    /// How firm the published figure is; a product with the 70% was published by nobody.
    pub status: Status,
    /// Where it was published.
    pub bron: String,
}

impl AccountRow {
    /// Model less published, in the unit of both.
    pub fn difference(&self) -> Option<i64> {
        Some(self.model? - self.gepubliceerd)
    }

    /// The difference in tenths of a per cent of what was published, rounded half away
    /// from zero; `None` of what is a percentage itself.
    pub fn promille(&self) -> Option<i64> {
        if self.eenheid.is_share() || self.gepubliceerd == 0 {
            return None;
        }
        let difference = i128::from(self.difference()?) * 1000;
        Some(round_half_away(difference, i128::from(self.gepubliceerd)) as i64)
    }
}

/// Everything that the model is held to beside the counts of DUO.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The figures, in the order of the fixture: people, forecasts, money.
    pub rows: Vec<AccountRow>,
}

impl Account {
    /// Holds a projection of a model to what was published.
    ///
    /// # Errors
    /// None with the fixture that comes along.
    pub fn of(model: &Model, projection: &Projection) -> Result<Self, Diagnostic> {
        let held = Held { model, projection };
        let rows = published()?.into_iter().map(|one| held.row(one));
        Ok(Self {
            rows: rows.collect(),
        })
    }
}

/// What the published figures are held against.
struct Held<'a> {
    model: &'a Model,
    projection: &'a Projection,
}

impl Held<'_> {
    fn row(&self, published: Published) -> AccountRow {
        let model = self.figure(&published);
        let of_people = published.eenheid == AccountUnit::Personen;
        let gepubliceerd = if of_people {
            let people = i128::from(published.figure) * i128::from(PA_PERCENT);
            round_half_away(people, 100) as i64
        } else {
            published.figure
        };
        let key = published.key.as_deref();
        AccountRow {
            gefit: key.is_some_and(|key| self.model.scenario.is_fitted(&[key]))
                && self.follows_from_scenario(&published),
            begrenzing: published.bound,
            maat: published.measure,
            onderdeel: published.onderdeel,
            eenheid: published.eenheid,
            model,
            gepubliceerd,
            status: match of_people {
                true => published.status.max(Status::Afgeleid),
                false => published.status,
            },
            bron: published.bron,
        }
    }

    fn figure(&self, published: &Published) -> Option<i64> {
        let jaar = published.jaar;
        let table = &self.model.scenario.tables().instroom;
        match published.measure {
            AccountMeasure::Gehuisvest => self.cohort(jaar),
            AccountMeasure::Wachtend => self.waiting(jaar, published.months),
            AccountMeasure::Raming | AccountMeasure::Vertekening => {
                Some(table.prognosevertekening.map_or(0, |error| error.tenths()))
            }
            AccountMeasure::Prognosefout => {
                Some(table.prognosefout.map_or(0, |spread| spread.tenths()))
            }
            AccountMeasure::Begroting | AccountMeasure::Grens => {
                let year = self.projection.jaar(jaar)?;
                Some(year.voorlopig.total().get())
            }
        }
    }

    /// Whether a figure follows from what was fitted: who was counted follows from the count.
    fn follows_from_scenario(&self, published: &Published) -> bool {
        let key = (Kind::Asielstatushouder, published.jaar);
        published.measure != AccountMeasure::Gehuisvest
            || self.model.people.oorsprong.get(&key) == Some(&Origin::Instroom)
    }

    /// Asielstatushouders of a cohort in the country.
    fn cohort(&self, jaar: Jaar) -> Option<i64> {
        let people = &self.model.people;
        let kind = Kind::Asielstatushouder;
        let is_known = people.oorsprong.contains_key(&(kind, jaar));
        is_known.then(|| people.of(kind).housed(jaar).iter().sum())
    }

    /// Asielstatushouders who were obliged and not yet housed after so many months of a
    /// year, with a year's people spread evenly over it.
    fn waiting(&self, jaar: Jaar, months: i64) -> Option<i64> {
        let groep = Groep::Asielstatushouder;
        let tables = self.model.scenario.tables();
        let path = tables.instroom.pad.get(groep)?;
        // Without a table everyone is housed at once, and nobody waits.
        tables.huisvesting.get(groep)?;
        let mut waiting = exact_whole(0);
        for year in Jaar::START_WI2021.through(jaar) {
            let passed = if year < jaar { MONTHS } else { months };
            let came = path.get(year)?.get() - self.housed(year)?;
            waiting += exact_whole(came) * Exact::new(passed.into(), MONTHS.into());
        }
        to_whole(&waiting)
    }

    /// People whom the model houses in a year.
    fn housed(&self, cohort: Jaar) -> Option<i64> {
        let flow = Flow::new(self.model.scenario.tables());
        let parts = flow.housed_in(Groep::Asielstatushouder, cohort).ok()??;
        Some(parts.iter().map(|part| part.people()).sum())
    }
}
