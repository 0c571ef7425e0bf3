//! `spuk merge`: one simulation from its parts.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::simulate;
use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::options::OutputOptions;
use crate::cli::args::rows::AreaOptions;
use crate::cli::args::years::YearOptions;
use crate::cli::output::OutputFormat;
use crate::gemeente::{NotFound, places_among};
use crate::input::diagnostic::{Code, Diagnostic, refusal};
use crate::input::{FileKind, World};
use crate::simulate::check_layout;
use crate::simulate::part;
use crate::simulate::part::{Merge, Part, PartError, Program};
use crate::study::{DrawnStudy, find_each};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::legible;

/// Een simulatie uit haar delen (zie `spuk simulate --shard`)
/// EN: One simulation from its parts (see `spuk simulate --shard`)
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// De delen, in welke volgorde ook
    /// EN: The parts, in any order
    #[arg(value_name = "DEEL", required = true)]
    parts: Vec<PathBuf>,

    /// Maak er deel i van n van in plaats van het geheel, en schrijf het met --out: zo gaat samenvoegen in een boom
    /// EN: Make part i of n of them instead of the whole, and write it with --out: so parts are merged in a tree
    #[arg(long, value_name = "I/N", requires = "out")]
    shard: Option<String>,

    #[command(flatten)]
    gebieden: AreaOptions,

    #[command(flatten)]
    jaren: YearOptions,

    #[command(flatten)]
    output: OutputOptions,
}

/// Merges the parts to what the unsharded simulation would have written.
///
/// # Errors
/// A file that is no part, parts of other simulations, twice the same or a
/// missing part: each by name.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let world = asked.world;
    let Some(shard) = arguments.shard.as_deref() else {
        let form = arguments.output.form()?;
        return arguments.whole(form, asked);
    };
    let shard = simulate::parse_shard(shard)?;
    let out = arguments.output.out.as_deref();
    let out = out.expect("--shard requires --out");
    let asked_for = (&arguments.gebieden, &arguments.jaren);
    simulate::refuse_for_part(arguments.output.format, out, asked_for)?;
    let merged = arguments.added(world)?.finish_as(shard);
    let merged = merged.map_err(|error| Diagnostic::new(Code::DeelOngeldig, error.text()))?;
    Ok(Answer::new(simulate::bytes(&merged)?, Some(out)))
}

impl Arguments {
    /// All parts, each held against those before it.
    fn added(&self, world: &World) -> Result<Merge, Failure> {
        let mut merge = Merge::default();
        for path in &self.parts {
            let name = legible::path(path);
            let refuse = |what: Text| Diagnostic::new(Code::DeelOngeldig, what);
            let of_name = |what: Text| what.map(|what| format!("{name}: {what}"));
            let cannot = |error: io::Error| {
                let why = refusal(&error);
                refuse(Text::new(
                    format!("{name} kan niet worden gelezen: {why}"),
                    format!("{name} cannot be read: {why:#}"),
                ))
            };
            // A device or a pipe may have no end.
            if world.kind(path).map_err(cannot)? != FileKind::File {
                let message = Text::new(
                    format!("{name} is geen gewoon bestand"),
                    format!("{name} is no regular file"),
                );
                let help = Text::fixed(
                    "een deel is een bestand dat `spuk simulate --shard` met `--out` schreef",
                    "a part is a file that `spuk simulate --shard` wrote with `--out`",
                );
                return Err(refuse(message).help(help).into());
            }
            let bytes = world.read(path, u64::MAX).map_err(cannot)?;
            let part = part::read(&bytes).map_err(|error| refuse(of_name(error.text())))?;
            check_layout(&part)
                .map_err(|what| refuse(of_name(PartError::Contradiction(what).text())))?;
            // The receipt is of the program that made the draws, and it says this one.
            let (made, own) = (&part.header.program, Program::own());
            if *made != own {
                let message = Text::new(
                    format!("{name} is gemaakt met spuk {made}, en dit is spuk {own}"),
                    format!("{name} was made with spuk {made}, and this is spuk {own}"),
                );
                let help = Text::fixed(
                    "voeg delen samen met de spuk die ze heeft gemaakt",
                    "put parts together with the spuk that made them",
                );
                return Err(refuse(message).help(help).into());
            }
            merge
                .add(&name, part)
                .map_err(|error| refuse(error.text()))?;
        }
        Ok(merge)
    }

    /// The simulation that all parts are together.
    fn whole(&self, form: OutputFormat, asked: &Asked<'_>) -> Result<Answer, Failure> {
        let whole = self
            .added(asked.world)?
            .finish()
            .map_err(|error| Diagnostic::new(Code::DeelOngeldig, error.text()))?;
        let whole = DrawnStudy { part: whole };
        asked.warn(whole.remark().as_slice());
        let whole = whole.part;
        let years = whole.header.labels.jaren.iter();
        let years = years.filter_map(|&jaar| Jaar::new(i64::from(jaar)));
        let what = Text::fixed("de simulatie loopt", "the simulation runs");
        let whole = match self.jaren.among(&years.collect(), &what)? {
            Some(jaren) => whole.of_years(&simulate::numbers(&jaren)),
            None => whole,
        };
        let areas = self.gebieden.chosen(|wanted| find(&whole, wanted))?;
        let whole = simulate::Drawn {
            people: whole,
            assumed: None,
        };
        Ok(simulate::result(
            (&whole, &areas),
            form,
            &self.output,
            asked,
        )?)
    }
}

/// The places of gemeenten in a simulation, by code or name, several with commas between
/// them. A part has no more than their names.
fn find(part: &Part, wanted: &[String]) -> Result<Vec<usize>, Diagnostic> {
    let labels = &part.header.labels.gemeenten;
    find_each(wanted, |text| match places_among(labels, text)[..] {
        [index] => Ok(index),
        [] => {
            let text = text.trim();
            let message = Text::new(
                format!("in deze simulatie is geen gemeente `{text}`"),
                format!("there is no gemeente `{text}` in this simulation"),
            );
            let help = Text::fixed(
                "noem haar zoals de simulatie haar noemt, of bij haar code; `--level gemeente` toont ze alle",
                "name it as the simulation does, or by its code; `--level gemeente` shows them all",
            );
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
        }
        ref several => {
            let named = several.iter().map(|&place| &labels[place]);
            let named = named.map(|(code, naam)| format!("{naam} ({code})"));
            Err(NotFound::Ambiguous(named.collect()).diagnostic(text.trim()))
        }
    })
}
