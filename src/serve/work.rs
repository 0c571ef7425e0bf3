//! Who works on what: short questions beside each other, few simulations at once, and of
//! every client only the newest question.

use std::collections::HashMap;
use std::ffi::OsString;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::StatusCode;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::{sleep, timeout};

use super::files::Fenced;
use super::program::Program;
use super::stop::{Ended, Stop};
use super::visitor::Visitor;
use crate::answer::Answer;
use crate::input::World;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::report::ReportPart;
use crate::terms::{Lang, Text};

/// Simulations at once: each uses every processor by itself.
const SIMULATIONS: usize = 2;

/// Simulations that run or wait.
const LINE: usize = 12;

/// Those of one client.
const LINE_OF_ONE: usize = 4;

/// As long as this a question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// As long as this a question is worked on.
const LONGEST: Duration = Duration::from_secs(600);

/// Bytes that the cells of one simulation may take.
const SIMULATION_MEMORY: usize = 1 << 30;

/// A question on its way.
#[derive(Debug)]
pub(super) struct Question {
    /// The words of the command line that ask the same.
    pub words: Vec<OsString>,
    /// The language of its answer.
    pub lang: Lang,
    /// The scenario that came along with it.
    pub along: Option<Vec<u8>>,
    /// The part of a report that is asked for, where it is one.
    pub part: Option<ReportPart>,
    /// Whether there are draws to make.
    pub long: bool,
    /// Who asks, where it said so: its newer questions take the place of older ones.
    pub client: Option<String>,
    /// Where it comes from.
    pub peer: String,
    /// Who hears events of its progress.
    pub hears: Option<UnboundedSender<String>>,
}

/// What came of a question.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The answer, or what was wrong with the question.
    pub answer: Result<Answer, Diagnostic>,
    /// What there is to know beside it.
    pub remarks: Vec<String>,
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
    root: Option<std::path::PathBuf>,
    short: Arc<Semaphore>,
    long: Arc<Semaphore>,
    /// How many simulations of each client run or wait.
    line: Mutex<HashMap<String, usize>>,
    /// The newest question of each client that said who it is.
    newest: Mutex<HashMap<String, Arc<Stop>>>,
    /// Every piece of work that is not done.
    all: Mutex<Vec<Arc<Stop>>>,
}

impl Work {
    /// Nothing is worked on. Files are read below `root` alone.
    pub fn new(root: Option<std::path::PathBuf>) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            root,
            short: Arc::new(Semaphore::new(2 * processors)),
            long: Arc::new(Semaphore::new(SIMULATIONS)),
            line: Mutex::default(),
            newest: Mutex::default(),
            all: Mutex::default(),
        }
    }

    /// Ends everything.
    pub fn close(&self) {
        for stop in held(&self.all).iter() {
            stop.end(Ended::Closing);
        }
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
        let waited = timeout(PATIENCE, Arc::clone(room).acquire_owned());
        let permit = tokio::select! {
            permit = waited => permit.map_err(|_| busy())?.map_err(|_| busy())?,
            why = stop.ended() => return Err(given_up(why)),
        };
        let (program, ending) = (Arc::clone(program), Arc::clone(stop));
        let files = Fenced::below(self.root.clone());
        let task = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            asked(&*program, question, files, ending)
        });
        tokio::select! {
            done = task => done.map_err(|_| fault()),
            why = stop.ended() => Err(given_up(why)),
            () = sleep(LONGEST) => {
                stop.end(Ended::TooLong);
                Err(given_up(Ended::TooLong))
            }
        }
    }

    fn take_turn<'w>(&'w self, question: &Question, stop: &Arc<Stop>) -> Result<Turn<'w>, Refused> {
        let who = question.client.clone();
        let who = who.unwrap_or_else(|| question.peer.clone());
        if question.client.is_some() {
            let older = held(&self.newest).insert(who.clone(), Arc::clone(stop));
            if let Some(older) = older {
                older.end(Ended::Overtaken);
            }
        }
        if question.long {
            let mut line = held(&self.line);
            let own = line.get(&who).copied().unwrap_or(0);
            if own >= LINE_OF_ONE && question.client.is_none() {
                let why = Text::new(
                    format!("er lopen of wachten al {own} simulaties van u"),
                    format!("{own} simulations of yours run or wait already"),
                );
                return Err(Refused {
                    status: StatusCode::TOO_MANY_REQUESTS,
                    why,
                    after: Some(2),
                });
            }
            if line.values().sum::<usize>() >= LINE {
                return Err(busy());
            }
            *line.entry(who.clone()).or_default() += 1;
        }
        held(&self.all).push(Arc::clone(stop));
        Ok(Turn {
            work: self,
            stop: Arc::clone(stop),
            who,
            long: question.long,
        })
    }
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A place among those who are worked for; it is given back with this value.
struct Turn<'w> {
    work: &'w Work,
    stop: Arc<Stop>,
    who: String,
    long: bool,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let is_own = |stop: &Arc<Stop>| Arc::ptr_eq(stop, &self.stop);
        held(&self.work.all).retain(|stop| !is_own(stop));
        let mut newest = held(&self.work.newest);
        if newest.get(&self.who).is_some_and(is_own) {
            newest.remove(&self.who);
        }
        if self.long {
            let mut line = held(&self.work.line);
            if let Some(own) = line.get_mut(&self.who) {
                *own -= 1;
            }
            line.retain(|_, own| *own > 0);
        }
    }
}

/// Asks the program, on the thread that this is called on.
fn asked(program: &dyn Program, question: Question, files: Fenced, stop: Arc<Stop>) -> Outcome {
    let visitor = Visitor::new(question.lang, stop, question.hears);
    let mut world = World::new(files.with(question.along), program.today());
    world.limits.simulation = world.limits.simulation.min(SIMULATION_MEMORY);
    let world = Arc::new(world);
    let words = &question.words;
    let answer = || match question.part {
        Some(part) => program.report(words, part, &world, &visitor),
        None => program.answer(words, &world, &visitor),
    };
    // Draws have threads of their own, so that a short question never waits for them.
    let own = question
        .long
        .then(|| rayon::ThreadPoolBuilder::new().build());
    let answer = match own {
        Some(Ok(pool)) => pool.install(answer),
        _ => answer(),
    };
    Outcome {
        answer,
        remarks: visitor.into_remarks(),
    }
}

fn busy() -> Refused {
    Refused {
        status: StatusCode::SERVICE_UNAVAILABLE,
        why: Text::fixed(
            "er wordt al aan te veel vragen gewerkt",
            "too many questions are being worked on already",
        ),
        after: Some(5),
    }
}

fn fault() -> Refused {
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
pub(super) fn was_stopped(diagnostic: &Diagnostic) -> bool {
    diagnostic.code() == Code::Onderbroken
}
