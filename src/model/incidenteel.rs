//! Money beside the grant: each line divided over gemeenten by its own key.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use crate::exact::money::Cents;
use crate::gemeente::Gemeenten;
use crate::input::diagnostic::Diagnostic;
use crate::people::People;
use crate::scenario::tables::{IncidenteelKey, IncidenteelTable};
use crate::terms::jaar::Jaar;
use crate::uitkering::{Grondslag, UitkeringScratch};

/// The amount of one line in one year.
pub fn amount(line: &IncidenteelTable, jaar: Jaar) -> Cents {
    let euros = line.bedrag.get(jaar);
    euros.map_or(Cents::ZERO, |euros| Cents::new(euros.hundredths()))
}

/// The lines of a year that are divided by inhabitants on 1 January of the year
/// before, together, per gemeente.
///
/// # Errors
/// If there is something to divide and nobody lives anywhere.
fn by_inhabitants(
    lines: &[IncidenteelTable],
    gemeenten: &Gemeenten,
    jaar: Jaar,
) -> Result<Vec<Cents>, Diagnostic> {
    let mut sums = vec![Cents::ZERO; gemeenten.len()];
    for line in lines {
        let total = amount(line, jaar);
        if total != Cents::ZERO {
            // Asked of every line: one whose people turn out to be nobody goes
            // by inhabitants after all.
            let inwoners = gemeenten.verdeelsleutel(total.get(), jaar.plus(-1))?;
            if line.verdeelsleutel == IncidenteelKey::Inwoners {
                divide(
                    total,
                    [inwoners; 2],
                    &mut sums,
                    &mut UitkeringScratch::default(),
                );
            }
        }
    }
    Ok(sums)
}

/// [`by_inhabitants`] of every year that was asked for: the same for all models with the same
/// lines and gemeenten.
#[derive(Debug, Default)]
pub(crate) struct ByInhabitants(Mutex<BTreeMap<Jaar, Arc<[Cents]>>>);

impl ByInhabitants {
    /// [`by_inhabitants`] of a year.
    ///
    /// # Errors
    /// As [`by_inhabitants`].
    pub fn of(
        &self,
        lines: &[IncidenteelTable],
        gemeenten: &Gemeenten,
        jaar: Jaar,
    ) -> Result<Arc<[Cents]>, Diagnostic> {
        let mut known = self.0.lock().expect("nothing here stops halfway");
        if let Some(known) = known.get(&jaar) {
            return Ok(Arc::clone(known));
        }
        let divided: Arc<[Cents]> = by_inhabitants(lines, gemeenten, jaar)?.into();
        known.insert(jaar, Arc::clone(&divided));
        Ok(divided)
    }
}

/// The lines of a year that are divided by people.
pub(crate) fn by_people(lines: &[IncidenteelTable], jaar: Jaar) -> Vec<&IncidenteelTable> {
    let follows_people = |line: &&IncidenteelTable| {
        line.verdeelsleutel != IncidenteelKey::Inwoners && amount(line, jaar) != Cents::ZERO
    };
    lines.iter().filter(follows_people).collect()
}

/// Adds lines that are divided by people; one whose key has nobody goes by inhabitants.
pub(crate) fn add_by_people(
    (lines, jaar): (&[&IncidenteelTable], Jaar),
    people: &People,
    inwoners: &[i64],
    sums: &mut [Cents],
    space: &mut UitkeringScratch,
) {
    for line in lines {
        let counts = match line.verdeelsleutel {
            IncidenteelKey::Inwoners => continue,
            IncidenteelKey::Asielstatushouder => &people.asielstatushouder,
            IncidenteelKey::GezinsOverig => &people.gezins_overig,
            IncidenteelKey::Onderwijsroute => &people.onderwijsroute,
        };
        let keys = [counts.at(jaar, jaar), inwoners];
        divide(amount(line, jaar), keys, sums, space);
    }
}

/// Divides by the first of two keys, or by the second where the first has nobody.
fn divide(total: Cents, keys: [&[i64]; 2], sums: &mut [Cents], space: &mut UitkeringScratch) {
    let [key, inwoners] = keys.map(Grondslag::Mensen);
    space
        .divide(total.get(), key)
        .or_else(|_| space.divide(total.get(), inwoners))
        .expect("the key has weight where there is something to divide");
    for (sum, &part) in sums.iter_mut().zip(&space.parts) {
        *sum += Cents::new(part);
    }
}
