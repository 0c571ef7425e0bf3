//! Scenarios: loaded, projected, held against what was agreed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::assertion::{Assertion, assertions};
use super::document;
use super::document::MadeWith;
use super::figure::Tolerance;
use super::find::{BASELINES, FoundScenarios, stem_of};
use super::held::{HeldBaseline, PROJECTION_KEYS};
use super::moved::BaselineComparison;
use super::simulation;
use crate::export::Receipt;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::input::{Access, World};
use crate::model::Model;
use crate::terms::{Remark, Text, legible};

/// Writes a file whole, or leaves what was there.
pub type WriteFile = fn(&Path, &[u8]) -> Result<(), Diagnostic>;

/// How to check.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// Amounts that moved no more than this did not move.
    pub tolerance: Option<Tolerance>,
    /// Totals of a column in a year that moved no more than this did not move. Without a
    /// tolerance for amounts themselves only totals count.
    pub tolerance_total: Option<Tolerance>,
    /// Only these columns; all where it is empty.
    pub only: Vec<String>,
    /// Write baselines in this way instead of complaining.
    pub bless: Option<WriteFile>,
    /// With `bless`: write the baseline of a simulation where there is none.
    pub simulate: bool,
    /// With `bless`: so many draws; else those of the baseline or the scenario.
    pub draws: Option<u32>,
    /// Leave the baselines of simulations alone.
    pub skip_simulations: bool,
    /// A scenario file without a baseline is a difference.
    pub require_baseline: bool,
    /// Where scenarios and baselines are.
    pub world: Arc<World>,
    /// Which files a scenario may name.
    pub access: Access,
}

impl CheckOptions {
    /// Whether nothing may move, in no column and however little.
    pub(crate) fn counts_everything(&self) -> bool {
        let exact = |most: Option<Tolerance>| most.is_none_or(Tolerance::is_none);
        self.only.is_empty() && exact(self.tolerance) && exact(self.tolerance_total)
    }
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
pub struct CheckOutcome {
    /// The path or name it was asked for by.
    pub wanted: String,
    /// Whether it is no scenario but a baseline without one.
    pub is_orphan: bool,
    /// Its name; the path where it could not be read.
    pub naam: String,
    /// What is wrong with it or with a baseline.
    pub fouten: Vec<Diagnostic>,
    /// The figures that were agreed.
    pub verwachtingen: Vec<Assertion>,
    /// The baselines beside it.
    pub baselines: Vec<BaselineComparison>,
    /// What else is not as it should be.
    pub bezwaren: Vec<Text>,
    /// What is good to know.
    pub opmerkingen: Vec<Remark>,
    /// What the projection was made with; `None` where the scenario could not be read.
    pub ontvangstbewijs: Option<Receipt>,
}

impl CheckOutcome {
    /// Assertions that do not hold.
    pub fn broken(&self) -> impl Iterator<Item = &Assertion> {
        self.verwachtingen.iter().filter(|one| !one.holds())
    }

    /// Whether something moved that was not blessed, or an assertion does not hold.
    pub fn moved(&self) -> bool {
        let moved = |one: &BaselineComparison| one.moved() && one.gezegend == Blessing::Read;
        self.broken().next().is_some()
            || self.baselines.iter().any(moved)
            || !self.bezwaren.is_empty()
    }

    /// Takes in what is wrong with the input, so that the others are checked as well.
    fn told<T>(&mut self, result: Result<T, Diagnostic>) -> Result<Option<T>, Diagnostic> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(breach) if breach.code() == Code::BoekenSluitenNiet => Err(breach),
            Err(diagnostic) => {
                self.fouten.push(diagnostic);
                Ok(None)
            }
        }
    }
}

impl FoundScenarios {
    /// What is amiss with files that cannot be examined.
    pub fn amiss(&self) -> impl Iterator<Item = CheckOutcome> {
        let unnamed = self.unnamed.iter().map(|path| without_name(path));
        unnamed.chain(self.orphans.iter().map(|path| orphan(path)))
    }
}

/// A baseline whose scenario is gone guards nothing any more.
fn orphan(path: &Path) -> CheckOutcome {
    CheckOutcome {
        is_orphan: true,
        bezwaren: vec![Text::fixed(
            "baseline zonder scenario ernaast",
            "baseline without a scenario beside it",
        )],
        ..of_file(path)
    }
}

/// A scenario that cannot be asked for by its name.
fn without_name(path: &Path) -> CheckOutcome {
    let name = legible::path(path);
    let message = Text::new(
        format!("de naam van {name} is geen UTF-8"),
        format!("the name of {name} is no UTF-8"),
    );
    let fault = Diagnostic::new(Code::OngeldigeNaam, message);
    let help = Text::fixed(
        "geef het bestand een andere naam",
        "give the file another name",
    );
    CheckOutcome {
        fouten: vec![fault.help(help)],
        ..of_file(path)
    }
}

fn of_file(path: &Path) -> CheckOutcome {
    let name = legible::path(path);
    CheckOutcome {
        wanted: name.clone(),
        naam: name,
        ..CheckOutcome::default()
    }
}

/// Checks scenarios, and calls `done` after each. All are projected in parallel;
/// their simulations follow one after the other, since each takes every core, and
/// the memory that is bounded for one.
///
/// # Errors
/// Money that is not conserved.
pub fn examine(
    wanted: &[String],
    options: &CheckOptions,
    done: impl Fn() + Sync,
) -> Result<Vec<CheckOutcome>, Diagnostic> {
    let projected = wanted.par_iter().map(|wanted| {
        let mut outcome = CheckOutcome {
            wanted: wanted.clone(),
            naam: wanted.clone(),
            ..CheckOutcome::default()
        };
        let simulatie = projected(&mut outcome, options);
        let simulatie = outcome.told(simulatie)?.flatten();
        if simulatie.is_none() {
            done();
        }
        Ok((outcome, simulatie))
    });
    let projected: Vec<_> = projected.collect::<Result<_, Diagnostic>>()?;
    let all = projected.into_iter().map(|(mut outcome, simulatie)| {
        if let Some(simulatie) = simulatie {
            let held = simulatie.hold(&mut outcome, options);
            outcome.told(held)?;
            done();
        }
        let fails = outcome.broken().next().is_some();
        for baseline in &mut outcome.baselines {
            baseline.expectation_fails = fails;
        }
        Ok(outcome)
    });
    all.collect()
}

/// Projects a scenario and holds it against its baseline; gives what there is to
/// draw.
fn projected(
    outcome: &mut CheckOutcome,
    options: &CheckOptions,
) -> Result<Option<PendingSimulation>, Diagnostic> {
    let model = Model::load_within(&options.world, &outcome.wanted, &[], options.access)?;
    outcome.naam.clone_from(&model.scenario.naam);
    outcome.ontvangstbewijs = Some(Receipt::of(&model));
    if options.bless.is_some() && model.folder().is_none() {
        return Err(nothing_to_bless(&outcome.wanted));
    }
    let projection = model.project()?;
    outcome.opmerkingen = model.remarks_on(&projection);
    outcome.verwachtingen = assertions(&model, &projection)?;
    leave_out_unwanted(outcome, &options.only);
    let Some([baseline, simulated]) = beside(&outcome.wanted, &model) else {
        if options.require_baseline {
            let name = legible::shell_word(&outcome.wanted);
            outcome.bezwaren.push(Text::new(
                format!("geen baseline: `{name}` zit in het programma, en een baseline staat naast een bestand"),
                format!("no baseline: `{name}` is in the program, and a baseline stands beside a file"),
            ));
        }
        return Ok(None);
    };
    let bless = match outcome.broken().next() {
        None => options.bless,
        Some(_) => None,
    };
    if options.bless.is_some() && bless.is_none() {
        outcome.bezwaren.push(Text::fixed(
            "niet gezegend: er is een verwachting die niet uitkomt",
            "not blessed: there is an expectation that does not hold",
        ));
    }
    let made = MadeWith::now(&model);
    if options.world.exists(&baseline) || bless.is_some() {
        let held = HeldBaseline {
            path: &baseline,
            made: &made,
            keys: &PROJECTION_KEYS,
            bless,
            options,
        };
        let body = document::body(&model, &projection);
        let comparison = held.against(&body)?;
        outcome.opmerkingen.extend(unmoved_by_files(&comparison));
        outcome.baselines.push(comparison);
    } else if options.require_baseline {
        let path = legible::path(&baseline);
        outcome.bezwaren.push(Text::new(
            format!("geen baseline: {path} bestaat niet"),
            format!("no baseline: {path} does not exist"),
        ));
    } else {
        outcome.opmerkingen.push(Remark::NoBaseline);
    }
    let wanted = options.world.exists(&simulated) || (bless.is_some() && options.simulate);
    Ok(
        (wanted && !options.skip_simulations).then_some(PendingSimulation {
            model,
            baseline: simulated,
            made,
            bless,
        }),
    )
}

/// Leaves out what was agreed about other columns, and says so: a check that
/// passes would seem to have seen them.
fn leave_out_unwanted(outcome: &mut CheckOutcome, only: &[String]) {
    let all = outcome.verwachtingen.len();
    let wanted = |one: &Assertion| only.is_empty() || only.iter().any(|veld| veld == one.veld);
    outcome.verwachtingen.retain(wanted);
    let count = all - outcome.verwachtingen.len();
    if count > 0 {
        let only = only.to_vec();
        let left = Remark::VerwachtingenLeftOut { count, only };
        outcome.opmerkingen.push(left);
    }
}

/// Files that changed where no figure did: what guards a budget may have been loosened.
fn unmoved_by_files(comparison: &BaselineComparison) -> Option<Remark> {
    let is_told = comparison.moved() || comparison.gezegend != Blessing::Read;
    let files = &comparison.anders;
    (!is_told && !files.is_empty()).then(|| Remark::UnmovedByFiles {
        files: files.clone(),
    })
}

/// What a tolerance or a choice of columns could not be held against: a check
/// that passes would seem to have seen it.
fn unweighed(comparison: &BaselineComparison) -> Option<Remark> {
    let gemeenten = comparison.ongewogen;
    (gemeenten > 0).then(|| Remark::UnweighedDraws {
        gemeenten,
        file: legible::path(&comparison.bestand),
    })
}

/// A simulation that has yet to be made.
struct PendingSimulation {
    model: Model,
    baseline: PathBuf,
    /// What the projection is made with.
    made: MadeWith,
    bless: Option<WriteFile>,
}

impl PendingSimulation {
    fn hold(self, outcome: &mut CheckOutcome, options: &CheckOptions) -> Result<(), Diagnostic> {
        let (zaad, usual) = self.seed_and_draws(&options.world)?;
        let trekkingen = options.draws.unwrap_or(usual);
        let body = simulation::body(&self.model, zaad, trekkingen)?;
        let made = MadeWith {
            trekkingen: Some((zaad, trekkingen)),
            ..self.made
        };
        let held = HeldBaseline {
            path: &self.baseline,
            made: &made,
            keys: &simulation::KEYS,
            bless: self.bless,
            options,
        };
        let comparison = held.against(&body)?;
        outcome.opmerkingen.extend(unweighed(&comparison));
        outcome.baselines.push(comparison);
        Ok(())
    }

    /// Those of the baseline, where there is one.
    fn seed_and_draws(&self, world: &World) -> Result<(u64, u32), Diagnostic> {
        let usual = simulation::usual(&self.model);
        if !world.exists(&self.baseline) {
            return Ok(usual);
        }
        let read = Source::read(world, &self.baseline).and_then(|source| MadeWith::read(&source));
        match read {
            Ok((made, _)) => Ok(made.trekkingen.unwrap_or(usual)),
            Err(_) if self.bless.is_some() => Ok(usual),
            Err(error) => Err(error),
        }
    }
}

fn nothing_to_bless(embedded: &str) -> Diagnostic {
    let message = Text::new(
        format!("`{embedded}` is ingebouwd en heeft geen baseline om te schrijven"),
        format!("`{embedded}` is embedded and has no baseline to write"),
    );
    let help = Text::new(
        format!(
            "`spuk init NAAM` schrijft een eigen scenario; met basis = \"{embedded}\" erft het dit"
        ),
        format!(
            "`spuk init NAME` writes a scenario of your own; with basis = \"{embedded}\" it inherits this one"
        ),
    );
    Diagnostic::new(Code::Opdrachtregel, message).help(help)
}

/// The baselines that belong to a scenario file; an embedded one has none.
fn beside(wanted: &str, model: &Model) -> Option<[PathBuf; 2]> {
    model.folder()?;
    let stem = stem_of(wanted);
    Some(BASELINES.map(|end| PathBuf::from(format!("{stem}{end}"))))
}
