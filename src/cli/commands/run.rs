//! `spuk run`: one projection, or several under each other.

use clap::Args;

use super::simulate::load;
use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::draws::DrawOptions;
use crate::cli::args::options::{OutputOptions, TrustOptions};
use crate::cli::args::rows::RowOptions;
use crate::cli::output::{OutputFormat, parquet};
use crate::export::{Selection, run_csv, run_json, run_rows, runs_csv, runs_json, table_of_runs};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::report::run_table;
use crate::study::Shown;
use crate::terms::{Lang, Remark, Text, Width};

/// Een projectie van een scenario, of van meer onder elkaar
/// EN: One projection of a scenario, or of several under each other
#[derive(Debug, Clone, Default, Args)]
pub struct Arguments {
    /// Paden van scenario's, of namen van ingebouwde [standaard: wi2021]
    /// EN: Paths of scenarios, or names of embedded ones [default: wi2021]
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<String>,

    /// Zet een sleutel op een waarde, in elk scenario, zoals prestatie.aandeel=0.2; mag vaker
    /// EN: Set a key to a value, in every scenario, such as prestatie.aandeel=0.2; may be repeated
    #[arg(long = "set", value_name = "SLEUTEL=WAARDE")]
    settings: Vec<String>,

    #[command(flatten)]
    trust: TrustOptions,

    #[command(flatten)]
    rows: RowOptions,

    #[command(flatten)]
    draw: DrawOptions,

    #[command(flatten)]
    output: OutputOptions,
}

/// Projects the scenarios and gives the rows that were asked for.
///
/// # Errors
/// Anything wrong with the input or the output; money that is not conserved.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let form = arguments.output.form()?;
    let access = arguments.trust.access();
    let study = load(asked, (&arguments.scenarios, &arguments.settings), access)?;
    let mut runs = Vec::new();
    let mut doubts = Vec::new();
    for model in study.models() {
        let keuze = arguments.rows.keuze(model);
        let keuze = keuze.map_err(|fault| match study.models() {
            [_] => fault,
            _ => named(fault, model),
        })?;
        let (shown, drawn) = arguments.shown(model)?;
        doubts.push(drawn.into_iter().chain(doubts_of(&shown, form)).collect());
        runs.push((shown, keuze));
    }
    asked.warn_of_each(study.models(), &doubts);
    let width = arguments.output.width(asked);
    let answer = arguments
        .output
        .answer(formed(form, &runs, (asked.lang, width))?);
    Ok(answer.of(runs.iter().map(|(shown, _)| &shown.model)))
}

/// What was asked for holds of every scenario: which of them lacks it, the fault does not say.
fn named(fault: Diagnostic, model: &Model) -> Diagnostic {
    let naam = &model.scenario.naam;
    fault.label(Text::new(
        format!("het gaat om scenario `{naam}`"),
        format!("this is about scenario `{naam}`"),
    ))
}

/// What to doubt about a run, where the form of the output does not say it itself.
fn doubts_of(shown: &Shown, form: OutputFormat) -> Vec<Remark> {
    let mut doubts = shown.model.doubts(&shown.projection);
    doubts.extend(shown.model.only_in_draws());
    if form == OutputFormat::Table {
        // The table itself says this, below the figures that it is about.
        let late = shown.model.late_start().map(Remark::Figures);
        doubts.retain(|remark| Some(remark) != late.as_ref());
    }
    doubts
}

fn formed(
    form: OutputFormat,
    runs: &[(Shown, Selection)],
    (lang, width): (Lang, Width),
) -> Result<Vec<u8>, Diagnostic> {
    let each = runs.iter();
    let each = each.map(|(shown, keuze)| (&shown.model, &shown.projection, keuze));
    let rows = |(shown, keuze): &(Shown, Selection)| {
        run_rows(&shown.projection, &shown.model.gemeenten, keuze)
    };
    Ok(match (form, runs) {
        (OutputFormat::Table, _) => {
            let tables = runs.iter().map(|(shown, keuze)| {
                run_table(&shown.model, &shown.projection, keuze, lang, width)
            });
            tables.collect::<Vec<_>>().join("\n").into()
        }
        (OutputFormat::Csv | OutputFormat::CsvNl, [only]) => {
            form.noted(run_csv(&rows(only))).into()
        }
        (OutputFormat::Csv | OutputFormat::CsvNl, _) => {
            let named = runs.iter();
            let named = named.map(|run| (run.0.model.scenario.naam.as_str(), rows(run)));
            form.noted(runs_csv(&named.collect::<Vec<_>>())).into()
        }
        (OutputFormat::Json, [(shown, keuze)]) => {
            run_json(&shown.model, &shown.projection, keuze).into()
        }
        (OutputFormat::Json, _) => runs_json(&each.collect::<Vec<_>>()).into(),
        (OutputFormat::Parquet, _) => {
            let models = runs.iter().map(|(shown, _)| &shown.model);
            parquet(&table_of_runs(&each.collect::<Vec<_>>()), models)?
        }
    })
}

impl Arguments {
    /// A scenario as it is shown, and what is to be said of its draw.
    fn shown(&self, model: &Model) -> Result<(Shown, Option<Remark>), Diagnostic> {
        let mut shown = Shown::new(model.clone(), self.draw.trekking(model))?;
        let drawn = shown.drawn_numbers();
        shown.model.say(drawn.clone());
        Ok((shown, drawn))
    }
}
