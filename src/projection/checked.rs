//! A projection with its books held to each other, in one call.

use std::fmt;

use super::conservation::{Breach, books};
use super::result::Projection;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;

/// Why there is no projection that can be shown.
#[derive(Debug)]
pub enum ProjectionError {
    /// The input was wrong.
    Invoer(Diagnostic),
    /// Money appeared or disappeared: a fault of the program.
    Boeken(Breach),
}

impl From<Diagnostic> for ProjectionError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Invoer(diagnostic)
    }
}

impl From<Breach> for ProjectionError {
    fn from(breach: Breach) -> Self {
        Self::Boeken(breach)
    }
}

impl fmt::Display for ProjectionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invoer(diagnostic) => diagnostic.fmt(formatter),
            Self::Boeken(breach) => breach.fmt(formatter),
        }
    }
}

impl std::error::Error for ProjectionError {}

impl Model {
    /// [`Model::project`], with the books held to each other: what everyone calls
    /// who shows or compares a projection.
    ///
    /// # Errors
    /// As [`Model::project`], or money that is not conserved.
    pub fn project_checked(&self) -> Result<Projection, ProjectionError> {
        let projection = self.project()?;
        self.hold_books(&projection)
            .map_err(|breach| breach.named(&self.gemeenten))?;
        Ok(projection)
    }

    /// Holds the books of a projection of this model to each other, with what its
    /// world says is missing.
    ///
    /// # Errors
    /// Money that is not conserved.
    pub(crate) fn hold_books(&self, projection: &Projection) -> Result<(), Breach> {
        books(projection, self.scenario.world.discrepancy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::money::Cents;
    use crate::input::{Access, World};

    #[test]
    fn a_projection_that_lost_a_cent_is_not_given() {
        let mut world = World::default();
        world.discrepancy = Cents::new(-1);
        let settings = ["scenario.tot=2025".to_owned()];
        let model = Model::load_within(&world.into(), "wi2021", &settings, Access::default());
        let refused = model.unwrap().project_checked();
        assert!(matches!(refused, Err(ProjectionError::Boeken(_))));
    }
}
