//! An answer with what should be known beside it.

use crate::model::Model;
use crate::terms::{Remark, Text};

/// An answer, what to know about it, and what makes it again.
#[derive(Debug, Clone, Default)]
pub struct Answer<T> {
    /// The answer itself.
    pub value: T,
    /// What a reader should know, in the order in which it is said.
    pub remarks: Vec<Said>,
    /// The receipt of every scenario, as JSON.
    pub receipts: Vec<String>,
}

/// Something that a reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The kind of remark: a stable name.
    pub code: &'static str,
    /// The remark, in both languages.
    pub text: Text,
}

/// Remarks of one scenario.
pub(super) fn plain(remarks: impl IntoIterator<Item = Remark>) -> Vec<Said> {
    let remarks = remarks.into_iter();
    let said = remarks.map(|remark| Said {
        code: remark.code(),
        text: Text::shown(&remark),
    });
    said.collect()
}

/// Remarks of several scenarios: what holds for all of them once, anything else with the
/// names of those for which it does.
pub(super) fn of_each(models: &[Model], all: &[Vec<Remark>]) -> Vec<Said> {
    let mut known: Vec<&Remark> = Vec::new();
    let mut said = Vec::new();
    for remark in all.iter().flatten() {
        if known.contains(&remark) {
            continue;
        }
        known.push(remark);
        let named = models.iter().zip(all);
        let named = named.filter(|(_, remarks)| remarks.contains(remark));
        let names: Vec<&str> = named
            .map(|(model, _)| model.scenario.naam.as_str())
            .collect();
        let text = Text::shown(remark);
        let text = match names.len() == models.len() {
            true => text,
            false => text.map(|text| format!("{}: {text}", names.join(", "))),
        };
        let code = remark.code();
        said.push(Said { code, text });
    }
    said
}
