//! Factors of gemeenten that herindelingen ended: whose they are now.
//!
//! All years use today's indeling, so that a factor counts in a gemeente of today. What several
//! gemeenten with other factors come to together, nobody says, and it is not made up here.

use std::collections::{BTreeMap, BTreeSet};

use super::kenmerken::{Kenmerk, KenmerkPlace, Kenmerken, MILLION};
use crate::gemeente::{Gemeenten, Herindelingen};
use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::scenario::values::Factor;
use crate::terms::remark::FigureRemark;
use crate::terms::{Remark, Text};

/// A factor of a gemeente that ended, and where it stands.
type Stated = (Factor, (KenmerkPlace, Place));

/// The factors of gemeenten that ended.
pub(super) struct FormerFactors<'a> {
    gemeenten: &'a Gemeenten,
    herindelingen: &'a Herindelingen,
    stated: BTreeMap<(String, Kenmerk), Stated>,
}

impl<'a> FormerFactors<'a> {
    pub fn new(gemeenten: &'a Gemeenten, herindelingen: &'a Herindelingen) -> Self {
        Self {
            gemeenten,
            herindelingen,
            stated: BTreeMap::new(),
        }
    }

    /// The step that ended a gemeente which lives on in those of today; `None` for any other.
    pub fn step(&self, code: &str) -> Option<usize> {
        let mut steps = self.herindelingen.steps().iter();
        let step = steps.position(|step| step.van_code == code)?;
        let today = self.herindelingen.today(code, self.gemeenten);
        today.is_ok().then_some(step)
    }

    /// Keeps a factor, over what was said of it before.
    pub fn add(
        &mut self,
        code: &str,
        kenmerk: Kenmerk,
        factor: Factor,
        place: (KenmerkPlace, Place),
    ) {
        self.stated
            .insert((code.to_owned(), kenmerk), (factor, place));
    }

    /// Gives them to the gemeenten of today, where it is certain what these have: a factor of
    /// its own, or the one that all that it was made of share. A factor of 1 asks for nothing.
    ///
    /// # Errors
    /// One of a gemeente that went into others of which nobody says the factor.
    pub fn settle(&self, kenmerken: &mut Kenmerken) -> Result<(), Diagnostic> {
        let own: BTreeSet<(Kenmerk, usize)> = {
            let own = kenmerken.places.iter();
            own.map(|&(kenmerk, gemeente, _)| (kenmerk, gemeente))
                .collect()
        };
        let (mut moved, mut replaced) = (BTreeSet::new(), BTreeSet::new());
        for ((code, kenmerk), (factor, (place, at))) in &self.stated {
            if factor.millionths() == MILLION {
                continue;
            }
            let today = self.herindelingen.today(code, self.gemeenten)?;
            let is_own = |gemeente: &usize| own.contains(&(*kenmerk, *gemeente));
            let shared = |gemeente: &usize| self.is_shared(*gemeente, *kenmerk, *factor);
            if !today
                .iter()
                .all(|gemeente| is_own(gemeente) || shared(gemeente))
            {
                let unsaid = today.into_iter().filter(|gemeente| !is_own(gemeente));
                let unsaid: Vec<usize> = unsaid.collect();
                return Err(self.unsaid(code, *kenmerk, &unsaid).at(at.clone()));
            }
            for gemeente in today {
                let step = format!("{} → {}", self.label(code), self.gemeenten.label(gemeente));
                if own.contains(&(*kenmerk, gemeente)) {
                    replaced.insert(step);
                } else {
                    let all = self.gemeenten.len();
                    kenmerken.set(*kenmerk, (gemeente, all), *factor, *place);
                    moved.insert(step);
                }
            }
        }
        if !moved.is_empty() || !replaced.is_empty() {
            let (moved, replaced) = (Vec::from_iter(moved), Vec::from_iter(replaced));
            let remark = FigureRemark::FactorsOfFormer { moved, replaced };
            kenmerken.remarks.push(Remark::Figures(remark));
        }
        Ok(())
    }

    /// Whether all that a gemeente was made of have this factor. One that was there before
    /// has its own, which is 1 where nothing is said.
    fn is_shared(&self, gemeente: usize, kenmerk: Kenmerk, factor: Factor) -> bool {
        let parts = self
            .gemeenten
            .parts_of(&self.gemeenten.list()[gemeente].code);
        parts.is_some_and(|parts| {
            let mut all = parts
                .iter()
                .map(|code| self.stated.get(&(code.clone(), kenmerk)));
            all.all(|part| part.is_some_and(|(own, _)| own.millionths() == factor.millionths()))
        })
    }

    /// Name and code of one that ended.
    fn label(&self, code: &str) -> String {
        let naam = self
            .herindelingen
            .of(code)
            .map_or("", |step| &step.van_naam);
        format!("{naam} ({code})")
    }

    /// The message for a factor of one that went into these, of which nobody says it.
    fn unsaid(&self, code: &str, kenmerk: Kenmerk, unsaid: &[usize]) -> Diagnostic {
        let later: Vec<String> = unsaid.iter().map(|&it| self.gemeenten.label(it)).collect();
        let (former, later, key) = (self.label(code), later.join(", "), kenmerk.key());
        let first = unsaid
            .first()
            .map_or("", |&it| &self.gemeenten.list()[it].code);
        let message = Text::new(
            format!("{former} gaat op in {later}: welke factor `{key}` daar geldt, zegt niemand"),
            format!("{former} goes into {later}: which factor `{key}` holds there, nobody says"),
        );
        Diagnostic::new(Code::GemeenteOnbekend, message).help(Text::new(
            format!(
                "geef elke opvolger er zelf een, dan telt deze niet meer mee: [kenmerken.{first}] {key} = ..."
            ),
            format!(
                "give every successor one of its own, and this one counts no longer: [kenmerken.{first}] {key} = ..."
            ),
        ))
    }
}
