//! What Python asks, as the library takes it.

use pyo3::prelude::*;
use spuk::Variant;
use spuk::bindings::{Answer, Question, Rows, Said};

/// The scenarios that are asked about, each with its settings, the files that exist only
/// in memory, and whether files elsewhere may be read: `(variants, files, outside)`.
#[derive(FromPyObject)]
pub struct Asked(Vec<(String, Vec<String>)>, Vec<(String, String)>, bool);

impl Asked {
    pub fn question(self) -> Question {
        let Self(variants, files, outside) = self;
        let variants = variants.into_iter();
        let variants = variants.map(|(name, settings)| Variant::new(name, &settings));
        let question = Question::of(variants.collect()).trusted(outside);
        let files = files.into_iter();
        files.fold(question, |question, (path, text)| {
            question.with_file(path, text)
        })
    }
}

/// The rows that are asked for: `(level, gemeente, jaar)`.
#[derive(FromPyObject)]
pub struct AskedRows(Option<String>, Vec<String>, Vec<String>);

impl AskedRows {
    pub fn rows(self) -> Rows {
        let Self(level, gemeente, jaar) = self;
        Rows {
            level,
            gemeente,
            jaar,
        }
    }
}

/// A remark: `(code, Dutch, English)`.
pub type SaidHere = (String, String, String);

/// What is to be known of an answer: remarks and receipts.
pub type Beside = (Vec<SaidHere>, Vec<String>);

/// What is to be known of an answer, apart from it.
pub fn beside<T>(answer: Answer<T>) -> (T, Beside) {
    let remarks = said_here(&answer.remarks);
    (answer.value, (remarks, answer.receipts))
}

/// Remarks as Python takes them.
pub fn said_here(remarks: &[Said]) -> Vec<SaidHere> {
    let remarks = remarks.iter().map(|said| {
        let (nl, en) = (said.text.to_string(), format!("{:#}", said.text));
        (said.code.to_owned(), nl, en)
    });
    remarks.collect()
}
