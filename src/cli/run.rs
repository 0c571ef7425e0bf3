//! `spuk run`: one projection.

use clap::Args;

use super::options::warn;
use super::{Failure, OutputOptions, ScenarioOptions, YearOptions};
use crate::diagnostic::Diagnostic;
use crate::projection::{Model, Projection, check};
use crate::report::{Keuze, Niveau, Uitvoer, regels, run_csv, run_json, run_table};
use crate::simulate::{Trekking, draw};

/// Een projectie van een scenario
#[derive(Debug, Clone, Default, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,

    /// Wat een regel voorstelt [standaard: landelijk, of gemeente met --gemeente]
    #[arg(long, value_name = "NIVEAU")]
    level: Option<Niveau>,

    /// Alleen deze gemeente, bij code of naam; mag vaker
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: Vec<String>,

    #[command(flatten)]
    jaren: YearOptions,

    /// Toon trekking K van een simulatie in plaats van de projectie zelf
    #[arg(long, value_name = "K")]
    draw: Option<u64>,

    /// Zaad van die trekking [standaard: uit het scenario, anders 1]
    #[arg(long, value_name = "ZAAD", requires = "draw")]
    seed: Option<u64>,

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
    let keuze = arguments.keuze(&model)?;
    let projection = match arguments.draw {
        None => model.project()?,
        Some(nummer) => arguments.draw(nummer, &mut model)?,
    };
    check(&projection)?;
    warn(&model.remarks);
    warn(&model.doubts(&projection));
    arguments
        .output
        .write(&arguments.text(form, &model, &projection, &keuze))
}

impl Arguments {
    /// One draw of a simulation, by the same code and so to the same cent.
    fn draw(&self, nummer: u64, model: &mut Model) -> Result<Projection, Diagnostic> {
        let usual = model
            .scenario
            .tabellen
            .simulatie
            .zaad
            .map(|seed| seed.get());
        let zaad = self.seed.or(usual).unwrap_or(1);
        let projection = draw(model, Trekking { zaad, nummer })?;
        let naam = format!("{}, trekking {nummer} van zaad {zaad}", model.scenario.naam);
        model.scenario.naam = naam;
        model.zaad = Some(zaad);
        Ok(projection)
    }

    fn text(&self, form: Uitvoer, model: &Model, projection: &Projection, keuze: &Keuze) -> String {
        match form {
            Uitvoer::Table => run_table(model, projection, keuze, self.output.lang),
            Uitvoer::Csv => run_csv(&regels(projection, &model.gemeenten, keuze)),
            Uitvoer::Json => run_json(model, projection, keuze),
        }
    }

    fn keuze(&self, model: &Model) -> Result<Keuze, Diagnostic> {
        let one = !self.gemeente.is_empty();
        let usual = if one {
            Niveau::Gemeente
        } else {
            Niveau::Landelijk
        };
        Ok(Keuze {
            niveau: self.level.unwrap_or(usual),
            gemeenten: one.then(|| find_all(model, &self.gemeente)).transpose()?,
            jaren: self.jaren.of_scenario(model)?,
        })
    }
}

/// The indices of the gemeenten with these codes or names, in order, once each.
fn find_all(model: &Model, wanted: &[String]) -> Result<Vec<usize>, Diagnostic> {
    let found = wanted.iter().map(|name| {
        let found = model.gemeenten.find(name, &model.herindelingen);
        found.map_err(|error| error.diagnostic(name))
    });
    let mut indices = found.collect::<Result<Vec<_>, _>>()?;
    indices.sort_unstable();
    indices.dedup();
    Ok(indices)
}
