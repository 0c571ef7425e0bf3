//! Finding a gemeente as people write it: by code, with or without the letters
//! and zeros in front, by name, by name without the suffix that the CBS puts
//! behind it, or by the name that people use.

use super::herindeling::{Herindeling, HerindelingKind, Herindelingen};
use super::{Gemeente, Gemeenten};
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::terms::Text;

/// Names that everyone uses for a gemeente with another name.
const POPULAR: [(&str, &str); 2] = [
    ("den haag", "'s-gravenhage"),
    ("den bosch", "'s-hertogenbosch"),
];

impl Gemeenten {
    /// The index of the gemeente with this code or name. Case does not matter,
    /// nor does a suffix such as `(ZH.)`.
    ///
    /// # Errors
    /// The nearest names, the candidates where the name is ambiguous, or the
    /// successors of a gemeente that has ended.
    pub fn find(&self, wanted: &str, herindelingen: &Herindelingen) -> Result<usize, NotFound> {
        let wanted = wanted.trim();
        let codes = codes(wanted);
        if let Some(index) = codes.iter().find_map(|code| self.index_of(code)) {
            return Ok(index);
        }
        let lower = wanted.to_lowercase();
        let popular = POPULAR.iter().find(|(name, _)| *name == lower);
        let lower = popular.map_or(lower, |&(_, official)| official.to_owned());
        let exact = self.matching(|gemeente| gemeente.naam.to_lowercase() == lower);
        let matching = if exact.is_empty() {
            self.matching(|gemeente| without_suffix(&gemeente.naam).to_lowercase() == lower)
        } else {
            exact
        };
        match matching[..] {
            [index] => Ok(index),
            [] => {
                let mut ended = herindelingen.steps().iter().filter(|step| {
                    codes.contains(&step.van_code) || step.van_naam.to_lowercase() == lower
                });
                let former = ended.find_map(|step| self.former(step, herindelingen));
                Err(former.unwrap_or_else(|| NotFound::Unknown(self.nearest_names(&lower))))
            }
            _ => Err(NotFound::Ambiguous(
                matching
                    .into_iter()
                    .map(|index| self.label(index))
                    .collect(),
            )),
        }
    }

    /// Name and code of a gemeente: `Utrecht (GM0344)`.
    pub fn label(&self, index: usize) -> String {
        let gemeente = &self.list()[index];
        format!("{} ({})", gemeente.naam, gemeente.code)
    }

    /// Where a former gemeente went, if that is known in these gemeenten.
    fn former(&self, step: &Herindeling, herindelingen: &Herindelingen) -> Option<NotFound> {
        let today = herindelingen.today(&step.van_code, self).ok()?;
        Some(NotFound::Former {
            naam: step.van_naam.clone(),
            soort: step.soort,
            opvolgers: today.into_iter().map(|index| self.label(index)).collect(),
        })
    }

    fn matching(&self, is_match: impl Fn(&Gemeente) -> bool) -> Vec<usize> {
        let found = self.list().iter().enumerate();
        found
            .filter(|(_, gemeente)| is_match(gemeente))
            .map(|(index, _)| index)
            .collect()
    }

    fn nearest_names(&self, wanted: &str) -> Vec<String> {
        let mut names: Vec<(f64, usize)> = self
            .list()
            .iter()
            .enumerate()
            .map(|(index, gemeente)| {
                let name = without_suffix(&gemeente.naam).to_lowercase();
                (strsim::jaro_winkler(wanted, &name), index)
            })
            .filter(|&(likeness, _)| likeness > 0.8)
            .collect();
        names.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        let best = names.into_iter().take(3);
        best.map(|(_, index)| self.label(index)).collect()
    }
}

fn without_suffix(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// The codes that a text may stand for, the likeliest first: `344` for `GM0344`.
fn codes(wanted: &str) -> Vec<String> {
    let upper = wanted.to_uppercase();
    let digits = upper.strip_prefix("GM").unwrap_or(&upper);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let padded = is_number.then(|| format!("GM{:0>4}", digits.trim_start_matches('0')));
    [upper.clone(), wanted.to_owned()]
        .into_iter()
        .chain(padded)
        .collect()
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gemeente::EMBEDDED;
    use crate::gemeente::read::read_gemeenten;
    use crate::input::source::Source;

    fn found(wanted: &str) -> Result<String, NotFound> {
        let herindelingen = Herindelingen::embedded();
        let source = Source::embedded("gemeenten.csv", EMBEDDED);
        let (gemeenten, _) = read_gemeenten(&source, &herindelingen).unwrap();
        let index = gemeenten.find(wanted, &herindelingen)?;
        Ok(gemeenten.label(index))
    }

    #[test]
    fn a_code_may_lack_its_letters_and_zeros() {
        for wanted in ["GM0344", "gm344", "GM344", "0344", "344", " 00344 "] {
            assert_eq!(found(wanted).as_deref(), Ok("Utrecht (GM0344)"), "{wanted}");
        }
        assert!(matches!(found("0"), Err(NotFound::Unknown(_))));
    }

    #[test]
    fn a_gemeente_is_found_by_the_name_that_people_use() {
        assert_eq!(found("Den Haag").as_deref(), Ok("'s-Gravenhage (GM0518)"));
        let bosch = "'s-Hertogenbosch (GM0796)";
        assert_eq!(found("den bosch").as_deref(), Ok(bosch));
    }

    #[test]
    fn a_former_gemeente_is_answered_with_its_successors_of_today() {
        let successors = |wanted| match found(wanted) {
            Err(NotFound::Former {
                naam,
                soort,
                opvolgers,
            }) => (naam, soort, opvolgers.len()),
            other => panic!("{wanted}: {other:?}"),
        };
        let brielle = ("Brielle".to_owned(), HerindelingKind::Opgegaan, 1);
        for wanted in ["brielle", "GM0501", "501"] {
            assert_eq!(successors(wanted), brielle, "{wanted}");
        }
        let haaren = ("Haaren".to_owned(), HerindelingKind::Gesplitst, 4);
        assert_eq!(successors("Haaren"), haaren);
    }
}
