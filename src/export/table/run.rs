//! The rows of runs, column by column: what [`crate::export::runs_csv`] writes.

use super::{Table, Texts, Values};
use crate::columns::{Column, KeyColumn, SCENARIO, Unit};
use crate::export::rows::{Selection, units};
use crate::gemeente::Gemeenten;
use crate::model::Model;
use crate::projection::{Measure, Projection};

/// One table of some runs; of more than one with the name of the scenario before its rows.
pub fn table_of_runs(runs: &[(&Model, &Projection, &Selection)]) -> Table {
    let [mut scenario, mut code, mut gemeente, mut provincie] =
        [const { None }; 4].map(|_: Option<()>| Texts::default());
    let mut jaren = Vec::new();
    let mut figures: Vec<Vec<i64>> = vec![Vec::new(); Column::ALL.len()];
    for (model, projection, keuze) in runs {
        let years = projection.jaren.iter();
        let years: Vec<_> = years.filter(|year| keuze.shows(year.jaar)).collect();
        let units = units(&model.gemeenten, keuze);
        for unit in &units {
            for year in &years {
                scenario.push(&model.scenario.naam);
                code.push(&unit.gm_code);
                gemeente.push(&unit.gemeente);
                provincie.push(&unit.provincie);
                jaren.push(i64::from(year.jaar.get()));
            }
        }
        for (&column, values) in Column::ALL.iter().zip(&mut figures) {
            let measure = Measure::of(column);
            values.reserve(units.len() * years.len());
            for unit in &units {
                for year in &years {
                    let own = unit.leden.iter();
                    values.push(own.map(|&index| measure.figure(year, index)).sum());
                }
            }
        }
    }
    let keys = KeyColumn::ALL.into_iter().map(|key| {
        let values = match key {
            KeyColumn::GmCode => Values::Text(std::mem::take(&mut code)),
            KeyColumn::Gemeente => Values::Text(std::mem::take(&mut gemeente)),
            KeyColumn::Provincie => Values::Text(std::mem::take(&mut provincie)),
            KeyColumn::Jaar => Values::Whole(std::mem::take(&mut jaren), None),
        };
        (key.name(), values)
    });
    let figures = Column::ALL.iter().zip(figures).map(|(column, values)| {
        let values = match column.definition().unit {
            Unit::People => Values::Whole(values, None),
            Unit::Cents => Values::euros(values.into_iter().map(i128::from).collect()),
        };
        (column.name(), values)
    });
    let scenario = (runs.len() > 1).then_some((SCENARIO, Values::Text(scenario)));
    Table::new(scenario.into_iter().chain(keys).chain(figures))
}

/// The scenario, code and year of the rows of one draw of each scenario: by scenario,
/// unit and year.
pub fn key_table(models: &[Model], keuze: &Selection) -> Table {
    let (mut scenario, mut code, mut jaren) = (Texts::default(), Texts::default(), Vec::new());
    for model in models {
        let kop = &model.scenario.tables().scenario;
        for unit in units(&model.gemeenten, keuze) {
            for jaar in kop.van.through(kop.tot).filter(|&jaar| keuze.shows(jaar)) {
                scenario.push(&model.scenario.naam);
                let name = if unit.gm_code.is_empty() {
                    &unit.provincie
                } else {
                    &unit.gm_code
                };
                code.push(name);
                jaren.push(i64::from(jaar.get()));
            }
        }
    }
    Table::new([
        (SCENARIO, Values::Text(scenario)),
        (KeyColumn::GmCode.name(), Values::Text(code)),
        (KeyColumn::Jaar.name(), Values::Whole(jaren, None)),
    ])
}

/// The gemeenten that every unit of a selection adds up, in the order of its rows.
pub fn unit_members(gemeenten: &Gemeenten, keuze: &Selection) -> Vec<Vec<usize>> {
    let units = units(gemeenten, keuze).into_iter();
    units.map(|unit| unit.leden).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::rows::{Level, run_rows};
    use crate::export::{run_csv, runs_csv};

    #[test]
    fn the_table_of_a_run_is_its_csv_on_every_level() {
        let model = Model::load("wi2021", &["scenario.tot=2026".to_owned()]).unwrap();
        let projection = model.project().unwrap();
        let some = ["GM0344".to_owned(), "Rijswijk".to_owned()];
        for level in Level::ALL {
            for gemeenten in [&[][..], &some] {
                let years = ["2025-2026".to_owned()];
                let keuze = Selection::asked(&model, Some(level), gemeenten, &years).unwrap();
                let rows = run_rows(&projection, &model.gemeenten, &keuze);
                let one = (&model, &projection, &keuze);
                assert_eq!(table_of_runs(&[one]).csv(), run_csv(&rows));
                let name = model.scenario.naam.as_str();
                let both = runs_csv(&[(name, rows.clone()), (name, rows)]);
                assert_eq!(table_of_runs(&[one, one]).csv(), both);
            }
        }
    }
}
