//! Why a gemeente was not found, in words.

use super::herindeling::HerindelingKind;
use crate::input::diagnostic::{Code, Diagnostic};

/// Why a gemeente was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing like it; the nearest names, best first.
    Unknown(Vec<String>),
    /// Several gemeenten have this name.
    Ambiguous(Vec<String>),
    /// It has ended since.
    Former {
        /// Its name.
        naam: String,
        /// Whether it ended as a whole or in parts.
        soort: HerindelingKind,
        /// Where it lives on today.
        opvolgers: Vec<String>,
    },
}

impl NotFound {
    /// The message for whoever asked for `name`.
    pub fn diagnostic(self, name: &str) -> Diagnostic {
        let (message, help) = match self {
            Self::Former {
                naam,
                soort,
                opvolgers,
            } => (
                ended(&naam, soort, &opvolgers),
                "alle jaren tellen in de indeling van nu".to_owned(),
            ),
            Self::Unknown(near) if near.is_empty() => (
                format!("de gemeente `{name}` bestaat niet"),
                "geef een gm_code zoals GM0344, of een naam".to_owned(),
            ),
            Self::Unknown(near) => (
                format!("de gemeente `{name}` bestaat niet"),
                format!("bedoelt u {}?", near.join(", of ")),
            ),
            Self::Ambiguous(candidates) => (
                format!("`{name}` kan meer dan een gemeente zijn"),
                format!("kies uit {}", candidates.join(", ")),
            ),
        };
        Diagnostic::new(Code::GemeenteOnbekend, message).help(help)
    }
}

/// `Brielle is opgegaan in Voorne aan Zee (GM1992)`.
fn ended(naam: &str, soort: HerindelingKind, opvolgers: &[String]) -> String {
    let opvolgers = opvolgers.join(", ");
    match soort {
        HerindelingKind::Opgegaan => format!("{naam} is opgegaan in {opvolgers}"),
        HerindelingKind::Gesplitst => format!("{naam} is verdeeld over {opvolgers}"),
    }
}
