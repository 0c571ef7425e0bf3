//! An explanation as JSON: every number of a tree once, the receipt.

use serde::Serialize;

use super::json::pretty;
use super::receipt::Receipt;
use crate::explain::{ExplainNode, Explanation};

/// The whole document; the names of the fields are those of the JSON.
#[derive(Serialize)]
struct ExplainDocument<'a> {
    scenario: ExplainScenario<'a>,
    gm_code: &'a str,
    gemeente: &'a str,
    provincie: &'a str,
    jaar: u16,
    uitleg: Vec<ExplainTree<'a>>,
    ontvangstbewijs: Receipt,
}

#[derive(Serialize)]
struct ExplainScenario<'a> {
    naam: &'a str,
    omschrijving: Option<&'a str>,
}

#[derive(Serialize)]
struct ExplainTree<'a> {
    veld: &'static str,
    boom: &'a ExplainNode,
}

/// The whole trees, however deep.
pub fn explain_json(uitleg: &Explanation<'_>) -> String {
    let scenario = &uitleg.model.scenario;
    let gemeente = &uitleg.model.gemeenten.list()[uitleg.gemeente];
    let trees = uitleg.trees.iter().map(|(veld, root)| ExplainTree {
        veld: veld.key(),
        boom: root,
    });
    let document = ExplainDocument {
        scenario: ExplainScenario {
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
