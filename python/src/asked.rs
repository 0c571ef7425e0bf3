//! What Python asks, as the library takes it.

use pyo3::prelude::*;
use spuk::Variant;
use spuk::bindings::{Answer, Question, Rows};

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

/// What is to be known of an answer: remarks as `(code, Dutch, English)`, and receipts.
pub type Beside = (Vec<(String, String, String)>, Vec<String>);

/// What is to be known of an answer, apart from it.
pub fn beside<T>(answer: Answer<T>) -> (T, Beside) {
    let remarks = answer.remarks.iter();
    let remarks = remarks.map(|said| {
        let (nl, en) = (said.text.to_string(), format!("{:#}", said.text));
        (said.code.to_owned(), nl, en)
    });
    (answer.value, (remarks.collect(), answer.receipts))
}
