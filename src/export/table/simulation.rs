//! The rows of a simulation, column by column.

use rayon::prelude::*;

use super::{Table, Values};
use crate::export::csv::CsvColumn;
use crate::export::simulation::csv::COLUMNS;
use crate::export::simulation::rows::{
    AMOUNTS, AreaChoice, SimulationContent, SimulationRow, amounts, rows, series,
};
use crate::simulate::part::Part;

/// The columns of [`table_of_simulation`]: those of the CSV and one for probabilities,
/// which stand there among amounts.
fn columns() -> Vec<CsvColumn> {
    let mut columns = COLUMNS.to_vec();
    columns.push(CsvColumn::decimal("kans", 6));
    columns
}

/// A row for every scenario or difference, unit, year and field. The rows are those of
/// [`crate::export::simulation_csv`]; the probability of a row that has one stands in a
/// column of its own, so that every column has one type.
pub fn table_of_simulation(part: &Part, areas: &AreaChoice) -> Table {
    let names = series(part);
    let units = areas.units(part);
    let places = (0..names.len()).flat_map(|series| units.iter().map(move |&unit| (series, unit)));
    let places: Vec<(usize, usize)> = places.collect();
    let found = places.par_iter();
    let found: Vec<Vec<SimulationRow<'_>>> = found
        .map(|&(series, unit)| rows(part, (series, &names[series]), unit))
        .collect();
    let columns = columns();
    let mut values: Vec<Values> = columns.iter().map(|one| Values::empty(one.kind)).collect();
    for row in found.iter().flatten() {
        add(&mut values, row);
    }
    let names = columns.iter().map(|column| column.name);
    Table::new(names.zip(values))
}

fn add(values: &mut [Values], row: &SimulationRow<'_>) {
    let mut columns = values.iter_mut();
    let mut put = |value: Cell<'_>| {
        if let Some(column) = columns.next() {
            column.put(value);
        }
    };
    for text in [row.scenario, row.level, row.code, row.naam] {
        put(Cell::Text(text));
    }
    put(Cell::Number(Some(i128::from(row.jaar))));
    put(Cell::Text(row.veld));
    match &row.inhoud {
        SimulationContent::Verdeling(it) => {
            for cents in amounts(it) {
                put(Cell::Number(cents.map(i128::from)));
            }
            put(Cell::Number(None));
        }
        SimulationContent::Kans(millionths) => {
            (0..AMOUNTS).for_each(|_| put(Cell::Number(None)));
            put(Cell::Number(Some(i128::from(*millionths))));
        }
    }
}

/// A value as it goes to its column.
enum Cell<'a> {
    Text(&'a str),
    /// A whole number, or a decimal one without its point.
    Number(Option<i128>),
}

impl Values {
    fn put(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(texts), Cell::Text(text)) => texts.push(text),
            (Self::Whole(values, presence), Cell::Number(number)) => {
                super::note(presence, values.len(), number.is_some());
                values.push(number.map_or(0, |number| number as i64));
            }
            (
                Self::Decimal {
                    values, presence, ..
                },
                Cell::Number(number),
            ) => {
                super::note(presence, values.len(), number.is_some());
                values.push(number.unwrap_or(0));
            }
            _ => unreachable!("a text goes to a column of texts, a number to one of numbers"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::simulation_csv;
    use crate::model::Model;
    use crate::study::Study;

    #[test]
    fn the_table_has_the_rows_of_the_csv_and_probabilities_apart() {
        let law = |share: &str| {
            let settings = [
                format!("prestatie.aandeel={share}"),
                "scenario.tot=2026".to_owned(),
            ];
            Model::load("wi2021", &settings).unwrap()
        };
        let study = Study::new(vec![law("0.1"), law("0.3")]);
        let part = study.draw(Some(5), None).unwrap().part;
        let csv = simulation_csv(&part, &AreaChoice::default());
        let all = table_of_simulation(&part, &AreaChoice::default());
        for (mine, its) in all.csv().lines().zip(csv.lines()).skip(1) {
            // The mean of the CSV is a probability where the last column has one.
            let (fields, chance) = mine.rsplit_once(',').unwrap();
            match chance {
                "" => assert_eq!(fields, its),
                chance => assert!(its.contains(&format!(",{chance},,")), "{mine}\n{its}"),
            }
        }
        assert_eq!(all.csv().lines().count(), csv.lines().count());
        let labels = &part.header.labels.gemeenten;
        let utrecht = labels.iter().position(|(code, _)| code == "GM0344");
        let one = AreaChoice {
            niveau: None,
            gemeenten: Some(utrecht.into_iter().collect()),
        };
        let one = table_of_simulation(&part, &one).csv();
        let lines = csv.lines().filter(|line| line.contains("\"GM0344\""));
        assert_eq!(one.lines().count(), 1 + lines.count());
    }
}
