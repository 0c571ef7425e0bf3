//! Finding a gemeente as people write it: by code, with or without the letters
//! and zeros in front, by name, by name without the suffix that the CBS puts
//! behind it, or by the name that people use.

use std::collections::BTreeSet;

use super::Gemeenten;
use super::code::{gm_code, name_of, provincie};
use super::herindeling::{Herindeling, HerindelingKind, Herindelingen};
use super::names::{plain_name, without_suffix};
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::terms::Text;

impl Gemeenten {
    /// The index of the gemeente with this code or name. Case does not matter,
    /// nor does a suffix such as `(ZH.)`.
    ///
    /// # Errors
    /// The nearest names, the candidates where the name is ambiguous, or the
    /// successors of a gemeente that has ended.
    pub fn find(&self, wanted: &str, herindelingen: &Herindelingen) -> Result<usize, NotFound> {
        let wanted = wanted.trim();
        let mut all = self.list().iter();
        let labelled = || all.position(|one| is_label(&one.naam, &one.code, wanted));
        if let Some(index) = self.index_of(wanted).or_else(labelled) {
            return Ok(index);
        }
        if let Some(code) = gm_code(wanted) {
            let former = || self.former(herindelingen.of(&code)?, herindelingen);
            // Nobody means another code by a code: its letters say nothing.
            let unknown = || former().unwrap_or(NotFound::UnknownCode(name_of(&code)));
            return self.index_of(&code).ok_or_else(unknown);
        }
        let lower = plain_name(wanted);
        let names = self.list().iter().map(|gemeente| gemeente.naam.as_str());
        let matching = places_named(names, &lower);
        match matching[..] {
            [index] => Ok(index),
            [] => {
                let mut ended = herindelingen
                    .steps()
                    .iter()
                    .filter(|step| step.van_naam.to_lowercase() == lower);
                let former = ended.find_map(|step| self.former(step, herindelingen));
                Err(former.unwrap_or_else(|| match provincie(wanted) {
                    Some(provincie) => NotFound::Provincie(provincie),
                    None => NotFound::Unknown(self.nearest_names(&lower)),
                }))
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
        label(&gemeente.naam, &gemeente.code)
    }

    /// Where a former gemeente went, if that is known in these gemeenten.
    fn former(&self, step: &Herindeling, herindelingen: &Herindelingen) -> Option<NotFound> {
        // A made-up gemeente may have the code of one that ended, and is no successor of it.
        let mut today = BTreeSet::new();
        for code in step.naar.keys() {
            today.extend(herindelingen.today(code, self).ok()?);
        }
        Some(NotFound::Former {
            naam: step.van_naam.clone(),
            soort: step.soort,
            opvolgers: today.into_iter().map(|index| self.label(index)).collect(),
        })
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

/// Name and code, as everything that is shown names a gemeente.
fn label(naam: &str, code: &str) -> String {
    format!("{naam} ({code})")
}

/// Whether someone writes a gemeente as it is shown.
fn is_label(naam: &str, code: &str, wanted: &str) -> bool {
    label(naam, code).to_lowercase() == wanted.to_lowercase()
}

/// The places of the names that are this one, in lower case; where none is, of those that
/// are without their suffix.
fn places_named<'a>(names: impl Iterator<Item = &'a str> + Clone, lower: &str) -> Vec<usize> {
    let places = |is_it: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let found = names.clone().enumerate().filter(|(_, naam)| is_it(naam));
        found.map(|(index, _)| index).collect()
    };
    let exact = places(&|naam| naam.to_lowercase() == lower);
    match exact.is_empty() {
        true => places(&|naam| without_suffix(naam).to_lowercase() == lower),
        false => exact,
    }
}

/// The places of the gemeenten with this code or name among codes and names alone, as
/// [`Gemeenten::find`] reads them: several where the name is one of several.
pub(crate) fn places_among(known: &[(String, String)], wanted: &str) -> Vec<usize> {
    let wanted = wanted.trim();
    let code = gm_code(wanted);
    let is_it = |(own, naam): &(String, String)| {
        let is_code = own == wanted || Some(own) == code.as_ref();
        is_code || is_label(naam, own, wanted)
    };
    match known.iter().position(is_it) {
        Some(place) => vec![place],
        None => places_named(
            known.iter().map(|(_, naam)| naam.as_str()),
            &plain_name(wanted),
        ),
    }
}

/// Why a gemeente was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// A code that no gemeente here has, with the name that the CBS gives it.
    UnknownCode(Option<&'static str>),
    /// It is a provincie.
    Provincie(&'static str),
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
            Self::UnknownCode(None) => (
                unknown(),
                Text::fixed(
                    "geef een gm_code uit de lijst van gemeenten, of een naam",
                    "give a gm_code from the list of gemeenten, or a name",
                ),
            ),
            Self::UnknownCode(Some(naam)) => (
                unknown(),
                Text::new(
                    format!(
                        "dit is de code van {naam}, en die staat niet in de gemeenten van dit scenario"
                    ),
                    format!(
                        "this is the code of {naam}, which is not among the gemeenten of this scenario"
                    ),
                ),
            ),
            Self::Provincie(provincie) => (
                Text::new(
                    format!("{provincie} is een provincie, geen gemeente"),
                    format!("{provincie} is a provincie, not a gemeente"),
                ),
                Text::fixed(
                    "--level provincie toont de provincies",
                    "--level provincie shows the provincies",
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
            format!("{naam} became part of {opvolgers}"),
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
    use crate::gemeente::shipped;

    fn found(wanted: &str) -> Result<String, NotFound> {
        let all = shipped();
        let index = all.gemeenten.find(wanted, &all.herindelingen)?;
        Ok(all.gemeenten.label(index))
    }

    #[test]
    fn a_code_may_lack_its_letters_and_zeros() {
        for wanted in ["GM0344", "gm344", "GM344", "0344", "344", " 00344 "] {
            assert_eq!(found(wanted).as_deref(), Ok("Utrecht (GM0344)"), "{wanted}");
        }
        assert!(matches!(found("0"), Err(NotFound::UnknownCode(None))));
    }

    /// Brielle ended as GM0501: a made-up gemeente with that code is not where it went.
    #[test]
    fn a_made_up_gemeente_with_the_code_of_one_that_ended_is_no_successor_of_it() {
        let all = shipped();
        let list = |code: &str| {
            let csv = format!("gm_code,naam,provincie,inwoners_2024\n{code},Eiland,P,10\n");
            let source = crate::input::source::Source::embedded("g.csv", csv);
            let read = crate::gemeente::read_gemeenten(&source, &all.herindelingen);
            read.unwrap().0.find("Brielle", &all.herindelingen)
        };
        assert!(matches!(list("GM0501"), Err(NotFound::Unknown(_))));
        let NotFound::Former { opvolgers, .. } = list("GM1992").unwrap_err() else {
            panic!("Voorne aan Zee is where Brielle went");
        };
        assert_eq!(opvolgers, ["Eiland (GM1992)"]);
    }

    #[test]
    fn a_label_is_read_as_the_program_writes_it() {
        let all = shipped();
        for index in 0..all.gemeenten.len() {
            let label = all.gemeenten.label(index);
            assert_eq!(all.gemeenten.find(&label, &all.herindelingen), Ok(index));
        }
        assert!(found("almere (gm0034)").is_ok());
        assert!(found("Almere (GM0344)").is_err());
        let known = [("GM0518", "'s-Gravenhage"), ("GM0599", "Rotterdam")];
        let known = known.map(|(code, naam)| (code.to_owned(), naam.to_owned()));
        assert_eq!(places_among(&known, "rotterdam (gm0599)"), [1]);
    }

    #[test]
    fn a_code_is_never_taken_for_the_one_with_the_nearest_letters() {
        // GM1659 is Laarbeek, GM1952 is Midden-Groningen.
        for wanted in ["GM1657", "1951", "GM9999"] {
            assert_eq!(found(wanted), Err(NotFound::UnknownCode(None)), "{wanted}");
        }
        assert_eq!(
            found("Noord-Holland"),
            Err(NotFound::Provincie("Noord-Holland"))
        );
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
        let marne = ("De Marne".to_owned(), HerindelingKind::Opgegaan, 1);
        for wanted in ["De Marne", "1663"] {
            assert_eq!(successors(wanted), marne, "{wanted}");
        }
        let littens = ("Littenseradiel".to_owned(), HerindelingKind::Gesplitst, 3);
        assert_eq!(successors("GM0140"), littens);
        let haaren = ("Haaren".to_owned(), HerindelingKind::Gesplitst, 4);
        assert_eq!(successors("Haaren"), haaren);
    }
}
