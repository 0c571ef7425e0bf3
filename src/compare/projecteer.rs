//! A projection of which the books are held to each other, as every one is.

use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::projection::{Breach, Model, Projection, check};

/// Why two scenarios could not be compared.
#[derive(Debug)]
pub enum Mislukt {
    /// The input was wrong.
    Invoer(Diagnostic),
    /// Money appeared or disappeared: a fault of the program.
    Boeken(Breach),
}

impl From<Diagnostic> for Mislukt {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Invoer(diagnostic)
    }
}

impl From<Breach> for Mislukt {
    fn from(breach: Breach) -> Self {
        Self::Boeken(breach)
    }
}

impl fmt::Display for Mislukt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invoer(diagnostic) => diagnostic.fmt(formatter),
            Self::Boeken(breach) => breach.fmt(formatter),
        }
    }
}

impl std::error::Error for Mislukt {}

/// Projects a model.
///
/// # Errors
/// A model that cannot be projected, or money that is not conserved.
pub(super) fn projecteer(model: &Model) -> Result<Projection, Mislukt> {
    let projection = model.project()?;
    check(&projection)?;
    Ok(projection)
}
