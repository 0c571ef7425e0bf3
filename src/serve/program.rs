//! The program that is asked.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use clap::Command;
use jiff::civil::Date;

use crate::answer::{Answer, Listener};
use crate::input::World;
use crate::input::diagnostic::Diagnostic;
use crate::report::ReportPart;
use crate::terms::Lang;

/// What a file is understood as.
#[derive(Debug)]
pub struct Understood {
    /// What there is to say of it.
    pub answer: Answer,
    /// Its rows, as the program reads them.
    pub rows: String,
    /// The table of a scenario that names such a file.
    pub table: &'static str,
}

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

    /// What a file that came along is understood as: the answer to a command line about it,
    /// the rows as the program reads them, and the key of a scenario that names such a file.
    ///
    /// # Errors
    /// A file that cannot be read or understood.
    fn understood(
        &self,
        words: &[OsString],
        world: &Arc<World>,
        listener: &dyn Listener,
    ) -> Result<Understood, Diagnostic>;

    /// Writes files that belong together: all of them, or none.
    ///
    /// # Errors
    /// One that cannot be written.
    fn write(&self, files: &[(&Path, &[u8])]) -> Result<(), Diagnostic>;

    /// The date of receipts.
    fn today(&self) -> Date;
}
