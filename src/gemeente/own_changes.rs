//! Whether the changes of a file of one's own can be meant: they name gemeenten that
//! are there, by the names that these have.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{known_codes, name_of};
use super::names::is_same_name;
use super::{Gemeenten, Herindelingen, shipped};
use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::terms::Text;

impl Herindelingen {
    /// Holds the changes of one's own against the gemeenten, by code and name as they
    /// were listed before any change.
    ///
    /// # Errors
    /// A name that belongs to another code, or a gemeente that goes alone into one that
    /// nobody knows.
    pub(super) fn hold_names(&self, listed: &BTreeMap<&str, &str>) -> Result<(), Diagnostic> {
        // Names of gemeenten that the changes themselves make.
        let mut made: BTreeMap<&str, &str> = BTreeMap::new();
        for change in &self.own {
            for ((code, naam), places) in [
                (&change.van, &change.van_places),
                (&change.naar, &change.naar_places),
            ] {
                let known = listed.get(code.as_str()).copied().or_else(|| name_of(code));
                let known = known.or_else(|| made.get(code.as_str()).copied());
                match known {
                    Some(known) if !is_same_name(known, naam) => {
                        return Err(other_name(code, naam, known, listed, &places[1]));
                    }
                    Some(_) => {}
                    None => {
                        if let Some(own) = code_of(naam, listed) {
                            return Err(other_code(code, naam, own, &places[0]));
                        }
                        made.insert(code, naam);
                    }
                }
            }
        }
        for change in &self.own {
            let (code, naam) = &change.naar;
            // One that ends itself is a step on the way.
            let is_known = listed.contains_key(code.as_str())
                || name_of(code).is_some()
                || self.of(code).is_some();
            let ending = self
                .steps()
                .iter()
                .filter(|step| step.naar.contains_key(code));
            if !is_known && ending.count() < 2 {
                return Err(unknown_target(code, naam, &change.naar_places[0]));
            }
        }
        Ok(())
    }

    /// Sees to it that every change of one's own does something: `touched` are the codes
    /// of gemeenten that went into others, in the list or in the counts.
    ///
    /// # Errors
    /// A gemeente that ends and stands nowhere.
    pub(crate) fn hold_used(
        &self,
        touched: &BTreeSet<&str>,
        gemeenten: &Gemeenten,
    ) -> Result<(), Diagnostic> {
        // What the program knows to have ended is only said again.
        let ended = &shipped().herindelingen;
        let mut own = self.own.iter();
        let idle = own.find(|change| {
            let code = change.van.0.as_str();
            let mut steps = self.steps().iter();
            let is_on_the_way = steps.any(|step| step.naar.contains_key(code));
            !touched.contains(code) && !is_on_the_way && ended.of(code).is_none()
        });
        let Some(change) = idle else {
            return Ok(());
        };
        let (code, naam) = &change.van;
        let count = gemeenten.len();
        let message = Text::new(
            format!(
                "{code} ({naam}) is geen van de {count} gemeenten: deze herindeling doet niets"
            ),
            format!("{code} ({naam}) is none of the {count} gemeenten: this change does nothing"),
        );
        let help = Text::fixed(
            "noem de code die in de lijst van gemeenten of in de aantallen staat, of haal de rij weg",
            "give the code that stands in the list of gemeenten or in the counts, or remove the row",
        );
        Err(Diagnostic::new(Code::HerindelingOngeldig, message)
            .at(change.van_places[0].clone())
            .help(help))
    }
}

/// The code of the gemeente with this name.
fn code_of<'a>(naam: &str, listed: &BTreeMap<&'a str, &str>) -> Option<&'a str> {
    let named = |(_, own): &(&&str, &&str)| is_same_name(own, naam);
    let own = listed.iter().find(named).map(|(code, _)| *code);
    let mut known = known_codes();
    own.or_else(|| {
        known
            .find(|(_, own)| is_same_name(own, naam))
            .map(|(code, _)| code)
    })
}

fn other_name(
    code: &str,
    naam: &str,
    known: &str,
    listed: &BTreeMap<&str, &str>,
    place: &Place,
) -> Diagnostic {
    let message = Text::new(
        format!("{code} is {known}, niet {naam}"),
        format!("{code} is {known}, not {naam}"),
    );
    let wrong = Diagnostic::new(Code::HerindelingOngeldig, message).at(place.clone());
    match code_of(naam, listed) {
        Some(meant) => wrong.help(Text::new(
            format!("{naam} is {meant}"),
            format!("{naam} is {meant}"),
        )),
        None => wrong.help(Text::fixed(
            "zet hier de naam die bij de code hoort, of verbeter de code",
            "put the name here that belongs to the code, or correct the code",
        )),
    }
}

fn other_code(code: &str, naam: &str, own: &str, place: &Place) -> Diagnostic {
    let message = Text::new(
        format!("{naam} is {own}, niet {code}"),
        format!("{naam} is {own}, not {code}"),
    );
    let help = Text::new(format!("schrijf {own}"), format!("write {own}"));
    Diagnostic::new(Code::HerindelingOngeldig, message)
        .at(place.clone())
        .help(help)
}

fn unknown_target(code: &str, naam: &str, place: &Place) -> Diagnostic {
    let message = Text::new(
        format!("{code} ({naam}) bestaat niet, en een gemeente alleen maakt geen nieuwe"),
        format!("{code} ({naam}) does not exist, and one gemeente alone makes no new one"),
    );
    let help = Text::fixed(
        "noem een gemeente die er is; een nieuwe ontstaat uit twee of meer, of staat in gemeenten.csv",
        "name a gemeente that is there; a new one is made of two or more, or stands in gemeenten.csv",
    );
    Diagnostic::new(Code::HerindelingOngeldig, message)
        .at(place.clone())
        .help(help)
}
