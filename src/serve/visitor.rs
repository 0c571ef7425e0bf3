//! A visitor as who asks: what it hears, how far the work is, and whether it is still
//! there.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::sync::mpsc::UnboundedSender;

use super::stop::Stop;
use super::wire::events::event;
use crate::answer::{Address, Listener};
use crate::terms::legible::on_one_line;
use crate::terms::{Lang, Text};

/// As often as this a visitor hears how far the draws are.
const BEAT: Duration = Duration::from_millis(100);

/// Who asks a question of the server.
#[derive(Debug)]
pub(super) struct Visitor {
    /// The language that it reads.
    pub lang: Lang,
    stop: Arc<Stop>,
    address: Option<Address>,
    remarks: Mutex<Vec<String>>,
    draws: AtomicU64,
    complete: AtomicU64,
    told: Mutex<Instant>,
    hears: Option<UnboundedSender<String>>,
}

impl Visitor {
    /// Nothing has been said yet.
    pub fn new(lang: Lang, stop: Arc<Stop>, hears: Option<UnboundedSender<String>>) -> Self {
        Self {
            lang,
            stop,
            address: None,
            remarks: Mutex::default(),
            draws: AtomicU64::new(0),
            complete: AtomicU64::new(0),
            told: Mutex::new(Instant::now()),
            hears,
        }
    }

    /// The same, at an address at which the same can be asked again.
    #[must_use]
    pub fn at(self, address: Option<Address>) -> Self {
        Self { address, ..self }
    }

    /// The remarks until now.
    pub fn remarks(&self) -> Vec<String> {
        let remarks = self.remarks.lock().unwrap_or_else(PoisonError::into_inner);
        remarks.clone()
    }

    /// All remarks, in the order in which they were made.
    pub fn into_remarks(self) -> Vec<String> {
        let remarks = self.remarks.into_inner();
        remarks.unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, name: &str, text: &str) {
        if let Some(hears) = &self.hears {
            // Who does not listen any more has been told to stop already.
            let _ = hears.send(event(name, text));
        }
    }

    fn tell_progress(&self) {
        let [complete, draws] = [&self.complete, &self.draws].map(|it| it.load(Ordering::Relaxed));
        let progress = json!({ "complete": complete, "draws": draws });
        self.tell("progress", &progress.to_string());
    }
}

impl Listener for Visitor {
    fn hear(&self, remark: &Text) {
        let remark = on_one_line(remark.of(self.lang)).into_owned();
        self.tell("remark", &remark);
        let mut remarks = self.remarks.lock().unwrap_or_else(PoisonError::into_inner);
        remarks.push(remark);
    }

    fn begin(&self, draws: u64) {
        self.complete.store(0, Ordering::Relaxed);
        self.draws.store(draws, Ordering::Relaxed);
        self.tell_progress();
    }

    fn complete(&self, draws: u32) {
        self.complete.fetch_add(draws.into(), Ordering::Relaxed);
        // Who is telling now tells it for all.
        let Ok(mut told) = self.told.try_lock() else {
            return;
        };
        if told.elapsed() >= BEAT {
            *told = Instant::now();
            self.tell_progress();
        }
    }

    fn begin_runs(&self) {
        self.begin(0);
    }

    fn end_runs(&self) {
        self.end();
    }

    fn end(&self) {
        self.tell_progress();
    }

    fn address(&self) -> Option<&Address> {
        self.address.as_ref()
    }

    fn stop(&self) -> bool {
        self.stop.why().is_some()
    }
}
