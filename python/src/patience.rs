//! Long work beside Python: on threads of this process, without the lock of the
//! interpreter, until it is done or someone presses Ctrl-C.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use spuk::Error;
use spuk::bindings::Watch;

use crate::fault::raised;

/// How long Ctrl-C and progress wait at most.
pub const TICK: Duration = Duration::from_millis(50);

/// How long an interrupted call waits for its draws to end.
const GRACE: Duration = Duration::from_millis(500);

/// The threads of one process, by their number.
struct Threads {
    process: u32,
    pools: Vec<(usize, Arc<ThreadPool>)>,
}

/// Threads that were made, for every number of them that was asked for; 0 for as many as
/// the machine has cores. Locked only by who holds the lock of the interpreter, so that a
/// process that is forked never begins with it locked.
static THREADS: Mutex<Option<Threads>> = Mutex::new(None);

/// The threads of this process. Those of the process that this one was forked from do not
/// run here: they are left, and others are made.
pub fn threads(_py: Python<'_>, asked: Option<usize>) -> PyResult<Arc<ThreadPool>> {
    let (process, asked) = (std::process::id(), asked.unwrap_or(0));
    let mut held = THREADS.lock().unwrap_or_else(PoisonError::into_inner);
    if held.as_ref().is_none_or(|known| known.process != process) {
        let pools = Vec::new();
        // To end threads that do not run would take forever.
        std::mem::forget(held.replace(Threads { process, pools }));
    }
    let known = held.get_or_insert_with(|| Threads {
        process,
        pools: Vec::new(),
    });
    if let Some((_, pool)) = known.pools.iter().find(|(count, _)| *count == asked) {
        return Ok(Arc::clone(pool));
    }
    let pool = ThreadPoolBuilder::new().num_threads(asked).build();
    let pool = pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    let pool = Arc::new(pool);
    known.pools.push((asked, Arc::clone(&pool)));
    Ok(pool)
}

/// How far a call is, and whether it has to end.
#[derive(Debug, Clone, Default)]
pub struct Pace(Arc<PaceCounts>);

#[derive(Debug, Default)]
struct PaceCounts {
    all: AtomicU32,
    made: AtomicU32,
    stop: AtomicBool,
}

impl Watch for Pace {
    fn begin(&self, draws: u32) {
        self.0.all.store(draws, Ordering::Relaxed);
    }

    fn complete(&self, draws: u32) {
        self.0.made.fetch_add(draws, Ordering::Relaxed);
    }

    fn stop(&self) -> bool {
        self.0.stop.load(Ordering::Relaxed)
    }
}

impl Pace {
    /// Asks whoever works to end.
    pub fn end(&self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }

    /// Tells the caller how many draws are complete, of how many.
    fn tell(&self, progress: Option<&Bound<'_, PyAny>>, told: &mut u32) -> PyResult<()> {
        let Some(progress) = progress else {
            return Ok(());
        };
        let made = self.0.made.load(Ordering::Relaxed);
        let all = self.0.all.load(Ordering::Relaxed);
        if all > 0 && made != *told {
            *told = made;
            progress.call1((made, all))?;
        }
        Ok(())
    }
}

/// Works without the lock of the interpreter, and gives what comes of it. `progress` is
/// called with the draws that are complete and how many there will be.
pub fn patiently<T: Send + 'static>(
    py: Python<'_>,
    (asked, progress): (Option<usize>, Option<Bound<'_, PyAny>>),
    work: impl FnOnce(&Pace) -> Result<T, Error> + Send + 'static,
) -> PyResult<T> {
    let pool = threads(py, asked)?;
    let pace = Pace::default();
    let (sender, mut receiver) = channel();
    let own = pace.clone();
    let worker = std::thread::spawn(move || {
        let outcome = pool.install(|| work(&own));
        // Whoever asked may have been interrupted.
        let _ = sender.send(outcome);
    });
    let mut told = 0;
    loop {
        let outcomes = &mut receiver;
        let outcome = py.detach(move || outcomes.recv_timeout(TICK));
        match outcome {
            Ok(outcome) => {
                pace.tell(progress.as_ref(), &mut told)?;
                return outcome.map_err(|error| raised(py, &error));
            }
            Err(RecvTimeoutError::Disconnected) => {
                let panic = py.detach(|| worker.join()).err();
                let panic = panic.unwrap_or_else(|| Box::new("the work ended without an answer"));
                std::panic::resume_unwind(panic);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        let going = py.check_signals();
        let going = going.and_then(|()| pace.tell(progress.as_ref(), &mut told));
        if let Err(interrupt) = going {
            pace.end();
            let outcomes = &mut receiver;
            // What comes of it is nobody's any more.
            let _ = py.detach(move || outcomes.recv_timeout(GRACE));
            return Err(interrupt);
        }
    }
}
