//! An explanation as JSON: every number of a tree once, the receipt.

use serde_json::json;

use super::explain::Uitleg;
use super::json::pretty;
use super::receipt::Receipt;

/// The whole trees, however deep.
pub fn explain_json(uitleg: &Uitleg<'_>) -> String {
    let gemeente = &uitleg.model.gemeenten.list()[uitleg.gemeente];
    let trees = uitleg
        .bomen
        .iter()
        .map(|(veld, root)| json!({ "veld": veld.key(), "boom": **root }));
    pretty(&json!({
        "scenario": {
            "naam": uitleg.model.scenario.naam,
            "omschrijving": uitleg.model.scenario.tabellen.scenario.omschrijving,
        },
        "gm_code": gemeente.code,
        "gemeente": gemeente.naam,
        "provincie": gemeente.provincie,
        "jaar": uitleg.jaar.get(),
        "uitleg": trees.collect::<Vec<_>>(),
        "ontvangstbewijs": Receipt::of(uitleg.model),
    }))
}
