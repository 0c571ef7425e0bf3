//! The section about how far gemeenten come out differently.

use super::{bulk, data, page};
use crate::common::Folder;

#[test]
fn the_spread_of_gemeenten_is_shown_with_draws_enough() {
    let folder = Folder::with(&[]);
    let call = ["zonder-prestatie", "wi2021", "--draws"];
    let page_of = |draws: &str| page(&folder, &[&call[..], &[draws]].concat());
    let with = page_of("100");
    assert!(with.contains("<section id=\"uiteen\"") && with.contains("href=\"#uiteen\""));
    let shown = &data(&with)["uiteen"][0];
    assert_eq!(shown["periode"], "2026-2031");
    assert_eq!(shown["trekkingen"], 100);
    // Five size classes, twelve provincies and the country.
    assert_eq!(shown["rijen"].as_array().unwrap().len(), 18);
    let sentences = shown["zinnen"].to_string();
    for said in [
        "welke gemeente het is, zegt dit niet",
        "afronding (0,2)",
        "2026-2027",
    ] {
        assert!(sentences.contains(said), "{said}: {sentences}");
    }
    let measures = &bulk(&with)["uiteen"][0];
    assert_eq!(measures.as_array().unwrap().len(), 9);
    assert_eq!(measures[0].as_array().unwrap().len(), 342);
    let chances = data(&with)["kansen"].to_string();
    assert!(
        chances.contains("rusten op kosten, en die zijn aangenomen"),
        "{chances}"
    );
    let few = page_of("99");
    assert!(!few.contains("<section id=\"uiteen\"") && !few.contains("href=\"#uiteen\""));
    assert_eq!(data(&few)["uiteen"].as_array().unwrap().len(), 0);
}
