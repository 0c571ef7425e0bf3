//! The end of a piece of work, told from outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use tokio::sync::Notify;

/// Why work is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Ended {
    /// Nobody waits for it any more.
    Gone = 1,
    /// The same client asked something newer.
    Overtaken,
    /// It takes longer than is given for it.
    TooLong,
    /// The server stops.
    Closing,
}

/// The end of a piece of work, told from outside. The first reason counts.
#[derive(Debug, Default)]
pub(super) struct Stop {
    ended: AtomicU8,
    told: Notify,
}

impl Stop {
    /// Ends the work.
    pub fn end(&self, why: Ended) {
        let none = Ordering::Relaxed;
        let _ = self.ended.compare_exchange(0, why as u8, none, none);
        self.told.notify_waiters();
    }

    /// Why it is ended, if it is.
    pub fn why(&self) -> Option<Ended> {
        let all = [
            Ended::Gone,
            Ended::Overtaken,
            Ended::TooLong,
            Ended::Closing,
        ];
        let why = self.ended.load(Ordering::Relaxed);
        all.into_iter().find(|one| *one as u8 == why)
    }

    /// When it is ended.
    pub async fn ended(&self) -> Ended {
        loop {
            let told = self.told.notified();
            tokio::pin!(told);
            told.as_mut().enable();
            if let Some(why) = self.why() {
                return why;
            }
            told.await;
        }
    }
}

/// Ends a piece of work once nobody holds this any more.
#[derive(Debug)]
pub(super) struct WhileHeld(pub Arc<Stop>);

impl Drop for WhileHeld {
    fn drop(&mut self) {
        self.0.end(Ended::Gone);
    }
}
