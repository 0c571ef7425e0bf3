//! The command line: a file per command, one definition for parser, help, man
//! page and completions.

mod args;
mod commands;
mod git;
mod interrupt;
mod output;
mod say;
mod terminal;

pub use args::draws::DrawOptions;
pub use args::options::{OutputOptions, ScenarioOptions, TrustOptions};
pub use args::rows::RowOptions;
pub use args::years::YearOptions;
pub use output::{
    FileForm, OutputFormat, can_be_written, print, print_bytes, printed, write_together,
    write_whole,
};

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use rayon::ThreadPoolBuilder;

use args::language;
use args::misuse::misuse;
use args::options::write_file;
#[cfg(feature = "serve")]
use commands::serve;
use commands::{
    amounts, backtest, check, columns, compare, completions, explain, man, merge, own::import,
    own::init, questions::sensitivity, questions::solve, report, run, shipped::list,
    shipped::schema, shipped::show, simulate,
};
use say::{say, tell};
use terminal::Terminal;

use crate::answer::{Answer, Asked};
use crate::input::World;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::{Lang, Text};

/// The version as a receipt has it: with the commit, and a mark of what differs from it.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("SPUK_COMMIT"), ")");

/// Simulator van de SPUK inburgeringsvoorzieningen.
/// EN: Simulator of the SPUK inburgeringsvoorzieningen.
///
/// Rekent uit wat het Rijk gemeenten betaalt voor inburgering, per jaar en per
/// gemeente, precies zoals de wet het zegt, met een bron bij elk cijfer. Zonder
/// opdracht: `spuk run` op het geldende recht (`wi2021`).
/// EN: Works out what the state pays gemeenten for inburgering, per year and per
/// gemeente, exactly as the law says, with a source for every figure. Without a
/// command: `spuk run` of the law in force (`wi2021`).
#[derive(Debug, Parser)]
#[command(name = "spuk", version = VERSION, propagate_version = true)]
pub struct Cli {
    /// Taal van alles wat u leest
    /// EN: Language of everything you read
    #[arg(long, value_name = "TAAL", default_value = "nl")]
    #[arg(global = true, display_order = language::LAST)]
    lang: Lang,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Arguments),
    Amounts(amounts::Arguments),
    Explain(explain::Arguments),
    Backtest(backtest::Arguments),
    Simulate(simulate::Arguments),
    Merge(merge::Arguments),
    Compare(compare::Arguments),
    Sensitivity(sensitivity::Arguments),
    Solve(solve::Arguments),
    Report(report::Arguments),
    Check(check::Arguments),
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    Columns(columns::Arguments),
    List(list::Arguments),
    Show(show::Arguments),
    Import(import::Arguments),
    Init(init::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Why a command ended without an answer.
#[derive(Debug)]
pub enum Failure {
    /// Something went wrong; the code says which exit status it is.
    Wrong(Diagnostic),
    /// What there is to say has been said; this is the exit status.
    Told(u8),
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Wrong(diagnostic)
    }
}

/// Exit status where the call or the input was wrong.
const WRONG: u8 = 2;

/// Exit status for a fault of the program itself (EX_SOFTWARE of sysexits).
const FAULT: u8 = 70;

/// Exit status after Ctrl-C, as shells report it.
const INTERRUPTED: u8 = 130;

/// Where the machine gives no more threads, the one that is there does all the work.
/// The global threads can be tried once only, so it is others that are tried.
fn make_threads() {
    if ThreadPoolBuilder::new().build().is_err() {
        let alone = ThreadPoolBuilder::new().num_threads(1);
        let made = alone.use_current_thread().build_global();
        made.expect("nothing has asked for threads before this");
    }
}

/// The variable that fixes the date (reproducible-builds.org).
const FIXED_DATE: &str = "SOURCE_DATE_EPOCH";

/// Runs the program on the arguments of the process, its files and its date.
pub fn main() -> ExitCode {
    run_in(std::env::args_os(), || {
        let mut world = World::default();
        if let Some(date) = fixed_date()? {
            world.date = date;
        }
        Ok(world)
    })
}

/// The date that the user fixed, if any.
///
/// # Errors
/// As [`moment`].
pub(crate) fn fixed_date() -> Result<Option<Date>, Diagnostic> {
    let Some(fixed) = std::env::var_os(FIXED_DATE) else {
        return Ok(None);
    };
    let moment = moment(&fixed.to_string_lossy())?;
    Ok(Some(Offset::UTC.to_datetime(moment).date()))
}

/// A moment in whole seconds since 1970. Any other is refused: who fixes the date
/// would get that of the day, and never the same bytes again.
///
/// # Errors
/// Anything but whole seconds since 1970, up to the year 9999.
fn moment(fixed: &str) -> Result<Timestamp, Diagnostic> {
    let seconds = fixed.parse::<u64>().ok();
    let seconds = seconds.and_then(|seconds| i64::try_from(seconds).ok());
    let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.ok_or_else(|| {
        let message = Text::new(
            format!("{FIXED_DATE} is `{fixed}`, en dat is geen moment"),
            format!("{FIXED_DATE} is `{fixed}`, which is no moment"),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
            "geef hele seconden sinds 1 januari 1970, zoals 1760000000, of laat de variabele weg",
            "give whole seconds since 1 January 1970, such as 1760000000, or leave the variable out",
        ))
    })
}

/// Runs the program on `args`, with what `world` gives once they are understood.
pub fn run_in(
    args: impl IntoIterator<Item = OsString>,
    world: impl FnOnce() -> Result<World, Diagnostic>,
) -> ExitCode {
    let arguments: Vec<OsString> = args.into_iter().collect();
    let lang = language::asked(&arguments);
    let done = match language::parse(&arguments, lang) {
        Ok(cli) => world().map_err(Failure::from).and_then(|world| {
            let usual = || Command::Run(run::Arguments::default());
            execute(
                cli.command.unwrap_or_else(usual),
                &Arc::new(world),
                cli.lang,
            )
        }),
        // Help, and the version.
        Err(error) if !error.use_stderr() => printed(error.print()).map_err(Failure::from),
        Err(error) => Err(misuse(&error).into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Told(status)) => ExitCode::from(status),
        Err(Failure::Wrong(diagnostic)) => ExitCode::from(told(&diagnostic, lang)),
    }
}

/// Says what went wrong, and gives the exit status for it.
fn told(diagnostic: &Diagnostic, lang: Lang) -> u8 {
    let message = diagnostic.message().of(lang);
    match diagnostic.code() {
        Code::BoekenSluitenNiet => {
            let fault = lang.choose("fout in het programma", "fault in the program");
            say(format_args!("{fault}: {message}"));
            FAULT
        }
        Code::Onderbroken => {
            let nothing = lang.choose("er is niets geschreven", "nothing has been written");
            say(format_args!("{message}, {nothing}"));
            INTERRUPTED
        }
        _ => {
            tell(diagnostic, lang);
            WRONG
        }
    }
}

fn execute(command: Command, world: &Arc<World>, lang: Lang) -> Result<(), Failure> {
    use Command::{Check, Compare, Merge, Report, Sensitivity, Simulate, Solve};
    if let Check(_) | Compare(_) | Merge(_) | Report(_) | Sensitivity(_) | Simulate(_) | Solve(_) =
        command
    {
        make_threads();
    }
    let asked = Asked {
        world,
        lang,
        listener: &Terminal::new(lang),
    };
    if let Some(answer) = answer(&command, &asked) {
        return given(&answer?, world);
    }
    match command {
        Command::Report(arguments) => report::execute(&arguments, &asked),
        Command::Check(arguments) => check::execute(&arguments, world, lang),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::execute(&arguments, world, lang),
        Command::Import(arguments) => import::execute(&arguments, &asked),
        Command::Init(arguments) => init::execute(&arguments, world, lang),
        Command::Completions(arguments) => completions::execute(&arguments, lang),
        Command::Man(arguments) => man::execute(&arguments, lang),
        _ => unreachable!("the others give an answer"),
    }
}

/// The answer of a command that does nothing but give one; `None` for any other.
fn answer(command: &Command, asked: &Asked<'_>) -> Option<Result<Answer, Failure>> {
    Some(match command {
        Command::Run(arguments) => run::answer(arguments, asked),
        Command::Amounts(arguments) => amounts::answer(arguments, asked),
        Command::Explain(arguments) => explain::answer(arguments, asked),
        Command::Backtest(arguments) => backtest::answer(arguments, asked),
        Command::Simulate(arguments) => simulate::answer(arguments, asked),
        Command::Merge(arguments) => merge::answer(arguments, asked),
        Command::Compare(arguments) => compare::answer(arguments, asked),
        Command::Sensitivity(arguments) => sensitivity::answer(arguments, asked),
        Command::Solve(arguments) => solve::answer(arguments, asked),
        Command::Columns(arguments) => columns::answer(arguments, asked),
        Command::List(arguments) => list::answer(arguments, asked),
        Command::Show(arguments) => show::answer(arguments, asked),
        Command::Schema(arguments) => schema::answer(arguments, asked),
        // Each writes files, or takes its time.
        Command::Report(_)
        | Command::Check(_)
        | Command::Import(_)
        | Command::Init(_)
        | Command::Completions(_)
        | Command::Man(_) => return None,
        #[cfg(feature = "serve")]
        Command::Serve(_) => return None,
    })
}

/// Writes an answer, and says what there is to say behind it.
fn given(answer: &Answer, world: &World) -> Result<(), Failure> {
    match (&answer.out, std::str::from_utf8(&answer.bytes)) {
        (Some(path), _) if path != Path::new("-") => write_file(world, path, &answer.bytes)?,
        (_, Ok(text)) => print(text)?,
        (_, Err(_)) => print_bytes(&answer.bytes)?,
    }
    for said in &answer.afterwards {
        say(said);
    }
    if let Some((path, bytes)) = &answer.beside {
        write_file(world, path, bytes)?;
    }
    match answer.fails {
        true => Err(Failure::Told(1)),
        false => Ok(()),
    }
}
