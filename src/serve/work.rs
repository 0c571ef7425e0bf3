//! Who works on what: short questions beside each other, few simulations at once, and of
//! every client only the newest question.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use hyper::StatusCode;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::{sleep, timeout};

use super::line::Line;
use super::own::files::{Fenced, ReadRows};
use super::own::kept::{Kept, LARGEST, UNNAMED};
use super::program::Program;
use super::stop::{Ended, Stop};
use super::turns::{Asker, NoTurn, Turn, Turns};
use super::visitor::Visitor;
use super::wire::room::{Along, Room};
use crate::answer::{Address, Answer, Listener};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::{Files, World};
use crate::report::{ReportPart, TableInput, table_workbook};
use crate::terms::{Lang, Text};

/// Simulations at once: each uses every processor by itself.
const SIMULATIONS: usize = 2;

/// As long as this a question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// As long as this a question is worked on.
const LONGEST: Duration = Duration::from_secs(600);

/// Bytes that the cells of one simulation may take.
const SIMULATION_MEMORY: usize = 1 << 30;

/// Bytes that a workbook of a visitor may take when it is unpacked.
const UNPACKED: u64 = 128 << 20;

/// Bytes that what comes in and goes out may take together.
const ROOM: usize = 512 << 20;

/// A question on its way.
#[derive(Debug)]
pub(super) struct Question {
    /// The words of the command line that ask the same.
    pub words: Vec<OsString>,
    /// The language of its answer.
    pub lang: Lang,
    /// What came along with it, under the name that it has for the program.
    pub along: Option<(PathBuf, Along)>,
    /// What of the program is asked.
    pub what: Asking,
    /// Whether the table is to be a workbook.
    pub as_workbook: bool,
    /// The address at which the same can be asked again, where it is one.
    pub address: Option<Address>,
    /// Whether there are draws to make.
    pub long: bool,
    /// Who asks, where it said so: its newer questions take the place of older ones.
    pub client: Option<String>,
    /// Where it comes from.
    pub peer: String,
    /// Who hears events of its progress.
    pub hears: Option<UnboundedSender<String>>,
}

/// What of a program is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// The answer to a command line.
    Command,
    /// A part of a report.
    Part(ReportPart),
    /// What a file is understood as.
    File,
}

/// What came of a question.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The answer, or what was wrong with the question.
    pub answer: Result<Answer, Diagnostic>,
    /// What there is to know beside it.
    pub remarks: Vec<String>,
    /// The setting that names the rows that were kept.
    pub kept: Option<String>,
    /// The figures of visitors that it was made with.
    pub own: Vec<ReadRows>,
}

/// Why a question was not answered, and after how many seconds it can be asked again.
#[derive(Debug)]
pub(super) struct Refused {
    /// What HTTP calls it.
    pub status: StatusCode,
    /// The reason.
    pub why: Text,
    /// Seconds.
    pub after: Option<u64>,
}

/// All that is worked on.
#[derive(Debug)]
pub(super) struct Work {
    root: Option<PathBuf>,
    /// The figures of visitors.
    pub kept: Arc<Kept>,
    /// The memory of what comes in and goes out.
    pub room: Room,
    short: Arc<Line>,
    long: Arc<Line>,
    turns: Turns,
}

impl Work {
    /// Nothing is worked on. Files are read below `root` alone.
    pub fn new(root: Option<PathBuf>) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            root,
            kept: Arc::default(),
            room: Room::of(ROOM),
            short: Line::of(processors.max(2)),
            long: Line::of(SIMULATIONS),
            turns: Turns::default(),
        }
    }

    /// Whether files are read from a folder.
    pub fn has_folder(&self) -> bool {
        self.root.is_some()
    }

    /// Whether a path leads to anything in the folder.
    pub fn is_there(&self, path: &Path) -> bool {
        let files = Fenced::below(self.root.clone(), Arc::default());
        files.kind(path).is_ok()
    }

    /// The scenarios in the folder and in the folders in it, by their paths.
    pub fn scenarios(&self) -> Vec<String> {
        let files = Fenced::below(self.root.clone(), Arc::default());
        files.scenarios()
    }

    /// Ends everything.
    pub fn close(&self) {
        self.turns.close();
    }

    /// Works on a question until it is answered or `stop` says to end.
    ///
    /// # Errors
    /// A question that is overtaken, takes too long, or finds too many others.
    pub async fn answer(
        &self,
        program: &Arc<dyn Program>,
        question: Question,
        stop: &Arc<Stop>,
    ) -> Result<Outcome, Refused> {
        let _turn = self.take_turn(&question, stop)?;
        let room = match question.long {
            true => &self.long,
            false => &self.short,
        };
        let client = question.client.clone();
        let waited = timeout(PATIENCE, room.place(client.as_deref()));
        let place = tokio::select! {
            place = waited => place.map_err(|_| busy())?.ok_or_else(|| given_up(Ended::Overtaken))?,
            why = stop.ended() => return Err(given_up(why)),
        };
        let (program, ending) = (Arc::clone(program), Arc::clone(stop));
        let kept = Arc::clone(&self.kept);
        let files = Fenced::below(self.root.clone(), Arc::clone(&kept));
        let task = tokio::task::spawn_blocking(move || {
            let _place = place;
            asked(&*program, question, (files, &kept), ending)
        });
        let done = tokio::select! {
            done = task => done.map_err(|_| fault()),
            why = stop.ended() => Err(given_up(why)),
            () = sleep(LONGEST) => {
                stop.end(Ended::TooLong);
                Err(given_up(Ended::TooLong))
            }
        }?;
        // What was told to stop may have done so before that was heard here.
        let is_stopped = done.answer.as_ref().is_err_and(was_stopped);
        match stop.why().filter(|_| is_stopped) {
            Some(why) => Err(given_up(why)),
            None => Ok(done),
        }
    }

    fn take_turn(&self, question: &Question, stop: &Arc<Stop>) -> Result<Turn<'_>, Refused> {
        let who = Asker {
            client: question.client.clone(),
            address: question.peer.clone(),
        };
        let turn = self.turns.take(who, question.long, stop);
        turn.map_err(|why| match why {
            NoTurn::Full => busy(),
            NoTurn::OfOne(own) => Refused {
                status: StatusCode::TOO_MANY_REQUESTS,
                why: Text::new(
                    format!("er lopen of wachten al {own} simulaties van u"),
                    format!("{own} simulations of yours run or wait already"),
                ),
                after: Some(2),
            },
        })
    }
}

/// Asks the program, on the thread that this is called on.
fn asked(
    program: &dyn Program,
    question: Question,
    (files, kept): (Fenced, &Kept),
    stop: Arc<Stop>,
) -> Outcome {
    let Question {
        words,
        lang,
        along,
        what,
        as_workbook,
        long,
        address,
        ..
    } = question;
    // The room that it takes is given back when it is no longer needed.
    let (along, _room) = along
        .map(|(name, Along { bytes, _room })| ((name, bytes), _room))
        .unzip();
    let who = question.client.unwrap_or(question.peer);
    let called = along.as_ref().map(|(name, _)| name.display().to_string());
    let called = called.filter(|name| name != UNNAMED);
    let visitor = Visitor::new(lang, stop, question.hears).at(address);
    let rows = files.own();
    let mut world = World::new(files.with(along), program.today());
    world.limits.simulation = world.limits.simulation.min(SIMULATION_MEMORY);
    world.limits.unpacked = world.limits.unpacked.min(UNPACKED);
    let world = Arc::new(world);
    let mut setting = None;
    let mut answer = || {
        let answer = match what {
            Asking::Command => program.answer(&words, &world, &visitor),
            Asking::Part(part) => program.report(&words, part, &world, &visitor),
            Asking::File => {
                let understood = program.understood(&words, &world, &visitor)?;
                let path = kept.keep(&who, called.as_deref(), understood.rows.as_bytes());
                let path = path.ok_or_else(too_many_rows)?;
                setting = Some(format!("{}.bestand={path}", understood.table));
                Ok(understood.answer)
            }
        }?;
        match as_workbook {
            true => workbook(answer, &visitor, &world),
            false => Ok(answer),
        }
    };
    // Draws have threads of their own, so that a short question never waits for them.
    let own = long.then(|| rayon::ThreadPoolBuilder::new().build());
    let answer = match own {
        Some(Ok(pool)) => pool.install(&mut answer),
        _ => answer(),
    };
    let rows = std::mem::take(&mut *rows.lock().unwrap_or_else(PoisonError::into_inner));
    Outcome {
        answer: answer.map_err(|wrong| rows.told(wrong)),
        remarks: visitor.into_remarks(),
        kept: setting,
        own: rows.read,
    }
}

/// An answer that is a CSV as a workbook.
fn workbook(answer: Answer, visitor: &Visitor, world: &World) -> Result<Answer, Diagnostic> {
    let bytes = table_workbook(
        &TableInput {
            csv: &String::from_utf8_lossy(&answer.bytes),
            drawn: None,
            receipts: &answer.receipts,
            remarks: &visitor.remarks(),
            address: visitor.address(),
            date: world.date,
        },
        visitor.lang,
    )?;
    Ok(Answer { bytes, ..answer })
}

fn too_many_rows() -> Diagnostic {
    let most = LARGEST >> 20;
    let message = Text::new(
        format!("dit zijn meer rijen dan hier worden bewaard: ten hoogste {most} MB"),
        format!("these are more rows than are kept here: {most} MB at most"),
    );
    Diagnostic::new(Code::BestandTeGroot, message)
}

/// There is too much to do.
pub(super) fn busy() -> Refused {
    Refused {
        status: StatusCode::SERVICE_UNAVAILABLE,
        why: Text::fixed(
            "er wordt al aan te veel vragen gewerkt",
            "too many questions are being worked on already",
        ),
        after: Some(5),
    }
}

/// The program itself failed.
pub(super) fn fault() -> Refused {
    Refused {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        why: Text::fixed("fout in het programma", "fault in the program"),
        after: None,
    }
}

fn given_up(why: Ended) -> Refused {
    let (status, why, after) = match why {
        Ended::Gone | Ended::Overtaken => (
            StatusCode::CONFLICT,
            Text::fixed(
                "ingehaald door een nieuwere vraag",
                "overtaken by a newer question",
            ),
            None,
        ),
        Ended::TooLong => (
            StatusCode::SERVICE_UNAVAILABLE,
            Text::fixed(
                "dit duurt te lang; vraag minder trekkingen of jaren",
                "this takes too long; ask for fewer draws or years",
            ),
            None,
        ),
        Ended::Closing => (
            StatusCode::SERVICE_UNAVAILABLE,
            Text::fixed("de server stopt", "the server stops"),
            Some(5),
        ),
    };
    Refused { status, why, after }
}

/// Whether what was wrong is that someone asked to stop.
fn was_stopped(diagnostic: &Diagnostic) -> bool {
    diagnostic.code() == Code::Onderbroken
}
