//! Why a gemeente was not found, in words.

use super::herindeling::HerindelingKind;
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::terms::Text;

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
        let unknown = || {
            Text::new(
                format!("de gemeente `{name}` bestaat niet"),
                format!("the gemeente `{name}` does not exist"),
            )
        };
        let (message, help) = match self {
            Self::Former {
                naam,
                soort,
                opvolgers,
            } => (
                ended(&naam, soort, &opvolgers),
                Text::fixed(
                    "alle jaren tellen in de indeling van nu",
                    "all years count by the indeling of today",
                ),
            ),
            Self::Unknown(near) if near.is_empty() => (
                unknown(),
                Text::fixed(
                    "geef een gm_code zoals GM0344, of een naam",
                    "give a gm_code such as GM0344, or a name",
                ),
            ),
            Self::Unknown(near) => (
                unknown(),
                did_you_mean(Text::new(near.join(", of "), near.join(", or "))),
            ),
            Self::Ambiguous(candidates) => {
                let candidates = candidates.join(", ");
                (
                    Text::new(
                        format!("`{name}` kan meer dan een gemeente zijn"),
                        format!("`{name}` can be more than one gemeente"),
                    ),
                    Text::new(
                        format!("kies uit {candidates}"),
                        format!("choose from {candidates}"),
                    ),
                )
            }
        };
        Diagnostic::new(Code::GemeenteOnbekend, message).help(help)
    }
}

/// `Brielle is opgegaan in Voorne aan Zee (GM1992)`.
fn ended(naam: &str, soort: HerindelingKind, opvolgers: &[String]) -> Text {
    let opvolgers = opvolgers.join(", ");
    match soort {
        HerindelingKind::Opgegaan => Text::new(
            format!("{naam} is opgegaan in {opvolgers}"),
            format!("{naam} has gone into {opvolgers}"),
        ),
        HerindelingKind::Gesplitst => Text::new(
            format!("{naam} is verdeeld over {opvolgers}"),
            format!("{naam} was divided over {opvolgers}"),
        ),
    }
}
