//! `spuk explain`: how one amount comes about, down to every source.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::draws::DrawOptions;
use crate::cli::args::field::FieldName;
use crate::cli::args::options::ScenarioOptions;
use crate::cli::args::options::form;
use crate::cli::output::FileForm;
use crate::explain::{ExplainDepth, ExplainField, ExplainPlace, Explanation};
use crate::export::explain_json;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::report::explain_markdown;
use crate::report::explain_text;
use crate::study::{FoundPlace, Shown, one_year};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// Hoe een bedrag tot stand komt, tot en met elke bron
/// EN: How an amount comes about, down to every source
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioOptions,

    /// De gemeente, bij code of naam [standaard: het hele land]
    /// EN: The gemeente, by code or name [default: the whole country]
    #[arg(long, value_name = "GEMEENTE", conflicts_with = "provincie")]
    gemeente: Option<String>,

    /// De provincie, bij naam of code
    /// EN: The provincie, by name or code
    #[arg(long, value_name = "PROVINCIE")]
    provincie: Option<String>,

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

    /// Ga zoveel lagen diep, of `alles` tot en met de bronnen [standaard: een overzicht]
    /// EN: Go so many layers deep, or `all` down to the sources [default: an overview]
    #[arg(long, value_name = "LAGEN", visible_alias = "diepte")]
    depth: Option<String>,

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
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let vorm = form(arguments.format, arguments.out.as_deref())?;
    let velden = ExplainField::asked(&arguments.veld)?;
    let model = arguments.scenario.load(asked.world)?;
    let (gemeente, provincie) = (
        arguments.gemeente.as_deref(),
        arguments.provincie.as_deref(),
    );
    let place = FoundPlace::of(&model, gemeente, provincie)?;
    let depth = arguments.depth()?;
    let jaar = one_year(&model, &arguments.jaar)?;
    asked.warn(&model.remarks());
    let draw = arguments.draw.trekking(&model);
    let shown = Shown::new(model, draw)?;
    asked.warn(shown.model.only_in_draws().as_slice());
    let place = place.place();
    let text = arguments.text((vorm, asked), &shown, (place, jaar, depth), &velden)?;
    Ok(Answer::new(text, arguments.out.as_deref()).of([&shown.model]))
}

impl Arguments {
    fn depth(&self) -> Result<ExplainDepth, Diagnostic> {
        let Some(asked) = &self.depth else {
            return Ok(ExplainDepth::Overview);
        };
        if ["alles", "all"].contains(&asked.as_str()) {
            return Ok(ExplainDepth::All);
        }
        asked.parse().map(ExplainDepth::Layers).map_err(|_| {
            let message = Text::new(
                format!("`{asked}` is geen aantal lagen"),
                format!("`{asked}` is no number of layers"),
            );
            let help = Text::fixed(
                "schrijf --depth 3 voor drie lagen, of --depth alles tot en met de bronnen",
                "write --depth 3 for three layers, or --depth all down to the sources",
            );
            Diagnostic::new(Code::Opdrachtregel, message).help(help)
        })
    }

    fn text(
        &self,
        (vorm, asked): (ExplainFormat, &Asked<'_>),
        shown: &Shown,
        (place, jaar, depth): (ExplainPlace<'_>, Jaar, ExplainDepth),
        velden: &[ExplainField],
    ) -> Result<String, Diagnostic> {
        let uitleg = Explanation {
            model: &shown.model,
            place,
            jaar,
            trees: &shown.trees((place, jaar), velden)?,
            depth,
        };
        Ok(match vorm {
            ExplainFormat::Text => {
                let width = asked.listener.width(self.out.as_deref());
                explain_text(&uitleg, asked.lang, width)
            }
            ExplainFormat::Json => explain_json(&uitleg),
            ExplainFormat::Markdown => explain_markdown(&uitleg, asked.lang),
        })
    }
}
