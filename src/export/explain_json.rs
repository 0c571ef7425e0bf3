//! An explanation as JSON: every number of a tree once, the receipt.

use serde::Serialize;

use super::json::pretty;
use super::receipt::Receipt;
use crate::explain::{ExplainNode, ExplainPlace, Explanation};
use crate::gemeente::provincie_code;

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
pub fn explain_json(explanation: &Explanation<'_>) -> String {
    let scenario = &explanation.model.scenario;
    let list = explanation.model.gemeenten.list();
    // As the rows of a run name them.
    let (gm_code, gemeente, provincie) = match explanation.place {
        ExplainPlace::Landelijk => ("NL", "Nederland", ""),
        ExplainPlace::Provincie(naam) => (provincie_code(naam), "", naam),
        ExplainPlace::Gemeente(index) => {
            let own = &list[index];
            (&*own.code, &*own.naam, &*own.provincie)
        }
    };
    let trees = explanation.trees.iter().map(|(veld, root)| ExplainTree {
        veld: veld.key(),
        boom: root,
    });
    let document = ExplainDocument {
        scenario: ExplainScenario {
            naam: &scenario.naam,
            omschrijving: scenario.tables().scenario.omschrijving.as_deref(),
        },
        gm_code,
        gemeente,
        provincie,
        jaar: explanation.jaar.get(),
        uitleg: trees.collect(),
        ontvangstbewijs: Receipt::of(explanation.model),
    };
    pretty(&document)
}
