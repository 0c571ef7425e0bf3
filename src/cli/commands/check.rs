//! `spuk check`: scenarios held against agreed figures and baselines.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::check::output::CellLimit;
use crate::check::{CheckOptions, CheckOutcome, Tolerance, examine, find, known_column, output};
use crate::cli::Failure;
use crate::cli::args::field::FieldName;
use crate::cli::args::options::TrustOptions;
use crate::cli::args::options::{form, width, write_to};
use crate::cli::git::GitRepository;
use crate::cli::output::{FileForm, write_whole};
use crate::cli::say::{note, tell};
use crate::input::World;
use crate::input::diagnostic::Diagnostic;
use crate::scenario::values::DrawCount;
use crate::terms::{Lang, Remark, Text};

/// Valideer scenario's en houd ze tegen hun verwachtingen en baselines
/// EN: Validate scenarios and hold them against their expectations and baselines
///
/// Een map staat voor alle scenario's daarin en daaronder; andere TOML daar wordt
/// genoemd als overgeslagen. Naast X.toml kan een
/// X.baseline.csv staan, met elk cijfer van elke gemeente, en een X.simulate.csv, met
/// een simulatie; --bless schrijft ze. Exitstatus 1: er is iets verschoven, of een
/// [[verwacht]] komt niet uit; 2: er is invoer fout.
/// EN: A folder stands for every scenario in and below it; other TOML there is named as
/// skipped. Beside X.toml may stand an X.baseline.csv, with every figure of every
/// gemeente, and an X.simulate.csv, with a simulation; --bless writes them. Exit status
/// 1: something moved, or a [[verwacht]] does not hold; 2: some input is wrong.
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Mappen, scenario's of ingebouwde namen [standaard: de map scenarios, of anders deze map]
    /// EN: Folders, scenarios or embedded names [default: the folder scenarios, or else this folder]
    #[arg(value_name = "PAD")]
    paths: Vec<String>,

    /// Schrijf de baselines, en zeg wat er veranderde
    /// EN: Write the baselines, and say what changed
    #[arg(long, conflicts_with_all = ["tolerance", "tolerance_total", "only"])]
    bless: bool,

    /// Schrijf met --bless ook een baseline van een simulatie
    /// EN: With --bless, write a baseline of a simulation too
    #[arg(long, requires = "bless")]
    simulate: bool,

    /// Aantal trekkingen van die baseline [standaard: die er al zijn, anders uit het scenario]
    /// EN: Number of draws of that baseline [default: as many as it has, else from the scenario]
    #[arg(long, value_name = "AANTAL", requires = "bless", value_parser = clap::value_parser!(u32).range(1..=i64::from(DrawCount::MOST)))]
    draws: Option<u32>,

    /// Sla de baselines van simulaties over
    /// EN: Skip the baselines of simulations
    #[arg(long, conflicts_with = "simulate")]
    no_simulate: bool,

    /// Een scenario zonder baseline is een verschil
    /// EN: A scenario without a baseline is a difference
    #[arg(long, conflicts_with = "bless")]
    require_baseline: bool,

    /// Laat bedragen die niet verder verschoven buiten beschouwing: in euro, zoals 0.50, of in procent van wat het was, zoals 0.1%
    /// EN: Leave out amounts that moved no further: in euros, such as 0.50, or in per cent of what it was, such as 0.1%
    #[arg(long, value_name = "EURO")]
    tolerance: Option<String>,

    /// Hetzelfde voor het totaal van een bedrag in een jaar; zonder --tolerance tellen van bedragen alleen totalen. Aantallen en kansen blijven gelijk of zijn verschoven
    /// EN: The same for the total of an amount in a year; without --tolerance only totals of amounts count. Numbers and chances stay the same or have moved
    #[arg(long, value_name = "EURO")]
    tolerance_total: Option<String>,

    /// Alleen dit veld, een kolom van `spuk run --format csv`; mag vaker
    /// EN: Only this field, a column of `spuk run --format csv`; may be repeated
    #[arg(long, value_name = "VELD", value_parser = FieldName::of_a_run(), hide_possible_values = true)]
    only: Vec<String>,

    /// Noem van elk scenario zoveel verschoven cellen, de grootste eerst; 0 voor alle [standaard: 20]
    /// EN: Of every scenario, name so many cells that moved, largest first; 0 for all [default: 20]
    #[arg(long, value_name = "AANTAL")]
    top: Option<usize>,

    #[command(flatten)]
    trust: TrustOptions,

    /// Vorm van de uitvoer [standaard: text, of wat de naam van --out zegt]
    /// EN: Form of the output [default: text, or what the name of --out says]
    #[arg(long, value_name = "VORM")]
    format: Option<CheckFormat>,

    /// Schrijf naar dit bestand in plaats van naar het scherm
    /// EN: Write to this file instead of the screen
    #[arg(long, value_name = "BESTAND")]
    out: Option<PathBuf>,
}

/// The form of the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// Voor mensen
    /// EN: For people
    Text,
    /// Alles, met elke verschoven cel
    /// EN: Everything, with every cell that moved
    Json,
    /// JUnit-XML, voor GitLab, Jenkins en Azure
    /// EN: JUnit XML, for GitLab, Jenkins and Azure
    Junit,
    /// Annotaties voor GitHub Actions
    /// EN: Annotations for GitHub Actions
    Github,
    /// Markdown, als reactie bij een wijziging
    /// EN: Markdown, as a comment on a change
    Markdown,
}

impl FileForm for CheckFormat {
    const BY_NAME: &'static [(&'static str, Self)] = &[
        ("txt", Self::Text),
        ("json", Self::Json),
        ("xml", Self::Junit),
        ("md", Self::Markdown),
    ];
}

/// Checks every scenario and says what came of it.
///
/// # Errors
/// A call that makes no sense, output that cannot be written, money that is not
/// conserved; a difference or a fault once it has been told.
pub fn execute(arguments: &Arguments, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    let form = form(arguments.format, arguments.out.as_deref())?;
    let options = arguments.options(world)?;
    let found = find(world, &arguments.paths(world))?;
    let bar = bar(found.scenarios.len(), lang);
    let mut outcomes = examine(&found.scenarios, &options, || bar.inc(1))?;
    bar.finish_and_clear();
    outcomes.extend(found.amiss());
    let skipped = &found.skipped;
    let limit = CellLimit::of(arguments.top.unwrap_or(CellLimit::USUAL));
    if form == CheckFormat::Json && arguments.top.is_some() {
        let options = vec!["--top"];
        note(&Text::shown(&Remark::TableOptions { options }), lang);
    }
    let text = match form {
        CheckFormat::Text => {
            let width = width(arguments.out.as_deref());
            output::text(&outcomes, skipped, limit, (lang, width))
        }
        CheckFormat::Json => output::json(&outcomes, skipped),
        CheckFormat::Junit => output::junit(&outcomes, skipped, limit, lang),
        CheckFormat::Github => {
            let here = GitRepository::here();
            output::github(&outcomes, skipped, limit, &here, lang)
        }
        CheckFormat::Markdown => output::markdown(&outcomes, skipped, limit, lang),
    };
    if form == CheckFormat::Text {
        for error in outcomes.iter().flat_map(|outcome| &outcome.fouten) {
            tell(error, lang);
        }
    }
    write_to(world, arguments.out.as_deref(), &text)?;
    if outcomes.iter().any(|outcome| !outcome.fouten.is_empty()) {
        return Err(Failure::Told(2));
    }
    if outcomes.iter().any(CheckOutcome::moved) {
        return Err(Failure::Told(1));
    }
    Ok(())
}

fn bar(scenarios: usize, lang: Lang) -> ProgressBar {
    let bar = ProgressBar::new(scenarios as u64);
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template(lang.choose(
        "{pos}/{len} scenario's {wide_bar}",
        "{pos}/{len} scenarios {wide_bar}",
    ));
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

impl Arguments {
    fn paths(&self, world: &World) -> Vec<String> {
        let usual = if world.is_folder(Path::new("scenarios")) {
            "scenarios"
        } else {
            "."
        };
        if self.paths.is_empty() {
            vec![usual.to_owned()]
        } else {
            self.paths.clone()
        }
    }

    fn options(&self, world: &Arc<World>) -> Result<CheckOptions, Diagnostic> {
        for veld in &self.only {
            known_column(veld)?;
        }
        Ok(CheckOptions {
            tolerance: self
                .tolerance
                .as_deref()
                .map(Tolerance::parse)
                .transpose()?,
            tolerance_total: self
                .tolerance_total
                .as_deref()
                .map(Tolerance::parse)
                .transpose()?,
            only: self.only.clone(),
            bless: self.bless.then_some(write_whole),
            simulate: self.simulate,
            draws: self.draws,
            skip_simulations: self.no_simulate,
            require_baseline: self.require_baseline,
            world: Arc::clone(world),
            access: self.trust.access(),
        })
    }
}
