//! What it takes to meet a goal, and what is given up for what, as CSV and JSON.

use serde_json::{Value, json};

use super::{figure_text, figure_value, object};
use crate::exact::money::Cents;
use crate::export::csv::{CsvColumn, csv_text};
use crate::export::json::pretty;
use crate::export::receipt::Receipt;
use crate::export::table::Table;
use crate::question::solve::{Answer, Asked, Found, Frontier, Mark, Point, Shape, SolvedStep};
use crate::study::{FrontierRequest, Study};
use crate::terms::jaar::ranges;

/// The columns of an answer: a row a search, and year of it.
const COLUMNS: [CsvColumn; 12] = [
    CsvColumn::number("jaar"),
    CsvColumn::text("sleutel"),
    CsvColumn::text("uitkomst"),
    CsvColumn::text("is"),
    CsvColumn::number("bedrag_is"),
    CsvColumn::text("antwoord"),
    CsvColumn::number("bedrag_antwoord"),
    CsvColumn::text("eronder"),
    CsvColumn::number("bedrag_eronder"),
    CsvColumn::text("erboven"),
    CsvColumn::number("bedrag_erboven"),
    CsvColumn::text("verloop"),
];

/// A row for every year of every search. Without a crossing there are no neighbours.
pub fn solve_csv(asked: &Asked, answer: &Answer) -> String {
    csv_text(&COLUMNS, records(asked, answer).into_iter())
}

/// [`solve_csv`] as a table.
pub fn table_of_solve(asked: &Asked, answer: &Answer) -> Table {
    Table::of_csv(&COLUMNS, &solve_csv(asked, answer))
}

fn records(asked: &Asked, answer: &Answer) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for step in &answer.steps {
        let SolvedStep {
            years,
            variable,
            solution,
        } = step;
        let (word, found, crossing) = match &solution.found {
            Found::Met { answer, crossings } => ("gehaald", Some(answer), crossings.first()),
            Found::Always => ("altijd", None, None),
            Found::Never(nearest) => ("onhaalbaar", Some(nearest), None),
        };
        for (place, _) in solution.start.figures.iter().enumerate() {
            let both = |point: Option<&Point>| match point {
                Some(point) => [
                    variable.shown(point.at),
                    figure_text(asked.goal.kind(), point.figures[place]),
                ],
                None => Default::default(),
            };
            let jaar = match asked.together {
                true => String::new(),
                false => years[place].to_string(),
            };
            let mut row = vec![jaar, variable.key.clone(), word.to_owned()];
            row.extend(both(Some(&solution.start)));
            row.extend(both(found));
            row.extend(both(crossing.map(|one| &one.below)));
            row.extend(both(crossing.map(|one| &one.above)));
            row.push(shape(solution.shape).to_owned());
            all.push(row);
        }
    }
    all
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Monotone => "monotoon",
        Shape::Turns => "keert",
        Shape::TurnsKnown => "keert-alles-bekeken",
        Shape::Flat => "vlak",
    }
}

/// The same with the question, every crossing, and the receipts of before and after.
pub fn solve_json(study: &Study, asked: &Asked, answer: &Answer) -> String {
    let rows = records(asked, answer);
    let rows: Vec<Value> = rows.iter().map(|row| object(&COLUMNS, row)).collect();
    let crossings: Vec<Value> = answer.steps.iter().flat_map(crossings).collect();
    let certainty = asked.certainty;
    pretty(&json!({
        "vraag": {
            "doel": asked.goal_in_words(),
            "veld": asked.goal.column.name(),
            "relatie": asked.goal.relation.word(),
            "bedrag": figure_value(asked.goal.kind(), asked.goal.amount),
            "jaren": asked.years.iter().map(|jaar| jaar.get()).collect::<Vec<_>>(),
            "samen": asked.together,
            "varieer": asked.varied,
            "trekkingen": certainty.map(|it| it.draws),
            "zaad": certainty.map(|it| it.seed),
            "kans": certainty.map(|it| super::millionths(it.millionths.into())),
        },
        "gehaald": answer.is_met(),
        "instellingen": answer.settings(),
        "regels": rows,
        "oplossingen": crossings,
        "runs": answer.runs,
        "ontvangstbewijs": study.models().first().map(Receipt::of),
    }))
}

fn crossings(step: &SolvedStep) -> Vec<Value> {
    let Found::Met { crossings, .. } = &step.solution.found else {
        return Vec::new();
    };
    let all = crossings.iter().map(|one| {
        let [below, above] = [&one.below, &one.above].map(|end| step.variable.shown(end.at));
        json!({
            "sleutel": step.variable.key,
            "jaren": ranges(step.years.iter().copied()),
            "eronder": below,
            "erboven": above,
        })
    });
    all.collect()
}

/// The columns of a frontier.
const FRONTIER: [CsvColumn; 7] = [
    CsvColumn::text("waarde"),
    CsvColumn::text("merk"),
    CsvColumn::number("veld"),
    CsvColumn::number("tegen"),
    CsvColumn::number("maanden_voorschot"),
    CsvColumn::number("grootste_voorschot"),
    CsvColumn::number("grootste_overschot"),
];

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Stands => "zoals-het-is",
        Mark::Old => "61/31/8",
        Mark::New => "40/30/30",
    }
}

/// A row for every step; nothing where the scenario cannot be.
pub fn frontier_csv(request: &FrontierRequest, frontier: &Frontier) -> String {
    csv_text(&FRONTIER, frontier_records(request, frontier).into_iter())
}

/// [`frontier_csv`] as a table.
pub fn table_of_frontier(request: &FrontierRequest, frontier: &Frontier) -> Table {
    Table::of_csv(&FRONTIER, &frontier_csv(request, frontier))
}

fn frontier_records(request: &FrontierRequest, frontier: &Frontier) -> Vec<Vec<String>> {
    let kinds = request.targets.each_ref().map(|target| target.kind());
    let rows = frontier.rows.iter().map(|row| {
        let figure = |which: usize| match row.figures {
            Some(figures) => figure_text(kinds[which], figures[which]),
            None => String::new(),
        };
        let cohorts = |of: fn(&crate::compare::Voorfinanciering) -> String| {
            row.cohorts.as_ref().map_or_else(String::new, of)
        };
        vec![
            row.shown.clone(),
            row.mark.map_or("", mark).to_owned(),
            figure(0),
            figure(1),
            cohorts(|it| it.maanden.to_string()),
            cohorts(|it| Cents::plain(it.grootste_voorschot)),
            cohorts(|it| Cents::plain(it.grootste_overschot)),
        ]
    });
    rows.collect()
}

/// The same with the question and the receipt.
pub fn frontier_json(study: &Study, request: &FrontierRequest, frontier: &Frontier) -> String {
    let mut value = frontier_value(request, frontier);
    value["ontvangstbewijs"] = json!(study.models().first().map(Receipt::of));
    pretty(&value)
}

/// The question and the rows, without the receipt: what a chart shows of it.
pub(crate) fn frontier_value(request: &FrontierRequest, frontier: &Frontier) -> Value {
    let rows = frontier_records(request, frontier);
    let rows: Vec<Value> = rows.iter().map(|row| object(&FRONTIER, row)).collect();
    let names = request
        .targets
        .each_ref()
        .map(|target| target.column.name());
    let units = request
        .targets
        .each_ref()
        .map(|target| super::unit_word(target.kind()));
    json!({
        "vraag": {
            "varieer": request.varied,
            "veld": names[0],
            "tegen": names[1],
            "eenheden": units,
            "jaren": request.years.iter().map(|jaar| jaar.get()).collect::<Vec<_>>(),
        },
        "regels": rows,
    })
}
