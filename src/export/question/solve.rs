//! What it takes to meet goals, as CSV and JSON.

use serde_json::{Value, json};

use super::sensitivity::no_effect_word;
use super::{figure_text, figure_value, object};
use crate::export::csv::{CsvColumn, csv_text};
use crate::export::json::pretty;
use crate::export::receipt::Receipt;
use crate::export::table::Table;
use crate::model::Model;
use crate::question::solve::{Answer, Asked, Found, Point, Shape, SolvedStep};
use crate::study::Study;
use crate::terms::Lang;
use crate::terms::jaar::ranges;

/// The columns of an answer: a row for every goal and year of a search.
const COLUMNS: [CsvColumn; 17] = [
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
    CsvColumn::text("veld"),
    CsvColumn::text("knelt"),
    CsvColumn::text("dichtstbij"),
    CsvColumn::number("bedrag_dichtstbij"),
    CsvColumn::number("bedrag_vooraf"),
];

/// A row for every goal and year of every search. Without a crossing there are no
/// neighbours; what no value meets has no answer, and a value that comes nearest. The amount
/// beforehand has the answers of earlier years in it, that of `is` has none.
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
            base,
            ..
        } = step;
        let (word, found, near, crossing) = match &solution.found {
            Found::Met { answer, crossings } => ("gehaald", Some(answer), None, crossings.first()),
            Found::Always => ("altijd", None, None, None),
            Found::Never(nearest) => ("onhaalbaar", None, Some(nearest), None),
        };
        let binding = solution.binding(&asked.conditions(years));
        for (place, &as_it_is) in base.iter().enumerate() {
            let (goal, jaar) = asked.place(place, years);
            let both = |point: Option<&Point>| match point {
                Some(point) => [
                    variable.shown(point.at),
                    figure_text(goal.kind(), point.figures[place]),
                ],
                None => Default::default(),
            };
            let jaar = jaar.map_or_else(String::new, |jaar| jaar.to_string());
            let mut row = vec![jaar, variable.key.clone(), word.to_owned()];
            let is = variable.shown_as_it_stands();
            let before = figure_text(goal.kind(), solution.start.figures[place]);
            row.extend([is, figure_text(goal.kind(), as_it_is)]);
            row.extend(both(found));
            row.extend(both(crossing.map(|one| &one.below)));
            row.extend(both(crossing.map(|one| &one.above)));
            row.push(shape(solution.shape).to_owned());
            row.push(goal.column.name().to_owned());
            let binds = binding.contains(&place);
            row.push(if binds { "ja" } else { "" }.to_owned());
            row.extend(both(near));
            row.push(before);
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

/// The same with the question, every crossing, what to know about the answer, the settings
/// that are the answer, and the receipts of before and after: all that it takes to do it again.
pub fn solve_json(study: &Study, asked: &Asked, answer: &Answer) -> String {
    let rows = records(asked, answer);
    let rows: Vec<Value> = rows.iter().map(|row| object(&COLUMNS, row)).collect();
    let crossings: Vec<Value> = answer.steps.iter().flat_map(crossings).collect();
    let goals: Vec<Value> = asked
        .goals
        .iter()
        .map(|goal| {
            json!({
                "veld": goal.column.name(),
                "relatie": goal.relation.word(),
                "bedrag": figure_value(goal.kind(), goal.amount),
            })
        })
        .collect();
    let reach = answer.steps.iter().flat_map(|step| {
        let years = ranges(step.years.iter().copied()).join(", ");
        let each = asked.goals.iter().zip(&step.solution.reach);
        each.map(move |(goal, ends)| {
            let [least, most] = ends.map(|end| figure_value(goal.kind(), end));
            json!({
                "veld": goal.column.name(),
                "jaren": years,
                "minstens": least,
                "hoogstens": most,
            })
        })
    });
    let looked = answer.steps.iter().map(|step| {
        json!({
            "sleutel": step.variable.key,
            "bekeken": step.solution.looked,
            "verkend": step.solution.scouted,
        })
    });
    let remarks = answer.remarks.iter().map(|remark| {
        let text = remark.text();
        json!({ "soort": remark.code(), "nl": text.of(Lang::Nl), "en": text.of(Lang::En) })
    });
    let certainty = asked.certainty;
    let without = answer.steps.iter().filter_map(|step| {
        let why = no_effect_word(step.no_effect.as_ref()?);
        let years = ranges(step.years.iter().copied()).join(", ");
        Some(json!({ "sleutel": step.variable.key, "jaren": years, "geen_effect": why }))
    });
    let receipt = |model: &Model| Receipt::of(model).drawn(asked.draws_and_seed());
    pretty(&json!({
        "vraag": {
            "doel": asked.goals_in_words(),
            "doelen": goals,
            "eenheid": asked.unit.name,
            "jaren": asked.years.iter().map(|jaar| jaar.get()).collect::<Vec<_>>(),
            "samen": asked.together,
            "varieer": asked.varied,
            "wijze": asked.manner.word(),
            "decimalen": asked.decimals,
            "trekkingen": certainty.map(|it| it.draws),
            "zaad": certainty.map(|it| it.seed),
            "kans": certainty.map(|it| super::millionths(it.millionths.into())),
        },
        "gehaald": answer.is_met(),
        "instellingen": answer.settings(),
        "regels": rows,
        "oplossingen": crossings,
        "haalbaar": reach.collect::<Vec<_>>(),
        "bekeken": looked.collect::<Vec<_>>(),
        "opmerkingen": remarks.collect::<Vec<_>>(),
        "runs": answer.runs,
        "zonder_effect": without.collect::<Vec<_>>(),
        "ontvangstbewijs": study.models().first().map(receipt),
        "ontvangstbewijs_antwoord": receipt(&answer.model),
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
