//! Scenarios with other herindelingen beside each other: on the gemeenten that both leave.

use spuk::internals::model::{Model, on_one_division};

use crate::common::{Folder, gemeente_csv};

const CHANGES: &str = "datum,van_code,van_naam,naar_code,naar_naam,soort\n\
                       2027-01-01,GM0873,Woensdrecht,GM0748,Bergen op Zoom,opgegaan\n";

/// Counts, factors and money of gemeenten before and behind the one that goes.
const OWN: &str = "[scenario]\nbasis = \"wi2021\"\ntot = 2027\n[aantallen]\nbestand = \"a.csv\"\n\
    aanvullen = \"model\"\n[kenmerken.GM0014]\nkosten = 1.25\n[kenmerken.GM1904]\nkosten = 0.8\n\
    afronding = 1.1\nz_route = 1.2\n[[incidenteel]]\nnaam = \"proef\"\nbron = \"eigen raming\"\n\
    status = \"aanname\"\nverdeelsleutel = \"inwoners\"\nbedrag = { 2026 = 100_000 }\n";

const COUNTS: &str = "gm_code,groep,jaar,aantal\nGM0873,asielstatushouder,2025,31\n\
                      GM0748,asielstatushouder,2025,40\nGM1904,asielstatushouder,2025,77\n\
                      GM1904,afgerond,2026,9\n";

/// What comes of a scenario on the division of another is what comes of it with the
/// herindelingen of that one.
#[test]
fn a_scenario_on_the_division_of_another_is_as_with_its_herindelingen() {
    let other =
        "[scenario]\nbasis = \"wi2021\"\ntot = 2027\n[gemeenten]\nherindelingen = \"h.csv\"\n";
    let folder = Folder::with(&[
        ("a.toml", OWN),
        ("b.toml", other),
        ("a.csv", COUNTS),
        ("h.csv", CHANGES),
    ]);
    let load = |name: &str, settings: &[&str]| {
        let model = folder.load_with(name, settings);
        model.expect("a scenario")
    };
    let mut models = [load("a.toml", &[]), load("b.toml", &[])];
    // What was reckoned before does not stay behind.
    let before = models[0].project().expect("a projection");
    assert_eq!(before.jaren[0].kas.len(), 342);
    on_one_division(&mut models).expect("one division");
    let both = format!("{OWN}[gemeenten]\nherindelingen = \"h.csv\"\n");
    folder.write("both.toml", both);
    let with = load("both.toml", &[]);
    let csv = |model: &Model| gemeente_csv(model, &model.project().expect("a projection"));
    assert_eq!(csv(&models[0]), csv(&with));
    assert_eq!(models[1].gemeenten.len(), models[0].gemeenten.len());
    let told = |model: &Model| {
        let remarks = model.remarks();
        let told = remarks.iter().map(ToString::to_string);
        told.map(|remark| remark.replace("both.toml", "a.toml"))
            .collect::<Vec<String>>()
    };
    let (mut moved, loaded) = (told(&models[0]), told(&with));
    let common = moved.pop().expect("a remark");
    assert!(common.contains("Woensdrecht"), "{common}");
    assert_eq!(moved, loaded);
    assert_eq!(models[0].kenmerken, with.kenmerken);
    let utrecht = with.gemeenten.index_of("GM0344").expect("a gemeente");
    assert_eq!(models[0].is_counted(utrecht), with.is_counted(utrecht));
    let vecht = with.gemeenten.index_of("GM1904").expect("a gemeente");
    assert!(models[0].is_counted(vecht) && !models[0].is_counted(utrecht));
    // Another change is laid on what stands there now.
    let setting = "prestatie.aandeel=0.2";
    let laid = models[0].with(&[setting.to_owned()]).expect("a setting");
    let whole = load("both.toml", &[setting]);
    assert_eq!(csv(&laid), csv(&whole));
}

/// A gemeente that the model fills in cannot become part of one that was counted without it.
#[test]
fn who_is_filled_in_does_not_vanish_in_one_that_was_counted() {
    let other = "[scenario]\nbasis = \"wi2021\"\n[gemeenten]\nherindelingen = \"h.csv\"\n";
    let folder = Folder::with(&[("a.toml", OWN), ("b.toml", other), ("h.csv", CHANGES)]);
    let together = |counts: &str| {
        folder.write("a.csv", counts);
        let load = |name: &str| folder.load_with(name, &[]).expect("a scenario");
        on_one_division(&mut [load("a.toml"), load("b.toml")])
    };
    let header = "gm_code,groep,jaar,aantal\n";
    // Counted in the year of the herindeling, so that a row by itself may hold both.
    let left = "GM0748,asielstatushouder,2027,40\n";
    let refused = together(&format!("{header}{left}")).expect_err("Woensdrecht would be lost");
    let said = refused.to_string();
    for part in ["`a`", "Woensdrecht (GM0873)", "Bergen op Zoom (GM0748)"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    together(&format!("{header}{left}GM0873,asielstatushouder,2027,0\n")).expect("both counted");
    // Where neither was counted, both follow the model.
    together(&format!("{header}GM1904,asielstatushouder,2025,77\n")).expect("neither counted");
}
