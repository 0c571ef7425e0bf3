//! One scenario: loaded, projected, held against what was agreed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::assertion::{Assertion, assertions};
use super::causes::causes;
use super::cijfer::Cijfer;
use super::compare::{Measure, compare};
use super::document::{self, Made};
use super::find::{BASELINES, stem_of};
use super::moved::{Comparison, Moved};
use super::simulation;
use crate::diagnostic::{Code, Diagnostic};
use crate::projection::{Breach, Mislukt, Model};
use crate::report::write_whole;
use crate::scenario::Access;
use crate::source::Source;

/// How to check.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Amounts that moved no more than so many cents did not move.
    pub tolerance: Option<i64>,
    /// Only these columns; all where it is empty.
    pub only: Vec<String>,
    /// Write baselines instead of complaining.
    pub bless: bool,
    /// With `bless`: write the baseline of a simulation where there is none.
    pub simulate: bool,
    /// With `bless`: so many draws; else those of the baseline or the scenario.
    pub draws: Option<u64>,
    /// Leave the baselines of simulations alone.
    pub skip_simulations: bool,
    /// A scenario file without a baseline is a difference.
    pub require_baseline: bool,
    /// Which files a scenario may name.
    pub access: Access,
}

/// What became of a baseline file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blessing {
    /// It was only read.
    Read,
    /// It says already what it has to say.
    Same,
    /// It was written.
    Written,
}

/// What came of one scenario.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The path or name it was asked for by.
    pub wanted: String,
    /// Its name; the path where it could not be read.
    pub naam: String,
    /// What is wrong with it or with a baseline.
    pub fouten: Vec<Diagnostic>,
    /// The figures that were agreed.
    pub verwachtingen: Vec<Assertion>,
    /// The baselines beside it.
    pub baselines: Vec<Comparison>,
    /// What else is not as it should be.
    pub bezwaren: Vec<String>,
    /// What is good to know.
    pub opmerkingen: Vec<String>,
}

impl Outcome {
    /// Assertions that do not hold.
    pub fn broken(&self) -> impl Iterator<Item = &Assertion> {
        self.verwachtingen.iter().filter(|one| !one.holds())
    }

    /// Whether something moved that was not blessed, or an assertion does not hold.
    pub fn moved(&self) -> bool {
        let moved = |one: &Comparison| one.moved() && one.gezegend == Blessing::Read;
        self.broken().next().is_some()
            || self.baselines.iter().any(moved)
            || !self.bezwaren.is_empty()
    }
}

/// Checks one scenario. What is wrong with the input is part of the outcome, so
/// that the others are checked as well.
///
/// # Errors
/// Money that is not conserved.
pub fn examine(wanted: &str, options: &Options) -> Result<Outcome, Breach> {
    let mut outcome = Outcome {
        wanted: wanted.to_owned(),
        naam: wanted.to_owned(),
        ..Outcome::default()
    };
    match fill(&mut outcome, options) {
        Ok(()) => Ok(outcome),
        Err(Mislukt::Boeken(breach)) => Err(breach),
        Err(Mislukt::Invoer(diagnostic)) => {
            outcome.fouten.push(diagnostic);
            Ok(outcome)
        }
    }
}

fn fill(outcome: &mut Outcome, options: &Options) -> Result<(), Mislukt> {
    let model = Model::load_within(&outcome.wanted, &[], options.access)?;
    outcome.naam.clone_from(&model.scenario.naam);
    if options.bless && model.folder().is_none() {
        return Err(nothing_to_bless(&outcome.wanted).into());
    }
    let projection = model.project_checked()?;
    outcome.opmerkingen = model.remarks.clone();
    let wanted = |one: &Assertion| {
        let velden = &options.only;
        velden.is_empty() || velden.iter().any(|veld| veld == one.veld)
    };
    outcome.verwachtingen = assertions(&model, &projection)?;
    outcome.verwachtingen.retain(wanted);
    let Some([baseline, simulated]) = beside(&outcome.wanted, &model) else {
        return Ok(());
    };
    let bless = options.bless && outcome.broken().next().is_none();
    if options.bless && !bless {
        let message = "niet gezegend: er is een verwachting die niet uitkomt";
        outcome.bezwaren.push(message.to_owned());
    }
    let now = Made::now(&model);
    let held = Held {
        path: &baseline,
        made: &now,
        keys: &PROJECTION_KEYS,
        bless,
        options,
    };
    if baseline.exists() || bless {
        let body = document::body(&model, &projection);
        held.against(&body, outcome)?;
    } else if options.require_baseline {
        let message = format!("geen baseline: {} bestaat niet", baseline.display());
        outcome.bezwaren.push(message);
    } else {
        let message = "geen baseline; `spuk check --bless` schrijft er een";
        outcome.opmerkingen.push(message.to_owned());
    }
    let there = simulated.exists();
    if options.skip_simulations || !(there || (bless && options.simulate)) {
        return Ok(());
    }
    let known = match there {
        true => Source::read(&simulated)
            .and_then(|source| Made::read(&source))
            .map(|(made, _)| made.trekkingen),
        false => Ok(None),
    };
    let (zaad, usual) = match known {
        Ok(Some(known)) => known,
        Ok(None) => simulation::usual(&model),
        Err(_) if bless => simulation::usual(&model),
        Err(error) => return Err(error.into()),
    };
    let trekkingen = options.draws.unwrap_or(usual);
    let drawn = Made {
        trekkingen: Some((zaad, trekkingen)),
        ..now.clone()
    };
    let held = Held {
        path: &simulated,
        made: &drawn,
        keys: &simulation::KEYS,
        ..held
    };
    held.against(&simulation::body(&model, zaad, trekkingen)?, outcome)?;
    Ok(())
}

fn nothing_to_bless(embedded: &str) -> Diagnostic {
    let message = format!("`{embedded}` is ingebouwd en heeft geen baseline om te schrijven");
    let help = format!(
        "`spuk init NAAM` schrijft een eigen scenario; met basis = \"{embedded}\" erft het dit"
    );
    Diagnostic::new(Code::Opdrachtregel, message).help(help)
}

/// The baselines that belong to a scenario file; an embedded one has none.
fn beside(wanted: &str, model: &Model) -> Option<[PathBuf; 2]> {
    model.folder()?;
    let stem = stem_of(wanted);
    Some(BASELINES.map(|end| PathBuf::from(format!("{stem}{end}"))))
}

/// A baseline that the program is held against.
struct Held<'a> {
    path: &'a Path,
    made: &'a Made,
    keys: &'a [&'a str],
    bless: bool,
    options: &'a Options,
}

impl Held<'_> {
    /// Compares, and writes the baseline where it is blessed and says something else.
    fn against(&self, body: &str, outcome: &mut Outcome) -> Result<(), Diagnostic> {
        let mut comparison = Comparison {
            bestand: self.path.to_owned(),
            cijfers: figures(body),
            oorzaken: Vec::new(),
            vorm: Vec::new(),
            gemeenten: Vec::new(),
            verschoven: Vec::new(),
            gezegend: Blessing::Read,
        };
        // A link would be written through, to wherever it points.
        let is_link = self.path.symlink_metadata().is_ok_and(|it| it.is_symlink());
        if is_link && !self.options.access.outside {
            let message = format!("{} is een verwijzing, geen bestand", self.path.display());
            return Err(Diagnostic::new(Code::BuitenDeMap, message)
                .help("met --allow-outside wordt zij gevolgd"));
        }
        let mut changed = !self.path.exists();
        if !changed {
            match self.read(body, &mut comparison) {
                Ok(made) => {
                    let same = made.invoer == self.made.invoer
                        && made.bestanden == self.made.bestanden
                        && made.trekkingen == self.made.trekkingen;
                    changed = comparison.moved() || !same;
                }
                Err(error) if self.bless && error.code() == Code::BaselineOngeldig => {
                    comparison
                        .vorm
                        .push(format!("{} (nu vervangen)", error.message()));
                    changed = true;
                }
                Err(error) => return Err(error),
            }
        }
        if self.bless {
            comparison.gezegend = if changed {
                let text = self.made.lines() + body;
                write_whole(self.path, text.as_bytes())?;
                Blessing::Written
            } else {
                Blessing::Same
            };
        }
        outcome.baselines.push(comparison);
        Ok(())
    }

    fn read(&self, body: &str, comparison: &mut Comparison) -> Result<Made, Diagnostic> {
        let source = Source::read(self.path)?;
        let (made, start) = Made::read(&source)?;
        let before = &source.text[start..];
        if before == body {
            return Ok(made);
        }
        let measure = Measure {
            tolerantie: self.options.tolerance.map(Cijfer::of_cents),
            velden: &self.options.only,
            keys: self.keys,
        };
        let (moved, vorm) = compare(&source, start, body, &measure)?;
        comparison.verschoven = moved;
        comparison.vorm = vorm;
        if self.options.only.is_empty() && self.options.tolerance.is_none() {
            comparison.gemeenten = simulation::moved_gemeenten(before, body);
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
pub fn hold(baseline: &Arc<Source>, body: &str) -> Result<Vec<Moved>, Diagnostic> {
    let (_, start) = Made::read(baseline)?;
    let measure = Measure {
        keys: &PROJECTION_KEYS,
        ..Measure::default()
    };
    compare(baseline, start, body, &measure).map(|(moved, _)| moved)
}

/// The columns that say what a row of a projection is about.
const PROJECTION_KEYS: [&str; 2] = ["gm_code", "jaar"];

/// How many figures a baseline holds.
fn figures(body: &str) -> usize {
    let mut rows = body.lines().filter(|line| !line.starts_with('#'));
    let columns = rows.next().map_or(0, |header| header.matches(',').count());
    rows.count() * columns.saturating_sub(3)
}
