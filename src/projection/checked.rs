//! The way to a projection: every year by the articles of the law, and its books held to
//! each other before anyone sees it.

use super::conservation::{Breach, books};
use super::result::Projection;
use super::runner::Runner;
use crate::input::diagnostic::Diagnostic;
use crate::model::{Model, Ramingen};

impl Model {
    /// Projects every year from `van` to `tot`, and holds the books to each other: what
    /// the state pays is what gemeenten receive.
    ///
    /// # Errors
    /// A year without amounts, prognosis or taakstelling, money that no gemeente has a
    /// grondslag for, or money that is not conserved: a fault of the program.
    pub fn project(&self) -> Result<Projection, Diagnostic> {
        let mut runner = Runner::new(self)?;
        let mut projection = runner.empty();
        let ramingen = Ramingen::of(&self.scenario.tabellen);
        runner.project(&self.people, &ramingen, &mut projection)?;
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
        let refused = model.unwrap().project();
        assert_eq!(refused.unwrap_err().code(), Code::BoekenSluitenNiet);
    }
}
