//! The row that comes nearest to a header of counts, and the line to type that makes it one.

use super::choices::{Choices, group_within, is_group};
use super::field::Field;
use super::words::{OF_COUNTS, plain, says_otherwise, year_of_column};
use crate::input::csv::written::import_line_of;
use crate::terms::Text;
use crate::terms::legible::shell_word;

/// What a header of counts has a column for.
const NEEDED: [(Field, &str, &str); 4] = [
    (Field::Naam, "een gemeente", "a gemeente"),
    (Field::Groep, "een groep", "a group"),
    (Field::Jaar, "een jaar", "a year"),
    (Field::Aantal, "een aantal", "a number"),
];

/// A row that lacks some of what a header of counts has.
pub(super) struct Nearest {
    /// What it lacks.
    missing: Vec<Field>,
    /// Its columns that are not recognised.
    unknown: Vec<String>,
}

impl Nearest {
    /// Looks at a row; `None` where no column of it is recognised by its name.
    pub fn of(fields: &[&str], choices: &Choices) -> Option<Self> {
        let known = |field: Field| fields.iter().any(|own| choices.field(own) == Some(field));
        let is_year = |own: &&&str| year_of_column(own, &OF_COUNTS).is_some();
        let years = fields.iter().filter(is_year).count() > 0;
        let groups = fields.iter().any(|own| is_group(own));
        let has = |field: Field| match field {
            Field::Naam => known(Field::GmCode) || known(Field::Naam),
            Field::Groep => known(field) || groups || choices.of(field).is_some(),
            Field::Jaar => known(field) || years || choices.of(field).is_some(),
            _ => known(field) || years || groups,
        };
        let is_named = NEEDED.iter().any(|&(field, ..)| known(field)) || known(Field::GmCode);
        let missing = NEEDED.iter().map(|&(field, ..)| field);
        let unknown = fields
            .iter()
            .filter(|own| {
                choices.field(own).is_none_or(may_count) && !is_group(own) && !is_year(own)
            })
            .filter(|own| !is_of_everyone(own) && !says_otherwise(own));
        is_named.then(|| Self {
            missing: missing.filter(|&field| !has(field)).collect(),
            unknown: unknown.map(|own| (*own).to_owned()).collect(),
        })
    }

    /// How much of a header it has.
    pub fn found(&self) -> usize {
        NEEDED.len() - self.missing.len()
    }

    /// What it lacks, in words.
    pub fn lacks(&self) -> Text {
        let lacking = NEEDED
            .iter()
            .filter(|(field, ..)| self.missing.contains(field));
        let (nl, en): (Vec<&str>, Vec<&str>) = lacking.map(|&(_, nl, en)| (nl, en)).unzip();
        Text::new(nl.join(", "), en.join(", "))
    }

    /// Each choice that is left to make, as it is typed: `--kolom 'aantal=Aantal gestart'`.
    pub fn to_choose(&self) -> Vec<String> {
        let (of_groups, mut left): (Vec<&String>, Vec<&String>) = self
            .unknown
            .iter()
            .partition(|own| group_within(own).is_some());
        let of_group = of_groups.first().map(|own| own.as_str());
        // The column of numbers is told the easiest.
        let choices = self.missing.iter().rev().map(|&field| {
            let of_group = match field {
                Field::Aantal => of_group,
                Field::Groep => of_group.and_then(group_within),
                _ => None,
            };
            let chosen = of_group.map(str::to_owned).or_else(|| {
                let place = likely(field, &left);
                place.map(|place| left.remove(place).clone())
            });
            let value = chosen.unwrap_or_else(|| otherwise(field).to_owned());
            let choice = format!("{}={value}", field.key());
            format!("--kolom {}", shell_word(&choice))
        });
        let mut choices: Vec<String> = choices.collect();
        choices.reverse();
        choices
    }

    /// The whole line to type for a sheet of a file, behind what was chosen before.
    pub fn line(&self, file: &str, sheet: Option<&str>, choices: &Choices) -> String {
        let mut chosen = choices.as_typed();
        chosen.extend(self.to_choose());
        let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
        import_line_of(file, sheet, &chosen)
    }
}

/// Whether a column that is a factor by its name may hold people as well.
fn may_count(field: Field) -> bool {
    matches!(field, Field::Instroom | Field::Afronding | Field::ZRoute)
}

/// Whether a column is one of inhabitants: none of theirs is proposed for a count.
fn is_of_everyone(header: &str) -> bool {
    let word = plain(header);
    word.contains("inwoner") || word.contains("bevolking")
}

/// Which of the columns that nobody knows is the likeliest: of numbers one that says so, or
/// the last; of a gemeente the first.
fn likely(field: Field, left: &[&String]) -> Option<usize> {
    if field == Field::Naam {
        return (!left.is_empty()).then_some(0);
    }
    if field != Field::Aantal {
        return left.len().checked_sub(1);
    }
    let says = left.iter().position(|own| {
        let word = plain(own);
        word.contains("aantal") || word.contains("personen")
    });
    says.or_else(|| left.len().checked_sub(1))
}

/// What stands for a column that is not there at all.
fn otherwise(field: Field) -> &'static str {
    match field {
        Field::Jaar => "2025",
        Field::Groep => "asielstatushouder",
        _ => "KOLOM",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(header: &str) -> Option<Nearest> {
        let fields: Vec<&str> = header.split(';').collect();
        Nearest::of(&fields, &Choices::default())
    }

    #[test]
    fn what_a_header_lacks_is_chosen_from_what_nobody_knows() {
        for (header, lacks, chosen) in [
            (
                "Gemeente;Groep;Jaar;Aantal gestart",
                "een aantal",
                "--kolom 'aantal=Aantal gestart'",
            ),
            (
                "Gemeente;Wie;Jaar;Personen",
                "een groep",
                "--kolom groep=Wie",
            ),
            (
                "Plaats;Groep;Jaar;Aantal",
                "een gemeente",
                "--kolom naam=Plaats",
            ),
            (
                "Gemeente;Wie;Gestarte personen;Opmerking",
                "een groep, een jaar, een aantal",
                "--kolom groep=Wie --kolom jaar=Opmerking --kolom 'aantal=Gestarte personen'",
            ),
            ("Gemeente;Statushouders", "een jaar", "--kolom jaar=2025"),
            (
                "Gemeente;Jaar;Gestart asiel;Gestart gezinsmigranten",
                "een groep, een aantal",
                "--kolom groep=asiel --kolom 'aantal=Gestart asiel'",
            ),
            (
                "Jaar;Nieuwe statushouders",
                "een gemeente, een groep, een aantal",
                "--kolom naam=KOLOM --kolom groep=statushouders --kolom 'aantal=Nieuwe statushouders'",
            ),
            (
                "Gemeente;2023;2024",
                "een groep",
                "--kolom groep=asielstatushouder",
            ),
            // Inhabitants are no count, whatever else is missing.
            (
                "Gemeente;Inwoners;Wie",
                "een groep, een jaar, een aantal",
                "--kolom groep=asielstatushouder --kolom jaar=2025 --kolom aantal=Wie",
            ),
            (
                "Gemeente;Bevolking totaal",
                "een groep, een jaar, een aantal",
                "--kolom groep=asielstatushouder --kolom jaar=2025 --kolom aantal=KOLOM",
            ),
            // Neither are several years together.
            (
                "Gemeente;Aantal <2022;Aantal 2023",
                "een groep",
                "--kolom groep=asielstatushouder",
            ),
            // What is a factor by its name may have been counted, unless it is money.
            (
                "Gemeente;Groep;Jaar;Kosten;Afronding",
                "een aantal",
                "--kolom aantal=Afronding",
            ),
            (
                "Gemeente;Groep;Jaar;Kosten",
                "een aantal",
                "--kolom aantal=KOLOM",
            ),
            // A code says which gemeente it is as well.
            ("Code;Wie;Jaar;Aantal", "een groep", "--kolom groep=Wie"),
        ] {
            let found = nearest(header).unwrap();
            assert_eq!(found.lacks().to_string(), lacks, "{header}");
            assert_eq!(found.found() + lacks.split(", ").count(), 4, "{header}");
            assert_eq!(found.to_choose().join(" "), chosen, "{header}");
        }
    }

    #[test]
    fn a_row_of_figures_is_no_header() {
        assert!(nearest("Deventer;Statushouders;2024;158").is_none());
        assert!(nearest("Inburgeraars in Deventer").is_none());
    }
}
