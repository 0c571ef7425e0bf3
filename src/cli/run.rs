//! `spuk run`: one projection.

use clap::Args;

use super::draws::{drawn_numbers, name_draw};
use super::options::warn;
use super::{DrawOptions, Failure, OutputOptions, RowOptions, ScenarioOptions};
use crate::projection::{Model, Projection};
use crate::report::{Keuze, Uitvoer, regels, run_csv, run_json, run_table};
use crate::simulate::draw_with_people;

/// Een projectie van een scenario
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
pub fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let form = arguments.output.form()?;
    let mut model = arguments.scenario.load()?;
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
    warn(&model.remarks);
    warn(&model.doubts(&projection));
    arguments
        .output
        .write(&arguments.text(form, &model, &projection, &keuze))
}

impl Arguments {
    fn text(&self, form: Uitvoer, model: &Model, projection: &Projection, keuze: &Keuze) -> String {
        match form {
            Uitvoer::Table => run_table(model, projection, keuze, self.output.lang),
            Uitvoer::Csv => run_csv(&regels(projection, &model.gemeenten, keuze)),
            Uitvoer::Json => run_json(model, projection, keuze),
        }
    }
}
