//! `spuk run`: one projection.

use clap::Args;

use super::options::warn;
use super::{Failure, OutputOptions, ScenarioOptions};
use crate::diagnostic::{Code, Diagnostic};
use crate::gemeente::{Gemeenten, NotFound};
use crate::jaar::Jaar;
use crate::projection::{Model, Projection, check};
use crate::report::{Keuze, Niveau, Uitvoer, regels, run_csv, run_json, run_table};

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

    /// Alleen deze jaren, zoals 2026, 2026,2028 of 2026-2028
    #[arg(long, value_name = "JAAR", value_delimiter = ',')]
    jaar: Vec<String>,

    #[command(flatten)]
    output: OutputOptions,
}

/// Projects the scenario and writes the rows that were asked for.
///
/// # Errors
/// Anything wrong with the input or the output; money that is not conserved.
pub fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let form = arguments.output.form()?;
    let model = arguments.scenario.load()?;
    let keuze = arguments.keuze(&model)?;
    let projection = model.project()?;
    check(&projection)?;
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

    fn keuze(&self, model: &Model) -> Result<Keuze, Diagnostic> {
        let one = !self.gemeente.is_empty();
        let usual = if one {
            Niveau::Gemeente
        } else {
            Niveau::Landelijk
        };
        Ok(Keuze {
            niveau: self.level.unwrap_or(usual),
            gemeenten: one
                .then(|| find_all(&model.gemeenten, &self.gemeente))
                .transpose()?,
            jaren: (!self.jaar.is_empty())
                .then(|| years(model, &self.jaar))
                .transpose()?,
        })
    }
}

/// The indices of the gemeenten with these codes or names, in order, once each.
fn find_all(gemeenten: &Gemeenten, wanted: &[String]) -> Result<Vec<usize>, Diagnostic> {
    let found = wanted.iter().map(|name| {
        gemeenten.find(name).map_err(|error| {
            let (message, help) = match error {
                NotFound::Unknown(near) if near.is_empty() => (
                    format!("de gemeente `{name}` bestaat niet"),
                    "geef een gm_code zoals GM0344, of een naam".to_owned(),
                ),
                NotFound::Unknown(near) => (
                    format!("de gemeente `{name}` bestaat niet"),
                    format!("bedoelt u {}?", near.join(", of ")),
                ),
                NotFound::Ambiguous(candidates) => (
                    format!("`{name}` kan meer dan een gemeente zijn"),
                    format!("kies uit {}", candidates.join(", ")),
                ),
            };
            Diagnostic::new(Code::GemeenteOnbekend, message).help(help)
        })
    });
    let mut indices = found.collect::<Result<Vec<_>, _>>()?;
    indices.sort_unstable();
    indices.dedup();
    Ok(indices)
}

/// The years in texts such as `2026` and `2026-2028`, all within the projection.
fn years(model: &Model, wanted: &[String]) -> Result<Vec<Jaar>, Diagnostic> {
    let kop = &model.scenario.tabellen.scenario;
    let mut chosen = Vec::new();
    for text in wanted {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let year = |text: &str| {
            let number = text.trim().parse().ok().and_then(Jaar::new);
            number.filter(|jaar| (kop.van..=kop.tot).contains(jaar))
        };
        match (year(first), year(last)) {
            (Some(first), Some(last)) if first <= last => chosen.extend(first.through(last)),
            _ => {
                let message = format!("`{text}` is geen jaar van dit scenario");
                return Err(Diagnostic::new(Code::Opdrachtregel, message).help(format!(
                    "het scenario loopt van {} tot en met {}",
                    kop.van, kop.tot
                )));
            }
        }
    }
    Ok(chosen)
}
