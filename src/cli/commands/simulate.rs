//! `spuk simulate`: thousands of draws, every scenario on the same ones.

use std::fmt;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::cli::args::gemeenten::find_all;
use crate::cli::args::options::{OutputOptions, TrustOptions};
use crate::cli::args::options::{warn, warn_of_each, write_file};
use crate::cli::args::rows::AreaOptions;
use crate::cli::args::years::YearOptions;
use crate::cli::output::{FileForm, OutputFormat, can_be_written};
use crate::cli::{Failure, interrupt};
use crate::columns::Column;
use crate::exact::fraction::Exact;
use crate::export::{AreaChoice, simulation_csv, simulation_json};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::{Access, World};
use crate::model::Model;
use crate::projection::Projection;
use crate::report::{assumptions_table, simulation_table};
use crate::scenario::DEFAULT;
use crate::scenario::values::DrawCount;
use crate::simulate::part;
use crate::simulate::part::{Part, Shard};
use crate::simulate::{Progress, Request};
use crate::study::{DrawnStudy, EffectStudy, Study, Variant, with_assumptions};
use crate::terms::jaar::Jaar;
use crate::terms::{Lang, Remark, Text};

/// Duizenden trekkingen van de instroom, elk scenario op dezelfde trekkingen
/// EN: Thousands of draws of the instroom, every scenario on the same draws
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Paden of namen van scenario's; de andere worden met het eerste vergeleken [standaard: wi2021]
    /// EN: Paths or names of scenarios; the others are compared with the first [default: wi2021]
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<String>,

    /// Zet een sleutel op een waarde, in elk scenario; mag vaker
    /// EN: Set a key to a value, in every scenario; may be repeated
    #[arg(long = "set", value_name = "SLEUTEL=WAARDE")]
    settings: Vec<String>,

    #[command(flatten)]
    trust: TrustOptions,

    /// Aantal trekkingen [standaard: uit het scenario, anders 1000]
    /// EN: Number of draws [default: from the scenario, else 1000]
    #[arg(long, value_name = "AANTAL", value_parser = clap::value_parser!(u32).range(1..=i64::from(DrawCount::MOST)))]
    draws: Option<u32>,

    /// Zaad van de trekkingen [standaard: uit het scenario, anders 1]
    /// EN: Seed of the draws [default: from the scenario, else 1]
    #[arg(long, value_name = "ZAAD")]
    seed: Option<u64>,

    /// Maak alleen deel i van n, zoals 2/8, en schrijf het met --out; `spuk merge` voegt delen samen
    /// EN: Make only part i of n, such as 2/8, and write it with --out; `spuk merge` puts parts together
    #[arg(long, value_name = "I/N", requires = "out")]
    shard: Option<String>,

    /// Trek ook elk cijfer met een bereik (tussen), en toon die marges ernaast
    /// EN: Draw every figure with a range (tussen) as well, and show those ranges beside
    #[arg(long, conflicts_with = "shard")]
    aannames: bool,

    /// Aantal threads [standaard: alle kernen]
    /// EN: Number of threads [default: every core]
    #[arg(long, value_name = "AANTAL", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    #[command(flatten)]
    gebieden: AreaOptions,

    #[command(flatten)]
    jaren: YearOptions,

    #[command(flatten)]
    output: OutputOptions,
}

/// Simulates and writes the result, or a part of it.
///
/// # Errors
/// Anything wrong with the input or the output, money that is not conserved,
/// or Ctrl-C.
pub fn execute(arguments: &Arguments, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    let Some(threads) = arguments.threads else {
        return draw_and_write(arguments, world, lang);
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.into())
        .build()
        .map_err(|error| {
            let message = Text::new(
                format!("geen threads: {error}"),
                format!("no threads: {error}"),
            );
            Diagnostic::new(Code::Opdrachtregel, message)
        })?;
    pool.install(|| draw_and_write(arguments, world, lang))
}

fn draw_and_write(arguments: &Arguments, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    let output = &arguments.output;
    let Some(shard) = arguments.shard.as_deref() else {
        let form = output.form()?;
        let (drawn, areas) = arguments.drawn(world, Shard::WHOLE, lang)?;
        let written = write_result(world, (&drawn, &areas), form, output, lang);
        // The program ends here; giving memory back cell by cell would only take time.
        std::mem::forget(drawn);
        return written;
    };
    let shard = parse_shard(shard)?;
    let path = output.out.as_deref().expect("--shard requires --out");
    refuse_form_of_part(output.format, path)?;
    let years = arguments.jaren.are_asked().then_some("--jaar");
    if let Some(option) = years.or(arguments.gebieden.asked()) {
        let message = Text::fixed(
            "een deel van een simulatie heeft elk jaar en elke gemeente",
            "a part of a simulation has every year and every gemeente",
        );
        let help = Text::new(
            format!("geef {option} aan `spuk merge`, dat de delen samenvoegt"),
            format!("give {option} to `spuk merge`, which puts parts together"),
        );
        return Err(Diagnostic::new(Code::Opdrachtregel, message)
            .help(help)
            .into());
    }
    can_be_written(path)?;
    let (drawn, _) = arguments.drawn(world, shard, lang)?;
    let part = drawn.people;
    Ok(write_file(world, path, &bytes(&part)?)?)
}

/// A part has a form of its own: one of a whole simulation is not for it.
fn refuse_form_of_part(format: Option<OutputFormat>, path: &Path) -> Result<(), Diagnostic> {
    let by_name = OutputFormat::or_by_name(None, Some(path)).ok();
    let by_name = by_name.filter(|form| *form != OutputFormat::Table);
    if format.or(by_name).is_some() {
        let message = Text::fixed(
            "een deel van een simulatie is geen tabel, CSV of JSON",
            "a part of a simulation is no table, CSV or JSON",
        );
        let help = Text::fixed(
            "geef --format en zo'n bestandsnaam aan `spuk merge`, dat de delen samenvoegt",
            "give --format and such a name of a file to `spuk merge`, which puts parts together",
        );
        return Err(Diagnostic::new(Code::Opdrachtregel, message).help(help));
    }
    Ok(())
}

/// Makes the draws, with progress on a terminal, until Ctrl-C; says so where
/// they are too few to say much.
///
/// # Errors
/// Input that cannot be simulated, money that is not conserved, or Ctrl-C.
pub(crate) fn run_draws(vraag: &Request, shard: Shard, lang: Lang) -> Result<DrawnStudy, Failure> {
    let watcher = Watcher::new(shard.range(vraag.trekkingen).len() as u64, lang);
    let drawn = DrawnStudy::make(vraag, shard, &watcher);
    watcher.bar.finish_and_clear();
    interrupt::forming();
    let drawn = drawn?;
    warn(drawn.remark.as_slice(), lang);
    Ok(drawn)
}

/// Draws what the scenarios but the first are worth to every gemeente, as they are and
/// without lasting differences, with a bar and until Ctrl-C.
///
/// # Errors
/// As [`Study::effects`].
pub(crate) fn run_effects(
    study: &Study,
    (draws, seed): (Option<u32>, Option<u64>),
    what: (Column, Vec<usize>),
    lang: Lang,
) -> Result<Option<EffectStudy>, Failure> {
    let simulatie = &study.models()[0].scenario.tabellen.simulatie;
    let watcher = Watcher::new(2 * u64::from(simulatie.trekkingen_of(draws)), lang);
    let effects = study.effects((draws, seed), what, &watcher);
    watcher.bar.finish_and_clear();
    interrupt::forming();
    Ok(effects?)
}

/// Loads scenarios with settings over each, and says what to know about the input.
///
/// # Errors
/// Anything wrong with the input.
pub(crate) fn load(
    world: &Arc<World>,
    (names, settings): (&[String], &[String]),
    access: Access,
    lang: Lang,
) -> Result<Study, Failure> {
    let variants = names.iter().map(|name| Variant::new(name, settings));
    let study = Study::load(world, &variants.collect::<Vec<_>>(), access)?;
    let models = study.models();
    let remarks: Vec<_> = models.iter().map(Model::remarks).collect();
    warn_of_each(models, &remarks, lang);
    Ok(study)
}

/// The projection of every scenario, once it is said what to doubt about them.
///
/// # Errors
/// A scenario that cannot be projected; money that is not conserved.
pub(crate) fn projected(study: &Study, lang: Lang) -> Result<Vec<Projection>, Failure> {
    let models = study.models();
    let projecties = study.run()?;
    let doubts = models.iter().zip(&projecties);
    let doubts: Vec<_> = doubts.map(|(model, it)| model.doubts(it)).collect();
    warn_of_each(models, &doubts, lang);
    Ok(projecties)
}

/// Draws that are shown: of people, and beside them those with assumptions drawn too.
pub(crate) struct Drawn {
    /// Of people alone.
    pub people: Part,
    /// With so many figures drawn at most of a scenario.
    pub assumed: Option<(Part, usize)>,
}

/// The bytes of a part file.
fn bytes(part: &Part) -> Result<Vec<u8>, Diagnostic> {
    part::write(part).map_err(|error| Diagnostic::new(Code::DeelOngeldig, error.text()))
}

/// Writes a whole simulation in the form that was asked for.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write_result(
    world: &World,
    (drawn, areas): (&Drawn, &AreaChoice),
    form: OutputFormat,
    output: &OutputOptions,
    lang: Lang,
) -> Result<(), Failure> {
    let part = &drawn.people;
    let mut text = match form {
        OutputFormat::Table => simulation_table((part, areas), world.date, lang, output.width()),
        OutputFormat::Csv | OutputFormat::CsvNl => simulation_csv(part, areas),
        OutputFormat::Json => simulation_json(part, areas, world.date),
    };
    if let Some((assumed, figures)) = &drawn.assumed {
        text = match form {
            OutputFormat::Table => {
                let both = (part, assumed, *figures);
                text + &assumptions_table(both, lang, output.width())
            }
            OutputFormat::Csv | OutputFormat::CsvNl => {
                let rows = simulation_csv(assumed, areas);
                text + rows.split_once('\n').map_or("", |(_, rows)| rows)
            }
            OutputFormat::Json => {
                let beside = simulation_json(assumed, areas, world.date);
                format!("{{\"mensen\": {text}, \"mensen_en_aannames\": {beside}}}\n")
            }
        };
    }
    if form.is_csv() {
        text = form.noted(text);
    }
    output.write(world, &text)
}

impl Arguments {
    /// The draws of a shard of what is asked for, and of whom they are shown.
    fn drawn(
        &self,
        world: &Arc<World>,
        shard: Shard,
        lang: Lang,
    ) -> Result<(Drawn, AreaChoice), Failure> {
        let usual = [DEFAULT.to_owned()];
        let names = match &self.scenarios[..] {
            [] => &usual[..],
            asked => asked,
        };
        let access = self.trust.access();
        let study = load(world, (names, &self.settings), access, lang)?;
        let vraag = study.request(self.draws, self.seed)?;
        let model = &study.models()[0];
        let shown = self.jaren.of_scenario(model)?;
        let areas = self.gebieden.chosen(|wanted| find_all(model, wanted))?;
        projected(&study, lang)?;
        let assumed = self
            .aannames
            .then(|| with_assumptions(&vraag))
            .transpose()?;
        let years = |part: Part| match &shown {
            Some(jaren) => part.of_years(&numbers(jaren)),
            None => part,
        };
        let people = years(run_draws(&vraag, shard, lang)?.part);
        let assumed = match assumed {
            Some(assumed) => {
                let figures = assumed.aannames.iter().map(Vec::len).max().unwrap_or(0);
                Some((years(run_draws(&assumed, shard, lang)?.part), figures))
            }
            None => None,
        };
        Ok((Drawn { people, assumed }, areas))
    }
}

/// Years as a part file has them.
pub(crate) fn numbers(jaren: &[Jaar]) -> Vec<u16> {
    jaren.iter().map(|jaar| jaar.get()).collect()
}

/// `2/8` as the second of eight.
fn parse_shard(text: &str) -> Result<Shard, Diagnostic> {
    let numbers = text.split_once('/');
    let shard = numbers.and_then(|(index, of)| Shard::new(index.parse().ok()?, of.parse().ok()?));
    shard.ok_or_else(|| {
        let message = Text::new(
            format!("`{text}` is geen deel van een simulatie"),
            format!("`{text}` is no part of a simulation"),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
            "schrijf i/n met i van 1 tot en met n, zoals --shard 2/8",
            "write i/n with i from 1 through n, such as --shard 2/8",
        ))
    })
}

/// Draws in so many milliseconds as draws a second, in the notation of the language: in
/// tenths where there are few.
fn speed(draws: u64, millis: u128, lang: Lang) -> String {
    let tenths = u128::from(draws) * 10_000 / millis.max(1);
    let tenths = i64::try_from(tenths).unwrap_or(i64::MAX);
    let tenths = if tenths < 1000 {
        tenths
    } else {
        tenths / 10 * 10
    };
    let number = Exact::new(tenths.into(), 10.into());
    format!("{}/s", lang.notation().decimal(&number, 0, 1))
}

/// Shows progress on a terminal, and stops on Ctrl-C.
pub(crate) struct Watcher {
    bar: ProgressBar,
    lang: Lang,
}

impl Watcher {
    fn new(draws: u64, lang: Lang) -> Self {
        let words = lang.choose(
            "{pos}/{len} trekkingen {wide_bar} {speed}, nog {eta}",
            "{pos}/{len} draws {wide_bar} {speed}, {eta} left",
        );
        Self::saying(words, draws, lang)
    }

    /// Of a question, of which every run is counted and not always known beforehand.
    pub(crate) fn of_runs(lang: Lang) -> Self {
        let words = lang.choose(
            "{pos} projecties {spinner} {speed}",
            "{pos} projections {spinner} {speed}",
        );
        Self::saying(words, 0, lang)
    }

    /// Takes the progress off the screen.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn saying(words: &str, length: u64, lang: Lang) -> Self {
        interrupt::watch(lang);
        let bar = ProgressBar::new(length);
        if !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let style = ProgressStyle::with_template(words);
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.with_key(
            "speed",
            move |state: &ProgressState, text: &mut dyn fmt::Write| {
                // A speed that cannot be written is no reason to stop.
                let _ = text.write_str(&speed(state.pos(), state.elapsed().as_millis(), lang));
            },
        ));
        Self { bar, lang }
    }
}

impl Progress for Watcher {
    fn complete(&self, draws: u32) {
        self.bar.inc(u64::from(draws));
    }

    fn stop(&self) -> bool {
        interrupt::asked()
    }

    fn paths_left(&self, file: &str, paths: u64, draws: u32) {
        let file = file.to_owned();
        warn(&[Remark::PathsLeft { file, paths, draws }], self.lang);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_is_written_in_the_notation_of_the_language() {
        assert_eq!(speed(25, 2_000, Lang::Nl), "12,5/s");
        assert_eq!(speed(25, 2_000, Lang::En), "12.5/s");
        assert_eq!(speed(2_469_134, 2_000, Lang::Nl), "1.234.567/s");
        assert_eq!(speed(0, 0, Lang::Nl), "0/s");
    }
}
