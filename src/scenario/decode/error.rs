//! What can be wrong with a value of a scenario, in the words of all other messages.

use std::fmt::{self, Display};

use serde::de::{self, Expected, Unexpected};

use super::words::{describe, in_dutch};
use crate::input::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::scenario::hints::of_number;
use crate::scenario::tree::parse::unknown_key;
use crate::terms::Text;

/// An error on the way to a [`Diagnostic`]; its place is added as soon as it
/// passes a value that has one.
#[derive(Debug)]
pub(crate) enum DecodeError {
    UnknownKey(String, &'static [&'static str]),
    Other(Diagnostic),
}

impl DecodeError {
    pub fn help(self, help: impl Into<Text>) -> Self {
        match self {
            Self::Other(diagnostic) => Self::Other(diagnostic.help(help)),
            unknown @ Self::UnknownKey(..) => unknown,
        }
    }

    pub fn located(self, place: impl FnOnce() -> Place) -> Diagnostic {
        match self {
            Self::UnknownKey(name, known) => unknown_key(&name, known.iter().copied(), place()),
            Self::Other(diagnostic) if diagnostic.has_place() => diagnostic,
            Self::Other(diagnostic) => diagnostic.at(place()),
        }
    }

    pub fn at(self, place: impl FnOnce() -> Place) -> Self {
        Self::Other(self.located(place))
    }
}

impl Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKey(name, _) => write!(formatter, "onbekende sleutel `{name}`"),
            Self::Other(diagnostic) => diagnostic.message().fmt(formatter),
        }
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: Display>(message: T) -> Self {
        Self::Other(Diagnostic::new(Code::BuitenBereik, message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = in_dutch(&expected.to_string());
        let message = format!("hier hoort {expected}, niet {}", describe(found));
        Self::Other(
            Diagnostic::new(Code::VerkeerdType, message).label(format!("verwacht: {expected}")),
        )
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = in_dutch(&expected.to_string());
        let found = describe(found);
        let message = format!("{found} kan hier niet");
        let diagnostic =
            Diagnostic::new(Code::BuitenBereik, message).label(format!("verwacht: {expected}"));
        let number = found.strip_prefix("het getal ");
        Self::Other(
            match number.and_then(|number| of_number(number, &expected)) {
                Some(hint) => diagnostic.help(hint),
                None => diagnostic,
            },
        )
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let expected = in_dutch(&expected.to_string());
        let message = format!("hier hoort {expected}; er staan {length} waarden");
        Self::Other(
            Diagnostic::new(Code::VerkeerdType, message).label(format!("verwacht: {expected}")),
        )
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        let label = match nearest(found, known.iter().copied()) {
            Some(near) => format!("bedoelt u \"{near}\"?"),
            None => format!("verwacht: {}", known.join(", ")),
        };
        Self::Other(
            Diagnostic::new(
                Code::OnbekendeWaarde,
                format!("onbekende waarde \"{found}\""),
            )
            .label(label)
            .help(format!("bekende waarden hier: {}", known.join(", "))),
        )
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        Self::UnknownKey(found.to_owned(), known)
    }

    fn missing_field(key: &'static str) -> Self {
        Self::Other(
            Diagnostic::new(
                Code::SleutelOntbreekt,
                format!("de sleutel `{key}` ontbreekt"),
            )
            .label(format!("verwacht in deze tabel: `{key}`")),
        )
    }
}
