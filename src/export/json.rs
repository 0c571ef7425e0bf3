//! A run as JSON: the rows, the months, every figure with its source, the receipt.

use serde::{Serialize, Serializer};
use serde_json::{Map, Number, Value, json};

use super::receipt::Receipt;
use super::rows::{RowValue, RunRow, Selection, run_rows};
use crate::columns::{Column, KeyColumn};
use crate::exact::money::Cents;
use crate::input::diagnostic::Place;
use crate::model::Model;
use crate::projection::Projection;
use crate::scenario::values::parse_decimal;
use crate::scenario::{Between, Figure};
use crate::terms::{Lang, Remark};

/// The whole run, indented, ended by a newline. Amounts are numbers of euros
/// with two decimals, exact as they stand.
pub fn run_json(model: &Model, projection: &Projection, keuze: &Selection) -> String {
    let rows = run_rows(projection, &model.gemeenten, keuze);
    pretty(&run(model, projection, keuze, &rows))
}

/// The same of several scenarios, each as [`run_json`] has it.
pub fn runs_json(runs: &[(&Model, &Projection, &Selection)]) -> String {
    let rows = runs.iter();
    let rows = rows.map(|(model, projection, keuze)| run_rows(projection, &model.gemeenten, keuze));
    let rows: Vec<Vec<RunRow>> = rows.collect();
    let runs = runs.iter().zip(&rows);
    let runs = runs.map(|((model, projection, keuze), rows)| run(model, projection, keuze, rows));
    pretty(&Runs {
        scenarios: runs.collect(),
    })
}

#[derive(Serialize)]
struct Runs<R> {
    scenarios: Vec<R>,
}

fn run<'r>(
    model: &Model,
    projection: &Projection,
    keuze: &Selection,
    rows: &'r [RunRow],
) -> impl Serialize + use<'r> {
    Run {
        scenario: json!({
            "naam": model.scenario.naam,
            "omschrijving": model.scenario.tables().scenario.omschrijving,
            "met": model.scenario.settings,
        }),
        niveau: keuze.niveau.word(),
        eenheid: "euro",
        regels: OneByOne(|| rows.iter().map(row_value)),
        rijk: state(model, projection, keuze),
        opmerkingen: model.remarks_on(projection),
        cijfers: cijfers(model),
        ontvangstbewijs: Receipt::of(model),
    }
}

#[derive(Serialize)]
struct Run<R> {
    scenario: Value,
    niveau: &'static str,
    eenheid: &'static str,
    regels: R,
    rijk: Vec<Value>,
    opmerkingen: Vec<Remark>,
    cijfers: Vec<Value>,
    ontvangstbewijs: Receipt,
}

/// A list whose items are made as they are written: of many gemeenten they take
/// ten times the memory of their text.
pub(crate) struct OneByOne<F>(pub F);

impl<F, I> Serialize for OneByOne<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Indented JSON with a newline behind it, of values that JSON can hold.
pub fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("these values are JSON");
    text.push('\n');
    text
}

/// An amount as an exact JSON number.
pub(crate) fn euros(amount: Cents) -> Value {
    let number: Number = amount.plain().parse().expect("an amount is a number");
    Value::Number(number)
}

fn row_value(row: &RunRow) -> Value {
    let mut object = Map::new();
    for key in KeyColumn::ALL {
        let value = match key {
            KeyColumn::GmCode => json!(row.gm_code),
            KeyColumn::Gemeente => json!(row.gemeente),
            KeyColumn::Provincie => json!(row.provincie),
            KeyColumn::Jaar => json!(row.jaar.get()),
        };
        object.insert(key.name().into(), value);
    }
    for (column, waarde) in Column::ALL.iter().zip(&row.waarden) {
        let value = match waarde {
            RowValue::Personen(people) => json!(people),
            RowValue::Bedrag(amount) => euros(*amount),
        };
        object.insert(column.name().into(), value);
    }
    Value::Object(object)
}

/// Per year what only the state sees, and the payments month by month of the
/// gemeenten that were chosen.
fn state(model: &Model, projection: &Projection, keuze: &Selection) -> Vec<Value> {
    let members = keuze.members(&model.gemeenten);
    let shown = projection
        .jaren
        .iter()
        .filter(|year| keuze.shows(year.jaar));
    shown
        .map(|year| {
            let months = projection.maanden_samen(year.jaar, members.iter().copied());
            json!({
                "jaar": year.jaar.get(),
                "kas_per_maand": months.map(euros),
                "korting_binnen_begroting": euros(year.binnen_begroting),
                "begrotingsstand": year.begroting.map(euros),
            })
        })
        .collect()
}

/// A figure as it was used: a number, however it was typed; a choice as its word.
fn value(cijfer: &Figure<'_>) -> Value {
    let text = cijfer.waarde.as_ref();
    let number = parse_decimal(text).filter(|_| !cijfer.names_a_file());
    let number = number.and_then(|it| it.normalize().to_string().parse::<Number>().ok());
    if let Some(number) = number {
        return Value::Number(number);
    }
    match text {
        "true" => json!(true),
        "false" => json!(false),
        _ => json!(text),
    }
}

/// Every figure and choice that was used with its source.
pub(crate) fn cijfers(model: &Model) -> Vec<Value> {
    let figures = model.figures();
    figures
        .iter()
        .map(|cijfer| {
            let place = cijfer.plaats.as_ref();
            json!({
                "pad": cijfer.pad,
                "waarde": value(cijfer),
                "status": cijfer.herkomst.status.word(),
                "bron": cijfer.herkomst.bron.of(Lang::Nl),
                "gefit": cijfer.herkomst.gefit.as_deref(),
                "tussen": cijfer.herkomst.tussen.as_deref().map(Between::numbers),
                "bestand": place.map(|place| &place.source.name),
                "regel": place.map(Place::line),
            })
        })
        .collect()
}
