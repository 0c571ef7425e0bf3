//! Rows of draws with assumptions beside those of people alone.

use std::collections::BTreeSet;

use crate::common::{Folder, rows};

/// A scenario may be called as another with assumptions, or as a difference of those.
#[test]
fn no_row_with_assumptions_is_called_as_one_of_people_alone() {
    let of = |naam: &str, rest: &str| {
        format!(
            "[scenario]\nnaam = \"{naam}\"\nbasis = \"wi2021\"\ntot = 2027\n\
             [gemeenten]\nbestand = \"g.csv\"\n{rest}"
        )
    };
    let folder = Folder::with(&[
        (
            "g.csv",
            "gm_code,naam,provincie,inwoners_2024\nGM0001,Aa,P,90000\nGM0002,Bee,P,40000\n",
        ),
        ("a.toml", &of("Wet", "")),
        ("b.toml", &of("Wet met aannames", "[index]\n2027 = 0.05\n")),
        ("c.toml", &of("Plan met aannames-Wet met aannames", "")),
        ("d.toml", &of("Plan", "[index]\n2026 = 0.06\n")),
    ]);
    for (files, name) in [
        (&["a.toml", "b.toml"][..], "Wet met aannames (2)"),
        (&["a.toml", "d.toml", "c.toml"], "Wet met aannames (2)"),
        (&["a.toml", "d.toml"], "Wet met aannames"),
    ] {
        let call = ["--draws", "3", "--aannames", "--format", "csv"];
        let mut command = folder.spuk(&[&["simulate"], files, &call].concat());
        let done = command.output().unwrap();
        let csv = rows(&String::from_utf8(done.stdout).unwrap());
        let mut seen = BTreeSet::new();
        for row in &csv {
            let key = ["scenario", "level", "code", "jaar", "veld"].map(|key| row[key].clone());
            assert!(seen.insert(key.clone()), "{key:?} stands there twice");
        }
        assert!(csv.iter().any(|row| row["scenario"] == name), "{files:?}");
    }
}
