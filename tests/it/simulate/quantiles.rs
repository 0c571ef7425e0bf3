//! Quantiles of a simulation: where the distribution is known (one gemeente, and no
//! chance but in the national instroom of asielstatushouders, which is lognormal),
//! and against all draws made one by one.

use std::fs;
use std::path::Path;

use spuk::internals::model::Model;
use spuk::internals::simulate::{DrawId, draw};

use crate::common::{self, Folder};

fn output(folder: &Path, arguments: &[&str]) -> String {
    let mut command = common::spuk();
    let ran = command.current_dir(folder).args(arguments).assert();
    String::from_utf8(ran.success().get_output().stdout.clone()).unwrap()
}

/// The number in a column of the first row that begins with `start`.
fn number(csv: &str, start: &str, column: &str) -> f64 {
    let (csv, start) = (csv.replace('"', ""), start.replace('"', ""));
    let mut lines = csv.lines();
    let header = lines.next().unwrap();
    let index = header.split(',').position(|name| name == column).unwrap();
    let row = lines.find(|line| line.starts_with(&start)).unwrap();
    row.split(',').nth(index).unwrap().parse().unwrap()
}

/// What the scenario expects of 2026, and the spread of its logarithm.
const EXPECTED: f64 = 20_000.0;
const SPREAD: f64 = 0.20;

/// A quantile, and the normal numbers four standard errors of 2000 draws below
/// and above it (computed with Python's `statistics.NormalDist`).
const QUANTILES: [(&str, f64, f64); 3] = [
    ("p5", -1.8738, -1.4798),
    ("p50", -0.1124, 0.1124),
    ("p95", 1.4798, 1.8738),
];

#[test]
fn quantiles_are_those_of_the_lognormal_instroom() {
    let folder = Folder::with(&[]);
    let folder = folder.root();
    let gemeenten = "gm_code,naam,provincie,inwoners_2025\nGM1,Aa,P,18000000\n";
    fs::write(folder.join("g.csv"), gemeenten).unwrap();
    let scenario = format!(
        "[scenario]\nnaam = \"Q\"\nbasis = \"wi2021\"\ntot = 2026\n\
         [gemeenten]\nbestand = \"g.csv\"\n[instroom]\nprognosefout = 0\n\
         [instroom.spreiding]\nasielstatushouder = {SPREAD}\ngezinsmigrant = 0\n\
         overige_migrant = 0\n\
         [instroom.gemeenten]\nrealisatie = 0\nruis = 0\nverhuizing = 0\n"
    );
    fs::write(folder.join("Q.toml"), scenario).unwrap();
    let arguments = ["simulate", "Q.toml", "--draws", "2000", "--format", "csv"];
    let simulated = output(folder, &arguments);
    // The uitkering rises with the instroom, so its quantiles are the uitkering
    // at the quantiles of the instroom: that of an ordinary run.
    let uitkering = |normal: f64, people_more: f64| {
        let instroom = EXPECTED * (SPREAD * normal - SPREAD * SPREAD / 2.0).exp() + people_more;
        let setting = format!("instroom.pad.asielstatushouder.2026={instroom:.0}");
        let csv = output(
            folder,
            &["run", "Q.toml", "--set", &setting, "--format", "csv"],
        );
        number(&csv, "NL,Nederland,,2026", "uitkering_definitief")
    };
    let country = "Q,landelijk,NL,Nederland,2026,uitkering_definitief,";
    let gemeente = "Q,gemeente,GM0001,Aa,2026,uitkering_definitief,";
    for (column, low, high) in QUANTILES {
        let (low, high) = (uitkering(low, -1.0), uitkering(high, 1.0));
        let exact = number(&simulated, country, column);
        assert!(
            (low..=high).contains(&exact),
            "{column}: {exact} is not from {low} to {high}"
        );
        // A sketch tells the quantile of a gemeente to 0.5%.
        let sketched = number(&simulated, gemeente, column);
        assert!(
            (sketched / exact - 1.0).abs() < 0.005,
            "{column}: {sketched} instead of {exact}"
        );
    }
}

/// So many draws that the quantiles of gemeenten come from a sketch.
const DRAWS: usize = 300;

/// Of every gemeente, year and field, also those around zero: within half a percent
/// of the draw itself, or as good as nothing of the largest one.
#[test]
fn quantiles_of_gemeenten_are_those_of_all_their_draws() {
    let folder = Folder::with(&[]);
    let folder = folder.root();
    let gemeenten = "gm_code,naam,provincie,inwoners_2025\n\
                     GM1,Aa,P,900\nGM2,Bee,P,290000\nGM3,Cee,Q,17500000\n";
    fs::write(folder.join("g.csv"), gemeenten).unwrap();
    let scenario = "[scenario]\nnaam = \"Q\"\nbasis = \"wi2021\"\ntot = 2029\n\
                    [gemeenten]\nbestand = \"g.csv\"\n";
    fs::write(folder.join("Q.toml"), scenario).unwrap();
    let draws = DRAWS.to_string();
    let arguments = ["simulate", "Q.toml", "--draws", &draws, "--seed", "6"];
    let simulated = output(folder, &[&arguments[..], &["--format", "csv"]].concat());

    let model = Model::load(&folder.join("Q.toml").to_string_lossy(), &[]).unwrap();
    let runs = (0..DRAWS as u64).map(|nummer| draw(&model, DrawId { zaad: 6, nummer }).unwrap());
    let runs: Vec<_> = runs.collect();
    let (mut near_zero, mut compared) = (0, 0);
    for (gemeente, code) in ["GM0001", "GM0002", "GM0003"].into_iter().enumerate() {
        for (index, jaar) in (2024..=2029).enumerate() {
            let cents = |field: &str| -> Vec<i64> {
                let years = runs.iter().map(|run| &run.jaren[index]);
                let amounts = years.map(|year| match field {
                    "uitkering_voorlopig" => year.voorlopig.of(gemeente),
                    "uitkering_definitief" => year.definitief.of(gemeente),
                    "verrekening" => year.verrekening(gemeente),
                    "saldo" => year.saldo(gemeente),
                    "terugvordering" => year.verantwoording.terugvordering[gemeente],
                    _ => year.kas[gemeente],
                });
                let mut cents: Vec<i64> = amounts.map(|amount| amount.get()).collect();
                cents.sort_unstable();
                cents
            };
            for field in spuk::internals::simulate::KEPT_FIELDS.map(|kept| kept.name()) {
                let all = cents(field);
                let largest = all[0].abs().max(all[DRAWS - 1].abs());
                for percent in [5, 25, 50, 75, 95] {
                    let exact = all[(percent * DRAWS).div_ceil(100) - 1];
                    let name = format!("\"{code}\",");
                    let start = simulated
                        .lines()
                        .find(|line| {
                            line.contains(&name) && line.contains(&format!(",{jaar},\"{field}\","))
                        })
                        .unwrap();
                    let euros = number(&simulated, start, &format!("p{percent}"));
                    let off = ((euros * 100.0).round() as i64 - exact).abs();
                    let within = off * 200 <= exact.abs() || off * 49_152 <= largest;
                    assert!(
                        within,
                        "{code} {jaar} {field} p{percent}: {euros} for {exact} cents"
                    );
                    near_zero += usize::from(exact != 0 && exact.abs() * 50 < largest);
                    compared += 1;
                }
            }
        }
    }
    assert_eq!(compared, 3 * 6 * 6 * 5);
    assert!(near_zero > 0, "some quantiles lie near zero");
}

/// Whole euros look exact: a table of a gemeente says how far its quantiles can be off, and
/// only where they can.
#[test]
fn a_table_says_how_far_the_quantiles_of_gemeenten_are_off() {
    let folder = Folder::with(&[]);
    let folder = folder.root();
    let gemeenten = "gm_code,naam,provincie,inwoners_2025\nGM1,Bee,P,290000\nGM2,Cee,P,17500000\n";
    fs::write(folder.join("g.csv"), gemeenten).unwrap();
    let scenario = "[scenario]\nnaam = \"Q\"\nbasis = \"wi2021\"\ntot = 2026\n\
                    [gemeenten]\nbestand = \"g.csv\"\n";
    fs::write(folder.join("Q.toml"), scenario).unwrap();
    let table = |draws: &str, of: &[&str]| {
        let asked = ["simulate", "Q.toml", "--jaar", "2026", "--draws", draws];
        output(folder, &[&asked[..], of].concat())
    };
    let json = table("257", &["--gemeente", "Bee", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let rows = json["regels"].as_array().unwrap();
    let fields = ["uitkering_voorlopig", "uitkering_definitief", "kas"];
    let shown = rows
        .iter()
        .filter(|row| fields.iter().any(|it| row["veld"] == *it));
    let off = shown.flat_map(|row| {
        let quantiles = ["p5", "p50", "p95"].map(|name| &row[name]["onnauwkeurigheid"]);
        quantiles.map(|off| (off.as_f64().unwrap() * 100.0).round() as i64)
    });
    let furthest = (off.max().unwrap() + 99) / 100;
    assert!(furthest > 1000, "{furthest}");
    let said = table("257", &["--gemeente", "Bee"]).replace('\n', " ");
    let thousands = format!("{}.{:03} euro na bekend", furthest / 1000, furthest % 1000);
    assert!(said.contains(&thousands), "{thousands} in {said}");
    assert!(said.contains("tot en met 256 trekkingen"), "{said}");
    for exact in [
        table("256", &["--gemeente", "Bee"]),
        table("257", &["--level", "landelijk"]),
    ] {
        assert!(!exact.contains("euro na bekend"), "{exact}");
    }
}
