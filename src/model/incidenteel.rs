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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Access, InMemory, World};
    use crate::model::Model;

    const LINES: &str = "scenario.basis = \"wi2021\"\n\
        gemeenten.bestand = \"g.csv\"\n\
        [[incidenteel]]\nnaam = \"a\"\nverdeelsleutel = \"inwoners\"\nbedrag = { 2025 = 1000.01 }\n\
        [[incidenteel]]\nnaam = \"b\"\nverdeelsleutel = \"asielstatushouder\"\n\
        bedrag = { 2025 = 77.05, 2028 = 91.03 }\n\
        [[incidenteel]]\nnaam = \"c\"\nverdeelsleutel = \"inwoners\"\nbedrag = { 2025 = 0.1, 2027 = 3 }\n\
        [[incidenteel]]\nnaam = \"d\"\nverdeelsleutel = \"onderwijsroute\"\nbedrag = { 2026 = 4 }\n";

    /// Three gemeenten of which the second loses its people to the first during 2024.
    const PLACES: &str = "gm_code,naam,provincie,inwoners_2024,inwoners_2025\n\
        GM1,A,P,1000,2999\nGM2,B,P,2000,1\nGM3,C,P,7000,7000\n";

    fn model(settings: &[&str]) -> Model {
        let files = InMemory::default()
            .with("s.toml", LINES)
            .with("g.csv", PLACES);
        let world = World::new(files, jiff::civil::date(2026, 7, 1));
        let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
        Model::load_within(&Arc::new(world), "s.toml", &settings, Access::default()).unwrap()
    }

    fn jaar(year: i64) -> Jaar {
        Jaar::new(year).unwrap()
    }

    fn inhabitants(model: &Model, year: i64) -> Vec<i64> {
        let lines = &model.scenario.tables().incidenteel;
        let cents = by_inhabitants(lines, &model.gemeenten, jaar(year)).unwrap();
        cents.into_iter().map(Cents::get).collect()
    }

    #[test]
    fn lines_by_inhabitants_go_by_those_of_a_year_before_and_add_up() {
        let model = model(&[]);
        // 1000.01 as 10,000.1, 20,000.2 and 70,000.7 cents; of 0.10 a cent for every thousand.
        assert_eq!(inhabitants(&model, 2025), [10_001, 20_002, 70_008]);
        // Only a line by people has anything.
        assert_eq!(inhabitants(&model, 2026), [0; 3]);
        assert_eq!(inhabitants(&model, 2027), [90, 0, 210]);
    }

    #[test]
    fn lines_by_people_are_those_with_an_amount_in_the_year() {
        let model = model(&[]);
        let lines = &model.scenario.tables().incidenteel;
        let names = |year| -> Vec<&str> {
            let lines = by_people(lines, jaar(year));
            lines.iter().map(|line| line.naam.as_str()).collect()
        };
        assert_eq!(names(2025), ["b"]);
        assert_eq!(names(2026), ["d"]);
        assert_eq!(names(2027), [""; 0]);
        assert_eq!(names(2028), ["b"]);
    }

    /// What stands in the sums after lines by people of a year, where each had 5 cents.
    fn people(model: &Model, year: i64, inwoners: &[i64]) -> Vec<i64> {
        let lines = by_people(&model.scenario.tables().incidenteel, jaar(year));
        let mut sums = vec![Cents::new(5); 3];
        let mut space = UitkeringScratch::default();
        add_by_people(
            (&lines, jaar(year)),
            &model.people,
            inwoners,
            &mut sums,
            &mut space,
        );
        sums.into_iter().map(Cents::get).collect()
    }

    #[test]
    fn a_line_by_people_goes_by_them_and_by_inhabitants_where_there_is_nobody() {
        let some = model(&[]);
        let counts = some.people.asielstatushouder.at(jaar(2025), jaar(2025));
        let all: i64 = counts.iter().sum();
        assert!(counts.iter().all(|&count| count > 0), "{counts:?}");
        let found = people(&some, 2025, &[1, 0, 0]);
        assert_eq!(found.iter().sum::<i64>(), 7705 + 15);
        for (&cents, &count) in found.iter().zip(counts) {
            // Within a cent of the share of its people.
            assert!(((cents - 5) * all - 7705 * count).abs() < all, "{found:?}");
        }
        // Who is housed in a year came in it or in the two before.
        let nobody = [2026, 2027, 2028].map(|it| format!("instroom.pad.asielstatushouder.{it}=0"));
        let nobody = model(&nobody.each_ref().map(String::as_str));
        let counts = nobody.people.asielstatushouder.at(jaar(2028), jaar(2028));
        assert_eq!(counts, [0; 3]);
        assert_eq!(people(&nobody, 2028, &[1, 0, 4]), [1826, 5, 7287]);
    }
}
