//! What the page says of its draws: what they rest on, and where they differ though the
//! projection does not.

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
fn beside(others: &[(&str, &str)], more: &[&str]) -> Value {
    let folder = Folder::with(&[("g.csv", GEMEENTEN), ("eerste.toml", FIRST)]);
    let mut call = vec![folder.path("eerste.toml").to_string_lossy().into_owned()];
    for (naam, rest) in others {
        let text = format!("[scenario]\nnaam = \"{naam}\"\nbasis = \"eerste.toml\"\n{rest}");
        folder.write(&format!("{naam}.toml"), text);
        let path = folder.path(format!("{naam}.toml"));
        call.push(path.to_string_lossy().into_owned());
    }
    let call = call.iter().map(String::as_str);
    let call: Vec<&str> = call
        .chain(["--draws"])
        .chain(more.iter().copied())
        .collect();
    data(&page(&folder, &call))
}

#[test]
fn money_that_comes_or_goes_in_draws_is_no_shift_between_gemeenten() {
    let shift = "Een verschuiving tussen gemeenten, geen geld erbij of eraf";
    let all = beside(
        &[
            (
                "Instroom",
                "[instroom.spreiding]\nasielstatushouder = 0.4\n",
            ),
            ("Afronding", "[kenmerken.spreiding]\nafronding = 0.5\n"),
        ],
        &["100"],
    );
    let answers = all["antwoorden"].as_array().expect("answers");
    let [more, moved] = &answers[..] else {
        panic!("two answers: {answers:?}");
    };
    let facts = |answer: &Value| answer["feiten"].to_string();
    assert_eq!(more["vooraf"], "", "{more}");
    let told = more["zin"].as_str().expect("a sentence");
    assert!(
        told.contains("in de trekkingen krijgen gemeenten samen meer of minder"),
        "{told}"
    );
    assert!(facts(more).contains("met 90% kans"), "{more}");
    // Where the country gets as much in every draw it is a shift.
    assert_eq!(moved["vooraf"], shift, "{moved}");
    assert!(!facts(moved).contains("met 90% kans"), "{moved}");
    assert!(!moved["zin"].to_string().contains("trekkingen krijgen"));
    // How far gemeenten come out is told of both.
    for (apart, years) in all["uiteen"].as_array().expect("both").iter().zip(1..) {
        assert!(
            !apart["rijen"].as_array().expect("rows").is_empty(),
            "{years}"
        );
    }
}

#[test]
fn chances_rest_on_the_costs_of_every_scenario() {
    let chances = |others: &[(&str, &str)]| {
        let all = beside(others, &["2", "--samenvatting"]);
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
