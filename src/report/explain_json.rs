//! An explanation as JSON: every number of a tree once, the receipt.

use serde::Serialize;

use super::explain::Uitleg;
use super::json::pretty;
use super::receipt::Receipt;
use crate::explain::Knoop;

/// The whole document; the names of the fields are those of the JSON.
#[derive(Serialize)]
struct Document<'a> {
    scenario: Scenario<'a>,
    gm_code: &'a str,
    gemeente: &'a str,
    provincie: &'a str,
    jaar: u16,
    uitleg: Vec<Tree<'a>>,
    ontvangstbewijs: Receipt,
}

#[derive(Serialize)]
struct Scenario<'a> {
    naam: &'a str,
    omschrijving: Option<&'a str>,
}

#[derive(Serialize)]
struct Tree<'a> {
    veld: &'static str,
    boom: &'a Knoop,
}

/// The whole trees, however deep.
pub fn explain_json(uitleg: &Uitleg<'_>) -> String {
    let scenario = &uitleg.model.scenario;
    let gemeente = &uitleg.model.gemeenten.list()[uitleg.gemeente];
    let trees = uitleg.bomen.iter().map(|(veld, root)| Tree {
        veld: veld.key(),
        boom: root,
    });
    let document = Document {
        scenario: Scenario {
            naam: &scenario.naam,
            omschrijving: scenario.tabellen.scenario.omschrijving.as_deref(),
        },
        gm_code: &gemeente.code,
        gemeente: &gemeente.naam,
        provincie: &gemeente.provincie,
        jaar: uitleg.jaar.get(),
        uitleg: trees.collect(),
        ontvangstbewijs: Receipt::of(uitleg.model),
    };
    pretty(&document)
}
