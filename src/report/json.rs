//! A run as JSON: the rows, the months, every figure with its source, the receipt.

use serde_json::{Map, Number, Value, json};

use super::receipt::Receipt;
use super::regels::{Keuze, Regel, Waarde, regels};
use crate::diagnostic::Place;
use crate::money::Cents;
use crate::projection::{KOLOMMEN, Model, Projection};

/// The whole run, indented, ended by a newline. Amounts are numbers of euros
/// with two decimals, exact as they stand.
pub fn run_json(model: &Model, projection: &Projection, keuze: &Keuze) -> String {
    let rows = regels(projection, &model.gemeenten, keuze);
    let value = json!({
        "scenario": {
            "naam": model.scenario.naam,
            "omschrijving": model.scenario.tabellen.scenario.omschrijving,
            "met": model.scenario.settings,
        },
        "niveau": keuze.niveau.word(),
        "eenheid": "euro",
        "regels": rows.iter().map(row_value).collect::<Vec<_>>(),
        "rijk": state(model, projection, keuze),
        "opmerkingen": model.opmerkingen(projection),
        "cijfers": cijfers(model),
        "ontvangstbewijs": Receipt::of(model),
    });
    pretty(&value)
}

/// Indented JSON with a newline behind it.
pub(super) fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).expect("these values are JSON");
    format!("{text}\n")
}

/// An amount as an exact JSON number.
pub(super) fn euros(amount: Cents) -> Value {
    let number: Number = amount.plain().parse().expect("an amount is a number");
    Value::Number(number)
}

fn row_value(row: &Regel) -> Value {
    let mut object = Map::new();
    object.insert("gm_code".into(), json!(row.gm_code));
    object.insert("gemeente".into(), json!(row.gemeente));
    object.insert("provincie".into(), json!(row.provincie));
    object.insert("jaar".into(), json!(row.jaar.get()));
    for (kolom, waarde) in KOLOMMEN.iter().zip(&row.waarden) {
        let value = match waarde {
            Waarde::Personen(people) => json!(people),
            Waarde::Bedrag(amount) => euros(*amount),
        };
        object.insert(kolom.naam.into(), value);
    }
    Value::Object(object)
}

/// Per year what only the state sees, and the payments month by month of the
/// gemeenten that were chosen.
fn state(model: &Model, projection: &Projection, keuze: &Keuze) -> Vec<Value> {
    let members = keuze.leden(&model.gemeenten);
    let shown = projection
        .jaren
        .iter()
        .filter(|year| keuze.toont(year.jaar));
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

/// Every figure and choice that was used with its source.
pub(super) fn cijfers(model: &Model) -> Vec<Value> {
    let figures = model.gegevens();
    figures
        .iter()
        .map(|cijfer| {
            let place = cijfer.plaats.as_ref();
            json!({
                "pad": cijfer.pad,
                "waarde": cijfer.waarde,
                "status": cijfer.herkomst.status.word(),
                "bron": &*cijfer.herkomst.bron,
                "gefit": cijfer.herkomst.gefit.as_deref(),
                "bestand": place.map(|place| &place.source.name),
                "regel": place.map(Place::line),
            })
        })
        .collect()
}
