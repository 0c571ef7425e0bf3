//! A baseline file held against what the program says, and written anew.

use std::path::Path;
use std::sync::Arc;

use super::causes::{causes, other_files};
use super::compare::{MovementFilter, compare};
use super::document::{BaselineBody, MadeWith};
use super::examine::{Blessing, CheckOptions, WriteFile};
use super::moved::{BaselineComparison, Moved};
use super::simulation;
use crate::columns::KeyColumn;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::terms::{Text, legible};

/// A baseline that the program is held against.
pub(crate) struct HeldBaseline<'a> {
    pub path: &'a Path,
    /// What it would be made with now.
    pub made: &'a MadeWith,
    /// The columns that say what a row is about.
    pub keys: &'a [&'a str],
    pub bless: Option<WriteFile>,
    pub options: &'a CheckOptions,
}

impl HeldBaseline<'_> {
    /// Compares, and writes the baseline where it is blessed and says something else.
    ///
    /// # Errors
    /// A file that is no baseline, a link where none is followed, one that cannot be
    /// read or written.
    pub fn against(&self, body: &BaselineBody) -> Result<BaselineComparison, Diagnostic> {
        let mut comparison = BaselineComparison {
            bestand: self.path.to_owned(),
            cijfers: body.cijfers,
            trekkingen: self.made.trekkingen,
            oorzaken: Vec::new(),
            vorm: Vec::new(),
            gemeenten: Vec::new(),
            ongewogen: 0,
            anders: Vec::new(),
            verschoven: Vec::new(),
            gezegend: Blessing::Read,
            expectation_fails: false,
        };
        self.is_no_input()?;
        // A link would be written through, to wherever it points.
        let world = &self.options.world;
        if world.is_link(self.path) && !self.options.access.outside {
            let path = legible::path(self.path);
            let message = Text::new(
                format!("{path} is een verwijzing, geen bestand"),
                format!("{path} is a link, no file"),
            );
            let help = Text::fixed(
                "met --allow-outside wordt zij gevolgd",
                "with --allow-outside it is followed",
            );
            return Err(Diagnostic::new(Code::BuitenDeMap, message).help(help));
        }
        let mut changed = !world.exists(self.path);
        if !changed {
            match self.read(&body.tekst, &mut comparison) {
                Ok(made) => {
                    let same = made.invoer == self.made.invoer
                        && made.bestanden == self.made.bestanden
                        && made.trekkingen == self.made.trekkingen;
                    changed = comparison.moved() || !same;
                }
                Err(error) if self.bless.is_some() && error.code() == Code::BaselineOngeldig => {
                    let message = error.message();
                    comparison.vorm.push(Text::new(
                        format!(
                            "{message} (nu vervangen; met geen enkel cijfer ervan is vergeleken)"
                        ),
                        format!("{message:#} (replaced now; none of its figures were compared)"),
                    ));
                    changed = true;
                }
                Err(error) => return Err(error),
            }
        }
        if let Some(write) = self.bless {
            comparison.gezegend = if changed {
                let text = self.made.lines() + &body.tekst;
                write(self.path, text.as_bytes())?;
                Blessing::Written
            } else {
                Blessing::Same
            };
        }
        Ok(comparison)
    }

    /// Holds that the scenario does not read its baseline: it would be written over.
    fn is_no_input(&self) -> Result<(), Diagnostic> {
        let name = self.path.file_name().map(|name| name.to_string_lossy());
        let mut read = self.made.bestanden.iter();
        // Files are named from the folder of the scenario, which the baseline stands in.
        if !read.any(|(own, _)| name.as_ref().is_some_and(|name| own == name)) {
            return Ok(());
        }
        let path = legible::path(self.path);
        let message = Text::new(
            format!("{path} hoort bij de invoer van het scenario, en kan zijn baseline niet zijn"),
            format!("{path} is part of the input of the scenario, and cannot be its baseline"),
        );
        Err(
            Diagnostic::new(Code::Tegenstrijdig, message).help(Text::fixed(
                "geef dat bestand een andere naam",
                "give that file another name",
            )),
        )
    }

    fn read(
        &self,
        body: &str,
        comparison: &mut BaselineComparison,
    ) -> Result<MadeWith, Diagnostic> {
        let source = Source::read(&self.options.world, self.path)?;
        let (made, start) = MadeWith::read(&source)?;
        comparison.anders = other_files(&made, self.made);
        let before = &source.text[start..];
        if before == body {
            return Ok(made);
        }
        let measure = MovementFilter {
            tolerantie: self.options.tolerance,
            totalen: self.options.tolerance_total,
            velden: &self.options.only,
            keys: self.keys,
        };
        let (moved, vorm) = compare(&source, start, body, &measure)?;
        comparison.verschoven = moved;
        comparison.vorm = vorm;
        let gemeenten = simulation::moved_gemeenten(before, body);
        if self.options.counts_everything() {
            comparison.gemeenten = gemeenten;
        } else {
            comparison.ongewogen = gemeenten.len();
        }
        if comparison.moved() {
            comparison.oorzaken = causes(&made, self.made);
        }
        Ok(made)
    }
}

/// The figures of a baseline that are not those of `body`, both of a projection.
///
/// # Errors
/// A file that is no baseline.
#[cfg(any(test, feature = "internals"))]
pub fn hold(baseline: &Arc<Source>, body: &str) -> Result<Vec<Moved>, Diagnostic> {
    let (_, start) = MadeWith::read(baseline)?;
    let measure = MovementFilter {
        keys: &PROJECTION_KEYS,
        ..MovementFilter::default()
    };
    compare(baseline, start, body, &measure).map(|(moved, _)| moved)
}

/// The columns that say what a row of a projection is about.
pub(crate) const PROJECTION_KEYS: [&str; 2] = [KeyColumn::GmCode.name(), KeyColumn::Jaar.name()];
