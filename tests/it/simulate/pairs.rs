//! Scenarios on the same draws: what one of them changes moves nothing else, and who is asked
//! for is found as everywhere.

use std::collections::BTreeMap;
use std::fs;

use super::{output, refused, small_country, spuk};
use crate::common::{Folder, rows};

/// Asielstatushouders of every gemeente and year of a draw.
fn housed(folder: &Folder, file: &str, draw: &str) -> BTreeMap<(String, String), i64> {
    let arguments = [
        "run", file, "--draw", draw, "--seed", "5", "--level", "gemeente",
    ];
    let csv = output(
        folder.root(),
        &[&arguments[..], &["--format", "csv"]].concat(),
    );
    let each = rows(&csv).into_iter().map(|row| {
        let people = row["asielstatushouders"].parse().unwrap();
        ((row["gm_code"].clone(), row["jaar"].clone()), people)
    });
    each.collect()
}

/// How much a gemeente houses for good is the same in a draw of every scenario, whatever year
/// each begins to draw in: both have it in the years that both draw.
#[test]
fn lasting_differences_in_housing_are_the_same_whatever_year_is_drawn_from() {
    let folder = small_country();
    let text = fs::read_to_string(folder.path("A.toml")).unwrap();
    let quiet = "[instroom.spreiding]\nasielstatushouder = 0\ngezinsmigrant = 0\noverige_migrant = 0\n\
                 [instroom.gemeenten]\nruis = 0\nverhuizing = 0\nrealisatie = 0.4\n";
    let of = |vanaf: u16| {
        format!(
            "[scenario]\nbasis = \"A.toml\"\nnaam = \"van {vanaf}\"\n[instroom]\nvanaf = {vanaf}\nprognosefout = 0\n{quiet}"
        )
    };
    assert!(text.contains("[scenario]"));
    for vanaf in [2026, 2027, 2028] {
        fs::write(folder.path(format!("{vanaf}.toml")), of(vanaf)).unwrap();
    }
    for draw in ["1", "2", "7"] {
        let first = housed(&folder, "2026.toml", draw);
        let same = |other: &BTreeMap<(String, String), i64>, from: &str| {
            let known = first.iter().filter(|((_, jaar), _)| jaar.as_str() >= from);
            known.clone().count() > 3 && known.clone().all(|(key, people)| other[key] == *people)
        };
        assert!(same(&housed(&folder, "2027.toml", draw), "2027"), "{draw}");
        assert!(same(&housed(&folder, "2028.toml", draw), "2028"), "{draw}");
        assert!(!same(&housed(&folder, "2028.toml", draw), "2027"), "{draw}");
    }
}

/// Parts that are merged find a gemeente as a simulation does: a name of two is refused, and a
/// code may lack its letters.
#[test]
fn a_merge_finds_gemeenten_as_a_simulation_does() {
    let folder = small_country();
    let twice = fs::read_to_string(folder.path("g.csv")).unwrap();
    fs::write(folder.path("g.csv"), twice.replace("GM2,Bee,", "GM2,Cee,")).unwrap();
    let root = folder.root();
    let drawn = ["simulate", "A.toml", "--draws", "3"];
    output(
        root,
        &[&drawn[..], &["--shard", "1/1", "--out", "deel"]].concat(),
    );
    let whole = ["--jaar", "2027", "--format", "csv"];
    let simulated = |who: &'static str| [&drawn[..], &whole, &["--gemeente", who]].concat();
    let merged =
        |who: &'static str| [&["merge", "deel"][..], &whole, &["--gemeente", who]].concat();
    for who in ["3", "0001", "gm2", "Aa", "aa,3", "1,", "GM1,GM3"] {
        assert_eq!(
            output(root, &merged(who)),
            output(root, &simulated(who)),
            "{who:?}"
        );
    }
    let ran = spuk(root, &merged("Aa")).assert().success();
    let told = String::from_utf8_lossy(&ran.get_output().stderr).into_owned();
    assert!(told.contains("van 3 trekkingen"), "{told}");
    let said = refused(root, &merged("Cee"));
    assert!(
        said.contains("`Cee` kan meer dan een gemeente zijn"),
        "{said}"
    );
    assert!(said.contains("GM0002") && said.contains("GM0003"), "{said}");
    refused(root, &simulated("Cee"));
    refused(root, &merged("Dee"));
}
