//! `spuk run`: one projection.

use std::sync::Arc;

use clap::Args;

use crate::cli::Failure;
use crate::cli::args::draws::DrawOptions;
use crate::cli::args::draws::drawn_numbers;
use crate::cli::args::options::warn;
use crate::cli::args::options::{OutputOptions, ScenarioOptions};
use crate::cli::args::rows::RowOptions;
use crate::cli::output::OutputFormat;
use crate::export::{Selection, regels, run_csv, run_json};
use crate::input::World;
use crate::model::Model;
use crate::projection::Projection;
use crate::report::run_table;
use crate::study::Shown;
use crate::terms::{Lang, Remark};

/// Een projectie van een scenario
/// EN: One projection of a scenario
#[derive(Debug, Clone, Default, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,

    #[command(flatten)]
    rows: RowOptions,

    #[command(flatten)]
    draw: DrawOptions,

    #[command(flatten)]
    output: OutputOptions,
}

/// Projects the scenario and writes the rows that were asked for.
///
/// # Errors
/// Anything wrong with the input or the output; money that is not conserved.
pub fn execute(arguments: &Arguments, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    let form = arguments.output.form()?;
    let model = arguments.scenario.load(world)?;
    let keuze = arguments.rows.keuze(&model)?;
    let draw = arguments.draw.trekking(&model);
    let mut shown = Shown::new(model, draw)?;
    let drawn = shown.ramingen();
    let drawn = drawn.and_then(|drawn| drawn_numbers(&shown.model, drawn));
    shown.model.say(drawn);
    let Shown {
        model, projection, ..
    } = &shown;
    warn(&model.remarks(), lang);
    let mut doubts = model.doubts(projection);
    if form == OutputFormat::Table {
        // The table itself says this, below the figures that it is about.
        let late = model.late_start().map(Remark::Figures);
        doubts.retain(|remark| Some(remark) != late.as_ref());
    }
    warn(&doubts, lang);
    let text = arguments.text(form, model, (projection, &keuze), lang);
    arguments.output.write(world, &text)
}

impl Arguments {
    fn text(
        &self,
        form: OutputFormat,
        model: &Model,
        (projection, keuze): (&Projection, &Selection),
        lang: Lang,
    ) -> String {
        match form {
            OutputFormat::Table => run_table(model, projection, keuze, lang),
            OutputFormat::Csv => run_csv(&regels(projection, &model.gemeenten, keuze)),
            OutputFormat::Json => run_json(model, projection, keuze),
        }
    }
}
