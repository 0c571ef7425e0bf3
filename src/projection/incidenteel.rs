//! Money beside the grant: each line divided over gemeenten by its own key.

use crate::apportion::apportion_by_people;
use crate::diagnostic::Diagnostic;
use crate::gemeente::Gemeenten;
use crate::jaar::Jaar;
use crate::money::{Cents, euros_to_cents};
use crate::people::People;
use crate::scenario::types::{IncidenteelSleutel, IncidenteelTabel};

/// The amount of one line in one year.
pub fn amount(line: &IncidenteelTabel, jaar: Jaar) -> Cents {
    let euros = line.bedrag.get(jaar).map(|euros| euros.exact());
    euros
        .and_then(|euros| euros_to_cents(&euros))
        .unwrap_or_default()
}

/// All lines of a year per gemeente. A line whose key has nobody goes by inhabitants.
///
/// # Errors
/// If there is money and nobody lives anywhere.
pub fn incidenteel(
    lines: &[IncidenteelTabel],
    gemeenten: &Gemeenten,
    people: &People,
    jaar: Jaar,
    sums: &mut Vec<Cents>,
) -> Result<(), Diagnostic> {
    sums.clear();
    sums.resize(gemeenten.len(), Cents::ZERO);
    for line in lines {
        let total = amount(line, jaar);
        if total == Cents::ZERO {
            continue;
        }
        let inwoners = gemeenten.verdeelsleutel(total.get(), jaar.plus(-1))?;
        let key = match line.verdeelsleutel {
            IncidenteelSleutel::Inwoners => inwoners,
            IncidenteelSleutel::Asielstatushouder => people.asielstatushouder.at(jaar, jaar),
            IncidenteelSleutel::GezinsOverig => people.gezins_overig.at(jaar, jaar),
            IncidenteelSleutel::Onderwijsroute => people.onderwijsroute.at(jaar, jaar),
        };
        let parts = apportion_by_people(total.get(), key)
            .or_else(|_| apportion_by_people(total.get(), inwoners))
            .expect("the key has weight where there is something to divide");
        for (sum, part) in sums.iter_mut().zip(parts) {
            *sum += Cents::new(part);
        }
    }
    Ok(())
}
