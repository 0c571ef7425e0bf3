//! `spuk sensitivity`: which figure matters most.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::field::FieldName;
use crate::cli::args::options::{OutputOptions, TrustOptions};
use crate::cli::args::rows::RowOptions;
use crate::cli::commands::simulate::{load, projected};
use crate::cli::output::{OutputFormat, can_be_written, parquet_of};
use crate::export::{
    MOST_POINTS, Receipt, SensitivityWords, design_csv, sensitivity_csv, sensitivity_json,
    table_of_sensitivity,
};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::question::global::GlobalMethod;
use crate::report::{SensitivityShown, sensitivity_text};
use crate::study::Sensitivity;
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
    rows: RowOptions,

    /// Alleen gemeenten met zoveel inwoners, zoals 50000-100000, 250000- of -20000
    /// EN: Only gemeenten with so many inhabitants, such as 50000-100000, 250000- or -20000
    #[arg(long, value_name = "VAN-TOT", allow_hyphen_values = true)]
    inwoners: Option<String>,

    /// Niet de projectie maar dit kwantiel van de trekkingen, zoals 0.95
    /// EN: Not the projection but this quantile of the draws, such as 0.95
    #[arg(long, value_name = "DEEL", conflicts_with = "kans_op")]
    kwantiel: Option<String>,

    /// Niet de projectie maar de kans op meer of minder, zoals '>300mln'
    /// EN: Not the projection but the chance of more or less, such as '>300mln'
    #[arg(long, value_name = "GRENS")]
    kans_op: Option<String>,

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
    #[arg(long, value_name = "AANTAL", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_POINTS)))]
    draws: Option<u32>,

    /// Zaad van de trekkingen of de punten [standaard: uit het scenario, anders 1]
    /// EN: Seed of the draws or the points [default: from the scenario, else 1]
    #[arg(long, value_name = "ZAAD")]
    seed: Option<u64>,

    /// Hoeveel regels de tabel toont; 0 voor alle [standaard: 15]
    /// EN: How many rows the table shows; 0 for all [default: 15]
    #[arg(long, value_name = "AANTAL")]
    top: Option<usize>,

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

/// How many rows the table shows, unless it is said.
const USUAL_TOP: usize = 15;

/// Finds out.
///
/// # Errors
/// Anything wrong with the call, the input or the output, or Ctrl-C.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let form = arguments.output.form()?;
    arguments.has_points()?;
    let of_table = [
        ("--top", arguments.top.is_some()),
        ("--elk", arguments.elk),
        ("--alles", arguments.alles),
        ("--zonder-effect", arguments.zonder_effect),
    ];
    asked.warn(form.beside_table(&of_table).as_slice());
    arguments.punten.as_deref().map_or(Ok(()), can_be_written)?;
    let access = arguments.trust.access();
    let study = load(asked, (&arguments.scenarios, &arguments.settings), access)?;
    let request = arguments.words().request(&study.models()[0])?;
    projected(&study, asked)?;
    if request.drawn().is_none() {
        asked.warn_of_each(study.models(), &study.only_in_draws());
    }
    asked.listener.begin_runs();
    let answer = study.sensitivity(&request, asked);
    asked.listener.end_runs();
    let answer = answer?;
    let receipts = Receipt::of_ranges(study.models(), request.drawn());
    let bytes: Vec<u8> = match form {
        OutputFormat::Table => {
            let shown = SensitivityShown {
                top: arguments.top.unwrap_or(USUAL_TOP),
                each: arguments.elk,
                settled: arguments.alles,
                still: arguments.zonder_effect,
            };
            let reader = (asked.lang, arguments.output.width(asked));
            sensitivity_text(&study, &request, &answer, shown, reader).into()
        }
        OutputFormat::Csv | OutputFormat::CsvNl => {
            form.noted(sensitivity_csv(&request, &answer)).into()
        }
        OutputFormat::Json => sensitivity_json(&study, &request, &answer).into(),
        OutputFormat::Parquet => parquet_of(&table_of_sensitivity(&request, &answer), &receipts)?,
    };
    let mut written = arguments.output.answer(bytes).with(receipts);
    if let (Some(path), Sensitivity::Global(global)) = (&arguments.punten, &answer) {
        let points = design_csv(&request.target, &global.design);
        written.beside = Some((path.clone(), points.into_bytes()));
    }
    Ok(written)
}

impl Arguments {
    /// Refuses a file of points where none are taken.
    fn has_points(&self) -> Result<(), Diagnostic> {
        if self.punten.is_none() || !matches!(self.methode, None | Some(Method::Een)) {
            return Ok(());
        }
        let message = Text::fixed(
            "een voor een heeft geen punten",
            "one at a time has no points",
        );
        Err(
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "geef --methode sobol of --methode morris, of laat --punten weg",
                "give --methode sobol or --methode morris, or leave --punten out",
            )),
        )
    }

    /// What is asked, as it was typed.
    fn words(&self) -> SensitivityWords {
        let methode = self.methode.and_then(|method| match method {
            Method::Een => None,
            Method::Morris => Some(GlobalMethod::Morris),
            Method::Sobol => Some(GlobalMethod::Sobol),
        });
        SensitivityWords {
            veld: self.veld.clone(),
            level: self.rows.level,
            gemeente: self.rows.gemeente().to_owned(),
            jaar: self.rows.jaren().to_owned(),
            inwoners: self.inwoners.clone(),
            kwantiel: self.kwantiel.clone(),
            kans_op: self.kans_op.clone(),
            stap: self.stap.clone(),
            methode,
            draws: self.draws,
            seed: self.seed,
        }
    }
}
