//! Money beside the grant: each line divided over gemeenten by its own key.

use crate::apportion::apportion_by_counts;
use crate::diagnostic::Diagnostic;
use crate::gemeente::Gemeenten;
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::people::People;
use crate::scenario::types::{IncidenteelSleutel, IncidenteelTabel};

/// The amount of one line in one year.
pub fn amount(line: &IncidenteelTabel, jaar: Jaar) -> Cents {
    let euros = line.bedrag.get(jaar);
    euros.map_or(Cents::ZERO, |euros| Cents::new(euros.hundredths()))
}

/// The lines of a year that are divided by inhabitants on 1 January of the year
/// before, together, per gemeente.
///
/// # Errors
/// If there is something to divide and nobody lives anywhere.
pub(super) fn by_inhabitants(
    lines: &[IncidenteelTabel],
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
            if line.verdeelsleutel == IncidenteelSleutel::Inwoners {
                divide(total, inwoners, inwoners, &mut sums);
            }
        }
    }
    Ok(sums)
}

/// The lines of a year that are divided by people.
pub(super) fn by_people(lines: &[IncidenteelTabel], jaar: Jaar) -> Vec<&IncidenteelTabel> {
    let follows_people = |line: &&IncidenteelTabel| {
        line.verdeelsleutel != IncidenteelSleutel::Inwoners && amount(line, jaar) != Cents::ZERO
    };
    lines.iter().filter(follows_people).collect()
}

/// Adds lines that are divided by people; one whose key has nobody goes by inhabitants.
pub(super) fn add_by_people(
    lines: &[&IncidenteelTabel],
    people: &People,
    inwoners: &[i64],
    jaar: Jaar,
    sums: &mut [Cents],
) {
    for line in lines {
        let counts = match line.verdeelsleutel {
            IncidenteelSleutel::Inwoners => continue,
            IncidenteelSleutel::Asielstatushouder => &people.asielstatushouder,
            IncidenteelSleutel::GezinsOverig => &people.gezins_overig,
            IncidenteelSleutel::Onderwijsroute => &people.onderwijsroute,
        };
        divide(amount(line, jaar), counts.at(jaar, jaar), inwoners, sums);
    }
}

fn divide(total: Cents, key: &[i64], inwoners: &[i64], sums: &mut [Cents]) {
    let parts = apportion_by_counts(total.get(), key)
        .or_else(|_| apportion_by_counts(total.get(), inwoners))
        .expect("the key has weight where there is something to divide");
    for (sum, part) in sums.iter_mut().zip(parts) {
        *sum += Cents::new(part);
    }
}
