//! A question that a command puts, and its answer, whoever asks: a terminal or a visitor
//! of the workbench.
//!
//! Architecture invariant: an answer is a value. Who asks hears on the way what there is
//! to know beside it, says whether it may still go on, and decides where it goes.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::export::Receipt;
use crate::input::World;
use crate::model::Model;
use crate::simulate::Progress;
use crate::terms::{Lang, Remark, Text, Width};

/// What is made of a question.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// What was asked for, whole, in the form that was asked for.
    pub bytes: Vec<u8>,
    /// The file that it was asked for in; `None` where it was not asked for in one.
    pub out: Option<PathBuf>,
    /// What it was made with: one for every scenario, none where there is no scenario.
    pub receipts: Vec<Receipt>,
    /// A file that was asked for beside the answer, and what is to stand in it.
    pub beside: Option<(PathBuf, Vec<u8>)>,
    /// What there is to say once the answer stands there, in the language asked for.
    pub afterwards: Vec<String>,
    /// Whether something is as it was asked not to be: an exit status of 1.
    pub fails: bool,
}

impl Answer {
    /// An answer that goes to `out`.
    pub fn new(bytes: impl Into<Vec<u8>>, out: Option<&Path>) -> Self {
        Self {
            bytes: bytes.into(),
            out: out.map(Path::to_owned),
            ..Self::default()
        }
    }

    /// The same answer, made from these scenarios and from nothing else.
    #[must_use]
    pub fn of<'a>(self, models: impl IntoIterator<Item = &'a Model>) -> Self {
        self.with(models.into_iter().map(Receipt::of).collect())
    }

    /// The same answer, with the receipts that stand in it where its form has any: those of
    /// draws and of ranges are not those of the scenarios alone.
    #[must_use]
    pub fn with(mut self, receipts: Vec<Receipt>) -> Self {
        self.receipts = receipts;
        self
    }
}

/// An address at which the same can be asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The whole of it.
    pub url: String,
    /// Whether who asks there has to show a token, which stands nowhere in it.
    pub needs_token: bool,
}

/// Who asks, as far as a command has to do with them. Called from any thread.
pub trait Listener: Sync {
    /// There is something to know beside the answer; `{:#}` of it is English.
    fn hear(&self, remark: &Text);

    /// So many draws are to be made from now on.
    fn begin(&self, _draws: u64) {}

    /// Projections are made from now on, as many as it takes.
    fn begin_runs(&self) {}

    /// No more of them are made.
    fn end_runs(&self) {}

    /// So many more of them are complete.
    fn complete(&self, _draws: u32) {}

    /// No more draws are made.
    fn end(&self) {}

    /// The address at which the same can be asked again, where it was asked at one.
    fn address(&self) -> Option<&Address> {
        None
    }

    /// Whether the answer is no longer wanted.
    fn stop(&self) -> bool;

    /// How wide a table may be that goes to a file, or to where answers go by themselves.
    fn width(&self, _out: Option<&Path>) -> Width {
        Width::ANY
    }

    /// Whether the program ends with this answer: what would be given back to the machine
    /// can as well be left.
    fn is_last(&self) -> bool {
        false
    }
}

/// A question, as far as it is the same for every command.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Its files, its date and its limits.
    pub world: &'a Arc<World>,
    /// The language of what people read.
    pub lang: Lang,
    /// Who asks.
    pub listener: &'a dyn Listener,
}

impl Asked<'_> {
    /// Says what there is to know beside the answer. A remark obeys `{:#}` as [`Text`]
    /// does.
    pub fn warn(&self, remarks: &[impl Display]) {
        for remark in remarks {
            self.listener.hear(&Text::shown(remark));
        }
    }

    /// [`Asked::warn`] of several scenarios: what holds for all of them once, anything
    /// else with the names of those for which it does.
    pub fn warn_of_each<'m, T: Display + PartialEq>(
        &self,
        models: impl IntoIterator<Item = &'m Model>,
        all: &[Vec<T>],
    ) {
        let scenarios: Vec<&str> = models
            .into_iter()
            .map(|model| model.scenario.naam.as_str())
            .collect();
        let mut said: Vec<&T> = Vec::new();
        for remark in all.iter().flatten() {
            if said.contains(&remark) {
                continue;
            }
            said.push(remark);
            let named = scenarios.iter().zip(all);
            let named = named.filter(|(_, remarks)| remarks.contains(remark));
            let names: Vec<&str> = named.map(|(naam, _)| *naam).collect();
            let text = Text::shown(remark);
            if names.len() == scenarios.len() {
                self.warn(&[text]);
            } else {
                self.warn(&[text.map(|text| format!("{}: {text}", names.join(", ")))]);
            }
        }
    }
}

impl Progress for Asked<'_> {
    fn complete(&self, draws: u32) {
        self.listener.complete(draws);
    }

    fn stop(&self) -> bool {
        self.listener.stop()
    }

    fn paths_left(&self, file: &str, paths: u64, draws: u32) {
        let file = file.to_owned();
        self.warn(&[Remark::PathsLeft { file, paths, draws }]);
    }
}
