//! Changes of the gemeentelijke indeling: all years use today's (Bi2021 art. 10.3(1)).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::read::code_field;
use super::{EMBEDDED_HERINDELINGEN, Gemeenten};
use crate::csv_input::CsvInput;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// What happened to a gemeente that no longer exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// It went into one other gemeente as a whole.
    Opgegaan,
    /// It was divided over several.
    Gesplitst,
}

/// One gemeente that ended, and where it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herindeling {
    /// Date as `2022-03-24`.
    pub datum: String,
    /// Code of the gemeente that ended.
    pub van_code: String,
    /// Its name.
    pub van_naam: String,
    /// Codes and names of the gemeenten that it went into, by code.
    pub naar: Vec<(String, String)>,
    /// As a whole or in parts.
    pub soort: Soort,
}

/// The changes, in the order of their dates.
#[derive(Debug, Clone, Default)]
pub struct Herindelingen(Vec<Herindeling>);

impl Herindelingen {
    /// The changes since 2021.
    ///
    /// # Panics
    /// Never: a test reads the embedded file.
    pub fn embedded() -> Self {
        let source = Source::embedded("herindelingen.csv", EMBEDDED_HERINDELINGEN);
        Self::read(&source).expect("the embedded herindelingen are valid")
    }

    /// Reads `datum,van_code,van_naam,naar_code,naar_naam,soort`, where `soort`
    /// is `opgegaan` or `gesplitst`.
    ///
    /// # Errors
    /// A missing column, another `soort`, a gemeente that goes into itself, or
    /// one that goes as a whole into more than one.
    pub fn read(source: &Arc<Source>) -> Result<Self, Diagnostic> {
        let input = CsvInput::open(source)?;
        let datum = input.required("datum")?;
        let van_code = input.required("van_code")?;
        let van_naam = input.required("van_naam")?;
        let naar_code = input.required("naar_code")?;
        let naar_naam = input.required("naar_naam")?;
        let soort_column = input.required("soort")?;
        let mut steps: Vec<Herindeling> = Vec::new();
        input.for_each(|row| {
            let invalid = |message: String, column| {
                Err(Diagnostic::new(Code::HerindelingOngeldig, message).at(row.place(column)))
            };
            let soort = match row.field(soort_column) {
                "opgegaan" => Soort::Opgegaan,
                "gesplitst" => Soort::Gesplitst,
                other => {
                    let message = format!("onbekende soort `{other}`: opgegaan of gesplitst");
                    return invalid(message, soort_column);
                }
            };
            let van = code_field(row, van_code)?;
            let naar = code_field(row, naar_code)?;
            if van == naar {
                return invalid(format!("{van} kan niet in zichzelf opgaan"), naar_code);
            }
            let target = (naar, row.name(naar_naam)?.to_owned());
            match steps.iter_mut().find(|step| step.van_code == van) {
                Some(step) if soort == Soort::Gesplitst && step.soort == soort => {
                    step.naar.push(target);
                }
                Some(_) => {
                    let message = format!("{van} is al ergens anders in opgegaan");
                    return invalid(message, van_code);
                }
                None => steps.push(Herindeling {
                    datum: row.field(datum).to_owned(),
                    van_code: van,
                    van_naam: row.name(van_naam)?.to_owned(),
                    naar: vec![target],
                    soort,
                }),
            }
            Ok(())
        })?;
        for step in &mut steps {
            step.naar.sort();
        }
        steps.sort_by(|x, y| (&x.datum, &x.van_code).cmp(&(&y.datum, &y.van_code)));
        Ok(Self(steps))
    }

    /// The changes, earliest first.
    pub fn steps(&self) -> &[Herindeling] {
        &self.0
    }

    /// The change that ended a gemeente.
    pub fn of(&self, code: &str) -> Option<&Herindeling> {
        self.0.iter().find(|step| step.van_code == code)
    }

    /// The gemeenten of today that a former gemeente lives on in.
    ///
    /// # Errors
    /// If a successor does not exist, or the changes go round in a circle.
    pub fn today(&self, code: &str, gemeenten: &Gemeenten) -> Result<Vec<usize>, Diagnostic> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![code.to_owned()];
        while let Some(code) = open.pop() {
            if !seen.insert(code.clone()) {
                continue;
            }
            match (gemeenten.index_of(&code), self.of(&code)) {
                (Some(index), _) => found.push(index),
                (None, Some(step)) => open.extend(step.naar.iter().map(|(code, _)| code.clone())),
                (None, None) => {
                    let message = format!("{code}, de opvolger van een gemeente, bestaat niet");
                    return Err(Diagnostic::new(Code::HerindelingOngeldig, message));
                }
            }
        }
        if found.is_empty() {
            let message = format!("de herindelingen vanaf {code} vormen een kring");
            return Err(Diagnostic::new(Code::HerindelingOngeldig, message));
        }
        found.sort_unstable();
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn haaren_was_split_over_four_and_weesp_went_to_amsterdam() {
        let all = Herindelingen::embedded();
        assert_eq!(all.of("GM0788").unwrap().naar.len(), 4);
        let weesp = all.of("GM0457").unwrap();
        assert_eq!(
            (weesp.soort, weesp.naar[0].0.as_str()),
            (Soort::Opgegaan, "GM0363")
        );
    }
}
