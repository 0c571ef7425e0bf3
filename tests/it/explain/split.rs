//! Counted people of a gemeente that was split: what of them counts in each successor.

use spuk::internals::explain::{ExplainField, ExplainFormula, Explainer};
use spuk::internals::terms::jaar::Jaar;

use crate::common::Folder;

const SCENARIO: &str = "[scenario]\nbasis = \"wi2021\"\nvan = 2024\ntot = 2026\n\
    [aantallen]\nbestand = \"a.csv\"\naanvullen = \"model\"\n";

/// Littenseradiel went into three gemeenten, of which one was counted itself too.
const COUNTS: &str = "gm_code,groep,jaar,aantal\nGM0140,asielstatushouder,2025,37\n\
    GM1949,asielstatushouder,2025,90\nGM0080,afgerond,2025,0\nGM1900,afgerond,2025,0\n";

/// The product and the divisor stand there, so that the part can be worked out by hand.
#[test]
fn a_part_of_what_was_counted_says_what_it_is_divided_by() {
    let folder = Folder::with(&[("scenario.toml", SCENARIO), ("a.csv", COUNTS)]);
    let (model, projection) = folder.project().expect("a projection");
    let mut explainer = Explainer::new(&model, &projection).expect("who explains");
    let fields = ExplainField::ALL.iter();
    let field = fields
        .copied()
        .find(|field| field.key() == "asielstatushouders");
    let (field, jaar) = (field.expect("the field"), Jaar::new(2025).expect("a year"));
    let mut parts = 0;
    for code in ["GM0080", "GM1900", "GM1949"] {
        let gemeente = model.gemeenten.index_of(code).expect("a gemeente");
        let root = explainer.explain(gemeente, jaar, field).expect("a tree");
        let all = root.nodes();
        let part = all.iter().find(|node| node.symbool.starts_with("deel van"));
        let part = part.unwrap_or_else(|| panic!("no part in {code}"));
        assert!(matches!(part.formule, ExplainFormula::GrootsteRest(..)));
        assert!(part.follows(), "{code}");
        let [people, own, of_all] = &part.kinderen[..] else {
            panic!("{code}: {} children", part.kinderen.len());
        };
        let number = |text: String| text.parse::<i64>().expect("a whole number");
        let [people, own, of_all, value] =
            [&people.waarde, &own.waarde, &of_all.waarde, &part.waarde]
                .map(|value| number(value.to_string()));
        let share = people * own;
        assert!(
            (share / of_all..=share / of_all + 1).contains(&value),
            "{code}"
        );
        parts += value;
    }
    assert_eq!(parts, 37);
}
