//! The program that is asked.

use std::ffi::OsString;
use std::sync::Arc;

use clap::Command;
use jiff::civil::Date;

use crate::answer::{Answer, Listener};
use crate::input::World;
use crate::input::diagnostic::Diagnostic;
use crate::report::ReportPart;
use crate::terms::Lang;

/// A program that answers command lines.
pub trait Program: Send + Sync {
    /// What can be asked of it, in a language.
    fn definition(&self, lang: Lang) -> Command;

    /// The language that a command line asks for.
    fn lang(&self, words: &[OsString]) -> Lang;

    /// The answer to a command line, from the files of `world`.
    ///
    /// # Errors
    /// Anything wrong with the words or the input; money that is not conserved; that
    /// `listener` said to stop.
    fn answer(
        &self,
        words: &[OsString],
        world: &Arc<World>,
        listener: &dyn Listener,
    ) -> Result<Answer, Diagnostic>;

    /// A part of the report that a command line asks for; nothing is written.
    ///
    /// # Errors
    /// As [`Program::answer`].
    fn report(
        &self,
        words: &[OsString],
        part: ReportPart,
        world: &Arc<World>,
        listener: &dyn Listener,
    ) -> Result<Answer, Diagnostic>;

    /// The date of receipts.
    fn today(&self) -> Date;
}
