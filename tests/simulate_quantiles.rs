//! Quantiles of a simulation whose distribution is known: one gemeente, and no
//! chance but in the national instroom of asielstatushouders, which is lognormal.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn output(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spuk"));
    let ran = command.current_dir(folder).args(arguments).assert();
    String::from_utf8(ran.success().get_output().stdout.clone()).unwrap()
}

/// The number in a column of the first row that begins with `start`.
fn number(csv: &str, start: &str, column: &str) -> f64 {
    let mut lines = csv.lines();
    let header = lines.next().unwrap();
    let index = header.split(',').position(|name| name == column).unwrap();
    let row = lines.find(|line| line.starts_with(start)).unwrap();
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
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
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
    let gemeente = "Q,gemeente,GM1,Aa,2026,uitkering_definitief,";
    for (column, low, high) in QUANTILES {
        let (low, high) = (uitkering(low, -1.0), uitkering(high, 1.0));
        let exact = number(&simulated, country, column);
        assert!(
            (low..=high).contains(&exact),
            "{column}: {exact} is not from {low} to {high}"
        );
        // A sketch tells the quantile of a gemeente to 0.4%.
        let sketched = number(&simulated, gemeente, column);
        assert!(
            (sketched / exact - 1.0).abs() < 0.005,
            "{column}: {sketched} instead of {exact}"
        );
    }
}
