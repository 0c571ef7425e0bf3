//! `spuk solve`: which value meets a goal, and what every step buys.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::field::FieldName;
use crate::cli::args::options::ScenarioOptions;
use crate::cli::args::years::YearOptions;
use crate::cli::commands::simulate::projected;
use crate::cli::output::{OutputFormat, can_be_written, can_take_parquet, parquet, parquet_of};
use crate::export::{
    FrontierWords, MOST_DECIMALS, MOST_SOLVE_DRAWS, MOST_STEPS, Receipt, SolveWords, WhomWords,
    frontier_csv, frontier_json, solve_csv, solve_json, table_of_frontier, table_of_solve,
};
use crate::question::solve::{Goal, Manner};
use crate::report::{frontier_text, solve_text};
use crate::study::Study;

/// Welke waarde van een sleutel een doel haalt, of wat elke stap oplevert
/// EN: Which value of a key meets a goal, or what every step buys
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,

    /// Wat moet gelden, zoals 'uitkering_definitief=300mln' of 'tekort<=0'; mag vaker, en dan moet alles gelden
    /// EN: What has to hold, such as 'uitkering_definitief=300mln' or 'tekort<=0'; may be repeated, and then all has to hold
    #[arg(long, value_name = "DOEL", required_unless_present = "tegen")]
    doel: Vec<String>,

    /// Wat mag veranderen: een sleutel, een reeks per jaar, of een richting als 'betaalritme.1.totaal:1>3'; mag vaker
    /// EN: What may change: a key, a series per year, or a direction such as 'betaalritme.1.totaal:1>3'; may be repeated
    #[arg(long, value_name = "SLEUTEL", required = true)]
    varieer: Vec<String>,

    /// Hoe meer sleutels samen bewegen: langs een richting (naar rato), of met de kleinste verandering [standaard: richting]
    /// EN: How several keys move together: along one direction (in proportion), or by the least change [default: richting]
    #[arg(
        long,
        value_name = "WIJZE",
        conflicts_with = "tegen",
        hide_possible_values = true
    )]
    wijze: Option<MannerName>,

    #[command(flatten)]
    jaren: YearOptions,

    /// Van deze gemeente, bij code of naam [standaard: het hele land]
    /// EN: Of this gemeente, by code or name [default: the whole country]
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: Option<String>,

    /// Het doel geldt voor de jaren opgeteld, niet voor elk
    /// EN: The goal holds for the years added up, not for each
    #[arg(long, conflicts_with = "tegen")]
    samen: bool,

    /// Decimalen van het antwoord [standaard: zoveel als de sleutel heeft]
    /// EN: Decimals of the answer [default: as many as the key has]
    #[arg(long, conflicts_with = "tegen", value_name = "AANTAL", value_parser = clap::value_parser!(u32).range(0..=i64::from(MOST_DECIMALS)))]
    decimalen: Option<u32>,

    /// Het doel geldt in trekkingen in plaats van in de projectie; met --kans
    /// EN: The goal holds in draws instead of in the projection; with --kans
    #[arg(long, conflicts_with = "tegen", value_name = "AANTAL", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_SOLVE_DRAWS)))]
    draws: Option<u32>,

    /// In welk deel van de trekkingen, zoals 0.95; met --draws
    /// EN: In which share of the draws, such as 0.95; with --draws
    #[arg(long, conflicts_with = "tegen", value_name = "DEEL")]
    kans: Option<String>,

    /// Zaad van de trekkingen [standaard: uit het scenario, anders 1]
    /// EN: Seed of the draws [default: from the scenario, else 1]
    #[arg(
        long,
        conflicts_with = "tegen",
        value_name = "ZAAD",
        requires = "draws"
    )]
    seed: Option<u64>,

    /// Geen doel maar een tabel: wat elke stap oplevert tegen deze kolom, zoals tekort
    /// EN: No goal but a table: what every step buys against this column, such as tekort
    #[arg(long, value_name = "VELD", conflicts_with = "doel", value_parser = FieldName::of_a_run(), hide_possible_values = true)]
    tegen: Option<String>,

    /// Met --tegen: de kolom die er tegenover staat [standaard: kas]
    /// EN: With --tegen: the column that is held against it [default: kas]
    #[arg(long, conflicts_with = "doel", value_name = "VELD", requires = "tegen", value_parser = FieldName::of_a_run(), hide_possible_values = true)]
    veld: Option<String>,

    /// Met --tegen: in hoeveel stappen
    /// EN: With --tegen: in how many steps
    #[arg(long, conflicts_with = "doel", value_name = "AANTAL", requires = "tegen", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_STEPS)))]
    stappen: Option<u32>,

    /// Vorm van de uitvoer
    /// EN: Form of the output
    #[arg(long, value_name = "VORM", default_value = "table")]
    format: OutputFormat,

    /// Schrijf het antwoord als scenario naar dit bestand
    /// EN: Write the answer as a scenario to this file
    #[arg(long, value_name = "NIEUW.toml", conflicts_with = "tegen")]
    out: Option<PathBuf>,
}

/// How several keys move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MannerName {
    /// Langs een richting, naar rato
    /// EN: Along one direction, in proportion
    Richting,
    /// Met de kleinste verandering die alle doelen haalt
    /// EN: By the least change that meets all goals
    Kleinste,
}

/// Solves, and writes the answer.
///
/// # Errors
/// Anything wrong with the call, the input or the output; a goal that cannot be met; Ctrl-C.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let goals = arguments.doel.iter().map(|text| Goal::parse(text));
    let goals: Vec<Goal> = goals.collect::<Result<_, _>>()?;
    let out = arguments.out.as_deref();
    out.map_or(Ok(()), can_be_written)?;
    if arguments.format == OutputFormat::Parquet {
        can_take_parquet(None)?;
    }
    let model = arguments.scenario.load(asked.world)?;
    asked.warn(&model.remarks());
    let study = Study::new(vec![model]);
    let model = &study.models()[0];
    let basis = out.map(|out| model.scenario.named_from(out));
    let basis = basis.transpose()?;
    projected(&study, asked)?;
    if goals.is_empty() {
        asked.warn(model.only_in_draws().as_slice());
        return arguments.frontier(&study, asked);
    }
    let question = arguments.words().question(model, goals)?;
    if question.draws_and_seed().is_none() {
        asked.warn(model.only_in_draws().as_slice());
    }
    asked.listener.begin_runs();
    let found = study.solve(&question, asked);
    asked.listener.end_runs();
    let found = found?;
    // A table has them itself.
    if arguments.format != OutputFormat::Table {
        asked.warn(&found.remarks);
    }
    let receipts = Receipt::of_drawn(study.models(), question.draws_and_seed());
    let bytes: Vec<u8> = match arguments.format {
        OutputFormat::Table => {
            let reader = (asked.lang, asked.listener.width(None));
            solve_text(&study, &question, &found, reader).into()
        }
        form @ (OutputFormat::Csv | OutputFormat::CsvNl) => {
            form.noted(solve_csv(&question, &found)).into()
        }
        OutputFormat::Json => solve_json(&study, &question, &found).into(),
        OutputFormat::Parquet => parquet_of(&table_of_solve(&question, &found), &receipts)?,
    };
    let mut answer = Answer::new(bytes, None).with(receipts);
    answer.fails = !found.is_met();
    if let (Some(out), Some(basis), true) = (out, basis, found.is_met()) {
        let stem = out.file_stem().map(|stem| stem.to_string_lossy());
        let name = stem.map_or_else(|| "antwoord".to_owned(), |stem| stem.into_owned());
        let text = found.scenario(&question, &name, &basis)?;
        answer.beside = Some((out.to_owned(), text.into()));
    }
    Ok(answer)
}

impl Arguments {
    /// Of whom, and in which years, as it was typed.
    fn whom(&self) -> WhomWords {
        WhomWords {
            gemeente: self.gemeente.clone(),
            jaar: self.jaren.typed().to_owned(),
        }
    }

    /// What has to be solved, as it was typed.
    fn words(&self) -> SolveWords {
        SolveWords {
            varieer: self.varieer.clone(),
            wijze: match self.wijze {
                None | Some(MannerName::Richting) => Manner::Direction,
                Some(MannerName::Kleinste) => Manner::Least,
            },
            wie: self.whom(),
            samen: self.samen,
            decimalen: self.decimalen,
            draws: self.draws,
            kans: self.kans.clone(),
            seed: self.seed,
        }
    }

    fn frontier(&self, study: &Study, asked: &Asked<'_>) -> Result<Answer, Failure> {
        let words = FrontierWords {
            varieer: self.varieer.clone(),
            wie: self.whom(),
            veld: self.veld.clone(),
            tegen: self.tegen.clone(),
            stappen: self.stappen,
        };
        let request = words.request(&study.models()[0])?;
        asked.listener.begin_runs();
        let frontier = study.frontier(&request, asked);
        asked.listener.end_runs();
        let frontier = frontier?;
        let bytes: Vec<u8> = match self.format {
            OutputFormat::Table => {
                let reader = (asked.lang, asked.listener.width(None));
                frontier_text(study, &request, &frontier, reader).into()
            }
            form @ (OutputFormat::Csv | OutputFormat::CsvNl) => {
                form.noted(frontier_csv(&request, &frontier)).into()
            }
            OutputFormat::Json => frontier_json(study, &request, &frontier).into(),
            OutputFormat::Parquet => {
                parquet(&table_of_frontier(&request, &frontier), study.models())?
            }
        };
        Ok(Answer::new(bytes, None).of(study.models()))
    }
}
