//! Draws that are made and written by as many threads as there are, a file each at a time.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use rayon::ThreadPoolBuilder;

use super::folder::NewFolder;
use crate::answer::{Answer, Asked};
use crate::cli::output::not_written;
use crate::cli::{Failure, interrupt};
use crate::export::{DrawPlan, Drawing, DrawsError, DrawsForm, draws_file};
use crate::input::diagnostic::{Diagnostic, refusal};
use crate::simulate::Progress;
use crate::terms::noun::{DRAWS, Noun};
use crate::terms::{Lang, Text};

/// Rows of a file, about: some tens of megabytes.
const ROWS: u64 = 1 << 22;

/// Sees to it that a folder can be written, before the scenarios are read.
///
/// # Errors
/// A folder with something in it, or one that cannot be made.
pub fn can_be_made(path: &Path) -> Result<(), Diagnostic> {
    NewFolder::beside(path).map(drop)
}

/// Makes the draws of a plan and writes them.
///
/// # Errors
/// A folder that cannot be written or has something in it; money that is not conserved;
/// Ctrl-C. Nothing is left of it then.
pub fn answer(plan: &DrawPlan, path: &Path, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let folder = NewFolder::beside(path)?;
    let receipts = plan.receipts();
    let rows = u64::from(plan.draws()) * plan.keys().rows() as u64;
    let files = Files {
        path,
        folder: &folder,
        form: DrawsForm::new(plan, &receipts),
        draws: plan.draws(),
        of: u32::try_from(rows.div_ceil(ROWS))
            .unwrap_or(u32::MAX)
            .clamp(1, plan.draws()),
    };
    asked.listener.begin(plan.draws().into());
    let written = plan
        .begin(asked)
        .and_then(|drawing| files.write(&drawing, asked));
    asked.listener.end();
    written?;
    let said = told((plan.draws(), plan.seed()), rows, files.of, asked.lang);
    interrupt::writing();
    folder.keep()?;
    Ok(Answer::new(said, None).with(receipts))
}

/// What was done, in one line.
fn told((draws, seed): (u32, u64), rows: u64, files: u32, lang: Lang) -> String {
    const FILES: Noun = Noun::new(["bestand", "bestanden"], ["file", "files"]);
    const LINES: Noun = Noun::new(["regel", "regels"], ["row", "rows"]);
    let notation = lang.notation();
    let draws = DRAWS.of(notation.whole(draws.into()), lang);
    let files = FILES.of(notation.whole(files.into()), lang);
    let rows = notation.whole(i64::try_from(rows).unwrap_or(i64::MAX));
    let rows = LINES.of(rows, lang);
    lang.choose(
        format!("{draws} (zaad {seed}) geschreven: {rows}, {files}\n"),
        format!("{draws} (seed {seed}) written: {rows}, {files}\n"),
    )
}

/// The files that draws go to.
struct Files<'a> {
    /// The folder as it was asked for.
    path: &'a Path,
    folder: &'a NewFolder,
    form: DrawsForm,
    draws: u32,
    /// How many.
    of: u32,
}

impl Files<'_> {
    /// The draws of a file, from 0.
    fn range(&self, file: u32) -> Range<u32> {
        let end = |files: u32| u64::from(self.draws) * u64::from(files) / u64::from(self.of);
        end(file) as u32..end(file + 1) as u32
    }

    /// Writes all of them. Every thread makes the draws of a file of its own: so memory is
    /// that of as many groups of rows as there are threads, whoever is slow.
    fn write(&self, drawing: &Drawing<'_>, asked: &Asked<'_>) -> Result<(), Diagnostic> {
        let next = AtomicU32::new(0);
        let others = Others {
            asked,
            failed: AtomicBool::new(false),
        };
        let first_fault: Mutex<Option<Diagnostic>> = Mutex::new(None);
        std::thread::scope(|scope| {
            for _ in 0..rayon::current_num_threads() {
                scope.spawn(|| {
                    let done = self.some_files(drawing, &next, &others);
                    if let Err(fault) = done {
                        others.failed.store(true, Ordering::Relaxed);
                        first_fault.lock().expect(UNHURT).get_or_insert(fault);
                    }
                });
            }
        });
        match first_fault.into_inner().expect(UNHURT) {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }

    /// Writes one file after another, until none is left.
    fn some_files(
        &self,
        drawing: &Drawing<'_>,
        next: &AtomicU32,
        watcher: &Others<'_>,
    ) -> Result<(), Diagnostic> {
        let alone = ThreadPoolBuilder::new().num_threads(1).build();
        let alone = alone.map_err(|error| {
            let why = Text::same(error.to_string());
            not_written(self.path, &why)
        })?;
        loop {
            let file = next.fetch_add(1, Ordering::Relaxed);
            if file >= self.of {
                return Ok(());
            }
            alone.install(|| self.file(file, drawing, watcher))?;
        }
    }

    fn file(
        &self,
        file: u32,
        drawing: &Drawing<'_>,
        watcher: &Others<'_>,
    ) -> Result<(), Diagnostic> {
        let cannot = |why: Text| not_written(self.path, &why);
        let of_disk = |error: std::io::Error| cannot(refusal(&error));
        let name = format!("trekkingen-{:05}.parquet", file + 1);
        let out = File::create_new(self.folder.path().join(name)).map_err(of_disk)?;
        let what = (drawing, self.range(file));
        let out = draws_file(&self.form, what, BufWriter::new(out), watcher);
        let mut out = out.map_err(|error| match error {
            DrawsError::Draws(fault) => fault,
            DrawsError::Written(error) => cannot(Text::same(error.to_string())),
        })?;
        out.flush().map_err(of_disk)?;
        out.get_ref().sync_all().map_err(of_disk)
    }
}

const UNHURT: &str = "whoever holds it does not panic";

/// Whoever asks, and the other threads: no one goes on once one of them has failed.
struct Others<'a> {
    asked: &'a Asked<'a>,
    failed: AtomicBool,
}

impl Progress for Others<'_> {
    fn complete(&self, draws: u32) {
        self.asked.complete(draws);
    }

    fn stop(&self) -> bool {
        self.failed.load(Ordering::Relaxed) || self.asked.stop()
    }

    fn paths_left(&self, file: &str, paths: u64, draws: u32) {
        self.asked.paths_left(file, paths, draws);
    }
}
