//! The words of serde in the language of the messages.

use serde::de::Unexpected;

/// serde's own words for what it expected, in the language of the messages.
pub(crate) fn in_dutch(expected: &str) -> String {
    match expected {
        "a string" => "tekst tussen aanhalingstekens".to_owned(),
        "a sequence" => "een lijst tussen [ en ]".to_owned(),
        "a map" => "een tabel".to_owned(),
        "a boolean" => "true of false".to_owned(),
        "an array of length 3" => "een lijst van drie aandelen".to_owned(),
        other => other.to_owned(),
    }
}

/// What was found, as people call it.
pub(crate) fn describe(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Str(text) => format!("de tekst \"{text}\""),
        Unexpected::Seq => "een lijst".to_owned(),
        Unexpected::Map => "een tabel".to_owned(),
        Unexpected::Other(what) => what.to_owned(),
        other => other.to_string(),
    }
}
