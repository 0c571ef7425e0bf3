//! Ctrl-C: draws end at once and are counted; what is made of them is given
//! up at once; a file that is being written is finished first.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use super::INTERRUPTED;
use super::say::say;
use crate::terms::Lang;

/// Set by Ctrl-C while draws are made.
static STOP: AtomicBool = AtomicBool::new(false);

/// What the program is doing: one of the three below.
static STEP: AtomicU8 = AtomicU8::new(DRAWING);
const DRAWING: u8 = 0;
const FORMING: u8 = 1;
const WRITING: u8 = 2;

/// Begins to watch for Ctrl-C, while draws are made.
pub(crate) fn watch(lang: Lang) {
    // A second handler in one process, as in a test, is no reason to fail.
    let _ = ctrlc::set_handler(move || match STEP.load(Ordering::SeqCst) {
        FORMING => {
            say(lang.choose(
                "onderbroken: alle trekkingen waren klaar, er is geen bestand geschreven",
                "interrupted: every draw was complete, no file was written",
            ));
            std::process::exit(i32::from(INTERRUPTED));
        }
        WRITING => {}
        _ => STOP.store(true, Ordering::Relaxed),
    });
}

/// Whether the draws have to end.
pub(crate) fn asked() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// From here on there are draws, and nothing is lost that has been written.
pub(crate) fn forming() {
    STEP.store(FORMING, Ordering::SeqCst);
}

/// From here on a file is written, which takes no time worth interrupting.
pub(crate) fn writing() {
    STEP.store(WRITING, Ordering::SeqCst);
}
