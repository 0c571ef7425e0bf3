//! What the page says that its draws rest on.

use serde_json::Value;

use super::{data, page};
use crate::common::Folder;

const GEMEENTEN: &str = "gm_code,naam,provincie,inwoners_2022,inwoners_2025\n\
    GM0001,Aa,P,900,1000\nGM0002,Bee,P,210000,215000\n\
    GM0003,Cee,Q,47000,48000\nGM0004,Dee,Q,130000,128000\n";

const FIRST: &str = "[scenario]\nnaam = \"Eerste\"\nbasis = \"wi2021\"\ntot = 2029\n\
    [gemeenten]\nbestand = \"g.csv\"\n[instroom.gemeenten]\nrealisatie = 0\n\
    [kenmerken.spreiding]\nafronding = 0\nkosten = 0\nz_route = 0\n";

/// A page of the first scenario and others on it, each with more said of it.
fn beside(others: &[(&str, &str)], draws: &str) -> Value {
    let folder = Folder::with(&[("g.csv", GEMEENTEN), ("eerste.toml", FIRST)]);
    let mut call = vec![folder.path("eerste.toml").to_string_lossy().into_owned()];
    for (naam, rest) in others {
        let text = format!("[scenario]\nnaam = \"{naam}\"\nbasis = \"eerste.toml\"\n{rest}");
        folder.write(&format!("{naam}.toml"), text);
        let path = folder.path(format!("{naam}.toml"));
        call.push(path.to_string_lossy().into_owned());
    }
    let call = call.iter().map(String::as_str);
    let call: Vec<&str> = call.chain(["--draws", draws, "--samenvatting"]).collect();
    data(&page(&folder, &call))
}

#[test]
fn chances_rest_on_the_costs_of_every_scenario() {
    let chances = |others: &[(&str, &str)]| {
        let all = beside(others, "2");
        all["kansen"].as_str().expect("a sentence").to_owned()
    };
    let alike = "per persoon hetzelfde uit";
    assert!(chances(&[]).contains(alike));
    let both = chances(&[
        ("Meer", "[kenmerken.spreiding]\nkosten = 0.4\n"),
        ("Meest", "[kenmerken.spreiding]\nkosten = 0.6\n"),
        ("Rustig", "[prestatie]\naandeel = 0.3\n"),
    ]);
    assert!(
        both.contains("(spreiding 0,4 met ‘Meer’, 0,6 met ‘Meest’)"),
        "{both}"
    );
    for rest in [
        "[kenmerken.GM0002]\nkosten = 1.4\n",
        "[kenmerken.GM0003]\nz_route = 0.5\n",
        "[kenmerken.spreiding]\nz_route = 0.3\n",
    ] {
        let stated = chances(&[("Eigen", rest)]);
        assert!(!stated.contains(alike), "{stated}");
        assert!(
            stated.contains("wat gemeenten daarin verschillen"),
            "{stated}"
        );
    }
    // People who complete cost no more or less.
    let completion = "[kenmerken.GM0002]\nafronding = 1.4\n";
    assert!(chances(&[("Anders", completion)]).contains(alike));
}
