//! What the program brings along, for who wants to see it: the embedded scenarios, the
//! lists of gemeenten that they count on, and the figures that the model is held to.

use super::embedded::{EMBEDDED, REKENSCHAP, TELLING};
use super::tree::node::Value;
use super::tree::parse::parse;
use crate::gemeente;
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::input::nearest::nearest;
use crate::input::source::Source;
use crate::terms::Text;

/// The embedded files that are no scenario.
const LISTS: [(&str, &str); 4] = [
    ("gemeenten.csv", gemeente::EMBEDDED),
    ("herindelingen.csv", gemeente::EMBEDDED_HERINDELINGEN),
    ("duo-2025-06-01.csv", TELLING),
    ("rekenschap.csv", REKENSCHAP),
];

/// An embedded scenario, by what it says of itself.
#[derive(Debug, Clone)]
pub struct ShippedScenario {
    /// The name to ask for it by.
    pub naam: &'static str,
    /// Its name in reports.
    pub titel: String,
    /// The question that it answers.
    pub omschrijving: String,
    /// The scenario that it changes, if any.
    pub basis: Option<String>,
}

/// The embedded scenarios, the law as it stands first.
pub fn shipped() -> Vec<ShippedScenario> {
    let described = |(naam, text): (&'static str, &'static str)| {
        let root = parse(&Source::embedded(format!("{naam}.toml"), text)).ok();
        let said = |key: &str| match &root.as_ref()?.get(&["scenario", key])?.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        ShippedScenario {
            naam,
            titel: said("naam").unwrap_or_else(|| naam.to_owned()),
            omschrijving: said("omschrijving").unwrap_or_default(),
            basis: said("basis"),
        }
    };
    EMBEDDED.into_iter().map(described).collect()
}

/// The names by which [`shipped_text`] is asked for.
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    EMBEDDED.into_iter().chain(LISTS).map(|(name, _)| name)
}

/// The text of an embedded scenario or list, as a source names it: a scenario with or
/// without `.toml`.
///
/// # Errors
/// A name that nothing embedded has.
pub fn shipped_text(wanted: &str) -> Result<&'static str, Diagnostic> {
    let name = wanted.strip_suffix(".toml").unwrap_or(wanted);
    let mut all = EMBEDDED.into_iter().chain(LISTS);
    if let Some((_, text)) = all.find(|(known, _)| *known == name) {
        return Ok(text);
    }
    let message = Text::new(
        format!("`{wanted}` is niet ingebouwd"),
        format!("`{wanted}` is not embedded"),
    );
    let unknown = Diagnostic::new(Code::ScenarioOnbekend, message);
    Err(match nearest(name, shipped_names()) {
        Some(near) => unknown.help(did_you_mean(format_args!("`{near}`"))),
        None => unknown.help(Text::fixed(
            "`spuk list` noemt de ingebouwde scenario's",
            "`spuk list` names the embedded scenarios",
        )),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_says_what_it_answers_and_can_be_shown() {
        for one in shipped() {
            assert!(one.omschrijving.ends_with('?'), "{}", one.naam);
            assert_eq!(one.basis.is_none(), one.naam == "wi2021", "{}", one.naam);
            let text = shipped_text(&format!("{}.toml", one.naam)).unwrap();
            assert!(text.contains(&one.titel));
        }
        for (name, text) in LISTS {
            assert_eq!(shipped_text(name).unwrap(), text);
        }
        let refused = shipped_text("wi2022").unwrap_err();
        assert!(refused.to_string().contains("`wi2021`"), "{refused}");
    }
}
