//! A projection with its books held to each other, in one call.

use super::conservation::check;
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
        check(&projection).map_err(|breach| breach.named(&self.gemeenten))?;
        Ok(projection)
    }
}
