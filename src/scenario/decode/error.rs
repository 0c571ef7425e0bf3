//! What can be wrong with a value of a scenario, in the words of all other messages.

use std::fmt::{self, Display};

use serde::de::{self, Expected, Unexpected};

use super::words::{describe, expectation};
use crate::input::diagnostic::{Code, Diagnostic, Place, did_you_mean, expected};
use crate::input::nearest::nearest;
use crate::scenario::hints::of_number;
use crate::scenario::tree::node::RANGE_KEY;
use crate::scenario::tree::parse::{unknown_key, unknown_name};
use crate::scenario::values::NumberKind;
use crate::terms::Text;
use crate::terms::noun::VALUES;

/// An error on the way to a [`Diagnostic`]; its place is added as soon as it
/// passes a value that has one.
#[derive(Debug)]
pub(crate) enum DecodeError {
    UnknownKey(String, &'static [&'static str]),
    /// A key where only years are keys.
    NoYear(String),
    Other(Diagnostic),
}

impl DecodeError {
    pub fn help(self, help: impl Into<Text>) -> Self {
        match self {
            Self::Other(diagnostic) => Self::Other(diagnostic.help(help)),
            unknown @ (Self::UnknownKey(..) | Self::NoYear(_)) => unknown,
        }
    }

    /// Adds how to write a number that is out of bounds.
    pub fn hint_of_number(self, digits: &str, kind: NumberKind) -> Self {
        match &self {
            Self::Other(diagnostic) if diagnostic.code() == Code::BuitenBereik => {}
            _ => return self,
        }
        match of_number(digits, Some(kind)) {
            Some(hint) => self.help(hint),
            None => self,
        }
    }

    pub fn located(self, place: impl FnOnce() -> Place) -> Diagnostic {
        match self {
            Self::UnknownKey(name, known) => unknown_key(&name, known.iter().copied(), place()),
            // It is known beside a figure, and says so itself.
            Self::NoYear(name) if name == RANGE_KEY => unknown_key(&name, [], place()),
            Self::NoYear(name) => unknown_key(&name, [], place()).help(Text::fixed(
                "bekende sleutels hier: een jaar als 2026",
                "known keys here: a year such as 2026",
            )),
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
            Self::UnknownKey(name, _) | Self::NoYear(name) => unknown_name(name).fmt(formatter),
            Self::Other(diagnostic) => diagnostic.message().fmt(formatter),
        }
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: Display>(message: T) -> Self {
        Self::Other(Diagnostic::new(Code::BuitenBereik, Text::shown(message)))
    }

    fn invalid_type(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let (found, wanted) = (describe(found), expectation(wanted));
        let message = Text::new(
            format!("hier hoort {wanted}, niet {found}"),
            format!("{wanted:#} is expected here, not {found:#}"),
        );
        Self::Other(Diagnostic::new(Code::VerkeerdType, message).label(expected(wanted)))
    }

    fn invalid_value(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let found = describe(found);
        let message = Text::new(
            format!("{found} kan hier niet"),
            format!("{found:#} is not allowed here"),
        );
        let label = expected(expectation(wanted));
        Self::Other(Diagnostic::new(Code::BuitenBereik, message).label(label))
    }

    fn invalid_length(length: usize, wanted: &dyn Expected) -> Self {
        let wanted = expectation(wanted);
        let (nl, en) = match length {
            1 => ("staat", "is"),
            _ => ("staan", "are"),
        };
        let values = VALUES.counted(length);
        let message = Text::new(
            format!("hier hoort {wanted}; er {nl} {values}"),
            format!("{wanted:#} is expected here; there {en} {values:#}"),
        );
        Self::Other(Diagnostic::new(Code::VerkeerdType, message).label(expected(wanted)))
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        let all = known.join(", ");
        let label = match nearest(found, known.iter().copied()) {
            Some(near) => did_you_mean(format_args!("\"{near}\"")),
            None => expected(&all),
        };
        let message = Text::new(
            format!("onbekende waarde \"{found}\""),
            format!("unknown value \"{found}\""),
        );
        let help = Text::new(
            format!("bekende waarden hier: {all}"),
            format!("known values here: {all}"),
        );
        let unknown = Diagnostic::new(Code::OnbekendeWaarde, message);
        Self::Other(unknown.label(label).help(help))
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        Self::UnknownKey(found.to_owned(), known)
    }

    fn missing_field(key: &'static str) -> Self {
        let message = Text::new(
            format!("de sleutel `{key}` ontbreekt"),
            format!("the key `{key}` is missing"),
        );
        let label = Text::new(
            format!("verwacht in deze tabel: `{key}`"),
            format!("expected in this table: `{key}`"),
        );
        Self::Other(Diagnostic::new(Code::SleutelOntbreekt, message).label(label))
    }
}
