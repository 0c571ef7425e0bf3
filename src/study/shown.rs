//! One scenario as it is shown: the projection itself, or one draw of a simulation.

use crate::explain::Explainer;
use crate::input::diagnostic::Diagnostic;
use crate::model::{Model, Ramingen, ShownDraws};
use crate::projection::Projection;
use crate::simulate::{DrawId, DrawOutcome, draw_with_people};

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
