//! A build that writes no Parquet says which one does.

use std::path::Path;

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::output::without_parquet;
use crate::export::DrawPlan;
use crate::input::diagnostic::Diagnostic;

/// Refuses.
///
/// # Errors
/// Always.
pub fn answer(_: &DrawPlan, _: &Path, _: &Asked<'_>) -> Result<Answer, Failure> {
    Err(without_parquet().into())
}

/// Refuses.
///
/// # Errors
/// Always.
pub fn can_be_made(_: &Path) -> Result<(), Diagnostic> {
    Err(without_parquet())
}
