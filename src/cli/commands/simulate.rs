//! `spuk simulate`: thousands of draws, every scenario on the same ones.

use std::path::Path;

use clap::Args;

use super::bulk::{self, BulkOptions};
use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::options::{OutputOptions, TrustOptions};
use crate::cli::args::rows::AreaOptions;
use crate::cli::args::years::YearOptions;
use crate::cli::output::{FileForm, OutputFormat, can_be_written, parquet_of};
use crate::columns::Column;
use crate::export::{AreaChoice, Receipt, simulation_csv, simulation_json, table_of_simulation};
use crate::input::Access;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::projection::Projection;
use crate::report::{assumptions_table, simulation_table};
use crate::scenario::DEFAULT;
use crate::scenario::values::DrawCount;
use crate::simulate::Request;
use crate::simulate::part;
use crate::simulate::part::{Part, Shard};
use crate::study::{DrawnStudy, EffectStudy, Study, Variant, find_all, with_assumptions};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// Duizenden trekkingen van de instroom, elk scenario op dezelfde trekkingen
/// EN: Thousands of draws of the instroom, every scenario on the same draws
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Paden of namen van scenario's; de andere worden met het eerste vergeleken [standaard: wi2021]
    /// EN: Paths or names of scenarios; the others are compared with the first [default: wi2021]
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<String>,

    /// Zet een sleutel op een waarde, in elk scenario; mag vaker
    /// EN: Set a key to a value, in every scenario; may be repeated
    #[arg(long = "set", value_name = "SLEUTEL=WAARDE")]
    settings: Vec<String>,

    #[command(flatten)]
    trust: TrustOptions,

    /// Aantal trekkingen [standaard: uit het scenario, anders 1000]
    /// EN: Number of draws [default: from the scenario, else 1000]
    #[arg(long, value_name = "AANTAL", value_parser = clap::value_parser!(u32).range(1..=i64::from(DrawCount::MOST)))]
    draws: Option<u32>,

    /// Zaad van de trekkingen [standaard: uit het scenario, anders 1]
    /// EN: Seed of the draws [default: from the scenario, else 1]
    #[arg(long, value_name = "ZAAD")]
    seed: Option<u64>,

    /// Maak alleen deel i van n, zoals 2/8, en schrijf het met --out; `spuk merge` voegt delen samen
    /// EN: Make only part i of n, such as 2/8, and write it with --out; `spuk merge` puts parts together
    #[arg(long, value_name = "I/N", requires = "out")]
    shard: Option<String>,

    /// Trek ook elk cijfer met een bereik (tussen), en toon die marges ernaast
    /// EN: Draw every figure with a range (tussen) as well, and show those ranges beside
    #[arg(long, conflicts_with = "shard")]
    aannames: bool,

    /// Aantal threads [standaard: alle kernen]
    /// EN: Number of threads [default: every core]
    #[arg(long, value_name = "AANTAL", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    #[command(flatten)]
    gebieden: AreaOptions,

    #[command(flatten)]
    jaren: YearOptions,

    #[command(flatten)]
    output: OutputOptions,

    #[command(flatten)]
    bulk: BulkOptions,
}

/// Simulates and gives the result, or a part of it.
///
/// # Errors
/// Anything wrong with the input or the output, money that is not conserved,
/// or Ctrl-C.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let Some(threads) = arguments.threads else {
        return drawn_answer(arguments, asked);
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.into())
        .build()
        .map_err(|error| {
            let message = Text::new(
                format!("geen threads: {error}"),
                format!("no threads: {error}"),
            );
            Diagnostic::new(Code::Opdrachtregel, message)
        })?;
    pool.install(|| drawn_answer(arguments, asked))
}

fn drawn_answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let output = &arguments.output;
    if let Some(folder) = arguments.bulk.draws_out.as_deref() {
        return arguments.each_draw(folder, asked);
    }
    let Some(shard) = arguments.shard.as_deref() else {
        let form = output.form()?;
        let (drawn, areas) = arguments.drawn(Shard::WHOLE, asked)?;
        let answer = result((&drawn, &areas), form, output, asked)?;
        // Giving memory back cell by cell would only take time.
        if asked.listener.is_last() {
            std::mem::forget(drawn);
        }
        return Ok(answer);
    };
    let shard = parse_shard(shard)?;
    let path = output.out.as_deref().expect("--shard requires --out");
    refuse_for_part(output.format, path, (&arguments.gebieden, &arguments.jaren))?;
    let (drawn, _) = arguments.drawn(shard, asked)?;
    Ok(Answer::new(bytes(&drawn.people)?, Some(path)))
}

/// A part has every year and every gemeente, and a form of its own; and its file can be
/// written.
///
/// # Errors
/// What is asked of a whole simulation alone.
pub(crate) fn refuse_for_part(
    format: Option<OutputFormat>,
    path: &Path,
    (gebieden, jaren): (&AreaOptions, &YearOptions),
) -> Result<(), Diagnostic> {
    refuse_form_of_part(format, path)?;
    let years = jaren.are_asked().then_some("--jaar");
    if let Some(option) = years.or(gebieden.asked()) {
        let message = Text::fixed(
            "een deel van een simulatie heeft elk jaar en elke gemeente",
            "a part of a simulation has every year and every gemeente",
        );
        let help = Text::new(
            format!("geef {option} aan `spuk merge`, dat de delen samenvoegt"),
            format!("give {option} to `spuk merge`, which puts parts together"),
        );
        return Err(Diagnostic::new(Code::Opdrachtregel, message).help(help));
    }
    can_be_written(path)
}

/// A part has a form of its own: one of a whole simulation is not for it.
fn refuse_form_of_part(format: Option<OutputFormat>, path: &Path) -> Result<(), Diagnostic> {
    let by_name = OutputFormat::or_by_name(None, Some(path)).ok();
    let by_name = by_name.filter(|form| *form != OutputFormat::Table);
    if format.or(by_name).is_some() {
        let message = Text::fixed(
            "een deel van een simulatie is geen tabel, CSV of JSON",
            "a part of a simulation is no table, CSV or JSON",
        );
        let help = Text::fixed(
            "geef --format en zo'n bestandsnaam aan `spuk merge`, dat de delen samenvoegt",
            "give --format and such a name of a file to `spuk merge`, which puts parts together",
        );
        return Err(Diagnostic::new(Code::Opdrachtregel, message).help(help));
    }
    Ok(())
}

/// Makes the draws, with progress, until whoever asks stops; says so where
/// they are too few to say much.
///
/// # Errors
/// Input that cannot be simulated, money that is not conserved, or Ctrl-C.
pub(crate) fn run_draws(
    vraag: &Request,
    shard: Shard,
    asked: &Asked<'_>,
) -> Result<DrawnStudy, Failure> {
    let drawn = run_beside(vraag, shard, asked)?;
    asked.warn(drawn.remark().as_slice());
    Ok(drawn)
}

/// [`run_draws`] beside other draws as many, of which it was said what to know.
///
/// # Errors
/// As [`run_draws`].
pub(crate) fn run_beside(
    vraag: &Request,
    shard: Shard,
    asked: &Asked<'_>,
) -> Result<DrawnStudy, Failure> {
    let draws = shard.range(vraag.trekkingen).len() as u64;
    asked.listener.begin(draws);
    let drawn = DrawnStudy::make(vraag, shard, asked);
    asked.listener.end();
    Ok(drawn?)
}

/// Draws what the scenarios but the first are worth to every gemeente, as they are and
/// without lasting differences, with progress, until whoever asks stops.
///
/// # Errors
/// As [`Study::effects`].
pub(crate) fn run_effects(
    study: &Study,
    (draws, seed): (Option<u32>, Option<u64>),
    what: (Column, Vec<usize>),
    asked: &Asked<'_>,
) -> Result<Option<EffectStudy>, Failure> {
    let simulatie = &study.models()[0].scenario.tables().simulatie;
    let twice = 2 * u64::from(simulatie.trekkingen_of(draws));
    asked.listener.begin(twice);
    let effects = study.effects((draws, seed), what, asked);
    asked.listener.end();
    Ok(effects?)
}

/// Loads scenarios with settings over each, and says what to know about the input.
///
/// # Errors
/// Anything wrong with the input.
pub(crate) fn load(
    asked: &Asked<'_>,
    (names, settings): (&[String], &[String]),
    access: Access,
) -> Result<Study, Failure> {
    let usual = [DEFAULT.to_owned()];
    let names = if names.is_empty() { &usual } else { names };
    let variants = names.iter().map(|name| Variant::new(name, settings));
    load_each(asked, &variants.collect::<Vec<_>>(), access)
}

/// Loads scenarios, each with its own settings, and says what to know about the input.
///
/// # Errors
/// Anything wrong with the input.
pub(crate) fn load_each(
    asked: &Asked<'_>,
    variants: &[Variant],
    access: Access,
) -> Result<Study, Failure> {
    let study = Study::load(asked.world, variants, access)?;
    let models = study.models();
    let remarks: Vec<_> = models.iter().map(Model::remarks).collect();
    asked.warn_of_each(models, &remarks);
    Ok(study)
}

/// The projection of every scenario, once it is said what to doubt about them.
///
/// # Errors
/// A scenario that cannot be projected; money that is not conserved.
pub(crate) fn projected(study: &Study, asked: &Asked<'_>) -> Result<Vec<Projection>, Failure> {
    let models = study.models();
    let projecties = study.run()?;
    let doubts = models.iter().zip(&projecties);
    let doubts: Vec<_> = doubts.map(|(model, it)| model.doubts(it)).collect();
    asked.warn_of_each(models, &doubts);
    Ok(projecties)
}

/// Draws that are shown: of people, and beside them those with assumptions drawn too.
pub(crate) struct Drawn {
    /// Of people alone.
    pub people: Part,
    /// With every figure that has a range drawn too.
    pub assumed: Option<Part>,
}

/// The bytes of a part file.
///
/// # Errors
/// Draws that contradict themselves.
pub(crate) fn bytes(part: &Part) -> Result<Vec<u8>, Diagnostic> {
    part::write(part).map_err(|error| Diagnostic::new(Code::DeelOngeldig, error.text()))
}

/// A whole simulation in the form that was asked for.
pub(crate) fn result(
    (drawn, areas): (&Drawn, &AreaChoice),
    form: OutputFormat,
    output: &OutputOptions,
    asked: &Asked<'_>,
) -> Result<Answer, Diagnostic> {
    let (part, date) = (&drawn.people, asked.world.date);
    let reader = (asked.lang, output.width(asked));
    // Draws with assumptions are others, with input of their own.
    let parts = [part].into_iter().chain(&drawn.assumed);
    let receipts: Vec<Receipt> = parts.map(|part| Receipt::of_part(part, date)).collect();
    if form == OutputFormat::Parquet {
        let mut table = table_of_simulation(part, areas);
        if let Some(assumed) = &drawn.assumed {
            table = table.above(table_of_simulation(assumed, areas));
        }
        let bytes = parquet_of(&table, &receipts)?;
        return Ok(output.answer(bytes).with(receipts));
    }
    let mut text = match form {
        OutputFormat::Table => simulation_table((part, areas), date, reader.0, reader.1),
        OutputFormat::Csv | OutputFormat::CsvNl | OutputFormat::Parquet => {
            simulation_csv(part, areas)
        }
        OutputFormat::Json => simulation_json(part, areas, date),
    };
    if let Some(assumed) = &drawn.assumed {
        text = match form {
            OutputFormat::Table => text + &assumptions_table((part, assumed), areas, date, reader),
            OutputFormat::Csv | OutputFormat::CsvNl | OutputFormat::Parquet => {
                let rows = simulation_csv(assumed, areas);
                text + rows.split_once('\n').map_or("", |(_, rows)| rows)
            }
            OutputFormat::Json => {
                let beside = simulation_json(assumed, areas, date);
                format!("{{\"mensen\": {text}, \"mensen_en_aannames\": {beside}}}\n")
            }
        };
    }
    if form.is_csv() {
        text = form.noted(text);
    }
    Ok(output.answer(text).with(receipts))
}

impl Arguments {
    /// Every draw for itself, in a folder.
    fn each_draw(&self, folder: &Path, asked: &Asked<'_>) -> Result<Answer, Failure> {
        bulk::can_be_made(folder)?;
        let access = self.trust.access();
        let study = load(asked, (&self.scenarios, &self.settings), access)?;
        let keuze = self.gebieden.keuze(&study.models()[0], &self.jaren)?;
        let plan = self
            .bulk
            .plan(study.request(self.draws, self.seed)?, keuze)?;
        projected(&study, asked)?;
        bulk::answer(&plan, folder, asked)
    }

    /// The draws of a shard of what is asked for, and of whom they are shown.
    fn drawn(&self, shard: Shard, asked: &Asked<'_>) -> Result<(Drawn, AreaChoice), Failure> {
        let access = self.trust.access();
        let study = load(asked, (&self.scenarios, &self.settings), access)?;
        let vraag = study.request(self.draws, self.seed)?;
        let model = &study.models()[0];
        let shown = self.jaren.of_scenario(model)?;
        let areas = self.gebieden.chosen(|wanted| find_all(model, wanted))?;
        projected(&study, asked)?;
        let assumed = self
            .aannames
            .then(|| with_assumptions(&vraag))
            .transpose()?;
        let years = |part: Part| match &shown {
            Some(jaren) => part.of_years(&numbers(jaren)),
            None => part,
        };
        let people = years(run_draws(&vraag, shard, asked)?.part);
        let assumed = match assumed {
            Some(assumed) => Some(years(run_beside(&assumed, shard, asked)?.part)),
            None => None,
        };
        Ok((Drawn { people, assumed }, areas))
    }
}

/// Years as a part file has them.
pub(crate) fn numbers(jaren: &[Jaar]) -> Vec<u16> {
    jaren.iter().map(|jaar| jaar.get()).collect()
}

/// `2/8` as the second of eight.
///
/// # Errors
/// Any other text.
pub(crate) fn parse_shard(text: &str) -> Result<Shard, Diagnostic> {
    let numbers = text.split_once('/');
    let shard = numbers.and_then(|(index, of)| Shard::new(index.parse().ok()?, of.parse().ok()?));
    shard.ok_or_else(|| {
        let message = Text::new(
            format!("`{text}` is geen deel van een simulatie"),
            format!("`{text}` is no part of a simulation"),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
            "schrijf i/n met i van 1 tot en met n, zoals --shard 2/8",
            "write i/n with i from 1 through n, such as --shard 2/8",
        ))
    })
}
