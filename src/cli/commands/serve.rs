//! `spuk serve`: the questions of the command line on an address of this machine.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::own::import;
use super::report;
use crate::answer::{Answer, Asked, Listener};
use crate::cli::args::language;
use crate::cli::args::misuse::misuse;
use crate::cli::output::{print, write_together};
use crate::cli::say::say;
use crate::cli::{Cli, Command, Failure, answer, fixed_date};
use crate::input::World;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::report::ReportPart;
use crate::scenario::DEFAULT;
use crate::serve::{Program, Understood, Workbench, serve};
use crate::terms::{Lang, Text, legible};

/// Een werkbank op een adres van deze machine: draai aan een scenario en zie wat volgt
/// EN: A workbench on an address of this machine: turn a scenario and see what follows
///
/// De pagina is die van het rapport, met een knop bij elk cijfer. Wat de opdrachtregel kan vragen, kan ook een adres: /api/run.csv?scenario=wi2021
/// geeft de bytes van `spuk run wi2021 --format csv`, voor Excel, Power BI en andere
/// programma's; /api/openapi.json zegt wat er is. Alleen deze machine kan vragen, tenzij
/// --host anders zegt; er wordt niets geschreven, tenzij met --opslaan. Ctrl-C stopt.
/// EN: The page is that of the report, with a knob at every figure. What the command line can ask, an address can ask too: /api/run.csv?scenario=wi2021
/// gives the bytes of `spuk run wi2021 --format csv`, for Excel, Power BI and other
/// programs; /api/openapi.json says what there is. Only this machine can ask, unless --host
/// says otherwise; nothing is written, unless with --opslaan. Ctrl-C stops it.
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Waar de pagina mee begint: paden of namen van scenario's [standaard: wi2021]
    /// EN: What the page begins with: paths or names of scenarios [default: wi2021]
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<String>,

    /// Poort; 0 voor een die vrij is
    /// EN: Port; 0 for any that is free
    #[arg(long, value_name = "POORT", default_value_t = 8421)]
    port: u16,

    /// Adres om op te luisteren; een ander dan deze machine vraagt om --token
    /// EN: Address to listen on; another than this machine asks for --token
    #[arg(long, value_name = "ADRES", default_value = "127.0.0.1")]
    host: String,

    /// Lees scenario's en hun bestanden uit deze map, en nergens anders [standaard: alleen ingebouwde]
    /// EN: Read scenarios and their files from this folder, and from nowhere else [default: embedded ones only]
    #[arg(long, value_name = "MAP")]
    map: Option<PathBuf>,

    /// Laat bezoekers scenario's opslaan in de map van --map, onder een naam die vrij is
    /// EN: Let visitors save scenarios in the folder of --map, under a name that is free
    #[arg(long)]
    opslaan: bool,

    /// Waar bezoekers de pagina vinden, als er een server met TLS voor staat, zoals https://spuk.example; vraagt om --token
    /// EN: Where visitors find the page, where a server with TLS stands in front, such as https://spuk.example; asks for --token
    #[arg(long, value_name = "ADRES")]
    adres: Option<String>,

    /// Wat wie vraagt moet weten; ten minste 12 letters en cijfers
    /// EN: What who asks has to know; at least 12 letters and digits
    #[arg(long, value_name = "WOORD")]
    token: Option<String>,

    /// Open de werkbank in de browser
    /// EN: Open the workbench in the browser
    #[arg(long)]
    open: bool,
}

/// The command line as a program that answers.
struct CommandLine;

impl Program for CommandLine {
    fn definition(&self, lang: Lang) -> clap::Command {
        language::command(lang)
    }

    fn lang(&self, words: &[OsString]) -> Lang {
        language::asked(words)
    }

    fn answer(
        &self,
        words: &[OsString],
        world: &Arc<World>,
        listener: &dyn Listener,
    ) -> Result<Answer, Diagnostic> {
        let cli = parsed(words)?;
        let asked = asked(&cli, world, listener);
        let answered = cli.command.as_ref().and_then(|one| answer(one, &asked));
        answered
            .unwrap_or_else(|| Err(no_question().into()))
            .map_err(wrong)
    }

    fn report(
        &self,
        words: &[OsString],
        part: ReportPart,
        world: &Arc<World>,
        listener: &dyn Listener,
    ) -> Result<Answer, Diagnostic> {
        let cli = parsed(words)?;
        let asked = asked(&cli, world, listener);
        match &cli.command {
            Some(Command::Report(arguments)) => {
                report::part(arguments, part, &asked).map_err(wrong)
            }
            _ => Err(no_question()),
        }
    }

    fn understood(
        &self,
        words: &[OsString],
        world: &Arc<World>,
        listener: &dyn Listener,
    ) -> Result<Understood, Diagnostic> {
        let cli = parsed(words)?;
        let asked = asked(&cli, world, listener);
        let Some(Command::Import(arguments)) = &cli.command else {
            return Err(no_question());
        };
        let imported = import::understood(arguments, &asked).map_err(wrong)?;
        let account = import::said(arguments, &imported.account, &asked);
        Ok(Understood {
            answer: Answer::new(account, None),
            rows: imported.source.text.clone(),
            table: imported.account.form.key(),
        })
    }

    fn write(&self, files: &[(&Path, &[u8])]) -> Result<(), Diagnostic> {
        write_together(files)
    }

    fn today(&self) -> Date {
        // It was a moment when the program started, or it would not have.
        let fixed = fixed_date().ok().flatten();
        fixed.unwrap_or_else(|| World::default().date)
    }
}

/// A command line, read.
fn parsed(words: &[OsString]) -> Result<Cli, Diagnostic> {
    let lang = language::asked(words);
    language::parse(words, lang).map_err(|error| misuse(&error))
}

/// What a command line that was read asks of.
fn asked<'a>(cli: &Cli, world: &'a Arc<World>, listener: &'a dyn Listener) -> Asked<'a> {
    Asked {
        world,
        lang: cli.lang,
        listener,
    }
}

fn no_question() -> Diagnostic {
    let message = Text::fixed("dit is geen vraag", "this is no question");
    Diagnostic::new(Code::Opdrachtregel, message)
}

/// What was wrong; an exit status alone is no answer to a question.
fn wrong(failure: Failure) -> Diagnostic {
    match failure {
        Failure::Wrong(diagnostic) => diagnostic,
        Failure::Told(_) => no_question(),
    }
}

/// Answers until it is asked to stop.
///
/// # Errors
/// A folder or an address that is not there; another machine that could ask without a
/// token.
pub fn execute(arguments: &Arguments, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    let folder = arguments.map.as_deref().map(|map| folder(world, map));
    let workbench = Workbench {
        host: arguments.host.clone(),
        port: arguments.port,
        outer: arguments.adres.clone(),
        token: arguments.token.clone(),
        folder: folder.transpose()?,
        saves: arguments.opslaan,
        start: match &arguments.scenarios[..] {
            [] => vec![DEFAULT.to_owned()],
            asked => asked.to_vec(),
        },
        lang,
    };
    serve(&workbench, Arc::new(CommandLine), |address| {
        let address = format!("http://{address}/");
        print(&format!("{address}\n"))?;
        say(lang.choose("Ctrl-C stopt de werkbank", "Ctrl-C stops the workbench"));
        if arguments.open {
            open(&address);
        }
        Ok(())
    })?;
    Ok(())
}

/// The folder without links on the way to it.
fn folder(world: &World, map: &Path) -> Result<PathBuf, Diagnostic> {
    let real = world.canonicalize(map).ok();
    real.filter(|real| world.is_folder(real)).ok_or_else(|| {
        let map = legible::path(map);
        let message = Text::new(format!("{map} is geen map"), format!("{map} is no folder"));
        Diagnostic::new(Code::Opdrachtregel, message)
    })
}

/// Opens an address in the browser. Where that is not possible the address stands on the
/// screen.
fn open(address: &str) {
    let opener = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let quiet = || Stdio::null();
    let mut opener = process::Command::new(opener);
    let opener = opener
        .arg(address)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet());
    let _ = opener.spawn();
}
