//! `spuk sensitivity`: which figure matters most.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rust_decimal::Decimal;

use super::target::{OverOptions, TargetOptions};
use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::field::FieldName;
use crate::cli::args::options::{OutputOptions, TrustOptions};
use crate::cli::commands::simulate::{load, projected};
use crate::cli::output::{OutputFormat, can_be_written};
use crate::columns::Column;
use crate::export::{design_csv, sensitivity_csv, sensitivity_json};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::question::global::GlobalMethod;
use crate::question::{Reach, column_named};
use crate::report::{SensitivityShown, sensitivity_text};
use crate::scenario::values::parse_decimal;
use crate::study::{Sensitivity, SensitivityMethod, SensitivityRequest};
use crate::terms::Text;

/// Welk cijfer telt het meest voor een uitkomst, en wat het waard is om na te vragen
/// EN: Which figure matters most to a result, and which one to ask for
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Pad of naam van het scenario; met een tweede gaat het om het verschil [standaard: wi2021]
    /// EN: Path or name of the scenario; with a second it is about the difference [default: wi2021]
    #[arg(value_name = "SCENARIO", num_args = 0..=2)]
    scenarios: Vec<String>,

    /// Zet een sleutel op een waarde, in elk scenario; mag vaker
    /// EN: Set a key to a value, in every scenario; may be repeated
    #[arg(long = "set", value_name = "SLEUTEL=WAARDE")]
    settings: Vec<String>,

    /// De uitkomst waar het om gaat: een kolom van `spuk run` [standaard: uitkering_definitief]
    /// EN: The result that it is about: a column of `spuk run` [default: uitkering_definitief]
    #[arg(long, value_name = "VELD", value_parser = FieldName::of_a_run(), hide_possible_values = true)]
    veld: Option<String>,

    #[command(flatten)]
    target: TargetOptions,

    #[command(flatten)]
    over: OverOptions,

    /// Beweeg elk cijfer zoveel, ook wat een bereik heeft [standaard: over het bereik, anders 10%]
    /// EN: Move every figure by so much, also one with a range [default: over the range, else 10%]
    #[arg(long, value_name = "PROCENT")]
    stap: Option<String>,

    /// Een voor een (een, zonder deze optie), of alle tegelijk: morris of sobol
    /// EN: One at a time (without this option), or all at once: morris or sobol
    #[arg(long, value_name = "METHODE", hide_possible_values = true)]
    methode: Option<Method>,

    /// Aantal trekkingen, of bij morris en sobol het aantal punten [standaard: 200, 20 en 256]
    /// EN: Number of draws, or of points with morris and sobol [default: 200, 20 and 256]
    #[arg(long, value_name = "AANTAL", value_parser = clap::value_parser!(u32).range(1..=65_536))]
    draws: Option<u32>,

    /// Zaad van de trekkingen of de punten [standaard: uit het scenario, anders 1]
    /// EN: Seed of the draws or the points [default: from the scenario, else 1]
    #[arg(long, value_name = "ZAAD")]
    seed: Option<u64>,

    /// Hoeveel regels de tabel toont; 0 voor alle
    /// EN: How many rows the table shows; 0 for all
    #[arg(long, value_name = "AANTAL", default_value_t = 15)]
    top: usize,

    /// Toon ook elk cijfer van een reeks apart
    /// EN: Show every figure of a series apart as well
    #[arg(long)]
    elk: bool,

    /// Toon ook wat vastligt: gepubliceerde wet en cijfers zonder bereik
    /// EN: Show what is settled as well: published law, and figures without a range
    #[arg(long)]
    alles: bool,

    /// Noem elk cijfer zonder effect, met waarom
    /// EN: Name every figure without an effect, and why
    #[arg(long)]
    zonder_effect: bool,

    /// Schrijf elk punt van morris of sobol met zijn uitkomst naar dit CSV-bestand
    /// EN: Write every point of morris or sobol with its result to this CSV file
    #[arg(long, value_name = "BESTAND", requires = "methode")]
    punten: Option<PathBuf>,

    #[command(flatten)]
    trust: TrustOptions,

    #[command(flatten)]
    output: OutputOptions,
}

/// How figures are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Een voor een, van laag naar hoog
    /// EN: One at a time, from low to high
    Een,
    /// Alle tegelijk, met weinig runs: waar te kijken
    /// EN: All at once, from few runs: where to look
    Morris,
    /// Alle tegelijk: welk deel van de variantie elk heeft, alleen en met andere
    /// EN: All at once: the part of the variance that each has, alone and with others
    Sobol,
}

/// Fewest points of which an interval says anything.
const FEWEST_POINTS: u32 = 8;

/// Finds out.
///
/// # Errors
/// Anything wrong with the call, the input or the output, or Ctrl-C.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let form = arguments.output.form()?;
    let reach = arguments.reach()?;
    arguments.punten.as_deref().map_or(Ok(()), can_be_written)?;
    let access = arguments.trust.access();
    let study = load(asked, (&arguments.scenarios, &arguments.settings), access)?;
    let request = arguments.request(&study.models()[0], reach)?;
    projected(&study, asked)?;
    asked.listener.begin_runs();
    let answer = study.sensitivity(&request, asked);
    asked.listener.end_runs();
    let answer = answer?;
    let text = match form {
        OutputFormat::Table => {
            let shown = SensitivityShown {
                top: arguments.top,
                each: arguments.elk,
                settled: arguments.alles,
                still: arguments.zonder_effect,
            };
            let reader = (asked.lang, arguments.output.width(asked));
            sensitivity_text(&study, &request, &answer, shown, reader)
        }
        OutputFormat::Csv | OutputFormat::CsvNl => form.noted(sensitivity_csv(&request, &answer)),
        OutputFormat::Json => sensitivity_json(&study, &request, &answer),
    };
    let mut written = arguments.output.answer(text).of(study.models());
    if let (Some(path), Sensitivity::Global(global)) = (&arguments.punten, &answer) {
        let points = design_csv(&request.target, &global.design);
        written.beside = Some((path.clone(), points.into_bytes()));
    }
    Ok(written)
}

impl Arguments {
    /// What is asked.
    fn request(
        &self,
        model: &crate::model::Model,
        reach: Reach,
    ) -> Result<SensitivityRequest, Diagnostic> {
        let usual = Column::UitkeringDefinitief.name();
        let veld = self.veld.as_deref().unwrap_or(usual);
        let over = self
            .over
            .over(model, column_named(veld)?, (self.draws, self.seed))?;
        let target = self.target.target(model, veld, over)?;
        let seed = model.scenario.tabellen.simulatie.zaad_of(self.seed);
        let global = |method, usual: u32| SensitivityMethod::Global {
            method,
            draws: self.draws.unwrap_or(usual),
            seed,
        };
        let method = match self.methode.unwrap_or(Method::Een) {
            Method::Een => SensitivityMethod::OneAtATime,
            Method::Morris => global(GlobalMethod::Morris, 20),
            Method::Sobol => global(GlobalMethod::Sobol, 256),
        };
        self.fits(&method, target.units.len())?;
        Ok(SensitivityRequest {
            target,
            reach,
            method,
        })
    }

    /// Refuses what a method cannot answer.
    fn fits(&self, method: &SensitivityMethod, units: usize) -> Result<(), Diagnostic> {
        let refused = |message: Text, help: Text| {
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
        };
        match method {
            SensitivityMethod::OneAtATime if self.punten.is_some() => refused(
                Text::fixed(
                    "een voor een heeft geen punten",
                    "one at a time has no points",
                ),
                Text::fixed(
                    "geef --methode sobol of --methode morris, of laat --punten weg",
                    "give --methode sobol or --methode morris, or leave --punten out",
                ),
            ),
            SensitivityMethod::OneAtATime if self.over.asks_draws() => Ok(()),
            SensitivityMethod::OneAtATime if self.draws.is_some() || self.seed.is_some() => {
                refused(
                    Text::fixed(
                        "een voor een op de projectie heeft geen trekkingen",
                        "one at a time on the projection has no draws",
                    ),
                    Text::fixed(
                        "vraag een kwantiel met --kwantiel, een kans met --kans-op, of geef --methode sobol",
                        "ask a quantile with --kwantiel, a chance with --kans-op, or give --methode sobol",
                    ),
                )
            }
            SensitivityMethod::OneAtATime => Ok(()),
            SensitivityMethod::Global { .. } if self.over.asks_draws() => refused(
                Text::fixed(
                    "alle tegelijk gaat over de projectie, niet over trekkingen",
                    "all at once is about the projection, not about draws",
                ),
                Text::fixed("geef `--methode een`", "give `--methode een`"),
            ),
            SensitivityMethod::Global { .. } if units > 1 => refused(
                Text::new(
                    format!("alle tegelijk geeft een antwoord, en gevraagd zijn er {units}"),
                    format!("all at once gives one answer, and {units} are asked for"),
                ),
                Text::fixed(
                    "laat --level weg, noem een gemeente, of geef `--methode een`",
                    "leave --level out, name one gemeente, or give `--methode een`",
                ),
            ),
            SensitivityMethod::Global { draws, .. } if *draws < FEWEST_POINTS => refused(
                Text::new(
                    format!("uit {draws} punten volgt niets over de variantie"),
                    format!("nothing follows about the variance from {draws} points"),
                ),
                Text::new(
                    format!("geef --draws {FEWEST_POINTS} of meer; 256 is gebruikelijk"),
                    format!("give --draws {FEWEST_POINTS} or more; 256 is usual"),
                ),
            ),
            SensitivityMethod::Global { .. } => Ok(()),
        }
    }

    /// How far figures are moved.
    fn reach(&self) -> Result<Reach, Diagnostic> {
        let tenth = Decimal::new(1, 1);
        let Some(text) = &self.stap else {
            return Ok(Reach::Ranges(tenth));
        };
        let digits = text.trim().trim_end_matches('%').trim().replace(',', ".");
        let percent =
            parse_decimal(&digits).filter(|it| *it > Decimal::ZERO && *it < Decimal::ONE_HUNDRED);
        let step = percent.map(|percent| Reach::Step(percent / Decimal::ONE_HUNDRED));
        step.ok_or_else(|| {
            let message = Text::new(
                format!("`{text}` is geen stap"),
                format!("`{text}` is no step"),
            );
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "geef procenten boven 0 en onder 100, zoals --stap 10%",
                "give a percentage above 0 and below 100, such as --stap 10%",
            ))
        })
    }
}
