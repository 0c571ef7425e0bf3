//! One scenario as it is shown: the projection itself, or one draw of a simulation.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::explain::{ExplainField, ExplainNode, ExplainPlace, Explainer};
use crate::input::diagnostic::Diagnostic;
use crate::model::{Model, Ramingen, ShownDraws};
use crate::projection::Projection;
use crate::simulate::{DrawId, DrawOutcome, draw_with_people};
use crate::terms::Remark;
use crate::terms::jaar::Jaar;
use crate::uitkering::HalfYears;

/// A model with what is shown of it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The model; its name and receipt say which draw is shown.
    pub model: Model,
    /// What it comes to.
    pub projection: Projection,
    drawn: Option<(DrawId, DrawOutcome)>,
}

impl Shown {
    /// The projection of a model, or one draw of it. A draw is made by the same code as
    /// in a simulation, and so to the same cent.
    ///
    /// # Errors
    /// A scenario that cannot be projected, a file with fewer paths, or money that is
    /// not conserved.
    pub fn new(mut model: Model, draw: Option<DrawId>) -> Result<Self, Diagnostic> {
        let Some(draw) = draw else {
            return Ok(Self {
                projection: model.project()?,
                model,
                drawn: None,
            });
        };
        let (outcome, projection) = draw_with_people(&model, draw)?;
        let DrawId { zaad, nummer } = draw;
        // A name is the same in every language: it says what gives this draw again.
        let naam = format!("{} (--draw {nummer} --seed {zaad})", model.scenario.naam);
        model.scenario.naam = naam;
        model.toeval = Some(ShownDraws::Trekking { zaad, nummer });
        Ok(Self {
            model,
            projection,
            drawn: Some((draw, outcome)),
        })
    }

    /// What forecasters said in the draw that is shown; `None` without one.
    pub fn ramingen(&self) -> Option<&Ramingen> {
        self.drawn.as_ref().map(|(_, outcome)| &outcome.ramingen)
    }

    /// The forecasts of the draw that is shown, where they are not those of the
    /// scenario, which stand among the figures that were used.
    pub fn drawn_numbers(&self) -> Option<Remark> {
        drawn_numbers(&self.model, self.ramingen()?)
    }

    /// How these amounts of a place and year come about.
    ///
    /// # Errors
    /// A scenario that cannot be projected, or an amount that has no explanation.
    pub fn trees(
        &self,
        (place, jaar): (ExplainPlace<'_>, Jaar),
        fields: &[ExplainField],
    ) -> Result<Vec<(ExplainField, Arc<ExplainNode>)>, Diagnostic> {
        let mut explainer = self.explainer()?;
        let trees = fields.iter().map(|&field| {
            let tree = explainer.explain_place(place, jaar, field)?;
            Ok((field, tree))
        });
        trees.collect()
    }

    /// Who explains the amounts that are shown.
    ///
    /// # Errors
    /// A scenario that cannot be projected.
    pub fn explainer(&self) -> Result<Explainer<'_>, Diagnostic> {
        let (model, projection) = (&self.model, &self.projection);
        match &self.drawn {
            None => Explainer::new(model, projection),
            Some((draw, outcome)) => Explainer::of_draw(model, outcome, projection, *draw),
        }
    }
}

/// The forecasts of a draw that are not those of the scenario, which stand among
/// the figures that were used.
fn drawn_numbers(model: &Model, drawn: &Ramingen) -> Option<Remark> {
    let usual = Ramingen::of(model.scenario.tables());
    let prognose = differing(&usual.prognose, &drawn.prognose);
    let taakstelling = differing(&totals(&usual.taakstelling), &totals(&drawn.taakstelling));
    let is_any = !prognose.is_empty() || !taakstelling.is_empty();
    is_any.then_some(Remark::DrawnRamingen {
        prognose,
        taakstelling,
    })
}

/// People per year.
fn totals(halves: &BTreeMap<Jaar, HalfYears>) -> BTreeMap<Jaar, i64> {
    let years = halves.iter();
    years
        .map(|(&jaar, halves)| (jaar, halves.total()))
        .collect()
}

/// The years in which a draw has another number than the scenario.
fn differing(usual: &BTreeMap<Jaar, i64>, drawn: &BTreeMap<Jaar, i64>) -> Vec<(Jaar, i64)> {
    let years = drawn.iter().map(|(&jaar, &people)| (jaar, people));
    years
        .filter(|(jaar, people)| usual.get(jaar) != Some(people))
        .collect()
}
