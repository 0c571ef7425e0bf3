//! How far a change works out differently for gemeenten, and how much of that is lasting.

use super::Study;
use crate::columns::Column;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::people::{Kenmerk, Kind, Origin};
use crate::projection::{Measure, Projection, YearProjection};
use crate::simulate::part::Part;
use crate::simulate::{Area, Draws, EffectCounts, KEPT_FIELDS, Loss, Progress, Request, effects};
use crate::terms::jaar::Jaar;

/// The effect of every scenario but the first on each gemeente, over draws.
#[derive(Debug, Clone)]
pub struct EffectStudy {
    /// What the effect is on.
    pub column: Column,
    /// The places of the years that it is over.
    pub jaren: Vec<usize>,
    /// How many draws.
    pub trekkingen: u32,
    /// Years of the effect in which completed trajecten count that nobody drew: they were
    /// completed before the draws begin, and the scenario divides them by inhabitants.
    pub undrawn: Vec<Jaar>,
    /// By scenario and gemeente.
    drawn: Vec<Vec<EffectCounts>>,
    /// The same when gemeenten do not differ lastingly; `None` where they never do.
    alike: Option<Vec<Vec<EffectCounts>>>,
}

/// How the effect on some gemeenten is spread, in hundredths of a per cent of what each
/// gets in the first scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectSpread {
    /// P5, P50 and P95 of all of them in all draws.
    pub drawn: [i64; 3],
    /// The same when gemeenten do not differ lastingly.
    pub alike: Option<[i64; 3]>,
    /// Share that loses more than 1%, in millionths.
    pub loses_1: i64,
    /// Share that loses more than 5%, in millionths.
    pub loses_5: i64,
    /// How much of the variance within a gemeente is gone when gemeenten do not differ
    /// lastingly, in thousandths; `None` where nothing varies.
    pub lasting: Option<i64>,
}

impl Study {
    /// Draws the effect on every gemeente twice: as the scenarios are, and without
    /// lasting differences. `None` for a column of which no draws are made.
    ///
    /// # Errors
    /// As [`Study::draw`].
    pub fn effects(
        &self,
        (draws, seed): (Option<u32>, Option<u64>),
        (column, jaren): (Column, Vec<usize>),
        watcher: &impl Progress,
    ) -> Result<Option<EffectStudy>, Diagnostic> {
        if !KEPT_FIELDS.contains(&column) || self.models().len() < 2 || jaren.is_empty() {
            return Ok(None);
        }
        let request = self.request(draws, seed)?;
        let drawn = effects(&request, (column, &jaren), watcher)?;
        let differ = self.models().iter().any(differs);
        let alike = differ.then(|| {
            let alike: Result<Vec<Model>, Diagnostic> =
                self.models().iter().map(without_spread).collect();
            let request = Request::new(alike?, request.trekkingen, request.zaad)?;
            effects(&request, (column, &jaren), watcher)
        });
        Ok(Some(EffectStudy {
            undrawn: undrawn(self.models(), &jaren),
            column,
            jaren,
            trekkingen: request.trekkingen,
            drawn,
            alike: alike.transpose()?,
        }))
    }
}

impl EffectStudy {
    /// The effect of the scenario at this place, 1 for the second, on some gemeenten.
    /// `None` where none of them gets anything in the first.
    pub fn of(&self, scenario: usize, gemeenten: &[usize]) -> Option<EffectSpread> {
        let of = |all: &[Vec<EffectCounts>]| {
            let own = &all[scenario - 1];
            let mut sum = EffectCounts::default();
            let mut variance = 0;
            for &gemeente in gemeenten {
                sum.add(&own[gemeente]);
                variance += own[gemeente].variance();
            }
            (sum, variance)
        };
        let (drawn, variance) = of(&self.drawn);
        let three = |counts: &EffectCounts| {
            let quantile = |percent| counts.quantile(percent);
            Some([quantile(5)?, quantile(50)?, quantile(95)?])
        };
        let n = i128::from(drawn.n());
        let share = |loss| (i128::from(drawn.losing(loss)) * 1_000_000 / n.max(1)) as i64;
        let alike = self.alike.as_deref().map(of);
        let lasting = (variance > 0).then(|| {
            let luck = alike.as_ref().map_or(variance, |(_, luck)| *luck);
            ((variance - luck).max(0) * 1000 / variance) as i64
        });
        Some(EffectSpread {
            drawn: three(&drawn)?,
            alike: alike.and_then(|(alike, _)| three(&alike)),
            loses_1: share(Loss::One),
            loses_5: share(Loss::Five),
            lasting,
        })
    }

    /// Whether any gemeente gets more or less in any draw of the scenario at this place, 1
    /// for the second: one in many does not show in the quantiles of all of them.
    pub fn moves(&self, scenario: usize) -> bool {
        self.drawn[scenario - 1].iter().any(EffectCounts::moves)
    }

    /// Whether gemeenten differ lastingly in any of the scenarios.
    pub fn has_lasting(&self) -> bool {
        self.alike.is_some()
    }
}

/// The places of the years that an effect is taken over: those that were asked for, else
/// those in which a scenario differs from the first in this column, in the projection or in
/// any of the draws, which are of all years. In any other year there is no effect, and it
/// would only make that of the others look small.
pub fn effect_years<'a>(
    (first, others): (
        &Projection,
        impl IntoIterator<Item = &'a Projection> + Clone,
    ),
    drawn: &Part,
    column: Column,
    asked: Option<&[Jaar]>,
) -> Vec<usize> {
    let measure = Measure::of(column);
    let differs = |place: usize, year: &YearProjection| {
        let others = others.clone().into_iter();
        let mut others = others.filter_map(|other| other.jaren.get(place));
        others.any(|other| {
            let mut gemeenten = 0..year.kas.len();
            gemeenten.any(|one| measure.figure(other, one) != measure.figure(year, one))
        })
    };
    let differs_in_draws = |place: usize| {
        let mut others = 1..drawn.header.scenarios.len();
        others.any(|other| {
            let mut gemeenten = 0..drawn.header.labels.gemeenten.len();
            gemeenten.any(|one| Draws(drawn).differs(other, Area::Gemeente(one), place, column))
        })
    };
    let years = first.jaren.iter().enumerate();
    let counts = years.filter(|(place, year)| match asked {
        Some(asked) => asked.contains(&year.jaar),
        None => differs(*place, year) || differs_in_draws(*place),
    });
    counts.map(|(place, _)| place).collect()
}

/// Whether gemeenten differ lastingly in anything.
fn differs(model: &Model) -> bool {
    let tables = model.scenario.tables();
    Kenmerk::ALL
        .iter()
        .any(|kenmerk| kenmerk.spread(tables).is_some())
}

/// The model in which gemeenten differ as the scenario states, and no further.
fn without_spread(model: &Model) -> Result<Model, Diagnostic> {
    let tables = model.scenario.tables();
    let lasting = Kenmerk::ALL
        .into_iter()
        .filter(|kenmerk| kenmerk.spread(tables).is_some());
    let none = lasting.map(|kenmerk| format!("{}=0", kenmerk.spread_key()));
    let mut alike = model.with(&none.collect::<Vec<_>>())?;
    alike.scenario.naam.clone_from(&model.scenario.naam);
    Ok(alike)
}

/// The years in which completed trajecten weigh that were completed before the first
/// uncertain year, and follow from the model.
fn undrawn(models: &[Model], jaren: &[usize]) -> Vec<Jaar> {
    let model = &models[0];
    let first = models
        .iter()
        .filter_map(|model| model.bedragen.first_prestatie_year())
        .min();
    let tables = model.scenario.tables();
    let from = tables.instroom_vanaf();
    let years: Vec<Jaar> = tables.scenario.van.through(tables.scenario.tot).collect();
    let is_modelled = |completed: Jaar| {
        let origin = model.people.oorsprong.get(&(Kind::Afgerond, completed));
        completed < from && origin == Some(&Origin::Voltooiing)
    };
    let asked = jaren.iter().filter_map(|&place| years.get(place).copied());
    asked
        .filter(|&jaar| first.is_some_and(|first| first <= jaar))
        .filter(|&jaar| is_modelled(jaar.plus(-2)))
        .collect()
}
