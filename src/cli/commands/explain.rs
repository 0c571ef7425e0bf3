//! `spuk explain`: how one amount comes about, down to every source.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use crate::cli::Failure;
use crate::cli::args::draws::DrawOptions;
use crate::cli::args::field::FieldName;
use crate::cli::args::gemeenten::find_one;
use crate::cli::args::options::ScenarioOptions;
use crate::cli::args::options::{form, warn, width, write_to};
use crate::cli::args::years::one_year;
use crate::cli::output::FileForm;
use crate::explain::{ExplainField, Explanation};
use crate::export::explain_json;
use crate::input::World;
use crate::input::diagnostic::Diagnostic;
use crate::report::explain_markdown;
use crate::report::explain_text;
use crate::study::Shown;
use crate::terms::Lang;
use crate::terms::jaar::Jaar;

/// Hoe een bedrag tot stand komt, tot en met elke bron
/// EN: How an amount comes about, down to every source
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,

    /// De gemeente, bij code of naam
    /// EN: The gemeente, by code or name
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: String,

    /// Het uitvoeringsjaar
    /// EN: The budget year (uitvoeringsjaar)
    #[arg(long, value_name = "JAAR")]
    jaar: String,

    /// Kolom van `spuk run`, of een bedrag zoals a, gewicht_d of bedrag_onderwijsroute; mag vaker
    /// [standaard: beide uitkeringen, de verrekening en de kas]
    /// EN: Column of `spuk run`, or an amount such as a, gewicht_d or bedrag_onderwijsroute; may be repeated
    /// [default: both uitkeringen, the verrekening and the kas]
    #[arg(long, value_name = "VELD", value_delimiter = ',', value_parser = FieldName::explained(), hide_possible_values = true)]
    veld: Vec<String>,

    /// Ga niet dieper dan zoveel lagen [standaard: tot en met de bronnen]
    /// EN: Go no deeper than so many layers [default: down to the sources]
    #[arg(long, value_name = "LAGEN")]
    depth: Option<usize>,

    #[command(flatten)]
    draw: DrawOptions,

    /// Vorm van de uitvoer [standaard: text, of wat de naam van --out zegt]
    /// EN: Form of the output [default: text, or what the name of --out says]
    #[arg(long, value_name = "VORM")]
    format: Option<ExplainFormat>,

    /// Schrijf naar dit bestand in plaats van naar het scherm
    /// EN: Write to this file instead of the screen
    #[arg(long, value_name = "BESTAND")]
    out: Option<PathBuf>,
}

/// The form of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExplainFormat {
    /// Boom voor mensen, om na te rekenen
    /// EN: A tree for people, to reckon again
    Text,
    /// JSON met de hele boom en ontvangstbewijs
    /// EN: JSON with the whole tree and the receipt
    Json,
    /// Geneste lijst, zoals GitHub die toont
    /// EN: A nested list, as GitHub shows it
    Markdown,
}

impl FileForm for ExplainFormat {
    const BY_NAME: &'static [(&'static str, Self)] = &[
        ("txt", Self::Text),
        ("md", Self::Markdown),
        ("json", Self::Json),
    ];
}

/// Explains the amounts that were asked for.
///
/// # Errors
/// Anything wrong with the input or the output; money that is not conserved.
pub fn execute(arguments: &Arguments, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    let vorm = form(arguments.format, arguments.out.as_deref())?;
    let velden = arguments.velden()?;
    let model = arguments.scenario.load(world)?;
    let gemeente = find_one(&model, &arguments.gemeente)?;
    let jaar = one_year(&model, &arguments.jaar)?;
    warn(&model.remarks, lang);
    let draw = arguments.draw.trekking(&model);
    let shown = Shown::new(model, draw)?;
    let text = arguments.text((vorm, lang), &shown, (gemeente, jaar), &velden)?;
    write_to(world, arguments.out.as_deref(), &text)
}

impl Arguments {
    fn velden(&self) -> Result<Vec<ExplainField>, Diagnostic> {
        if self.veld.is_empty() {
            return Ok(ExplainField::USUAL.to_vec());
        }
        self.veld
            .iter()
            .map(|name| ExplainField::named(name.trim()))
            .collect()
    }

    fn text(
        &self,
        (vorm, lang): (ExplainFormat, Lang),
        shown: &Shown,
        (gemeente, jaar): (usize, Jaar),
        velden: &[ExplainField],
    ) -> Result<String, Diagnostic> {
        let mut uitlegger = shown.explainer()?;
        let trees = velden.iter().map(|&veld| {
            let tree = uitlegger.explain(gemeente, jaar, veld)?;
            Ok((veld, tree))
        });
        let uitleg = Explanation {
            model: &shown.model,
            gemeente,
            jaar,
            trees: &trees.collect::<Result<Vec<_>, Diagnostic>>()?,
            depth: self.depth,
        };
        Ok(match vorm {
            ExplainFormat::Text => explain_text(&uitleg, lang, width(self.out.as_deref())),
            ExplainFormat::Json => explain_json(&uitleg),
            ExplainFormat::Markdown => explain_markdown(&uitleg, lang),
        })
    }
}
