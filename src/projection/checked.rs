//! A projection with its books held to each other, in one call.

use super::conservation::{Breach, books};
use super::result::Projection;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;

impl Model {
    /// [`Model::project`], with the books held to each other: what everyone calls
    /// who shows or compares a projection.
    ///
    /// # Errors
    /// As [`Model::project`], or money that is not conserved.
    pub fn project_checked(&self) -> Result<Projection, Diagnostic> {
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
    use crate::input::diagnostic::Code;
    use crate::input::{Access, World};

    #[test]
    fn a_projection_that_lost_a_cent_is_not_given() {
        let mut world = World::default();
        world.discrepancy = Cents::new(-1);
        let settings = ["scenario.tot=2025".to_owned()];
        let model = Model::load_within(&world.into(), "wi2021", &settings, Access::default());
        let refused = model.unwrap().project_checked();
        assert_eq!(refused.unwrap_err().code(), Code::BoekenSluitenNiet);
    }
}
