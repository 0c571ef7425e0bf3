//! Completed trajecten of a gemeente of which the running number falls and rises again.

use spuk::internals::explain::{ExplainField, Explainer};
use spuk::internals::terms::jaar::Jaar;

use crate::common::Folder;

/// Nobody completes on the Z-route here, so that a gemeente with nearly everyone on it is
/// left with next to nobody; what of them comes back was counted before.
const SCENARIO: &str = "[scenario]\nbasis = \"wi2021\"\nvan = 2024\ntot = 2028\n\
    [traject.asielstatushouder]\nB1 = [0.12, 0.12, 0.12, 0.12, 0.12]\n\
    onderwijs = [0.12, 0.12, 0.12, 0.12, 0.12]\nZ = [0]\n\
    [kenmerken.GM0512]\nz_route = 3.1\n[kenmerken.GM0141]\nz_route = 3.1\n";

#[test]
fn who_came_before_is_the_most_of_all_years_before() {
    let folder = Folder::with(&[("scenario.toml", SCENARIO)]);
    let (model, projection) = folder.project().expect("a projection");
    let mut explainer = Explainer::new(&model, &projection).expect("who explains");
    let fields = ExplainField::ALL.iter();
    let field = fields.copied().find(|field| field.key() == "afgerond");
    let field = field.expect("the field");
    for code in ["GM0512", "GM0141"] {
        let gemeente = model.gemeenten.index_of(code).expect("a gemeente");
        for year in 2024..=2028 {
            let jaar = Jaar::new(year).expect("a year");
            let root = explainer.explain(gemeente, jaar, field).expect("a tree");
            for node in root.nodes() {
                let (now, found) = (&node.waarde, node.recompute());
                assert!(node.follows(), "{code} {year} {}: {now} {found:?}", node.id);
            }
        }
    }
}
