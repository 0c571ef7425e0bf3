//! The words of serde in the languages of the messages.

use serde::de::{Expected, Unexpected};

use crate::terms::{Lang, Text};

/// What was expected. Types of this program say it in both languages; the words of
/// serde and of its attributes are English only.
pub(crate) fn expectation(expected: &dyn Expected) -> Text {
    let own = Text::shown(expected);
    match own.of(Lang::En) {
        "a string" => Text::fixed(
            "tekst tussen aanhalingstekens",
            "text between quotation marks",
        ),
        "a sequence" => Text::fixed("een lijst tussen [ en ]", "a list between [ and ]"),
        "a map" | "a table" => Text::fixed("een tabel", "a table"),
        "a boolean" => Text::fixed("true of false", "true or false"),
        "an array of length 3" => {
            Text::fixed("een lijst van drie aandelen", "a list of three shares")
        }
        _ => own,
    }
}

/// What was found, as people call it. `Unexpected::Other` holds the digits of a number,
/// as they were written.
pub(crate) fn describe(found: Unexpected<'_>) -> Text {
    match found {
        Unexpected::Bool(value) => Text::same(format!("`{value}`")),
        Unexpected::Str(text) => Text::new(
            format!("de tekst \"{text}\""),
            format!("the text \"{text}\""),
        ),
        Unexpected::Seq => Text::fixed("een lijst", "a list"),
        Unexpected::Map => Text::fixed("een tabel", "a table"),
        Unexpected::Other(digits) => Text::new(
            format!("het getal {digits}"),
            format!("the number {digits}"),
        ),
        other => Text::same(other.to_string()),
    }
}
