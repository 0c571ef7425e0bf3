//! `spuk run`: one projection.

use std::sync::Arc;

use clap::Args;

use crate::cli::Failure;
use crate::cli::args::draws::DrawOptions;
use crate::cli::args::draws::{drawn_numbers, name_draw};
use crate::cli::args::options::warn;
use crate::cli::args::options::{OutputOptions, ScenarioOptions};
use crate::cli::args::rows::RowOptions;
use crate::cli::output::OutputFormat;
use crate::export::{Selection, regels, run_csv, run_json};
use crate::input::World;
use crate::model::Model;
use crate::projection::Projection;
use crate::report::run_table;
use crate::simulate::draw_with_people;
use crate::terms::Lang;

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
    let mut model = arguments.scenario.load(world)?;
    let keuze = arguments.rows.keuze(&model)?;
    // A draw is made by the same code as in a simulation, and so to the same cent.
    let projection = match arguments.draw.trekking(&model) {
        None => model.project_checked()?,
        Some(trekking) => {
            let (drawn, projection) = draw_with_people(&model, trekking)?;
            model.remarks.extend(drawn_numbers(&model, &drawn.ramingen));
            name_draw(&mut model, trekking);
            projection
        }
    };
    warn(&model.remarks, lang);
    warn(&model.doubts(&projection), lang);
    arguments.output.write(
        world,
        &arguments.text(form, &model, (&projection, &keuze), lang),
    )
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
